"""Loopback services that speak the real ones' wire protocol, keep their rules and misbehave."""
