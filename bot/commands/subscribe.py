"""`subscribe TOPIC [name=…]`: make this channel follow a topic."""

from bot.commands import steps, suggest
from bot.commands.command import Button, Command, Services, answer
from bot.commands.counting import counted, refuse_a_sentence
from bot.commands.following import already, announcement, follow, name_of
from bot.commands.proposal import refused
from bot.commands.setup import offered
from bot.domain import preview, wording
from bot.domain.calls import Audience, Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.chat import Action, Block, Channel, Message, Person, Style, line, words
from bot.domain.drafts import Draft
from bot.domain.errors import TopicError, UserError


async def _handle(call: Call, services: Services) -> Reply:
    typed = call.options.get("topic", "")
    if not typed.strip():
        raise UserError(words("subscribe-empty"))
    return await _subscribed(
        typed, call.options.get("name", ""), call.channel, call.person, services
    )


async def _subscribed(
    typed: str, named: str, where: Channel, by: Person, services: Services
) -> Reply:
    """Follow what was typed; what cannot be followed comes back with buttons for what can."""
    channel = await services.channel(where)
    try:
        topic = await services.new_topic(typed)
        name = name_of(named, topic)
        of = await counted(topic, services)
        refuse_a_sentence(typed, topic, of, services)
    except TopicError as error:
        draft = Draft(words=typed, name=named, zone=channel.settings.schedule.zone)
        return await refused(draft, error, channel, services, verb="subscribe-to")
    kept, created = await follow(channel, topic, name, by, services)
    if not created:
        edit = Action(wording.action_id("edit", kept.id), words("topics-edit"))
        return answer(line(already(kept)), actions=(edit,))
    entries = [wording.entry(paper, services.pipeline.look) for paper in of.shown.best]
    blocks: list[Block] = [
        line(words("subscribe-done", name=kept.name), style=Style.STRONG),
        line(words("subscribe-read-as", text=topic.text)),
        *(line(note, style=Style.SMALL) for note in topic.notes),
        *preview.lines(of.shown, entries),
        *of.noted,
        *await services.troubles(where),
        line(words("subscribe-next"), style=Style.SMALL),
    ]
    public = announcement(where, kept, preview.rate(of.shown))
    return Reply(Message(tuple(blocks)), public=public)


async def _take(key: str, press: Press, services: Services) -> Reply:
    """Follow what was offered instead."""
    channel = await services.channel(press.channel)
    draft = await steps.find(steps.number_in(key), channel, services)
    offer = offered(key, draft) if draft else None
    if draft is None or offer is None:
        return steps.gone()
    return await _subscribed(offer, draft.name, press.channel, press.person, services)


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
    buttons={
        "undo-subscribe": Button(_undo, Audience.MANAGERS, anywhere=True),
        "subscribe-to": Button(_take, Audience.MANAGERS, changes=True),
    },
    suggests={"topic": suggest.categories, "fields": suggest.fields},
)
