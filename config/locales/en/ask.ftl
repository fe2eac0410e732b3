# Questions about a paper, and what it answers.

ask-help = What a paper says about your question, with its own words
ask-example = Example: { TYPE("ask 3 which datasets do they train on?") }
option-question = What you want to know; the answer comes from this paper alone
action-ask = Ask

ask-form-title = Ask this paper
ask-form-label = What do you want to know?
ask-form-submit = Ask

ask-which = Which paper? Put an arXiv id, a link, or a number of the last digest before the question: { TYPE("ask 3 which datasets do they train on?") }. After a title, write question= before it.
ask-empty = What do you want to know about “{ $title }”? { TYPE("ask 3 which datasets do they train on?") } asks number 3 of the last digest.
ask-too-long = A question can have at most { $most } characters; yours has { $count }. Ask one thing at a time.
ask-members-only = Questions about papers are for members of this workspace. { TYPE("summary 3") } tells you what a paper says.

ask-question = { $question }
ask-nothing = The paper does not say.
ask-nothing-near = The paper does not say, or not in these words. Other words may find it.
ask-quote = “{ $text }”
ask-rests-on = → “{ $text }”

ask-where-section = { $label }
ask-where-appendix = appendix { $label }
ask-where-figure = caption of { $label }
ask-where-table = { $label }
ask-in-abstract = abstract
ask-in-section = text
ask-in-appendix = appendix
ask-in-figure = caption of a figure
ask-in-table = a table
ask-where-page = { $where }, page { $page }
ask-where-pages = { $where }, pages { $pages }

ask-by-model = AI answer ({ $model })
ask-by-authors = The paper’s own words, no AI
ask-by-nobody = Looked for by its words, no AI
ask-by-authors-fallback = The paper’s own words (the AI could not answer)
ask-read-abstract = from the abstract only
ask-read-full = from the full text
ask-read-pages = from the full text, { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
ask-read-part = from the first { $read } of { $pages } pages

console-form = { $label } Type it and press Enter; an empty line leaves it be.
