"""`me`: what is yours: language, own digest, linked accounts, and all that is kept about you."""

from bot.commands.command import Button, Command, Services
from bot.commands.me import kept, linked, own, panel
from bot.domain.calls import Call, CommandSpec, Kind, Option, Reply
from bot.domain.languages import ALONE


async def _handle(call: Call, services: Services) -> Reply:
    if code := call.options.get("code"):
        return await linked.give(code, call.person, services)
    if language := call.options.get("language"):
        return await panel.choose(language.casefold(), call.person, call.channel, services)
    show = _SHOWN.get(call.options.get("show", "").casefold(), panel.shown)
    return await show(call.person, call.channel, services)


_SHOWN = {
    "digest": own.shown,
    "link": linked.asked,
    "kept": kept.shown,
    "file": kept.as_file,
    "delete": kept.doubted,
}

COMMAND = Command(
    CommandSpec(
        name="me",
        options=(
            Option("show", Kind.CHOICE, choices=tuple(_SHOWN)),
            Option("language", Kind.CHOICE, choices=ALONE),
            Option("code"),
        ),
    ),
    _handle,
    buttons={
        "me": Button(panel.pressed, changes=True),
        "me-help": Button(panel.help_pressed),
        "me-language": Button(panel.picked, changes=True),
        "me-notices": Button(panel.notices_turned, changes=True),
        "me-digest": Button(own.pressed, changes=True),
        "me-topic": Button(own.topic_added, form=own.topic_form),
        "me-untopic": Button(own.topics_taken_back, changes=True),
        "me-copy": Button(own.copied, changes=True),
        "me-there": Button(own.sent_there),
        "me-link": Button(linked.pressed, changes=True),
        "me-code": Button(linked.code_given, form=linked.code_form),
        "me-confirm": Button(linked.confirmed, changes=True),
        "me-refuse": Button(linked.refused, changes=True),
        "me-unlink": Button(linked.unlinked, changes=True),
        "me-kept": Button(kept.pressed, changes=True),
        "me-file": Button(kept.file_pressed),
        "me-delete": Button(kept.delete_pressed, changes=True),
        "me-delete-yes": Button(kept.deleted, changes=True),
    },
)
