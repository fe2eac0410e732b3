# 针对论文的提问与回答。

ask-help = 就一篇论文提问，答案附论文原文
ask-example = 例如：{ TYPE("ask 3 用了哪些数据集？") }
option-question = 想了解的内容；答案只来自这篇论文
action-ask = 提问

ask-form-title = 向这篇论文提问
ask-form-label = 想了解什么？
ask-form-submit = 提问

ask-which = 哪一篇论文？请在问题前写上 arXiv 编号、链接，或上次推送中的序号：{ TYPE("ask 3 用了哪些数据集？") }。如果写的是标题，请在问题前加 question=。
ask-empty = 关于“{ $title }”，想了解什么？例如{ TYPE("ask 3 用了哪些数据集？") }是向上次推送的第 3 篇提问。
ask-too-long = 问题最多 { $most } 个字符，这个有 { $count } 个。请一次只问一件事。
ask-members-only = 只有本工作区的成员可以就论文提问。{ TYPE("summary 3") }可以查看论文讲了什么。

ask-question = { $question }
ask-nothing = 论文中没有提到。
ask-nothing-near = 论文中没有提到，或者用的是别的说法。换几个词也许能找到；不使用 AI 时，请用论文的语言提问。
ask-quote = “{ $text }”
ask-rests-on = → “{ $text }”

ask-where-section = { $label }
ask-where-appendix = 附录 { $label }
ask-where-figure = { $label } 的说明
ask-where-table = { $label }
ask-in-abstract = 摘要
ask-in-section = 正文
ask-in-appendix = 附录
ask-in-figure = 图的说明
ask-in-table = 表格
ask-where-page = { $where }，第 { $page } 页
ask-where-pages = { $where }，第 { $pages } 页

ask-by-model = AI 回答（{ $model }）
ask-by-authors = 论文原文，未使用 AI
ask-by-nobody = 按词语查找，未使用 AI
ask-by-authors-fallback = 论文原文（AI 未能回答）
ask-read-abstract = 仅依据摘要
ask-read-full = 依据全文
ask-read-pages = 依据全文，共 { $pages } 页
ask-read-part = 依据前 { $read } 页，全文共 { $pages } 页

console-form = { $label }请输入后按回车；直接回车则放弃。
