import io
import logging

import pytest

from bot.cli.logs import Discreet, open_log
from bot.settings import load

DISCORD = "MTA1NTY4NDU2MjM0NTY3ODkwMQ.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
# In pieces, so that nobody's scanner takes them for real ones.
SLACK_BOT, SLACK_APP = "xoxb-" + "123456789-abcdefABCDEF", "xapp-" + "1-A123-456-abcdef"
DATABASE = "postgresql://ana:open-sesame@db.example/papers"


@pytest.fixture
def log_file(tmp_path):
    environ = {
        "PAPERBOY_DATA_DIR": str(tmp_path),
        "PAPERBOY_LOG_LEVEL": "DEBUG",
        "PAPERBOY_DISCORD__TOKEN": "short-discord-token",
        "PAPERBOY_SLACK__BOT_TOKEN": SLACK_BOT,
        "PAPERBOY_SLACK__APP_TOKEN": SLACK_APP,
        "PAPERBOY_DATABASE__URL": DATABASE,
    }
    open_log(load(environ), quiet=True)
    return tmp_path / "paperboy.log"


@pytest.mark.parametrize(
    "secret", ["short-discord-token", SLACK_BOT, SLACK_APP, "open-sesame", DISCORD]
)
def test_no_token_is_written_in_a_message_nor_in_a_traceback(log_file, secret):
    log = logging.getLogger("bot.test")
    log.debug("a request with %s in it", secret)
    try:
        int(f"Bearer {secret}!")
    except ValueError:
        log.exception("it failed")
    text = log_file.read_text()
    assert secret not in text
    assert "a request with [secret] in it" in text
    assert "'Bearer [secret]!'" in text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "POST /interactions/1234/aW50ZXJhY3Rpb24/callback",
            "POST /interactions/[secret]/callback",
        ),
        ("PATCH /webhooks/99/aW50ZXJhY3Rpb24/messages", "PATCH /webhooks/[secret]/messages"),
        ("to https://hooks.slack.com/commands/T1/2/x", "to https://hooks.slack.com/[secret]"),
        (
            "wss://wss-primary.slack.com/?ticket=abc&app=1",
            "wss://wss-primary.slack.com/?ticket=[secret]&app=1",
        ),
    ],
)
def test_what_is_handed_out_for_a_while_is_not_written_either(said, written):
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet([]))
    record = logging.LogRecord("x", logging.INFO, "", 0, said, (), None)
    handler.handle(record)
    assert stream.getvalue().strip().endswith(written)


def test_libraries_keep_their_whole_requests_to_themselves(log_file):
    for library in ("openai", "discord", "slack_sdk", "slack_bolt", "httpx2"):
        assert not logging.getLogger(library).isEnabledFor(logging.INFO)


def test_what_is_no_secret_is_written_as_it_is(log_file):
    said = "2403.03206 in #papers of sqlite:///tmp/paperboy.db, https://arxiv.org/abs/2403.03206"
    logging.getLogger("bot.test").info(said)
    assert said in log_file.read_text()
