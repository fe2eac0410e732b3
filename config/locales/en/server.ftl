# Who may do what, what a whole server or workspace has chosen, and how we come and go.

who-manages = people who manage it
who-manages-discord = people with Manage Channels
who-manages-slack = full members of this workspace
who-is-in-charge = people in charge of the whole place
who-is-in-charge-discord = people with Manage Server
who-is-in-charge-slack = admins and owners of this workspace
admins-only = Only { $who } can do that.
server-not-here = This is about a whole server or workspace. Type it in one of its channels.
not-in-this-channel = Topics may not be followed in this channel, only in { $channels }. Whoever is in charge of this place decided that.
not-here = Topics may not be followed in this channel. Whoever is in charge of this place decided that.

request-offer = Nothing was changed. A button below sends it to them, and they do it with one click.
action-send-them = Send them this
action-do-it = Do it
action-propose = Propose a topic
propose-empty = Say which topic: words, a category such as cs.CV, or both.
request-sent = Sent to { $names }. If they do it, this channel sees it.
request-shown = I know nobody to send it to, so it stands in this channel for whoever may do it.
request-stands = That is asked for already, or you have asked for a lot that nobody has done yet. Wait a little.
request-push = Somebody asks you for something
request-told = { $by } asks for this in { $channel }:
request-in-channel = { $by } asks whoever manages this channel for this:
request-gone = That was asked for too long ago. Ask for it again.
request-done = { $by } has done that.
request-not-there = You are not in { $channel } any more, so this cannot be done by you.
request-asked-by = asked for by { $by }

limit-person = That was a lot at once. Again in { $again }.
limit-channel = A lot is being asked for in this channel. Again in { $again }.
wait-seconds = { $count } s
wait-minutes = { $count } min

joined-push = Paperboy is here
joined-title = Hello! I am Paperboy and bring arXiv papers to channels.
joined-first = Type { TYPE("") } in { $channel }: it shows what there is and sets it up with you. Nothing is posted before you say so.
joined-any-channel = any channel
joined-next = Write to me here for a digest and a list of your own. { TYPE("help") } lists everything; { TYPE("server") } says who may do what.
joined-again = I am back, and everything is as it was: every channel goes on where it stopped.

# The panel of a whole server or workspace.

server-help = Who may do what here, what goes to a model, limits, all topics
server-example = Example: { TYPE("server") }
server-title = What holds for this whole place
server-people-too = Channels are managed by whom the platform lets, and by { $who }.
server-people-usual = Channels are managed by whom the platform lets.
server-people-only = Channels are managed only by those in charge of this place, and by { $who }.
server-people-admins = Channels are managed only by those in charge of this place.
server-people-hint = For { TYPE("subscribe") } they need /papers-admin too: Server Settings, Integrations, Paperboy, add them there. The panel’s buttons work for them without.
server-channels = Topics may be followed in { $channels }.
server-channels-chosen = Topics may be followed in chosen channels only.
server-everywhere = Topics may be followed in every channel.
server-channels-before = What other channels followed before goes on there, until somebody removes it.
server-model-off = No model: authors’ own words only
server-model-summaries = A model may write summaries, and answers no questions
server-model-all = A model may write summaries and answer questions
server-spend = A model may use up here: { $day } a day, { $month } a month
server-no-limit = no limit of its own
server-shared = Private answers may be shown to everybody.
server-unshared = Private answers stay private.
server-kept = If I am removed, everything is kept for { $days ->
    [one] 1 day
   *[other] { $days } days
}, then deleted.
server-kept-usual = If I am removed, everything is kept for a while, as whoever runs this bot decided, then deleted.
server-starting = New channels begin with: zone { $zone }, papers at most { $most }, language { $language }
server-usual = as usual
server-next = Only you see this. Every change can be undone until the next one.
server-back = Back
server-before = Earlier
server-after = More
server-to-people = Managers
server-to-channels = Channels
server-to-data = AI, limits, sharing
server-to-topics = All topics
server-to-start = New channels
server-to-export = Export
server-to-import = Import
server-who-counts = Who manages channels?
server-counts-usual = Whom the platform lets, and those named here
server-counts-named = Only those in charge, and those named here
server-remove = Take away
server-add = Add
server-add-hint = Mentions, ids or names of roles, with commas between
server-add-empty = Say whom: a mention, an id or the name of a role.
server-field-who = Whom?
server-nobody = I find nobody here called “{ $name }”. Mention them, or give their id or the name of a role.
server-guest = { $name } is a guest here, and guests manage nothing.
server-too-many = At most { $most } people and { $most } roles can be named. Name a role instead.
server-only = Only in these channels
server-lift = Everywhere
server-model = What goes to a model?
server-share = May private answers be shown to everybody?
server-unfurl = Show what is behind links to papers?
server-yes = Yes
server-no = No
server-limits = Limits
server-field-day = A model may use up each day
server-field-month = A model may use up each month
server-field-grace = Days kept if I am removed
server-field-zone = Time zone
server-field-most = Papers at most
server-field-language = Language
server-amount-hint = 0.50 USD or 200000 tokens; empty is no limit
server-empty-is-usual = Empty is as usual
server-save = Save
server-amount-wrong = “{ $typed }” is no amount. Write it like 0.50 USD or 200000 tokens.
server-number-wrong = “{ $typed }” is not a number from { $low } to { $high }.
server-changed = Done, for this whole place.
server-undone = Undone.
server-changed-since = Something else was changed since, so this cannot be undone. Here is what holds now.
server-no-topics = Nothing is followed in the channels that you can see.
server-topics-seen = Only channels that you can see stand here.
server-exported = The file holds what this place chose, and { $count ->
    [one] 1 channel that follows
   *[other] { $count } channels that follow
} something. Import takes it in anywhere, on any platform.

import-field = The text of the file
import-look = Look first
import-title = This would change (nothing is changed yet):
import-fresh = { $channel } follows { $names }, with the settings of the file
import-adds = { $channel } follows also { $names }; its settings stay
import-more = and { $more } more channels
import-unknown = Left out, since I do not know them here or may not follow anything there: { $channels }. Type a command of mine in them once, then import again.
import-rules = What holds for this whole place becomes as in the file; managers and channels stay.
import-nothing = Everything in the file is here already.
import-bring = Import
import-gone = That file was shown too long ago, or taken in already. Import it again.
import-done = Taken in: { $count ->
    [one] 1 topic
   *[other] { $count } topics
}
import-followed = From a file, { $by } made this channel follow { $names }
import-undone = Undone by { $by }: this channel does not follow { $names }.
import-unreadable = That is no set-up of mine. Export makes one; paste all of its text.
import-wrong = Something in the file cannot be: { $what }
import-too-much = That is too much at once: at most { $most } topics.
import-topic = The topic { $text } in the file cannot be read. { $why }
