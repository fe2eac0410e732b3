# paperboy batches 的输出，时间均为 UTC。

batches-head-day = 日期
batches-head-state = 状态
batches-head-new = 新论文
batches-head-crossed = 交叉列出
batches-head-replaced = 新版本
batches-head-seen = 读取时间
batches-head-settled = 收全时间
batches-day = { WHEN($day, pattern: "yyyy-MM-dd EEE") }
batches-number = { $count }
batches-about = 约 { $count }
batches-at = { WHEN($at, pattern: "M月d日 HH:mm") }
batches-none = 还没有读取过任何公告。paperboy collect 会去读取，运行中的机器人也会。
batches-records = 已掌握自 { WHEN($began, pattern: "y年M月d日") }起的 arXiv 记录，{ WHEN($before, pattern: "y年M月d日") }之前的改动已全部收录。
batches-records-none = 需要自 { WHEN($began, pattern: "y年M月d日") }起的 arXiv 记录，目前一条也没有读到。
batches-records-failed = 最近一次读取 arXiv 记录失败：{ $reason }
batches-feeds = 已有 { $count } 个订阅源应答，最近一次在 { WHEN($at, pattern: "M月d日 HH:mm") }（UTC）。
batches-feed-failed = 最近一次读取 { $archive } 的订阅源失败：{ $reason }
batches-busy = arXiv 要求我们等到 { WHEN($until, pattern: "HH:mm") }（UTC）。
batches-next = 下一份公告：{ WHEN($day, pattern: "y年M月d日EEE") }，订阅源自{ WHEN($at, pattern: "EEE HH:mm") }（UTC）起提供。
batches-archive = 这里不读取“{ $archive }”的公告。可用的有：{ $known }
