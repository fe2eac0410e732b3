# The heading of a digest, cards, lists.

digest-count = { $count ->
    [one] 1 new paper
   *[other] { $count } new papers
}
digest-found = { $count ->
    [one] 1 paper
   *[other] { $count } papers
}
digest-best = the { $shown } best of { $total }
digest-best-usual = the { $shown } best of { $total } (usually { $usual })
digest-best-means = Best: in the title, your words together, filed first under your categories
digest-save-hint = Save: the menu, or { $emoji } on a card
digest-more = and { $more } more
digest-all = All { $count } papers of this digest, in order
digest-page = { $first }–{ $last }
digest-all-next = { TYPE("save 3") } keeps the third.
digest-next = { TYPE("save 2403.03206") } keeps one, { TYPE("digest as=file") } gives all of them as a file.
digest-file = { $count ->
    [one] 1 paper
   *[other] { $count } papers
}, in { $file }
digest-nothing = No paper matched { $name } from { WHEN($first, pattern: "d MMM y") } to { WHEN($last, pattern: "d MMM y") }. Try more days: { TYPE("digest since=7d") }.
digest-gone = That digest is gone, or it is another channel’s. { TYPE("digest since=7d") } lists the papers of the last days.

names = { $names }
plain = { $text }
day = { $day }
days = { WHEN($first, pattern: "d MMM") } – { WHEN($last, pattern: "d MMM") }
days-of-month = { SPAN($first, $last, begin: "d", end: "d MMM") }
day-count = { $day } ({ $count })
announcements = { $count ->
    [one] 1 announcement
   *[other] { $count } announcements
}

thread = { $names } · { $span } ({ $shown })
thread-undated = { $names } ({ $shown })
push = { $count ->
    [one] 1 new paper on { $names }: { $first }
   *[other] { $count } new papers on { $names }: { $first }
}
push-more = { $count } new papers on { $names }: { $first } and { $more } more
push-best = { $count } new papers on { $names }, the { $shown } best here: { $first }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}

quote-authors = “{ $text }”
quote-model = { $text }
writer-authors = Authors’ own words
writer-fallback = Authors’ own words (the AI summary failed)
writer-no-abstract = No abstract is known

authors = { $more ->
    [0] { $named }
   *[other] { $named } + { $more }
}
because = Because: { $reasons }
dated-announced = { $id }, announced { WHEN($day, pattern: "d MMM y") }
dated-submitted = { $id }, submitted { WHEN($day, pattern: "d MMM y") }
dated-first-seen = { $id }, first seen { WHEN($day, pattern: "d MMM y") }
dated-id-month = { $id }, { WHEN($day, pattern: "MMM y") } by its id

link-code = Code
link-project = Project
link-data = Data
link-other = Link
link-pdf = PDF
link-html = HTML

menu-save = Save a paper…
action-all = All { $total }
action-file = As a file
action-post = Post here
action-save = Save
action-summary = Summary
action-why = Why
action-undo = Undo

# The overview of a range of days, as a file.

overview-title = { $name }: overview of papers
overview-count = { $count ->
    [one] 1 paper
   *[other] { $count } papers
}
overview-by-announced = by the day each became public
overview-by-submitted = by the day each was submitted
overview-cut = The newest { $shown } of them follow.
overview-none = Nothing matched.
overview-days = Per day
overview-quiet-day = none
overview-contents = Contents
overview-comment = Authors’ comment
