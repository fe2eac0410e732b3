# What whoever runs the bot hears of paperboy doctor.

discord-endpoint = The application has an Interactions Endpoint URL, so commands and buttons go there and never reach this bot. Empty it at https://discord.com/developers/applications, your application: General Information.
discord-commands-old = The commands at Discord are not those of this version. They are brought up to date when the bot starts: start paperboy run again.
