# 频道何时收到推送。

timing-announced = arXiv 公布论文时
timing-at = { $time } { $zone }
timing-on-days = { $days } { $when }
timing-every-day = 每天
timing-weekdays = 周一至周五
timing-days = { $days }
timing-day =
    { $day ->
        [0] 周一
        [1] 周二
        [2] 周三
        [3] 周四
        [4] 周五
        [5] 周六
       *[6] 周日
    }
timing-paused = { $when }，已暂停
timing-paused-until = { $when }，暂停至 { WHEN($until, pattern: "y年M月d日EEE") }

# 读不懂的输入，以及正确的写法。

timing-when-empty = 请说明时间：“announced”，或带时区和星期的时间，例如“09:00 Asia/Shanghai mon-fri”。
timing-two-times = 只能填一个时间：每个频道每天一次推送。
timing-weekly = 每周哪一天？请写明，例如“weekly on friday”。
timing-time-unreadable = “{ $text }”不是时间。请写成 9:00、18:30 或 9am。
timing-zone-short = “{ $text }”并非全年或在各地都指同一个时区。请写地名：{ $offers }。
timing-zone-offset = “{ $text }”不含夏令时信息。请写所在时区的城市，例如 { $offers }。
timing-zone-unknown = 没有名为“{ $text }”的时区。时区以其中的大城市命名，也许是：{ $offers }。
timing-pause-unreadable = “{ $text }”不是一段时长。请写“2 weeks”“10 days”或“until 2026-01-05”；不写则一直暂停，直到有人恢复。
timing-pause-over = { WHEN($until, pattern: "y年M月d日EEE") }不晚于今天。请给出更晚的日期。
timing-pause-long = 这超过了十年。若要无限期暂停，请不要填时长。
