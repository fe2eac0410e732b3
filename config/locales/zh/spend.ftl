# 模型用量、额度，以及达到上限时的说明。日和月均按 UTC 计。

spend-dollars = { $amount } 美元
spend-tokens = { $count } 个 token

writer-limit-all-day = 作者原文（今日的 AI 摘要额度已用完）
writer-limit-all-month = 作者原文（本月的 AI 摘要额度已用完）
writer-limit-space-day = 作者原文（此处今日的 AI 摘要额度已用完）
writer-limit-space-month = 作者原文（此处本月的 AI 摘要额度已用完）
writer-limit-person-day = 作者原文（你今日的 AI 摘要额度已用完）
writer-limit-person-month = 作者原文（你本月的 AI 摘要额度已用完）
writer-limit-unpriced = 作者原文（AI 摘要的额度以美元计，而该模型的价格未知）

status-spend = 此处的 AI 摘要用量：今日 { $today }，本月 { $month }
status-left-all-day = 全体共用的今日额度还剩 { $percent }%。
status-left-all-month = 全体共用的本月额度还剩 { $percent }%。
status-left-space-day = 此处每日额度 { $most }，还剩 { $percent }%。
status-left-space-month = 此处每月额度 { $most }，还剩 { $percent }%。

# paperboy usage 的输出。

usage-head-day = 日期
usage-head-model = 模型
usage-head-channel = 频道
usage-head-person = 用户
usage-head-calls = 调用
usage-head-asked = 输入
usage-head-answered = 输出
usage-head-cost = 美元
usage-day = { WHEN($day, pattern: "yyyy-MM-dd") }
usage-number = { $count }
usage-place = { $channel }（{ $platform }）
usage-person = { $name }（{ $platform }）
usage-number-of-person = 用户 { $number }
usage-nobody = –
usage-no-price = ?
usage-at-least = { $cost } + ?
usage-none = 这些天没有调用过模型。
usage-total = 合计：{ $calls } 次调用，{ $used }
usage-lost = 有 { $calls } 次调用的回复丢失，按可能的最高费用计。
usage-unpriced = { $models } 的价格未知：只计 token 数；若额度以美元计，则不会调用。可在 [spend] 下用 price_asked 和 price_answered 设置价格。
usage-on-their-way = 有 { $calls } 次调用正在进行，已按可能的最高费用预留。
usage-limit-all-day = 今日（UTC）：已用 { $used }，上限 { $most }，还剩 { $percent }%
usage-limit-all-month = 本月（UTC）：已用 { $used }，上限 { $most }，还剩 { $percent }%
usage-each-space-day = 每个服务器或工作区：每日最多 { $most }
usage-each-space-month = 每个服务器或工作区：每月最多 { $most }
usage-each-person-day = 每位用户：每日最多 { $most }
usage-each-person-month = 每位用户：每月最多 { $most }
usage-no-limits = 没有设置上限；可在 paperboy.toml 的 [spend] 中设置。
usage-prices = 价格取自 config/prices.toml，截至 { WHEN($day, pattern: "y年M月d日") }。
usage-own-price = 价格由你自定：每百万 token 输入 { $asked } 美元，输出 { $answered } 美元。
