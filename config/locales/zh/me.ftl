# 属于个人的内容：语言、个人推送、关联账号、保存的数据。

me-help = 你的语言、个人推送、关联账号，以及保存了哪些关于你的数据
me-example = 例如：{ TYPE("me language=zh") }
option-show = 不看面板，直接显示什么
option-code = 另一个账号得到的代码
option-tag = 只看带这个标签的论文

me-title = 你的个人设置
me-language = 私下我用{ $name }和你交流。
me-language-auto = 私下回复使用你的应用所设的语言，否则使用频道的语言。
me-auto = 语言：跟随应用
me-choose-language = 私下回复的语言
language-own-name = { $code ->
    [en] English
    [zh] 中文
   *[other] { $code }
}
me-digest-none = 你还没有个人推送。
me-digest-some = 你的个人推送订阅了 { $count } 个主题。
me-saves = { $count ->
    [0] 你还没有收藏论文
   *[other] 已收藏 { $count } 篇论文
}
me-notices-on = 其中有变动时会通知你
me-notices-off = 其中有变动时不通知你
me-account = { $name }（{ $platform ->
    [console] 本终端
    [discord] Discord
    [slack] Slack
   *[other] { $platform }
}）
me-linked = 已关联：{ $accounts }
me-linked-none = 没有关联其他账号。
me-choose-unlink = 解除关联……
me-do-digest = 我的个人推送
me-do-notices-off = 关闭通知
me-do-notices-on = 开启通知
me-do-link = 关联另一个账号
me-do-code = 输入代码
me-do-kept = 保存的数据
me-do-back = 返回

# 个人推送。

own-title = 你的个人推送
own-none = 还没有订阅任何主题。
own-here = 推送会发到这里。在这里输入{ TYPE("topics") }和{ TYPE("settings") }即可管理。
own-there = 推送会以私信发送。在私信中输入{ TYPE("topics") }和{ TYPE("settings") }即可管理。
own-form-title = 你的个人推送
own-form-topic = 要订阅的内容
own-form-hint = 关键词、分类（如 cs.CV），或两者都写
own-topic-missing = 请写明要订阅什么，例如 diffusion，或 cs.CV 加上几个词。
own-already = 你的个人推送已以“{ $name }”订阅了这个主题。
own-follows = 你的个人推送已订阅“{ $name }”
own-copied = { $count ->
    [0] 这些主题你的个人推送都已订阅。
   *[other] 已把 { $count } 个主题复制到你的个人推送。
}
own-nothing-to-copy = 本频道没有可以复制的订阅。
own-taken-back = 已撤销：取消了 { $count } 个主题。
own-sent = 已发到我们的私信中。
own-guest = 访客可以收藏和阅读论文，个人推送只面向成员。
own-unreachable = 暂时无法给你发私信。请几分钟后再试。
own-do-add = 添加主题
own-do-copy = 复制本频道的 { $count } 个主题
own-do-send = 发到私信
own-do-follow = 订阅

# 同一个人的多个账号。

me-link-question = { $first } 和 { $second } 都是你吗？
link-the-code = 代码：{ $code }
link-how = 请在 { $minutes } 分钟内用另一个账号输入{ TYPE($command) }，或在那里按“输入代码”。关联之前我会先在这里问你。
link-what = 关联的账号共用收藏、设置和限额。只关联你自己的账号，不要把代码告诉任何人：拿到代码的人可以请求这一切。
link-form-title = 关联另一个账号
link-form-code = 另一个账号得到的代码
link-form-hint = 只填你自己申请的代码
link-code-missing = 请给出另一个账号得到的代码：{ TYPE("me code=ABCDE-23456") }
link-gave-wrong = 没有这个代码，或者已超过 { $minutes } 分钟。请用另一个账号重新申请。
link-gave-own = 这个代码是给你另一个账号的：请在那里输入，不是这里。
link-gave-same = 这两个账号已经关联。
link-gave-too-often = 输错次数太多。请 { $minutes } 分钟后再试。
link-asked = 我已私信询问 { $first } 是否同一个人。对方在 { $minutes } 分钟内确认之前，不会关联任何内容。
link-asked-there = 现在请以 { $first } 的身份确认：{ $minutes } 分钟内在那里打开{ TYPE("me") }。在此之前不会关联任何内容。
link-done = { $first } 和 { $second } 现在是同一个人：共用一份收藏和设置。
link-undo = 用{ TYPE("me") }可以解除关联。
link-refused = 没有关联任何内容。
link-over = 这个请求已处理或已过期。用{ TYPE("me link") }重新开始。
link-unlinked = { $account } 又成为独立的人，收藏为空。共用过的内容留在另一个账号。
link-unlinked-before = 那个账号没有与这个账号关联。
link-do-yes = 是，都是我
link-do-no = 不是
link-do-stop = 停止，这不是我
link-do-go = 继续

# 保存的数据与删除。

kept-title = 保存的关于你的数据
kept-nothing = 没有保存任何关于你的数据。
kept-on = { $what }（{ WHEN($day, pattern: "y年M月d日") }）
kept-between = { $what }（{ WHEN($first, pattern: "y年M月d日") }至 { WHEN($last, pattern: "y年M月d日") }）
kept-next = 文件包含其中的每一条记录。替你向模型提出的请求只计数，不保存内容。
kept-file = 保存的关于你的全部数据：{ $file }
kept-do-file = 导出为文件
kept-do-delete = 全部删除
kept-rows-person = 个人记录 { $count } 条：你和你的选择
kept-rows-account = 账号 { $count } 个
kept-rows-saved = 收藏的论文 { $count } 篇
kept-rows-reason = 收藏的原因 { $count } 条
kept-rows-mark = 表情回应 { $count } 个
kept-rows-follow-up = 收藏论文的变动通知 { $count } 条
kept-rows-report = 举报的错误文本 { $count } 条
kept-rows-subscription = 你设置的主题 { $count } 个
kept-rows-spent = 模型为你所做工作的计数 { $count } 条
kept-rows-reserved = 正在进行的模型请求 { $count } 个
kept-rows-own = 私信归属记录 { $count } 条
kept-rows-channel = 与你私信的频道 { $count } 个
kept-rows-digest = 你的个人推送 { $count } 次
kept-rows-told = 个人推送发布过的论文 { $count } 篇
kept-rows-post = 只发给你的消息 { $count } 条
kept-rows-message = 私信中提到的论文 { $count } 篇
kept-rows-link = 关联账号的请求 { $count } 个
kept-rows-link-try = 输错的代码 { $count } 个
delete-question = 删除保存的关于你的全部数据？
delete-what = 你的收藏及标签、个人推送、选择、关联和列表中的其他一切会立即永久删除。各处也不再把你列为管理者。
delete-stays = 你在频道中设置的主题会保留，设置者显示为“某人”；你为服务器做的选择也会保留。频道中已有的消息也会保留。你账号的哈希值会保存 30 天，以免你以前的表情回应再次触发收藏。
delete-do-yes = 删除一切
delete-done = 已删除。同一统计的前后对比：
delete-line = { $what } → { $left }
delete-hash = 你账号的哈希值会保存 30 天，以免你以前的表情回应再次触发收藏。从现在起你的操作都是新的。
delete-do-look = 再次统计
somebody = 某人

# 个人主页与收藏列表。

home-digest = 你的个人推送
home-follows = 订阅了 { $names }。
home-saved = 最近收藏
home-saved-none = 你还没有收藏论文。按任意论文上的按钮即可收藏到这里。
home-do-me = 个人设置
home-do-help = 帮助
saved-page = 第 { $page } 页，共 { $pages } 页
saved-note-tagged = { $note } · { $tags }
saved-tag-choice = { $tag }（{ $count }）
saved-choose-tag = 只看一个标签……
saved-menu-drop = 取消收藏……
saved-dropped-before = 那篇论文不在你的收藏中。{ TYPE("saved") }显示你的收藏。
saved-form-title = 搜索我的收藏
saved-form-find = 要查找的词
saved-form-hint = 在标题、摘要、作者或标签中查找
saved-do-find = 搜索我的收藏
saved-do-go = 搜索
saved-do-back = 上一页
saved-do-next = 下一页
kept-rows-request = 发给频道管理者的请求 { $count } 个
kept-rows-space = 你邀请我加入的服务器或工作区 { $count } 个
kept-rows-person-pace = 你何时可以再次使用高成本功能的记录 { $count } 条
kept-rows-channel-pace = 私信中同类记录 { $count } 条
kept-rows-draft = 设置过程的步骤 { $count } 个，保留一天
kept-rows-answer = 给你的回答 { $count } 个，保留 30 天
kept-rows-less = 你希望少看的论文 { $count } 篇
