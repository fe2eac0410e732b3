"""A posted digest, a model and a shelf of full texts: what the tests of abilities start from."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.domain.papers import Paper
from bot.domain.spend import NOBODY, Payer
from bot.domain.summaries import Aspect, Basis, Detail, Material, Order, Part, Summary
from bot.platforms.console.transcript import Posted
from tests.servers.discord import ADMIN
from tests.stage import ANA, Seen, Stage
from tests.stage.discord import DiscordStage
from tests.stage.slack import SlackStage
from tests.world import paper

POINTS = tuple(
    f"Point {n} opens here; a bird is drawn from it, feather by feather, until {n} is closed."
    for n in range(1, 97)
)
"""What the model says at greatest length: more than one message holds anywhere."""


def papers(count: int, title: str = "Diffusion for birds") -> list[Paper]:
    """Make papers in the order in which a digest lists them."""
    return [paper(90 - n, f"{title} {n:02}") for n in range(1, count + 1)]


async def digest(stage: Stage, *arrived: Paper) -> tuple[Seen, list[Seen]]:
    """Post a digest; return its heading and its cards."""
    await stage.type("subscribe diffusion")
    quiet = len(stage.channel())
    await stage.arrive(*arrived)
    await stage.tick()
    heading, *flat = stage.channel()[quiet:]
    return heading, flat or stage.thread(heading)


def in_charge(stage: Stage) -> str:
    """Return the name of somebody who is in charge of the whole place; at a terminal everybody."""
    if isinstance(stage, DiscordStage):
        stage.people.setdefault("Zoe", stage.server.add_person("Zoe", permissions=ADMIN))
        return "Zoe"
    if isinstance(stage, SlackStage):
        stage.people.setdefault("Zoe", stage.server.add_person("Zoe", admin=True))
        return "Zoe"
    return ANA


def in_place(before: Seen, after: Seen) -> bool:
    """Say whether an answer took the place of another; at a terminal all that was said stays."""
    return after.raw is before.raw or isinstance(after.raw, Posted)


@dataclass
class Model:
    """A writer that says something of its own at every length, and counts."""

    writer: str = "tiny"
    prompt: str = "1"
    asked: list[Detail] = field(default_factory=list)

    async def summarise(self, material: Material, order: Order, payer: Payer = NOBODY) -> Summary:
        self.asked.append(order.detail)
        its = material.paper
        said = f"A robot says of {its.id} in {order.language}, {order.detail}."
        summary = Summary(
            its.id, its.version, order.detail, said, "tiny", "1", language=order.language
        )
        if order.detail is not Detail.ANALYSIS:
            return summary
        parts: Sequence[Part] = [
            Part(aspect, POINTS[at * 12 : at * 12 + 12])
            for at, aspect in enumerate(
                each for each in Aspect if each not in (Aspect.TITLE, Aspect.KEYWORDS)
            )
        ]
        return replace(summary, parts=tuple(parts), basis=Basis.ABSTRACT)
