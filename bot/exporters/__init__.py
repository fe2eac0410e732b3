"""One file per format that papers leave Paperboy in."""
