"""Who may do what: every command and every button, for everybody, as each platform sees them."""

from dataclasses import replace

import pytest

from bot import commands
from bot.domain.calls import Audience, Call, Press, Typing
from bot.domain.chat import Channel, Person, Place
from bot.domain.rules import Named
from tests.world import open_world

EVERYONE, MANAGERS, SERVER = Audience

COMMANDS = {
    "": EVERYONE,
    "ask": EVERYONE,
    "digest": EVERYONE,
    "help": EVERYONE,
    "me": EVERYONE,
    "save": EVERYONE,
    "save-papers": EVERYONE,
    "saved": EVERYONE,
    "search": EVERYONE,
    "server": SERVER,
    "settings": MANAGERS,
    "status": EVERYONE,
    "subscribe": MANAGERS,
    "summarise-papers": EVERYONE,
    "summary": EVERYONE,
    "top": EVERYONE,
    "topics": EVERYONE,
    "unsubscribe": MANAGERS,
    "why": EVERYONE,
}
BUTTONS = {
    "all": EVERYONE,
    "all-file": EVERYONE,
    "analysis": EVERYONE,
    "answered": EVERYONE,
    "ask": EVERYONE,
    "asked": EVERYONE,
    "card": EVERYONE,
    "detail": EVERYONE,
    # Whether somebody may do what was asked for is looked at where it is done.
    "do-it": EVERYONE,
    "edit": MANAGERS,
    "found": EVERYONE,
    "gathered": EVERYONE,
    "help": EVERYONE,
    "keep": EVERYONE,
    "less": EVERYONE,
    "listed": EVERYONE,
    "me": EVERYONE,
    "me-code": EVERYONE,
    "me-confirm": EVERYONE,
    "me-copy": EVERYONE,
    "me-delete": EVERYONE,
    "me-delete-yes": EVERYONE,
    "me-digest": EVERYONE,
    "me-file": EVERYONE,
    "me-help": EVERYONE,
    "me-kept": EVERYONE,
    "me-language": EVERYONE,
    "me-link": EVERYONE,
    "me-notices": EVERYONE,
    "me-refuse": EVERYONE,
    "me-there": EVERYONE,
    "me-topic": EVERYONE,
    "me-unlink": EVERYONE,
    "me-untopic": EVERYONE,
    "more": EVERYONE,
    "notices": EVERYONE,
    "panel": EVERYONE,
    "post": MANAGERS,
    "propose": EVERYONE,
    "remove": MANAGERS,
    "report-analysis": EVERYONE,
    "report-headline": EVERYONE,
    "report-takeaways": EVERYONE,
    "report-tldr": EVERYONE,
    "save": EVERYONE,
    "saved-back": EVERYONE,
    "saved-drop": EVERYONE,
    "saved-find": EVERYONE,
    "saved-page": EVERYONE,
    "saved-tag": EVERYONE,
    "send-them": EVERYONE,
    "server": SERVER,
    "server-add": SERVER,
    "server-bring": SERVER,
    "server-everywhere": SERVER,
    "server-export": SERVER,
    "server-import": SERVER,
    "server-limits": SERVER,
    "server-manage": SERVER,
    "server-model": SERVER,
    "server-only": SERVER,
    "server-remove": SERVER,
    "server-share": SERVER,
    "server-start": SERVER,
    "server-undo": SERVER,
    "server-unfurl": SERVER,
    "set-detail": MANAGERS,
    "set-language": MANAGERS,
    "set-layout": MANAGERS,
    "settings": MANAGERS,
    "settings-form": MANAGERS,
    "setup": MANAGERS,
    "setup-cancel": MANAGERS,
    "setup-field": MANAGERS,
    "setup-follow": MANAGERS,
    "setup-take": MANAGERS,
    "setup-time": MANAGERS,
    "setup-when": MANAGERS,
    "setup-zone": MANAGERS,
    "share-answer": EVERYONE,
    "share-found": EVERYONE,
    "share-list": EVERYONE,
    "share-summary": EVERYONE,
    "share-why": EVERYONE,
    "similar": EVERYONE,
    "subscribe-to": MANAGERS,
    "summary": EVERYONE,
    "tagged": EVERYONE,
    "tags": EVERYONE,
    "takeaways": EVERYONE,
    "topic": MANAGERS,
    "topics": EVERYONE,
    "undo-edit": MANAGERS,
    "undo-import": MANAGERS,
    "undo-less": EVERYONE,
    "undo-subscribe": MANAGERS,
    "undo-unsubscribe": MANAGERS,
    "unsave": EVERYONE,
    "unsave-button": EVERYONE,
    "unsave-menu": EVERYONE,
    "turned": EVERYONE,
    "unshare": EVERYONE,
    "why": EVERYONE,
}
"""For whom each is meant, written down a second time: a new one has to be thought about."""

PLACES = {
    "console": Channel("console", "", "papers", "#papers"),
    "discord": Channel("discord", "77", "5", "#papers"),
    "slack": Channel("slack", "T1", "C1", "#papers"),
}
ALL, MANAGE, READ = {EVERYONE, MANAGERS, SERVER}, {EVERYONE, MANAGERS}, {EVERYONE}


def somebody(platform: str, native: str = "u", **rights: object) -> Person:
    return replace(Person(platform, "T1" if platform == "slack" else "", native, native), **rights)


def cast(platform: str, *, named_only: bool) -> dict[str, tuple[Person, set[Audience]]]:
    """Return everybody there may be on a platform, and what they may do."""
    by_platform = READ if named_only else MANAGE
    people = {
        "owner": (somebody(platform, manager=True, admin=True), ALL),
        "manager by the platform": (somebody(platform, manager=True), by_platform),
        "manager by name": (somebody(platform, "named"), MANAGE),
    }
    if platform == "discord":
        people["manager by role"] = somebody(platform, roles=("3", "curators")), MANAGE
        people["let through by the server's own settings"] = (
            somebody(platform, manager=True),
            by_platform,
        )
        people["member"] = somebody(platform), READ
        people["from another server, by an app of their own"] = somebody(platform, guest=True), READ
    if platform == "slack":
        people["full member"] = somebody(platform, manager=True), by_platform
        people["guest"] = somebody(platform, guest=True), READ
        people["guest by name"] = somebody(platform, "named", guest=True), READ
        people["of another team"] = somebody(platform, space="T9", guest=True), READ
        people["of another team, in charge there"] = (
            somebody(platform, space="T9", guest=True, admin=True, manager=True),
            READ,
        )
    return people


@pytest.fixture
async def world(tmp_path):
    async with open_world(tmp_path) as opened:
        yield opened


def refused(reply) -> bool:
    keys = {part.key for part in reply.message.blocks[0].parts}
    return bool(keys & {"managers-only", "admins-only", "server-not-here"})


async def rule(world, channel: Channel, *, named_only: bool) -> None:
    def chosen(rules):
        roles = (Named("curators", "Curators"),)
        return replace(rules, managers=(Named("named"),), roles=roles, named_only=named_only)

    place = channel.platform, channel.space
    await world.store.spaces.change(place, chosen, world.clock())


async def paths(world, person: Person, channel: Channel):
    """Go every way there is, and tell of each whether somebody was let through."""
    inbox = world.bot.inbox
    for command in commands.ALL:
        spec = command.spec
        reply = await inbox.on_call(Call(spec.name, person, channel, {}))
        yield f"/{spec.name}", COMMANDS[spec.name], not refused(reply)
        for option in command.suggests:
            typing = Typing(spec.name, option, "cs", person, channel)
            if found := await inbox.on_typing(typing):
                yield f"/{spec.name} {option}", COMMANDS[spec.name], bool(found)
        for verb, button in command.buttons.items():
            press = Press(f"p1:{verb}:1", person, channel)
            if button.form and await inbox.on_opening(press):
                yield f"form of {verb}", BUTTONS[verb], True
            sent = replace(press, fields={"text": "x"})
            for each in (press, sent) if button.form else (press,):
                yield f"[{verb}]", BUTTONS[verb], not refused(await inbox.on_press(each))


def test_every_command_and_every_button_is_thought_about():
    assert {each.spec.name: each.spec.audience for each in commands.ALL} == COMMANDS
    buttons = {verb: each for command in commands.ALL for verb, each in command.buttons.items()}
    assert {verb: each.audience for verb, each in buttons.items()} == BUTTONS


@pytest.mark.parametrize("named_only", [False, True], ids=["usual", "only the named"])
@pytest.mark.parametrize("platform", PLACES)
async def test_everybody_may_do_what_is_theirs_and_nothing_else(world, platform, named_only):
    channel = PLACES[platform]
    await world.bot.services.channel(channel)
    wrong = []
    for who, (person, rights) in cast(platform, named_only=named_only).items():
        # What is allowed may change the rules: each begins with the same ones.
        await rule(world, channel, named_only=named_only)
        async for way, audience, through in paths(world, person, channel):
            if way.startswith("[server-"):
                await rule(world, channel, named_only=named_only)
            if through is not (audience in rights):
                wrong.append((who, way, "let through" if through else "refused"))
    assert wrong == []


@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_in_direct_messages_a_server_is_out_of_reach(world, platform):
    space = "T1" if platform == "slack" else ""
    channel = Channel(platform, space, "D1", kind=Place.DIRECT)
    person = somebody(platform, manager=True, admin=True)
    async for way, audience, through in paths(world, person, channel):
        assert through is (audience is not SERVER), way
    guest = somebody(platform, guest=True)
    async for way, audience, through in paths(world, guest, channel):
        assert through is (audience is EVERYONE), way


async def test_suggestions_tell_nothing_to_who_may_not_use_the_command(world):
    await world.type("subscribe diffusion name=Secret")
    typing = Typing("unsubscribe", "topic", "", somebody("console"), PLACES["console"])
    assert await world.bot.inbox.on_typing(typing) == ()
    owner = replace(typing, person=somebody("console", manager=True))
    assert [each.value for each in await world.bot.inbox.on_typing(owner)] == ["Secret"]
