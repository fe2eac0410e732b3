# Discord：命令说明、缺少的权限、被拒绝的原因。

discord-papers-help = arXiv 论文，人人可用
discord-admin-help = 本频道订阅什么、何时推送
discord-panel-help = 本频道概况

discord-token-refused = Discord 不接受 PAPERBOY_DISCORD__TOKEN。请在 https://discord.com/developers/applications（你的应用 → Bot → Reset Token）生成新令牌并重新设置。
discord-identity = 我在 Discord 上的身份是 { $name }（{ $id }）。
discord-promise = 崩溃重启后，我会先凭按钮找到每条消息再决定是否重发，因此不会重复。为此我在每个频道都需要“读取消息历史”（Read Message History）权限。
discord-no-answer = 回复无法在这里显示，但你的操作可能已经完成。请重新输入命令，或缩小范围。
discord-file-large = 文件 { $name } 超出 Discord 的大小限制。请减少天数。

discord-not-here = 我不是这个服务器的成员，因此无法在这里订阅或设置。请让管理者邀请我加入，或在我们的私信中使用。

discord-gone = 频道已不存在。请在其他频道订阅主题。
discord-no-access = 我看不到这个频道。请打开该频道，在“编辑频道 › 权限”中添加我，并允许“查看频道”（View Channel）。
discord-no-right = 我不能在这个频道发言。请打开该频道，在“编辑频道 › 权限”中添加我，并允许“查看频道”“发送消息”“嵌入链接”（View Channel、Send Messages、Embed Links）。
discord-no-place = 这类频道不能发布消息。请在文字频道订阅主题。
discord-closed = 你不接收我的私信。请在我们共同所在服务器的隐私设置中允许私信，或先给我发一条消息。
discord-blocked = 这个服务器的审核机制拦截了我的消息。请在 AutoMod 中为我设置例外。
discord-unfit = Discord 拒绝了这条消息本身，这是我的问题。请告知机器人的维护者。

discord-missing-view = 我看不到该频道，无法发布任何内容。请在该频道的“编辑频道 › 权限”中允许我“查看频道”（View Channel）。
discord-missing-send = 我不能在该频道发言，无法发布任何内容。请在该频道的“编辑频道 › 权限”中允许我“发送消息”（Send Messages）。
discord-missing-embeds = 我不能在该频道嵌入链接，列表和卡片显示不出来。请在该频道的“编辑频道 › 权限”中允许我“嵌入链接”（Embed Links）。
discord-missing-threads = 我不能在该频道创建子区，卡片只能直接发在频道里。请在该频道的“编辑频道 › 权限”中允许我“创建公共子区”和“在子区内发送消息”（Create Public Threads、Send Messages in Threads）。
discord-missing-history = 我不能读取该频道的历史消息，崩溃重启后消息可能重复。请在该频道的“编辑频道 › 权限”中允许我“读取消息历史”（Read Message History）。
discord-missing-files = 我不能在该频道附加文件，列表无法以文件形式提供。请在该频道的“编辑频道 › 权限”中允许我“附加文件”（Attach Files）。
discord-missing-reactions = 该频道不允许添加表情回应，只能用按钮和菜单收藏。请在该频道的“编辑频道 › 权限”中允许我或所有人“添加反应”（Add Reactions）。
discord-flat-full = 这个服务器的活跃子区数已达 Discord 上限，卡片只能直接发在频道里。请关闭一些子区。
discord-flat-shut = 上一份列表的子区已被关闭，它的卡片直接发在频道里。下一份列表会有新的子区。
