"""What stands in an answer of arXiv's OAI-PMH service, or in a file of such answers."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from bot.domain.bulletins import Record
from bot.domain.errors import SourceError
from bot.sources.arxiv_forms import read_form
from bot.sources.arxiv_xml import first, name_of, read_xml

_log = logging.getLogger(__name__)


class Refusal(SourceError):
    """The service answered with an error of its own.

    Args:
        code: Such as `badResumptionToken`.
    """

    def __init__(self, reason: str, *, code: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class RecordList:
    """Some records, as one answer or one file holds them.

    Attributes:
        answered: When the service says it answered (UTC); None where nobody says.
        token: To ask for what comes next; '' at the end.
        unread: Records that made no sense.
    """

    records: tuple[Record, ...]
    answered: datetime | None = None
    token: str = ""
    unread: int = 0


def read_records(body: bytes) -> RecordList:
    """Read an answer with records, or one record by itself; that nothing matches is no record.

    Records of which only a header is left are passed over.

    Raises:
        Refusal: It is an error, such as a token that is good no more.
        SourceError: It is no such answer, is cut short, or none of its records makes sense.
    """
    root = read_xml(body)
    if name_of(root) not in ("OAI-PMH", "ListRecords", "GetRecord", "record"):
        raise SourceError(f"not an answer of OAI-PMH, but <{root.tag}>")
    error = first(root, "error")
    if error is not None and error.get("code") != "noRecordsMatch":
        code = error.get("code", "error")
        raise Refusal(f"{code}: {' '.join((error.text or '').split())}", code=code)
    elements = list(root.iter("{*}record"))
    if not elements and error is None and first(root, "ListRecords") is None:
        raise SourceError("an answer without records")
    found: list[Record] = []
    unread = 0
    for element in elements:
        header, metadata = first(element, "header"), first(element, "metadata")
        form = None if metadata is None else next(metadata.iterchildren(etree.Element), None)
        if header is not None and form is None:
            continue
        record = None if header is None or form is None else read_form(header, form)
        if record is None:
            unread += 1
            named = first(element, "identifier")
            _log.warning("skipped a record: %s", "nameless" if named is None else named.text)
        else:
            found.append(record)
    if unread and not found:
        raise SourceError(f"none of {unread} records can be read")
    answered, token = first(root, "responseDate"), first(root, "resumptionToken")
    return RecordList(
        records=tuple(found),
        answered=None if answered is None else _instant(answered.text),
        token="" if token is None else (token.text or "").strip(),
        unread=unread,
    )


def _instant(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
