"""One person on several services: a code from here, given there, a yes here with both names."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

from bot.app import assemble, open_store
from bot.settings import load
from tests.contracts.chat.around import inbox
from tests.stage import ANA, BEN, Watched
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage
from tests.world import paper, sentences, spare_migrations

PARTNERS = {"discord": SlackStage, "slack": DiscordStage, "console": DiscordStage}
NAMES = {"discord": "(Discord)", "slack": "(Slack)", "console": "(this terminal)"}


@asynccontextmanager
async def together(*stages):
    """Run one bot on several services at once."""
    first = stages[0]
    environ = {name: value for each in stages for name, value in each.environ().items()}
    settings = load({"PAPERBOY_DATA_DIR": str(first.folder)} | environ)
    platforms = [each.platform(settings) for each in stages]
    await spare_migrations(first.folder)
    async with open_store(settings) as store:
        made = assemble(
            settings,
            store,
            platforms=platforms,
            sources=[first.board],
            lookup=None,
            say_in=sentences(settings.language).say_in,
            clock=first.clock,
        )
        watched, ready = Watched(made.inbox), asyncio.Queue()
        bot = replace(made, inbox=watched)
        for each in stages:
            each.inbox, each.running, each.clock = watched, bot, first.clock
        task = asyncio.create_task(bot.run(ready.put_nowait))
        try:
            async with asyncio.timeout(10):
                assert {await ready.get() for _ in stages} == {each.name for each in platforms}
            await first.settle()
            yield bot
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            for each in stages:
                each.running = None


def code_in(answer):
    """Read the code out of an answer."""
    return next(word for word in answer.text.split() if word.count("-") == 1 and word.isupper())


@asynccontextmanager
async def with_partner(stage, folder):
    """Run one bot on the stage and on a second service, which is yielded."""
    partner = PARTNERS[stage.name](folder)
    async with AsyncExitStack() as stack:
        await partner.open(stack)
        async with together(stage, partner):
            yield partner


async def test_nothing_is_shared_before_the_yes_and_everything_after(stage, tmp_path):
    async with with_partner(stage, tmp_path) as there:
        await stage.arrive(paper(1, "Diffusion for birds"), paper(2, "Graphs"))
        await stage.type("save 2511.00001", BEN)
        await there.type("save 2511.00002", BEN)
        asked = await stage.type("me link", BEN)
        assert asked.private
        given = await there.type(f"me code={code_in(asked)}", BEN)
        assert given.private
        assert "by direct message whether this is the same person" in given.text
        assert "Nothing is linked before the yes" in given.text
        assert "Graphs" not in await stage.saved(BEN)
        panel = await question(stage)
        assert "both you?" in panel.text
        for each in (stage, there):
            assert NAMES[each.name] in panel.text
        done = await stage.press(panel, "Yes, both are me", BEN)
        assert "are one person now" in done.text
        assert "are one person now" in inbox(there, BEN)[-1].text
        for each in (stage, there):
            assert "Graphs" in await each.saved(BEN)
            assert "Diffusion for birds" in await each.saved(BEN)
        assert "nothing" in await there.saved(ANA), "another person there is nobody's"
        await there.type("me language=zh", BEN)
        assert "收藏" in await stage.saved(BEN)
        await there.type("me language=en", BEN)
        me = await there.type("me", BEN)
        assert "Linked with" in me.text
        assert any(NAMES[stage.name] in each for each in me.menu), "and can be unlinked"


async def question(stage):
    """Return where the person is asked who gave out the code."""
    if stage.name == "console":
        return await stage.type("me", BEN)
    return inbox(stage, BEN)[-1]


async def test_a_code_is_no_use_to_the_same_account_late_or_twice_and_no_is_no(stage, tmp_path):
    async with with_partner(stage, tmp_path) as there:
        code = code_in(await stage.type("me link", BEN))
        assert "your other account" in (await stage.type(f"me code={code}", BEN)).text
        stage.clock.pass_time(minutes=10, seconds=1)
        assert "is not known" in (await there.type(f"me code={code}", BEN)).text
        code = code_in(await stage.type("me link", BEN))
        await there.type(f"me code={code}", BEN)
        assert "is not known" in (await there.type(f"me code={code}", ANA)).text
        panel = await question(stage)
        assert "Nothing was linked" in (await stage.press(panel, "No", BEN)).text
        assert "No other account" in (await there.type("me", BEN)).text
        code = code_in(await stage.type("me link", BEN))
        await there.type(f"me code={code}", BEN)
        stage.clock.pass_time(minutes=10, seconds=1)
        late = await stage.press(await question(stage), "Yes, both are me", BEN)
        assert "answered or too old" in late.text
        assert "No other account" in (await there.type("me", BEN)).text
