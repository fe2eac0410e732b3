# When a channel gets its digest.

timing-announced = when arXiv announces
timing-at = { $time } { $zone }
timing-on-days = { $when }, { $days }
timing-every-day = every day
timing-weekdays = Monday to Friday
timing-days = { $days }
timing-day =
    { $day ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }
timing-paused = { $when } (paused)
timing-paused-until = { $when } (paused until { WHEN($until, pattern: "EEE d MMM y") })

# What cannot be read, and what would work.

timing-when-empty = Say when: “announced”, or a time with zone and days, such as “09:00 Europe/Berlin mon-fri”.
timing-two-times = One time only, please: a channel gets one digest a day.
timing-weekly = Which day? Name one, such as “weekly on friday”.
timing-time-unreadable = “{ $text }” is not a time. Write it like 9:00, 18:30 or 9am.
timing-zone-short = “{ $text }” is not one time zone all year, or not everywhere. Name the place: { $offers }.
timing-zone-offset = “{ $text }” does not know summer time. Name a city in your zone, such as { $offers }.
timing-zone-unknown = There is no time zone “{ $text }”. Zones are named after a large city in them. Perhaps one of these: { $offers }.
timing-pause-unreadable = “{ $text }” is no length of time. Write “2 weeks”, “10 days” or “until 2026-01-05”; without it, the pause lasts until somebody resumes.
timing-pause-over = { WHEN($until, pattern: "EEE d MMM y") } is not after today. Give a later day.
timing-pause-long = That is over ten years. To pause without end, leave the time out.
