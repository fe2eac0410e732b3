# 导入的文件里，一条记录有什么问题。

record-cut = 文件在这条记录中间结束：文件不完整或已损坏
record-packed = 文件自此处起无法解压，已损坏：{ $reason }
record-long = 太长，不可能是一篇论文的记录

## JSON 行

record-no-json = 这一行不是 JSON
record-no-object = 这一行不是 JSON 对象
record-nameless = 既没有编号，也没有标题
record-id = “{ $id }”不是 arXiv 编号
record-field = { $reason }

## XML

record-no-xml = 这条记录不是 XML：{ $reason }
record-unclosed = 这条记录有头无尾
record-no-text = 这条记录有部分内容与文件声明的编码不符
record-encoding = 文件声明的编码是 { $name }，而 arXiv 从不使用它
record-unread = 一条 OAI-PMH 记录没有日期或标题，或者不是 arXivRaw、arXiv、oai_dc 格式
record-unlisted = 订阅源中的一个条目没有日期，或公告类型不是 arXiv 所用的
record-refused = arXiv 返回的是错误，不是论文：{ $reason }
record-foreign = 整个 XML 里没有论文记录；它以 <{ $name }> 开头
