"""Where papers come from, as the store knows it: nothing is asked of arXiv here."""

from bot.app import announcements, clock, cool_down, gate_turnstile, open_store
from bot.cli.doctor.finding import Wrong
from bot.settings import Settings

_NAMED = 3
"""Feeds that are named where many failed; they most often fail for the same reason."""
_MISSED = 2
"""Announcements that may be missing: one is late now and then, and nobody need be here at night."""


async def arxiv(settings: Settings) -> str:
    """Say how arXiv is asked, and whether it asked us to wait."""
    async with open_store(settings) as store:
        until = await cool_down(gate_turnstile(settings, store), clock())
    waiting = f"; asked us to wait until {until:%H:%M} UTC" if until else ""
    contact = "" if settings.arxiv.contact else "; set PAPERBOY_ARXIV__CONTACT to your address"
    every = f"one request in {settings.arxiv.delay_s:g} s, {len(settings.arxiv.archives)} archives"
    return every + contact + waiting


async def feeds(settings: Settings) -> str:
    """Say what each list and the records answered when they were asked last."""
    async with open_store(settings) as store:
        feeds, harvest = await store.batches.feeds(), await store.batches.harvest()
    known = [feeds[name] for name in settings.arxiv.archives if name in feeds]
    failed = [f"{each.archive}: {each.failed}" for each in known if each.failed]
    if harvest and harvest.failed:
        failed.append(f"records: {harvest.failed}")
    if failed:
        more = f"; and {len(failed) - _NAMED} more" if len(failed) > _NAMED else ""
        raise Wrong(
            f"not everything could be read when it was asked last ({'; '.join(failed[:_NAMED])}"
            f"{more}).",
            "Nothing is lost: the running bot asks again, and so does paperboy collect.",
        )
    answered = max((each.answered for each in known if each.answered), default=None)
    if answered is None:
        return "none has been asked yet: paperboy collect"
    whole = f"; records known before {harvest.stamp}" if harvest else ""
    return f"{len(known)} answered, the last one {answered:%Y-%m-%d %H:%M} UTC{whole}"


async def announcement(settings: Settings) -> str:
    """See that the last announcement that is known is a recent one."""
    async with open_store(settings) as store:
        last = await store.arrivals.last_day()
    if last is None:
        return "none yet: paperboy collect"
    calendar = announcements()
    newest = calendar.newest(clock())
    if last < calendar.before(newest, _MISSED):
        raise Wrong(
            f"the last one that is known is of {last}, and arXiv has had several since.",
            "Let paperboy run stay up: it asks by itself, and reads what was missed. "
            "paperboy batches shows each day.",
        )
    return f"the last one is of {last}"
