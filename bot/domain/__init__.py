"""What Paperboy knows about papers, topics and digests: pure functions and frozen data."""
