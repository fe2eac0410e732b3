# 工作区安装应用时在浏览器里看到的页面。

slack-doors-installed-title = Paperboy 已进入 { $name }
slack-doors-installed = 可以关闭此页面了。请在 Slack 中打开一个频道，输入 /invite @Paperboy；{ TYPE("help") }会说明它在那里能做什么。
slack-doors-declined-title = 没有安装任何东西
slack-doors-declined = 安装被你或 Slack 取消。一切都没有改变，随时可以重新开始。
slack-doors-stale-title = 请重新开始
slack-doors-stale = 此页面只能使用一次，须在十分钟之内，并且在开始安装的同一个浏览器里。
slack-doors-failed-title = Slack 没有授予访问权限
slack-doors-failed = Slack 未能完成安装。一切都没有改变。请重新开始；如果还是不行，请告诉运行此机器人的人。
slack-doors-again = 在 Slack 中安装 Paperboy

# 为什么消息到不了某个工作区。

slack-doors-uninstalled = 那个工作区已不再安装此应用。有权安装应用的人可以重新安装。
slack-doors-locked = 我打不开自己在那个工作区的访问权限。有权安装应用的人可以重新安装我；其他内容都还在。

# 运行者检查时看到的内容。

slack-doors-count = { $count ->
    [0] 还没有工作区安装此应用
   *[other] 已有 { $count } 个工作区安装了此应用
}；安装地址是 { $address }。
slack-doors-locked-names = 以下工作区的密钥已丢失，需要重新安装应用：{ $names }。如果还有旧密钥，请把它放在新密钥后面。
slack-doors-refused = Slack 拒绝了 { $name } 的令牌（{ $error }）：该工作区需要重新安装应用。
