"""`summary PAPER [detail] [language]`: what a paper says, and whose words that is."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.commands import report, share, sheets, suggest
from bot.commands.command import Button, Command, Services
from bot.commands.naming import called_paper, is_short
from bot.domain.calls import Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.papers import PaperId
from bot.domain.sheet import Sheet
from bot.domain.summaries import Detail

LANGUAGES = (
    *("en", "zh", "zh+en", "en+zh", "ar", "cs", "de", "es", "fr", "hi", "id", "it", "ja", "ko"),
    *("nl", "pl", "pt", "ru", "sv", "tr", "uk", "vi"),
)
"""In which a text can be asked for; a plus stands between two that come below each other."""


async def _handle(call: Call, services: Services) -> Reply:
    asked = _parted(call.options, threaded=call.under is not None)
    paper = await called_paper(replace(call, options=asked), services)
    detail = Detail(asked.get("detail", Detail.TLDR).casefold())
    sheet = Sheet(paper.id, detail, asked.get("language", "").casefold())
    return await sheets.answered(sheet, call.person, call.channel, services)


def _parted(options: Mapping[str, str], *, threaded: bool) -> Mapping[str, str]:
    """Read a detail and a language also without their names: `summary 3 analysis zh`.

    Only behind a number, an id or a link: a title may well end in such a word. In the thread of a
    paper, which then need not be named, they may stand alone.
    """
    named, *more = options.get("paper", "").split() or [""]
    if threaded and named.casefold() in (*Detail, *LANGUAGES):
        named, more = "", [named, *more]
    elif not more or not is_short(named):
        return options
    found = {"paper": named}
    for word in more:
        option = "detail" if word.casefold() in tuple(Detail) else "language"
        if option in found or (option == "language" and word.casefold() not in LANGUAGES):
            return options
        found[option] = word
    return {**found, **{name: value for name, value in options.items() if name != "paper"}}


async def _press(key: str, press: Press, services: Services, *, detail: Detail) -> Reply:
    """Answer a button from before a card could be turned: it says just one length."""
    paper, _, language = key.partition(" ")
    sheet = Sheet(PaperId(paper), detail, language if language in LANGUAGES else "")
    return await sheets.answered(sheet, press.person, press.channel, services)


def _buttons() -> dict[str, Button]:
    """Name the buttons that show a text of some detail."""
    return {
        "summary": Button(partial(_press, detail=Detail.TLDR), costly=True),
        "takeaways": Button(partial(_press, detail=Detail.TAKEAWAYS), costly=True),
        "analysis": Button(partial(_press, detail=Detail.ANALYSIS), costly=True),
    }


COMMAND = Command(
    CommandSpec(
        name="summary",
        options=(
            Option("paper", Kind.PAPER, required=True),
            Option("detail", Kind.CHOICE, choices=tuple(Detail)),
            Option("language", Kind.CHOICE, choices=LANGUAGES),
        ),
    ),
    _handle,
    costly=True,
    buttons=_buttons() | sheets.buttons() | report.buttons() | share.undo(),
    suggests={"paper": suggest.papers_here},
)
