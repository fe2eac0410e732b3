"""The mistakes that `paperboy doctor` knows about the machine and what is kept on it."""

import asyncio
import os
import ssl
import sys
import zoneinfo
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from sqlalchemy import text

from bot.app import announcements, clock
from bot.cli.doctor import machine
from bot.cli.doctor.finding import State, Wrong
from bot.domain.papers import Announcement, ArrivalKind
from bot.settings import load
from bot.store.lock import FolderLock
from tests.cli.diagnosing import NOW, SLACK, diagnosed, looked, opened
from tests.servers.slack import BOT_TOKEN
from tests.stage.discord import TOKEN
from tests.world import paper


class TestTheMachine:
    def test_a_disk_that_is_nearly_full_is_told(self, tmp_path):
        assert machine.room(tmp_path / "not-yet", 1).endswith("GB free")
        with pytest.raises(Wrong, match="nearly full: ") as full:
            machine.room(tmp_path / "not-yet", 10**18)
        assert "Free some space" in full.value.fix

    @pytest.mark.parametrize(("ahead", "way"), [(61, "ahead of"), (-3600, "behind")])
    def test_a_clock_that_is_wrong_is_told(self, ahead, way):
        date = format_datetime(NOW - timedelta(seconds=ahead), usegmt=True)
        with pytest.raises(Wrong, match=f"{abs(ahead)} s {way} that") as wrong:
            machine.agreed(machine.away(date, NOW))
        assert "timedatectl" in wrong.value.fix
        assert machine.agreed(machine.away(format_datetime(NOW), NOW + timedelta(seconds=9)))
        assert machine.away("soon", NOW) is None

    @pytest.mark.parametrize("secret", ["BOT_TOKEN", "SIGNING_SECRET"])
    async def test_it_is_compared_with_what_a_service_says(self, paperboy, secret):
        async def late(_):
            long_ago = format_datetime(clock() - timedelta(hours=1), usegmt=True)
            return web.json_response({"ok": True}, headers={"Date": long_ago})

        async with listening(late) as address:
            paperboy.environ[f"PAPERBOY_SLACK__{secret}"] = BOT_TOKEN
            paperboy.environ["PAPERBOY_SLACK__API_URL"] = address
            said = (await diagnosed(paperboy, "clock"))["clock"]
        assert said["state"] == "bad"
        assert "s ahead of that of the services" in said["text"]

    async def test_what_answers_without_tls_is_told(self):
        async def page(_):
            return web.Response(text="Please log in to the network")

        async with listening(page) as address:
            given = {SLACK["BOT"]: BOT_TOKEN, "PAPERBOY_DATA_DIR": "/nowhere"}
            secure = address.replace("http:", "https:")
            settings = load(given | {"PAPERBOY_SLACK__API_URL": secure})
            with pytest.raises(Wrong, match="does not speak TLS") as wrong:
                await machine.clocks(settings)
        assert "a proxy, a firewall" in wrong.value.fix

    def test_a_machine_without_certificates_is_told(self, monkeypatch, tmp_path):
        settings = load({"PAPERBOY_DATA_DIR": "/nowhere"})
        assert asyncio.run(machine.certificates(settings))
        monkeypatch.setenv(ssl.get_default_verify_paths().openssl_cafile_env, str(tmp_path / "no"))
        monkeypatch.setenv(ssl.get_default_verify_paths().openssl_capath_env, str(tmp_path))
        with pytest.raises(Wrong, match="no certificates of authorities") as wrong:
            asyncio.run(machine.certificates(settings))
        assert "ca-certificates" in wrong.value.fix

    def test_a_machine_without_time_zones_is_told(self, monkeypatch):
        settings = load({"PAPERBOY_DATA_DIR": "/nowhere"})
        before = zoneinfo.TZPATH
        try:
            zoneinfo.reset_tzpath(())
            zoneinfo.ZoneInfo.clear_cache()
            known = [name for name in sys.modules if name.partition(".")[0] == "tzdata"]
            for name in {"tzdata", *known}:
                monkeypatch.setitem(sys.modules, name, None)
            with pytest.raises(Wrong, match="there is no time zone data") as wrong:
                asyncio.run(machine.zones(settings))
            assert "tzdata" in wrong.value.fix
            with pytest.raises(Exception, match="install the package tzdata"):
                load({"PAPERBOY_DATA_DIR": "/nowhere"})
        finally:
            zoneinfo.reset_tzpath(before)

    @pytest.mark.parametrize("value", ["proxy.lab:3128", "http//proxy", "http://", "http://a:b"])
    def test_a_proxy_that_is_no_address_is_named(self, monkeypatch, value):
        settings = load({"PAPERBOY_DATA_DIR": "/nowhere"})
        monkeypatch.setenv("https_proxy", value)
        with pytest.raises(Wrong, match="https_proxy is no address"):
            asyncio.run(machine.proxies(settings))

    def test_a_proxy_that_discord_does_not_use_is_noted(self, monkeypatch):
        monkeypatch.setenv("HTTPS_PROXY", "http://proxy.lab.example:3128")
        assert asyncio.run(machine.proxies(load({"PAPERBOY_DATA_DIR": "/n"}))) == "HTTPS_PROXY"
        with pytest.raises(Wrong, match="Discord is reached without it") as noted:
            asyncio.run(machine.proxies(load({"DISCORD_TOKEN": TOKEN, "PAPERBOY_DATA_DIR": "/n"})))
        assert noted.value.state is State.NOTE

    def test_secrets_that_others_may_read_are_noted(self, paperboy):
        paperboy.folder.mkdir()
        file = paperboy.folder / "paperboy.toml"
        file.write_text('[slack]\nencryption_key = "asecret"\n', encoding="utf-8")
        file.chmod(0o644)
        answer = paperboy.ask("doctor", "--json")
        said = looked(answer)["settings"]
        assert (said["state"], answer.exit_code) == ("note", 0)
        assert said["fix"].endswith(f"chmod 600 {file}")
        file.chmod(0o600)
        assert looked(paperboy.ask("doctor", "--json"))["settings"]["state"] == "ok"


@asynccontextmanager
async def listening(answer):
    """Serve every address with one answer."""
    program = web.Application()
    program.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(program, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def revise(paperboy, revision):
    """Make a database that says that it is of a revision."""

    said = {"v": revision}

    async def work(connection):
        await connection.execute(text("UPDATE alembic_version SET version_num = :v"), said)

    async def keep():
        async with opened(paperboy) as store:
            await store.database.write(work)

    asyncio.run(keep())


class TestWhatIsKept:
    def test_an_older_database_is_told_and_left_as_it_is(self, paperboy):
        revise(paperboy, "0001")
        before = (paperboy.folder / "paperboy.db").read_bytes()
        answer = paperboy.ask("doctor", "--json")
        found = looked(answer)
        assert answer.exit_code == 1
        assert "older Paperboy, " in found["database"]["text"]
        assert "Make a backup" in found["database"]["fix"]
        assert "feeds" not in found
        assert (paperboy.folder / "paperboy.db").read_bytes() == before

    def test_an_older_bot_that_runs_on_it_is_named(self, paperboy):
        revise(paperboy, "0001")
        with FolderLock(paperboy.folder).held(NOW, os.getpid()):
            answer = paperboy.ask("doctor", "--json")
        found = looked(answer)
        assert f"by process {os.getpid()} on " in found["running"]["text"]
        assert "an older version: stop that first" in found["database"]["fix"]

    def test_a_newer_database_is_told(self, paperboy):
        revise(paperboy, "9999")
        found = looked(paperboy.ask("doctor", "--json"))
        assert "of a newer Paperboy" in found["database"]["text"]
        assert "Run the newer version" in found["database"]["fix"]

    @pytest.mark.parametrize(("back", "state"), [(0, "ok"), (2, "ok"), (3, "bad")])
    def test_an_announcement_of_long_ago_is_told(self, paperboy, back, state):
        calendar = announcements()
        newest = calendar.newest(clock())
        day = calendar.before(newest, back) if back else newest

        async def keep():
            async with opened(paperboy) as store:
                told = Announcement(paper(1, "Birds"), ArrivalKind.NEW, day)
                await store.arrivals.add([told], ())

        asyncio.run(keep())
        said = looked(paperboy.ask("doctor", "--json"))["announcement"]
        assert said["state"] == state
        assert str(day) in said["text"]
        assert ("paperboy run" in said["fix"]) == (state == "bad")
