# Papers written down for keeping: blog posts and daily notes. Markdown reads these sentences.

document-labelled = **{ $heading }**: { $text }
document-label = **{ $heading }**:
document-between = {", "}
document-authors = Authors
document-affiliation = First author’s affiliation
document-affiliation-line = { $name } (as printed: “{ $line }”)
document-title = { $title } ({ $original })
document-comment = Authors’ comment
document-summary = Summary
document-quote = “{ $text }”
document-pdf = PDF
document-code = Code
document-project = Project
document-data = Data
document-other = Link
document-other-kind = That file is a document of another kind, a post or a note, so I leave it alone. Choose another one.

## A post of a blog.

blog-update = { $date } Update
blog-description = New papers on { $topic }, with more to come. Update in { $date }  { $title }
blog-notice-who = ⚠️ Each text below says who wrote it and from what: the authors themselves, in quotation marks, or an AI model, which may be wrong. Check it against the paper.
blog-notice-care = 🔴 They help to choose what to read. Do not cite them, and do not rely on them in place of the paper.
blog-notice-facts = 💗 Titles, authors, abstracts, comments and links are those of arXiv and the papers themselves, never a model’s. Collected by Paperboy.
blog-figures = Figures of the paper
blog-foreign = That file was not written by me, so I leave it alone. Choose another one.
blog-file = { $count ->
    [one] 1 paper
   *[other] { $count } papers
}, as a blog post in { $file }
blog-written = { $file }: { $new ->
    [one] 1 new paper
   *[other] { $new } new papers
}
blog-unchanged = { $file } has all of them already.
blog-more = The newest { $shown } of { $count }: more take too long here. paperboy digest --format blog writes all of them.
blog-unknown-flavour = There is no kind of blog called “{ $name }”. There are: { $known }

## A note of a day.

note-background = Background
note-motivation = Motivation
note-method = Method
note-contributions = Contributions and innovations
note-related = Related work
note-figure = Figure { $number } ({ $caption })
note-file = What you saved on { $day }, as a note in { $file }
note-none = Nothing was saved on { WHEN($day, pattern: "d MMM y") }.
note-day-unsaved = { TYPE("saved as=note day=2025-11-05") } takes another day.
note-written = { $file }: { $new ->
    [one] 1 new paper
   *[other] { $new } new papers
}
note-unchanged = { $file } has all of them already.
note-person-unknown = Nobody is known as { $name }. People are named like discord:80351110224678912 or slack:T024BE7LD/U2147483697.

## Tags.

option-tags = Your own words for it, with commas between: image generation, 3D
option-day = The day you saved them; without it, today
saved-tags = Tags: { $tags }
tags-too-many = A paper can have { $most } tags; these are { $count }.
tag-too-long = “{ $tag }” is too long for a tag; { $most } characters is the most.
