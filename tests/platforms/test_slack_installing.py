"""Workspaces that install the app through our pages, and those that throw it out again."""

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import pytest

from bot.app.installations import KeptInstallations
from bot.app.outside import open_store
from bot.app.sealing import seal
from bot.domain.calls import Joined, Left
from bot.domain.chat import Channel, Person, Place
from bot.domain.errors import DeliveryError
from bot.settings import load
from tests.platforms.slack_lab import LISTED, Clerk
from tests.servers.slack import STRANGERS, Fault
from tests.servers.slack.workspace import BOT_USER
from tests.stage import ANA, BEN
from tests.stage.slack_http import SlackHttpStage
from tests.world import spare_migrations


@dataclass
class Porter(Clerk):
    """Notes who comes and goes, too."""

    joined: list[Joined] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    async def on_joined(self, joined: Joined) -> None:
        self.joined.append(joined)
        self.ring()

    async def on_left(self, left: Left) -> None:
        self.left.append(left)
        self.ring()


class Gate(SlackHttpStage):
    """The adapter alone, over a store of its own."""

    @asynccontextmanager
    async def serving(self):
        """Run the adapter; it finds what was installed when it ran before."""
        self.settings = load({"PAPERBOY_DATA_DIR": str(self.folder)} | self.environ())
        await spare_migrations(self.folder)
        self.slack, self.porter = self.platform(self.settings), Porter()
        ready = asyncio.Event()
        task = asyncio.create_task(self.slack.run(self.porter, ready.set))
        try:
            async with asyncio.timeout(5):
                await ready.wait()
            yield
        finally:
            task.cancel()
            await asyncio.wait((task,))

    @asynccontextmanager
    async def kept(self):
        """Open what is kept, as the adapter does."""
        sealing = seal("", self.folder / "slack.key")
        async with open_store(self.settings) as store:
            yield KeptInstallations(store, sealing, self.clock)

    def channel(self, team: str = "T0LAB") -> Channel:
        return Channel("slack", team, self.papers.id, "#papers")

    async def until(self, look):
        self.porter.ring = self.server.bell.ring
        return await self.server.until(look)


@pytest.fixture
async def gate(tmp_path):
    async with AsyncExitStack() as stack:
        gate = Gate(tmp_path)
        await gate.open(stack)
        yield gate


async def test_whoever_installed_it_is_told_of_and_everything_works_at_once(gate):
    async with gate.serving():
        page = await gate.install(gate.lab)
        assert page.status == 200
        assert "Paperboy is in Lab" in page.text
        (joined,) = await gate.until(lambda: gate.porter.joined)
        assert joined.space == "T0LAB"
        assert (joined.by.space, joined.by.native) == ("T0LAB", gate.people[ANA].id)
        ref = await gate.slack.post(gate.channel(), LISTED)
        assert gate.papers.messages[ref.native].bot_id
        assert gate.slack.in_flight is None
        direct = await gate.slack.direct(Person("slack", "T0LAB", gate.people[BEN].id))
        assert (direct.space, direct.kind) == ("T0LAB", Place.DIRECT)


async def test_what_was_optional_and_declined_is_not_promised(gate):
    async with gate.serving():
        await gate.cloud.install(gate.lab, gate.people[ANA], history=False)
        assert gate.slack.in_flight == 1


async def test_whoever_declines_is_told_that_nothing_was_installed(gate):
    async with gate.serving():
        page = await gate.cloud.install(gate.lab, gate.people[ANA], allowed=False)
        assert page.status == 200
        assert "Nothing was installed" in page.text
        assert gate.cloud.exchanged == 0
        async with gate.kept() as kept:
            assert not await kept.all()


async def test_only_the_browser_that_went_comes_back(gate):
    async with gate.serving():
        page = await gate.cloud.install(gate.lab, gate.people[ANA], same_browser=False)
        assert (page.status, gate.cloud.exchanged) == (400, 0)
        assert "Please begin again" in page.text


async def test_a_way_back_is_good_once_and_for_ten_minutes(gate):
    async with gate.serving():
        for passed, statuses in ((timedelta(), [200, 400]), (timedelta(minutes=10), [400, 400])):
            back, headers = await gate.cloud.begin(gate.lab, gate.people[ANA])
            gate.clock.now += passed
            seen = [await gate.cloud.visit(back, headers) for _ in range(2)]
            assert [page.status for page in seen] == statuses
        assert gate.cloud.exchanged == 1


async def test_a_state_that_never_went_out_is_refused(gate):
    async with gate.serving():
        cookie = {"Cookie": "slack-app-oauth-state=made-up"}
        back = f"{gate.url}/slack/oauth_redirect?code=1&state=made-up"
        assert (await gate.cloud.visit(back, cookie)).status == 400
        assert (await gate.cloud.visit(back.replace("made-up", ""), {})).status == 400


async def test_what_slack_refuses_is_said_without_the_code(gate, caplog):
    caplog.set_level(logging.INFO)
    async with gate.serving():
        back, headers = await gate.cloud.begin(gate.lab, gate.people[ANA])
        gate.cloud.forget_codes()
        page = await gate.cloud.visit(back, headers | {"Accept-Language": "zh-CN,zh;q=0.9"})
        assert page.status == 502
        assert "Slack 没有授予访问权限" in page.text
        assert "invalid_code" in caplog.text
        assert "code-1" not in caplog.text + page.text


async def test_a_token_that_would_end_in_a_day_is_refused(gate, caplog):
    gate.cloud.rotating = True
    async with gate.serving():
        page = await gate.install(gate.lab)
        assert page.status == 502
        assert "token_rotation" in caplog.text
        async with gate.kept() as kept:
            assert not await kept.all()


async def test_the_name_of_a_workspace_is_text_on_the_page(gate):
    gate.cloud.rename(gate.lab, "<script>alert(1)</script>")
    async with gate.serving():
        page = await gate.install(gate.lab)
        assert "<script>" not in page.text
        assert "&lt;script&gt;" in page.text


async def test_a_flood_of_people_who_never_come_back_is_dammed(gate):
    async with gate.serving():
        for _ in range(60):
            await gate.cloud.begin(gate.lab, gate.people[ANA])
        assert (await gate.cloud.visit(f"{gate.url}/slack/install")).status == 503
        gate.clock.pass_time(minutes=1)
        await gate.cloud.begin(gate.lab, gate.people[ANA])


async def test_a_whole_organisation_is_one_place(gate):
    gate.cloud.organisation = "E0ORG"
    async with gate.serving():
        await gate.install(gate.lab)
        (joined,) = await gate.until(lambda: gate.porter.joined)
        assert joined.space == "E0ORG"
        async with gate.kept() as kept:
            (made,) = await kept.all()
            assert (made.enterprise, made.team, made.name) == ("E0ORG", "", "Org")
        sent = await gate.lab.call(gate.people[ANA], gate.papers, "topics")
        await sent.acknowledged
        (call,) = await gate.until(lambda: gate.porter.calls)
        assert call.channel.space == "E0ORG"
        assert call.person.space == "T0LAB"
        # People go by their team, and still we know where to find them.
        assert (await gate.slack.direct(call.person)).space == "E0ORG"
        with pytest.raises(DeliveryError):
            await gate.slack.direct(Person("slack", STRANGERS, "U0NOBODY"))


async def test_thrown_out_it_forgets_at_once_and_says_so_once(gate):
    async with gate.serving():
        await gate.install(gate.lab)
        await gate.install(gate.bio)
        await gate.cloud.uninstall(gate.lab)
        left = await gate.until(lambda: gate.porter.left)
        assert [each.space for each in left] == ["T0LAB"]
        with pytest.raises(DeliveryError) as refused:
            await gate.slack.ready(gate.channel())
        assert refused.value.permanent
        assert await gate.slack.troubles(gate.channel()) == [refused.value.words]
        with pytest.raises(DeliveryError):
            await gate.slack.direct(Person("slack", "T0LAB", gate.people[ANA].id))
        gate.at(gate.bio)
        await gate.slack.post(gate.channel("T0BIO"), LISTED)
        async with gate.kept() as kept:
            assert [each.team for each in await kept.all()] == ["T0BIO"]
    async with gate.serving():
        await gate.slack.post(gate.channel("T0BIO"), LISTED)
        with pytest.raises(DeliveryError):
            await gate.slack.post(gate.channel("T0LAB"), LISTED)


@pytest.mark.parametrize("refusal", ["token_revoked", "account_inactive"])
async def test_a_token_that_slack_takes_no_longer_is_the_end_too(gate, refusal):
    async with gate.serving():
        await gate.install(gate.lab)
        gate.lab.tokens.bot.refusal = refusal
        with pytest.raises(DeliveryError):
            await gate.slack.post(gate.channel(), LISTED)
        assert [each.space for each in await gate.until(lambda: gate.porter.left)] == ["T0LAB"]


async def test_a_token_that_slack_does_not_know_just_now_is_kept(gate, caplog):
    async with gate.serving():
        await gate.install(gate.lab)
        gate.lab.fail("chat.postMessage", Fault(error="invalid_auth"))
        with pytest.raises(DeliveryError) as refused:
            await gate.slack.post(gate.channel(), LISTED)
        assert not refused.value.permanent
        await gate.slack.post(gate.channel(), LISTED)
        assert not gate.porter.left
        assert "refuses the token of T0LAB" in caplog.text


async def test_news_of_the_last_end_does_not_end_what_was_begun_anew(gate):
    async with gate.serving():
        await gate.install(gate.lab)
        await gate.cloud.uninstall(gate.lab)
        await gate.until(lambda: gate.porter.left)
        late = gate.lab.events.send({"type": "app_uninstalled"})
        await late.acknowledged
        gate.clock.pass_time(minutes=3)
        await gate.install(gate.lab)
        gate.lab.redeliver(late)
        await gate.lab.until(lambda: late.acks == 2)
        await gate.slack.post(gate.channel(), LISTED)
        assert len(gate.porter.left) == 1


async def test_the_end_of_somebody_elses_token_is_not_ours(gate):
    async with gate.serving():
        await gate.install(gate.lab)
        event = {"type": "tokens_revoked", "tokens": {"oauth": [BOT_USER], "bot": ["U0OTHER"]}}
        await gate.lab.events.send(event).acknowledged
        await gate.slack.post(gate.channel(), LISTED)
        assert not gate.porter.left


async def test_a_channel_of_a_workspace_that_cannot_be_looked_into_is_told_why(gate):
    async def inspected():
        channels = [gate.channel(), gate.channel("T0GONE")]
        seen = [each async for each in gate.slack.inspect(channels)]
        return [(each.space, [say.key for say in found]) for each, found in seen if each]

    async with gate.serving():
        await gate.install(gate.lab)
        assert await inspected() == [("T0LAB", []), ("T0GONE", ["slack-doors-uninstalled"])]
    (gate.folder / "slack.key").unlink()
    assert await inspected() == [
        ("T0LAB", ["slack-doors-locked"]),
        ("T0GONE", ["slack-doors-uninstalled"]),
    ]


async def test_examined_it_says_where_it_is_and_what_is_wrong_there(gate):
    async with gate.serving():
        examine = partial(gate.slack.examine)
        assert [each.key for each in await examine()] == ["slack-doors-count"]
        await gate.install(gate.lab)
        await gate.install(gate.bio)
        gate.bio.tokens.bot.refusal = "account_inactive"
        assert [each.key for each in await examine()] == [
            "slack-doors-count",
            "slack-doors-refused",
            "slack-never-twice",
        ]
    (gate.folder / "slack.key").unlink()
    keys = [each.key for each in await gate.slack.examine()]
    assert keys == ["slack-doors-count", "slack-doors-locked-names"]
