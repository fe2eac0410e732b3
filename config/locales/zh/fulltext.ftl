# 论文为什么没有可读的全文。

no-fulltext-missing = arXiv 没有这个版本的可读文件。
no-fulltext-empty = arXiv 上这篇论文的文件是空的。
no-fulltext-not-a-paper = arXiv 给出的文件不是含有文字的论文。
no-fulltext-broken = 这篇论文的文件已损坏，无法读取。
no-fulltext-encrypted = 这篇论文的 PDF 需要密码。
no-fulltext-scanned = 这篇论文的 PDF 只有图片，没有可读的文字。
no-fulltext-too-big = 这篇论文的文件太大，无法读取。
no-fulltext-too-slow = 读取这篇论文的文件耗时过长，已放弃。
no-fulltext-not-now = arXiv 暂时不提供全文。
no-fulltext-too-hungry = 读取这篇论文的文件占用内存过多，已放弃。
