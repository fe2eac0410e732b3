"""Paperboy: daily arXiv digests, summaries and saved papers for the channels a lab already has.

Where things are:

    cli/            the `paperboy` command
    app/            puts everything together: settings in, every concrete object out
    settings/       config/paperboy.toml and the environment, checked at start
    supervisor.py   starts a chat service's client again when it ends
    scheduler.py    wakes up each minute and asks the store who is due
    runner.py       runs jobs, one at a time for each channel
    commands/       what people type in chat, one file per command
    platforms/      chat services: Discord, Slack, the console; the same file names in each
    sources/        where papers come from: arXiv's feeds and API, files of records
    fulltext/       all that a paper says, from arXiv's HTML or PDF, by section
    summarisers/    who says what a paper is about: its authors, or a model
    exporters/      formats papers leave in
    pipeline/       THE PATH of a paper, top to bottom: read its __init__.py first
    search/         the index of papers beside the database: find by words, find what is alike
    store/          everything remembered, on SQLite or PostgreSQL
    gate/           the one way to arXiv: one request at a time, politely
    catalogue/      the sentences people read, by key and language
    ports/          what the bot needs from the world, as protocols
    domain/         pure: papers, topics, digests, schedules, messages

The path of one paper:

    sources/*  ->  pipeline.collect  ->  store/arrivals (numbered)  ->  domain/topics (who wants it)
    ->  domain/digest (order, share, cap)  ->  summarisers/* (one line)  ->  store/posts.claim
    ->  platforms/*.post  ->  store/posts.confirm  ->  somebody reacts  ->  store/saved
"""

__version__ = "0.1.0"
