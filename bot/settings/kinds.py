"""What kinds of values settings have: how each is read, and what is said of one that cannot be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationInfo

from bot.domain.spend import Amount


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from: arXiv's archives and the languages with sentences."""

    archives: tuple[str, ...]
    languages: tuple[str, ...]


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest the known word that looks most like this one, as the end of a sentence."""
    close = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _or_none(value: object) -> object:
    return None if value == "" else value


def _address(value: str, schemes: tuple[str, ...]) -> str:
    """Check an outside address and leave off its last slash."""
    wanted = f"must be an address such as {schemes[-1]}://host/path"
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  (a port that is no number shows only when asked for)
    except ValueError:
        raise ValueError(wanted) from None
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError(wanted)
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError(f"{wanted}, without a password, `?` or `#`")
    return value.rstrip("/")


def _secret(value: SecretStr | None) -> SecretStr | None:
    # It goes into a header: what cannot stand there fails late, in a message that may quote it.
    if value and not re.fullmatch(r"[!-~]+", value.get_secret_value()):
        raise ValueError("must be plain letters, digits and signs; was a quote or space pasted?")
    return value


def _contact(value: str) -> str:
    if not re.fullmatch(r"[ -~]*", value):
        raise ValueError("must be plain letters, digits and signs, such as ana@lab.example")
    return value


def _command(value: str) -> str:
    if not re.fullmatch(r"/[a-z0-9_-]{1,31}", value):
        raise ValueError("must be a slash and up to 31 small letters, such as /papers")
    return value


def _database(value: SecretStr) -> SecretStr:
    scheme, found, _ = value.get_secret_value().partition("://")
    if found and scheme.partition("+")[0] not in ("sqlite", "postgresql", "postgres"):
        raise ValueError("must begin with sqlite:/// or postgresql://, or be the path of a file")
    return value


def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):
        if not (known := available_timezones()):
            missing = "there is no time zone data here: install the package tzdata"
            raise ValueError(missing) from None
        offer = nearest(value, known)
        raise ValueError(
            f"no such time zone{offer or '; they are named like Asia/Tokyo'}"
        ) from None


def _language(value: str, info: ValidationInfo[Offered]) -> str:
    if value not in info.context.languages:
        known = ", ".join(info.context.languages)
        raise ValueError(f"there are no sentences in this language, only in {known}")
    return value


def _archives(value: object, info: ValidationInfo[Offered]) -> object:
    """Read a list or a text with commas, and refuse what arXiv does not have."""
    names = re.split(r"[\s,]+", value.strip(" ,")) if isinstance(value, str) else value
    if not isinstance(names, list) or not names:
        raise ValueError("must be names of archives, such as cs,math")
    unknown = [str(name) for name in names if name not in info.context.archives]
    if unknown:
        offers = "".join(nearest(name, info.context.archives) for name in unknown)
        raise ValueError(f"arXiv has no archive of {len(unknown)} of these names{offers}")
    return list(dict.fromkeys(names))


def _amount(value: object) -> object:
    """Read how much may be spent."""
    if value == "" or isinstance(value, Amount):
        return value or None
    try:
        return Amount.read(str(value))
    except ValueError:
        raise ValueError("must be an amount such as 0.50 USD or 200000 tokens") from None


def _both_or_neither(value: Decimal | None, info: ValidationInfo[Offered]) -> Decimal | None:
    if "price_asked" in info.data and (info.data["price_asked"] is None) != (value is None):
        raise ValueError("price_asked and price_answered must both be set, or neither")
    return value


Web = Annotated[str, AfterValidator(lambda value: _address(value, ("http", "https")))]
Socket = Annotated[str, AfterValidator(lambda value: _address(value, ("ws", "wss")))]
Secret = Annotated[SecretStr | None, BeforeValidator(_or_none), AfterValidator(_secret)]
Spending = Annotated[Amount | None, BeforeValidator(_amount)]
Dollars = Annotated[
    Annotated[Decimal, Field(ge=0, allow_inf_nan=False)] | None, BeforeValidator(_or_none)
]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Contact = Annotated[str, AfterValidator(_contact)]
Command = Annotated[str, AfterValidator(_command)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database)]
Zone = Annotated[str, AfterValidator(_zone)]
Language = Annotated[str, AfterValidator(_language)]
Archives = Annotated[tuple[str, ...], BeforeValidator(_archives)]
WebOrNone = Annotated[Web | None, BeforeValidator(_or_none)]
WithItsPair = Annotated[Dollars, AfterValidator(_both_or_neither)]
