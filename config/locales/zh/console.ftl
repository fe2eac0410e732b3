# 把终端当作聊天服务。

console-from = Paperboy · { $channel }
console-only-you = Paperboy · 仅你可见
console-menu = [{ $label }] 输入 save 加序号
console-thread = └ 卡片在讨论串里：输入 thread 查看。
console-no-thread = 这里的推送都没有讨论串。
console-no-card = 这里没有序号为 { $number } 的卡片。
console-which = 有好几张卡片带 [{ $label }]。请输入 { $verb } 加卡片序号，例如 { $verb } { $number }。
console-no-answer = 回复没能保存或显示，但你的操作可能已经完成。原因见日志。
console-not-shown = 有一条消息无法在此屏幕上显示。原因见日志。
console-reacted = 你给“{ $title }”加上了 { $emoji }。
console-unreacted = 你撤回了“{ $title }”上的 { $emoji }。
console-file = 文件：{ $path }
console-edited = 已更新：{ $title }
console-was-edited = （已更新）
console-examined = 这个终端，频道为 { $channel }。已发布的内容记录在文件里，因此绝不会重复发布。
console-form-choose = { $label }请输入列表中的序号，用空格隔开。
console-form-keep = 直接回车保留：{ $value }；输入 - 清空。
console-form-skip = 直接回车跳过。
console-form-wrong = 这里不能这样填。请再试一次：
console-select = { $label }（输入序号）
console-select-several = { $label }（输入序号，用空格隔开）
console-choice = { $number }. { $label }
console-chosen = { $number }. { $label } ✓
console-choice-about = { $number }. { $label }：{ $about }
console-chosen-about = { $number }. { $label } ✓：{ $about }
console-form-left = 没有发送任何内容。
