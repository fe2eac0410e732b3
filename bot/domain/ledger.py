"""How a picked digest is written down, so that a restart goes on with the very same one."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.chat import Value, Words
from bot.domain.digest import Edition, Pick
from bot.domain.papers import PaperId
from bot.domain.ranking import Leaning


def to_json(edition: Edition) -> list[dict[str, object]]:
    """Write the picks down in JSON's own types."""
    return [
        {
            "paper": each.paper,
            "names": list(each.names),
            "because": [_words_to_json(reason) for reason in each.because],
            "day": each.day.isoformat() if each.day else None,
            **({"leaning": [each.leaning.side, each.leaning.like]} if each.leaning else {}),
        }
        for each in edition.picks
    ]


def from_json(body: Sequence[Mapping[str, object]], shown: int) -> Edition:
    """Read back what `to_json` wrote."""
    return Edition(tuple(_pick_from_json(each) for each in body), shown)


def papers(body: Sequence[Mapping[str, object]]) -> list[PaperId]:
    """Read back only which papers it holds, in order: the reasons take much longer."""
    return [PaperId(str(each["paper"])) for each in body]


def _words_to_json(reason: Words) -> list[object]:
    return [reason.key, {name: _value_to_json(value) for name, value in reason.values}]


def _value_to_json(value: Value) -> object:
    if isinstance(value, Words):
        return {"words": _words_to_json(value)}
    if isinstance(value, tuple):
        return [_value_to_json(each) for each in value]
    return value if isinstance(value, str | int | float) else {"date": value.isoformat()}


def _pick_from_json(body: Mapping[str, object]) -> Pick:
    day = _text(body.get("day"))
    return Pick(
        PaperId(str(body["paper"])),
        tuple(map(str, _list(body["names"]))),
        tuple(_words_from_json(each) for each in _list(body["because"])),
        date.fromisoformat(day) if day else None,
        _leaning(body.get("leaning")),
    )


def _leaning(body: object) -> Leaning | None:
    """Read what moved a paper; a digest from before that was known has nothing."""
    match body:
        case [int(side), str(like)]:
            return Leaning(side, PaperId(like))
    return None


def _words_from_json(body: object) -> Words:
    key, values = _list(body)
    if not isinstance(values, dict):
        raise TypeError(f"values of {key} are not a mapping")
    return Words(str(key), tuple((name, _value_from_json(each)) for name, each in values.items()))


def _value_from_json(body: object) -> Value:
    match body:
        case {"words": inner}:
            return _words_from_json(inner)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case list():
            return tuple(_value_from_json(each) for each in body)
        case str() | int() | float():
            return body
    raise TypeError(f"not a value: {body!r}")


def _list(body: object) -> list[object]:
    if not isinstance(body, list):
        raise TypeError(f"not a list: {body!r}")
    return body


def _text(body: object) -> str | None:
    return body if isinstance(body, str) else None
