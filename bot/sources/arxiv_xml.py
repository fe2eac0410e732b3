"""Documents of XML that nobody vouches for, and what stands in them."""

from lxml import etree

from bot.domain.errors import SourceError


def read_xml(body: bytes) -> etree._Element:
    """Read a document of XML that nobody vouches for.

    Raises:
        SourceError: It is none, or is cut short.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"not XML, or cut short: {error}") from error


def name_of(element: etree._Element) -> str:
    """Return the name of an element without its namespace, which some sources forget."""
    return str(element.tag).rpartition("}")[2]


def first(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first element of a name, in whatever namespace and however deep."""
    return next(element.iter(f"{{*}}{name}"), None)


class Fields:
    """The children of an element, by name and without a namespace."""

    def __init__(self, element: etree._Element) -> None:
        self._found: dict[str, list[etree._Element]] = {}
        for child in element.iterchildren(etree.Element):
            self._found.setdefault(name_of(child), []).append(child)

    def each(self, name: str) -> list[etree._Element]:
        """Return the children of that name."""
        return self._found.get(name, [])

    def texts(self, name: str) -> list[str]:
        """Return what they say, where they say anything."""
        return [text for each in self.each(name) if (text := (each.text or "").strip())]

    def text(self, name: str) -> str | None:
        """Return what the first of them says that says anything."""
        return next(iter(self.texts(name)), None)
