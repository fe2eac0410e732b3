# Discord: what its commands are called for, what is missing, what is refused.

discord-papers-help = Papers from arXiv, for everybody here
discord-admin-help = What this channel follows, and when
discord-panel-help = This channel at a glance

discord-token-refused = Discord does not accept PAPERBOY_DISCORD__TOKEN. Make a new token at https://discord.com/developers/applications (your application, Bot, Reset Token) and set it.
discord-identity = Discord knows me as { $name } ({ $id }).
discord-promise = After a crash I look for each message by its buttons before I send it again, so none comes twice. For that I need Read Message History in each channel.
discord-no-answer = The answer cannot be shown here; what you asked for may be done all the same. Type the command again, or ask for less.
discord-file-large = The file { $name } is larger than Discord takes. Ask for fewer days.

discord-not-here = I am not a member of this server, so nothing can be followed or set here. Have me invited by somebody who manages it, or use this in our direct messages.

discord-gone = The channel is gone. Follow topics in another one.
discord-no-access = I may not see the channel. Open it, then Edit Channel › Permissions, add me there and allow View Channel.
discord-no-right = I may not write in the channel. Open it, then Edit Channel › Permissions, add me there and allow View Channel, Send Messages and Embed Links.
discord-no-place = Nothing can be posted in a channel of this kind. Follow topics in a text channel.
discord-closed = You take no direct messages from me. Allow them in the privacy settings of a server that we share, or write to me.
discord-blocked = The moderation of this server blocks my messages. Make an exception for me there, under AutoMod.
discord-unfit = Discord refused the message itself, which is a fault of mine. Please tell whoever runs this bot.

discord-missing-view = I may not see the channel, so nothing can be posted. Allow me View Channel in its settings: Edit Channel › Permissions.
discord-missing-send = I may not write in the channel, so nothing can be posted. Allow me Send Messages in its settings: Edit Channel › Permissions.
discord-missing-embeds = I may not embed links in the channel, so lists and cards do not show. Allow me Embed Links in its settings: Edit Channel › Permissions.
discord-missing-threads = I may not make threads in the channel, so cards stand in the channel. Allow me Create Public Threads and Send Messages in Threads in its settings: Edit Channel › Permissions.
discord-missing-history = I may not read what stands in the channel, so after a crash a message may come twice. Allow me Read Message History in its settings: Edit Channel › Permissions.
discord-missing-files = I may not attach files in the channel, so a list cannot come as a file. Allow me Attach Files in its settings: Edit Channel › Permissions.
discord-missing-reactions = Nobody may add reactions in the channel, so only the buttons and the menu save. Allow me or everybody Add Reactions in its settings: Edit Channel › Permissions.
discord-flat-full = This server has as many active threads as Discord allows, so cards stand in the channel. Close some threads.
discord-flat-shut = The thread of the last list was closed, so its cards stand in the channel. The next list gets a new one.
