# 论文相关操作：打开、收藏、分享、搜索、少看某类。

action-saved = 已收藏 ✓
action-others = 更多…
action-less = 少看这类
action-share = 分享
action-back = 上一页
action-next = 下一页
action-tags = 标签…
menu-open = 打开论文…
menu-detail = 详细程度
menu-similar = 查找相似论文…
menu-numbered = { $number }. { $title }
page-of = 第 { $page } 页，共 { $pages } 页

detail-headline = 一句话
detail-about-headline = 这篇讲什么
detail-tldr = 简短摘要
detail-about-tldr = 几句话
detail-takeaways = 要点
detail-about-takeaways = 值得记住的内容，依据全文
detail-analysis = 全文解读
detail-about-analysis = 逐项解读，依据全文

shared = 已分享：频道里的人现在都能看到，没有提醒任何人。
shared-by = 由 { $by } 分享
share-off = 这里不能分享答复：服务器的负责人已关闭此功能。
share-of-another = 只有分享的人或频道的管理者可以撤回。
share-gone = 那条消息已无法修改。有权删除此处消息的人可以移除它。
share-taken-back = 已由 { $by } 撤回。
answer-gone = 那条答复已不再保留，或不是给你的。请重新提问。

less-noted = 已记下：这里少推送与“{ $title }”相似的论文。
less-before = 你已经说过：这里少推送与“{ $title }”相似的论文。
less-means = 推送放不下全部论文时，相似的论文在同等条件下靠后。完整列表不会少任何一篇。
less-undone = 已撤回：“{ $title }”恢复正常排序。
less-not-said = 你没有要求这里少推送与“{ $title }”相似的论文。
why-lower = 排得靠后：与“{ $title }”相似，这里有人想少看这类论文。
why-higher = 排得靠前：与“{ $title }”相似，这里有人收藏了它。

tags-title = 标签
tags-label = 归入哪些标签
tags-submit = 保存
tags-hint = 用逗号隔开，例如：图像生成，3D
tags-yours = 你用过的：{ $tags }
tags-none = “{ $title }”现在没有标签。
tags-not-saved = “{ $title }”不在你的列表里，无法加标签。请先收藏。
tags-how = 输入{ TYPE($command) }即可加标签。

search-help = 按词语、句子查找论文，或查找相似论文
search-example = 例如：{ TYPE("search how do diffusion models learn? category=cs.CV since=30d") }
option-query = 词语、句子，或一篇论文：编号、链接或这里的序号
option-category = 只看这个分类，例如 cs.CV，或整个 cs
search-empty = 想找什么？{ TYPE("search diffusion models for images") }按词语查找，{ TYPE("search 2403.03206") }查找与一篇相似的论文。
search-too-long = 太长了：最多 { $most } 个字符，这个有 { $count } 个。
search-category-unknown = arXiv 没有分类“{ $typed }”。是不是其中之一：{ $near }？
search-for = 关于“{ $text }”的论文，最相关的在前
search-like = 与“{ $title }”相似的论文，最接近的在前
search-within = 限于 { $category }（{ $name }）
search-since = { WHEN($day, pattern: "y年M月d日") }以来
search-none = 没有找到“{ $text }”。
search-try-unfiltered = 去掉 since 和 category 再试：它们会排除一部分论文。
search-try-words = 换更少或别的词试试，或者给出一篇相似论文的 arXiv 编号。
search-growing = 还有论文正在读入，过一分钟再搜会找到更多。
search-next = 选一篇即可打开或收藏。{ TYPE("search 2403.03206") }查找相似的论文。
found-title = { $dated } · 标题含：{ $title }
found-abstract = { $dated } · 摘要含：{ $abstract }
found-both = { $dated } · 标题含：{ $title } · 摘要含：{ $abstract }

top-help = 本频道推送的论文中，大家收藏最多的
top-example = 例如：{ TYPE("top month") }
option-period = 最近一周，或最近一个月
top-title-week = 最近七天这里收藏最多的论文
top-title-month = 最近三十天这里收藏最多的论文
top-none-week = 最近七天没有人在这里收藏本频道推送的论文。
top-none-month = 最近三十天没有人在这里收藏本频道推送的论文。
top-how = 只统计在本频道用表情、菜单和按钮做的收藏，不显示姓名。
top-saved = { $count } 人收藏

summarise-papers-help = 一条消息里提到的论文讲了什么
summarise-papers-example = 在任意消息的菜单里：其中所有 arXiv 链接、编号和 DOI。
save-papers-help = 收藏一条消息里提到的论文
save-papers-example = 在任意消息的菜单里：其中所有 arXiv 链接、编号和 DOI。
option-message = 消息：它的文字和链接
message-none = 那条消息没有提到我能认出的论文：arXiv 链接或编号、arXiv 的 DOI，或者 Hugging Face、alphaXiv、ar5iv、papers.cool 上的论文页面。
message-unknown = 这些论文这里都没有，arXiv 也没能答复：{ $ids }。
message-missing = 这里没有，arXiv 也没能答复：{ $ids }。
message-more = 那里还提到另外 { $more } 篇，一次最多处理 { $most } 篇。
message-papers = 那条消息里的 { $count } 篇论文
message-unsaved = 已取消收藏 { $gone } 篇{ $still ->
    [0] 。
   *[other] ；另有 { $still } 篇因其他原因仍保留。
}
