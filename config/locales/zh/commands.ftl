# 各命令的回复。

trouble = ⚠ { $what }
suggest-paper = { $id } · { $title }
suggest-number = { $number }. { $title }
suggest-topic = { $name }（{ $text }）
suggest-category = { $id } · { $name }
unknown-verb = 没有“{ $verb }”这个命令。
unknown-button = 这个按钮来自已停用的版本。请改为输入命令，{ TYPE("help") }列出全部命令。
done = 已完成。
choice-unknown = { $name } 不能设为“{ $value }”。可选：{ $choices }
try-help = 输入{ TYPE("help") }查看全部命令。
managers-only = 只有本频道的管理者可以这样做：{ $who }。
failed = 我这边出错了，没有做任何更改。请重试；如果反复出现，请把 { $incident } 发给{ $contact }。
failed-known = 暂时无法完成，没有丢失任何内容。请稍后再试；如果反复出现，请把 { $incident } 发给{ $contact }。
the-operator = 机器人的维护者
topic-offers = 可以改用：
topic-offer = → { $text }

day-unreadable = “{ $typed }”不是日期。请写成 2025-11-05、today、yesterday 或 7d。
day-outside = “{ $typed }”不在 { $first }–{ $last } 年之间。请选这之间的日期。
range-reversed = 结束日期（{ WHEN($last, pattern: "y年M月d日") }）早于开始日期（{ WHEN($first, pattern: "y年M月d日") }）。请对调 since 和 until。
range-too-long = 超过了 { $most } 天。请缩短日期范围。

paper-missing = 哪一篇论文？请给出 arXiv 编号、链接、标题，或上次推送中的序号。
paper-id-mistyped = “{ $name }”不是有效的 arXiv 编号：编号以年份和月份开头，2015 年起小数点后有五位数字，例如 2403.03206。请检查编号，或给出链接或标题。
paper-unknown = arXiv 没有论文 { $name }。请检查编号。
paper-unknown-offline = 库中没有 { $name }，而本机器人不向 arXiv 查询。{ TYPE("search …") }可查找库中的论文。
title-unknown = 这里没有标题为“{ $title }”的论文。试试它的 arXiv 编号或链接。
title-ambiguous = 有好几篇论文的标题是“{ $title }”：{ $ids }。请给出编号。
number-no-digest = 这里还没有推送过，序号 { $number } 没有对应的论文。请给出 arXiv 编号、链接或标题。
number-outside = 这里上次推送的序号是 1 到 { $last }，没有 { $number }。
arxiv-busy = arXiv 要求我们等到 { WHEN($until, pattern: "HH:mm") }（UTC），而库中没有 { $name }。请届时再试。
arxiv-busy-as-of = arXiv 要求我们等到 { WHEN($until, pattern: "HH:mm") }（UTC），而截至 { $day }的库中没有 { $name }。请届时再试。
arxiv-silent = 库中没有 { $name }，arXiv 目前也没有应答。请几分钟后再试。

as-of = 数据截至 { $day }：arXiv 要求我们等到 { WHEN($until, pattern: "HH:mm") }（UTC），内容来自本地库。
as-of-nothing = arXiv 要求我们等到 { WHEN($until, pattern: "HH:mm") }（UTC），而本地库还是空的。

subscribe-help = 让本频道订阅一个主题
subscribe-example = 例如：{ TYPE("subscribe cs.CV \"text to image\" NOT video name=images") }
subscribe-empty = 请写明要订阅什么：{ TYPE("subscribe diffusion") }、{ TYPE("subscribe cs.CV \"text to image\"") }、{ TYPE("subscribe au:\"Kaiming He\"") }。
subscribe-sentence = 最近 { $days } 个公告日里没有一篇论文同时包含这些词，所以暂未订阅：{ $text }。请少用几个词；若仍要订阅，请在词之间写上 AND。
subscribe-already = 本频道已以“{ $name }”订阅了这个主题（{ $by } 设置，{ WHEN($on, pattern: "y年M月d日") }）。
subscribe-done = 本频道已订阅“{ $name }”。
subscribe-read-as = 理解为：{ $text }
subscribe-next = 新论文会随下次推送送达。用{ TYPE("topics") }查看本频道的订阅，用{ TYPE("digest") }立即查看近期论文。
subscribed = { $channel } 已订阅“{ $name }”，由 { $by } 设置
subscribe-undone = { $by } 已撤销：本频道不再订阅“{ $name }”。
name-too-long = 名称最多 { $most } 个字符。

rate = 每天约 { $perday } 篇
rate-counted = 每天约 { $perday } 篇（按 { $days } 个公告日统计）
rate-rare = 最近 { $days } 个公告日共 { $count } 篇
rate-none = 最近 { $days } 个公告日没有论文
rate-unknown = 还没有论文可供统计
preview-sent-in = 这里还没有收集到论文：以下按 { WHEN($first, pattern: "M月d日") }至 { WHEN($last, pattern: "M月d日") }提交的论文统计。arXiv 自身的索引可能滞后。
preview-unasked = 这里还没有收集到论文，arXiv 目前也没有应答。稍后用{ TYPE("topics") }查看统计。
preview-rate = 论文量：{ $rate }
preview-such-as = 例如：
preview-hidden = NOT { $text } 会排除 { $count } 篇论文：{ $titles }
preview-title = 《{ $title }》
preview-gentler = 其中大多数的标题里并没有它。更温和的写法：{ $gentler }
preview-broad = 作为每日列表，这太多了。想收窄范围，可以加词，或在分类前写 primary:。

unsubscribe-help = 取消订阅一个主题
unsubscribe-example = 例如：{ TYPE("unsubscribe 2") }
unsubscribe-nothing = 本频道没有订阅任何主题。
unsubscribe-which = 取消哪一个？例如{ TYPE("unsubscribe 1") }取消第一个：{ $names }
unsubscribe-number = 这里没有序号 { $number }：{ $names }
unsubscribe-unknown = 本频道没有订阅“{ $asked }”。已订阅：{ $names }
unsubscribe-gone = 已经有人取消了。{ TYPE("topics") }显示此处的订阅。
unsubscribe-undone = { $by } 已撤销：“{ $name }”恢复订阅，其间的论文一篇也不会丢。
unsubscribed = { $channel } 不再订阅“{ $name }”，由 { $by } 取消

topics-help = 本频道订阅的主题，以及大致的论文量
topics-example = 例如：{ TYPE("topics") }
topics-none = 本频道还没有订阅任何主题。可以从{ TYPE("subscribe diffusion") }开始。
topics-title = 本频道的订阅
topics-line = { $number }. { $name }
topics-text = { $text } · { $by } 设置，{ WHEN($on, pattern: "y年M月d日") }
topics-next = 用{ TYPE("subscribe diffusion") }添加主题，用{ TYPE("unsubscribe 1") }取消第一个。
next-digest = 下次推送：{ $when }
next-digest-at = 下次推送：{ WHEN($at, pattern: "M月d日EEE HH:mm") }（{ $when }）

fresh = arXiv 当天的论文在当地时间 { $time } 公布；更早的推送收录的是前一天的论文。
fresh-evening = 前一晚 { $time }
fresh-seasons = arXiv 当天的论文目前在当地时间 { $time } 公布（1 月为 { $january }，7 月为 { $july }）；更早的推送收录的是前一天的论文。

panel-title = { $channel } 的 Paperboy
panel-next = 用{ TYPE("digest") }查看近期论文，用{ TYPE("settings") }查看设置，用{ TYPE("help") }查看全部命令。

settings-help = 本频道何时、以何种形式收到推送
settings-example = 例如：{ TYPE("settings when 09:00 Europe/Berlin mon-fri") }
settings-title = 本频道的设置
settings-line = { $label }：{ $value }
settings-next = 也可以输入{ TYPE("settings most 15") }或{ TYPE("settings pause 2 weeks") }；用{ TYPE("help settings") }查看全部设置。
settings-value-missing = 请写明要把 { $key } 设为什么。可选：{ $choices }
settings-most-missing = 请写明列表最多收几篇论文（1 到 { $most }），例如{ TYPE("settings most 15") }。
settings-most = most 须为 1 到 { $most } 之间的数字，不能是“{ $value }”。
settings-emoji = emoji 须为单个表情，例如 🔖。
settings-changed = { $label }：已改为 { $value }，由 { $by } 设置

posted-paused = 本频道已暂停推送，所以没有发布。用{ TYPE("settings resume") }恢复。
posted = 正在发布 { $count } 篇论文，之后不会重复推送。
posted-nothing = 这些天的论文此前都已推送过，所以没有发布。
digest-help = 查看任意日期的论文，立即显示，仅你可见
digest-example = 例如：{ TYPE("digest diffusion since=7d as=file") }
summary-help = 论文讲了什么，并注明是作者原文还是 AI 摘要
summary-example = 例如：{ TYPE("summary 2403.03206 detail=takeaways") }
save-help = 把论文收藏到你自己的列表
save-example = 例如：{ TYPE("save 2") }
save-next = 用{ TYPE("saved") }查看你的收藏。
saved-help = 你的收藏列表
saved-example = 例如：{ TYPE("saved diffusion") }
saved-now = 已收藏：{ $title }
saved-before = 之前已收藏：{ $title }
saved-still = 因另一处收藏而保留：{ $title }
unsaved = 已取消收藏：{ $title }
saved-none = 你还没有收藏论文。例如{ TYPE("save 1") }收藏上次推送的第一篇。
saved-no-match = 你收藏的 { $count } 篇论文中，没有标题、摘要、作者或标签含“{ $find }”的。
saved-count = 已收藏 { $count } 篇论文
saved-note = { $id }，{ WHEN($on, pattern: "y年M月d日") }收藏
saved-more = 另有 { $more } 篇：在 saved 后加一个词即可查找
saved-next = 用{ TYPE("summary 2403.03206") }查看一篇论文讲了什么。

why-help = 本频道为什么收到、将收到或不会收到某篇论文
why-example = 例如：{ TYPE("why 2") }
why-title = { $title }
why-posted = 已随 { WHEN($at, pattern: "y年M月d日EEE HH:mm") } 的推送发布。
why-unfinished = 在 { WHEN($at, pattern: "y年M月d日EEE HH:mm") } 的推送中，该推送尚未发完。
why-listed = 在 { WHEN($at, pattern: "y年M月d日EEE HH:mm") } 推送的完整列表中，排在已发布的论文之后。
why-match = 符合“{ $name }”：{ $reasons }
why-no-match = 不符合“{ $name }”（{ $text }）。
why-kept-out = 不符之处：{ $reasons }
why-others = 其余 { $count } 个主题也不符合，且并不更接近。
why-never-announced = 我从未收到它的公告，所以它不会出现在推送中。
why-about = “前后”：当天没有人读取 arXiv 的公告，日期由之后的记录推断。
why-partial = { $day }的公告尚未核实齐全，缺少的论文会随后补上。
why-not-announced = 未推送：自我开始留意以来，它还没有公布过。
why-replaced-only = 未推送：自我开始留意以来，它没有作为新论文公布，只有更新。新版本不算新消息。
why-cross-only = 未推送：它只是交叉列出，而本频道只要新论文。用{ TYPE("settings include cross") }可两者都收。
why-no-news = 未推送：它在我开始工作之前就已公布。
why-before = 未推送：它在本频道订阅该主题（{ WHEN($on, pattern: "y年M月d日") }）之前就已公布。
why-waiting = 它会随下次推送送达。
why-passed = 之前某次推送已考虑过它，那时主题还不是现在这样。

status-help = 最近的公告、上次推送和下次推送
status-example = 例如：{ TYPE("status") }
status-title = { $channel } 的状态
status-announced = 最近一次公告：{ $day }
status-announced-about = 最近一次公告：{ $day }前后
status-counts = 新论文 { $new } 篇，交叉列出 { $crossed } 篇
status-empty = 还没有收集过公告。paperboy collect 或运行中的机器人会去收集。
status-unread = 部分内容未能读取，我会继续尝试：{ $reason }
status-last = 上次推送：{ WHEN($at, pattern: "M月d日EEE HH:mm") }，{ $count } 篇论文
status-unfinished = { WHEN($at, pattern: "M月d日EEE HH:mm") } 的推送尚未发完：{ $count } 篇论文
status-refused = { WHEN($at, pattern: "M月d日EEE HH:mm") } 的推送（{ $count } 篇论文）在这里被拒绝，因此本频道已暂停。
status-tries = 已被拒绝 { $count } 次，原因可能是暂时的，我会再试。
status-silent = 最近 { $days } 个公告日没有符合的论文，所以没有推送。
status-nearest = 最接近的：{ $title }（{ $id }）
status-paused = 用{ TYPE("settings resume") }结束暂停，其间的论文一篇也不会丢。
status-rights = 我在这里所需的权限齐全。
status-troubles = ⚠ 我在这里无法正常工作，频道管理者可以看到原因。
status-waiting = { $count } 篇已公布的论文等待下次推送时筛选
status-next = 用{ TYPE("why 2403.03206") }查看单篇论文的原因。

help-help = 查看命令，以及你在这里能做什么
help-example = 例如：{ TYPE("help subscribe") }
help-line = { TYPE($usage) } – { $help }
help-usage = { $usage }
help-choices = { $name }：{ $choices }
help-next = 用{ TYPE("help save") }查看单个命令的说明。论文可用 arXiv 编号、任意链接、标题或上次推送中的序号指定。

check-count = 库中 { $of } 篇论文有 { $count } 篇符合。
check-hides-nothing = NOT { $text } 在其中没有排除任何论文。

# 各命令参数的含义，在平台上显示；每条最多 100 个字符。

option-as = 在这里列出，或导出为文件
option-detail = 内容的详细程度
option-find = 标题、摘要、作者或标签中的词
option-key = 要更改的设置
option-name = 名称，可用任何文字
option-paper = arXiv 编号、任意链接、标题，或这里上次推送中的序号
option-since = 起始日期，如 2025-11-05、yesterday 或 7d
option-topic = 关键词、分类（如 cs.CV），或两者都写
option-until = 结束日期；不填则为今天
option-value = 设为什么，如 09:00 Europe/Berlin mon-fri
option-verb = 想了解的命令
