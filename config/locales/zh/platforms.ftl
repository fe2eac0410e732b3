# 各平台上机器人主动说的话。

post-again = 这条消息可能重复：此前无法确认它是否已经送达。
answer-cut = 其余内容这里放不下。可以导出文件，或缩小范围。
stopping = 还没做完我就被停止了。请一分钟后再试。
channel-unnamed = 本频道
paused-told = 推送无法发到 { $channel }，因此已暂停，我不会自行重试。{ $why }处理好之后，在那里输入{ TYPE("settings resume") }即可恢复，其间的论文一篇也不会丢。
