"""One run of the load test on one platform."""

import asyncio
import gc
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from bot.app import open_store
from bot.settings import load
from bot.store import Store
from bot.store.tables import digest
from tests.benchmarks.child import PATIENCE_S, Child, started
from tests.benchmarks.crowd import TYPING, Asked, Crowd, paper_of
from tests.benchmarks.measured import Bot, Digests, Measured
from tests.benchmarks.prepared import prepare, write_earlier

Tell = Callable[[str, float | None], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much load.

    Attributes:
        rate: Things that people do in a second.
        papers: Announced on each of two days.
        imports: Papers of earlier days that another process imports meanwhile.
    """

    seconds: float
    rate: float
    channels: int
    papers: int = 300
    imports: int = 0
    seed: int = 1

    def __str__(self) -> str:
        return (
            f"{self.rate:g} things a second for {self.seconds:g} s, {self.channels} channels, "
            f"{self.imports} papers imported"
        )


async def rush(kind: type[Crowd], plan: Plan, tell: Tell = lambda what, share: None) -> Measured:
    """Prepare, load, wait for what is under way, and look at what came of it."""
    crowd = kind(plan.channels, plan.seed)
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="paperboy-load-"))
        await crowd.open(stack)
        environ = {"PAPERBOY_DATA_DIR": folder, **crowd.environ()}
        settings = load(environ)
        tell("prepares", None)
        write_earlier(_earlier(environ), plan.imports)
        await prepare(settings, crowd.places(), plan.papers, plan.seed)
        child = await stack.enter_async_context(
            started("tests.benchmarks.loaded", "--papers", str(plan.papers), environ=environ)
        )
        await child.says("connected")
        tell("posts the first digests", None)
        await child.says("digested", within=plan.channels + PATIENCE_S)
        await crowd.look()

        used, used_here, began = child.cpu(), time.process_time(), time.monotonic()
        served = asyncio.create_task(_served(child, plan))
        imported = asyncio.create_task(_imported(plan, environ))
        with _steady():
            asked, behind = await _act(crowd, plan, tell)
        rushed = time.monotonic() - began
        bot_cpu, crowd_cpu = child.cpu() - used, time.process_time() - used_here
        tell("answers the last ones", None)
        await crowd.filled_in()
        asked += crowd.sent_off
        settled = await _until_answered(asked, time.monotonic())
        digest_seconds, import_seconds = await served, await imported
        child.process.terminate()
        told = await child.says("figures")
        async with asyncio.timeout(PATIENCE_S):
            code = await child.process.wait()
        figures = told["figures"]
        slowest = figures.pop("slowest")
        unanswered = Counter(each.what for each in asked if not each.answered())
        async with open_store(settings) as store:
            digests = await _digests(crowd, store, digest_seconds)
            unanswered += await _unsaved(crowd, store)
        times, lost = await _times(asked)
        return Measured(
            suggested=times.pop(TYPING, ()),
            acknowledged=times,
            unacknowledged=lost,
            unanswered=unanswered,
            behind=behind,
            settled=settled,
            crowd_cpu=crowd_cpu / rushed,
            digests=digests,
            imported=import_seconds,
            bot=Bot(**figures, memory=child.memory, cpu=bot_cpu / rushed, exit=code),
            refused=dict(crowd.refusals()),
            slowest=slowest,
            complaints=child.complaints[-10:],
        )


@contextmanager
def _steady() -> Iterator[None]:
    """Keep the collector off: while it looks, half a second, the service would stand still.

    What waits then would be sent at once, by more people than there are, and told as the bot's.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _act(crowd: Crowd, plan: Plan, tell: Tell) -> tuple[list[Asked], float]:
    """Do everything at its time; return it, and how late we were at worst."""
    loop = asyncio.get_running_loop()
    asked: list[Asked] = []
    behind, start, count = 0.0, loop.time(), round(plan.seconds * plan.rate)
    for number in range(count):
        wait = start + number / plan.rate - loop.time()
        behind = max(behind, -wait)
        # Also when late: what comes in has to be read between two acts.
        await asyncio.sleep(max(0.0, wait))
        asked.append(await (crowd.act() if number % 2 else crowd.command()))
        if number % 20 == 0:
            tell("is under load", number / count)
    return asked, behind


async def _served(child: Child, plan: Plan) -> float:
    """Let today's papers arrive in a while; return how long it took to post the digests."""
    await asyncio.sleep(plan.seconds / 10)
    began = time.monotonic()
    child.is_told("arrive")
    try:
        await child.says("digested", within=plan.seconds + plan.channels + PATIENCE_S)
    except TimeoutError:
        return math.inf
    return time.monotonic() - began


async def _imported(plan: Plan, environ: Mapping[str, str]) -> float:
    """Import papers beside the bot, as an operator does; return how long it took."""
    if not plan.imports:
        return 0.0
    await asyncio.sleep(plan.seconds / 10)
    began = time.monotonic()
    async with started("bot", "import", str(_earlier(environ)), environ=environ) as child:
        return time.monotonic() - began if await child.process.wait() == 0 else math.inf


def _earlier(environ: Mapping[str, str]) -> Path:
    return Path(environ["PAPERBOY_DATA_DIR"]) / "earlier.jsonl"


async def _until_answered(asked: list[Asked], began: float) -> float:
    """Wait for what is still to come, but not for ever; return how long it took."""
    left = asked
    while left and time.monotonic() - began < PATIENCE_S:
        left = [each for each in left if not each.answered()]
        await asyncio.sleep(0.02)
    return time.monotonic() - began


async def _times(asked: list[Asked]) -> tuple[dict[str, list[float]], Counter[str]]:
    times, lost = defaultdict(list), Counter[str]()
    for each in asked:
        if each.acknowledged is None:
            continue
        if each.acknowledged.done() and each.acknowledged.exception() is None:
            times[each.what].append(each.acknowledged.result())
        else:
            lost[each.what] += 1
    return dict(times), lost


async def _digests(crowd: Crowd, store: Store, seconds: float) -> Digests:
    """Compare what stands in each channel with what was picked for it."""
    read = select(digest.c.channel, digest.c.shown, digest.c.finished_at).where(digest.c.total > 0)
    picked = defaultdict(list)
    for row in (await store.database.read(lambda connection: connection.execute(read))).all():
        picked[row.channel].append(row)
    complete = 0
    for place in crowd.places():
        known = await store.channels.find(place)
        rows = picked[known.id] if known else []
        stands = crowd.standing(place)
        cards = sum(row.shown for row in rows)
        complete += (
            len(rows) == stands.headings == 2
            and all(row.finished_at for row in rows)
            and len(stands.cards) == len(set(map(paper_of, stands.cards))) == cards
            and not stands.others
        )
    return Digests(len(crowd.places()), complete, seconds)


async def _unsaved(crowd: Crowd, store: Store) -> Counter[str]:
    """Count the reactions that saved nothing."""
    lost = Counter[str]()
    for each in crowd.reactions:
        paper = await store.messages.paper_at(each.channel, each.native, each.position)
        person = await store.people.of(each.person)
        kept = {saved.paper.id for saved in await store.saved.of(person)}
        lost["reaction"] += paper not in kept
    return +lost
