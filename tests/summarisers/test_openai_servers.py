"""What servers do wrong, and what becomes of it; see also `test_charged`."""

from dataclasses import replace

import pytest

from bot.domain.errors import WriterError
from bot.domain.fulltext import Section
from bot.domain.summaries import Detail, Material, Order
from bot.summarisers.openai import OpenAISummariser
from tests.servers.openai import Fault, Raw, client
from tests.summarisers.conftest import FULL, PAPER, PROMPTS, WHOLE


@pytest.mark.parametrize(
    ("formats", "asked"),
    [
        ({"json_schema", "json_object"}, ["json_schema"]),
        ({"json_object"}, ["json_schema", "json_object"]),
        (set(), ["json_schema", "json_object", None]),
    ],
)
async def test_the_strictest_format_a_server_knows_is_found_once(server, formats, asked):
    server.formats = formats
    async with client(server) as asker:
        writer = OpenAISummariser(asker, "small-1", PROMPTS)
        for _ in range(2):
            await writer.summarise(Material(PAPER), Order(Detail.HEADLINE))
    kinds = [request.get("response_format", {}).get("type") for request in server.requests]
    assert kinds == [*asked, asked[-1]]


@pytest.mark.parametrize(
    "fault", [Fault.PROSE_AROUND, Fault.THINKING, Fault.WRAPPED, Fault.EXTRA_FIELDS]
)
async def test_json_is_found_whatever_stands_around_it(server, write, fault):
    server.faults.append(fault)
    assert (await write()).text == "We sort 40 cats by purr."
    assert len(server.requests) == 1


async def test_thoughts_that_never_end_are_no_answer(server, write):
    server.says = "Sorts cats by purr."
    server.faults.append(Fault.THOUGHTS_ONLY)
    assert (await write()).text == "Sorts cats by purr."
    assert "no JSON object" in server.requests[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r'{"text": "Sorts with \alpha and \(x^2\)."}', "Sorts with α and x²."),
        (r'{"text": "Sorts with $\beta$, \theta and \nu."}', "Sorts with β, θ and ν."),
        (r'{"text": "Sorts with \\rho \times \\tau."}', "Sorts with ρ × τ."),
        (r'{"text": "Sorts cats.\nThe purr decides."}', "Sorts cats. The purr decides."),
        (r'{"text": "Sorts caf\u00e9 \"cats\"."}', 'Sorts café "cats".'),
    ],
)
async def test_backslashes_of_tex_are_not_misread_as_those_of_json(server, write, content, text):
    server.says = Raw(content)
    assert (await write()).text == text
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "content", ['{"text": "Sorts cats.', "{'text': 'Sorts cats.'}", "[]", "{}"]
)
async def test_broken_json_is_asked_for_once_more(server, write, content):
    server.says = [Raw(content), "Sorts cats."]
    assert (await write()).text == "Sorts cats."
    assert len(server.requests) == 2


async def test_a_server_that_says_nothing_of_what_it_used_is_no_matter(server, write):
    server.bills = lambda _: None
    assert (await write()).text == "We sort 40 cats by purr."


async def test_a_model_with_little_room_is_shown_less_from_then_on(server):
    server.room = 7_000
    async with client(server) as asker:
        writer = OpenAISummariser(asker, "small-1", PROMPTS)
        long = "Cats purr at night. " * 600
        material = Material(PAPER, replace(FULL, sections=(Section("1", "Purrs", 1, long),)))
        for _ in range(2):
            summary = await writer.summarise(material, Order(Detail.TAKEAWAYS))
    sizes = [len(each["messages"][1]["content"]) for each in server.requests]
    assert sizes[0] > 12_000 > sizes[-1]
    assert sizes.count(sizes[0]) == 1
    assert summary.pages_read < summary.pages == 14


async def test_a_model_without_any_room_is_given_up(server, write):
    server.room = 10
    with pytest.raises(WriterError, match="context_length_exceeded") as caught:
        await write(Detail.TAKEAWAYS, WHOLE)
    assert (caught.value.passing, len(server.requests)) == (False, 1)


@pytest.mark.parametrize("fault", [Fault.FORMAT_IGNORED, Fault.WRONG_SCHEMA])
async def test_an_unusable_answer_is_repaired_once(server, write, fault):
    server.says = "Sorts cats by purr."
    server.faults.append(fault)
    assert (await write()).text == "Sorts cats by purr."
    *_, answer, repair = server.requests[1]["messages"]
    assert (answer["role"], repair["role"]) == ("assistant", "user")
    assert 'no JSON object with a "text"' in repair["content"]


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.RATE_LIMITED, "HTTP 429 rate_limit_exceeded"),
        (Fault.RATE_LIMITED_UNTIMED, "HTTP 429 rate_limit_exceeded"),
        (Fault.EXHAUSTED, "HTTP 429"),
        (Fault.QUOTA, "HTTP 429 insufficient_quota"),
        (Fault.NO_BALANCE, "HTTP 402 invalid_request_error"),
        (Fault.DOWN, "HTTP 500 server_error"),
        (Fault.OVERLOADED, "HTTP 503"),
        (Fault.HUNG_UP, "cannot be reached"),
        (Fault.HALF_BODY, "cannot be reached"),
    ],
)
async def test_what_may_pass_is_said_to_be_passing(server, write, fault, cause):
    server.faults.append(fault)
    with pytest.raises(WriterError, match=cause) as caught:
        await write()
    assert caught.value.passing
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.POLICY, "HTTP 400 content_filter"),
        (Fault.MALFORMED, "the answer is not JSON"),
        (Fault.HTML, "holds no completion"),
        (Fault.NO_CHOICES, "holds no completion"),
        (Fault.NULL_CHOICE, "holds no completion"),
        (Fault.NOT_UTF8, "the answer is not JSON"),
        (Fault.TRUNCATED, "stopped: length"),
        (Fault.TRUNCATED_WHOLE, "stopped: length"),
        (Fault.ABORTED, "stopped: abort"),
        (Fault.FILTERED, "stopped: content_filter"),
        (Fault.TOOL_CALLS, "stopped: tool_calls"),
        (Fault.REFUSAL, "refused"),
        (Fault.EMPTY, "empty"),
    ],
)
async def test_what_stays_is_not_said_to_be_passing(server, write, fault, cause):
    server.faults.append(fault)
    with pytest.raises(WriterError, match=cause) as caught:
        await write()
    assert not caught.value.passing
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [Fault.TRUNCATED_WHOLE, Fault.DOWN, Fault.REFUSAL])
async def test_a_repair_that_fails_leaves_what_was_true_before(server, write, fault):
    server.says = ["Sorts 40 cats. Wins by 7 points.", "Sorts cats."]
    server.faults += [None, fault]
    assert (await write()).text == "Sorts 40 cats."
    assert len(server.requests) == 2


async def test_a_repair_that_is_stopped_by_its_length_is_never_published(server, write):
    server.says = ["Wins by 7 points.", "Sorts 40 cats."]
    server.faults += [None, Fault.TRUNCATED_WHOLE]
    with pytest.raises(WriterError, match="stopped: length"):
        await write()


async def test_who_wants_us_to_wait_for_minutes_is_not_asked_again(server, write):
    server.faults.append(Fault.RATE_LIMITED_LONG)
    with pytest.raises(WriterError, match="HTTP 429") as caught:
        await write(max_retries=2)
    assert (caught.value.passing, len(server.requests)) == (True, 1)


async def test_a_body_that_stops_in_the_middle_is_given_up_by_the_client(server, write):
    server.faults.append(Fault.STALLED_BODY)
    with pytest.raises(WriterError, match="no answer in time") as caught:
        await write(timeout=0.05)
    assert caught.value.passing


async def test_a_silent_server_is_given_up_by_the_client(server, write):
    server.faults.append(Fault.SILENT)
    with pytest.raises(WriterError, match="no answer in time"):
        await write(timeout=0.05)


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.DRIPPING])
async def test_a_server_that_never_finishes_is_given_up_by_patience(server, write, fault):
    server.faults.append(fault)
    with pytest.raises(WriterError, match=r"longer than 0\.1 s"):
        await write(patience=0.1)


async def test_a_server_that_asks_to_wait_is_tried_again(server, write):
    server.faults += [Fault.RATE_LIMITED, Fault.RATE_LIMITED]
    assert (await write(max_retries=2)).text == "We sort 40 cats by purr."
    assert len(server.requests) == 3


async def test_no_secret_is_in_the_error_nor_behind_it(write):
    secret = "sk-wrong-9876543210"  # noqa: S105
    with pytest.raises(WriterError, match="HTTP 401 invalid_api_key") as caught:
        await write(api_key=secret)
    assert secret not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_a_wrong_key_is_no_reason_to_leave_a_paper_alone(server, write):
    with pytest.raises(WriterError, match="HTTP 401") as caught:
        await write(api_key="sk-wrong")
    assert caught.value.passing
    assert "sk-wrong" not in str(caught.value)
