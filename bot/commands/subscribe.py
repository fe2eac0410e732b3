"""`subscribe TOPIC [name=…]`: make this channel follow a topic."""

from itertools import combinations

from bot.commands import suggest
from bot.commands.command import Button, Command, Services, answer
from bot.domain import preview, wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.channels import Subscription
from bot.domain.chat import Action, Block, Message, Style, Words, line, words
from bot.domain.errors import SourceError, Throttled, TopicError, UserError
from bot.domain.preview import Preview
from bot.domain.topics import Topic, default_name

_LONGEST_NAME = 60
_SENTENCE = 4
"""Words from which on a run of them may be a sentence rather than a topic."""
_LONGEST_SENTENCE = 8
_OFFERS = 3
_LOOKED_UP = 5
"""Announcement days whose submissions are looked up while none has been collected."""


async def _handle(call: Call, services: Services) -> Reply:
    typed = call.options.get("topic", "")
    if not typed.strip():
        raise UserError(words("subscribe-empty"))
    topic = await services.new_topic(typed)
    name = " ".join(call.options.get("name", "").split()) or default_name(topic)
    if len(name) > _LONGEST_NAME:
        raise UserError(words("name-too-long", most=_LONGEST_NAME))
    recent = await services.lately.recent()
    shown, noted = await _previewed(topic, services)
    if recent.days and not shown.count and not (" AND " in typed or '"' in typed):
        _refuse_a_sentence(topic, recent, services)
    channel = await services.channel(call.channel)
    person = await services.store.people.of(call.person)
    kept, created = await services.store.subscriptions.add(
        channel.id,
        name,
        topic.text,
        topic.key,
        call.person.name,
        services.pipeline.clock(),
        person=person,
    )
    if not created:
        by = kept.by or words("somebody")
        return answer(line(words("subscribe-already", name=kept.name, by=by, on=kept.since)))
    await services.pipeline.due.followed(channel)
    entries = [wording.entry(paper, services.pipeline.look) for paper in shown.best]
    blocks: list[Block] = [
        line(words("subscribe-done", name=kept.name), style=Style.STRONG),
        line(words("subscribe-read-as", text=topic.text)),
        *(line(note, style=Style.SMALL) for note in topic.notes),
        *preview.lines(shown, entries),
        *noted,
        *await services.troubles(call.channel),
        line(words("subscribe-next"), style=Style.SMALL),
    ]
    return Reply(Message(tuple(blocks)), public=_announcement(call, kept, preview.rate(shown)))


async def _previewed(topic: Topic, services: Services) -> tuple[Preview, list[Block]]:
    """Count what a topic would have brought lately, and say from what where that is not usual.

    While nothing is collected yet, arXiv is asked once about papers sent in lately.
    """
    shown = await services.lately.preview(topic)
    if shown.days:
        return shown, await services.as_of()
    if services.lookup is None:
        return shown, []
    if noted := await services.as_of():
        return shown, noted
    calendar = await services.pipeline.collecting.calendar()
    last = calendar.today(services.pipeline.clock())
    first = calendar.before(last, _LOOKED_UP)
    try:
        found = await services.lookup.matching(topic, first, last)
    except Throttled:
        return shown, await services.as_of()
    except SourceError:
        return shown, [line(words("preview-unasked"), style=Style.SMALL)]
    sent_in = preview.Recent.sent_in(found, _LOOKED_UP)
    said = words("preview-sent-in", first=first, last=last)
    return preview.preview(topic, sent_in), [line(said, style=Style.SMALL)]


def _refuse_a_sentence(topic: Topic, recent: preview.Recent, services: Services) -> None:
    """Refuse a run of words that no paper has all of, and offer those that papers do have.

    Raises:
        TopicError: The topic is such a run of words.
    """
    plain = preview.words_of(topic)
    if len(plain) < _SENTENCE:
        return
    counts = {
        (pair := services.read(" ".join(two))).text: len(recent.index.match(pair))
        for two in combinations(plain[:_LONGEST_SENTENCE], 2)
    }
    best = sorted(counts, key=lambda text: (-counts[text], text))[:_OFFERS]
    raise TopicError(
        words("subscribe-sentence", days=recent.days, text=topic.text),
        offers=tuple(text for text in best if counts[text]),
    )


def _announcement(call: Call, kept: Subscription, rate: Words) -> Message:
    return Message(
        blocks=(
            line(
                words(
                    "subscribed", channel=wording.place(call.channel), name=kept.name, by=kept.by
                ),
                rate,
            ),
        ),
        actions=(Action(wording.action_id("undo-subscribe", kept.id), words("action-undo")),),
    )


async def _undo(key: str, press: Press, services: Services) -> Reply:
    channel, now = await services.channel(press.channel), services.pipeline.clock()
    gone = await services.store.subscriptions.remove(channel.id, int(key), now)
    if gone is None:
        return answer(line(words("unsubscribe-gone")))
    await services.pipeline.due.unfollowed(channel)
    undone = Message((line(words("subscribe-undone", name=gone.name, by=press.person.name)),))
    return Reply(Message((line(words("done")),)), public=undone)


COMMAND = Command(
    CommandSpec(
        name="subscribe",
        options=(Option("topic", Kind.TOPIC, required=True), Option("name")),
        audience=Audience.MANAGERS,
    ),
    _handle,
    buttons={"undo-subscribe": Button(_undo, Audience.MANAGERS, anywhere=True)},
    suggests={"topic": suggest.categories},
)
