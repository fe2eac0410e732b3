import subprocess
import sys
import tomllib
import traceback
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import settings
from bot.domain.errors import SettingsError
from bot.domain.prices import Price
from bot.domain.spend import Amount, Unit
from bot.settings.shape import Settings

SECRETS = {
    "DISCORD_TOKEN": "discord-s3cret",
    "OPENAI_API_KEY": "openai-s3cret",
    "SLACK_APP_TOKEN": "app-s3cret",
    "SLACK_BOT_TOKEN": "bot-s3cret",
    "SLACK_SIGNING_SECRET": "signing-s3cret",
    "PAPERBOY_DATABASE__URL": "postgresql://bot:db-s3cret@db.example/papers?password=db-s3cret",
}


def load(folder: Path, **variables: str) -> Settings:
    return settings.load({"PAPERBOY_DATA_DIR": str(folder), **variables})


def wrong(folder: Path, **variables: str) -> list[str]:
    """The lines of the refusal, without its heading."""
    with pytest.raises(SettingsError) as refusal:
        load(folder, **variables)
    heading, *lines = str(refusal.value).splitlines()
    assert heading == (
        "1 setting is wrong:" if len(lines) == 1 else f"{len(lines)} settings are wrong:"
    )
    return [line.strip() for line in lines]


def names(model: type, above: str = "") -> set[str]:
    found = set()
    for name, field in model.model_fields.items():
        part = hasattr(field.annotation, "model_fields")
        found |= names(field.annotation, f"{above}{name}.") if part else {above + name}
    return found


def written(table: dict, above: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        found |= written(value, f"{above}{key}.") if isinstance(value, dict) else {above + key}
    return found


def test_the_shipped_file_holds_every_setting_and_nothing_else():
    shipped = tomllib.loads((settings.config_dir() / "paperboy.toml").read_text("utf-8"))
    assert written(shipped) == names(Settings)


def test_the_defaults_are_whole(tmp_path):
    found = load(tmp_path)
    assert found.data_dir == tmp_path
    assert found.database.url.get_secret_value() == str(tmp_path / "paperboy.db")
    assert found.arxiv.delay_s >= 3
    assert len(found.arxiv.archives) == len(set(found.arxiv.archives)) == 20
    assert found.openai.api_key is None
    assert found.openai.base_url is None


def test_without_a_data_folder_the_platforms_own_is_taken(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    found = settings.load({})
    assert found.data_dir.is_relative_to(tmp_path)
    assert found.data_dir.name == "paperboy"


def test_a_home_folder_may_be_written_with_a_tilde(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings.load({"PAPERBOY_DATA_DIR": "~/papers"}).data_dir == tmp_path / "papers"


def test_the_file_in_the_data_folder_wins_over_the_defaults_and_the_environment_over_it(tmp_path):
    (tmp_path / "paperboy.toml").write_text(
        'language = "en"\n[arxiv]\ndelay_s = 5\ntimeout_s = 7\narchives = ["cs", "math"]\n'
    )
    found = load(tmp_path, PAPERBOY_ARXIV__DELAY_S="4.5")
    assert found.arxiv.delay_s == 4.5
    assert found.arxiv.timeout_s == 7
    assert found.arxiv.archives == ("cs", "math")
    assert found.digest.zone == "UTC"


def test_another_file_is_read_instead_when_named(tmp_path):
    (tmp_path / "paperboy.toml").write_text("[digest]\nmost = 1\n")
    named, given = tmp_path / "named.toml", tmp_path / "given.toml"
    # With the mark that Windows editors put in front.
    named.write_text("\ufeff[digest]\r\nmost = 2\r\n", "utf-8")
    given.write_text("[digest]\nmost = 3\n")
    environ = {"PAPERBOY_DATA_DIR": str(tmp_path), "PAPERBOY_CONFIG": str(named)}
    assert settings.load(environ).digest.most == 2
    assert settings.load(environ, given).digest.most == 3


@pytest.mark.parametrize(
    ("variable", "value", "part", "name", "read"),
    [
        ("ARXIV__API_URL", "http://127.0.0.1:8080/api/query/", "arxiv", "api_url",
         "http://127.0.0.1:8080/api/query"),
        ("ARXIV__RSS_URL", "http://[::1]:8080/rss", "arxiv", "rss_url", "http://[::1]:8080/rss"),
        ("ARXIV__OAI_URL", "http://localhost/oai", "arxiv", "oai_url", "http://localhost/oai"),
        ("ARXIV__SITE_URL", "https://mirror.example", "arxiv", "site_url",
         "https://mirror.example"),
        ("ARXIV__DELAY_S", "0", "arxiv", "delay_s", 0.0),
        ("ARXIV__ARCHIVES", " cs, math quant-ph,cs ", "arxiv", "archives",
         ("cs", "math", "quant-ph")),
        ("ARXIV__CONTACT", "ana@lab.example", "arxiv", "contact", "ana@lab.example"),
        ("OPENAI__BASE_URL", "http://localhost:11434/v1/", "openai", "base_url",
         "http://localhost:11434/v1"),
        ("OPENAI__MAX_RETRIES", "0", "openai", "max_retries", 0),
        ("OPENAI__ANSWER_TOKENS", "900", "openai", "answer_tokens", 900),
        ("SPEND__ALL_DAY", "0.50 USD", "spend", "all_day", Amount(500_000_000, Unit.DOLLARS)),
        ("SPEND__PERSON_MONTH", "9000 tokens", "spend", "person_month", Amount(9000, Unit.TOKENS)),
        ("DISCORD__API_URL", "http://localhost/api", "discord", "api_url", "http://localhost/api"),
        ("DISCORD__GATEWAY_URL", "ws://localhost:1/", "discord", "gateway_url", "ws://localhost:1"),
        ("SLACK__API_URL", "http://localhost/api/", "slack", "api_url", "http://localhost/api"),
        ("SCHEDULE__COLLECT_MINUTES", "5", "schedule", "collect_minutes", 5),
        ("DIGEST__ZONE", "Europe/Berlin", "digest", "zone", "Europe/Berlin"),
    ],
)  # fmt: skip
def test_the_environment_sets(tmp_path, variable, value, part, name, read):
    found = load(tmp_path, **{f"PAPERBOY_{variable}": value})
    assert getattr(getattr(found, part), name) == read


def test_the_top_level_is_set_with_one_underscore(tmp_path):
    found = load(tmp_path, PAPERBOY_LOG_LEVEL="debug", PAPERBOY_CONTACT="张老师")
    assert (found.log_level, found.contact) == ("DEBUG", "张老师")


def test_the_usual_names_work_and_ours_win_over_them(tmp_path):
    found = load(tmp_path, **SECRETS, OPENAI_BASE_URL="http://localhost/v1")
    assert found.discord.token.get_secret_value() == "discord-s3cret"
    assert found.slack.bot_token.get_secret_value() == "bot-s3cret"
    assert found.slack.app_token.get_secret_value() == "app-s3cret"
    assert found.slack.signing_secret.get_secret_value() == "signing-s3cret"
    assert found.openai.api_key.get_secret_value() == "openai-s3cret"
    assert found.openai.base_url == "http://localhost/v1"
    found = load(tmp_path, OPENAI_API_KEY="usual", PAPERBOY_OPENAI__API_KEY="ours")
    assert found.openai.api_key.get_secret_value() == "ours"


def test_an_empty_variable_is_as_good_as_none(tmp_path):
    empty = dict.fromkeys(["OPENAI_API_KEY", "PAPERBOY_ARXIV__DELAY_S", "PAPERBOY_CONFIG"], " ")
    assert load(tmp_path, **empty, PAPERBOY_NONSENSE="") == load(tmp_path)


def test_everything_wrong_is_said_at_once_by_name_with_the_fix(tmp_path):
    file = tmp_path / "paperboy.toml"
    file.write_text("[arxiv]\ndelay = 3\ntimeout_s = 0\n[discord]\napi_url = 3\n")
    lines = wrong(
        tmp_path,
        OPENAI_BASE_URL="localhost:11434",
        PAPERBOY_ARXIV__DELAYS_S="3",
        PAPERBOY_ARXIV__DELAY_S="soon",
        PAPERBOY_DIGEST__MOST="0",
        PAPERBOY_DIGEST__ZONE="Europe/Berln",
        PAPERBOY_LANGUAGE="tlh",
        PAPERBOY_LOG_LEVEL="loud",
    )
    assert sorted(lines) == sorted([
        "PAPERBOY_ARXIV__DELAYS_S: there is no such setting; "
        "did you mean PAPERBOY_ARXIV__DELAY_S?",
        f"arxiv.delay in {file}: there is no such setting; did you mean arxiv.delay_s?",
        "PAPERBOY_ARXIV__DELAY_S: must be a valid number; leave it out for the default, 3.0",
        f"PAPERBOY_ARXIV__TIMEOUT_S (arxiv.timeout_s in {file}): must be greater than 0; "
        "leave it out for the default, 60.0",
        "PAPERBOY_OPENAI__BASE_URL (OPENAI_BASE_URL): must be an address such as "
        "https://host/path; leave it out for the default",
        f"PAPERBOY_DISCORD__API_URL (discord.api_url in {file}): must be a valid string; "
        "leave it out for the default, https://discord.com/api/v10",
        "PAPERBOY_DIGEST__MOST: must be greater than or equal to 1; "
        "leave it out for the default, 10",
        "PAPERBOY_DIGEST__ZONE: no such time zone; did you mean Europe/Berlin?; "
        "leave it out for the default, UTC",
        "PAPERBOY_LANGUAGE: there are no sentences in this language, only in en, zh; "
        "leave it out for the default, en",
        "PAPERBOY_LOG_LEVEL: must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'; "
        "leave it out for the default, INFO",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ARXIV__API_URL", "export.arxiv.org/api"),
        ("ARXIV__API_URL", "ftp://export.arxiv.org"),
        ("ARXIV__RSS_URL", "http://"),
        ("ARXIV__RSS_URL", "http://host:port"),
        ("ARXIV__OAI_URL", "http://[::1"),
        ("ARXIV__SITE_URL", "https://arxiv.org/?a=b"),
        ("ARXIV__DELAY_S", "-1"),
        ("ARXIV__DELAY_S", "nan"),
        ("ARXIV__TIMEOUT_S", "inf"),
        ("ARXIV__CONTACT", "Zoë\n"),
        ("ARXIV__ARCHIVES", "cs, maths"),
        ("ARXIV__ARCHIVES", ","),
        ("DISCORD__GATEWAY_URL", "https://gateway.example"),
        ("DATABASE__URL", "mysql://host/name"),
        ("DIGEST__ZONE", "../etc/passwd"),
        ("DIGEST__ZONE", "America"),
        ("DIGEST__MOST", "many"),
        ("SCHEDULE__COLLECT_MINUTES", "0"),
        ("OPENAI__MAX_RETRIES", "1.5"),
        ("SPEND__ALL_DAY", "5"),
        ("SPEND__SPACE_MONTH", "5 EUR"),
        ("SPEND__PERSON_DAY", "-5 USD"),
        ("SPEND__PRICE_ASKED", "cheap"),
        ("SPEND__PRICE_ANSWERED", "-1"),
        ("ARXIV", "x"),
        ("DATA_DIR__X", "x"),
    ],
)
def test_refused_by_name(tmp_path, variable, value):
    (line,) = wrong(tmp_path, **{f"PAPERBOY_{variable}": value})
    assert line.startswith(f"PAPERBOY_{variable}: ")


@pytest.mark.parametrize("content", [b"[arxiv\n", b"a = 1\na = 2\n", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_named(tmp_path, content):
    (tmp_path / "paperboy.toml").write_bytes(content)
    (line,) = wrong(tmp_path)
    assert line.startswith(f"{tmp_path / 'paperboy.toml'}: this is not TOML")


def test_a_named_file_must_be_there(tmp_path):
    (line,) = wrong(tmp_path, PAPERBOY_CONFIG=str(tmp_path / "nowhere.toml"))
    assert (
        line
        == f"{tmp_path / 'nowhere.toml'}: there is no such file; PAPERBOY_CONFIG should name one"
    )
    (line,) = wrong(tmp_path, PAPERBOY_CONFIG=str(tmp_path))
    assert line.startswith(f"{tmp_path}: ")


def test_secrets_are_never_shown(tmp_path):
    found = load(tmp_path, **SECRETS)
    shown = [repr(found), str(found), f"{found.openai!r}", found.model_dump_json()]
    shown += [repr(found.model_dump()), repr(vars(found.slack)), found.database.shown]
    assert "s3cret" not in " ".join(shown)
    assert found.database.shown == "postgresql://db.example/papers"


def test_a_refusal_does_not_show_what_was_refused(tmp_path):
    (tmp_path / "paperboy.toml").write_text('[slack]\nbot_token = ["s3cret"]\napp_token = 3\n')
    misplaced = {
        "PAPERBOY_DATABASE__URL": "mysql://bot:s3cret@db.example",
        "PAPERBOY_OPENAI__API_KEY": "“s3cret”",
        "PAPERBOY_OPENAI__BASE_URL": "https://bot:s3cret@models.example/v1",
        "PAPERBOY_ARXIV__DELAY_S": "s3cret",
        "PAPERBOY_ARXIV__ARCHIVES": "s3cret",
        "PAPERBOY_DIGEST__ZONE": "s3cret",
        "PAPERBOY_LANGUAGE": "s3cret",
        "PAPERBOY_LOG_LEVEL": "s3cret",
        "PAPERBOY_TOKEN": "s3cret",
    }
    with pytest.raises(SettingsError) as refusal:
        load(tmp_path, **misplaced)
    assert len(str(refusal.value).splitlines()) == 1 + len(misplaced) + 2
    assert refusal.value.__context__ is None
    assert "s3cret" not in "".join(traceback.format_exception(refusal.value))


def test_limits_come_as_budgets_those_of_everybody_first(tmp_path):
    assert load(tmp_path).spend.budgets == ()
    found = load(
        tmp_path,
        PAPERBOY_SPEND__PERSON_DAY="100 tokens",
        PAPERBOY_SPEND__SPACE_MONTH="2 USD",
        PAPERBOY_SPEND__ALL_MONTH="10 USD",
    )
    assert [each.name for each in found.spend.budgets] == [
        "all-month",
        "space-month",
        "person-day",
    ]


def test_a_price_needs_both_its_halves(tmp_path):
    assert load(tmp_path).spend.price is None
    free = {"PAPERBOY_SPEND__PRICE_ASKED": "0", "PAPERBOY_SPEND__PRICE_ANSWERED": "0"}
    assert load(tmp_path, **free).spend.price == Price(Decimal(0), Decimal(0))
    (line,) = wrong(tmp_path, PAPERBOY_SPEND__PRICE_ASKED="1")
    assert "price_asked and price_answered must both be set" in line


def test_settings_do_not_change(tmp_path):
    found = load(tmp_path)
    with pytest.raises(ValidationError):
        found.arxiv.delay_s = 0
    with pytest.raises(ValidationError):
        found.language = "de"


def test_reading_settings_loads_nothing_heavy():
    heavy = "asyncio sqlalchemy openai httpx2 requests lxml fluent.runtime babel rich typer"
    script = (
        "import sys; from bot import settings; settings.load({'PAPERBOY_DATA_DIR': 'x'});"
        f"print(*(name for name in {heavy.split()} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
