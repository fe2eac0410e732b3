"""What settings there are and what each may be; their defaults are in `config/paperboy.toml`."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.domain.prices import Price
from bot.domain.spend import Budget, Period, Scope
from bot.settings.kinds import (
    Archives,
    Command,
    Contact,
    DatabaseUrl,
    Dollars,
    Language,
    Seconds,
    Secret,
    Socket,
    Spending,
    Web,
    WebOrNone,
    WithItsPair,
    Zone,
)
from bot.settings.part import LimitSettings, Part, PrivacySettings


class DatabaseSettings(Part):
    """Where everything is kept; the address may hold a password."""

    url: DatabaseUrl

    @property
    def shown(self) -> str:
        """The address without what may be secret in it."""
        scheme, found, rest = self.url.get_secret_value().partition("://")
        return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}" if found else scheme


class ArxivSettings(Part):
    """Where arXiv is and how it is to be asked; addresses have no slash at their end."""

    api_url: Web
    rss_url: Web
    oai_url: Web
    site_url: Web
    html_url: Web
    pdf_url: Web
    delay_s: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    timeout_s: Seconds
    contact: Contact
    archives: Archives


class FullTextSettings(Part):
    """How much a paper's file may ask of us, and how much of what was read is kept."""

    most_mb: Annotated[int, Field(ge=1, le=32)]
    most_pages: Annotated[int, Field(ge=1, le=2000)]
    seconds: Annotated[float, Field(ge=1, le=600)]
    memory_mb: Annotated[int, Field(ge=256, le=16_384)]
    cache_mb: Annotated[int, Field(ge=1, le=100_000)]


class OpenAISettings(Part):
    """Who writes summaries, if anybody; no `base_url` is OpenAI itself."""

    api_key: Secret
    base_url: WebOrNone
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


class SpendSettings(Part):
    """How much a model may use up, and what it costs where that is not in `config/prices.toml`."""

    all_day: Spending
    all_month: Spending
    space_day: Spending
    space_month: Spending
    person_day: Spending
    person_month: Spending
    price_asked: Dollars
    price_answered: WithItsPair

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


class DiscordSettings(Part):
    """How to reach Discord."""

    token: Secret
    api_url: Web
    gateway_url: Socket
    ready_s: Seconds


class SlackSettings(Part):
    """How to reach Slack."""

    bot_token: Secret
    app_token: Secret
    mode: Literal["", "socket", "http"]
    signing_secret: Secret
    listen_host: Annotated[str, Field(min_length=1)]
    listen_port: Annotated[int, Field(ge=1, le=65_535)]
    public_url: WebOrNone
    client_id: str
    client_secret: Secret
    encryption_key: Secret
    unfurl: bool
    api_url: Web
    command: Command
    in_flight: Annotated[int, Field(ge=1, le=50)]
    per_minute: Annotated[int, Field(ge=1, le=100_000)]
    gap_s: Annotated[float, Field(ge=0, le=60)]
    ping_s: Seconds

    @property
    def by_http(self) -> bool:
        """Whether Slack connects to us, and not we to it."""
        likely = "http" if self.signing_secret and not self.app_token else "socket"
        return (self.mode or likely) == "http"


class ScheduleSettings(Part):
    """How often the bot looks for papers."""

    collect_minutes: Annotated[int, Field(ge=1, le=1440)]


class DigestSettings(Part):
    """What a channel starts with."""

    most: Annotated[int, Field(ge=1, le=25)]
    late_hours: Annotated[float, Field(gt=0, le=8760)]
    prepare_minutes: Annotated[int, Field(ge=0, le=1440)]
    zone: Zone


class Settings(Part):
    """All settings, checked."""

    data_dir: Path
    language: Language
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
