"""The kill test: a real bot is killed again and again while it posts, and nothing may come of it.

A child process is the whole bot. It brings some channels the digests of some announcement days and
is killed with SIGKILL at random moments, until it ends by itself. The chat services live in the
parent, so they survive, and they misbehave: they answer late, they refuse, they lose their answer
after having accepted the message. At the end everything is counted where it stands.

    python -m tests.faults.kill --kills 300

`plan` says what is announced and who wants it, `moments` when death comes, `weather` how services
misbehave, `on_console`, `on_discord` and `on_slack` are the services; `life` is what is killed,
`child` is the process it is forked from, `zygote` our end of that; a `trial` is all of it together,
`run` lets it happen, `judged` counts.
"""
