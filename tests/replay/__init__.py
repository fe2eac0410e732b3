"""arXiv played back to the whole bot, faster than time: real weeks, or a year that is made up.

- `lives`     what becomes of a paper: sent, held, announced, cross-listed, replaced, withdrawn
- `almanac`   on which days arXiv has lists, and what goes wrong with them
- `year`      a year of papers, made up from a seed
- `history`   weeks that were, read from files
- `service`   shows all that, as of a moment, through the loopback arXiv
- `running`   the bot, polled as in life, with nights and weeks in which nobody runs it
- `pinboard`  a chat service that keeps what is posted
- `judging`   whether each channel was told of each paper, once
- `windows`   what bots would have told that ask "what was submitted in the last day?"

    python -m tests.replay --papers 250000 --seed 1
    python -m tests.replay --history FOLDER
"""
