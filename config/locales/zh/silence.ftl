# 某天为什么没有公告，频道为什么没有消息。

quiet-weekend = 周末
quiet-holiday = 美国节假日：{ $name }
quiet-deferred = arXiv 推迟
quiet-day = 无公告（{ $why }）
state-expected = 等待中
state-partial = 尚未核实齐全
state-complete = 完整
state-late = 迟到
state-failed = 读取失败

silence-expected = arXiv { $day }的公告应在{ WHEN($due, pattern: "EEE HH:mm") } 发布，正在等待。
silence-late = arXiv 迟到了：{ $day }的公告本应在{ WHEN($due, pattern: "EEE HH:mm") } 发布，我会继续查询。
silence-doubtful = arXiv 在 { $day }可能不发公告（{ $name }），我会继续查询。
silence-failed = arXiv { $day }的公告读取失败，我会继续查询：{ $reason }
silence-quiet = arXiv 今天没有公告（{ $why }）
silence-next = 下一份公告：{ WHEN($at, pattern: "M月d日EEE HH:mm") } { $zone }

# 推送里对公告的说明。

note-late = arXiv 公告迟到
note-away = 含我离线期间的 { $count } 次公告

# 论文何时、以何种方式公布。

on-day = { WHEN($day, pattern: "y年M月d日EEE") }
about-day = { WHEN($day, pattern: "y年M月d日EEE") }前后
listed-new = { $archive } 新论文：{ $when }
listed-cross = 交叉列出到 { $archive }：{ $when }
arrived-new = 新论文：{ $when }
arrived-cross = 交叉列出：{ $when }
arrived-comment = 作者补充备注：{ $when }
arrived-replaced = 新版本：{ $when }
arrived-withdrawn = 撤稿：{ $when }

# 主题为什么没有收这篇论文。

nearly-missing = 文中没有“{ $text }”
nearly-apart = “{ $text }”的各个词并不相邻
nearly-refused = 含有被 NOT 排除的“{ $text }”
nearly-not-title = “{ $text }”只在标题以外出现
nearly-not-abstract = “{ $text }”只在标题里出现
nearly-not-comment = “{ $text }”只在作者备注以外出现
nearly-not-exactly = 文中“{ $text }”的写法不同
nearly-not-filed = 不属于 { $category }
nearly-not-first = 主分类不是 { $category }
nearly-not-by = 作者中没有 { $name }

# 只私下告诉频道设置者的话，只说一次。

hint-silent = 最近 { $days } 个公告日里，arXiv 公布的论文没有一篇符合 { $channel } 的订阅。
hint-nearest = 最接近的论文
hint-kept-out = 不符合“{ $name }”：{ $reasons }
hint-more = 让 { $channel } 多收一些
hint-wider = → { TYPE($command) }：这些天里有 { $count } 篇
hint-weekly = → { TYPE("settings when weekly friday") }：改为每周一份总览
hint-once = 这条提示只说一次，直到再有论文符合。
hint-flood = “{ $name }”{ $rate }，多于 { $channel } 的列表所能显示的，而且不是第一次。想少收一些，可以在那里输入：
hint-in-title = → { TYPE($command) }：只看标题，{ $rate }
hint-within = → { TYPE($command) }：只看一个分类，{ $rate }
hint-instead = 在那里用{ TYPE("topics") }查看订阅的序号，例如{ TYPE("unsubscribe 1") }取消第一个。
