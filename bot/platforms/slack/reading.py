"""How Slack writes what people type, undone. Pure."""

import html
import re

from bot.platforms.slack import emojis

_ANGLE = re.compile(r"<([^<>]*)>")


def typed(text: str, me: str) -> str:
    """Return what a person typed, from how Slack writes it.

    Links are reduced to what was meant, names of people and channels to readable ones, our own
    name is left out, and emoji become characters.
    """
    said = _ANGLE.sub(lambda found: _meant(found[1], me), text)
    return emojis.written_out(html.unescape(said)).strip()


def _meant(inside: str, me: str) -> str:
    """Return what stands for `<inside>`."""
    target, _, label = inside.partition("|")
    kind, name = target[:1], target[1:]
    match kind:
        case "@":
            return "" if name == me else f"@{label or name}"
        case "#":
            return f"#{label or name}"
        case "!":
            # `<!subteam^S1|@lab>` has its sign in the label, `<!here>` has none at all.
            return f"@{(label or name.partition('^')[0]).removeprefix('@')}"
        case _:
            # Slack makes links of what looks like a host, so of cs.AI: that was meant as typed.
            guessed = label and "/" not in label
            guessed = guessed and target.casefold().endswith(f"://{label.casefold()}")
            return label if guessed or target.startswith("mailto:") else target
