"""`paperboy doctor`: is everything in order, and what to do about what is not."""

import pytest


def findings(answer):
    """Return what was looked at, whether it was good, and the text, by name."""
    rows = (row.split(maxsplit=1) for row in answer.stdout.splitlines())
    return {rest.partition("  ")[0].strip(): (mark, rest) for mark, rest in rows}


def test_a_fresh_folder_is_in_order(paperboy):
    answer = paperboy.ask("doctor")
    assert (answer.exit_code, answer.stderr) == (0, "")
    found = findings(answer)
    assert {mark for mark, _ in found.values()} == {"ok"}
    assert f"{paperboy.folder} can be written" in found["data folder"][1]
    assert "0 papers, 0 channels, no announcement yet: paperboy collect" in found["database"][1]
    assert "PAPERBOY_ARXIV__CONTACT" in found["arXiv"][1]
    assert "in the authors' own words" in found["summaries"][1]


def test_what_is_there_is_counted(paperboy, arxiv):
    paperboy.ask("collect")
    paperboy.environ["PAPERBOY_ARXIV__CONTACT"] = "ana@lab.example"
    found = findings(paperboy.ask("doctor"))
    assert "2 papers, 0 channels, last announcement 2025-11-04" in found["database"][1]
    assert found["arXiv"][1].endswith("one request in 0 s, 2 archives")


def test_a_key_turns_the_model_on_and_is_never_shown(paperboy):
    paperboy.environ["OPENAI_API_KEY"] = "sk-very-secret"
    answer = paperboy.ask("doctor")
    assert findings(answer)["summaries"][1].endswith("by gpt-5.4-nano")
    assert "secret" not in answer.output


def test_a_folder_that_cannot_be_written_is_named_with_the_setting(paperboy):
    paperboy.folder.write_text("a file where the folder should be")
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["data folder"]
    assert mark == "BAD"
    assert f"{paperboy.folder} cannot be written (File exists). Set PAPERBOY_DATA_DIR" in text
    assert "Errno" not in answer.stdout


@pytest.mark.parametrize(
    "command", [["run", "--console"], ["collect"], ["summary", "x"], ["digest", "x"]]
)
def test_other_commands_name_the_folder_too(paperboy, command):
    paperboy.folder.write_text("a file where the folder should be")
    answer = paperboy.ask(*command)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == f"{paperboy.folder} cannot be used: File exists.\n"


def test_every_wrong_setting_is_named_at_once(paperboy):
    paperboy.environ.update(
        PAPERBOY_ARXIV__DELAY_S="soon",
        PAPERBOY_DIGEST__ZONE="Europe/Berlni",
        PAPERBOY_DIGEST__MOST="0",
        PAPERBOY_DATABASE__URL="mysql://ana:hunter2@host/db",
        PAPERBOY_ARXIV__DELAYS="3",
    )
    for command in (
        ["doctor"],
        ["run", "--console"],
        ["collect"],
        ["digest", "x"],
        ["demo", "--once"],
    ):
        answer = paperboy.ask(*command)
        assert answer.exit_code == 2
        assert answer.stdout == ""
        assert "settings are wrong:" in answer.stderr
        for name in ("ARXIV__DELAY_S", "DIGEST__ZONE", "DIGEST__MOST", "ARXIV__DELAYS"):
            assert f"PAPERBOY_{name}" in answer.stderr
        assert "did you mean Europe/Berlin?" in answer.stderr
        assert "hunter2" not in answer.stderr
    assert not paperboy.folder.exists()


def test_a_database_that_is_not_there_is_bad_and_keeps_its_password(paperboy):
    paperboy.environ["PAPERBOY_DATABASE__URL"] = "postgresql://ana:hunter2@127.0.0.1:1/papers"
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["database"]
    assert mark == "BAD"
    assert "Connection refused" in text
    assert "hunter2" not in answer.output


def test_a_file_that_is_no_database_is_bad(paperboy):
    paperboy.folder.mkdir()
    (paperboy.folder / "paperboy.db").write_text("Dear diary, " * 500)
    answer = paperboy.ask("doctor")
    assert answer.exit_code == 1
    mark, text = findings(answer)["database"]
    assert mark == "BAD"
    assert "not a database" in text
