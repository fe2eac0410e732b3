### 主题语言的用语：拒绝、追问、说明，以及论文为什么匹配。

## 读不懂

topic-empty = 请说明想读什么：关键词、分类（如 cs.CV），或两者都写。
topic-nothing = 这对括号或逗号之间没有内容。
topic-quote-open = 这个引号没有闭合。
topic-open-alone = 这个 ( 没有闭合。
topic-close-alone = 这个 ) 没有对应的左括号。
topic-too-deep = 括号最多嵌套 { $most } 层。
topic-operator-alone = { $operator } 两边都要有内容。如果是指这个词本身，请加引号。
topic-wildcard = 不能只匹配词的一部分（复数会自动匹配）：请写出完整的词。
topic-field-unknown = 没有 { $field } 这个字段。可用 ti、abs、au、co、cat、primary。
topic-dates = 日期不属于主题，请改用{ TYPE("digest since=7d") }。
topic-category-unknown = 没有 { $id } 这个分类。
topic-category-near = 没有 { $id } 这个分类。你是指 { $near }（{ $name }）吗？
topic-address = 这个网址不能当作主题，只能识别 arXiv 自己的分类列表网址。
topic-paper = 这是一篇论文，不是主题。可以查看它的摘要或收藏它。
topic-abstract = 这看起来像一段摘要。主题只需几个词：哪些对你最重要？
topic-latin-only = arXiv 上的姓名和摘要用拉丁字母书写：请把“{ $word }”写成英文。

## 不能订阅

topic-everything = 整个 arXiv 每个工作日有 700–1,500 篇论文。请选一个领域。
topic-only-not = 这里只写了不要什么，请再写上想要什么。
topic-never = 这个主题永远不会匹配：既要求又排除了同样的内容。
topic-too-many = 一个主题最多 { $most } 个词项，这个有 { $count } 个。
topic-too-long = 一个主题最多 { NUMBER($most, useGrouping: 0) } 个字符。请拆成两个。

## 可能有几种意思

topic-category-or-words = 你是指分类，还是词语“{ $named }”？
topic-author-or-words = 你是指作者 { $name }，还是这几个词？
topic-author-quotes = “{ $name }”是一个完整的姓名，还是一个姓名加一个词？
topic-archive = { $archive } 是一个大类。你是指它的全部分类，还是这个词？
topic-venue = 像 { $venue } 这样的会议、期刊名通常写在作者备注里，很少出现在摘要中。要在哪里查找？
topic-translated = arXiv 的摘要是英文的。{ $typed } 要改用哪个词来查找？

## 已完成，但值得一提

topic-note-any-of = 理解为其中任意一个：{ $topics }
topic-note-address = { $count ->
   *[other] 已把网址理解为分类 { $categories }。
}
topic-note-retired = { $old } 现已更名为 { $new }。

## 论文为什么匹配

topic-because-title = 标题含“{ $text }”
topic-because-abstract = 摘要含“{ $text }”
topic-because-passing = 摘要提到一次“{ $text }”
topic-written-by = 作者为 { $name }
topic-because-comment = 作者备注含“{ $text }”
topic-filed-under = 属于 { $category }
