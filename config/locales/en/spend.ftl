# What the model uses up, what it may, and what happens at a limit. Days and months are UTC's.

spend-dollars = { $amount } USD
spend-tokens = { $count ->
    [one] 1 token
   *[other] { $count } tokens
}

writer-limit-all-day = Authors’ own words (today’s limit for AI summaries is reached)
writer-limit-all-month = Authors’ own words (this month’s limit for AI summaries is reached)
writer-limit-space-day = Authors’ own words (today’s limit for AI summaries here is reached)
writer-limit-space-month = Authors’ own words (this month’s limit for AI summaries here is reached)
writer-limit-person-day = Authors’ own words (your limit for AI summaries today is reached)
writer-limit-person-month = Authors’ own words (your limit for AI summaries this month is reached)
writer-limit-unpriced = Authors’ own words (the limit for AI summaries is in dollars, and the model’s price is not known)

status-spend = AI summaries for this place: { $today } today, { $month } this month
status-left-all-day = Of what everybody together may use up today, { $percent } % is left.
status-left-all-month = Of what everybody together may use up this month, { $percent } % is left.
status-left-space-day = Of the { $most } a day for this place, { $percent } % is left.
status-left-space-month = Of the { $most } a month for this place, { $percent } % is left.

# What paperboy usage writes.

usage-head-day = Day
usage-head-model = Model
usage-head-channel = Channel
usage-head-person = Person
usage-head-calls = Calls
usage-head-asked = Asked
usage-head-answered = Answered
usage-head-cost = USD
usage-day = { WHEN($day, pattern: "yyyy-MM-dd") }
usage-number = { $count }
usage-place = { $channel } ({ $platform })
usage-person = { $name } ({ $platform })
usage-number-of-person = person { $number }
usage-nobody = –
usage-no-price = ?
usage-at-least = { $cost } + ?
usage-none = No model was called in these days.
usage-total = Together: { $calls ->
    [one] 1 call
   *[other] { $calls } calls
}, { $used }
usage-lost = { $calls ->
    [one] The answer of 1 call was lost; it counts
   *[other] The answers of { $calls } calls were lost; they count
} as the most that may have cost.
usage-unpriced = No price is known of { $models }: only tokens are counted, and under a limit in USD it is not asked. price_asked and price_answered under [spend] set a price.
usage-on-their-way = { $calls ->
    [one] 1 call is
   *[other] { $calls } calls are
} on the way; the most that may cost is set aside.
usage-limit-all-day = Today (UTC): { $used } of { $most }, { $percent } % left
usage-limit-all-month = This month (UTC): { $used } of { $most }, { $percent } % left
usage-each-space-day = Each server or workspace: at most { $most } a day
usage-each-space-month = Each server or workspace: at most { $most } a month
usage-each-person-day = Each person: at most { $most } a day
usage-each-person-month = Each person: at most { $most } a month
usage-no-limits = There are no limits; [spend] in paperboy.toml sets some.
usage-prices = Prices are those of { WHEN($day, pattern: "d MMM y") } in config/prices.toml.
usage-own-price = The price is your own: { $asked } USD for a million tokens asked, { $answered } USD answered.
