"""Pictures of what people see on Discord and Slack, for `docs/pictures`.

    python -m tests.pictures [FOLDER]

The whole bot runs on the stages of the tests, with the real client libraries and the bundled
papers of `paperboy demo`. What the loopback services received is drawn as their clients draw it,
with a plain style of our own, and Chromium makes a picture of that. Run it by hand after a change
of what people see, and look at the pictures; no test needs it, nor Chromium.
"""
