"""Paperboy: daily arXiv digests, summaries and saved papers for the channels a lab already has."""
