"""Full texts: arXiv's HTML first, its PDF second, each read in a process of its own.

arxiv.py        asks arXiv for the files, and keeps what was read
cache.py        keeps it: text only, never a file of arXiv's
child.py        starts the process, feeds it, and ends it when it takes too much
inside.py       what runs there
html.py         sections, figures and front matter of LaTeXML's pages
pdf.py          the same of a PDF: glyphs -> lines -> order -> headings -> floats -> sections
limits.py       how much a file may ask of us
"""
