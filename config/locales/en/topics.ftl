### What the topic language says: refusals, questions, notes, and why a paper matched.

## Cannot be read

topic-empty = Say what you want to read about: words, a category such as cs.CV, or both.
topic-nothing = There is nothing between these brackets or commas.
topic-quote-open = This quotation mark is never closed.
topic-open-alone = This ( is never closed.
topic-close-alone = This ) was never opened.
topic-too-deep = At most { $most } brackets fit into each other.
topic-operator-alone = { $operator } needs something on both sides. If you mean the word, put it in quotation marks.
topic-wildcard = Parts of words are not matched, plurals are: write the whole word.
topic-field-unknown = There is no field { $field }. Use ti, abs, au, co, cat or primary.
topic-dates = Dates are not part of a topic: ask for { TYPE("digest since=7d") } instead.
topic-category-unknown = There is no category { $id }.
topic-category-near = No such category as { $id }. Did you mean { $near } ({ $name })?
topic-address = I can read only arXiv’s own lists of a category as a topic, not this address.
topic-paper = This is one paper, not a topic. Ask for its summary or save it.
topic-abstract = This looks like an abstract. A topic is a few words: which ones matter to you?
topic-latin-only = arXiv writes names and abstracts in Latin letters: write “{ $word }” in English.

## Cannot be followed

topic-everything = All of arXiv is 700–1,500 papers a weekday. Choose a field.
topic-only-not = This says only what you do not want. Say also what you want.
topic-never = This can never match: it asks for something and refuses the same.
topic-too-many = A topic can have { $most } terms; this one has { $count }.
topic-too-long = A topic can have { NUMBER($most, useGrouping: 0) } characters. Make two of it.

## Can mean several things

topic-category-or-words = Do you mean the category or the words “{ $named }”?
topic-author-or-words = Do you mean the author { $name } or the words?
topic-author-quotes = Is “{ $name }” one name, or a name and a word?
topic-archive = { $archive } is a whole archive. Do you mean all its categories or the word?
topic-venue = Venues such as { $venue } stand in the authors’ comment, hardly ever in the abstract. Where shall I look?
topic-translated = arXiv abstracts are in English. What shall I look for instead of { $typed }?

## Done, but worth saying

topic-note-any-of = Read as any of: { $topics }
topic-note-address =
    { $count ->
        [one] I read the address as the category { $categories }.
       *[other] I read the address as the categories { $categories }.
    }
topic-note-retired = { $old } is called { $new } today.

## Why a paper matched

topic-because-title = “{ $text }” in the title
topic-because-abstract = “{ $text }” in the abstract
topic-because-passing = “{ $text }” once in the abstract
topic-written-by = by { $name }
topic-because-comment = “{ $text }” in the authors’ comment
topic-filed-under = filed under { $category }
