"""A paper's thread on Slack: whoever asks us there need not say which paper; and who may ask."""

from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from tests.servers.slack import Fault
from tests.stage import ANA, BEN
from tests.stage.slack import SlackStage, _seen
from tests.world import paper


@pytest.fixture
async def stage(tmp_path):
    async with AsyncExitStack() as stack:
        opened = SlackStage(tmp_path)
        await opened.open(stack)
        async with opened.bot():
            yield opened


def birds(number):
    return paper(number, f"Diffusion {number}", f"We train on {number} thousand drawings of birds.")


async def digest(stage, count):
    await stage.type("subscribe diffusion")
    await stage.arrive(*(birds(number) for number in range(1, count + 1)))
    await stage.tick()
    return next(each for each in stage.channel() if each.menu)


async def mention(stage, text, thread, who=BEN):
    """Write `@Paperboy text` in a thread; return the answer, which only that person sees there."""
    person, done = stage.people[who], stage.inbox.done
    await stage.server.mention(person, stage.papers, text, thread=thread)
    await stage.inbox.after(done + 1)
    answer = stage.server.ephemerals(person)[-1]
    assert answer.thread_ts == thread
    return _seen(answer).text


@pytest.mark.parametrize(
    "said", ["ask how many drawings?", "how many drawings of birds?", "ASK how many drawings?"]
)
async def test_in_the_thread_of_one_paper_the_question_is_enough(stage, said):
    heading = await digest(stage, 1)
    answer = await mention(stage, said, heading.raw.ts)
    assert "“We train on 1 thousand drawings of birds.” · abstract" in answer


async def test_in_the_thread_of_several_a_number_says_which_also_when_a_newer_list_has_come(stage):
    heading = await digest(stage, 3)
    names = [label.partition(". ")[2] for label in heading.menu]
    stage.clock.pass_time(days=1)
    await stage.arrive(birds(9), day=stage.board.up[0].day + timedelta(days=1))
    await stage.tick()
    answer = await mention(stage, "ask 2 how many drawings?", heading.raw.ts)
    number = names[1].removeprefix("Diffusion ")
    assert f"“We train on {number} thousand drawings of birds.”" in answer
    assert "Which paper?" in await mention(stage, "ask how many drawings?", heading.raw.ts)


async def test_a_mistyped_command_in_a_thread_is_no_question(stage):
    heading = await digest(stage, 1)
    assert "There is no command “sumary”" in await mention(stage, "sumary 1", heading.raw.ts)


async def test_elsewhere_a_mention_has_to_say_which_paper(stage):
    await digest(stage, 1)
    chat = await stage.server.say(stage.people[ANA], stage.papers, "Nice day!")
    thread = stage.server.messages(stage.papers)[-1].ts
    assert chat is None
    assert "Which paper?" in await mention(stage, "how many drawings?", thread)
    assert "1 thousand" in await mention(stage, "ask 2511.00001 how many drawings?", thread)


async def test_guests_and_people_of_other_teams_do_not_ask(stage):
    heading = await digest(stage, 1)
    guest = stage.people["Gil"] = stage.server.add_person("Gil", guest=True)
    stranger = stage.people["Sam"] = stage.server.add_person("Sam", stranger=True)
    stage.papers.members |= {guest.id, stranger.id}
    for who in ("Gil", "Sam"):
        answer = await mention(stage, "ask 1 how many drawings?", heading.raw.ts, who)
        assert "for members of this workspace" in answer
    card = stage.thread(heading)[0]
    assert "for members" in (await stage.press(card, "Ask", "Gil")).text
    assert stage.server.views == [], "refused before anything is written"


async def test_a_click_that_is_delivered_twice_opens_one_form_and_says_nothing(stage):
    heading = await digest(stage, 1)
    ben, card = stage.people[BEN], stage.thread(heading)[0]
    sent = await stage.server.press(ben, card.raw, "Ask")
    await stage.server.until(lambda: stage.server.views)
    stage.server.redeliver(sent)
    assert "Saved" in (await stage.press(card, "Save", BEN)).text
    assert len(stage.server.views) == 1
    assert len(stage.server.ephemerals(ben)) == 1


async def test_a_form_that_opens_too_late_leaves_a_sentence_that_says_what_to_type(stage):
    heading = await digest(stage, 1)
    card = stage.thread(heading)[0]
    stage.server.fail("views.open", Fault(error="expired_trigger_id"))
    answer = await stage.press(card, "Ask", BEN)
    assert "What do you want to know about “Diffusion 1”?" in answer.text
    assert stage.server.views == []


async def test_a_question_may_begin_with_why_like_the_command(stage):
    heading = await digest(stage, 1)
    answer = await mention(stage, "why do they train on drawings?", heading.raw.ts)
    assert "“We train on 1 thousand drawings of birds.” · abstract" in answer
    for typed in ("why 1", "why 2511.00001"):
        assert "matches it" in await mention(stage, typed, heading.raw.ts)
