import aiohttp
import discord
import pytest

from bot.platforms.discord import codes
from bot.platforms.discord.codes import CODES, Meaning


class Response:
    """As much of an HTTP answer as discord.py's errors look at."""

    def __init__(self, status):
        self.status = status
        self.reason = "No"


def error(status, code=0, message="No"):
    return discord.HTTPException(Response(status), {"code": code, "message": message})


ROWS = [
    (10003, 404, Meaning.PERMANENT),
    (10004, 404, Meaning.PERMANENT),
    (10008, 404, Meaning.FLAT),
    (10015, 404, Meaning.LATE),
    (10062, 404, Meaning.LATE),
    (20016, 429, Meaning.PASSING),
    (20022, 429, Meaning.PASSING),
    (20028, 429, Meaning.PASSING),
    (20029, 429, Meaning.PASSING),
    (30010, 400, Meaning.PASSING),
    (30033, 400, Meaning.FLAT),
    (30046, 400, Meaning.PASSING),
    (40002, 403, Meaning.PASSING),
    (40005, 413, Meaning.PERMANENT),
    (40060, 400, Meaning.LATE),
    (50001, 403, Meaning.PERMANENT),
    (50006, 400, Meaning.PERMANENT),
    (50007, 403, Meaning.PERMANENT),
    (50008, 400, Meaning.PERMANENT),
    (50013, 403, Meaning.PERMANENT),
    (50024, 400, Meaning.PERMANENT),
    (50027, 401, Meaning.LATE),
    (50033, 400, Meaning.PERMANENT),
    (50035, 400, Meaning.PERMANENT),
    (50083, 400, Meaning.FLAT),
    (50278, 403, Meaning.PERMANENT),
    (160004, 400, Meaning.FLAT),
    (160005, 400, Meaning.FLAT),
    (160006, 400, Meaning.FLAT),
    (160007, 400, Meaning.FLAT),
    (200000, 400, Meaning.PERMANENT),
    (200001, 400, Meaning.FLAT),
]


def test_every_row_of_the_table_is_checked():
    assert [code for code, _, _ in ROWS] == sorted(CODES)


@pytest.mark.parametrize(("code", "status", "meaning"), ROWS)
def test_each_code_means_what_it_says(code, status, meaning):
    refused = error(status, code)
    assert codes.refusal(refused).meaning is meaning
    translated = codes.delivery_error(refused)
    assert translated.permanent is (meaning is Meaning.PERMANENT)
    assert not translated.unsure
    # Who cannot get anything any more is told what to do about it.
    assert (translated.words is not None) or not translated.permanent


@pytest.mark.parametrize("code", [10003, 50001, 50013, 50024])
def test_what_refuses_a_thread_does_not_refuse_the_channel(code):
    assert codes.refusal(error(403, code), in_thread=True).meaning is Meaning.FLAT


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


def test_too_large_for_what_stands_before_discord_is_too_large_for_ever():
    refused = discord.HTTPException(Response(413), "<html>Too large</html>")
    assert codes.delivery_error(refused).permanent


def test_a_page_instead_of_an_answer_is_one_short_line_of_the_log():
    refused = discord.HTTPException(Response(503), "<html>\n" + "x" * 9000)
    assert len(str(codes.delivery_error(refused))) < 300
    assert "\n" not in str(codes.delivery_error(refused))
