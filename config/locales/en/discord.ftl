# Discord: what its commands are called for, what is missing, what is refused.

discord-papers-help = Papers from arXiv, for everybody here
discord-admin-help = What this channel follows, and when
discord-panel-help = This channel at a glance

discord-token-refused = Discord does not accept PAPERBOY_DISCORD__TOKEN. Make a new token at https://discord.com/developers/applications (your application, Bot, Reset Token) and set it.
discord-identity = Discord knows me as { $name } ({ $id }).
discord-promise = After a crash I look for each message by its buttons before I send it again, so none comes twice. For that I need Read Message History in each channel.
discord-no-answer = The answer cannot be shown here; what you asked for may be done all the same. Type the command again, or ask for less.
discord-stopping = I was stopped before this was done. Try again in a minute.
discord-file-large = The file { $name } is larger than Discord takes. Ask for fewer days.

discord-gone = The channel is gone. Follow topics in another one.
discord-no-access = I may not see the channel. Give me View Channel there.
discord-no-right = I may not write in the channel. Give me View Channel, Send Messages and Embed Links there.
discord-no-place = Nothing can be posted in a channel of this kind. Follow topics in a text channel.
discord-closed = You take no direct messages from me. Allow them in the privacy settings of a server that we share, or write to me.
discord-blocked = The moderation of this server blocks my messages. Make an exception for me there, under AutoMod.
discord-unfit = Discord refused the message itself, which is a fault of mine. Please tell whoever runs this bot.

discord-missing-view = I may not see this channel, so nothing can be posted. Give me View Channel here.
discord-missing-send = I may not write here, so nothing can be posted. Give me Send Messages here.
discord-missing-embeds = I may not embed links here, so lists and cards do not show. Give me Embed Links here.
discord-missing-threads = I may not make threads here, so cards stand in the channel. Give me Create Public Threads and Send Messages in Threads here.
discord-missing-history = I may not read what stands here, so after a crash a message may come twice. Give me Read Message History here.
discord-missing-files = I may not attach files here, so a list cannot come as a file. Give me Attach Files here.
discord-missing-reactions = Nobody may add reactions here, so only the buttons and the menu save. Give me or everybody Add Reactions here.
discord-flat-full = This server has as many active threads as Discord allows, so cards stand in the channel. Close some threads.
discord-flat-shut = The thread of the last list was closed, so its cards stand in the channel. The next list gets a new one.
