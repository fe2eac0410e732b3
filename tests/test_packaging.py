import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(
    r"(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>[\w.!+]+)( ; [^;]+?)?"
    r"( +--hash=sha256:[0-9a-f]{64})+ *"
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def lines(name: str) -> list[str]:
    return (ROOT / name).read_text("utf-8").splitlines()


def readme_commands() -> list[list[str]]:
    """The README's commands that begin with a fresh environment, by their steps."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    return [
        line.split(" && ")
        for block in blocks
        for line in block.splitlines()
        if line.startswith("python3 -m venv")
    ]


def pins(name: str) -> dict[str, str]:
    """The versions in a lock, which holds nothing but pins with their hashes."""
    text = "\n".join(line for line in lines(name) if not line.lstrip().startswith("#"))
    found = {}
    for entry in text.replace("\\\n", "").splitlines():
        pin = PIN.fullmatch(entry)
        assert pin, entry
        found[canonicalize_name(pin["name"])] = pin["version"]
    return found


def unmet(wanted: list[str], pinned: dict[str, str]) -> list[str]:
    return [
        text
        for text in wanted
        if not (need := Requirement(text)).specifier.contains(
            pinned.get(canonicalize_name(need.name), "0")
        )
    ]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built offline with what the lock has, and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (file,) = folder.glob("*.whl")
    zipfile.ZipFile(file).extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_with_hashes_and_names_no_place(name):
    assert len(pins(name)) > 30
    text = "\n".join(lines(name))
    assert "://" not in text
    assert not re.search(r"--(index-url|extra-index-url|find-links|trusted-host)", text)


def test_the_locks_agree():
    needed, with_tools = (pins(name) for name in LOCKS)
    assert needed.items() <= with_tools.items()


def test_the_locks_hold_what_the_project_asks_for():
    extras = PROJECT["optional-dependencies"]
    assert unmet(PROJECT["dependencies"] + extras["build"], pins(LOCKS[0])) == []
    assert unmet(extras["dev"], pins(LOCKS[1])) == []


def test_ci_does_what_the_readme_says():
    _, development = readme_commands()
    assert [line for line in lines(".ci/run") if line in development] == development
    assert lines(".ci/run")[-1] == development[-1]
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_image_is_installed_as_the_readme_says():
    first, _ = readme_commands()
    steps = [
        step
        for line in lines("Dockerfile")
        if line.startswith("RUN ")
        for step in line.removeprefix("RUN ").split(" && ")
    ]
    assert [step for step in steps if "venv" in step] == first[:-1]


def test_all_that_the_image_copies_is_there_and_let_through():
    copied = {
        source
        for line in lines("Dockerfile")
        if line.startswith("COPY ")
        for source in line.split()[1:-1]
    }
    assert all((ROOT / source).exists() for source in copied)
    assert {line[1:] for line in lines(".dockerignore") if line.startswith("!")} == copied


def test_the_wheel_carries_all_that_the_code_reads(wheel):
    ours = {
        Path(target, file.relative_to(ROOT / source))
        for source, target in (("bot", "bot"), ("config", "bot/config"))
        for file in (ROOT / source).rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    packed = {file.relative_to(wheel) for file in wheel.rglob("*") if file.is_file()}
    assert {file for file in packed if file.parts[0] == "bot"} == ours
    assert Path("bot/config/paperboy.toml") in packed
    assert any(file.match("bot/store/migrations/versions/*.py") for file in packed)


def asked_for_its_folder(cwd: Path, *, path: Path | None = None) -> Path:
    """Where a fresh interpreter in `cwd` finds the defaults."""
    script = (
        "import sys; from bot import settings;"
        "settings.load({'PAPERBOY_DATA_DIR': sys.argv[1]}); print(settings.config_dir())"
    )
    environ = {**os.environ, "PYTHONPATH": str(path or "")}
    run = [sys.executable, "-c", script, str(cwd)]
    done = subprocess.run(run, cwd=cwd, env=environ, check=True, capture_output=True, text=True)
    return Path(done.stdout.strip())


def test_a_wheel_reads_the_defaults_it_carries(wheel, tmp_path):
    assert asked_for_its_folder(tmp_path, path=wheel) == wheel / "bot" / "config"


def test_an_editable_install_reads_those_of_the_checkout(tmp_path):
    assert asked_for_its_folder(tmp_path) == ROOT / "config"
