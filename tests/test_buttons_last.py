"""Every button and menu lasts: over a restart, another release and another process, for years.

What is pressed after a stop was posted before it, by the real client libraries. Ids of earlier
releases stand here as they were written then: nobody may change them, nor make them from the code.
"""

from contextlib import AsyncExitStack
from copy import deepcopy

import pytest

from tests.fingers import FIRST_MENUS, LOST, OnDiscord, OnSlack
from tests.stage import ANA, BEN
from tests.world import paper

DIFFUSION = "Diffusion for birds"
EARLIER = {
    "save:2511.00089": "Saved: Diffusion for birds 01",
    "unsave-button:2511.00089": "Diffusion for birds 01",
    "unsave:2511.00089": "Diffusion for birds 01",
    "tags:2511.00089": "save",
    "summary:2511.00088": "Diffusion for birds 02",
    "takeaways:2511.00088": "Diffusion for birds 02",
    "takeaways:2511.00088 en": "Diffusion for birds 02",
    "analysis:2511.00088 zh": "作者原文",
    "report-headline:2511.00088": "Thank you",
    "report-tldr:2511.00088": "Thank you",
    "report-takeaways:2511.00088": "Thank you",
    "report-analysis:2511.00088": "Thank you",
    "why:2511.00087": "Diffusion for birds 03",
    "less:2511.00087": "less like “Diffusion for birds 03”",
    "undo-less:2511.00087": "Diffusion for birds 03",
    "more:2511.00087": "Why",
    "more:2511.00087 tldr": "Report",
    "all:1": "All 14 papers",
    "all:1:2": "Diffusion for birds 11",
    "all-file:1": "14",
    "post:2025-11-04:2025-11-04": "told here before",
    "settings:most 12": "Done",
    "settings:pause on": "Done",
    "settings:resume ": "Done",
    "settings:layout auto;most 25": "Done",
    "notices:off": "Undo",
    "notices:on": "Undo",
    "undo-subscribe:1": "Done",
    "undo-unsubscribe:1": "Done",
}
"""Buttons of releases before this one, without the `p1:`, in the order in which they are pressed,
and what the answer says."""
GONE = {
    "save:2511.99999": "search",
    "summary:2511.99999": "search",
    "card:2511.99999 headline - 1": "search",
    "all:77": "digest",
    "all-file:77:2": "digest",
    "undo-subscribe:77": "topics",
    "undo-unsubscribe:77": "topics",
    "remove:77": "topics",
    "edit:77": "removed",
    "topic:77": "removed",
    "undo-edit:77:78": "topics",
    "answered:77 2": "Ask again",
    "listed:77 2": "Ask again",
    "found:77 2": "Ask again",
    "gathered:77 2": "Ask again",
    "share-answer:77 1": "Ask again",
    "share-list:77 1": "Ask again",
    "unshare:77.1": "delete messages",
    "saved-drop:2511.99999": "saved",
    "setup-follow:77": "Nothing was changed",
    "setup-take:77.1": "Nothing was changed",
    "subscribe-to:77.1": "Nothing was changed",
    "do-it:77": "Ask for it again",
    "never-was:77": "help",
}
"""Buttons of what is gone, and what to do, as the answer says."""


ASKED = (
    *(("summary 1", BEN), ("digest", BEN), ("digest", ANA), ("why 2", BEN), ("save 2", BEN)),
    *(("saved", BEN), ("search birds", BEN), ("help", BEN), ("me", BEN), ("topics", ANA)),
    *(("", ANA), ("settings", ANA), ("status", BEN), ("ask paper=1 question=found", BEN)),
)
"""What people ask for before the stop; all that they are answered keeps working."""


STAGES = pytest.mark.parametrize("stage", [OnDiscord, OnSlack], indirect=True)


@pytest.fixture
async def stage(request, tmp_path):
    """A service with a channel and two people."""
    async with AsyncExitStack() as stack:
        opened = request.param(tmp_path)
        await opened.open(stack)
        yield opened


async def digest(stage, count=14, most=2):
    """Post a digest of so many papers, with a few cards; return its heading and a card."""
    await stage.type("subscribe diffusion")
    await stage.type(f"settings most {most}")
    await stage.type("settings layout thread")
    before = len(stage.channel())
    await stage.arrive(*(paper(90 - n, f"{DIFFUSION} {n:02}") for n in range(1, count + 1)))
    await stage.tick()
    heading = stage.channel()[before]
    return heading, stage.thread(heading)[0]


async def press_all(stage, seen, who=BEN):
    """Press everything on a message, each as if nothing else had been pressed; return the ids."""
    pressed = []
    as_it_was = deepcopy(_drawn(seen.raw))
    for part in list(stage.parts(seen)):
        stage.clock.pass_time(minutes=5)
        answer = await stage.click(seen, part, who)
        assert answer.private, part
        check_answered(answer, part)
        _set(seen.raw, deepcopy(as_it_was))
        pressed.append(part.value if part.id.startswith("p1:more:") and part.value else part.id)
    return pressed


def check_answered(answer, part):
    assert answer.text, part
    assert not [each for each in LOST if each in answer.text], (part, answer.text)


def _drawn(message):
    return getattr(message, _where(message))


def _set(message, parts):
    setattr(message, _where(message), parts)


def _where(message):
    return "components" if hasattr(message, "components") else "blocks"


def verbs(ids):
    """Return what those ids press."""
    return {id.removeprefix("p1:").removeprefix("pick:").split(":")[0].split("~")[0] for id in ids}


@STAGES
async def test_all_of_a_digest_and_of_private_answers_works_in_another_process(stage, caplog):
    async with stage.bot() as bot:
        first = bot
        heading, card = await digest(stage)
        private = [
            (await stage.type("ask paper=1 question=found", BEN), BEN),
            (await stage.press(heading, "All 14", BEN), BEN),
        ]
        for text, who in ASKED:
            private.append((await stage.type(text, who), who))
    stage.clock.pass_time(days=1)
    async with stage.bot() as bot:
        assert bot.pipeline.posting.run != first.pipeline.posting.run
        caplog.clear()
        pressed = await press_all(stage, heading) + await press_all(stage, card)
        assert {"save", "card", "all"} <= verbs(pressed)
        assert {"summary", "ask"} <= verbs(pressed)
        if stage.name == "discord":
            folded = await stage.click(
                card, next(p for p in stage.parts(card) if "more" in p.id), BEN
            )
            pressed += await press_all(stage, folded)
        assert {"why", "less"} <= verbs(pressed)
        for each, who in private:
            pressed += await press_all(stage, each, who)
        wanted = {"detail", "keep", "share-summary", "listed", "post", "unsave", "tags", "me-kept"}
        assert wanted <= verbs(pressed)
        assert not [each for each in caplog.records if each.levelname == "ERROR"]
    assert stage.pinged() == set()


@STAGES
async def test_what_earlier_releases_posted_is_answered(stage):
    async with stage.bot():
        await digest(stage)
    async with stage.bot():
        for number, (action, said) in enumerate(EARLIER.items()):
            stage.clock.pass_time(minutes=5)
            component, part = stage.button(action, number)
            answer = await stage.click(stage.stand(component), part, ANA)
            check_answered(answer, part)
            assert said in " ".join((answer.text, *answer.buttons)), (action, answer.text)
        for number in range(len(FIRST_MENUS)):
            component, part = stage.menu(number, f"2511.0008{number}")
            answer = await stage.click(stage.stand(component), part, BEN)
            assert f"Saved: {DIFFUSION}" in answer.text


@STAGES
async def test_a_button_of_what_is_gone_says_what_to_do(stage):
    async with stage.bot():
        await stage.type("subscribe diffusion")
    async with stage.bot():
        for number, (action, said) in enumerate(GONE.items()):
            stage.clock.pass_time(minutes=5)
            component, part = stage.button(action, number)
            answer = await stage.click(stage.stand(component), part, ANA)
            assert answer.private
            assert said in answer.text, (action, answer.text)
            assert "on my side" not in answer.text


@pytest.mark.parametrize("stage", [OnDiscord], indirect=True)
async def test_eight_days_later_all_works_from_the_heading_and_the_thread_stays_archived(stage):
    async with stage.bot():
        heading, card = await digest(stage, count=3, most=3)
    stage.clock.pass_time(days=8)
    thread = heading.raw.thread
    stage.server.archive(thread, refuses=True)
    async with stage.bot():
        stage.server.people.clicks_in_archived_threads = False
        before = len(stage.server.messages(thread))
        opening = next(part for part in stage.parts(heading) if "pick:card" in part.id)
        sheet = await stage.click(heading, opening, BEN)
        assert sheet.private
        assert f"{DIFFUSION} 01" in sheet.text
        pressed = await press_all(stage, sheet) + await press_all(stage, heading)
        folded = next(part for part in stage.parts(sheet) if "p1:more" in part.id)
        pressed += await press_all(stage, await stage.click(sheet, folded, BEN))
        # All that a card can do, and more.
        on_card = verbs(part.id for part in stage.parts(card))
        assert on_card == {"save", "summary", "ask", "more"}
        assert {"save", "detail", "ask", "more", "keep", "why", "less"} <= verbs(pressed)
        # Some apps let a click through all the same.
        stage.server.people.clicks_in_archived_threads = True
        await press_all(stage, card)
        assert thread.archived, "nothing opened it again"
        assert len(stage.server.messages(thread)) == before
        assert not [
            each for each in stage.server.requests
            if each.method == "PATCH" and each.path.endswith(f"/channels/{thread.id}")
        ]  # fmt: skip


@pytest.mark.parametrize("stage", [OnSlack], indirect=True)
async def test_on_slack_eight_days_later_all_works_where_it_stands(stage):
    async with stage.bot():
        heading, card = await digest(stage, count=3, most=3)
    stage.clock.pass_time(days=8)
    async with stage.bot():
        pressed = await press_all(stage, heading) + await press_all(stage, card)
        assert {"save", "card", "summary", "ask", "why", "less"} <= verbs(pressed)
