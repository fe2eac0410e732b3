"""Plays a year, or weeks that were, and says what came of it."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from rich.table import Table

from tests.replay import history, judging
from tests.replay.almanac import Almanac
from tests.replay.followers import FOLLOWERS, Follower, truth
from tests.replay.judging import Dates, Verdict
from tests.replay.lives import Life
from tests.replay.running import Play
from tests.replay.service import Replayed
from tests.replay.windows import Naive, naive
from tests.replay.year import ARCHIVES, Plan, Year
from tests.servers.arxiv import Arxiv
from tests.servers.clock import Clock

Tell = Callable[[str, float], None]

ASKED = (clock_time(1), clock_time(9), clock_time(13))
"""When bots ask that look at when papers were sent (UTC)."""

TROUBLES, CUT_SHORT = 0.15, 0.02
"""Shares of the rounds of asking that meet with a bad answer, and that are cut short."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a play.

    Attributes:
        title: What was played.
        papers: So many were new on the days that count.
        naive: What bots would have told that ask at each of the times `ASKED`.
        requests: arXiv was asked so often, in so many rounds.
        early: So many of them came too soon or two at once.
        put_off: Lists that arXiv put off, so many of which were noticed: the bot ran on that day.
        seconds: How long it took.
    """

    title: str
    papers: int
    verdicts: tuple[Verdict, ...]
    naive: tuple[list[Naive], ...]
    dates: Dates
    requests: int
    rounds: int
    early: int
    outages: int
    put_off: int
    noticed: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, repeated or told unasked, and the terms were kept."""
        return not list(self.misses())

    def misses(self) -> Iterator[str]:
        """Say what was not good."""
        for each in self.verdicts:
            for what, ids in (
                ("lost", each.lost),
                ("repeated", each.repeated),
                ("told unasked", each.unasked),
            ):
                if ids:
                    yield f"{each.name}: {len(ids)} {what}, such as {', '.join(ids[:5])}"
        if self.early:
            yield f"arXiv was asked {self.early} times too soon"

    def tables(self) -> Iterator[Table]:
        """Show it."""
        table = Table(title=self.title, title_justify="left")
        names = ("channel", "announced", "told", "lost", "repeated", "guessed", "digests")
        for name in (*names, "at weekends", "delay"):
            table.add_column(name, justify="left" if name == "channel" else "right")
        for each in self.verdicts:
            counts = (each.announced, each.told, len(each.lost), len(each.repeated))
            more = (*counts, len(each.guessed), each.digests, each.at_weekend)
            hours = f"{each.delay.total_seconds() / 3600:.1f} h"
            table.add_row(each.name, *(f"{count:,}" for count in more), hours)
        yield table
        others = Table(title="Others, on the same papers", title_justify="left")
        others.add_column("asked once a day for")
        for at in ASKED:
            others.add_column(f"at {at:%H:%M} UTC", justify="right")
        for same in zip(*self.naive, strict=True):
            others.add_row(same[0].name, *(f"{each.share:.1%}" for each in same))
        yield others
        facts = Table(show_header=False)
        dates = self.dates
        read = f"{dates.listed_right:,} of {dates.listed:,}"
        facts.add_row("papers announced as new", f"{self.papers:,}")
        facts.add_row("requests to arXiv", f"{self.requests:,} in {self.rounds:,} rounds")
        facts.add_row("requests too soon, or two at once", f"{self.early:,}")
        facts.add_row("times that nobody ran the bot", f"{self.outages:,}")
        facts.add_row("lists put off, and noticed", f"{self.noticed} of {self.put_off}")
        facts.add_row("day read in a list, and right", read)
        inferred = f"{dates.inferred_right:,} of {dates.inferred:,}"
        facts.add_row("day computed, and right", inferred)
        facts.add_row("time it took", f"{self.seconds:.0f} s")
        yield facts


@dataclass(frozen=True, slots=True)
class Stage:
    """What is played.

    Attributes:
        begin: When the bot is set up (UTC).
        first: Lists after this day count…
        last: …up to this one.
        end: When the play is over (UTC).
        outages: When nobody runs the bot (UTC), in order.
        by_hand: When somebody tells it to ask (UTC), in order.
    """

    title: str
    almanac: Almanac
    lives: Sequence[Life]
    begin: datetime
    first: date
    last: date
    end: datetime
    outages: Sequence[tuple[datetime, datetime]] = ()
    by_hand: Sequence[datetime] = ()
    archives: Sequence[str] = ARCHIVES
    poll: timedelta = timedelta(minutes=10)
    seed: int = 1
    troubles: float = 0
    cut_short: float = 0


def year(plan: Plan) -> Stage:
    """Make up a year."""
    made = Year(plan)
    return Stage(
        f"{plan.days} days from {plan.start}, seed {plan.seed}",
        made.almanac,
        made.lives,
        plan.begin,
        plan.start,
        max(day for day in made.almanac.days if day <= plan.last),
        plan.end,
        made.outages,
        made.by_hand,
        plan.archives,
        plan.poll,
        plan.seed,
        TROUBLES,
        CUT_SHORT,
    )


def weeks(source: Path) -> Stage:
    """Read weeks that were."""
    read = history.read(source)
    title = f"{read.first} to {read.last}, as it was"
    before = read.begin.date()
    return Stage(
        title,
        read.almanac,
        read.lives,
        read.begin,
        before,
        read.last,
        read.end,
        by_hand=read.by_hand,
    )


async def play(
    stage: Stage,
    folder: Path,
    tell: Tell = lambda what, share: None,
    followers: Sequence[Follower] = FOLLOWERS,
) -> Outcome:
    """Play it, and count.

    Args:
        folder: For the bot's data.
        tell: Told what is going on, and how much of it is over.
        followers: The channels there are.
    """
    began = time.monotonic()
    clock = Clock(stage.begin)
    span = stage.end - stage.begin
    with Arxiv(clock=clock) as server:
        Replayed(stage.almanac, stage.lives, clock).serve(server)
        played = Play(
            folder,
            server,
            clock,
            [each.wish for each in followers],
            stage.archives,
            stage.by_hand,
            stage.poll,
            stage.seed,
            stage.troubles,
            stage.cut_short,
            tell=lambda now: tell(f"{now:%Y-%m-%d}", (now - stage.begin) / span),
        )
        await played.run(stage.end, stage.outages)
    tell("counting", 1)
    days = {life.id: life.new_on for life in stage.lives}
    verdicts = [
        judging.judge(
            each.wish.name,
            truth(each, stage.lives, stage.first, stage.last, stage.end.date()),
            folder,
            played.pinboard.pinned[each.wish.name],
            days,
        )
        for each in followers
    ]
    put_off = {day for day in stage.almanac.put_off if stage.first < day <= stage.last}
    return Outcome(
        stage.title,
        sum(stage.first < day <= stage.last for day in days.values()),
        tuple(verdicts),
        tuple(naive(stage.lives, stage.first, stage.last, at) for at in ASKED),
        judging.dates(folder, days),
        len(server.requests),
        played.rounds,
        len(server.early),
        len(stage.outages),
        len(put_off),
        len(put_off & judging.quiet(folder)),
        time.monotonic() - began,
    )
