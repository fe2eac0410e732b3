# Answers of the commands.

trouble = ⚠ { $what }
suggest-paper = { $id } · { $title }
suggest-number = { $number }. { $title }
suggest-topic = { $name } ({ $text })
suggest-category = { $id } · { $name }
unknown-verb = There is no command “{ $verb }”.
unknown-button = That button is from a version that is gone. Type the command instead: { TYPE("help") } lists them.
done = Done.
choice-unknown = { $name } cannot be “{ $value }”. Choose one of: { $choices }
try-help = { TYPE("help") } shows what there is.
managers-only = Only people who manage this channel can do that: { $who }.
failed = That failed on my side and nothing was changed. Try again; if it repeats, send { $incident } to { $contact }.
failed-known = That could not be done now, and nothing was lost. Try again in a while; if it repeats, send { $incident } to { $contact }.
the-operator = whoever runs this bot
topic-offers = Choose one of these:
topic-offer = → { $text }

day-unreadable = “{ $typed }” is not a day. Write it like 2025-11-05, today, yesterday or 7d.
day-outside = “{ $typed }” is outside the years { $first } to { $last }. Choose a day between them.
range-reversed = The range ends ({ WHEN($last, pattern: "d MMM y") }) before it begins ({ WHEN($first, pattern: "d MMM y") }). Swap since and until.
range-too-long = That is more than { $most } days. Choose a shorter range.

paper-missing = Which paper? Give an arXiv id, a link, a title, or a number of the last digest.
paper-id-mistyped = “{ $name }” cannot be an arXiv id: they begin with year and month, and since 2015 have five digits behind the dot, such as 2403.03206. Check it, or give a link or a title.
paper-unknown = arXiv has no paper { $name }. Check the id.
paper-unknown-offline = { $name } is not among the papers here, and this bot does not ask arXiv. { TYPE("search …") } finds those that are.
title-unknown = No paper called “{ $title }” is known here. Try its arXiv id or a link.
title-ambiguous = Several papers are called “{ $title }”: { $ids }. Give the id.
number-no-digest = There is no digest here yet, so { $number } names nothing. Give an arXiv id, a link or a title.
number-outside = The last digest here has the numbers 1 to { $last }; { $number } is not one of them.
arxiv-busy = arXiv asked everybody here to wait until { WHEN($until, pattern: "HH:mm") } UTC, and { $name } is not in the store. Try again then.
arxiv-busy-as-of = arXiv asked everybody here to wait until { WHEN($until, pattern: "HH:mm") } UTC, and { $name } is not in the store, which is as of { $day }. Try again then.
arxiv-silent = { $name } is not in the store, and arXiv does not answer now. Try again in a few minutes.

as-of = As of { $day }: arXiv asked us to wait until { WHEN($until, pattern: "HH:mm") } UTC, so this is from the store.
as-of-nothing = arXiv asked us to wait until { WHEN($until, pattern: "HH:mm") } UTC, and nothing is in the store yet.

subscribe-help = Make this channel follow a topic
subscribe-example = Example: { TYPE("subscribe cs.CV \"text to image\" NOT video name=images") }
subscribe-empty = Say what to follow: { TYPE("subscribe diffusion") }, { TYPE("subscribe cs.CV \"text to image\"") }, { TYPE("subscribe au:\"Kaiming He\"") }.
subscribe-sentence = No paper of the last { $days ->
    [one] announcement day
   *[other] { $days } announcement days
} has all of these words, so nothing is followed yet: { $text }. Use fewer of them; to follow it anyway, write AND between them.
subscribe-already = This channel already follows that as “{ $name }” (set by { $by }, { WHEN($on, pattern: "d MMM y") }).
subscribe-done = This channel now follows “{ $name }”.
subscribe-read-as = Understood as: { $text }
subscribe-next = New papers come with the next digest. { TYPE("topics") } lists what this channel follows, { TYPE("digest") } shows recent papers now.
subscribed = { $channel } now follows “{ $name }”, set by { $by }
subscribe-undone = Undone by { $by }: this channel does not follow “{ $name }”.
name-too-long = A name can have at most { $most } characters.

rate = about { $perday } a day
rate-counted = about { $perday } a day (counted over { $days ->
    [one] 1 announcement day
   *[other] { $days } announcement days
})
rate-rare = { $count ->
    [one] 1 paper
   *[other] { $count } papers
} in the last { $days } announcement days
rate-none = { $days ->
    [one] nothing on the last announcement day
   *[other] nothing in the last { $days } announcement days
}
rate-unknown = no papers here yet to count from
preview-sent-in = Nothing is collected here yet: counted from papers sent in from { WHEN($first, pattern: "d MMM") } to { WHEN($last, pattern: "d MMM") }. arXiv’s own index may lag.
preview-unasked = Nothing is collected here yet, and arXiv does not answer now. { TYPE("topics") } counts later.
preview-rate = Papers: { $rate }
preview-such-as = Such as:
preview-hidden = NOT { $text } takes away { $count ->
    [one] 1 paper
   *[other] { $count } papers
}: { $titles }
preview-title = “{ $title }”
preview-gentler = Most of them do not have it in the title. Gentler: { $gentler }
preview-broad = That is a lot for a daily list. Narrower: add words, or primary: before a category.

unsubscribe-help = Stop following a topic
unsubscribe-example = Example: { TYPE("unsubscribe 2") }
unsubscribe-nothing = This channel follows nothing.
unsubscribe-which = Which one? { TYPE("unsubscribe 1") } takes the first: { $names }
unsubscribe-number = There is no number { $number } here: { $names }
unsubscribe-unknown = This channel does not follow “{ $asked }”. It follows { $names }
unsubscribe-gone = Somebody has removed that already. { TYPE("topics") } shows what is followed here.
unsubscribe-undone = Undone by { $by }: “{ $name }” is followed again, and nothing that came meanwhile is lost.
unsubscribed = { $channel } no longer follows “{ $name }”, removed by { $by }

topics-help = What this channel follows, and how much that is
topics-example = Example: { TYPE("topics") }
topics-none = This channel follows nothing yet. Start with { TYPE("subscribe diffusion") }
topics-title = What this channel follows
topics-line = { $number }. { $name }
topics-text = { $text } · set by { $by }, { WHEN($on, pattern: "d MMM y") }
topics-next = { TYPE("subscribe diffusion") } adds one, { TYPE("unsubscribe 1") } takes the first away.
next-digest = Next digest: { $when }
next-digest-at = Next digest: { WHEN($at, pattern: "EEE d MMM, HH:mm") } ({ $when })

fresh = arXiv’s papers of the day are out there at { $time }; an earlier digest has those of the day before.
fresh-evening = { $time } on the evening before
fresh-seasons = arXiv’s papers of the day are out there at { $time } now, at { $january } in January and { $july } in July; an earlier digest has those of the day before.

panel-title = Paperboy in { $channel }
panel-next = { TYPE("digest") } shows recent papers, { TYPE("settings") } the schedule, { TYPE("help") } everything.

settings-help = When and how this channel gets its digest
settings-example = Example: { TYPE("settings when 09:00 Europe/Berlin mon-fri") }
settings-title = Settings of this channel
settings-line = { $label }: { $value }
settings-next = Or type { TYPE("settings most 15") } or { TYPE("settings pause 2 weeks") }; { TYPE("help settings") } lists all.
settings-value-missing = Say also what { $key } should be, one of: { $choices }
settings-most-missing = Say also how many papers the list should have at most, 1 to { $most }: { TYPE("settings most 15") }
settings-most = most is a number from 1 to { $most }, not “{ $value }”.
settings-emoji = emoji is one emoji, such as 🔖.
settings-changed = { $label }: now { $value }, set by { $by }

posted-paused = This channel is paused, so nothing is posted. { TYPE("settings resume") } ends that.
posted = On its way: { $count ->
    [one] 1 paper
   *[other] { $count } papers
}. None of them is posted here a second time.
posted-nothing = Everything of those days has been told here before, so nothing was posted.
digest-help = Papers of any days, now, only for you
digest-example = Example: { TYPE("digest diffusion since=7d as=file") }
summary-help = What a paper says, and whose words that is
summary-example = Example: { TYPE("summary 2403.03206 detail=takeaways") }
save-help = Keep a paper on your own list
save-example = Example: { TYPE("save 2") }
save-next = { TYPE("saved") } shows your list.
saved-help = Your own list
saved-example = Example: { TYPE("saved diffusion") }
saved-now = Saved: { $title }
saved-before = Already saved: { $title }
saved-still = Still saved, for another reason: { $title }
unsaved = No longer saved: { $title }
saved-none = You have saved nothing yet. { TYPE("save 1") } keeps the first of the last digest.
saved-no-match = None of your { $count ->
    [one] 1 saved paper has
   *[other] { $count } saved papers has
} “{ $find }” in title, abstract, authors or tags.
saved-count = { $count ->
    [one] 1 saved paper
   *[other] { $count } saved papers
}
saved-note = { $id }, saved { WHEN($on, pattern: "d MMM y") }
saved-more = and { $more } more: saved and a word finds them
saved-next = { TYPE("summary 2403.03206") } tells what one says.

why-help = Why this channel got a paper, will get it, or never will
why-example = Example: { TYPE("why 2") }
why-title = { $title }
why-posted = Posted here with the digest of { WHEN($at, pattern: "EEE d MMM y, HH:mm") }.
why-unfinished = In the digest of { WHEN($at, pattern: "EEE d MMM y, HH:mm") }, which is not posted whole yet.
why-listed = In the full list of the digest of { WHEN($at, pattern: "EEE d MMM y, HH:mm") }, below the papers that were posted.
why-match = “{ $name }” matches it: { $reasons }
why-no-match = “{ $name }” does not match it ({ $text }).
why-kept-out = What is missing: { $reasons }
why-others = { $count ->
    [one] The other topic here is
   *[other] The { $count } other topics here are
} further off, or as far.
why-never-announced = It was never announced to me, so it comes in no digest.
why-about = “About”: nobody was there to read arXiv’s list of that day; its records told of it later.
why-partial = The list of { $day } is not proved whole yet; what is missing comes later.
why-not-announced = Not posted: it has not been announced while I was watching.
why-replaced-only = Not posted: it has not been announced while I was watching, only changed. A new version is no news to a channel.
why-cross-only = Not posted: it was only cross-listed, and this channel takes new papers only. { TYPE("settings include cross") } takes both.
why-no-news = Not posted: it was announced before I was here to tell of it.
why-before = Not posted: it was announced before this channel followed that ({ WHEN($on, pattern: "d MMM y") }).
why-waiting = It comes with the next digest.
why-passed = It was considered for an earlier digest, before the topic was what it is now.

status-help = What was announced, what was posted, what comes next
status-example = Example: { TYPE("status") }
status-title = Status of { $channel }
status-announced = Last announcement: { $day }
status-announced-about = Last announcement: about { $day }
status-counts = { $new } new, { $crossed } cross-listed
status-empty = No announcement has been collected yet. paperboy collect, or the running bot, does that.
status-unread = Not everything could be read, and I keep asking: { $reason }
status-last = Last digest: { WHEN($at, pattern: "EEE d MMM, HH:mm") }, { $count ->
    [one] 1 paper
   *[other] { $count } papers
}
status-unfinished = The digest of { WHEN($at, pattern: "EEE d MMM, HH:mm") } is not posted whole yet: { $count ->
    [one] 1 paper
   *[other] { $count } papers
}
status-refused = The digest of { WHEN($at, pattern: "EEE d MMM, HH:mm") } ({ $count ->
    [one] 1 paper
   *[other] { $count } papers
}) was refused here, so this channel is paused.
status-tries = It was refused { $count ->
    [one] once
   *[other] { $count } times
} for a reason that may pass; I try again.
status-silent = { $days ->
    [one] On the last announcement day
   *[other] On the last { $days } announcement days
} nothing matched, so nothing was posted.
status-nearest = Nearest: { $title } ({ $id })
status-paused = { TYPE("settings resume") } ends the pause; nothing that came meanwhile is lost.
status-rights = I have every right here that I need.
status-troubles = ⚠ Something keeps me from working here as I should; who manages this channel sees what it is.
status-waiting = { $count ->
    [one] 1 announced paper waits
   *[other] { $count } announced papers wait
} for the next digest to be looked at
status-next = { TYPE("why 2403.03206") } explains a single paper.

help-help = What there is, and what you may do here
help-example = Example: { TYPE("help subscribe") }
help-line = { TYPE($usage) } – { $help }
help-usage = { $usage }
help-choices = { $name }: { $choices }
help-next = { TYPE("help save") } tells more about one. A paper is an id, any link, a title, or a number of the last digest.

check-count = { $count ->
    [one] 1 of { $of } papers in the store matches.
   *[other] { $count } of { $of } papers in the store match.
}
check-hides-nothing = NOT { $text } takes nothing away there.

# What the options of the commands mean, where a platform shows that; at most 100 characters each.

option-as = A list here, or a file
option-detail = How much it should say
option-find = Words of title, abstract, authors or tags
option-key = What to change
option-name = What to call it, in any script
option-paper = An id, any link, a title, or a number of the last digest here
option-since = First day, such as 2025-11-05, yesterday or 7d
option-topic = Words, a category such as cs.CV, or both
option-until = Last day; without it, today
option-value = What it should be, such as 09:00 Europe/Berlin mon-fri
option-verb = The command you want to know about
