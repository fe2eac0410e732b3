"""`summary PAPER [detail] [language]`: what a paper says, and whose words that is."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from bot.commands import report, suggest
from bot.commands.command import Button, Command, Services
from bot.commands.naming import called_paper, is_short
from bot.domain import paper_facts, wording
from bot.domain.calls import Call, CommandSpec, Kind, Option, Press, Reply
from bot.domain.chat import Action, Message
from bot.domain.languages import CHOICES, Languages
from bot.domain.papers import Paper
from bot.domain.spend import Payer
from bot.domain.summaries import Detail
from bot.pipeline import picturing

LANGUAGES = (
    *("en", "zh", "zh+en", "en+zh", "ar", "cs", "de", "es", "fr", "hi", "id", "it", "ja", "ko"),
    *("nl", "pl", "pt", "ru", "sv", "tr", "uk", "vi"),
)
"""In which a text can be asked for; a plus stands between two that come below each other."""


async def _handle(call: Call, services: Services) -> Reply:
    asked = _parted(call.options, threaded=call.under is not None)
    paper = await called_paper(replace(call, options=asked), services)
    detail = Detail(asked.get("detail", Detail.TLDR).casefold())
    known = await services.store.channels.find(call.channel)
    settings = known.settings if known else services.defaults
    languages = settings.languages
    if typed := asked.get("language", "").casefold():
        languages = Languages.parse(typed)
    payer = Payer(call.channel, call.person)
    figures = settings.figures
    card = await card_of(paper, detail, languages, payer, services, figures=figures)
    if typed:
        actions = tuple(_with_language(each, typed) for each in card.actions)
        card = replace(card, actions=actions)
    # Around the text stand sentences of its own language, where we have them.
    spoken = languages.first if typed and languages.first in CHOICES else ""
    return Reply(replace(card, language=spoken), may_be_open=True)


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


async def card_of(
    paper: Paper,
    detail: Detail,
    languages: Languages,
    payer: Payer,
    services: Services,
    *,
    figures: bool,
) -> Message:
    """Write the card that somebody asks for, with all that is known of a paper.

    Args:
        languages: With none, whatever the bot speaks.
        payer: For whom.
        figures: Whether the key figure comes along where there is one.
    """
    writing = services.pipeline.writing
    summary = await writing.in_languages(paper, detail, languages, payer)
    full = (await writing.material(paper, detail)).full
    figure = await picturing.of_paper(writing.full_texts, paper, full) if figures else None
    facts = paper_facts.of(paper, full, figure)
    look = services.pipeline.look
    return wording.card(paper, None, summary, look, position=None, asked=facts)


async def _press(key: str, press: Press, services: Services, *, detail: Detail) -> Reply:
    paper, _, language = key.partition(" ")
    language = language if language in LANGUAGES else ""
    options = {"paper": paper, "detail": detail, "language": language}
    return await _handle(Call("summary", press.person, press.channel, options), services)


def _with_language(action: Action, language: str) -> Action:
    """Let a button that says more say it in the language that was asked for."""
    verb = action.id.split(":")[1]
    return replace(action, id=f"{action.id} {language}") if verb in _buttons() else action


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
    buttons=_buttons() | report.buttons(),
    suggests={"paper": suggest.papers_here},
)
