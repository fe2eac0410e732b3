"""What Discord refuses is posted in a plainer form, and found again in each."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.chat import Attachment, Card, Entry, Line, Listing, Message, Style, line, words
from bot.domain.errors import DeliveryError
from bot.platforms.discord import ids, plainer
from bot.platforms.discord.drawn import CONTENT
from bot.platforms.discord.escape import size
from tests.platforms.discord_lab import HEADING, SAY, card, opened, said, under

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
FORMS = {0: "drawn", 1: "as text", 2: "as bare links"}


@pytest.fixture
async def lab():
    async with opened() as lab:
        await lab.start()
        yield lab


def refuse(lab, times, where="/messages$"):
    for _ in range(times):
        lab.server.fail("POST", where, status=400, code=50035)


def entry(number, **rest):
    paper = f"2511.{number:05}"
    fields = {"title": f"Paper {number}", "url": f"https://arxiv.org/abs/{paper}"} | rest
    return Entry(paper, fields.pop("title"), fields.pop("url"), number, **fields)


def heading(*entries, **rest):
    return replace(HEADING, blocks=(HEADING.blocks[0], Listing(entries)), **rest)


def drawn(message):
    return dict(plainer.forms(message, SAY))


class TestInTheChannel:
    async def test_a_card_becomes_text_with_its_buttons(self, lab):
        refuse(lab, 1)
        ref = await lab.platform.post(lab.channel, card())
        (message,) = lab.messages()
        assert message.embeds == []
        assert "[Paper 1](<https://arxiv.org/abs/2511.00001>)" in message.content
        assert message.components[0]["components"][0]["custom_id"] == "p1:save:2511.00001~2"
        assert message.silent
        assert ref.native == str(message.id)

    async def test_its_buttons_do_what_they_did(self, lab):
        refuse(lab, 1)
        await lab.platform.post(lab.channel, card())
        await lab.server.press(lab.ana, lab.messages()[0], "p1:save:2511.00001~2")
        assert (await lab.heard()).action == "p1:save:2511.00001"

    async def test_a_card_becomes_the_address_of_its_paper(self, lab):
        refuse(lab, 2)
        await lab.platform.post(lab.channel, card())
        (message,) = lab.messages()
        assert message.content == "https://arxiv.org/abs/2511.00001#~2"
        assert message.components == message.embeds == []
        assert message.silent

    async def test_a_heading_becomes_text_that_notifies(self, lab):
        refuse(lab, 1)
        await lab.platform.post(lab.channel, HEADING)
        (message,) = lab.messages()
        assert message.content.startswith("2 new papers on birds: First, Second\n")
        assert message.content.count("2 new papers") == 1
        assert "[Second](<https://arxiv.org/abs/2511.00002>)" in message.content
        assert message.components == []
        assert not message.silent

    async def test_a_heading_becomes_the_addresses_of_its_papers(self, lab):
        refuse(lab, 2)
        await lab.platform.post(lab.channel, HEADING)
        (message,) = lab.messages()
        assert message.content.splitlines() == [
            "<https://arxiv.org/abs/2511.00001#~1>",
            "<https://arxiv.org/abs/2511.00002>",
        ]

    async def test_nobody_is_pinged_by_any_form(self, lab):
        push = words("plain", text=f"@everyone <@{lab.ana.id}>")
        refuse(lab, 1)
        await lab.platform.post(lab.channel, replace(HEADING, push=push))
        assert lab.messages()[0].pings == ()
        assert "@everyone" not in lab.messages()[0].content

    async def test_a_note_without_papers_has_no_bare_form(self, lab):
        refuse(lab, 2)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, said("hello", key="5"))
        assert refused.value.unfit
        assert lab.asked("POST", "/messages") == 2

    async def test_a_file_that_is_not_taken_leaves_its_message(self, lab):
        lab.server.fail("POST", "/messages$", status=413, html=True)
        message = said("all of it", files=(Attachment("a.md", "# a"),), key="5")
        await lab.platform.post(lab.channel, message)
        (stands,) = lab.messages()
        assert "all of it" in stands.content
        assert stands.attachments == []

    async def test_a_plainer_form_stands_in_the_thread(self, lab):
        ref = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(1), under=under(ref))
        refuse(lab, 2, f"/channels/{ref.native}/messages$")
        bare = await lab.platform.post(lab.channel, card(2), under=under(ref))
        assert bare.thread == ref.native
        assert len(lab.messages()) == 1

    async def test_a_thread_that_is_shut_meanwhile_leaves_the_channel_and_the_best_form(self, lab):
        ref = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(1), under=under(ref))
        refuse(lab, 1, f"/channels/{ref.native}/messages$")
        lab.server.fail("POST", f"/channels/{ref.native}/messages$", status=400, code=50083)
        flat = await lab.platform.post(lab.channel, card(2), under=under(ref))
        assert flat.thread is None
        assert lab.messages()[-1].embeds

    async def test_what_passes_in_the_middle_is_tried_again_from_the_best_form_on(self, lab):
        refuse(lab, 1)
        lab.server.fail("POST", "/messages$", status=503, done=True)
        with pytest.raises(DeliveryError) as refused:
            await lab.platform.post(lab.channel, card())
        assert refused.value.unsure
        assert not refused.value.unfit
        found = await lab.platform.look_up(lab.channel, "2", LONG_AGO)
        assert found.native == str(lab.messages()[0].id)


@pytest.mark.parametrize("refused", FORMS, ids=FORMS.get)
class TestLookingUp:
    async def test_a_card_is_found_in_each_form(self, lab, refused):
        refuse(lab, refused)
        ref = await lab.platform.post(lab.channel, card(1))
        await lab.restart()
        assert await lab.platform.look_up(lab.channel, "2", LONG_AGO) == ref
        assert await lab.platform.look_up(lab.channel, "1", LONG_AGO) is None
        assert await lab.platform.look_up(lab.channel, "22", LONG_AGO) is None

    async def test_a_heading_is_found_in_each_form(self, lab, refused):
        refuse(lab, refused)
        ref = await lab.platform.post(lab.channel, replace(HEADING, key="17"))
        assert await lab.platform.look_up(lab.channel, "17", LONG_AGO) == ref
        assert await lab.platform.look_up(lab.channel, "7", LONG_AGO) is None
        assert await lab.platform.look_up(lab.channel, "1", LONG_AGO) is None

    async def test_a_card_is_found_in_its_thread_in_each_form(self, lab, refused):
        top = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(1), under=under(top))
        refuse(lab, refused)
        ref = await lab.platform.post(lab.channel, card(2), under=under(top))
        found = await lab.platform.look_up(lab.channel, "3", LONG_AGO, under=under(top))
        assert found == ref


class TestLookingUpNotes:
    async def test_a_note_is_found_as_text_too(self, lab):
        refuse(lab, 1)
        ref = await lab.platform.post(lab.channel, said("#papers follows birds", key="12"))
        assert lab.messages()[0].content.startswith(r"\#papers follows birds")
        assert await lab.platform.look_up(lab.channel, "12", LONG_AGO) == ref

    @pytest.mark.parametrize("text", ["https://arxiv.org/#~12", "](https://x/~12) ~12", "#~12"])
    async def test_what_somebody_else_said_is_no_key(self, lab, text):
        # In a title of ours, and in a message of a person.
        refuse(lab, 1)
        await lab.platform.post(lab.channel, said(text, key="1"))
        await lab.server.say(lab.ana, lab.place, text)
        push = words("plain", text=text)
        await lab.platform.post(lab.channel, replace(HEADING, push=push, key="2"))
        assert await lab.platform.look_up(lab.channel, "12", LONG_AGO) is None


class TestForms:
    def test_sixty_papers_fit_as_addresses_as_far_as_there_is_room(self):
        forms = drawn(heading(*(entry(n, title="x" * 400) for n in range(1, 61))))
        assert list(forms) == ["drawn", "as bare links"]
        links = forms["as bare links"].content.splitlines()
        assert size(forms["as bare links"].content) <= CONTENT
        assert 40 < len(links) < 60
        assert links[-1] == f"<https://arxiv.org/abs/2511.{len(links):05}>"

    def test_fifteen_papers_with_long_titles_fit_as_text(self):
        entries = (entry(n, title="A [long] title " * 20, quote=SHORT) for n in range(1, 16))
        text = drawn(heading(*entries))["as text"].content
        assert size(text) <= CONTENT
        assert text.count("](<https://arxiv.org/abs/") == 15

    def test_one_liners_are_kept_where_there_is_room(self):
        assert "a short quote" in drawn(heading(entry(1, quote=SHORT)))["as text"].content

    def test_an_address_that_is_none_is_no_link(self):
        forms = drawn(heading(entry(1, url="javascript:x"), entry(2)))
        assert forms["as bare links"].content == "https://arxiv.org/abs/2511.00002#~1"
        assert list(drawn(heading(entry(1, url="javascript:x")))) == ["drawn", "as text"]

    def test_what_may_stand_already_says_so_as_text(self):
        again = SAY(words("post-again"))
        text = drawn(replace(HEADING, again=True))["as text"].content
        assert again.split(maxsplit=1)[0] in text

    def test_a_message_without_a_key_has_none(self):
        forms = drawn(replace(HEADING, key=""))
        assert all("~" not in form.content for form in forms.values())

    def test_small_print_of_a_card_stays(self):
        small = Line((words("plain", text="because"),), Style.SMALL)
        text = drawn(Message((Card(entry(1), (small,)),), key="1"))["as text"].content
        assert "-# because" in text

    def test_the_first_line_is_said_once_where_nothing_is_pushed(self):
        message = Message((line(words("plain", text="Title"), style=Style.STRONG),), key="1")
        assert drawn(message)["as text"].content.count("Title") == 1

    def test_a_key_stands_behind_what_an_address_has_already(self):
        assert ids.keyed("https://x.org/a#b", "1") == "https://x.org/a#b~1"
        assert ids.marks_in("<https://x.org/a#b~1>", "1")
        assert not ids.marks_in("<https://x.org/a#b~1>", "")


SHORT = words("plain", text="a short quote")
