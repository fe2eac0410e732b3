"""A restart loses nothing, repeats nothing, and every button posted before it still works."""

from datetime import timedelta

from bot import commands
from bot.domain.chat import Message, Thread, line, words
from tests.stage import BEN
from tests.world import TUESDAY, paper

POSTED = {
    "all",
    "all-file",
    "analysis",
    "answered",
    "ask",
    "asked",
    "do-it",
    "me",
    "me-code",
    "me-confirm",
    "me-copy",
    "me-delete",
    "me-delete-yes",
    "me-digest",
    "me-file",
    "me-help",
    "me-kept",
    "me-language",
    "me-link",
    "me-notices",
    "me-refuse",
    "me-there",
    "me-topic",
    "me-unlink",
    "me-untopic",
    "edit",
    "help",
    "card",
    "detail",
    "found",
    "gathered",
    "keep",
    "less",
    "listed",
    "more",
    "notices",
    "panel",
    "post",
    "propose",
    "remove",
    "report-analysis",
    "report-headline",
    "report-takeaways",
    "report-tldr",
    "save",
    "send-them",
    "server",
    "server-add",
    "server-bring",
    "server-everywhere",
    "server-export",
    "server-import",
    "server-limits",
    "server-manage",
    "server-model",
    "server-only",
    "server-remove",
    "server-share",
    "server-start",
    "server-undo",
    "server-unfurl",
    "saved-back",
    "saved-drop",
    "saved-find",
    "saved-page",
    "saved-tag",
    "set-detail",
    "set-language",
    "set-layout",
    "settings",
    "settings-form",
    "setup",
    "setup-cancel",
    "setup-field",
    "setup-follow",
    "setup-take",
    "setup-time",
    "setup-when",
    "setup-zone",
    "subscribe-to",
    "share-answer",
    "share-found",
    "share-list",
    "share-summary",
    "share-why",
    "similar",
    "summary",
    "tagged",
    "tags",
    "takeaways",
    "undo-import",
    "topic",
    "topics",
    "turned",
    "undo-edit",
    "undo-less",
    "undo-subscribe",
    "undo-unsubscribe",
    "unsave",
    "unsave-button",
    "unsave-menu",
    "unshare",
    "why",
}
"""The verbs of every button that has ever stood in a channel: none may go, nor change its name."""


async def test_nothing_is_repeated_and_the_next_day_arrives(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        await stage.arrive(paper(1, "Diffusion for birds"))
        await stage.tick()
        before = len(stage.everything())
    async with stage.bot():
        await stage.tick()
        assert len(stage.everything()) == before
        stage.clock.pass_time(days=1)
        await stage.arrive(paper(2, "Diffusion for fish"), day=TUESDAY + timedelta(days=1))
        await stage.tick()
        text = " ".join(each.text for each in stage.everything())
        assert "Diffusion for fish" in text
        assert len(stage.everything()) == before + 2, "one heading and one card"


async def test_buttons_menus_and_reactions_from_before_work_after(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
        quiet = len(stage.channel())
        await stage.arrive(paper(2, "Diffusion for birds"), paper(1, "Diffusion for fish"))
        await stage.tick()
        heading, *flat = stage.channel()[quiet:]
        cards = flat or stage.thread(heading)
    stage.clock.pass_time(days=8)
    async with stage.bot():
        await stage.pick(heading, 1, BEN)
        await stage.react(cards[1], "🔖", BEN)
        saved = await stage.saved(BEN)
        assert "Diffusion for birds" in saved
        assert "Diffusion for fish" in saved
        assert "Diffusion for birds" in (await stage.press(cards[0], "Summary", BEN)).text


async def test_what_an_earlier_run_posted_is_found_by_its_key(stage):
    async with stage.bot() as bot:
        await stage.type("subscribe diffusion")
        await stage.arrive(paper(1, "Diffusion for birds"))
        await stage.tick()
        channel = next(each.channel for each in await stage.store.channels.all())
        platform = bot.pipeline.posting.platforms[stage.name]
        since = stage.clock.now - timedelta(minutes=1)
        message = Message((line(words("plain", text="Hello")),), key="990001")
        top = await platform.post(channel, message)
        thread = Thread(top, words("plain", text="Hello"))
        under = await platform.post(channel, Message(message.blocks, key="990002"), under=thread)
        assert await platform.look_up(channel, "990001", since) == top
        assert await platform.look_up(channel, "990002", since, under=thread) == under
        assert await platform.look_up(channel, "990003", since, under=thread) is None
        assert await platform.look_up(channel, "99000", since) is None, "no part of a key"


async def test_once_it_has_stopped_nothing_wakes_it(stage):
    async with stage.bot() as bot:
        assert bot.scheduler.clock.running
    assert not bot.scheduler.clock.running


def test_every_button_that_was_ever_posted_is_answered():
    answered = {verb for command in commands.ALL for verb in command.buttons}
    assert answered == POSTED, "name a new one there: it will be answered for ever"
