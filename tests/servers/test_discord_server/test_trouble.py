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
from tests.servers.test_discord_server.client import (
    TOKEN,
    Bot,
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
