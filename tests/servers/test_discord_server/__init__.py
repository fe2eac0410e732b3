"""The loopback Discord, driven by the real client library."""
