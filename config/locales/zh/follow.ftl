# 论文推送或收藏之后的事：迟来的信息，以及告诉读者的话。

comment = 作者备注：{ $text }
withdrawn = 已撤稿
withdrawn-because = 已撤稿：{ $reason }
withdrawn-note = 已撤稿

notice = 你收藏的 { $count } 篇论文有更新
notice-version = { $id }，第 { $version } 版，{ WHEN($day, pattern: "y年M月d日") }
notice-dated = { $id }，{ WHEN($day, pattern: "y年M月d日") }更新
notice-renamed = 原标题：“{ $was }”
notice-rewritten = 摘要已改写。
notice-same = 标题和摘要没有变化。
notice-more = 另有 { $more } 篇：用{ TYPE("saved") }查看你的收藏。
notice-why = { $count ->
   *[other] 你收藏了上述论文，所以收到这条消息。
}不想再收到，请用{ TYPE("saved notices=off") }。
action-stop-notices = 不再接收
notices-on = 今后收藏的论文有更新时会通知你。
notices-off = 今后收藏的论文有更新时不再通知你。
option-notices = 收藏的论文有更新时是否通知你
saved-notices-off = 收藏的论文有更新时不会通知你。用{ TYPE("saved notices=on") }开启通知。
saved-note-withdrawn = { $id }，已撤稿；{ WHEN($on, pattern: "y年M月d日") }收藏

status-rereading = 正在补读我离线期间的表情回应；{ WHEN($at, pattern: "M月d日EEE HH:mm") }之后的均已计入。
