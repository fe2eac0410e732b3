# The panel, the guided way to follow a topic, and the forms of topics and settings.
# Labels of fields have at most 45 characters, titles of forms 24.

panel-empty = This channel follows nothing yet.
panel-first = Say what you want to read about; you see what it would bring before anything is posted.
panel-member = { TYPE("digest") } shows recent papers, { TYPE("save 1") } keeps one. Who manages this channel can change what it follows.
panel-member-empty = Who manages this channel can set me up here. Until then { TYPE("digest diffusion") } shows papers to you alone.
panel-coming = Next digest: { WHEN($at, pattern: "EEE d MMM, HH:mm") } { $zone } ({ $when })
panel-set-up = Set up this channel
panel-add = Add a topic
panel-topics = Topics
panel-settings = Settings
panel-help = Help
panel-back = Overview

setup-form-title = What to follow
setup-form-fields = Fields of arXiv
setup-form-fields-hint = By name or id, one or more: computer vision, cs.CL
setup-form-words = Words
setup-form-words-hint = All of them have to occur. A comma means “or”, a minus “not”: flow matching, diffusion -video
setup-form-topic = What it looks for
setup-form-name = Name
setup-form-name-hint = What it is called here; left empty, it gets a name by itself
setup-form-submit = Show me
setup-empty = Name a field, some words, or both.
setup-gone = That was begun more than a day ago, or is called off. Nothing was changed.

setup-which-field = Which field do you mean by “{ $typed }”?
setup-no-field = arXiv has no field called “{ $typed }”. Search for the words instead, or name another one.
setup-field-label = Choose fields…
setup-whole = all of { $archive }
setup-as-words = as words: “{ $text }”

setup-preview = Preview: { $name }
setup-nothing-yet = This is a preview: nothing is followed yet.
setup-nothing-changed = This is a preview: nothing is changed yet.
setup-when = Digest: { $when }
setup-language = What everybody here sees will be in your language: { $name }. { TYPE("settings") } changes that.
setup-follow = Follow
setup-save = Save the change
setup-change = Change
setup-cancel = Cancel
setup-cancelled = Called off: nothing was changed, and nobody else saw it.

setup-instead = Or follow this instead…
setup-offer-about = { $about }: { $rate }
setup-in-title = in the title only
setup-within = { $category } only
setup-wider = wider
setup-gentler = NOT in titles only

setup-when-label = When?
setup-weekly = once a week, when arXiv announces on Friday
setup-zone-label = Your time zone?
setup-zone = Time zone: { $zone }
setup-time = Another time
setup-time-title = When the digest comes
setup-form-when = When
setup-form-when-hint = A time, also with days: 09:00 mon-fri. Or the word announced: as soon as arXiv’s list is out
setup-form-zone = Time zone
setup-form-zone-hint = A large city in it, such as Europe/Berlin

setup-cost = AI: about { $count ->
    [one] 1 short summary
   *[other] { $count } short summaries
} a month ≈ ${ $amount } with { $model }
setup-cost-unknown = AI: about { $count ->
    [one] 1 short summary
   *[other] { $count } short summaries
} a month with { $model }, whose price I do not know

setup-first = First digest: with arXiv’s next list, due { WHEN($at, pattern: "EEE d MMM, HH:mm") } { $zone }
setup-post = Post the last { $count } now
setup-done-next = New papers come by themselves. “Save” under one, or { TYPE("save 1") }, keeps it on your own list.

topics-next-press = Choose a topic to change or remove it. { TYPE("unsubscribe 1") } works too.
topics-more = and { $count } more
topics-select = Change a topic…
topics-on = Further ones
topics-back = Earlier ones
topics-pause = Pause all
topics-resume = Resume
topics-edit = Edit
topics-edit-title = Edit a topic
topics-edit-how = Say what “{ $name }” should be: take it away with { TYPE("unsubscribe 1") }, and follow it anew with { TYPE("subscribe diffusion") }.
topics-remove = Remove
topics-same = Nothing is different, so nothing was changed.
topics-not-changed = Not changed: the topic is gone, or this channel follows the same already. { TYPE("topics") } shows what is followed here.
topics-not-undone = Not undone: the topic is gone, or this channel follows what it was already. { TYPE("topics") } shows what is followed here.
topics-changed = “{ $before }” is now “{ $name }”: { $text }. Changed by { $by }
topics-changed-next = What was posted before does not come again.
topics-change-undone = Undone by { $by }: “{ $name }” is as it was before.

setting-when = Digest
setting-zone = Time zone
setting-layout = Layout
setting-most = Papers in the list at most
setting-include = Which papers
setting-emoji = Emoji that saves
setting-language = Language
setting-detail = Cards
setting-figures = A figure with long texts
setting-pause = Pause
setting-pause-off = none
setting-pause-on = until somebody resumes
pause-until = until { WHEN($until, pattern: "EEE d MMM y") }
set-layout-label = Layout
set-detail-label = How much cards say
set-language-label = Language
setting-layout-auto = as it fits best
setting-layout-list = the list alone
setting-layout-thread = cards in a thread
setting-layout-flat = cards in the channel
setting-layout-overview = overview by day, with a file
setting-detail-headline = one line
setting-detail-tldr = a short paragraph
setting-detail-takeaways = key points
setting-detail-analysis = full analysis
setting-language-en = English
setting-language-zh = 中文 (Chinese)
setting-language-zh-en = 中文 + English
setting-language-en-zh = English + 中文
setting-include-cross = new and cross-listed
setting-include-new = new only
setting-figures-on = shown
setting-figures-off = not shown
settings-form-when = When…
settings-form-when-title = When the digest comes
settings-form-list = List…
settings-form-list-title = What the list is like
settings-form-days = Days
settings-form-days-hint = None chosen means every day
settings-form-submit = Save
settings-form-most-hint = 1 to 25
settings-typed = You had: { $typed }
settings-again = Edit again
settings-same = All of that is so already.

help-here = { $channel } now
help-follows = Follows { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
help-follows-nothing = Follows nothing yet.
help-model = One-liners and summaries: AI ({ $model })
help-authors = One-liners and summaries: the authors’ own words, no AI
help-group-read = Read
help-group-keep = Keep
help-group-channel = This channel
help-group-server = This server
help-managers = Who manages this channel can do more: what it follows, and when.
help-on-message = On any message that names papers, its menu summarises and saves them.

# Forms in the terminal.

