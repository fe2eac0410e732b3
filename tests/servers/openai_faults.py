"""How a server of chat completions goes wrong, on OpenAI or anywhere else."""

import json
from enum import Enum, auto


class Fault(Enum):
    """How one answer goes wrong."""

    RATE_LIMITED = auto()
    RATE_LIMITED_UNTIMED = auto()
    RATE_LIMITED_LONG = auto()
    EXHAUSTED = auto()
    QUOTA = auto()
    NO_BALANCE = auto()
    POLICY = auto()
    OVERLOADED = auto()
    DOWN = auto()
    MALFORMED = auto()
    HALF_BODY = auto()
    STALLED_BODY = auto()
    HTML = auto()
    NO_CHOICES = auto()
    NULL_CHOICE = auto()
    NOT_UTF8 = auto()
    FORMAT_IGNORED = auto()
    WRONG_SCHEMA = auto()
    PROSE_AROUND = auto()
    THINKING = auto()
    THOUGHTS_ONLY = auto()
    WRAPPED = auto()
    EXTRA_FIELDS = auto()
    TOOL_CALLS = auto()
    ABORTED = auto()
    TRUNCATED = auto()
    TRUNCATED_WHOLE = auto()
    FILTERED = auto()
    REFUSAL = auto()
    EMPTY = auto()
    SILENT = auto()
    DRIPPING = auto()
    HUNG_UP = auto()


def error(code: str, message: str = "no") -> str:
    """Write an error as OpenAI does."""
    return json.dumps({"error": {"message": message, "type": code, "code": code, "param": None}})


_EXHAUSTED = json.dumps([{"error": {"code": 429, "message": "no", "status": "RESOURCE_EXHAUSTED"}}])
REFUSALS = {
    Fault.RATE_LIMITED: (429, error("rate_limit_exceeded"), {"Retry-After": "0.01"}),
    Fault.RATE_LIMITED_UNTIMED: (429, error("rate_limit_exceeded"), None),
    Fault.RATE_LIMITED_LONG: (429, error("rate_limit_exceeded"), {"Retry-After": "500"}),
    Fault.EXHAUSTED: (429, _EXHAUSTED, None),
    Fault.QUOTA: (429, error("insufficient_quota"), None),
    Fault.NO_BALANCE: (402, error("invalid_request_error", "Insufficient Balance"), None),
    Fault.POLICY: (400, error("content_filter", "The prompt was filtered"), None),
    Fault.OVERLOADED: (503, "<html>Busy</html>", {"Content-Type": "text/html"}),
    Fault.DOWN: (500, error("server_error"), None),
}
BODIES = {
    Fault.MALFORMED: '{"choices": [{"mess',
    Fault.HTML: "<html>Sign in</html>",
    Fault.NO_CHOICES: json.dumps({"object": "chat.completion"}),
    Fault.NULL_CHOICE: json.dumps({"choices": [None]}),
    Fault.NOT_UTF8: b'{"text": "\xff\xfe"}',
}


def spoiled(fault: Fault | None, text: str, content: str) -> tuple[str | None, str, dict]:
    """Return what becomes of an answer: its content, why it ended, and what stands beside it."""
    call = {"name": "open", "arguments": "{}"}
    calls = {"tool_calls": [{"id": "1", "type": "function", "function": call}]}
    thoughts = '<think>\nMaybe {"text": "It wins by 7."}? No.\n</think>\n\n'
    match fault:
        case Fault.EXTRA_FIELDS:
            more = {"reasoning_content": "Let me see.", "extra_content": {"google": {}}}
            return json.dumps(json.loads(content) | {"authors": ["Mallory"]}), "stop", more
        case Fault.TOOL_CALLS:
            return None, "tool_calls", calls
        case Fault.ABORTED:
            return content, "abort", {}
        case Fault.TRUNCATED:
            return content[:12], "length", {}
        case Fault.TRUNCATED_WHOLE:
            return content, "length", {}
        case Fault.FILTERED:
            return "", "content_filter", {}
        case Fault.REFUSAL:
            return None, "stop", {"refusal": "I cannot help with that."}
    around = {
        Fault.FORMAT_IGNORED: text,
        Fault.WRONG_SCHEMA: json.dumps({"summary": [text]}),
        Fault.PROSE_AROUND: f"Sure {{here}} it is:\n```json\n{content}\n```\nAnything else?",
        Fault.THINKING: thoughts + content,
        Fault.THOUGHTS_ONLY: f"<think>\nMaybe {content}",
        Fault.WRAPPED: f'[{{"summary": {content}}}]',
        Fault.EMPTY: "",
    }
    return around.get(fault, content), "stop", {}
