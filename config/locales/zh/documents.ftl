# 写成文件的论文：博客文章和每日笔记。这些句子会按 Markdown 解读。

document-labelled = **{ $heading }**：{ $text }
document-label = **{ $heading }**：
document-between = 、
document-authors = 作者
document-affiliation = 第一作者单位
document-affiliation-line = { $name }（论文原文：“{ $line }”）
document-title = { $title }（{ $original }）
document-comment = 作者备注
document-summary = 一句话总结
document-quote = “{ $text }”
document-pdf = PDF
document-code = 代码
document-project = 项目主页
document-data = 数据
document-other = 链接
document-other-kind = 那个文件是另一种文档（文章或笔记），因此不作改动。请换一个文件。

## 博客文章。

blog-update = { $date } 更新
blog-description = { $topic } 方向最新论文已更新，请持续关注 Update in { $date }  { $title }
blog-notice-who = ⚠️ 以下每段文字均注明由谁撰写、依据什么：加引号的是作者原话，其余由 AI 模型撰写，可能有误，请以论文为准。
blog-notice-care = 🔴 这些文字仅供阅读前初筛，请勿引用，也不能代替论文本身。
blog-notice-facts = 💗 标题、作者、摘要、备注和链接均来自 arXiv 与论文本身，绝非模型生成。由 Paperboy 整理。
blog-figures = 点此查看论文插图
blog-foreign = 那个文件不是由我写的，因此不作改动。请换一个文件。
blog-file = { $count } 篇论文，已写成博客文章 { $file }
blog-written = { $file }：新增 { $new } 篇论文
blog-unchanged = { $file } 中已有全部论文。
blog-more = 这里只写了 { $count } 篇中最新的 { $shown } 篇，全部写完耗时过长。paperboy digest --format blog 可以写出全部。
blog-unknown-flavour = 没有名为“{ $name }”的博客格式。可选：{ $known }

## 每日笔记。

note-background = 研究背景
note-motivation = 研究动机
note-method = 研究方法
note-contributions = 贡献和创新点
note-related = 相关工作
note-figure = 图 { $number }（{ $caption }）
note-file = 你在{ $day }收藏的论文，已写成笔记 { $file }
note-none = { WHEN($day, pattern: "y年M月d日") }没有收藏论文。
note-day-unsaved = 用{ TYPE("saved as=note day=2025-11-05") }选另一天。
note-written = { $file }：新增 { $new } 篇论文
note-unchanged = { $file } 中已有全部论文。
note-person-unknown = 没有人名为 { $name }。人员的写法如 discord:80351110224678912 或 slack:T024BE7LD/U2147483697。

## 标签。

option-tags = 你自己的标签，以逗号分隔，如：图像生成，3D
option-day = 收藏的日期；不填则为今天
saved-tags = 标签：{ $tags }
tags-too-many = 一篇论文最多可有 { $most } 个标签，这里有 { $count } 个。
tag-too-long = “{ $tag }”作为标签太长，最多 { $most } 个字符。
