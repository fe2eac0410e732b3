# A text about a paper: whose it is, from what, and what goes with it.

quote-beside = { $first } · { $next }
writer-from = { $writer }, from { $source }
writer-model-from = AI summary ({ $model }) of { $source }
source-abstract = the abstract
source-abstract-only = the abstract only: { $why }
source-full = the full text
source-pages = the full text, { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
source-first-pages = the first { $read } of { $pages } pages
figures-found = { $found } of { $given ->
    [one] 1 number
   *[other] { $given } numbers
} found in the paper

card-rest = … The rest does not fit here: { TYPE($command) } shows all of it.
answer-cut-file = … The rest does not fit here; the file has all of it.

action-takeaways = Key points
action-analysis = Full analysis
action-report = Report

option-language = In which language

working = Working on it: the answer comes here, only for you.
working-late = This takes longer than Discord lets me wait. The answer comes as a message of its own.

fact-venue = Venue (authors’ comment): { $venue }
fact-pages = { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
fact-affiliation = First author: { $name } (“{ $line }”)
fact-affiliation-line = First author, as the paper has it: “{ $line }”

writer-limit-reported = Authors’ own words (the AI summary was reported as wrong and taken down)
report-thanks = Thank you. The AI summary of “{ $title }” is taken down everywhere it was shown in the last few days; the authors’ own words stand there instead.
report-incident = Whoever runs this bot finds your report as { $incident }.
report-before = You have reported “{ $title }” before. Thank you, once is enough.

figure-linked = { $label } (picture)
figure-about = { $label } of the paper: { $caption }
figure-shown = Picture: { $label } of the paper, “{ $caption }” (shown under its Creative Commons licence)
