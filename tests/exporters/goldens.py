"""What posts and notes look like, whole. After a change that is meant, write them anew and look:

python -m tests.exporters.goldens
"""

from pathlib import Path

from bot.exporters import blog, note
from tests.exporters import readings

FOLDER = Path(__file__).parent / "golden"


def drawn() -> dict[str, str]:
    """Write every document that is kept, by its name."""
    found = {}
    for language, kind in (("en", "hexo"), ("zh", "hexo"), ("en", "hugo"), ("zh", "jekyll")):
        post = readings.post(readings.birds(language), readings.oceans(), language=language)
        found[f"post-{language}-{kind}.md"] = blog.export(
            post,
            say=readings.sentences(language).say,
            site=readings.SITE,
            flavour=readings.flavour(kind),
        ).text
    for language in ("en", "zh"):
        found[f"note-{language}.md"] = note.export(
            readings.note(readings.birds(language), readings.oceans(), language=language),
            say=readings.sentences(language).say,
            site=readings.SITE,
        ).text
    return found


if __name__ == "__main__":
    for name, text in drawn().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
