"""The figures of a load test, and how good they have to be."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Digests:
    """What became of the digests.

    Attributes:
        due: Channels that should have one of each day.
        complete: Those where all of both stands, each card once.
        seconds: How long it took from the arrival of today's papers to the last card.
    """

    due: int
    complete: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Bot:
    """What the bot says of itself; milliseconds, MB, CPU as a share of a core."""

    callbacks: int
    p999: float
    longest: float
    collected: Mapping[str, float]
    memory: Sequence[float]
    cpu: float
    exit: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured; seconds.

    Attributes:
        acknowledged: How long each took, by what was asked, in order of time.
        suggested: How long suggestions took: they are an answer at once, made from the store, and
            nothing acknowledges them before.
        unacknowledged: Those that never were, or too late.
        unanswered: Those that have no answer, and reactions that saved nothing.
        imported: How long another process took to import papers meanwhile; 0 where none did.
        behind: How late people were for their schedule at worst: that is the crowd's fault.
        settled: How long the last answer took after the last question.
        refused: What the service refused.
        slowest: The bot's longest callbacks.
        complaints: What it wrote on standard error.
    """

    acknowledged: Mapping[str, Sequence[float]]
    suggested: Sequence[float]
    unacknowledged: Counter[str]
    unanswered: Counter[str]
    behind: float
    settled: float
    crowd_cpu: float
    digests: Digests
    bot: Bot
    imported: float = 0.0
    refused: Mapping[str, int] = field(default_factory=dict)
    slowest: Sequence[str] = ()
    complaints: Sequence[str] = ()

    @property
    def times(self) -> list[float]:
        """All acknowledgements."""
        return [each for times in self.acknowledged.values() for each in times]

    def rows(self) -> Iterator[tuple[str, str]]:
        """Say all of it."""
        kinds = ", ".join(f"{len(each)} {what}" for what, each in sorted(self.acknowledged.items()))
        yield "asked", kinds
        yield "acknowledged (ms)", _spread(self.times)
        slowest = {what: reached_by(0.99, each) for what, each in self.acknowledged.items()}
        first = sorted(slowest, key=slowest.__getitem__, reverse=True)
        yield "p99 of each (ms)", ", ".join(f"{each} {slowest[each]:.1f}" for each in first)
        if self.suggested:
            yield "suggestions (ms)", f"{_spread(self.suggested)}; {len(self.suggested)} of them"
            yield "both together (ms)", _spread([*self.times, *self.suggested])
        yield "not acknowledged", _counted(self.unacknowledged)
        yield "not answered", _counted(self.unanswered)
        yield "last answer after", f"{self.settled:.1f} s"
        yield "refused", _counted(self.refused)
        digests, bot = self.digests, self.bot
        yield "digests", f"{digests.complete} of {digests.due} complete in {digests.seconds:.1f} s"
        if self.imported:
            yield "import beside it", f"{self.imported:.1f} s"
        yield "callbacks", f"{bot.callbacks}, p99.9 {bot.p999:.1f} ms, longest {bot.longest:.1f} ms"
        pauses = (f"{number}: {longest:.1f} ms" for number, longest in bot.collected.items())
        yield "garbage (longest)", ", ".join(pauses) or "none"
        first, *_, last = bot.memory
        yield "memory", f"{first:.0f} MB after the first digest, {last:.0f} MB at the end"
        yield "CPU", f"bot {bot.cpu:.0%}, crowd {self.crowd_cpu:.0%} of a core"
        yield "crowd behind", f"{self.behind * 1000:.0f} ms at worst"


@dataclass(frozen=True, slots=True)
class Limits:
    """How good it has to be; milliseconds, megabytes."""

    p99: float = 50
    longest: float = 500
    suggestion: float = 3_000
    callback_p999: float | None = 25
    callback_longest: float | None = 100
    memory: float = 200

    def missed(self, found: Measured) -> list[str]:
        """Name every limit that is not held."""
        bot, digests = found.bot, found.digests
        checks = (
            ("acknowledged p99", reached_by(0.99, found.times), self.p99),
            ("longest acknowledgement", reached_by(1.0, found.times), self.longest),
            ("longest suggestion", reached_by(1.0, found.suggested), self.suggestion),
            ("not acknowledged", found.unacknowledged.total(), 0),
            ("not answered", found.unanswered.total(), 0),
            ("incomplete digests", digests.due - digests.complete, 0),
            ("callbacks p99.9", bot.p999, self.callback_p999),
            ("longest callback", bot.longest, self.callback_longest),
            ("memory after the first digest", bot.memory[0], self.memory),
            ("exit code", bot.exit, 0),
            ("seconds of the import", found.imported, 10_000),
        )
        return [
            f"{name} is {value:.1f}, the limit is {limit:g}"
            for name, value, limit in checks
            if limit is not None and value > limit
        ]


def reached_by(share: float, seconds: Sequence[float]) -> float:
    """Return the time that so many did not exceed, in milliseconds."""
    times = sorted(seconds)
    return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0.0


def _spread(seconds: Sequence[float]) -> str:
    shares = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999, "longest": 1.0}
    return ", ".join(f"{name} {reached_by(each, seconds):.1f}" for name, each in shares.items())


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {what}" for what, count in counts.items()) or "none"
