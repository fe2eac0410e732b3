"""What only Slack has: answers in place, App Home, modals that search, the menu of a message."""

import asyncio
import json
from dataclasses import replace

import pytest

from bot.domain.calls import CommandSpec, Field, Form, Kind, Option, Reply, Suggestion
from bot.domain.chat import (
    Action,
    Choice,
    Entry,
    Listing,
    Message,
    More,
    Place,
    Select,
    Weight,
    line,
    words,
)
from tests.platforms.slack_lab import SPECS, Lab, installed, neutral, said
from tests.servers.slack import RESPONSE_URL, Fault, NotPossible, SlackServer
from tests.world import sentences

NEXT = Action("p1:page:2", words("action-all", total=2))
PAGE = Message((line(words("plain", text="Page 1")),), actions=(NEXT,))
SUMMARISE = CommandSpec("summarise", (Option("text"),), on_message=True)


@pytest.fixture
async def lab(monkeypatch):
    """A workspace with the adapter connected."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tests.platforms.slack_lab.SPECS", [*SPECS, SUMMARISE])
    async with SlackServer() as server:
        lab = Lab(server, sentences("en").say)
        async with lab.serving():
            yield lab


async def done(lab, sent, count=None):
    """Wait until an answer is done with."""
    await sent.acknowledged
    count = count or len(lab.clerk.answered) + 1
    await lab.server.until(lambda: len(lab.clerk.answered) >= count)
    return sent.answers


async def page(lab, place):
    """Have a page of something shown to one person, with a button that turns it."""
    lab.clerk.reply = Reply(PAGE)
    await done(lab, await lab.server.call(lab.ana, place, "saved"))
    lab.clerk.changes = True
    lab.clerk.reply = Reply(replace(PAGE, blocks=said("Page 2").blocks))


class TestInPlace:
    async def test_a_page_is_turned_in_its_place_as_often_as_one_likes(self, lab):
        await page(lab, lab.papers)
        (message,) = lab.server.ephemerals(lab.ana)
        for _ in range(7):
            await done(lab, await lab.server.press(lab.ana, message, NEXT.id))
        assert lab.server.ephemerals(lab.ana) == [message]
        assert message.text.startswith("Page 2")
        assert message.edits == 7

    async def test_only_what_changes_its_message_does(self, lab):
        await page(lab, lab.papers)
        lab.clerk.changes = False
        (message,) = lab.server.ephemerals(lab.ana)
        await done(lab, await lab.server.press(lab.ana, message, NEXT.id))
        assert [each.text for each in lab.server.ephemerals(lab.ana)] == ["Page 1", "Page 2"]

    async def test_what_others_see_stays_and_the_answer_is_private(self, lab):
        await lab.slack.post(neutral(lab.papers), PAGE)
        (posted,) = lab.server.messages(lab.papers)
        lab.clerk.changes = True
        await done(lab, await lab.server.press(lab.ana, posted, NEXT.id))
        assert (posted.text, posted.edits) == ("Page 1", 0)
        (message,) = lab.server.ephemerals(lab.ana)
        assert message.text == "Here you are."

    @pytest.mark.parametrize("error", ["used_url", "expired_url"])
    async def test_where_the_address_has_seen_its_time_the_answer_stands_below(self, lab, error):
        await page(lab, lab.papers)
        (message,) = lab.server.ephemerals(lab.ana)
        fault = Fault(status=404, error=error)
        lab.server.fail(RESPONSE_URL, fault, fault)
        await done(lab, await lab.server.press(lab.ana, message, NEXT.id))
        first, second = lab.server.ephemerals(lab.ana)
        assert (first.text, second.text) == ("Page 1", "Page 2")
        assert second.via == "chat.postEphemeral"

    async def test_of_a_long_answer_the_first_message_takes_the_place(self, lab):
        await page(lab, lab.papers)
        (message,) = lab.server.ephemerals(lab.ana)
        listed = tuple(
            Entry(f"2511.{n:05d}", "Birds " * 40, f"https://arxiv.org/abs/2511.{n:05d}", n)
            for n in range(1, 61)
        )
        lab.clerk.reply = Reply(Message((Listing(listed),)))
        await done(lab, await lab.server.press(lab.ana, message, NEXT.id))
        first, *others = lab.server.ephemerals(lab.ana)
        assert first is message
        assert first.edits == 1
        assert 1 <= len(others) <= 3
        assert "2511.00060" in json.dumps(others[-1].blocks)

    async def test_in_direct_messages_an_answer_is_changed_and_a_digest_is_not(self, lab):
        direct = lab.server.direct(lab.ana)
        await page(lab, direct)
        (answer,) = lab.server.messages(direct)
        await done(lab, await lab.server.press(lab.ana, answer, NEXT.id))
        assert (answer.text, answer.edits) == ("Page 2", 1)
        place, ref = lab.clerk.answered[-1]
        assert (place, ref.native) == (neutral(direct), answer.ts)
        await lab.slack.post(neutral(direct), PAGE)
        digest = lab.server.messages(direct)[-1]
        await done(lab, await lab.server.press(lab.ana, digest, NEXT.id))
        assert (digest.text, digest.edits) == ("Page 1", 0)
        assert lab.server.messages(direct)[-1].text == "Page 2"


class TestSlowPages:
    async def test_what_takes_a_while_says_so_in_the_same_place(self, monkeypatch):
        for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
            monkeypatch.delenv(name, raising=False)
        async with SlackServer() as server:
            lab = Lab(server, sentences("en").say)
            lab.slack = lab.platform(working_s=0.02)
            async with lab.serving():
                await page(lab, lab.papers)
                message = lab.server.ephemerals(lab.ana)[-1]
                before = len(lab.server.ephemerals(lab.ana))
                lab.clerk.held = asyncio.Event()
                sent = await lab.server.press(lab.ana, message, NEXT.id)
                await lab.server.until(lambda: message.edits == 1)
                assert "Page" not in message.text
                lab.clerk.held.set()
                await done(lab, sent)
                assert message.text == "Page 2"
                assert len(lab.server.ephemerals(lab.ana)) == before


class TestChoosing:
    MENUS = Message(
        (line(words("done")),),
        actions=(
            Action("p1:go:1", words("action-undo"), Weight.MAIN),
            Action("p1:drop:1", words("action-all", total=3), Weight.DANGER),
        ),
        more=More(
            Action("p1:more:1", words("done")),
            (Action("p1:why:1", words("try-help")), Action("p1:report:1", words("done"))),
        ),
        selects=(
            Select(
                "when:1",
                words("done"),
                (
                    Choice("daily", words("plain", text="Daily"), chosen=True),
                    Choice("weekly", words("plain", text="Weekly"), words("done")),
                ),
            ),
            Select(
                "fields",
                words("done"),
                tuple(
                    Choice(each, words("plain", text=each), chosen=each == "b") for each in "abc"
                ),
                most=2,
            ),
        ),
    )

    async def test_menus_buttons_and_what_is_folded_press_what_they_say(self, lab):
        await lab.slack.post(neutral(lab.papers), self.MENUS)
        (message,) = lab.server.messages(lab.papers)
        drawn = {
            each["action_id"]: each
            for block in message.blocks
            if block["type"] == "actions"
            for each in block["elements"]
        }
        assert drawn["p1:pick:when:1"]["initial_option"]["value"] == "daily"
        assert [each["value"] for each in drawn["p1:pick:fields"]["initial_options"]] == ["b"]
        assert (drawn["p1:go:1"]["style"], drawn["p1:drop:1"]["style"]) == ("primary", "danger")
        server, ana = lab.server, lab.ana
        await done(lab, await server.choose(ana, message, "Weekly", "p1:pick:when:1"))
        await done(lab, await server.choose(ana, message, ["a", "c"], "p1:pick:fields"))
        await done(lab, await server.choose(ana, message, [], "p1:pick:fields"))
        await done(lab, await server.choose(ana, message, "p1:why:1", "p1:more:1"))
        assert [each.action for each in lab.clerk.presses] == [
            *("p1:when:1:weekly", "p1:fields:a c", "p1:fields:", "p1:why:1")
        ]
        with pytest.raises(NotPossible):
            await server.choose(ana, message, ["a", "b", "c"], "p1:pick:fields")


BUILDER = Form(
    "p1:made:7",
    words("done"),
    (
        Field("name", words("done"), most=40),
        Field("topic", words("done"), Kind.TOPIC, helped="subscribe topic", required=False),
        Field(
            "days",
            words("done"),
            Kind.DAYS,
            choices=tuple(Choice(each, words("plain", text=each)) for each in ("mon", "fri")),
        ),
        Field("at", words("done"), Kind.TIME, value="09:00"),
        Field(
            "of",
            words("done"),
            Kind.CHOICE,
            required=False,
            most=3,
            helped="subscribe topic",
        ),
    ),
    words("done"),
)
FILLED = {"name": "birds", "topic": "cs.CV", "days": "mon fri", "of": "cs.CV cs.AI"}


class TestForms:
    async def open(self, lab, message):
        before = len(lab.server.views)
        lab.clerk.form = BUILDER
        lab.clerk.suggestions = (
            Suggestion("cs.CV", words("plain", text="cs.CV · Vision")),
            Suggestion("cs.AI", words("plain", text="cs.AI · All of it")),
        )
        await lab.server.press(lab.ana, message, NEXT.id)
        await lab.server.until(lambda: len(lab.server.views) > before)
        return lab.server.views[-1]

    async def test_one_is_filled_in_searched_and_sent_off(self, lab):
        await lab.slack.post(neutral(lab.papers), PAGE)
        view = await self.open(lab, lab.server.messages(lab.papers)[0])
        await done(lab, await lab.server.fill(lab.ana, view, FILLED))
        (press,) = lab.clerk.presses
        assert (press.action, press.channel) == ("p1:made:7", neutral(lab.papers))
        assert press.fields == {**FILLED, "at": "09:00"}
        first = lab.clerk.typed[0]
        assert (first.verb, first.option, first.typed) == ("subscribe", "topic", "cs.CV")
        assert first.options == {"name": "birds"}
        assert first.channel == neutral(lab.papers)

    async def test_what_nobody_suggests_can_be_picked_as_it_is_typed(self, lab):
        await lab.slack.post(neutral(lab.papers), PAGE)
        view = await self.open(lab, lab.server.messages(lab.papers)[0])
        loaded = await lab.server.load_options(lab.ana, view, "rare birds", "topic")
        await loaded.acknowledged
        assert loaded.reply["options"][-1]["value"] == "rare birds"
        assert loaded.failed is None

    async def test_suggestions_that_do_not_come_in_time_are_none_and_still_acknowledged(
        self, lab, monkeypatch
    ):
        monkeypatch.setattr("bot.platforms.slack.notices._SUGGESTING_S", 0.02)
        await lab.slack.post(neutral(lab.papers), PAGE)
        view = await self.open(lab, lab.server.messages(lab.papers)[0])
        lab.clerk.held = asyncio.Event()
        loaded = await lab.server.load_options(lab.ana, view, "cs", "topic")
        assert await loaded.acknowledged < 3
        assert loaded.reply == {"options": []}

    async def test_what_cannot_be_opened_in_time_is_done_without(self):
        async with installed() as lab:
            lab.slack = lab.platform(opening_s=0.05)
            async with lab.serving():
                await lab.slack.post(neutral(lab.papers), PAGE)
                lab.clerk.form = BUILDER
                busy = {"Retry-After": "30"}
                lab.server.fail("views.open", Fault(429, error="ratelimited", headers=busy))
                (message,) = lab.server.messages(lab.papers)
                await done(lab, await lab.server.press(lab.ana, message, NEXT.id))
                assert [press.action for press in lab.clerk.presses] == [NEXT.id]
                assert lab.server.views == []

    async def test_one_of_an_answer_that_only_one_sees_is_answered_in_its_place(self, lab):
        await page(lab, lab.papers)
        (message,) = lab.server.ephemerals(lab.ana)
        view = await self.open(lab, message)
        await done(lab, await lab.server.fill(lab.ana, view, FILLED))
        assert lab.server.ephemerals(lab.ana) == [message]
        assert message.text == "Page 2"


class TestHome:
    async def test_it_is_drawn_when_it_is_opened_and_anew_when_something_is_done(self, lab):
        lab.clerk.home = Message((line(words("plain", text="Yours")),), actions=(NEXT,))
        await lab.server.open_home(lab.ana)
        await lab.server.until(lambda: lab.ana.id in lab.server.workspace.homes)
        lab.clerk.home = Message((line(words("plain", text="Changed")),), actions=(NEXT,))
        await done(lab, await lab.server.press_at_home(lab.ana, NEXT.id))
        (press,) = lab.clerk.presses
        direct = lab.server.direct(lab.ana)
        assert (press.channel, press.channel.kind) == (neutral(direct), Place.DIRECT)
        assert [each.text for each in lab.server.messages(direct)] == ["Here you are."]
        await lab.server.until(lambda: "Changed" in json.dumps(lab.server.home(lab.ana).body))

    async def test_a_form_that_is_opened_there_acts_in_direct_messages(self, lab):
        lab.clerk.home = Message((line(words("plain", text="Yours")),), actions=(NEXT,))
        await lab.server.open_home(lab.ana)
        await lab.server.until(lambda: lab.ana.id in lab.server.workspace.homes)
        lab.clerk.form = Form(
            "p1:made:7", words("done"), (Field("q", words("done"), most=9),), words("done")
        )
        await lab.server.press_at_home(lab.ana, NEXT.id)
        await lab.server.until(lambda: lab.server.views)
        direct = neutral(lab.server.direct(lab.ana))
        assert lab.clerk.opened[0].channel == direct
        published = lab.server.calls["views.publish"]
        await done(lab, await lab.server.fill(lab.ana, lab.server.views[0], {"q": "birds"}))
        assert (lab.clerk.presses[0].channel, lab.clerk.presses[0].fields) == (
            direct,
            {"q": "birds"},
        )
        await lab.server.until(lambda: lab.server.calls["views.publish"] > published)

    async def test_one_that_slack_will_not_draw_becomes_text(self, lab):
        lab.clerk.home = Message((line(words("plain", text="Yours <!here>")),), actions=(NEXT,))
        lab.server.fail("views.publish", Fault(error="invalid_arguments"))
        await lab.server.open_home(lab.ana)
        await lab.server.until(lambda: lab.ana.id in lab.server.workspace.homes)
        (block,) = lab.server.home(lab.ana).body["blocks"]
        assert block["text"]["text"] == "Yours &lt;!here&gt;"

    async def test_a_page_with_nothing_on_it_is_left_alone(self, lab):
        sent = await lab.server.open_home(lab.ana)
        await sent.acknowledged
        await done(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert lab.server.calls["views.publish"] == 0


class TestMenuOfAMessage:
    async def use(self, lab, channel, text, **more):
        ben = lab.server.add_person("ben")
        await lab.server.say(ben, channel, text)
        message = list(channel.messages.values())[-1]
        return await lab.server.use_shortcut(lab.ana, message, "summarise", **more)

    async def test_it_is_a_call_with_all_the_message_says_answered_privately(self, lab):
        url = "https://arxiv.org/abs/2511.00001"
        sent = await self.use(lab, lab.papers, f"see {url} & more")
        (answer,) = await done(lab, sent)
        assert answer.shown_to == lab.ana.id
        (call,) = lab.clerk.calls
        assert (call.verb, call.options) == ("summarise", {"text": f"see {url} & more"})
        assert call.event == sent.trigger
        assert call.channel == neutral(lab.papers)

    async def test_it_is_answered_where_we_are_no_member_too(self, lab):
        other = lab.server.add_channel("secret", lab.ana, private=True, member=False)
        (answer,) = await done(lab, await self.use(lab, other, "birds"))
        assert (answer.shown_to, answer.via) == (lab.ana.id, "response_url")

    async def test_an_entry_from_a_version_that_is_gone_does_nothing(self, lab, caplog):
        await lab.server.say(lab.ana, lab.papers, "birds")
        (message,) = lab.server.messages(lab.papers)
        sent = await lab.server.use_shortcut(lab.ana, message, "of-old")
        await sent.acknowledged
        await done(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert [each.verb for each in lab.clerk.calls] == ["status"]
        assert "of-old" in caplog.text

    async def test_it_cannot_be_typed(self, lab):
        await done(lab, await lab.server.call(lab.ana, lab.papers, "summarise birds"))
        assert lab.clerk.calls[0].options == {}


class TestPeople:
    async def test_who_somebody_is_where_and_in_which_language(self, lab):
        xi = lab.server.add_person("xi", admin=True, locale="zh-CN", zone="Asia/Shanghai")
        await done(lab, await lab.server.call(xi, lab.papers, "status"))
        await done(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        first, second = (each.person for each in lab.clerk.calls)
        assert (first.language, first.zone, first.admin) == ("zh-CN", "Asia/Shanghai", True)
        assert (second.language, second.admin) == ("en-US", False)

    @pytest.mark.parametrize("role", ["admin", "owner"])
    async def test_admins_of_another_team_are_none_of_ours(self, lab, role):
        eve = lab.server.add_person("eve", stranger=True, **{role: True})
        user = {"id": eve.id, "team_id": eve.team, "name": "eve", f"is_{role}": True}
        lab.server.fail("users.info", Fault(body=json.dumps({"ok": True, "user": user})))
        await done(lab, await lab.server.mention(eve, lab.papers, "status"))
        assert not lab.clerk.calls[0].person.admin


class TestComingAndGoing:
    async def test_who_invites_us_is_named_with_the_channel(self, lab):
        other = lab.server.add_channel("birds", lab.ana, member=False)
        sent = lab.server.invite(other, lab.ana)
        await lab.server.until(lambda: lab.clerk.joined)
        (joined,) = lab.clerk.joined
        assert (joined.channel, joined.channel.name) == (neutral(other), "#birds")
        assert (joined.by.native, joined.event) == (lab.ana.id, sent.event_id)

    async def test_where_we_come_by_ourselves_nobody_is_named(self, lab):
        other = lab.server.add_channel("birds", lab.ana, member=False)
        await lab.slack.post(neutral(other), said("hello"))
        await lab.server.until(lambda: lab.clerk.joined)
        assert lab.clerk.joined[0].by is None

    async def test_an_app_that_is_uninstalled_has_left_its_workspace(self, lab):
        sent = await lab.server.uninstall()
        await lab.server.until(lambda: len(lab.clerk.left) == 2)
        assert {each.space for each in lab.clerk.left} == {neutral(lab.papers).space}
        assert sent.event_id in {each.event for each in lab.clerk.left}


class TestLinks:
    URL = "https://arxiv.org/abs/2511.00001"

    @pytest.fixture
    def asked_for(self, lab):
        lab.server.events.subscribed.add("link_shared")
        lab.server.tokens.bot.scopes |= {"links:read", "links:write"}
        lab.server.unfurl_domains = {"arxiv.org"}

    async def test_a_link_gets_a_preview_that_pings_nobody(self, lab, asked_for):
        entry = Entry("2511.00001", "Birds <!channel> *x*", self.URL)
        lab.clerk.previews = {self.URL: Message((Listing((entry,)),))}
        await lab.server.say(lab.ana, lab.papers, f"look: {self.URL}")
        (message,) = lab.server.messages(lab.papers)
        await lab.server.until(lambda: message.attachments)
        (preview,) = message.attachments
        assert preview["from_url"] == self.URL
        assert f"<{self.URL}|Birds &lt;!channel&gt; ∗x∗>" in json.dumps(preview, ensure_ascii=False)
        assert message.pings == frozenset()
        assert lab.clerk.linked == [((self.URL,), neutral(lab.papers))]

    async def test_where_nothing_is_known_nothing_is_shown(self, lab, asked_for):
        await lab.server.say(lab.ana, lab.papers, self.URL)
        await lab.server.until(lambda: lab.clerk.linked)
        await done(lab, await lab.server.call(lab.ana, lab.papers, "status"))
        assert lab.server.calls["chat.unfurl"] == 0
