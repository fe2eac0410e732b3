"""Discord as a chat service, spoken by discord.py."""
