"""What each code of Discord means, seen in what becomes of a message that meets it."""

import aiohttp
import discord
import pytest

from bot.domain.chat import words
from bot.domain.errors import DeliveryError
from bot.platforms.discord import codes
from bot.platforms.discord.codes import CODES, IN_THREADS, STATUSES
from tests.platforms.discord_lab import HEADING, SAY, card, opened, under


class Response:
    """As much of an HTTP answer as discord.py's errors look at."""

    def __init__(self, status):
        self.status = status
        self.reason = "No"


def error(status, code=0, message="No"):
    return discord.HTTPException(Response(status), {"code": code, "message": message})


PASSING = {
    10015: 404,
    10062: 404,
    20016: 429,
    20022: 429,
    20028: 429,
    20029: 429,
    30010: 400,
    30046: 429,
    40001: 401,
    40002: 403,
    40003: 429,
    40004: 400,
    40006: 400,
    40060: 400,
    40062: 429,
    40094: 400,
    40333: 403,
    50005: 403,
    50027: 401,
    130000: 403,
}
FLAT = {
    10008: 404,
    30033: 400,
    50083: 400,
    160004: 400,
    160005: 403,
    160006: 400,
    160007: 400,
    200001: 400,
}
PLAINER = {
    20009: 400,
    30015: 400,
    40005: 413,
    50006: 400,
    50035: 400,
    50045: 400,
    50046: 400,
    50109: 400,
    50110: 400,
    50123: 400,
    50146: 400,
    200000: 400,
    240000: 400,
    400001: 400,
}
PERMANENT = {
    10003: 404,
    10004: 404,
    40007: 403,
    40058: 400,
    40067: 400,
    50001: 403,
    50007: 403,
    50008: 400,
    50009: 403,
    50013: 403,
    50024: 400,
    50033: 400,
    50278: 403,
}
ONLY_THE_THREAD = {10003: 404, 50001: 403, 50013: 403, 50024: 400}
UNKNOWN = 99999


def rows(table):
    return pytest.mark.parametrize(("code", "status"), table.items(), ids=map(str, table))


@pytest.fixture
async def lab():
    async with opened() as lab:
        await lab.start()
        yield lab


async def refusal(lab, message=HEADING, thread=None):
    """Post something that is refused, and return how."""
    with pytest.raises(DeliveryError) as refused:
        await lab.platform.post(lab.channel, message, under=thread)
    return refused.value


class TestEachRow:
    def test_every_row_is_here_once(self):
        tables = (PASSING, FLAT, PLAINER, PERMANENT)
        assert sorted(code for table in tables for code in table) == sorted(CODES)
        assert sorted(ONLY_THE_THREAD) == sorted(IN_THREADS)

    @rows(PASSING)
    async def test_what_passes_is_tried_again(self, lab, code, status):
        lab.server.fail("POST", "/messages$", status=status, code=code)
        refused = await refusal(lab)
        assert (refused.permanent, refused.unsure, refused.unfit) == (False, False, False)
        assert f"({code})" in str(refused)
        assert lab.messages() == []
        assert await lab.platform.post(lab.channel, HEADING)

    @rows(PERMANENT)
    async def test_what_is_permanent_says_what_to_do(self, lab, code, status):
        lab.server.fail("POST", "/messages$", status=status, code=code)
        refused = await refusal(lab)
        assert (refused.permanent, refused.unsure, refused.unfit) == (True, False, False)
        assert "⟨" not in SAY(refused.words)
        assert lab.asked("POST", "/messages") == 1

    @rows(FLAT | ONLY_THE_THREAD)
    async def test_a_refused_thread_leaves_the_channel(self, lab, code, status):
        heading = await lab.platform.post(lab.channel, HEADING)
        await lab.platform.post(lab.channel, card(1), under=under(heading))
        lab.server.fail("POST", f"/channels/{heading.native}/messages$", status=status, code=code)
        refs = [await lab.platform.post(lab.channel, card(n), under=under(heading)) for n in (2, 3)]
        assert [ref.thread for ref in refs] == [None, None]
        assert [str(each.id) for each in lab.messages()[1:]] == [ref.native for ref in refs]

    @rows(FLAT | ONLY_THE_THREAD | PLAINER | {UNKNOWN: 400})
    async def test_a_thread_that_cannot_be_made_leaves_the_channel(self, lab, code, status):
        heading = await lab.platform.post(lab.channel, HEADING)
        lab.server.fail("POST", "/threads$", status=status, code=code)
        ref = await lab.platform.post(lab.channel, card(), under=under(heading))
        if code == 160004:  # it stands, and would have been found by a real one
            assert lab.asked("POST", "/messages") == 3
        assert ref.thread is None
        (trouble,) = await lab.platform.troubles(lab.channel) or [None]
        assert trouble is None or "thread" in SAY(trouble)

    @rows({10003: 404, 50001: 403, 50013: 403})
    async def test_a_closed_channel_is_closed_for_cards_of_a_thread_too(self, lab, code, status):
        heading = await lab.platform.post(lab.channel, HEADING)
        lab.server.fail("POST", "(threads|messages)$", status=status, code=code, times=2)
        assert (await refusal(lab, card(), under(heading))).permanent

    @rows(FLAT)
    async def test_it_says_nothing_about_the_channel_itself(self, lab, code, status):
        lab.server.fail("POST", "/messages$", status=status, code=code)
        refused = await refusal(lab)
        assert (refused.permanent, refused.unfit) == (False, False)

    @rows(PLAINER)
    async def test_an_unfit_message_stands_as_text(self, lab, caplog, code, status):
        lab.server.fail("POST", "/messages$", status=status, code=code)
        await lab.platform.post(lab.channel, card())
        (message,) = lab.messages()
        assert message.embeds == []
        assert "Paper 1" in message.content
        assert f"drawn refused in {lab.place.id}: Discord answered {status} ({code})" in caplog.text

    @rows(PLAINER)
    async def test_what_is_refused_in_every_form_is_unfit_and_no_more(self, lab, code, status):
        lab.server.fail("POST", "/messages$", status=status, code=code, times=3)
        refused = await refusal(lab, card())
        assert (refused.permanent, refused.unsure, refused.unfit) == (False, False, True)
        assert "⟨" not in SAY(refused.words)
        assert await lab.platform.post(lab.channel, card(2))

    @pytest.mark.parametrize("status", STATUSES)
    async def test_without_a_code_the_status_says_it(self, lab, status):
        lab.server.fail("POST", "/messages$", status=status, html=status == 413)
        assert await lab.platform.post(lab.channel, card())
        lab.server.fail("POST", "/messages$", status=status, times=3)
        assert (await refusal(lab, card(2))).unfit

    async def test_an_unknown_refusal_is_met_with_plainer_forms_but_blames_no_message(self, lab):
        lab.server.fail("POST", "/messages$", status=400, code=UNKNOWN)
        assert await lab.platform.post(lab.channel, card())
        lab.server.fail("POST", "/messages$", status=400, code=UNKNOWN, times=3)
        refused = await refusal(lab, card(2))
        assert (refused.permanent, refused.unsure, refused.unfit) == (False, False, False)

    async def test_other_unknown_codes_pass(self, lab):
        lab.server.fail("POST", "/messages$", status=403, code=UNKNOWN)
        refused = await refusal(lab)
        assert (refused.permanent, refused.unsure, refused.unfit) == (False, False, False)

    async def test_the_servers_moderation_is_named(self, lab):
        lab.server.fail("POST", "/messages$", status=400, code=200000, times=3)
        assert (await refusal(lab, card())).words == words("discord-blocked")


@pytest.mark.parametrize(
    ("raised", "unsure"),
    [
        (error(401), False),
        (error(404), False),
        (error(429), False),
        (error(418, 99999), False),
        (error(500), True),
        (error(503), True),
        (error(524), True),
        (TimeoutError(), True),
        (aiohttp.ServerDisconnectedError(), True),
        (ConnectionResetError(), True),
        (discord.RateLimited(99.0), False),
        (ValueError("not JSON"), True),
    ],
)
def test_what_is_in_no_table_passes_and_says_whether_it_may_have_arrived(raised, unsure):
    translated = codes.delivery_error(raised)
    assert not translated.permanent
    assert translated.unsure is unsure
    assert translated.words is None
    assert not codes.delivery_error(raised, sent=False).unsure


def test_nobody_there_is_sure():
    key = aiohttp.client_reqrep.ConnectionKey("h", 1, False, True, None, None, None)
    raised = aiohttp.ClientConnectorError(key, OSError("refused"))
    assert not codes.delivery_error(raised).unsure


def test_a_page_instead_of_an_answer_is_one_short_line_of_the_log():
    refused = discord.HTTPException(Response(503), "<html>\n" + "x" * 9000)
    assert len(str(codes.delivery_error(refused))) < 300
    assert "\n" not in str(codes.delivery_error(refused))
