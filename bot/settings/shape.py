"""What settings there are and what each may be; their defaults are in `config/paperboy.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationInfo,
)

from bot.domain.prices import Price
from bot.domain.spend import Amount, Budget, Period, Scope
from bot.settings.part import LimitSettings, PrivacySettings
from bot.settings.part import Part as _Part


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


class DatabaseSettings(_Part):
    """Where everything is kept; the address may hold a password."""

    url: Annotated[SecretStr, AfterValidator(_database)]

    @property
    def shown(self) -> str:
        """The address without what may be secret in it."""
        scheme, found, rest = self.url.get_secret_value().partition("://")
        return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}" if found else scheme


class ArxivSettings(_Part):
    """Where arXiv is and how it is to be asked; addresses have no slash at their end."""

    api_url: Web
    rss_url: Web
    oai_url: Web
    site_url: Web
    html_url: Web
    pdf_url: Web
    delay_s: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    timeout_s: Seconds
    contact: Annotated[str, AfterValidator(_contact)]
    archives: Annotated[tuple[str, ...], BeforeValidator(_archives)]


class FullTextSettings(_Part):
    """How much a paper's file may ask of us, and how much of what was read is kept."""

    most_mb: Annotated[int, Field(ge=1, le=32)]
    most_pages: Annotated[int, Field(ge=1, le=2000)]
    seconds: Annotated[float, Field(ge=1, le=600)]
    memory_mb: Annotated[int, Field(ge=256, le=16_384)]
    cache_mb: Annotated[int, Field(ge=1, le=100_000)]


class OpenAISettings(_Part):
    """Who writes summaries, if anybody; no `base_url` is OpenAI itself."""

    api_key: Secret
    base_url: Annotated[Web | None, BeforeValidator(_or_none)]
    model: Annotated[str, Field(min_length=1)]
    second_model: str
    at_once: Annotated[int, Field(ge=1, le=1000)]
    timeout_s: Seconds
    max_retries: Annotated[int, Field(ge=0, le=10)]
    answer_tokens: Annotated[int, Field(ge=100, le=1_000_000)]

    @property
    def is_set(self) -> bool:
        """Whether there is a model at all."""
        return self.api_key is not None or self.base_url is not None

    @property
    def models(self) -> tuple[str, ...]:
        """Every model that may be asked, each once."""
        return tuple(dict.fromkeys(each for each in (self.model, self.second_model) if each))


class SpendSettings(_Part):
    """How much a model may use up, and what it costs where that is not in `config/prices.toml`."""

    all_day: Spending
    all_month: Spending
    space_day: Spending
    space_month: Spending
    person_day: Spending
    person_month: Spending
    price_asked: Dollars
    price_answered: Annotated[Dollars, AfterValidator(_both_or_neither)]

    @property
    def budgets(self) -> tuple[Budget, ...]:
        """The limits that are set, those of everybody first."""
        return tuple(
            Budget(scope, period, amount)
            for scope in Scope
            for period in Period
            if (amount := getattr(self, f"{scope}_{period}")) is not None
        )

    @property
    def price(self) -> Price | None:
        """What the operator says that the model costs."""
        if self.price_asked is None or self.price_answered is None:
            return None
        return Price(self.price_asked, self.price_answered)


class DiscordSettings(_Part):
    """How to reach Discord."""

    token: Secret
    api_url: Web
    gateway_url: Socket
    ready_s: Seconds


class SlackSettings(_Part):
    """How to reach Slack."""

    bot_token: Secret
    app_token: Secret
    mode: Literal["", "socket", "http"]
    signing_secret: Secret
    listen_host: Annotated[str, Field(min_length=1)]
    listen_port: Annotated[int, Field(ge=1, le=65_535)]
    public_url: Annotated[Web | None, BeforeValidator(_or_none)]
    client_id: str
    client_secret: Secret
    encryption_key: Secret
    unfurl: bool
    api_url: Web
    command: Annotated[str, AfterValidator(_command)]
    in_flight: Annotated[int, Field(ge=1, le=50)]
    per_minute: Annotated[int, Field(ge=1, le=100_000)]
    gap_s: Annotated[float, Field(ge=0, le=60)]
    ping_s: Seconds

    @property
    def by_http(self) -> bool:
        """Whether Slack connects to us, and not we to it."""
        likely = "http" if self.signing_secret and not self.app_token else "socket"
        return (self.mode or likely) == "http"


class ScheduleSettings(_Part):
    """How often the bot looks for papers."""

    collect_minutes: Annotated[int, Field(ge=1, le=1440)]


class DigestSettings(_Part):
    """What a channel starts with."""

    most: Annotated[int, Field(ge=1, le=25)]
    late_hours: Annotated[float, Field(gt=0, le=8760)]
    prepare_minutes: Annotated[int, Field(ge=0, le=1440)]
    zone: Annotated[str, AfterValidator(_zone)]


class Settings(_Part):
    """All settings, checked."""

    data_dir: Path
    language: Annotated[str, AfterValidator(_language)]
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(lambda value: str(value).upper()),
    ]
    contact: str
    database: DatabaseSettings
    arxiv: ArxivSettings
    fulltext: FullTextSettings
    openai: OpenAISettings
    spend: SpendSettings
    discord: DiscordSettings
    slack: SlackSettings
    schedule: ScheduleSettings
    digest: DigestSettings
    limits: LimitSettings
    privacy: PrivacySettings
