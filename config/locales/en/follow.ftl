# What happens after a paper was posted or saved: what comes late, and what somebody is told of it.

comment = Authors’ comment: { $text }
withdrawn = Withdrawn
withdrawn-because = Withdrawn: { $reason }
withdrawn-note = withdrawn

notice = { $count ->
    [one] A paper you saved has changed
   *[other] { $count } papers you saved have changed
}
notice-version = { $id }, version { $version } of { WHEN($day, pattern: "d MMM y") }
notice-dated = { $id }, changed { WHEN($day, pattern: "d MMM y") }
notice-renamed = It had another title: “{ $was }”
notice-rewritten = The abstract is another one.
notice-same = Title and abstract are as before.
notice-more = and { $more } more: { TYPE("saved") } shows your list.
notice-why = You hear of { $count ->
    [one] it
   *[other] them
} because you saved { $count ->
    [one] it
   *[other] them
}. { TYPE("saved notices=off") } ends that.
action-stop-notices = Stop these
notices-on = You hear of it when a paper on your list changes.
notices-off = You no longer hear of it when a paper on your list changes.
option-notices = Whether you hear of it when a paper on your list changes
saved-notices-off = You do not hear of it when one of them changes. { TYPE("saved notices=on") } tells you.
saved-note-withdrawn = { $id }, withdrawn; saved { WHEN($on, pattern: "d MMM y") }

status-rereading = Reactions made while I was away are being read; all since { WHEN($at, pattern: "EEE d MMM HH:mm") } count already.
