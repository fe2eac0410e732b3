"""The languages of channels: chosen, kept, and heard in everything that a channel is told."""

import pytest

from bot.domain.calls import Typing
from bot.domain.chat import Channel, words
from bot.domain.languages import CHOICES, UNCHOSEN, Languages
from bot.pipeline.silence import Hinting
from bot.platforms.console.render import draw
from tests.world import ANA, LAB, open_world, paper

OTHER = Channel("console", "", "other", "#other")
HOME = Channel("console", "", "ana", "Ana")


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


async def kept(world, channel=LAB):
    return (await world.store.channels.find(channel)).settings.languages


class TestChoosing:
    @pytest.mark.parametrize(
        ("typed", "codes"),
        [
            ("zh", ("zh",)),
            ("中文", ("zh",)),
            ("Chinese", ("zh",)),
            ("ENGLISH", ("en",)),
            ("英文", ("en",)),
            ("zh+en", ("zh", "en")),
            (" 中文 + English ", ("zh", "en")),
            ("en+zh", ("en", "zh")),
        ],
    )
    def test_codes_and_names_are_read(self, typed, codes):
        assert Languages.read(typed) == Languages(codes)

    @pytest.mark.parametrize("typed", ["klingon", "", "zh+zh", "zh+", "+", "zh+en+zh", "zh,en"])
    def test_anything_else_is_refused(self, typed):
        with pytest.raises(ValueError, match="is none of"):
            Languages.read(typed)

    async def test_whoever_types_something_else_is_told_what_there_is(self, world):
        said = await world.ask("settings language klingon")
        assert "language cannot be “klingon”" in said
        assert said.strip().endswith("Choose one of: en, zh, zh+en, en+zh")
        assert await kept(world) == UNCHOSEN
        await world.type("settings language 中文")
        assert await kept(world) == Languages(("zh",))

    async def test_where_nothing_is_chosen_the_bot_speaks_its_own(self, tmp_path):
        async with open_world(tmp_path, PAPERBOY_LANGUAGE="zh") as world:
            assert "本频道的设置" in await world.ask("settings")
            assert await kept(world) == UNCHOSEN
        async with open_world(tmp_path) as world:
            assert "Settings of this channel" in await world.ask("settings")
            await world.type("settings language zh")
        async with open_world(tmp_path) as world:
            assert "本频道的设置" in await world.ask("settings")

    async def test_the_first_change_is_undone_into_what_was_heard_before(self, world):
        reply = await world.type("settings language zh")
        (undo,) = reply.public.actions
        assert undo.id == "p1:settings:language en"

    def test_what_is_written_is_read_again(self):
        for each in CHOICES:
            assert str(Languages.read(each)) == each
            assert Languages.parse(each) == Languages.read(each)
        assert Languages.parse("") == UNCHOSEN
        assert not UNCHOSEN
        assert UNCHOSEN.first == ""


class TestHearing:
    async def test_two_channels_of_one_bot_each_hear_their_own(self, world):
        for channel in (LAB, OTHER):
            await world.type("subscribe diffusion", channel=channel)
        await world.type("settings language zh", channel=OTHER)
        world.posted()
        await world.arrive(paper(1, "Diffusion for birds"), paper(2, "Diffusion for fish"))
        await world.deliver()
        english = world.posted()
        assert "2 new papers · diffusion · Tue 4 Nov" in english
        assert "Because: “diffusion” in the title" in english
        await world.deliver(OTHER)
        chinese = world.posted()
        assert "2 篇新论文 · diffusion · 11月4日周二" in chinese
        assert "匹配原因：标题含“diffusion”" in chinese
        assert "Last digest" in await world.ask("status")
        reply = await world.type("status", channel=OTHER)
        assert "上次推送" in world.drawn(reply)

    async def test_a_file_is_written_in_the_language_of_its_channel(self, world):
        await world.type("settings language zh")
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        (file,) = (await world.type("digest since=7d as=file")).message.files
        assert "# 2025-10-28--2025-11-04 diffusion：论文总览" in file.text
        assert "共 1 篇论文 · 按公布日期排列" in file.text
        await world.type("settings layout overview")
        files = []
        world.platform._board._keep_file = lambda file: files.append(file) or file.name
        await world.deliver()
        assert "论文总览" in files[0].text
        await world.type("settings language en")
        (file,) = (await world.type("digest since=7d as=file")).message.files
        assert "overview of papers" in file.text

    async def test_suggestions_are_too(self, world):
        await world.type("settings language zh")
        await world.type("subscribe diffusion")
        typing = Typing("unsubscribe", "topic", "", ANA, LAB)
        (found,) = await world.bot.inbox.on_typing(typing)
        assert world.say_in(found.language)(found.label) == "diffusion（diffusion）"

    async def test_what_was_posted_is_changed_in_the_language_of_now(self, world):
        await world.type("subscribe diffusion")
        await world.arrive(paper(1, "Diffusion for birds"))
        await world.deliver()
        await world.type("settings language zh")
        edited = []

        async def edit(ref, message):
            edited.append(draw(message, world.say_in(message.language), 100).plain)
            return True

        world.platform.edit = edit
        refs = await world.store.standing.cards("2511.00001", world.clock.now.replace(day=1))
        amending = world.bot.pipeline.amending
        assert [await amending._amend(each) for each in refs] == [True]
        assert "匹配原因" in edited[0]


class TestInPrivate:
    @pytest.fixture
    async def told(self, world):
        """What somebody is told in private about a channel; whoever calls it may choose before."""

        async def direct(person):
            return HOME

        said = []
        post = world.platform.post

        async def note(channel, message, *, under=None):
            if channel == HOME:
                said.append(draw(message, world.say_in(message.language), 200).plain)
            return await post(channel, message, under=under)

        world.platform.direct, world.platform.post = direct, note
        await world.type("subscribe coral")
        await world.type("settings language zh")

        async def tell():
            pipeline, services = world.bot.pipeline, world.bot.services
            hinting = Hinting(
                world.store,
                pipeline.posting,
                services.lately,
                pipeline.choosing.read,
                pipeline.look,
            )
            for day in (4, 5, 6, 7, 10, 11, 12):
                world.clock.now = world.clock.now.replace(day=day)
                world.board.up.clear()
                await world.arrive(paper(day, f"Oceans {day}"), day=world.clock.now.date())
                await world.deliver()
            said.clear()
            await hinting.tell(world.clock())
            return said

        return tell

    async def test_a_hint_about_a_channel_is_in_its_language(self, told):
        (hint,) = await told()
        assert "没有一篇符合 #papers 的订阅" in hint

    async def test_unless_the_person_has_chosen_another(self, world, told):
        await world.type("settings language en", channel=HOME)
        (hint,) = await told()
        assert "matched what #papers follows" in hint

    async def test_wherever_the_person_has_chosen_it(self, world, told):
        await world.type("me language=en")
        (hint,) = await told()
        assert "matched what #papers follows" in hint


async def test_an_answer_comes_also_when_nobody_knows_in_which_language(world):
    await world.type("settings language zh")
    await world.store.database.close()
    seen = await world.ask("status")
    assert "That could not be done" in seen or "That failed" in seen
    assert world.say(words("done")) == "Done."
