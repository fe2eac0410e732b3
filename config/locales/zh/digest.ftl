# 推送标题、卡片与列表。

digest-count = { $count } 篇新论文
digest-found = { $count } 篇论文
digest-best = { $total } 篇中最相关的 { $shown } 篇
digest-best-usual = { $total } 篇中最相关的 { $shown } 篇（平时约 { $usual } 篇）
digest-best-means = 最相关：命中标题、词语相邻、主分类就是所订阅的分类
digest-save-hint = 收藏：用菜单，或在卡片上点 { $emoji }
digest-more = 另有 { $more } 篇
digest-all = 本次推送的全部 { $count } 篇论文，按顺序排列
digest-page = 第 { $first }–{ $last } 篇
digest-all-next = 例如{ TYPE("save 3") }收藏第三篇。
digest-next = 用{ TYPE("save 2403.03206") }收藏一篇，用{ TYPE("digest as=file") }把全部论文导出为文件。
digest-file = { $count } 篇论文，见 { $file }
digest-nothing = { WHEN($first, pattern: "y年M月d日") }至 { WHEN($last, pattern: "y年M月d日") }没有论文符合 { $name }。扩大日期范围试试：{ TYPE("digest since=7d") }。
digest-gone = 那份推送已不存在，或属于其他频道。{ TYPE("digest since=7d") }列出最近几天的论文。

names = { $names }
plain = { $text }
day = { $day }
days = { WHEN($first, pattern: "M月d日") }至 { WHEN($last, pattern: "M月d日") }
days-of-month = { SPAN($first, $last, begin: "M月d", end: "d日") }
day-count = { $day }（{ $count } 篇）
announcements = { $count } 次公告

thread = { $names } · { $span }（{ $shown } 篇）
thread-undated = { $names }（{ $shown } 篇）
push = { $count } 篇新论文 · { $names }：{ $first }
push-more = { $count } 篇新论文 · { $names }：{ $first }，另有 { $more } 篇
push-best = { $count } 篇新论文 · { $names }，这里是最相关的 { $shown } 篇：{ $first }{ $more ->
    [0] { "" }
   *[other] ，另有 { $more } 篇
}

quote-authors = “{ $text }”
quote-model = { $text }
writer-authors = 作者原文
writer-fallback = 作者原文（AI 摘要生成失败）
writer-no-abstract = 没有摘要

authors = { $more ->
    [0] { $named }
   *[other] { $named } 及另外 { $more } 人
}
because = 匹配原因：{ $reasons }
dated-announced = { $id }，{ WHEN($day, pattern: "y年M月d日") }公布
dated-submitted = { $id }，{ WHEN($day, pattern: "y年M月d日") }提交
dated-first-seen = { $id }，{ WHEN($day, pattern: "y年M月d日") }首次收录
dated-id-month = { $id }，据编号为 { WHEN($day, pattern: "y年M月") }

link-code = 代码
link-project = 项目主页
link-data = 数据
link-other = 链接
link-pdf = PDF
link-html = HTML

menu-save = 收藏论文…
action-all = 全部 { $total } 篇
action-file = 导出文件
action-post = 发到频道
action-save = 收藏
action-summary = 摘要
action-why = 原因
action-undo = 撤销

# 一段日期的论文总览，以文件形式提供。

overview-title = { $name }：论文总览
overview-count = 共 { $count } 篇论文
overview-by-announced = 按公布日期排列
overview-by-submitted = 按提交日期排列
overview-cut = 以下为其中最新的 { $shown } 篇。
overview-none = 没有符合条件的论文。
overview-days = 每日篇数
overview-quiet-day = 无
overview-contents = 目录
overview-comment = 作者备注
