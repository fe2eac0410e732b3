"""Rate limits, and what goes wrong on demand."""

import asyncio

import aiohttp
import pytest

from tests.servers.discord import (
    REAL_MESSAGES,
    Allowance,
    Channel,
    DiscordServer,
    Guild,
    Person,
)
from tests.servers.discord.pace import Pace
from tests.servers.test_discord_server.client import (
    TOKEN,
    Bot,
    Clock,
    place,
    refusal_of,
)


async def test_a_bucket_runs_empty_with_the_real_headers(
    server: DiscordServer, papers: Channel
) -> None:
    server.pace.routes["POST messages"] = REAL_MESSAGES
    headers = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        answers = []
        for _ in range(6):
            address = f"{server.api_url}/channels/{papers.id}/messages"
            async with session.post(address, json={"content": "x"}) as answer:
                answers.append(answer)
                body = await answer.json()
    assert [answer.status for answer in answers] == [200] * 5 + [429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == list("432100")
    last = answers[-1].headers
    assert last["Via"]
    assert last["Retry-After"] == "5"
    assert last["X-RateLimit-Scope"] == "user"
    assert 0 < body["retry_after"] <= 5
    assert body["global"] is False
    assert server.pace.refused == 1
    assert answers[0].headers["Content-Type"] == "application/json"


async def test_the_client_keeps_to_a_bucket_by_itself(
    server: DiscordServer, lab: Guild, papers: Channel, rest: Bot
) -> None:
    server.pace.routes["POST messages"] = Allowance(2, 0.05)
    for number in range(5):
        await place(rest, papers).send(str(number))
    assert len(server.messages(papers)) == 5
    assert server.pace.refused == 0


async def test_the_overall_limit_counts_everything_but_interactions(
    server: DiscordServer, papers: Channel, ana: Person, caller: Bot
) -> None:
    server.pace.overall = Allowance(1, 0.05)
    await place(caller, papers).send("one")
    await (await server.call(ana, papers, "papers", "say")).answer()
    assert server.pace.refused == 0
    await place(caller, papers).send("two")
    await place(caller, papers).send("three")
    assert server.pace.refused >= 1


def test_the_overall_limit_holds_for_every_stretch_of_its_length(clock: Clock) -> None:
    pace = Pace(clock, clock)
    pace.overall = Allowance(2, 1.0)
    taken, began = [], clock.now
    for seconds in (0.0, 0.75, 0.875, 1.0, 1.25, 1.5, 1.75, 2.0):
        clock.now = began + seconds
        _, wait, overall = pace.ask("GET x", "")
        taken.append(wait is None)
        assert overall is (wait is not None)
    assert taken == [True, True, False, True, False, False, True, True]
    assert pace.refused_by == {"global": 3}


def test_its_refusal_says_when_there_is_a_place(clock: Clock) -> None:
    pace = Pace(clock, clock)
    pace.overall = Allowance(1, 1.0)
    pace.ask("GET x", "")
    clock.now += 0.25
    headers, wait, _ = pace.ask("GET x", "")
    assert wait == pytest.approx(0.75, abs=0.002)
    assert headers["X-RateLimit-Global"] == "true"
    clock.now += wait
    assert pace.ask("GET x", "")[1] is None


async def test_the_real_limits_can_be_set(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    server.pace.be_real()
    sent = await place(rest, papers).send("x")
    for _ in range(2):  # discord.py learns the limit from the first answer
        await sent.add_reaction("🔖")
    assert server.pace.overall == Allowance(50, 1.0)
    assert server.pace.refused == 0


async def test_a_fault_may_come_after_the_deed(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    server.fail("POST", "/messages$", status=503)
    server.fail("POST", "/messages$", status=503, done=True)
    for _ in range(2):
        assert (await refusal_of(place(rest, papers).send("x")))[0] == 503
    assert len(server.messages(papers)) == 1
    await place(rest, papers).send("y")
    assert len(server.messages(papers)) == 2


async def test_a_connection_can_be_reset(server: DiscordServer, papers: Channel, rest: Bot) -> None:
    server.fail("POST", "/messages$", reset=True)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await place(rest, papers).send("x")
    assert server.messages(papers) == []
    server.fail("POST", "/messages$", reset=True, done=True)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await place(rest, papers).send("x")
    assert len(server.messages(papers)) == 1


async def test_an_answer_can_be_held(server: DiscordServer, papers: Channel, rest: Bot) -> None:
    fault = server.fail("POST", "/messages$", stall=True, done=True)
    sending = asyncio.create_task(place(rest, papers).send("x"))
    await asyncio.wait_for(fault.struck.wait(), 5)
    await server.until(lambda: server.messages(papers))
    assert not sending.done()
    fault.release()
    assert (await asyncio.wait_for(sending, 5)).content == "x"


async def test_a_ban_and_a_passing_refusal_are_told_apart(
    server: DiscordServer, papers: Channel, rest: Bot
) -> None:
    server.fail("POST", "/messages$", status=429, html=True)
    assert (await refusal_of(place(rest, papers).send("x")))[0] == 429
    server.fail("POST", "/messages$", status=429, retry_after=0.01)
    await place(rest, papers).send("y")
    assert server.rest.unwelcome == 2


async def test_a_body_that_is_no_json_is_refused(server: DiscordServer, papers: Channel) -> None:
    headers = {"Authorization": f"Bot {TOKEN}", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{server.api_url}/channels/{papers.id}/messages", data="{") as answer,
    ):
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)


async def test_waiting_for_what_does_not_come_fails(server: DiscordServer) -> None:
    with pytest.raises(AssertionError, match="still not so"):
        await server.until(lambda: False, within=0.01)


async def test_a_crash_of_the_server_fails_the_test_that_caused_it() -> None:
    async def crash() -> None:
        async with DiscordServer(TOKEN) as server, aiohttp.ClientSession() as session:
            server.posting.known = lambda nonce: {}["crash"]
            papers = server.add_channel(server.add_guild())
            address = f"{server.api_url}/channels/{papers.id}/messages"
            body = {"content": "x", "nonce": "1", "enforce_nonce": True}
            headers = {"Authorization": f"Bot {TOKEN}"}
            async with session.post(address, json=body, headers=headers) as answer:
                assert answer.status == 503

    with pytest.raises(KeyError, match="crash"):
        await crash()
