"""The OAI-PMH service of the loopback arXiv: records by the day of their last change.

Written as text like the feeds. It answers as arXiv's own does: every error with status 200, tokens
percent-encoded and good until midnight, no number of records in all. What a list holds is settled
when its first page is asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from itertools import islice
from urllib.parse import quote, unquote, urlencode

from bot.domain.papers import Paper
from tests.servers.arxiv_faults import Fault
from tests.servers.arxiv_feeds import fact, plain

EARLIEST = date(2005, 9, 16)
_LONG_AGO = datetime(1991, 8, 14, tzinfo=UTC)
_PHYSICS = {
    *("astro-ph", "cond-mat", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math-ph"),
    *("nlin", "nucl-ex", "nucl-th", "physics", "quant-ph"),
}
_REASONS = {
    "badArgument": "The request includes illegal arguments, is missing required arguments, includes"
    " a repeated argument, or values for arguments have an illegal syntax.",
    "badResumptionToken": "The value of the resumptionToken argument is invalid or expired.",
    "badVerb": "Value of the verb argument is not a legal OAI-PMH verb, the verb argument is"
    " missing, or the verb argument is repeated.",
    "cannotDisseminateFormat": "The metadata format identified by the value given for the"
    " metadataPrefix argument is not supported by the item or by the repository.",
    "noRecordsMatch": "The combination of the values of the from, until, set and metadataPrefix"
    " arguments results in an empty list.",
}


@dataclass(frozen=True, slots=True)
class OaiRecord:
    """A paper as arXiv keeps it.

    Attributes:
        paper: Its newest version.
        stamp: The day (UTC) of the last change, for whatever reason.
        withdrawn: Its newest version has no text any more.
        deleted: Only the header of it is left.
    """

    paper: Paper
    stamp: date
    withdrawn: bool = False
    deleted: bool = False


class _Refused(Exception):
    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class OaiService:
    """Answers requests for lists of records.

    Args:
        changed: The records that changed on a day or later, in any order.
        page: Most records of one answer.
        url: Of this service.
    """

    def __init__(
        self,
        changed: Callable[[date], Iterable[OaiRecord]],
        page: int,
        clock: Callable[[], datetime],
        url: str,
    ) -> None:
        self.changed = changed
        self.page = page
        self._clock = clock
        self._url = url
        self._given: dict[str, tuple[date, str, Sequence[OaiRecord]]] = {}

    def expire_tokens(self) -> None:
        """Accept no token that was given so far."""
        self._given.clear()

    def answer(self, query: dict[str, str], fault: Fault) -> bytes:
        """Answer a request whose arguments have been decoded once."""
        try:
            body = self._list(query, fault)
        except _Refused as refused:
            shown = query if refused.code == "noRecordsMatch" else {}
            why = f" Reason: {refused.reason}" if refused.reason else ""
            said = escape(_REASONS[refused.code] + why, quote=False)
            return self._framed(shown, f"<error code='{refused.code}'>{said}</error>")
        return self._framed(query, f"<ListRecords>{body}\n    </ListRecords>")

    def _framed(self, query: dict[str, str], body: str) -> bytes:
        now = self._clock().astimezone(UTC)
        asked = "".join(f' {name}="{escape(value)}"' for name, value in query.items())
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ \
http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
    <responseDate>{now:%Y-%m-%dT%H:%M:%SZ}</responseDate>
    <request{asked}>{self._url}</request>
    {body}
</OAI-PMH>
""".encode()

    def _list(self, query: dict[str, str], fault: Fault) -> str:
        if query.get("verb") != "ListRecords":
            raise _Refused("badVerb")
        if "resumptionToken" in query:
            token = query["resumptionToken"]
            prefix, skip, records = self._resumed(query, expired=fault.expired)
        else:
            token, skip = "", 0
            prefix, records = self._begun(query)
        page = list(islice(records, skip, skip + self.page))
        if not page:
            raise _Refused("noRecordsMatch")
        written = "".join(_record(each, prefix) for each in page)
        if fault.twice:
            written += _record(page[0], prefix)
        skip += self.page
        following = ""
        if skip < len(records):
            asked = unquote(token).rpartition("&")[0] or urlencode(query)
            following = quote(f"{asked}&skip={skip}")
            self._given[following] = (self._today(), prefix, records)
        if fault.same_token:
            following = token or following
        if following or token:
            midnight = datetime.combine(self._today() + timedelta(days=1), time())
            expires = f"{midnight:%Y-%m-%dT%H:%M:%SZ}"
            written += f"\n    <resumptionToken expires='{expires}'>{following}</resumptionToken>"
        return written

    def _today(self) -> date:
        return self._clock().astimezone(UTC).date()

    def _begun(self, query: dict[str, str]) -> tuple[str, Sequence[OaiRecord]]:
        if query.keys() - {"verb", "metadataPrefix", "from", "until", "set"}:
            raise _Refused("badArgument", "Unallowed parameter.")
        if "metadataPrefix" not in query:
            raise _Refused("badArgument", "metadataPrefix required")
        prefix = query["metadataPrefix"]
        if prefix not in _WRITERS:
            raise _Refused("cannotDisseminateFormat", "Did not recognize requested format")
        since = _day("from", query.get("from")) or EARLIEST
        until = _day("until", query.get("until")) or self._today()
        if since > until:
            raise _Refused("badArgument", "until date must be greater than or equal to from date")
        if since < EARLIEST:
            raise _Refused("badArgument", "start date too early")
        wanted = query.get("set", "")
        found = [
            each
            for each in self.changed(since)
            if since <= each.stamp <= until and (not wanted or _is_in(each.paper, wanted))
        ]
        found.sort(key=lambda each: (each.stamp, each.paper.id))
        return prefix, found

    def _resumed(
        self, query: dict[str, str], *, expired: bool
    ) -> tuple[str, int, Sequence[OaiRecord]]:
        if query.keys() - {"verb", "resumptionToken"}:
            raise _Refused("badArgument", "No other parameters allowed with a resumptionToken")
        token = query["resumptionToken"]
        # One that was not encoded again has lost its percent signs by now.
        if expired or token not in self._given or self._given[token][0] != self._today():
            raise _Refused("badResumptionToken", "Token decoding failed or format is invalid.")
        _, prefix, records = self._given[token]
        return prefix, int(token.rpartition("%3D")[2]), records


def _day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text if "-" in text else "")
    except ValueError:
        raise _Refused("badArgument", f"{name} date format must be YYYY-MM-DD") from None


def _sets(paper: Paper) -> list[str]:
    found = []
    for category in paper.categories:
        archive, _, subject = category.partition(".")
        group = "physics" if archive in _PHYSICS else archive
        alone = archive if group == archive else f"{group}:{archive}"
        found.append(f"{group}:{archive}:{subject}" if subject else alone)
    return found


def _is_in(paper: Paper, wanted: str) -> bool:
    return any(f"{each}:".startswith(f"{wanted}:") for each in _sets(paper))


def _record(record: OaiRecord, prefix: str) -> str:
    paper = record.paper
    sets = "".join(f"\n        <setSpec>{each}</setSpec>" for each in _sets(paper))
    header = f"""
        <identifier>oai:arXiv.org:{paper.id}</identifier>
        <datestamp>{record.stamp}</datestamp>{sets}
    </header>"""
    if record.deleted:
        return f'\n    <record>\n    <header status="deleted">{header}\n    </record>'
    return f"""
    <record>
    <header>{header}
    <metadata>
    <{prefix} xmlns="http://arxiv.org/OAI/{prefix}/">
      <id>{paper.id}</id>{_WRITERS[prefix](record)}
      <categories>{" ".join(paper.categories)}</categories>\
{fact("comments", paper.comment)}{fact("journal-ref", paper.journal_ref)}\
{fact("doi", paper.doi)}{fact("license", paper.license)}
      <abstract>{plain(paper.raw.abstract or paper.abstract)}</abstract>
    </{prefix}>
    </metadata>
    </record>"""


def _raw(record: OaiRecord) -> str:
    paper = record.paper
    sent = {version.number: version.submitted for version in paper.versions}
    newest = paper.version or max(sent, default=1)
    written = []
    for number in range(1, newest + 1):
        fallback = paper.updated if number == newest > 1 else paper.submitted
        moment = (sent.get(number) or fallback or _LONG_AGO).astimezone(UTC)
        gone = record.withdrawn and number == newest
        size = "<size>0kb</size><source_type>I</source_type>" if gone else "<size>18kb</size>"
        written.append(f"""
      <version version="v{number}">
        <date>{format_datetime(moment, usegmt=True)}</date>
        {size}
      </version>""")
    return f"""
      <submitter>{plain(paper.authors[0] if paper.authors else "")}</submitter>{"".join(written)}
      <title>{plain(paper.raw.title or paper.title)}</title>
      <authors>{plain(_and(paper.authors))}</authors>"""


def _and(authors: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(authors[:-1]), *authors[-1:])))


def _parted(record: OaiRecord) -> str:
    paper = record.paper
    newest = paper.updated or paper.submitted or _LONG_AGO
    authors = "".join(
        f"<author><keyname>{plain(name.rpartition(' ')[2])}</keyname>"
        f"<forenames>{plain(name.rpartition(' ')[0])}</forenames></author>"
        for name in paper.authors
    )
    return f"""
      <created>{newest.astimezone(UTC).date()}</created>
      <updated>{record.stamp}</updated>
      <authors>{authors}</authors>
      <title>{plain(paper.raw.title or paper.title)}</title>"""


_WRITERS: dict[str, Callable[[OaiRecord], str]] = {"arXivRaw": _raw, "arXiv": _parted}
