# What belongs to a person: language, own digest, linked accounts, what is kept about them.

me-help = Your language, your own digest, linked accounts, and what is kept about you
me-example = Example: { TYPE("me language=zh") }
option-show = What to show at once, without the panel
option-code = The code that your other account was given
option-tag = Only what you filed under this tag

me-title = What is yours
me-language = In private I speak { $name } with you.
me-language-auto = Private answers come in the language that your app is set to, or else in the channel’s.
me-auto = Language: as my app is set
me-choose-language = Language of private answers
language-own-name = { $code ->
    [en] English
    [zh] 中文
   *[other] { $code }
}
me-digest-none = You have no digest of your own yet.
me-digest-some = Your own digest follows { $count ->
    [one] 1 topic
   *[other] { $count } topics
}.
me-saves = { $count ->
    [0] You have saved no paper
    [one] 1 saved paper
   *[other] { $count } saved papers
}
me-notices-on = you hear of it when one of them changes
me-notices-off = you do not hear of it when one of them changes
me-account = { $name } ({ $platform ->
    [console] this terminal
    [discord] Discord
    [slack] Slack
   *[other] { $platform }
})
me-linked = Linked with: { $accounts }
me-linked-none = No other account is linked.
me-choose-unlink = Unlink an account…
me-do-digest = My own digest
me-do-notices-off = Stop notices
me-do-notices-on = Tell me of changes
me-do-link = Link another account
me-do-code = Enter a code
me-do-kept = What is kept
me-do-back = Back

# A digest of one's own.

own-title = Your own digest
own-none = It follows nothing yet.
own-here = It comes here. { TYPE("topics") } and { TYPE("settings") }, typed here, are about it.
own-there = It comes by direct message. { TYPE("topics") } and { TYPE("settings") }, typed there, are about it.
own-form-title = Your own digest
own-form-topic = What it should follow
own-form-hint = Words, a category such as cs.CV, or both
own-topic-missing = Say what it should follow, such as diffusion, or cs.CV and some words.
own-already = Your own digest follows that already, as “{ $name }”.
own-follows = Your own digest now follows “{ $name }”
own-copied = { $count ->
    [0] Your own digest follows all of that already.
    [one] 1 topic copied to your own digest.
   *[other] { $count } topics copied to your own digest.
}
own-nothing-to-copy = This channel follows nothing that could be copied.
own-taken-back = { $count ->
    [one] Undone: 1 topic is not followed.
   *[other] Undone: { $count } topics are not followed.
}
own-sent = It is in our direct messages now.
own-guest = Guests can save and read papers; a digest of their own is for members.
own-unreachable = There is no way to your direct messages just now. Try again in a few minutes.
own-do-add = Add a topic
own-do-copy = { $count ->
    [one] Copy this channel’s topic
   *[other] Copy this channel’s { $count } topics
}
own-do-send = Send it to me there
own-do-follow = Follow

# Accounts of one person.

me-link-question = Are { $first } and { $second } both you?
link-the-code = { $code }
link-how = On your other account, type { TYPE($command) } within { $minutes } minutes, or press “Enter a code” there. I will then ask you here before anything is linked.
link-what = Linked accounts share saved papers, settings and limits. Only link accounts that are yours, and give a code to nobody: whoever has one can ask for all of it.
link-form-title = Link another account
link-form-code = The code from your other account
link-form-hint = Only one that you asked for yourself
link-code-missing = Give the code that your other account was given: { TYPE("me code=ABCDE-23456") }
link-gave-wrong = That code is not known, or its { $minutes } minutes are over. Ask for a new one on your other account.
link-gave-own = That code is for your other account: type it there, not here.
link-gave-same = These accounts are linked already.
link-gave-too-often = Too many wrong codes. Try again in { $minutes } minutes.
link-asked = I have asked { $first } by direct message whether this is the same person. Nothing is linked before the yes, which must come within { $minutes } minutes.
link-asked-there = Now say yes as { $first }: open { TYPE("me") } there within { $minutes } minutes. Nothing is linked before that.
link-done = { $first } and { $second } are one person now: one list, one set of settings.
link-undo = { TYPE("me") } can unlink them again.
link-refused = Nothing was linked.
link-over = That question is answered or too old. { TYPE("me link") } starts anew.
link-unlinked = { $account } is a person of its own again, with an empty list. What both shared stays with the other account.
link-unlinked-before = That account is not linked with this one.
link-do-yes = Yes, both are me
link-do-no = No
link-do-stop = Stop, this is not me
link-do-go = Go on

# What is kept, and its end.

kept-title = What is kept about you
kept-nothing = Nothing is kept about you.
kept-on = { $what } ({ WHEN($day, pattern: "d MMM y") })
kept-between = { $what } ({ WHEN($first, pattern: "d MMM y") } – { WHEN($last, pattern: "d MMM y") })
kept-next = The file holds every row of it. What models were asked for you is counted, not kept.
kept-file = All that is kept about you, in { $file }
kept-do-file = As a file
kept-do-delete = Delete all
kept-rows-person = { $count ->
    [one] 1 person: you, with your choices
   *[other] { $count } persons
}
kept-rows-account = { $count ->
    [one] 1 account
   *[other] { $count } accounts
}
kept-rows-saved = { $count ->
    [one] 1 saved paper
   *[other] { $count } saved papers
}
kept-rows-reason = { $count ->
    [one] 1 reason for a save
   *[other] { $count } reasons for saves
}
kept-rows-mark = { $count ->
    [one] 1 reaction
   *[other] { $count } reactions
}
kept-rows-follow-up = { $count ->
    [one] 1 notice about a saved paper
   *[other] { $count } notices about saved papers
}
kept-rows-report = { $count ->
    [one] 1 report of a wrong text
   *[other] { $count } reports of wrong texts
}
kept-rows-subscription = { $count ->
    [one] 1 topic that you set
   *[other] { $count } topics that you set
}
kept-rows-spent = { $count ->
    [one] 1 count of what a model did for you
   *[other] { $count } counts of what models did for you
}
kept-rows-reserved = { $count ->
    [one] 1 request to a model on its way
   *[other] { $count } requests to models on their way
}
kept-rows-own = { $count ->
    [one] 1 note that direct messages are yours
   *[other] { $count } notes that direct messages are yours
}
kept-rows-channel = { $count ->
    [one] 1 channel with your direct messages
   *[other] { $count } channels with your direct messages
}
kept-rows-digest = { $count ->
    [one] 1 digest of your own
   *[other] { $count } digests of your own
}
kept-rows-told = { $count ->
    [one] 1 paper that your own digest told
   *[other] { $count } papers that your own digest told
}
kept-rows-post = { $count ->
    [one] 1 message posted to you alone
   *[other] { $count } messages posted to you alone
}
kept-rows-message = { $count ->
    [one] 1 paper named in direct messages
   *[other] { $count } papers named in direct messages
}
kept-rows-link = { $count ->
    [one] 1 request to link accounts
   *[other] { $count } requests to link accounts
}
kept-rows-link-try = { $count ->
    [one] 1 wrong code
   *[other] { $count } wrong codes
}
delete-question = Delete all that is kept about you?
delete-what = Your saved papers with their tags, your own digest, your choices, your links and everything else on that list go at once, and for good. You are no longer named as a manager anywhere.
delete-stays = Topics that you set in channels stay there, set by “somebody”. What you chose for a server, and messages that stand in channels, stay too. For 30 days a hash of your accounts is kept, so that your old reactions do not save anything again.
delete-do-yes = Delete everything
delete-done = Deleted. The same count, before and after:
delete-line = { $what } → { $left }
delete-hash = A hash of your accounts stays for 30 days, so that your old reactions do not save anything again. Whatever you do from now on is new.
delete-do-look = Count again
somebody = somebody

# Somebody's own page, and their list.

home-digest = Your own digest
home-follows = It follows { $names }.
home-saved = Saved lately
home-saved-none = You have saved nothing yet. The button on any paper keeps it here.
home-do-me = Settings
home-do-help = Help
saved-page = page { $page } of { $pages }
saved-note-tagged = { $note } · { $tags }
saved-tag-choice = { $tag } ({ $count })
saved-choose-tag = Only one tag…
saved-menu-drop = Take a paper off…
saved-dropped-before = That paper is not on your list. { TYPE("saved") } shows what is.
saved-form-title = Search my papers
saved-form-find = Words to look for
saved-form-hint = In title, abstract, authors or tags
saved-do-find = Search my papers
saved-do-go = Search
saved-do-back = Back
saved-do-next = Next
kept-rows-request = { $count ->
    [one] 1 request to those who manage a channel
   *[other] { $count } requests to those who manage a channel
}
kept-rows-space = { $count ->
    [one] 1 server or workspace you brought me to
   *[other] { $count } servers or workspaces you brought me to
}
kept-rows-person-pace = { $count ->
    [one] 1 note of when you may ask for costly things again
   *[other] { $count } notes of when you may ask for costly things again
}
kept-rows-channel-pace = { $count ->
    [one] 1 such note for your direct messages
   *[other] { $count } such notes for your direct messages
}
kept-rows-draft = { $count ->
    [one] 1 step of a set-up, kept for a day
   *[other] { $count } steps of a set-up, kept for a day
}
kept-rows-answer = { $count ->
    [one] 1 answer you were given, kept for 30 days
   *[other] { $count } answers you were given, kept for 30 days
}
kept-rows-less = { $count ->
    [one] 1 paper of which you wanted less
   *[other] { $count } papers of which you wanted less
}
