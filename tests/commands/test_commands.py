"""What each command answers, on the whole bot."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.calls import Press, Reaction
from bot.domain.chat import Channel, MessageRef
from bot.domain.errors import DeliveryError
from tests.world import ANA, BEN, LAB, TUESDAY, open_world, paper


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def press(world, action, person=ANA):
    return world.drawn(await world.bot.inbox.on_press(Press(action, person, LAB)))


async def test_subscribing_answers_with_the_canonical_text_and_an_honest_preview(world):
    await world.arrive(
        paper(1, "Diffusion for birds"),
        paper(2, "Video diffusion"),
        paper(3, "Large oceans"),
    )
    reply = await world.type("subscribe Diffusion -video name=Images")
    seen = world.drawn(reply)
    assert "diffusion NOT video" in seen
    assert "about 1 a day (counted over 1 announcement day)" in seen
    assert "Diffusion for birds" in seen
    assert "NOT video takes away 1 paper: “Video diffusion”" in seen
    assert "#papers now follows “Images”, set by Ana" in world.posted()


async def test_subscribing_twice_in_another_spelling_says_what_it_is_called_here(world):
    await world.type("subscribe diffusion models name=Images")
    seen = await world.ask("subscribe MODEL Diffusion")
    assert "already follows that as “Images” (set by Ana" in seen


async def test_undo_takes_a_subscription_back_and_undoing_the_end_brings_it_back(world):
    await world.type("subscribe diffusion")
    assert await press(world, "p1:undo-subscribe:1") == "Done."
    assert "follows nothing" in await world.ask("topics")

    await world.type("subscribe diffusion")
    await world.type("unsubscribe 1")
    await world.arrive(paper(1, "Diffusion for birds"))
    kept = world.posted()
    assert "no longer follows “diffusion”, removed by Ana" in kept
    assert await press(world, "p1:undo-unsubscribe:2") == "Done."
    assert await world.deliver() == 1, "what arrived in between is not lost"


async def test_a_sentence_that_no_paper_matches_is_not_followed_but_its_words_are_offered(world):
    await world.arrive(
        paper(1, "Cheaper LLM inference"), paper(2, "LLM inference in practice"), paper(3, "Oceans")
    )
    sentence = "subscribe papers about making LLM inference cheaper to serve"
    seen = await world.ask(sentence)
    assert "nothing is followed yet" in seen
    assert "[inference llm]" in seen.casefold()
    assert "follows nothing" in await world.ask("topics")
    assert "Understood as" in await world.ask("subscribe making AND LLM AND inference AND serve")
    assert "Understood as" in await world.ask("subscribe quark gluon plasma"), "a narrow topic"


async def test_a_button_of_another_channel_changes_nothing_here(world):
    await world.type("subscribe diffusion")
    elsewhere = Channel("console", "", "other", "#other")
    reply = await world.bot.inbox.on_press(Press("p1:undo-subscribe:1", ANA, elsewhere))
    assert "Somebody has removed that already" in world.drawn(reply)
    assert "diffusion" in await world.ask("topics")


async def test_a_topic_that_cannot_be_read_is_explained_and_nothing_is_stored(world):
    seen = await world.ask("subscribe cs.CVV")
    assert "cs.CV" in seen
    assert "follows nothing" in await world.ask("topics")
    assert "Say what to follow" in await world.ask("subscribe")


async def test_capitalised_words_that_are_an_authors_name_are_asked_about(world):
    await world.arrive(paper(1, "Masks", authors=("Kaiming He", "Ana Lima")))
    seen = await world.ask("subscribe Kaiming He")
    assert '[au:"Kaiming He"]' in seen
    assert "follows nothing" in await world.ask("topics")
    assert "Understood as: neural operator" in await world.ask("subscribe Neural Operator")


@pytest.mark.parametrize("text", ["unsubscribe 2", "unsubscribe nonsense", "unsubscribe"])
async def test_a_wrong_unsubscribe_lists_what_there_is(world, text):
    await world.type("subscribe diffusion name=Images")
    assert "1. Images" in await world.ask(text)


@pytest.mark.parametrize("text", ["unsubscribe 1", "unsubscribe images", "unsubscribe DIFFUSION"])
async def test_a_topic_ends_by_number_name_or_text(world, text):
    await world.type("subscribe diffusion name=Images")
    assert await world.ask(text) == "Done."
    assert "follows nothing" in await world.ask("topics")


async def test_who_does_not_manage_the_channel_may_read_but_not_change(world):
    for text in ("subscribe diffusion", "unsubscribe 1", "settings most 5"):
        assert "Only people who manage" in await world.ask(text, person=BEN)
    assert "subscribe TOPIC" not in await world.ask("help", person=BEN)
    assert "follows nothing" in await world.ask("topics", person=BEN)
    await world.type("subscribe diffusion")
    assert "Only people who manage" in await press(world, "p1:undo-subscribe:1", BEN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("settings most 5", "Papers in the list at most: now 5, set by Ana"),
        (
            "settings when 09:00 Europe/Berlin mon-fri",
            "Digest: now 09:00 Europe/Berlin, Monday to",
        ),
        ("settings when announced", "Digest: now when arXiv announces, set"),
        ("settings layout list", "Layout: now the list alone, set"),
        ("settings include new", "Which papers: now new only, set"),
        ("settings emoji ⭐", "Emoji that saves: now ⭐, set"),
        ("settings pause 2025-12-01", "Pause: now until Mon 1 Dec 2025, set"),
        ("settings pause", "Pause: now until somebody resumes, set"),
        ("settings resume", "Pause: now none, set"),
    ],
)
async def test_each_setting_is_changed_by_one_line_that_everybody_sees(world, text, said):
    await world.ask(text)
    assert said in " ".join(world.posted().split())


@pytest.mark.parametrize(
    "text",
    [
        "settings most 99",
        "settings most many",
        "settings layout round",
        "settings include old",
        "settings emoji",
        "settings when 25:00",
        "settings colour blue",
    ],
)
async def test_a_wrong_setting_is_explained_and_nothing_changes(world, text):
    before = await world.ask("settings")
    await world.ask(text)
    assert world.posted() == ""
    assert await world.ask("settings") == before


async def test_undo_of_a_setting_brings_the_old_value_back(world):
    before = await world.ask("settings")
    await world.type("settings when 09:00 Europe/Berlin mon-fri")
    await press(world, "p1:settings:when announced UTC daily")
    assert await world.ask("settings") == before


async def test_undo_of_a_pause_and_of_a_resume_brings_back_what_was(world):
    await world.type("settings pause")
    await world.type("settings resume")
    assert await press(world, "p1:settings:pause on") == "Done."
    assert "(paused)" in await world.ask("topics") or "follows nothing" in await world.ask("topics")
    assert "Pause: until somebody resumes" in await world.ask("settings")
    assert await press(world, "p1:settings:pause off") == "Done."
    assert "Pause: none" in await world.ask("settings")
    await world.type("settings pause 1 week")
    world.clock.pass_time(days=10)
    assert "Pause: none" in await world.ask("settings"), "it is over"


async def test_changes_at_the_same_time_are_all_kept(world):
    await asyncio.gather(
        *(world.type(f"settings {each}") for each in ("most 15", "layout list", "when 09:00"))
    )
    seen = await world.ask("settings")
    assert "Papers in the list at most: 15" in seen
    assert "Layout: the list alone ✓" in seen
    assert "Digest: 09:00 UTC, every day" in seen


async def test_a_choice_that_there_is_not_is_explained(world):
    await world.arrive(paper(1, "Diffusion for birds"))
    assert "Choose one of: headline, tldr" in await world.ask("summary 2511.00001 detail=long")
    assert "Choose one of: list, file, blog" in await world.ask("digest birds as=pdf")


async def test_the_whole_list_of_another_channels_digest_is_not_shown(world):
    await world.type("subscribe diffusion")
    await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 31)))
    await world.deliver()
    assert "30 papers" in await press(world, "p1:all:1")
    elsewhere = Press("p1:all:1", BEN, Channel("console", "", "public", "#public"))
    assert "Diffusion" not in world.drawn(await world.bot.inbox.on_press(elsewhere))
    assert "no longer" in await press(world, "p1:all:x") or "gone" in await press(world, "p1:all:x")


async def test_a_fixed_time_says_from_when_on_papers_are_of_the_same_day(world):
    seen = await world.ask("settings when 09:00 UTC")
    assert "out there at 05:30 now, at 05:30 in January and 04:30 in July" in seen
    assert "out there at 05:30 now" in await world.ask("settings")
    assert "out there at 06:30;" in await world.ask("settings when 09:00 Europe/Berlin")
    west = await world.ask("settings when 09:00 America/Los_Angeles")
    assert "out there at 21:30 on the evening before;" in west
    await world.type("subscribe diffusion")
    assert "21:30 on the evening before" in await world.ask("topics")
    await world.type("settings when announced")
    assert "out there" not in await world.ask("topics")


async def test_undo_of_an_end_brings_what_another_topics_digest_passed_over(world):
    await world.type("subscribe diffusion")
    await world.type("subscribe oceans")
    await world.type("unsubscribe diffusion")
    await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Large oceans"))
    assert await world.deliver() == 1
    world.clock.pass_time(hours=1)
    await press(world, "p1:undo-unsubscribe:1")
    assert await world.deliver() == 1
    assert "Diffusion for birds" in world.posted()


async def test_taking_a_reaction_away_lets_go_whatever_emoji_saves_now(world):
    await world.type("subscribe diffusion")
    await world.arrive(paper(1, "Diffusion for birds"))
    await world.deliver()
    card = MessageRef(LAB, "3")
    on_reaction = world.bot.inbox.on_reaction
    await on_reaction(Reaction(BEN, card, "🔖", added=True, event="1"))
    await on_reaction(Reaction(BEN, card, "👍", added=False, event="2"))
    assert "birds" in await world.ask("saved", person=BEN), "another emoji is no reason"
    await world.type("settings emoji ⭐")
    await on_reaction(Reaction(BEN, card, "🔖", added=False, event="3"))
    assert "nothing yet" in await world.ask("saved", person=BEN)


async def test_a_paused_channel_is_silent_and_loses_nothing(world):
    await world.type("subscribe diffusion")
    await world.type("settings pause 1 week")
    await world.arrive(paper(1, "Diffusion for birds"))
    assert await world.deliver() == 0
    world.clock.pass_time(days=1)
    await world.type("settings resume")
    assert await world.deliver() == 1


async def test_why_knows_what_became_of_a_paper(world):
    await world.arrive(paper(1, "Diffusion of old"))
    await world.type("subscribe diffusion name=Images")
    await world.arrive(paper(2, "Diffusion today"), day=TUESDAY + timedelta(days=1))
    assert "before this channel followed" in await world.ask("why 2511.00001")
    assert "comes with the next digest" in await world.ask("why 2511.00002")
    await world.deliver()
    assert "Posted here with the digest of" in await world.ask("why 1")
    await world.arrive(paper(3, "Oceans"), day=TUESDAY + timedelta(days=2))
    assert "does not match it" in await world.ask("why 2511.00003")


async def test_a_paper_is_named_by_number_id_link_doi_and_title(world):
    await world.type("subscribe diffusion")
    await world.arrive(paper(7, "Diffusion for Birds"))
    await world.deliver()
    for name in (
        "1",
        "2511.00007",
        "https://arxiv.org/abs/2511.00007v2",
        "https://arxiv.org/pdf/2511.00007",
        "10.48550/arXiv.2511.00007",
        "https://huggingface.co/papers/2511.00007",
        "https://www.alphaxiv.org/abs/2511.00007",
        "https://ar5iv.labs.arxiv.org/html/2511.00007",
        "https://papers.cool/arxiv/2511.00007",
        "diffusion for birds!",
        "Diffusion-for Birds",
    ):
        assert "Diffusion for Birds" in await world.ask(f"summary {name}"), name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Which paper?"),
        ("9", "numbers 1 to 1"),
        ("2511.99999", "not among the papers here"),
        ("No Such Title", "No paper called"),
    ],
)
async def test_a_paper_that_is_not_there_is_explained(world, name, said):
    await world.type("subscribe diffusion")
    await world.arrive(paper(7, "Diffusion for Birds"))
    await world.deliver()
    assert said in await world.ask(f"summary {name}")


async def test_two_papers_of_one_title_are_told_apart_by_id(world):
    await world.arrive(paper(1, "DiffPose"), paper(2, "DiffPose!"))
    seen = await world.ask("summary DiffPose")
    assert "2511.00001" in seen
    assert "2511.00002" in seen


async def test_a_save_goes_when_its_last_reason_goes(world):
    await world.type("subscribe diffusion")
    await world.arrive(paper(7, "Diffusion for Birds"))
    await world.deliver()
    assert "Saved:" in await world.ask("save 1")
    assert "Already saved" in await press(world, "p1:save:2511.00007")
    assert "Still saved" in await press(world, "p1:unsave:2511.00007")
    assert "No longer saved" in await press(world, "p1:save:2511.00007")
    assert "nothing yet" in await world.ask("saved")


async def test_digest_of_a_store_that_is_empty_says_that_it_is(world):
    assert "No announcement has been collected yet" in await world.ask("digest diffusion")


async def test_digest_shows_a_range_and_leaves_the_channel_alone(world):
    await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Oceans"))
    await world.arrive(paper(3, "Diffusion for fish"), day=TUESDAY + timedelta(days=1))
    seen = await world.ask("digest diffusion")
    assert "Diffusion for fish" in seen
    assert "birds" not in seen
    assert "2 papers" in await world.ask("digest diffusion since=2025-11-04")
    assert "No paper matched" in await world.ask("digest quarks since=2025-11-04")
    assert "ends" in await world.ask("digest diffusion since=2025-11-05 until=2025-11-04")
    assert world.posted() == ""
    reply = await world.type("digest diffusion since=2025-11-04 as=file")
    [file] = reply.message.files
    assert file.name == "2025-11-04--2025-11-05 diffusion.md"


async def test_a_manager_posts_what_is_shown_and_none_of_it_comes_again(world):
    await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Oceans"))
    await world.type("subscribe diffusion")
    await world.arrive(paper(3, "Diffusion for fish"), day=TUESDAY + timedelta(days=1))
    world.posted()
    assert "[Post here]" in await world.ask("digest since=2025-11-04")
    assert "[Post here]" not in await world.ask("digest since=2025-11-04", person=BEN)
    action = "p1:post:2025-11-04:2025-11-05"
    assert "Only people who manage" in await press(world, action, BEN)
    assert "On its way: 2 papers" in await press(world, action)
    await world.settle()
    seen = world.posted()
    assert "2 new papers" in seen
    assert "Oceans" not in seen
    assert await world.deliver() == 0, "the scheduled digest repeats none of it"
    assert "told here before" in await press(world, action)
    assert "Posted here with the digest of Tue 4 Nov 2025, 09:00" in await world.ask("why 1")


async def test_a_digest_that_is_due_and_one_asked_for_at_once_tell_a_paper_once(world):
    await world.type("subscribe diffusion")
    await world.arrive(*(paper(n, f"Diffusion {n}") for n in range(1, 4)))
    world.posted()
    action = "p1:post:2025-11-04:2025-11-04"
    await asyncio.gather(world.deliver(), press(world, action), press(world, action))
    await world.settle()
    assert world.posted().count("3 new papers") == 1


async def test_what_is_posted_now_is_gone_on_with_like_any_digest(world):
    await world.arrive(paper(1, "Diffusion for birds"))
    await world.type("subscribe diffusion")
    post = world.platform.post

    async def refuse(*args, **options):
        raise DeliveryError("busy", permanent=False)

    world.platform.post = refuse
    assert "On its way" in await press(world, "p1:post:2025-11-04:2025-11-04")
    await world.settle()
    assert "is not posted whole yet" in await world.ask("status")
    assert "which is not posted whole yet" in await world.ask("why 1")
    world.platform.post = post
    assert await world.store.channels.due(world.clock.now)
    assert await world.deliver() == 1
    assert "Last digest" in await world.ask("status")


async def test_in_a_paused_channel_nothing_is_posted_now(world):
    await world.arrive(paper(1, "Diffusion for birds"))
    await world.type("subscribe diffusion")
    await world.type("settings pause")
    assert "is paused" in await press(world, "p1:post:2025-11-04:2025-11-04")
    assert await world.store.digests.unfinished(1) is None


async def test_undo_of_a_button_never_saves(world):
    await world.arrive(paper(1, "Birds"))
    await press(world, "p1:save:2511.00001")
    await press(world, "p1:save:2511.00001")
    await press(world, "p1:unsave-button:2511.00001")
    assert "saved nothing yet" in await world.ask("saved")


async def test_help_shows_every_command_and_one_whole(world):
    seen = await world.ask("help")
    for verb in ("digest", "summary", "why", "saved", "settings", "status"):
        assert f"“{verb}”" in seen
    assert "Example: “subscribe" in await world.ask("help subscribe")
    assert "no command “frob”" in await world.ask("frob")


async def test_the_panel_shows_topics_and_the_next_digest(world):
    await world.type("subscribe diffusion name=Images")
    seen = await world.ask("")
    assert "Images" in seen
    assert "when arXiv announces" in seen


async def test_what_breaks_becomes_an_incident_that_the_log_has(world, caplog):
    await world.store.database.close()
    seen = await world.ask("status")
    incident = caplog.records[-1].getMessage().rsplit(" ", 1)[-1]
    assert incident in seen
    assert len(incident) == 8


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("detail", "what detail should be, one of: headline, tldr, takeaways, analysis"),
        ("figures", "what figures should be, one of: on, off"),
        ("language", "what language should be, one of: en, zh, zh+en, en+zh"),
        ("most", "how many papers the list should have at most, 1 to 25"),
    ],
)
async def test_a_setting_without_its_value_is_asked_for_it(world, key, said):
    assert said in " ".join((await world.ask(f"settings {key}")).split())


async def test_a_number_of_thousands_of_digits_is_refused_like_any_other(world):
    assert "most is a number from 1 to 25" in await world.ask(f"settings most {'9' * 5_000}")
