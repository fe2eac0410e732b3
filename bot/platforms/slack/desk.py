"""Carries out what people do: reads it, hands it over, brings the answer back."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Iterable, Mapping
from contextlib import suppress

from bot.domain.answers import is_question
from bot.domain.calls import (
    Call,
    CommandSpec,
    Press,
    Reaction,
    Reply,
)
from bot.domain.chat import Channel, Message, MessageRef, Person, Place, line, words
from bot.domain.typed import read_call
from bot.platforms.slack import inbound
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.client import Identity
from bot.platforms.slack.codes import Refused
from bot.platforms.slack.directory import PLATFORM, Directory
from bot.platforms.slack.heard import (
    NO_FIELDS,
    Chosen,
    Clicked,
    Filled,
    Heard,
    Payload,
    Reacted,
    Said,
    Spot,
)
from bot.platforms.slack.notices import Notices
from bot.ports import Inbox

log = logging.getLogger(__name__)

_REMEMBERED = 1_000
"""Clicks that have opened a form; Slack delivers one again within the hour."""

_LAST_WORD_S = 1.0

_ASK = "ask"
"""The command of a question that somebody asks us in a thread, without more."""
_WHY = "why"
"""The one command whose name also begins questions."""
_FEWEST_WORDS = 3


class Desk:
    """Handles each payload in a task of its own.

    Args:
        command: The slash command, which people also type where it is none.
        working_s: Seconds after which somebody who waits is told that we are at it.
        opening_s: Seconds in which a form can be opened; later a button does without its form.
    """

    def __init__(
        self,
        inbox: Inbox,
        *,
        me: Identity,
        directory: Directory,
        answers: Answers,
        specs: Iterable[CommandSpec],
        command: str,
        working_s: float,
        opening_s: float,
    ) -> None:
        self._inbox = inbox
        self._me = me
        self._directory = directory
        self._answers = answers
        self._notices = Notices(inbox, me=me, directory=directory, answers=answers)
        self._specs = tuple(specs)
        self._typed = tuple(each for each in self._specs if not each.on_message)
        self._command = command
        self._working_s = working_s
        self._opening_s = opening_s
        self._tasks: set[asyncio.Task[None]] = set()
        self._clicks: deque[str] = deque(maxlen=_REMEMBERED)

    def take(self, payload: Payload) -> Awaitable[Payload] | None:
        """Begin to handle what Slack delivered; Slack has its acknowledgement before we begin.

        Returns what that has to carry, where Slack asks for something: it must not take long.
        """
        if payload.get("type") == "block_suggestion":
            return self._notices.suggestions(payload)
        task = asyncio.create_task(self._handle(payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return None

    async def finish(self, seconds: float) -> None:
        """Let what is under way end, for so long."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.warning("%d answers were not finished in time", len(late))
            await asyncio.gather(*late, return_exceptions=True)

    async def _handle(self, payload: Payload) -> None:
        """Handle a payload; whatever is wrong with it, the next one is handled too."""
        try:
            await self._heard(inbound.hear(payload, self._me.user))
        except Exception:
            # Without the payload: it holds an address at which anybody can answer.
            log.exception("Something Slack delivered (%s) was lost", payload.get("type", "command"))

    async def _heard(self, heard: Heard) -> None:
        match heard:
            case Said():
                await self._call(heard)
            case Clicked():
                await self._click(heard)
            case Filled():
                await self._press(heard.spot, heard.action, heard.event, heard.fields)
            case Chosen():
                await self._choose(heard)
            case Reacted():
                await self._react(heard)
            case _:
                await self._notices.take(heard)

    async def _call(self, said: Said) -> None:
        text = said.text
        if text.startswith(self._command):
            text = text.removeprefix(self._command).lstrip()
        spot = said.spot
        verb, options = read_call(text, self._typed)
        known = any(spec.name == verb for spec in self._typed)
        if spot.thread and is_question(text) and (not known or _asks_why(text)):
            verb, options = _ASK, {"question": text}
        person = await self._directory.person(spot)
        channel = await self._directory.channel(spot, person)
        under = MessageRef(channel, spot.thread) if spot.thread else None
        call = Call(verb, person, channel, options, said.event, under)
        await self._answer(spot, channel, person, self._inbox.on_call(call))

    async def _choose(self, chosen: Chosen) -> None:
        """Carry out an entry of the menu of a message, on all that the message says."""
        entries = (each for each in self._specs if each.on_message and each.name == chosen.verb)
        spec = next(entries, None)
        if spec is None:
            log.warning("Nothing is called %s in the menu of a message", chosen.verb)
            return
        spot = chosen.spot
        person = await self._directory.person(spot)
        channel = await self._directory.channel(spot, person)
        under = MessageRef(channel, spot.thread) if spot.thread else None
        options = {option.name: chosen.text for option in spec.options[:1]}
        call = Call(spec.name, person, channel, options, chosen.event, under)
        await self._answer(spot, channel, person, self._inbox.on_call(call))

    async def _click(self, clicked: Clicked) -> None:
        """Open the form of a button that has one; else do what the button says."""
        opened = False
        try:
            async with asyncio.timeout(self._opening_s):
                opened = await self._opened(clicked)
        except TimeoutError:
            # Slack makes us wait, or the database is busy: what the button can do, it does.
            log.warning("It took too long to open a form")
        if not opened:
            await self._press(clicked.spot, clicked.action, clicked.event)

    async def _opened(self, clicked: Clicked) -> bool:
        """Open the form of a button that has one, before anything is asked that takes time."""
        person = await self._directory.person(clicked.spot)
        channel = self._directory.place(await self._directory.at_home(clicked.spot))
        form = await self._inbox.on_opening(Press(clicked.action, person, channel))
        if form is None:
            return False
        if clicked.event in self._clicks:
            # Delivered again: it opens one form.
            return True
        self._clicks.append(clicked.event)
        try:
            await self._answers.open(clicked.spot, clicked.event, form)
        except Refused as error:
            # Done without its text, the button says what to type.
            log.warning("A form could not be opened: %s", error)
            return False
        return True

    async def _press(
        self, clicked: Spot, action: str, event: str, fields: Mapping[str, str] = NO_FIELDS
    ) -> None:
        spot = await self._directory.at_home(clicked)
        person = await self._directory.person(spot)
        channel = await self._directory.channel(spot, person)
        press = Press(action, person, channel, event, fields)
        changes = self._inbox.changes_its_message(action)
        await self._answer(spot, channel, person, self._inbox.on_press(press), changes=changes)
        if clicked.home:
            await self._notices.show_home(person)

    async def _react(self, reacted: Reacted) -> None:
        spot = reacted.spot
        person = await self._directory.reader(spot)
        if person is None:
            return
        kind = Place.DIRECT if spot.direct else Place.CHANNEL
        channel = Channel(PLATFORM, self._me.space, spot.channel, kind=kind)
        message = MessageRef(channel, reacted.message)
        await self._inbox.on_reaction(
            Reaction(person, message, reacted.emoji, reacted.added, reacted.event)
        )

    async def _answer(
        self,
        spot: Spot,
        channel: Channel,
        person: Person,
        work: Awaitable[Reply | None],
        *,
        changes: bool = False,
    ) -> None:
        """Wait for an answer and bring it; what takes a while is said to be under way."""
        task = asyncio.ensure_future(work)
        note = None
        try:
            done, _ = await asyncio.wait({task}, timeout=self._working_s)
            if not done:
                language = await self._inbox.language(channel, person)
                note = await self._answers.working(spot, channel, language, changes=changes)
            reply = await task
        except asyncio.CancelledError:
            task.cancel()
            stopped = self._stopped(spot, channel, person, note)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped, _LAST_WORD_S)
            raise
        finally:
            task.cancel()
        if reply is None:
            return
        ref = None
        try:
            ref = await self._answers.deliver(
                spot, channel, reply, in_place_of=note, changes=changes
            )
        except Exception:
            log.exception("An answer in %s was lost", spot.channel)
        await self._inbox.on_answered(reply, channel, ref)

    async def _stopped(
        self, spot: Spot, channel: Channel, person: Person, note: str | None
    ) -> None:
        """Tell somebody who waits that we were stopped, rather than let them wait for ever."""
        language = await self._inbox.language(channel, person)
        sorry = Reply(Message((line(words("stopping")),), language=language))
        await self._answers.deliver(spot, channel, sorry, in_place_of=note)


def _asks_why(text: str) -> bool:
    """Say whether `why …?` asks a paper something, rather than us about a paper."""
    verb, *rest = text.split()
    marked = text.endswith(("?", "？"))
    return verb.casefold() == _WHY and marked and len(rest) >= _FEWEST_WORDS
