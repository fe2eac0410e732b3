"""What seals tokens, and what becomes of it when its key changes or is lost."""

import stat

import pytest

from bot.app.sealing import Seal, seal
from bot.domain.errors import SettingsError

OLD, NEW = "o" * 32, "n" * 32


def test_what_is_sealed_shows_nothing_and_opens_again():
    one = Seal([OLD], "here")
    sealed = one.close("xoxb-s3cret")
    assert "s3cret" not in sealed
    assert one.open(sealed) == "xoxb-s3cret"
    assert one.close("xoxb-s3cret") != sealed


def test_a_new_key_in_front_seals_and_the_old_one_still_opens():
    sealed = Seal([OLD], "here").close("xoxb-s3cret")
    both, new = Seal([NEW, OLD], "here"), Seal([NEW], "here")
    assert both.open(sealed) == "xoxb-s3cret"
    assert not both.is_newest(sealed)
    assert new.open(sealed) == ""
    again = both.close(both.open(sealed))
    assert both.is_newest(again)
    assert new.open(again) == "xoxb-s3cret"


@pytest.mark.parametrize("sealed", ["", "no seal", "gAAAAA", "ü"])
def test_what_is_no_seal_of_ours_opens_to_nothing(sealed):
    assert Seal([OLD], "here").open(sealed) == ""


@pytest.mark.parametrize("keys", [[], ["short"], [OLD, "short"]])
def test_a_key_that_could_be_guessed_is_refused_and_not_shown(keys):
    with pytest.raises(SettingsError, match="at least 32") as refused:
        Seal(keys, "PLACE")
    assert str(refused.value).startswith("PLACE")
    assert "short" not in str(refused.value)


def test_the_key_in_the_file_is_made_once_and_is_its_owners(tmp_path):
    file = tmp_path / "new" / "slack.key"
    sealed = seal("", file).close("xoxb-s3cret")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert seal("", file).open(sealed) == "xoxb-s3cret"


def test_keys_of_the_settings_come_before_the_file(tmp_path):
    file = tmp_path / "slack.key"
    sealed = seal(f"{NEW},{OLD}", file).close("xoxb-s3cret")
    assert not file.exists()
    assert seal(NEW, file).open(sealed) == "xoxb-s3cret"


def test_a_file_takes_a_key_a_line(tmp_path):
    file = tmp_path / "slack.key"
    sealed = Seal([OLD], "here").close("xoxb-s3cret")
    file.write_text(f"{NEW}\n{OLD}\n")
    assert seal("", file).open(sealed) == "xoxb-s3cret"


@pytest.mark.parametrize("held", [b"", b"short\n", b"\xff" * 40])
def test_a_file_without_a_key_is_named(tmp_path, held):
    file = tmp_path / "slack.key"
    file.write_bytes(held)
    with pytest.raises(SettingsError, match=r"slack\.key"):
        seal("", file)


def test_a_folder_in_its_place_is_named(tmp_path):
    (tmp_path / "slack.key").mkdir()
    with pytest.raises(SettingsError, match="PAPERBOY_SLACK__ENCRYPTION_KEY"):
        seal("", tmp_path / "slack.key")
