"""A page in the shape that LaTeXML gives papers, and what arXiv shows where there is none."""

from pathlib import Path

PAPER = Path(__file__).with_name("purrsort.html").read_bytes()
MISSING = b"<!DOCTYPE html><html><body><h1>No HTML for this paper</h1></body></html>"
FAILED = PAPER.replace(
    b"<nav", b"<div>Conversion to HTML had a Fatal error and exited abruptly.</div><nav"
)
