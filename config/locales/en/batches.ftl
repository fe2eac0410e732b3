# What paperboy batches writes; times are UTC.

batches-head-day = Day
batches-head-state = State
batches-head-new = New
batches-head-crossed = Cross
batches-head-replaced = Replaced
batches-head-seen = Read
batches-head-settled = Complete
batches-day = { WHEN($day, pattern: "yyyy-MM-dd EEE") }
batches-number = { $count }
batches-about = about { $count }
batches-at = { WHEN($at, pattern: "d MMM HH:mm") }
batches-none = Nothing has been asked for yet: paperboy collect does, and so does the running bot.
batches-records = arXiv’s records from { WHEN($began, pattern: "d MMM y") } are known; every change before { WHEN($before, pattern: "d MMM y") }.
batches-records-none = arXiv’s records are wanted from { WHEN($began, pattern: "d MMM y") } on; none have been read yet.
batches-records-failed = The records could not be read when they were asked for last: { $reason }
batches-feeds = { $count ->
    [one] 1 feed has answered, at { WHEN($at, pattern: "d MMM HH:mm") } UTC.
   *[other] { $count } feeds have answered, the last one at { WHEN($at, pattern: "d MMM HH:mm") } UTC.
}
batches-feed-failed = The feed of { $archive } could not be read when it was asked last: { $reason }
batches-busy = arXiv asked us to wait until { WHEN($until, pattern: "HH:mm") } UTC.
batches-next = Next list: { WHEN($day, pattern: "EEE d MMM y") }, which the feeds have from { WHEN($at, pattern: "EEE HH:mm") } UTC on.
batches-archive = The lists of “{ $archive }” are not read here. Those are: { $known }
