# What people do with papers: open, keep, share, look for, want less of.

action-saved = Saved ✓
action-others = More…
action-less = Less like this
action-share = Share
action-back = Back
action-next = Next
action-tags = Tags…
menu-open = Open a paper…
menu-detail = How much?
menu-similar = Papers like…
menu-numbered = { $number }. { $title }
page-of = Page { $page } of { $pages }

detail-headline = One line
detail-about-headline = What it is about
detail-tldr = Short text
detail-about-tldr = A few sentences
detail-takeaways = Key points
detail-about-takeaways = What to remember, from the full text
detail-analysis = Full analysis
detail-about-analysis = Part by part, from the full text

shared = Shared: everybody here sees it now, and nobody was rung.
shared-by = Shared by { $by }
share-off = Answers cannot be shared here: whoever is in charge of this server has switched it off.
share-of-another = Only who shared it, or who manages this channel, can take it back.
share-gone = That message cannot be changed any more. Whoever may delete messages here can remove it.
share-taken-back = Taken back by { $by }.
answer-gone = That answer is no longer kept, or it was given to somebody else. Ask again.

less-noted = Noted: less like “{ $title }” here.
less-before = You have said so before: less like “{ $title }” here.
less-means = Where a digest cannot show everything, papers like it come later among equals. None is left out of the full list.
less-undone = Taken back: “{ $title }” counts as any other paper again.
less-not-said = You had not asked for less like “{ $title }” here.
why-lower = Placed lower: like “{ $title }”, of which less was wanted here.
why-higher = Placed higher: like “{ $title }”, which was saved here.

tags-title = Tags
tags-label = What to file it under
tags-submit = Save
tags-hint = With commas between: image generation, 3D
tags-yours = Yours: { $tags }
tags-none = “{ $title }” has no tags now.
tags-not-saved = “{ $title }” is not on your list, so it cannot be filed. Save it first.
tags-how = Type { TYPE($command) } to file it.

search-help = Find papers by words, by a sentence, or like one
search-example = Example: { TYPE("search how do diffusion models learn? category=cs.CV since=30d") }
option-query = Words, a sentence, or a paper: its id, a link, or a number here
option-category = Only papers filed there, such as cs.CV, or all of cs
search-empty = What do you look for? { TYPE("search diffusion models for images") } finds papers by words, { TYPE("search 2403.03206") } finds papers like one.
search-too-long = That is too long to look for: at most { $most } characters, and yours has { $count }.
search-category-unknown = arXiv has no category “{ $typed }”. Did you mean one of { $near }?
search-for = Papers on “{ $text }”, the best first
search-like = Papers like “{ $title }”, the nearest first
search-within = in { $category } ({ $name })
search-since = since { WHEN($day, pattern: "d MMM y") }
search-none = Nothing was found for “{ $text }”.
search-try-unfiltered = Try it without since and category: they leave papers out.
search-try-words = Try fewer or other words, or the arXiv id of a paper that is like what you look for.
search-growing = More papers are still being read in; the same search finds more in a minute.
search-next = Pick a paper to open or save it. { TYPE("search 2403.03206") } finds papers like one.
found-title = { $dated } · in the title: { $title }
found-abstract = { $dated } · in the abstract: { $abstract }
found-both = { $dated } · in the title: { $title } · in the abstract: { $abstract }

top-help = What people here saved most of what this channel was told
top-example = Example: { TYPE("top month") }
option-period = Of the last week, or the last month
top-title-week = Most saved here in the last seven days
top-title-month = Most saved here in the last thirty days
top-none-week = Nobody has saved a paper of this channel’s digests here in the last seven days.
top-none-month = Nobody has saved a paper of this channel’s digests here in the last thirty days.
top-how = Counted are saves by reactions, menus and buttons in this channel only; nobody is named.
top-saved = saved by { $count ->
    [one] 1 person
   *[other] { $count } people
}

summarise-papers-help = What the papers say that a message names
summarise-papers-example = In the menu of any message: all its arXiv links, ids and DOIs.
save-papers-help = Keep the papers that a message names
save-papers-example = In the menu of any message: all its arXiv links, ids and DOIs.
option-message = The message: its text and its links
message-none = That message names no paper that I know by its link: an arXiv link or id, an arXiv DOI, or a page about one on Hugging Face, alphaXiv, ar5iv or papers.cool.
message-unknown = None of these papers is known here, and arXiv could not tell: { $ids }.
message-missing = Not known here, and arXiv could not tell: { $ids }.
message-more = { $more ->
    [one] 1 more paper is named there
   *[other] { $more } more papers are named there
}; at most { $most } come at once.
message-papers = { $count ->
    [one] 1 paper of that message
   *[other] { $count } papers of that message
}
message-unsaved = { $gone ->
    [one] 1 paper is no longer saved
   *[other] { $gone } papers are no longer saved
}{ $still ->
    [0] .
    [one] ; 1 stays, saved for another reason.
   *[other] ; { $still } stay, saved for another reason.
}
