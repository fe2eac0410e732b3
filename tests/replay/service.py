"""arXiv as of a moment: the loopback service shows what lists, records and index tell just then."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from bot.domain.papers import Paper
from tests.replay.almanac import DAY, Almanac, Shown
from tests.replay.lives import EASTERN, Fate, Life, archives
from tests.servers.arxiv import Arxiv, Batch
from tests.servers.arxiv_oai import OaiRecord


class Replayed:
    """What arXiv shows of some papers.

    Args:
        lives: All papers.
        clock: Says what time it is (UTC).
    """

    def __init__(
        self, almanac: Almanac, lives: Iterable[Life], clock: Callable[[], datetime]
    ) -> None:
        self.almanac = almanac
        self._clock = clock
        self._by_id: dict[str, Life] = {}
        self._stamped: defaultdict[date, list[Life]] = defaultdict(list)
        self._listed: defaultdict[date, list[tuple[Fate, str, Life]]] = defaultdict(list)
        for life in lives:
            self._by_id[life.id] = life
            for stamp in {each.stamp for each in life.changes}:
                self._stamped[stamp].append(life)
            for each in life.changes:
                if each.day is not None:
                    self._listed[each.day].append((each.fate, each.detail, life))
        self._shown: tuple[date | None, dict[str, Batch]] = (None, {})

    def serve(self, server: Arxiv) -> None:
        """Let a loopback arXiv show it."""
        server.batch_of = self.batch_of
        server.changed = self.changed
        server.paper_of = self.paper_of

    def batch_of(self, archive: str) -> Batch | None:
        """Return what the feed of an archive holds now."""
        now = self._clock()
        today = now.astimezone(EASTERN).date()
        almanac = self.almanac
        if almanac.has_list(today) and almanac.switched(today, archive) <= now:
            return self._batch(today, archive)
        earlier = almanac.before(today)
        instead = almanac.at(today).instead
        if instead is Shown.NOTHING or earlier is None:
            return None
        kept = self._batch(earlier, archive)
        if instead is Shown.DISGUISED:
            return Batch(today, kept.new, kept.crossed, kept.replaced)
        return kept

    def changed(self, since: date) -> Iterator[OaiRecord]:
        """Return the records that have changed on a day or later."""
        now = self._clock()
        known: set[str] = set()
        for stamp in sorted(each for each in self._stamped if each >= since):
            if stamp > now.date():
                break
            for life in self._stamped[stamp]:
                if life.id not in known and (record := life.record(now)):
                    known.add(life.id)
                    yield record

    def paper_of(self, id: str) -> Paper | None:
        """Return what the API knows of a paper."""
        life, now = self._by_id.get(id), self._clock()
        if life is None or life.indexed > now:
            return None
        return life.paper(each for each in life.changes if each.visible <= now)

    def _batch(self, day: date, archive: str) -> Batch:
        kept, batches = self._shown
        if kept != day:
            batches = self._batches(day)
            self._shown = day, batches
        return batches.get(archive) or Batch(day)

    def _batches(self, day: date) -> dict[str, Batch]:
        new: defaultdict[str, list[Paper]] = defaultdict(list)
        crossed: defaultdict[str, list[Paper]] = defaultdict(list)
        replaced: defaultdict[str, list[Paper]] = defaultdict(list)
        strongest: dict[tuple[str, str], list[Paper]] = {}
        for fate, detail, life in self._listed[day]:
            paper = life.listed(day)
            every = archives(paper.categories)
            if fate is Fate.NEW:
                for archive in every:
                    new[archive].append(paper)
            elif fate is Fate.CROSS:
                # A list of an archive tells nothing of a paper that stood there before.
                (archive,) = archives([detail])
                if archive not in archives(life.filed(day - DAY)):
                    crossed[archive].append(paper)
                    strongest[archive, life.id] = crossed[archive]
            else:
                for archive in every:
                    replaced[archive].append(paper)
        return {
            archive: Batch(
                day,
                new[archive],
                crossed[archive],
                [
                    each
                    for each in replaced[archive]
                    # Once in each list: a cross-list that is replaced too is a cross-list there.
                    if (archive, each.id) not in strongest
                ],
            )
            for archive in {*new, *crossed, *replaced}
        }
