# 面板、订阅向导，以及主题与设置的表单。
# 字段标签最多 45 个字符，表单标题最多 24 个字符。

panel-empty = 本频道还没有订阅任何主题。
panel-first = 先说想读什么；在发布任何内容之前，你会先看到它会带来哪些论文。
panel-member = 用{ TYPE("digest") }查看近期论文，用{ TYPE("save 1") }收藏一篇。订阅内容由本频道的管理者更改。
panel-member-empty = 本频道的管理者可以在这里设置我。在此之前，{ TYPE("digest diffusion") }可让你单独查看论文。
panel-coming = 下次推送：{ WHEN($at, pattern: "M月d日EEE HH:mm") } { $zone }（{ $when }）
panel-set-up = 设置本频道
panel-add = 添加主题
panel-topics = 主题
panel-settings = 设置
panel-help = 帮助
panel-back = 返回概览

setup-form-title = 想订阅什么
setup-form-fields = arXiv 领域
setup-form-fields-hint = 写名称或编号，可以多个：computer vision, cs.CL
setup-form-words = 关键词
setup-form-words-hint = 须全部出现；逗号表示“或”，减号表示“不要”：flow matching, diffusion -video
setup-form-topic = 查找内容
setup-form-name = 名称
setup-form-name-hint = 在这里显示的名称；留空则自动命名
setup-form-submit = 预览
setup-empty = 请写一个领域、几个词，或两者都写。
setup-gone = 这一步开始于一天以前，或已取消。没有做任何更改。

setup-which-field = “{ $typed }”是指哪个领域？
setup-no-field = arXiv 没有名为“{ $typed }”的领域。可以改为按词查找，或换一个领域。
setup-field-label = 选择领域……
setup-whole = { $archive } 的全部分类
setup-as-words = 作为关键词：“{ $text }”

setup-preview = 预览：{ $name }
setup-nothing-yet = 这只是预览，尚未订阅。
setup-nothing-changed = 这只是预览，尚未更改。
setup-when = 推送时间：{ $when }
setup-language = 这里人人可见的内容将使用你的语言：{ $name }。用{ TYPE("settings") }可更改。
setup-follow = 订阅
setup-save = 保存更改
setup-change = 修改
setup-cancel = 取消
setup-cancelled = 已取消：没有任何更改，也没有其他人看到。

setup-instead = 或改为订阅……
setup-offer-about = { $about }：{ $rate }
setup-in-title = 仅限标题
setup-within = 仅限 { $category }
setup-wider = 放宽
setup-gentler = 只按标题排除

setup-when-label = 什么时候？
setup-weekly = 每周一次，arXiv 周五公布时
setup-zone-label = 你的时区？
setup-zone = 时区：{ $zone }
setup-time = 其他时间
setup-time-title = 推送时间
setup-form-when = 时间
setup-form-when-hint = 写时间，也可加星期：09:00 mon-fri；或写 announced，表示 arXiv 一公布就推送
setup-form-zone = 时区
setup-form-zone-hint = 时区内的大城市，例如 Asia/Shanghai

setup-cost = AI：每月约 { $count } 条短摘要，使用 { $model } 约 { $amount } 美元
setup-cost-unknown = AI：每月约 { $count } 条短摘要，使用 { $model }，价格未知

setup-first = 首次推送：随 arXiv 的下一份列表，预计 { WHEN($at, pattern: "M月d日EEE HH:mm") }（{ $zone }）
setup-post = 立即发布最近 { $count } 篇
setup-done-next = 新论文会自动送达。点论文下方的“收藏”，或用{ TYPE("save 1") }，即可存入你的收藏。

topics-next-press = 选择一个主题即可修改或移除，也可用{ TYPE("unsubscribe 1") }。
topics-more = 另有 { $count } 个
topics-select = 更改主题……
topics-on = 后面的
topics-back = 前面的
topics-pause = 全部暂停
topics-resume = 恢复推送
topics-edit = 编辑
topics-edit-title = 编辑主题
topics-edit-how = 请说明“{ $name }”要改成什么：先用{ TYPE("unsubscribe 1") }取消，再用{ TYPE("subscribe diffusion") }重新订阅。
topics-remove = 移除
topics-same = 内容相同，没有更改。
topics-not-changed = 未更改：该主题已不存在，或本频道已订阅相同的主题。{ TYPE("topics") }显示此处的订阅。
topics-not-undone = 未撤销：该主题已不存在，或本频道已订阅它原来的内容。{ TYPE("topics") }显示此处的订阅。
topics-changed = “{ $before }”已改为“{ $name }”：{ $text }。由 { $by } 更改
topics-changed-next = 以前发布过的不会重复推送。
topics-change-undone = { $by } 已撤销：“{ $name }”恢复原样。

setting-when = 推送时间
setting-zone = 时区
setting-layout = 版式
setting-most = 列表最多几篇
setting-include = 收录哪些论文
setting-emoji = 用于收藏的表情
setting-language = 语言
setting-detail = 卡片
setting-figures = 长文附图
setting-pause = 暂停
setting-pause-off = 无
setting-pause-on = 直到有人恢复
pause-until = 至 { WHEN($until, pattern: "y年M月d日EEE") }
set-layout-label = 版式
set-detail-label = 卡片内容的多少
set-language-label = 语言
setting-layout-auto = 自动选择
setting-layout-list = 只有列表
setting-layout-thread = 卡片放在讨论串中
setting-layout-flat = 卡片放在频道中
setting-layout-overview = 按日概览，附文件
setting-detail-headline = 一句话
setting-detail-tldr = 一小段
setting-detail-takeaways = 要点
setting-detail-analysis = 完整分析
setting-language-en = English（英文）
setting-language-zh = 中文
setting-language-zh-en = 中文 + English
setting-language-en-zh = English + 中文
setting-include-cross = 新论文和交叉列出
setting-include-new = 仅新论文
setting-figures-on = 显示
setting-figures-off = 不显示
settings-form-when = 时间……
settings-form-when-title = 推送时间
settings-form-list = 列表……
settings-form-list-title = 列表的样子
settings-form-days = 星期
settings-form-days-hint = 一个都不选表示每天
settings-form-submit = 保存
settings-form-most-hint = 1 到 25
settings-typed = 你填写的是：{ $typed }
settings-again = 重新编辑
settings-same = 这些设置原本就是如此。

help-here = { $channel } 目前
help-follows = 已订阅 { $names }{ $more ->
    [0] { "" }
   *[other] ，另有 { $more } 个
}
help-follows-nothing = 还没有订阅任何主题。
help-model = 一句话介绍和摘要：AI（{ $model }）
help-authors = 一句话介绍和摘要：作者原文，不使用 AI
help-group-read = 阅读
help-group-keep = 收藏
help-group-channel = 本频道
help-group-server = 本服务器
help-managers = 本频道的管理者还可以更改订阅内容和推送时间。
help-on-message = 在任何提到论文的消息上，其菜单可以生成摘要和收藏。

# 终端里的表单。

