"""Slack as a chat service: slack-bolt over Socket Mode, which needs no public address.

What reads what: `adapter` connects, posts and looks up; `door` takes what Slack delivers and
acknowledges it; `inbound` and `clicks` make it neutral (`heard`); `desk` hands over what people
wait for, `notices` the rest; `answers` brings back what was asked for, by `routes`; `render`
draws messages and pages, `forms` modals; `codes` knows what each refusal means; `manifest`
describes the app to Slack.
"""
