# What Slack refuses, and what people can do about it.

slack-invite = I am not a member there. Type /invite @Paperboy in the channel.
slack-not-found = I cannot see the channel: it is gone, or it is private and I am not a member. Type /invite @Paperboy in it.
slack-archived = The channel is archived. Somebody who may has to unarchive it.
slack-read-only = Only some members may post there. Somebody who manages the channel can add me, in its settings under posting permissions.
slack-threads-only = Only replies in threads are allowed there. Somebody who manages the channel can change that, in its settings under posting permissions.
slack-admin = The admins of this Slack do not let me in there. One of them can approve the app.
slack-unfit = Slack refused the message itself, which is a fault of mine. Please tell whoever runs this bot.
slack-no-direct = Slack does not let me write to that person.
slack-token = Slack no longer takes my token. Whoever runs this bot has to give it a new one.
slack-scope = The app lacks a permission it needs. Whoever runs this bot can install it again, with its current manifest.
slack-free-limit = This Slack is on the free plan, and too much was said there in a short time. I go on by myself.
slack-paid = Slack allows this on its paid plans only. One of the admins of this Slack can change the plan.
slack-scopes = The app lacks { $scopes }. Whoever runs this bot can install it again, with its current manifest.

# What the operator hears who has it examined.

slack-known = I am @{ $name } in the workspace { $team }.
slack-never-twice = After a crash I look whether a message arrived before I send it again: none is lost, none stands twice.
slack-perhaps-twice = After a crash { $count ->
    [one] one message that was on its way
   *[other] up to { $count } messages that were on their way
} may stand twice, each marked; none is lost. With the optional permissions { $scopes } I could look first, and none would.

# Files that come with an answer only one person sees.

slack-file-sent = { $name } is in your direct messages with me.
slack-file-failed = { $name } could not be sent: Slack would not take it.

# What Slack shows about the app.

slack-app-description = Daily arXiv papers on your topics, with summaries and your own list of saved papers.
slack-app-command = arXiv papers for this channel: what it follows, digests, summaries, your saved papers
slack-app-long = Paperboy brings the day’s arXiv papers on the topics of a channel: one message with a numbered list, and a card for each paper in its thread. Save a paper from the menu, with a button or with a reaction; { $command } alone shows what there is. The two optional permissions to read messages serve one purpose: after a crash, Paperboy looks whether a message of its own had arrived, so that none is posted twice. It reads nothing else, and works without them.
