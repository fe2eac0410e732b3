# Slack 拒绝什么，以及该怎么办。

slack-invite = 我不是那里的成员。请在该频道输入 /invite @Paperboy。
slack-not-found = 我看不到这个频道：它已不存在，或是我未加入的私有频道。请在该频道输入 /invite @Paperboy。
slack-archived = 频道已归档。请有权限的人取消归档。
slack-read-only = 那里只有部分成员可以发帖。频道管理者可在频道设置的发帖权限中加入我。
slack-threads-only = 那里只允许在消息列中回复。频道管理者可在频道设置的发帖权限中更改。
slack-admin = 这个 Slack 的管理员不允许我进入。请其中一位批准本应用。
slack-unfit = Slack 拒绝了这条消息本身，这是我的问题。请告知机器人的维护者。
slack-no-direct = Slack 不允许我给此人发消息。
slack-token = Slack 不再接受我的令牌。请机器人的维护者更换新令牌。
slack-scope = 应用缺少一项必需的权限。请机器人的维护者用最新的 manifest 重新安装。
slack-free-limit = 这个 Slack 使用免费版，短时间内消息过多。我会自行继续。
slack-paid = Slack 只在付费版中允许此操作。请管理员升级套餐。
slack-scopes = 应用缺少权限 { $scopes }。请机器人的维护者用最新的 manifest 重新安装。

# 维护者检查时看到的话。

slack-known = 我在工作区 { $team } 的身份是 @{ $name }。
slack-never-twice = 崩溃重启后，我会先确认消息是否已送达再决定是否重发：不会丢失，也不会重复。
slack-perhaps-twice = 崩溃重启后，最多有 { $count } 条正在发送的消息可能重复，并会标明；不会丢失。若授予可选权限 { $scopes }，我就能先确认，从而不会重复。

# 随“仅你可见”的回复一起提供的文件。

slack-file-sent = { $name } 已通过私信发给你。
slack-file-failed = { $name } 发送失败：Slack 不接受它。

# Slack 上显示的应用介绍。

slack-app-description = 按主题每日推送 arXiv 论文，附摘要，还有你自己的收藏列表。
slack-app-command = 本频道的 arXiv 论文：订阅、推送、摘要、你的收藏
slack-app-long = Paperboy 每天把 arXiv 当天公布的论文，按频道订阅的主题送到频道里：先是一条带序号列表的消息，每篇论文在消息列中还各有一张卡片。用菜单、按钮或表情回应都可以收藏论文；单独输入 { $command } 可查看全部功能。两项可选的消息读取权限只有一个用途：崩溃重启后，Paperboy 据此确认自己的消息是否已送达，避免重复发布。除此之外它什么也不读，没有这些权限也能正常工作。
