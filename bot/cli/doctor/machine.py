"""The machine: its folder, its disk, its clock, and the way out of it."""

import asyncio
import os
import shutil
import ssl
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import aiohttp

from bot.app import clock
from bot.cli.doctor.finding import State, Wrong
from bot.cli.tokens import secrets
from bot.settings import Settings, settings_file

_LEAST_FREE = 200_000_000
_MOST_AWAY_S = 60
_PROBE_S = 10
_READABLE = 0o077
_DISCORD = "Discord"
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_SCHEMES = ("http", "https", "socks4", "socks5", "socks5h")


async def settings(settings: Settings) -> str:
    """See that nobody else reads a file with secrets."""
    file = settings_file(os.environ)
    with suppress(FileNotFoundError, NotADirectoryError):
        mode = (await asyncio.to_thread(file.stat)).st_mode
        if mode & _READABLE and secrets(settings):
            raise Wrong(
                f"other users of this machine may read {file}.",
                f"If secrets stand in it: chmod 600 {file}",
                State.NOTE,
            )
        return f"all can be read; yours stand in {file}"
    return "all can be read; paperboy init makes a file of your own"


async def folder(settings: Settings) -> str:
    """See that the data folder can be written."""
    return _written(settings.data_dir)


async def disk(settings: Settings) -> str:
    """See that there is room left."""
    return room(settings.data_dir, _LEAST_FREE)


async def zones(settings: Settings) -> str:
    """See that there is data of the zones that are needed."""
    for name in ("America/New_York", settings.digest.zone):
        try:
            ZoneInfo(name)
        except (KeyError, OSError) as error:
            raise Wrong(
                f"there is no time zone data ({name}).",
                "Install the package tzdata, of your system or of Python.",
            ) from error
    return f"known; digests go by {settings.digest.zone}"


async def proxies(settings: Settings) -> str:
    """See that the variables that name a proxy make sense."""
    given = dict(_proxies(os.environ))
    for name, value in given.items():
        if not _is_address(value):
            raise Wrong(
                f"{name} is no address.", "It should be such as http://proxy.lab.example:3128"
            )
    if not given:
        return "none is set"
    if settings.discord.token:
        raise Wrong(
            f"{' and '.join(given)}: Discord is reached without it.",
            "Let this machine connect to discord.com and gateway.discord.gg by itself, port 443.",
            State.NOTE,
        )
    return ", ".join(given)


async def certificates(settings: Settings) -> str:
    """See that there is anything to know the right servers by."""
    paths = ssl.get_default_verify_paths()
    held = ssl.create_default_context().cert_store_stats()["x509_ca"]
    if not (held or await asyncio.to_thread(_holds_something, paths.capath)):
        raise Wrong(
            "there are no certificates of authorities, so no https address can be trusted.",
            "Install the package ca-certificates, or let SSL_CERT_FILE name a bundle.",
        )
    return f"{held} authorities" if held else f"authorities in {paths.capath}"


async def clocks(settings: Settings) -> str:
    """Reach the services that are used, and compare their clocks with ours."""
    addresses = dict(_addresses(settings))
    if not addresses:
        return "not compared: there is no service to ask"
    dates = await asyncio.gather(*(_date(name, each) for name, each in addresses.items()))
    known = [each for each in dates if each]
    if not known:
        return "not compared: nobody says what time it is"
    return agreed(min(known, key=abs))


def room(folder: Path, least: int) -> str:
    """Say how much room there is in a folder.

    Args:
        least: Bytes that should be free.
    """
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB free"
    if free < least:
        raise Wrong(
            f"nearly full: {said} in {there}.",
            "Free some space; fulltext.cache_mb makes the kept texts fewer.",
        )
    return said


def away(date: str, now: datetime) -> float | None:
    """Return by how many seconds our clock is ahead of who wrote a Date header; None if nobody."""
    try:
        return (now - parsedate_to_datetime(date)).total_seconds()
    except (ValueError, TypeError):
        return None


def agreed(seconds: float) -> str:
    """Judge how far our clock is from that of a service.

    Args:
        seconds: By which ours is ahead.
    """
    if abs(seconds) <= _MOST_AWAY_S:
        return "agrees with the services"
    way = "ahead of" if seconds > 0 else "behind"
    raise Wrong(
        f"this machine's clock is {abs(seconds):.0f} s {way} that of the services.",
        "Set it by the network (timedatectl set-ntp true): digests come at the wrong time, and "
        "signed requests are refused.",
    )


def _written(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Wrong(
            f"{folder} cannot be written ({error.strerror}).",
            "Set PAPERBOY_DATA_DIR to a folder that can.",
        ) from error
    return f"{folder} can be written"


def _holds_something(folder: str | None) -> bool:
    return bool(folder) and any(Path(str(folder)).iterdir())


def _proxies(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in _PROXIES:
        for spelled in (name, name.lower()):
            if value := environ.get(spelled, "").strip():
                yield spelled, value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _addresses(settings: Settings) -> Iterator[tuple[str, str]]:
    """Name what can be asked without a token, of the services that have one."""
    if settings.discord.token:
        yield _DISCORD, f"{settings.discord.api_url}/gateway"
    slack = settings.slack
    if slack.bot_token or slack.app_token or slack.signing_secret:
        yield "Slack", f"{settings.slack.api_url}/api.test"


async def _date(name: str, address: str) -> float | None:
    """Ask a service for anything at all, and return how far our clock is ahead of its own.

    It goes the way of the service's own library: Discord's passes by the proxies that are set.
    """
    host, proxied = urlsplit(address).hostname, name != _DISCORD
    timeout = aiohttp.ClientTimeout(total=_PROBE_S)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=proxied) as session,
            session.get(address, allow_redirects=False) as answer,
        ):
            return away(answer.headers.get("Date", ""), clock())
    except aiohttp.ClientConnectorCertificateError as error:
        raise Wrong(
            f"{name}: who answers as {host} is not trusted ({_reason(error)}).",
            "Install the package ca-certificates; where a proxy opens what is encrypted, let "
            "SSL_CERT_FILE name its certificate; and see that the clock is right.",
        ) from error
    except aiohttp.ClientSSLError as error:
        raise Wrong(
            f"{name}: {host} does not speak TLS ({_reason(error)}).",
            "Something stands in between: a proxy, a firewall, a login page of the network.",
        ) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Wrong(
            f"{name}: {host} cannot be reached ({type(error).__name__}).",
            "See whether this machine may reach it: the network, a proxy, a firewall.",
        ) from error


def _reason(error: aiohttp.ClientConnectorError | aiohttp.ClientConnectorCertificateError) -> str:
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", error)
    return getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or str(inner)
