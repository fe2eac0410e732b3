"""A private card: one paper for one reader, who can turn it, keep it and share it.

All its state stands in its buttons: which paper, how much is said, in which language, which page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.domain import pages
from bot.domain.cards import action_id
from bot.domain.chat import Action, Choice, Message, Select, Weight, words
from bot.domain.papers import PaperId
from bot.domain.summaries import Detail

LENGTH = "detail"
"""The verb that shows another length, which may have to be written first."""
TURN = "turned"
"""The verb that shows another page of the same."""
OPEN = "card"
"""The verb that shows a card at all, from a menu."""
KEEP = "keep"
SHARE = "share-summary"
_MOST = 25
"""Choices of a menu."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a private card shows.

    Attributes:
        language: As it was asked for; '' where nobody did.
        page: From 1.
    """

    paper: PaperId
    detail: Detail = Detail.TLDR
    language: str = ""
    page: int = 1

    @property
    def key(self) -> str:
        """What stands in its buttons."""
        return f"{self._text} {self.page}"

    @property
    def _text(self) -> str:
        return f"{self.paper} {self.detail} {self.language or '-'}"

    @classmethod
    def read(cls, key: str) -> Self:
        """Read what stands in a button; whatever is missing is as at first.

        Raises:
            ValueError: No button of ours has that.
        """
        paper, detail, language, page, *_ = [*key.split(), "", "", "", ""]
        return cls(
            PaperId(paper),
            Detail(detail or Detail.TLDR),
            "" if language == "-" else language,
            int(page or 1),
        )

    def turned(self, card: Message, *, saved: bool, shared: bool) -> Message:
        """Make a card a private one.

        Args:
            card: As `paper_card` writes it, with all that there is to say.
            saved: It is on the reader's list.
            shared: It may be shown to all of the channel.
        """
        said, page, many = pages.one(card, self.page)
        here = replace(self, page=page)
        actions = [here._keeping(saved), _named(card, "ask")]
        if shared:
            actions.append(Action(action_id(SHARE, here.key), words("action-share")))
        actions += pages.turning(TURN, here._text, page, many)
        return replace(
            said,
            actions=tuple(each for each in actions if each),
            selects=(here._lengths(),),
            seed="",
            rest=None if many > 1 else said.rest,
        )

    def _keeping(self, saved: bool) -> Action:
        if saved:
            return Action(action_id(KEEP, self.key), words("action-saved"))
        return Action(action_id(KEEP, self.key), words("action-save"), Weight.MAIN)

    def _lengths(self) -> Select:
        choices = tuple(
            Choice(
                replace(self, detail=each, page=1).key,
                words(f"detail-{each.value}"),
                words(f"detail-about-{each.value}"),
                each is self.detail,
            )
            for each in Detail
        )
        return Select(LENGTH, words("menu-detail"), choices)


def opening(papers: Sequence[tuple[int | None, PaperId, str]]) -> tuple[Select, ...]:
    """Offer to open papers, as many in a menu as it holds.

    Args:
        papers: The number of each in the list, which paper it is, and its title.
    """
    choices = [
        Choice(
            Sheet(id, Detail.HEADLINE).key,
            words("menu-numbered", number=number, title=title)
            if number is not None
            else words("plain", text=title),
        )
        for number, id, title in papers
    ]
    some = [tuple(choices[at : at + _MOST]) for at in range(0, len(choices), _MOST)]
    listed = all(number is not None for number, _, _ in papers)
    return tuple(Select(OPEN, words("menu-open"), each, listed=listed) for each in some)


def _named(card: Message, verb: str) -> Action | None:
    wanted = action_id(verb, "")
    return next((each for each in card.actions if each.id.startswith(wanted)), None)
