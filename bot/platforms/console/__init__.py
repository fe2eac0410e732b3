"""A terminal as a chat service: the demo's platform, and a bot for one without any account."""
