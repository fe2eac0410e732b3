"""Pictures of what people see on Discord and Slack, for `docs/pictures`.

    python -m tests.pictures [FOLDER]
    python -m tests.pictures --details [FOLDER]
    python -m tests.pictures --native [FOLDER]

The whole bot runs on the stages of the tests, with the real client libraries and the bundled
papers of `paperboy demo`. What the loopback services received is drawn as their clients draw it,
with a plain style of our own, and Chromium makes a picture of that. Run it by hand after a change
of what people see, and look at the pictures; no test needs it, nor Chromium.

With `--details` it is one paper at every detail, on Discord, Slack and the console, in English and
Chinese, and on Discord questions about it and its analysis without a model. The paper is made up,
and a loopback model says what `said.toml` holds.

With `--native` it is all that is drawn each platform's own way, in English and Chinese: set-up with
its form, digest, card, summary, settings, App Home, help, errors; and a terminal as text.
"""
