"""The parts of a blog post: its front matter, its notice, and every paper whole."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Final, Self

from bot.domain.chat import Words, words
from bot.domain.documents import Post, Reading
from bot.domain.errors import SettingsError, UserError
from bot.domain.summaries import ASPECTS, Aspect, Detail
from bot.exporters import escaping, front_matter, marks, pictures
from bot.exporters.front_matter import Fields
from bot.exporters.marks import Part
from bot.exporters.said import Pen

NOTICE: Final = "notice"
UPDATE: Final = "update:"
_NOTICES: Final = (words("blog-notice-who"), words("blog-notice-care"), words("blog-notice-facts"))


@dataclass(frozen=True, slots=True)
class Flavour:
    """A kind of blog, as `config/templates/blog/<name>.toml` tells; see hexo.toml.

    Attributes:
        front: Fields of the front matter, some of them names of what is to be filled in.
        figures: Holds all figures of a paper.
        figure: A figure that may be shown.
        link: One that may not.
    """

    front: Fields
    figures: Template
    figure: Template
    link: Template

    @classmethod
    def read(cls, folder: Path, name: str) -> Self:
        """Read one from the folder of all.

        Raises:
            UserError: There is none of that name.
            SettingsError: Its file cannot be read.
        """
        known = sorted(path.stem for path in folder.glob("*.toml"))
        if name not in known:
            raise UserError(words("blog-unknown-flavour", name=name, known=tuple(known)))
        file = folder / f"{name}.toml"
        try:
            told = tomllib.loads(file.read_text(encoding="utf-8"))
            drawn = [Template(told[part].strip("\n")) for part in ("figures", "figure", "link")]
            return cls(front_matter.read(told["front"]), *drawn)
        except (ValueError, KeyError, AttributeError) as error:
            raise SettingsError(f"{file}: {error!r}") from error

    @property
    def filled(self) -> dict[str, str]:
        """Which fields are filled in, and with what."""
        texts = ((key, value) for key, value in self.front.items() if isinstance(value, str))
        return {key: value[1:] for key, value in texts if value.startswith("$")}


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws the parts of a post."""

    post: Post
    pen: Pen
    flavour: Flavour

    def filled(self) -> dict[str, object]:
        """Return the fields of the front matter that are filled in."""
        front = self.front()
        return {key: front[key] for key in self.flavour.filled}

    def front(self) -> dict[str, object]:
        """Fill in the front matter."""
        post, first = self.post, next(iter(self.post.readings), None)
        date = f"{post.at:%Y-%m-%d}"
        title = first.paper.name if first else ""
        told = words("blog-description", topic=post.topic, date=date, title=title)
        cover = next(self._addresses(), None)
        known: dict[str, object] = {
            "title": post.topic,
            "date": post.at.replace(microsecond=0, tzinfo=None),
            "moment": post.at.replace(microsecond=0),
            "cover": cover,
            "covers": [cover] if cover else None,
            "tags": [post.topic],
            "keywords": post.topic,
            "description": self.pen.say(told).strip(),
        }
        return dict(self.flavour.front) | {
            key: known[name] for key, name in self.flavour.filled.items() if name in known
        }

    def _addresses(self) -> Iterator[str]:
        for reading in self.post.readings:
            for picture in reading.pictures:
                if picture.content or picture.address:
                    yield pictures.path(picture) if picture.content else picture.address

    def notice(self) -> Part:
        """Say who wrote the texts, and what they are good for."""
        told = "\n>\n".join(f"> {self.pen.say(each)}" for each in _NOTICES)
        return _part(NOTICE, told)

    def heading(self) -> Part:
        """Write the heading of this update."""
        date = f"{self.post.at:%Y-%m-%d}"
        return _part(f"{UPDATE}{date}", f"# {self.pen.say(words('blog-update', date=date))}")

    def paper(self, reading: Reading) -> Part:
        """Write one paper whole."""
        return _part(reading.paper.id, "\n\n".join(filter(None, self._blocks(reading))))

    def _blocks(self, reading: Reading) -> Iterator[str]:
        paper, pen = reading.paper, self.pen
        yield f"## [{pen.escape(paper.name)}]({pen.page(reading)})"
        yield pen.authors(reading)
        yield pen.escape(paper.abstract or "")
        yield pen.facts(reading)
        yield from self._brief(reading)
        yield from self._long(reading)
        yield self._figures(reading)

    def _brief(self, reading: Reading) -> Iterator[str]:
        both = (reading.takeaways, reading.analysis)
        said = next((each for each in both if each and each.text), None)
        if said is None:
            return
        summary = self.pen.say(words("document-summary"))
        yield f"**{summary}**\n\n{self.pen.text(said)}"
        if points := self.pen.lines(said, Aspect.POINTS):
            heading = self.pen.say(_heading(Aspect.POINTS))
            yield f"**{heading}**\n\n" + "\n".join(f"- {point}" for point in points)
        if said is not reading.analysis or not said.parts:
            yield self.pen.credit(said)

    def _long(self, reading: Reading) -> Iterator[str]:
        pen, said = self.pen, reading.analysis
        known = pen.affiliation(reading)
        rows = pen.item(words("document-affiliation"), known)
        if said is None or not said.parts:
            yield "\n".join(rows)
            return
        title = pen.title(reading, pen.lines(said, Aspect.TITLE))
        keywords = pen.lines(said, Aspect.KEYWORDS)
        between = pen.say(words("document-between"))
        rows = pen.item(_heading(Aspect.TITLE), title) + rows
        rows += pen.item(_heading(Aspect.KEYWORDS), [between.join(keywords)] if keywords else [])
        for aspect in ASPECTS[Detail.ANALYSIS]:
            if aspect not in (Aspect.TITLE, Aspect.KEYWORDS):
                steps = aspect is Aspect.METHOD
                rows += pen.item(_heading(aspect), pen.lines(said, aspect), steps=steps)
        yield "\n".join(rows)
        yield pen.credit(said)

    def _figures(self, reading: Reading) -> str:
        rows = []
        for picture in reading.pictures:
            shown = pictures.path(picture) if picture.content else picture.address
            form = self.flavour.figure if shown else self.flavour.link
            address = escaping.address(shown or picture.page)
            caption = escaping.attribute(picture.caption)
            rows.append(form.substitute(address=address, caption=caption))
        if not rows:
            return ""
        summary = self.pen.say(words("blog-figures"))
        return self.flavour.figures.substitute(summary=summary, figures="\n".join(rows).strip())


def is_post(text: str) -> bool:
    """Whether a file is a post, and no note: that has no parts besides its papers."""
    known = marks.memory(text)
    return bool(known and known.front) or any(
        name == NOTICE or name.startswith(UPDATE) for name in marks.names(text)
    )


def _part(name: str, content: str) -> Part:
    return Part(name, marks.written(name, content), edited=False)


def _heading(aspect: Aspect) -> Words:
    return words(f"aspect-{aspect}")
