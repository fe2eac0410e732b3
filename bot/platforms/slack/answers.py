"""Brings answers back to who asked, one way or another."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.calls import Form, Reply, Suggestion
from bot.domain.chat import Channel, Message, MessageRef, SayIn, Style, line, words
from bot.platforms.slack import forms, home, render, unfurls
from bot.platforms.slack.clicks import opened_at
from bot.platforms.slack.client import Web
from bot.platforms.slack.codes import Refused, Remedy
from bot.platforms.slack.directory import Directory
from bot.platforms.slack.heard import Linked, Searched, Spot
from bot.platforms.slack.kit import Native
from bot.platforms.slack.page import Drawn
from bot.platforms.slack.posts import Posts
from bot.platforms.slack.routes import Route, Routes, as_answer, with_us

log = logging.getLogger(__name__)


class Answers:
    """Delivers answers: messages, forms, suggestions, pages."""

    def __init__(self, web: Web, directory: Directory, posts: Posts, say_in: SayIn) -> None:
        self._web = web
        self._directory = directory
        self._posts = posts
        self._say_in = say_in
        self._routes = Routes(web, directory)

    async def working(
        self, spot: Spot, channel: Channel, language: str, *, changes: bool = False
    ) -> str | None:
        """Say that an answer is being made; it is one of the five uses of a `response_url`.

        Returns the message that the answer can be put in place of. What only one person sees can
        be changed by the address of a click on it alone (slackapi/bolt-js 2287): then it is None.

        Args:
            changes: The answer will take the place of the message that was clicked, and so does
                the note.
        """
        note = Message((line(words("working"), style=Style.SMALL),), language=language)
        said = render.post(note, self._say_in(note.language))
        ways = self._routes.in_place(spot, channel) if changes else []
        way = [*ways, *self._routes.to(spot, channel, private=True)][0]
        try:
            return await way(said)
        except Refused as error:
            log.info("Nobody in %s was told that we are at it: %s", spot.channel, error)
            return None

    async def deliver(
        self,
        spot: Spot,
        channel: Channel,
        reply: Reply,
        *,
        in_place_of: str | None = None,
        changes: bool = False,
    ) -> MessageRef | None:
        """Deliver an answer; say where it stands, if Slack lets us know.

        Args:
            channel: What the answer is about; in conversations of two it may be another one.
            in_place_of: A message of ours that it replaces.
            changes: It replaces the message that was clicked, where nobody else sees that.
        """
        message = render.within(reply.message, self._say_in(reply.message.language))
        in_open = not reply.private or with_us(spot, channel)
        if message.files and not in_open:
            message = await self._files_by_direct(spot, message)
        places: list[Route] = []
        if in_place_of:
            places = [self._routes.instead_of(spot, in_place_of)]
        elif changes and reply.private:
            places = self._routes.in_place(spot, channel)
        sent = await self._send(spot, channel, message, reply.private, places)
        if message.files and in_open:
            for file in message.files:
                thread = spot.thread or sent
                await self._posts.upload(file, channel.native, thread, message.language)
        return MessageRef(channel, sent, spot.thread) if sent else None

    async def open(self, spot: Spot, trigger: str, form: Form) -> None:
        """Open a form over the chat.

        Args:
            trigger: Slack's leave to do so.

        Raises:
            Refused: It came too late, or Slack will not.
        """
        view = forms.modal(form, self._say_in(form.language), opened_at(spot))
        await self._web.ask(self._web.client.views_open, trigger_id=trigger, view=view)

    def suggestions(self, searched: Searched, found: Sequence[Suggestion]) -> list[Native]:
        """Draw what a field of a form could be."""
        return forms.suggested(found, searched.typed, self._say_in, several=searched.several)

    async def show_home(self, user: str, message: Message) -> None:
        """Show somebody the page that they have with us.

        Raises:
            Refused: Slack did.
        """
        await home.publish(self._web, user, message, self._say_in(message.language))

    async def show_links(self, linked: Linked, found: Mapping[str, Message]) -> None:
        """Show what is known behind links that somebody wrote."""
        await unfurls.show(self._web, linked, found, self._say_in)

    async def _send(
        self,
        spot: Spot,
        channel: Channel,
        message: Message,
        private: bool,
        places: Sequence[Route],
    ) -> str | None:
        """Send the messages of an answer, by the first way that takes them.

        Args:
            places: Ways by which the first of them takes the place of another message.
        """
        say = self._say_in(message.language)
        parts = list(render.answer(message, say))
        if private:
            parts = [as_answer(each) for each in parts]
        placed, first = await self._put(spot, parts[0], places)
        if placed:
            del parts[0]
            if not parts:
                return first
        for route in self._routes.to(spot, channel, private=private):
            plainer = False
            while parts:
                try:
                    sent = await route(parts[0])
                except Refused as error:
                    if error.remedy is Remedy.PLAINER and not plainer:
                        plainer = True
                        parts = [Drawn(render.plain(message, say), ())]
                        continue
                    log.info("An answer in %s has to go another way: %s", spot.channel, error)
                    break
                first = first or sent
                del parts[0]
            if not parts:
                return first
        log.warning("An answer in %s reached nobody", spot.channel)
        return first

    async def _put(
        self, spot: Spot, drawn: Drawn, places: Sequence[Route]
    ) -> tuple[bool, str | None]:
        """Put a message in the place of another; say whether that went, and which it became."""
        for place in places:
            try:
                return True, await place(drawn)
            except Refused as error:
                told = "An answer in %s stands below what it was to replace: %s"
                log.info(told, spot.channel, error)
        return False, None

    async def _files_by_direct(self, spot: Spot, message: Message) -> Message:
        """Send files where only the person sees them, and say so in the answer."""
        told = []
        for file in message.files:
            sent = False
            try:
                direct = await self._directory.direct(spot.user)
                sent = await self._posts.upload(file, direct, language=message.language)
            except Refused as error:
                log.warning("No direct conversation with %s: %s", spot.user, error)
            name = words("slack-file-sent" if sent else "slack-file-failed", name=file.name)
            told.append(line(name, style=Style.SMALL))
        return replace(message, blocks=(*message.blocks, *told), files=())
