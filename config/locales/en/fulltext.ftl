# Why a paper has no full text that can be read.

no-fulltext-missing = arXiv has no file of this version that could be read.
no-fulltext-empty = arXiv’s file of this paper is empty.
no-fulltext-not-a-paper = What arXiv gave is not a paper with text in it.
no-fulltext-broken = The paper’s file is damaged and cannot be read.
no-fulltext-encrypted = The paper’s PDF asks for a password.
no-fulltext-scanned = The paper’s PDF holds pictures, and no text that can be read.
no-fulltext-too-big = The paper’s file is too large to be read.
no-fulltext-too-slow = Reading the paper’s file took too long and was given up.
no-fulltext-not-now = arXiv does not give the full text just now.
no-fulltext-too-hungry = Reading the paper’s file took too much memory and was given up.
