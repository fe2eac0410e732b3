"""Everything the bot says and asks with people's words in it, and the same with worse words.

A bot is used by somebody who presses all there is. Wherever people may write, stands a mark; in a
copy of a message or form, other words stand in the place of each mark.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.commands.links import previews
from bot.domain.calls import Call, Field, Form, Kind, Press, Reply
from bot.domain.chat import (
    Action,
    Attachment,
    Choice,
    Entry,
    Link,
    Menu,
    Message,
    Person,
    Select,
    Words,
)
from bot.domain.links import LinkKind, PaperLink
from bot.domain.paper_card import card
from bot.domain.paper_facts import Facts
from bot.domain.papers import Paper
from bot.domain.sheet import Sheet
from bot.domain.summaries import ASPECTS, LINE_LIMIT, MOST_LINES, Detail, Part, Summary
from bot.domain.typed import read_call
from bot.domain.wording import Look
from tests.commands.acts import Writer
from tests.hostile.words import Chance
from tests.stage import SPECS
from tests.world import ANA, BEN, LAB, TUESDAY, open_world, paper

_T = TypeVar("_T")
_MARK = re.compile(r"zq[a-z]+")
_DIGITS = re.compile(r"\d+")
_KEPT: dict[type, tuple[str, ...]] = {
    Action: ("id",),
    Choice: ("value",),
    Entry: ("paper", "url"),
    Field: ("name", "helped"),
    Form: ("action", "language"),
    Link: ("url",),
    Menu: ("verb",),
    Message: ("key", "language", "seed"),
    Select: ("verb",),
    Words: ("key",),
}
"""What of each the bot writes itself, whatever people say."""

_PLACE = replace(LAB, name="#zqchannel")
_ANA, _BEN = replace(ANA, name="zqana"), replace(BEN, name="zqben")
_TYPED = (
    *("", "subscribe zqtopic name=zqname", "subscribe cs.CVV", "subscribe (zqtopic", "subscribe *"),
    *("subscribe zqtopic -zqword", "subscribe zqtopic name=zqname", "topics", "settings", "server"),
    *("settings detail tldr", "me", "me link", "digest", "digest zqtopic", "digest zqnothing"),
    *("summary 1", "summary 2 takeaways", "summary 1 analysis", "summary zqpaper", "why 1"),
    *("why 2511.00077", "ask 1 zqquestion zqtopic?", "search zqtopic zqquestion", "search zqnot"),
    *("save 1 tags=zqtag", "save 2 tags=zqtag,zqother", "saved", "saved find=zqfind"),
    *("saved tag=zqtag", "top", "status", "help", "help zqverb", "zqverb", "unsubscribe zqtopics"),
    *("settings layout zqlayout", "settings emoji zqemoji", "settings zone zqzone"),
)
_LONGEST = 500
"""Characters of what people write: more than any name, topic or title may have."""
_GIVEN = {"topic": "zqtopic", "words": "zqtopic", "fields": "cs.CV"}
_LAST = ("me-delete-yes", "remove", "undo-subscribe", "unsave", "saved-drop", "setup-cancel")
"""What takes away what else there is to see."""
_MEMBERS = ("", "subscribe zqtopic", "server", "summary 1", "save 3", "digest")
_OFTEN = 2
_PAGES = 9
"""How often a button of each verb is pressed; those that lead to many pages more often."""


class Gathered:
    """What was said, and what was asked.

    Attributes:
        homes: The pages that people have with us.
        previews: Under links that people write.
        verbs: Of the buttons that were pressed.
    """

    def __init__(self) -> None:
        self.messages: dict[str, Message] = {}
        self.forms: dict[str, Form] = {}
        self.homes: list[Message] = []
        self.previews: list[Message] = []
        self.verbs: set[str] = set()

    def __repr__(self) -> str:
        return f"<{len(self.messages)} messages, {len(self.forms)} forms>"

    def hear(self, said: Message | None) -> None:
        """Keep a message; of two that read the same, one."""
        if said:
            self.messages.setdefault(_DIGITS.sub("0", repr(said)), said)


def gather(folder: Path) -> Gathered:
    """Use a bot in a folder, and return what it says."""
    return asyncio.run(_use(folder))


async def _use(folder: Path) -> Gathered:
    found, pressed = Gathered(), Counter[str]()
    waiting: dict[tuple[str, Person], None] = {}

    def heard(reply: Reply | None, person: Person) -> None:
        for said in (reply.message, reply.public) if reply else ():
            found.hear(said)
            both = (_ANA, _BEN) if reply and said is reply.public else (person,)
            waiting.update(((each, who), None) for each in _pressable(said) for who in both)

    async with open_world(folder, writers=[Writer()]) as world:
        post = world.platform.post

        async def posted(channel: Any, message: Message, **where: Any) -> Any:
            heard(Reply(message), _ANA)
            return await post(channel, message, **where)

        world.platform.post = posted
        inbox = world.bot.inbox

        async def call(verb: str, person: Person, options: Mapping[str, str]) -> None:
            world.clock.pass_time(minutes=5)
            reply = await inbox.on_call(Call(verb, person, _PLACE, options))
            heard(reply, person)
            await inbox.on_answered(reply, _PLACE, None)

        async def press_all(verbs: str = "") -> None:
            while some := [each for each in waiting if _is_open(each[0], verbs, pressed)]:
                # What was not pressed yet comes first, and what takes something away last.
                action, person = min(some, key=lambda each: _when(each[0], pressed))
                del waiting[action, person]
                pressed[_verb(action)] += 1
                world.clock.pass_time(minutes=5)
                press = Press(action, person, _PLACE)
                if form := await inbox.on_opening(press):
                    found.forms.setdefault(_DIGITS.sub("0", repr(form)), form)
                    given = {each.name: _filled(each) for each in form.fields}
                    press = replace(press, action=form.action, fields=given)
                reply = await inbox.on_press(press)
                heard(reply, person)
                await inbox.on_answered(reply, _PLACE, None)

        await world.arrive(*map(_paper, range(14)))
        await call("", _ANA, {})
        await press_all("setup")
        await call("subscribe", _ANA, {"topic": "zqtopic zqword"})
        await call("settings", _ANA, {"key": "most", "value": "3"})
        await world.arrive(*map(_paper, range(14, 28)), day=TUESDAY + timedelta(days=1))
        await world.deliver(_PLACE)
        for text, person in [(text, _ANA) for text in _TYPED] + [(text, _BEN) for text in _MEMBERS]:
            verb, options = read_call(text, SPECS)
            await call(verb, person, options)
        linked = " ".join(f"2511.000{n}" for n in range(86, 91))
        await call("summarise-papers", _BEN, {"message": linked})
        await call("save-papers", _BEN, {"message": linked})
        found.homes = [await inbox.on_home(each) for each in (_ANA, _BEN)]
        await press_all()
        found.verbs = set(pressed)
        services = inbox._services
        shown = await previews(["https://arxiv.org/abs/2511.00090"], services)
        found.previews = list(shown.values())
    return found


def _verb(action: str) -> str:
    return action.split(":")[1]


def _is_open(action: str, verbs: str, pressed: Counter[str]) -> bool:
    most = _PAGES if _verb(action) in ("server", "setup") else _OFTEN
    return _verb(action).startswith(verbs) and pressed[_verb(action)] < most


def _when(action: str, pressed: Counter[str]) -> tuple[bool, int]:
    return _verb(action) in _LAST, pressed[_verb(action)]


def _pressable(said: Message | None) -> list[str]:
    if said is None:
        return []
    actions = list(said.actions)
    actions += [said.more.action, *said.more.actions] if said.more else []
    picks = [
        f"p1:{select.verb}:{choice.value}"
        for select in said.selects
        for choice in select.choices[:3]
    ]
    return [*(each.id for each in actions), *picks]


def _paper(number: int) -> Paper:
    title = f"zqtopic zqtitle {number} of zqword"
    known = paper(90 - number, title, "zqabstract zqtopic.", authors=("zqauthor",) * 40)
    return replace(known, comment="zqcomment, code at https://github.com/a/b")


def _filled(asked: Field) -> str:
    if asked.choices:
        return asked.choices[0].value
    return {Kind.TIME: "09:30", Kind.ZONE: "Asia/Seoul", Kind.NUMBER: "7"}.get(
        asked.kind, _GIVEN.get(asked.name, f"zq{asked.name}")
    )


def worse(value: _T, chance: Chance) -> _T:
    """Return a message or form in which hostile words stand wherever people's words stood."""
    said: dict[str, str] = {}

    def swapped(mark: re.Match[str]) -> str:
        # The same words stand in several places of one message.
        return said.setdefault(mark[0], chance.text()[:_LONGEST])

    def walk(each: Any) -> Any:
        if isinstance(each, str):
            return _MARK.sub(swapped, each)
        if isinstance(each, tuple):
            return tuple(map(walk, each))
        if not is_dataclass(each) or isinstance(each, Attachment):
            return each
        kept = _KEPT.get(type(each), ())
        changed = {
            one.name: new
            for one in fields(each)
            if one.name not in kept and (new := walk(old := getattr(each, one.name))) is not old
        }
        return replace(each, **changed) if changed else each

    return walk(value)


def sheet(chance: Chance) -> Message:
    """Make a private card of any paper, at any length and page."""
    authors = chance.choice(((), (chance.text(),) * 3, ("Ada Lovelace",) * 2_000))
    known = Paper(
        id="2511.00001",
        title=chance.long(),
        abstract=chance.choice((None, "", chance.long())),
        comment=chance.choice((None, chance.text(), f"Accepted at CVPR. {chance.text()}")),
        authors=authors,
        primary=chance.choice((None, "cs.CV")),
        version=chance.choice((None, 1, 12)),
    )
    detail = chance.choice(list(Detail))
    lines = {aspect: MOST_LINES.get(aspect, 3) for aspect in ASPECTS[detail]}
    parts = tuple(
        Part(aspect, tuple(chance.long()[:LINE_LIMIT] for _ in range(most)), (chance.text(),))
        for aspect, most in lines.items()
    )
    writer = chance.choice(("", "gpt-5.4-nano", chance.text()))
    said = Summary(known.id, 1, detail, chance.text(), writer, parts=parts, figures=(1, 2))
    link = PaperLink(LinkKind.CODE, "https://github.com/a/b")
    facts = chance.choice((None, Facts(), Facts((link,))))
    drawn = card(known, None, said, Look("https://arxiv.org"), position=None, asked=facts)
    turned = Sheet(known.id, detail, page=chance.randint(1, 9))
    return turned.turned(drawn, saved=chance.random() < 0.5, shared=True)
