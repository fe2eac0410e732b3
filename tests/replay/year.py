"""A year of arXiv, made up from a seed: papers with everything that can become of them."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from tests.replay.almanac import (
    DAY,
    FINE,
    HOUR,
    Almanac,
    Shown,
    Weather,
    holidays,
    moment,
    month_of_ids,
)
from tests.replay.lives import Change, Fate, Life, archives

BEFORE = 60
"""Days of papers that are older than the bot."""
CATEGORIES = {
    **{"cs.LG": 130, "cs.CV": 110, "cs.CL": 90, "cs.AI": 70, "cs.RO": 45, "cs.CR": 25, "cs.IT": 25},
    **{"cs.HC": 18, "cs.SE": 25, "cs.DS": 15, "cs.SI": 8, "eess.IV": 18, "eess.SP": 25},
    **{"eess.SY": 22, "stat.ML": 15, "stat.ME": 20, "math.AG": 16, "math.AP": 30, "math.CO": 30},
    **{"math.NA": 25, "math.NT": 18, "math.OC": 28, "math.PR": 25, "math-ph": 15, "nlin.CD": 5},
    **{"astro-ph.GA": 35, "astro-ph.CO": 25, "astro-ph.HE": 28, "astro-ph.SR": 22, "gr-qc": 25},
    **{"hep-ex": 12, "hep-lat": 5, "hep-ph": 32, "hep-th": 28, "nucl-ex": 6, "nucl-th": 10},
    **{"cond-mat.mtrl-sci": 45, "cond-mat.str-el": 25, "cond-mat.mes-hall": 25, "quant-ph": 60},
    **{"physics.optics": 28, "physics.flu-dyn": 22, "q-bio.NC": 8, "q-bio.QM": 8, "q-fin.ST": 4},
    **{"econ.EM": 5, "econ.GN": 5},
}
_ALIASES = {
    **{"eess.SY": "cs.SY", "math.NA": "cs.NA", "cs.IT": "math.IT", "math-ph": "math.MP"},
    "econ.GN": "q-fin.EC",
}
_BY_WEEKDAY = (1.0, 1.05, 1.0, 1.0, 0.95, 0.45, 0.5)
ARCHIVES = tuple(sorted(archives(CATEGORIES)))
_ACCEPTED = "Accepted at a conference"


@dataclass(frozen=True)
class Plan:
    """How much is made up.

    Attributes:
        papers: So many are announced on the days that count, or about that.
        start: The evening (New York) on which the bot is set up.
        days: So many days from then on count.
        after: So many days are played after those, so that a weekly digest can come.
        put_off: Days whose lists are put off; None draws them.
        gap: Days for which nobody runs the bot, once; `gap_at` days after the start.
        archives: Those that have papers, and whose lists the bot reads.
        poll: How often the bot looks whether arXiv has to be asked.
        longest: So much later than usual a list comes at most on a bad day.
    """

    papers: int = 250_000
    seed: int = 1
    start: date = date(2026, 1, 4)
    days: int = 364
    after: int = 9
    put_off: frozenset[date] | None = None
    gap: int = 21
    gap_at: int = 215
    archives: tuple[str, ...] = ARCHIVES
    poll: timedelta = timedelta(minutes=10)
    longest: timedelta = 9 * HOUR

    @property
    def begin(self) -> datetime:
        """When the bot is set up (UTC)."""
        return moment(self.start, time(18))

    @property
    def last(self) -> date:
        """The last day that counts."""
        return self.start + self.days * DAY

    @property
    def end(self) -> datetime:
        """When the play is over (UTC)."""
        return moment(self.last + self.after * DAY, time(12))


class Year:
    """Everything that happens at arXiv in a plan's time, and to the bot."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._chance = random.Random(plan.seed)  # noqa: S311
        self._categories = {
            name: share
            for name, share in CATEGORIES.items()
            if archives([name])[0] in plan.archives
        }
        self.almanac = self._almanac()
        self.lives = self._lives()

    @cached_property
    def outages(self) -> list[tuple[datetime, datetime]]:
        """When nobody runs the bot (UTC), in order."""
        chance = random.Random(f"{self.plan.seed} outages")  # noqa: S311
        found = [
            (moment(self.plan.start + n * DAY, time(chance.randrange(24), chance.randrange(60))), n)
            for n in range(1, self.plan.days)
        ]
        spans = []
        for at, n in found:
            if n == self.plan.gap_at and self.plan.gap:
                spans.append((at, at + self.plan.gap * DAY))
            elif (drawn := chance.random()) < 0.012:
                spans.append((at, at + chance.uniform(30, 110) * HOUR))
            elif drawn < 0.03:
                spans.append((at, at + chance.uniform(10, 30) * HOUR))
            elif drawn < 0.11:
                # A night without power.
                evening = moment(at.date(), time(21, chance.randrange(60)))
                spans.append((evening, evening + chance.uniform(3, 11) * HOUR))
            elif drawn < 0.2:
                spans.append((at, at + chance.uniform(0.05, 0.5) * HOUR))
        merged: list[tuple[datetime, datetime]] = []
        for down, up in sorted(spans):
            if merged and down <= merged[-1][1]:
                merged[-1] = merged[-1][0], max(up, merged[-1][1])
            else:
                merged.append((down, up))
        return [each for each in merged if each[1] < moment(self.plan.last, time())]

    @cached_property
    def by_hand(self) -> list[datetime]:
        """When somebody tells the bot to ask for everything (UTC), in order; at weekends too."""
        chance = random.Random(f"{self.plan.seed} by hand")  # noqa: S311
        every = (self.plan.start + n * DAY for n in range(1, self.plan.days))
        asked = (day for day in every if chance.random() < 0.1)
        return [moment(day, time(chance.randrange(24), chance.randrange(60))) for day in asked]

    def _almanac(self) -> Almanac:
        plan, chance = self.plan, self._chance
        first = plan.start - (BEFORE + 15) * DAY
        last = plan.last + (plan.after + 2) * DAY
        plain = Almanac(first, last)
        counted = [day for day in plain.days if plan.start < day <= plan.last]
        put_off = plan.put_off
        if put_off is None:
            put_off = frozenset(chance.sample(counted, len(counted) // 60))
        eves = [each for each in sorted(holidays()) if plan.start < each < plan.last]
        surprising = [each + DAY for each in eves if (each + DAY).weekday() < 5]
        all_the_same = frozenset(surprising[2:3])
        weather = {}
        for n in range((last - first).days):
            day = first + n * DAY
            if day > plan.start:
                weather[day] = self._weather()
        for day in put_off:
            # The list before stands there once more, and nothing but what it holds tells that.
            weather[day] = replace(weather[day], instead=Shown.DISGUISED)
        return Almanac(first, last, put_off, all_the_same, weather)

    def _weather(self) -> Weather:
        chance, longest = self._chance, self.plan.longest
        late = chance.uniform(0.1, 1) * longest if chance.random() < 0.03 else FINE.late
        held_up = {}
        if chance.random() < 0.03:
            some = chance.sample(self.plan.archives, chance.randint(1, 3))
            held_up = {each: chance.uniform(0.1, 1) * longest for each in some}
        if chance.random() < 0.006:
            # For all of the day.
            held_up[chance.choice(self.plan.archives)] = 30 * HOUR
        lags = chance.random() < 0.04
        return Weather(
            late=late,
            held_up=held_up,
            instead=chance.choices(list(Shown), (0.4, 0.3, 0.3))[0],
            lag=chance.uniform(1, 23) * HOUR if lags else FINE.lag,
            lagging=chance.choice((0.02, 0.3, 1)) if lags else 0,
            indexed=chance.randint(1, 4) if chance.random() < 0.15 else 0,
        )

    # ------------------------------------------------------------------------------------ papers

    def _lives(self) -> list[Life]:
        drafts = sorted(self._drafts(), key=lambda each: (each[0], each[1]))
        numbers: defaultdict[str, int] = defaultdict(int)
        lives = []
        for named, sent, day in drafts:
            month = month_of_ids(named)
            numbers[month] += 1
            lives.append(self._life(f"{month}.{numbers[month]:05d}", sent, day))
        return lives

    def _drafts(self) -> Iterator[tuple[date, datetime, date]]:
        """Yield when the id is given, when the paper is sent, and the day it is announced."""
        plan, chance, almanac = self.plan, self._chance, self.almanac
        a_day = plan.papers / plan.days / (sum(_BY_WEEKDAY) / 7)
        first = plan.start - BEFORE * DAY
        for n in range(BEFORE + plan.days + plan.after):
            day = first + n * DAY
            expected = a_day * _BY_WEEKDAY[day.weekday()] * chance.uniform(0.85, 1.15)
            # Only what the bot can still hear of is worth making up from before its time.
            for _ in range(round(expected if day >= plan.start - 21 * DAY else expected / 4)):
                minutes = chance.triangular(0, 24 * 60, 14 * 60)
                sent = moment(day, time()) + timedelta(minutes=minutes)
                held = chance.random() < 0.06
                ready = sent + chance.triangular(0.2, 14, 2) * DAY if held else sent
                listed, usual = almanac.day_of(ready), almanac.day_of(sent)
                if listed and usual:
                    # Some papers keep the id they would have had without being held.
                    yield (usual if chance.random() < 0.1 else listed), sent, listed

    def _life(self, id: str, sent: datetime, day: date) -> Life:
        chance = self._chance
        comment = f"{chance.randint(4, 40)} pages" if chance.random() < 0.5 else ""
        if comment and chance.random() < 0.2:
            comment += f". {_ACCEPTED}"
        indexed = moment(day, time()) + self.almanac.at(day).indexed * DAY
        life = Life(id, sent, self._filed(), comment, indexed)
        life.changes.append(self._announced(Fate.NEW, day))
        self._grow_old(life, day)
        life.changes.sort(key=lambda each: each.at)
        return life

    def _filed(self) -> tuple[str, ...]:
        chance = self._chance
        wanted = chance.choices(list(self._categories), self._categories.values())
        for _ in range(chance.choices((0, 1, 2, 3), (50, 30, 15, 5))[0]):
            wanted.append(self._neighbour(wanted[0]))
        # arXiv lists a paper under both names of a category, though perhaps not in our archives.
        twice = ((each, _ALIASES.get(each, each)) for each in wanted)
        return tuple(dict.fromkeys(name for pair in twice for name in pair))

    def _neighbour(self, category: str) -> str:
        chance = self._chance
        if chance.random() < 0.6:
            (archive,) = archives([category])
            near = [each for each in self._categories if archives([each]) == (archive,)]
            return chance.choice(near)
        return chance.choices(list(self._categories), self._categories.values())[0]

    def _announced(
        self, fate: Fate, day: date, detail: str = "", sent: datetime | None = None
    ) -> Change:
        almanac, weather = self.almanac, self.almanac.at(day)
        visible = almanac.recorded(day)
        if self._chance.random() < weather.lagging:
            visible += weather.lag
        return Change(almanac.out(day), visible, fate, day, detail, sent)

    def _unannounced(self, fate: Fate, at: datetime, detail: str) -> Change:
        nightly = moment(at.date(), time(22, 30))
        return Change(at, nightly if nightly > at else nightly + DAY, fate, None, detail)

    def _grow_old(self, life: Life, day: date) -> None:
        """Let happen what happens to some papers after they were announced."""
        chance, out = self._chance, self.almanac.out(day)
        versions: list[date] = []
        at, likely = out, 0.23
        while chance.random() < likely:
            at, likely = at + chance.expovariate(1 / 25) * DAY, 0.4
            listed = self.almanac.day_of(at)
            if listed is None or listed <= max(versions, default=day):
                break
            versions.append(listed)
            gone = chance.random() < 0.02
            if gone:
                detail = "This paper has been withdrawn by the authors due to an error"
                life.changes.append(self._announced(Fate.WITHDRAWN, listed, detail, at))
                break
            life.changes.append(self._announced(Fate.REPLACED, listed, "", at))
        self._cross(life, out, versions)
        self._describe(life, out, versions)

    def _cross(self, life: Life, out: datetime, versions: Sequence[date]) -> None:
        """File some papers under one more category, days later."""
        chance = self._chance
        if chance.random() >= 0.04:
            return
        crossed = self.almanac.day_of(out + chance.uniform(0.2, 9) * DAY)
        if versions and chance.random() < 0.3:
            crossed = versions[0]
        category = self._neighbour(life.categories[0])
        if crossed and category not in life.categories and category not in _ALIASES:
            life.changes.append(self._announced(Fate.CROSS, crossed, category))

    def _describe(self, life: Life, out: datetime, versions: Sequence[date]) -> None:
        """Give some papers a comment or a DOI later; no list tells of that."""
        chance = self._chance
        if not life.comment and chance.random() < 0.1:
            if versions and chance.random() < 0.3:
                with_it = self._announced(Fate.COMMENT, versions[0], _ACCEPTED)
                life.changes.append(with_it._replace(day=None))
            else:
                later = out + chance.uniform(0.5, 40) * DAY
                life.changes.append(self._unannounced(Fate.COMMENT, later, _ACCEPTED))
        if chance.random() < 0.06:
            later = out + chance.uniform(5, 60) * DAY
            life.changes.append(self._unannounced(Fate.DOI, later, f"10.1000/{life.id}"))
