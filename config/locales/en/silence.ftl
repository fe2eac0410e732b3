# Why a day is quiet, and why a channel hears nothing.

quiet-weekend = weekend
quiet-holiday = US holiday: { $name }
quiet-deferred = put off by arXiv
quiet-day = quiet ({ $why })
state-expected = expected
state-partial = not proved whole yet
state-complete = complete
state-late = late
state-failed = could not be read

silence-expected = arXiv’s list of { $day } is expected; it is due { WHEN($due, pattern: "EEE HH:mm") }.
silence-late = arXiv is late: its list of { $day } was due { WHEN($due, pattern: "EEE HH:mm") }, and I keep asking.
silence-doubtful = arXiv may publish no list of { $day } ({ $name }); I keep asking.
silence-failed = arXiv’s list of { $day } could not be read, and I keep asking: { $reason }
silence-quiet = arXiv published nothing ({ $why })
silence-next = Next list: { WHEN($at, pattern: "EEE d MMM, HH:mm") } { $zone }

# What a digest says of its announcements.

note-late = arXiv was late
note-away = { $count ->
    [one] 1 announcement
   *[other] { $count } announcements
} while I was away

# When a paper was announced, and as what.

on-day = { WHEN($day, pattern: "EEE d MMM y") }
about-day = about { WHEN($day, pattern: "EEE d MMM y") }
listed-new = New in { $archive }: { $when }
listed-cross = Cross-listed in { $archive }: { $when }
arrived-new = New: { $when }
arrived-cross = Cross-listed: { $when }
arrived-comment = With a comment of its authors: { $when }
arrived-replaced = Another version: { $when }
arrived-withdrawn = Withdrawn: { $when }

# Why a topic does not take a paper.

nearly-missing = “{ $text }” is not in it
nearly-apart = the words of “{ $text }” are in it, but apart
nearly-refused = “{ $text }” is in it, which NOT keeps out
nearly-not-title = “{ $text }” is in it, but not in the title
nearly-not-abstract = “{ $text }” is in the title, but not in the abstract
nearly-not-comment = “{ $text }” is in it, but not in its comment
nearly-not-exactly = “{ $text }” is in it, but not spelled like that
nearly-not-filed = it is not filed under { $category }
nearly-not-first = it is filed under { $category }, but not first
nearly-not-by = { $name } is not among its authors

# What whoever set a channel up is told in private, once.

hint-silent = Nothing that arXiv announced on the last { $days } announcement days matched what { $channel } follows.
hint-nearest = Nearest to it
hint-kept-out = Not for “{ $name }”: { $reasons }
hint-more = To get more in { $channel }
hint-wider = → { TYPE($command) }: { $count ->
    [one] 1 paper
   *[other] { $count } papers
} on these days
hint-weekly = → { TYPE("settings when weekly friday") }: one overview a week
hint-once = I say this once, until something matches again.
hint-flood = “{ $name }” brings { $rate }, more than the list of { $channel } shows, and not for the first time. To get less there
hint-in-title = → { TYPE($command) }: in the title only, { $rate }
hint-within = → { TYPE($command) }: in one category only, { $rate }
hint-instead = { TYPE("topics") } there numbers what it follows, and { TYPE("unsubscribe 1") } ends the first.
