"""Those who can say what a paper is about: the authors themselves, and models.

Each writes one text for one paper, or raises `WriterError`. Keeping texts, writing each only once
and letting the authors speak when a model fails is the pipeline's work.
"""
