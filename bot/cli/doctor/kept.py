"""What is kept, and who is using it."""

from bot.app import catalogue, open_store, topic_reader
from bot.cli.doctor.finding import Wrong
from bot.domain.chat import Channel
from bot.settings import Settings
from bot.store.database import Database
from bot.store.lock import FolderLock


async def database(settings: Settings) -> str:
    """Count what there is, in a database of this version; any other stays as it is."""
    behind = await Database.behind(settings.database.url.get_secret_value())
    if behind:
        raise _of_another_version(behind, FolderLock(settings.data_dir).holder())
    async with open_store(settings) as store:
        await store.database.try_writing()
        papers = await store.papers.count()
        channels = await store.channels.all()
        day = await store.arrivals.last_day()
    announced = f"last announcement {day}" if day else "no announcement yet: paperboy collect"
    return f"{settings.database.shown}: {papers:,} papers, {len(channels)} channels, {announced}"


async def followed(settings: Settings) -> list[Channel]:
    """Return the channels that follow something; where we were thrown out nothing is wrong."""
    async with open_store(settings) as store:
        gone = {(each.platform, each.space) for each in await store.spaces.gone()}
        known = [each.channel for each in await store.channels.following()]
        return [each for each in known if (each.platform, each.space) not in gone]


async def sentences(settings: Settings) -> str:
    """Read what the bot says."""
    catalogue(settings)
    topic_reader()
    return f"language {settings.language}"


async def running(settings: Settings) -> str:
    """Say whether a bot is running on the data folder."""
    holder = FolderLock(settings.data_dir).holder()
    return f"by {holder}" if holder else "no bot is running on this data folder"


def _of_another_version(behind: int, holder: str | None) -> Wrong:
    if behind < 0:
        return Wrong(
            "it is of a newer Paperboy than this one, and was not looked at.",
            "Run the newer version, or put a backup from before in its place.",
        )
    fix = "Make a backup; then paperboy run, or any other command, brings it up to date."
    if holder:
        fix = f"It is in use by {holder}, an older version: stop that first. {fix}"
    return Wrong(f"it is of an older Paperboy, {behind} steps behind, and was not looked at.", fix)
