# 运行机器人的人通过 paperboy doctor 看到的内容。

discord-endpoint = 该应用设置了 Interactions Endpoint URL，命令和按钮都会发往那里，到不了这个机器人。请在 https://discord.com/developers/applications 打开你的应用，在 General Information 中清空它。
discord-commands-old = Discord 上的命令与本版本不一致。机器人启动时会更新它们：请重新启动 paperboy run。
