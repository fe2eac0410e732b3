"""Slack as a chat service: slack-bolt over Socket Mode, which needs no public address.

What reads what: `adapter` connects, posts and looks up; `door` takes what Slack delivers and
acknowledges it; `inbound` makes it neutral; `answers` brings back what was asked for; `render`
draws; `codes` knows what each refusal means; `manifest` describes the app to Slack.
"""
