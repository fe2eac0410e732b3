"""Carries out what the person types: reads it, hands it over, shows the answer."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from bot.domain.calls import Call, CommandSpec, Press, Reaction, Reply
from bot.domain.chat import Channel, MessageRef, Person, words
from bot.platforms.console import inbound
from bot.platforms.console.board import Board
from bot.platforms.console.filling import Filling
from bot.platforms.console.transcript import Posted
from bot.ports import Inbox

log = logging.getLogger(__name__)

_LOOKED_BACK = 50
"""Messages among which one with a thread is looked for."""


class Desk:
    """Serves the one person there is."""

    def __init__(
        self,
        inbox: Inbox,
        board: Board,
        *,
        specs: Iterable[CommandSpec],
        channel: Channel,
        person: Person,
        clock: Callable[[], datetime],
    ) -> None:
        self._inbox = inbox
        self._board = board
        self._specs = tuple(specs)
        self._channel = channel
        self._person = person
        self._clock = clock
        self._filling: Filling | None = None
        self._events = 0

    async def take(self, typed: str) -> bool:
        """Carry out a line; False when the person leaves."""
        shown, asked = self._board.labels.shown, self._filling is not None
        act = inbound.read(typed, self._person, self._channel, self._specs, shown, asked=asked)
        if isinstance(act, inbound.Leave):
            return False
        if isinstance(act, inbound.Written):
            await self._write(act.text)
            return True
        self._filling = None
        match act:
            case inbound.OpenThread():
                self._open_thread()
            case inbound.Ask():
                which = words("console-which", label=act.label, verb=act.verb, number=act.number)
                self._board.tell([which], private=True)
            case inbound.React():
                await self._react(act)
            case Call():
                await self._answer(await self._inbox.on_call(act))
            case Press():
                await self._press(act)
        return True

    async def _answer(self, reply: Reply | None) -> None:
        """Show an answer; it has a number like every message, but nobody will look it up.

        What was asked for is done by now: if it cannot be shown, the person stays in the chat.
        """
        if reply is None:
            return
        ref, board = None, self._board
        try:
            text, posted = board.note(self._channel.native, reply.message)
        except Exception:
            log.exception("An answer could not be drawn or kept")
            board.tell([words("console-no-answer")])
        else:
            heading = "console-only-you" if reply.private else "console-from"
            board.show(text, posted, board.say(words(heading, channel=self._channel.name)))
            ref = MessageRef(self._channel, str(posted.id))
        await self._inbox.on_answered(reply, self._channel, ref)

    async def _press(self, press: Press) -> None:
        form = await self._inbox.on_opening(press)
        if form is None:
            await self._answer(await self._inbox.on_press(press))
            return
        self._board.speak(form.language)
        self._filling = Filling(form)
        self._board.tell(self._filling.question(), private=True)

    async def _write(self, typed: str) -> None:
        """Take a line for the field that was asked for, and send the form off with the last."""
        filling = self._filling
        if filling is None:
            return
        if not filling.take(typed):
            if not typed:
                self._filling = None
                self._board.remark(words("console-form-left"))
                return
            self._board.tell([words("console-form-wrong")])
        if not filling.done:
            self._board.tell(filling.question(), private=True)
            return
        self._filling = None
        press = Press(filling.form.action, self._person, self._channel, fields=filling.given)
        await self._answer(await self._inbox.on_press(press))

    async def _react(self, act: inbound.React) -> None:
        """Put the emoji on the card with that number under the newest digest, as people do."""
        message = self._card(act.number)
        if message is None:
            self._board.tell([words("console-no-card", number=act.number)])
            return
        self._events += 1
        ref = MessageRef(self._channel, str(message.id))
        event = f"{self._clock().isoformat()}-{self._events}"
        await self._inbox.on_reaction(Reaction(self._person, ref, act.emoji, act.added, event))
        key = "console-reacted" if act.added else "console-unreacted"
        title = message.text.splitlines()[0].removeprefix(f"{act.number}. ")
        self._board.remark(words(key, emoji=act.emoji, title=title))

    def _card(self, number: int) -> Posted | None:
        for posted in reversed(self._board.transcript.all(self._channel.native)):
            if posted.number == number:
                return posted
        return None

    def _open_thread(self) -> None:
        board = self._board
        for heading in reversed(board.transcript.last(self._channel.native, _LOOKED_BACK)):
            if cards := board.transcript.thread(str(heading.id)):
                board.labels.take_cards_away()
                for card in cards:
                    board.screen.kept(card)
                    board.labels.offer(card)
                return
        board.tell([words("console-no-thread")])
