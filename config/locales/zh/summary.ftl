# 关于论文的文字：谁写的，依据什么，以及随附的内容。

quote-beside = { $first } · { $next }
writer-from = { $writer }，取自{ $source }
writer-model-from = AI 摘要（{ $model }），依据{ $source }
source-abstract = 论文摘要
source-abstract-only = 论文摘要，未读全文：{ $why }
source-full = 全文
source-pages = 全文，共 { $pages } 页
source-first-pages = 全文 { $pages } 页中的前 { $read } 页
figures-found = 数字核对：{ $given } 个中有 { $found } 个见于论文

card-rest = … 其余内容放不下：{ TYPE($command) } 可查看全部。
answer-cut-file = … 其余内容放不下，全文见附件。

action-takeaways = 要点
action-analysis = 全文解读
action-report = 举报

option-language = 使用哪种语言

working = 正在处理，答复会出现在这里，只有你能看到。
working-late = 所需时间超过了 Discord 允许的等待时间，答复会另发一条消息。

fact-venue = 发表于（据作者备注）：{ $venue }
fact-pages = { $pages } 页
fact-affiliation = 第一作者单位：{ $name }（原文：“{ $line }”）
fact-affiliation-line = 第一作者单位（论文原文）：“{ $line }”

writer-limit-reported = 作者原文（AI 摘要因被举报有误已撤下）
report-thanks = 谢谢！“{ $title }”的 AI 摘要已撤下，近日展示过它的消息都会改为作者原文。
report-incident = 机器人的维护者可凭编号 { $incident } 查到你的举报。
report-before = 你已经举报过“{ $title }”，谢谢，一次就够了。

figure-linked = { $label }（图）
figure-about = 论文中的 { $label }：{ $caption }
figure-shown = 图片：论文中的 { $label }，“{ $caption }”（依据知识共享许可展示）
