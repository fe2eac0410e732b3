"""What arXiv sends, small and written by us, in every form that a file of papers may have."""

from datetime import UTC, date, datetime

from tests.servers import arxiv_feeds
from tests.servers.arxiv_faults import Fault
from tests.servers.arxiv_feeds import Batch
from tests.servers.arxiv_oai import OaiRecord, OaiService
from tests.world import paper

DAY = date(2025, 11, 5)
NOW = datetime(2025, 11, 5, 6, tzinfo=UTC)
PAPERS = [
    paper(1, "On <b> & $\\beta$ rays", submitted=NOW),
    paper(2, "Crossed", categories=["math.CO", "cs.DM"], submitted=NOW),
    paper(3, "Again", authors=["Ada Lovelace", "Emmy Noether"], submitted=NOW),
]

API_BEFORE_2026 = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list=hep-th/9901001" rel="self"/>
  <title type="html">ArXiv Query: id_list=hep-th/9901001</title>
  <id>http://arxiv.org/api/x</id>
  <updated>2025-10-17T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1\
</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/hep-th/9901001v3</id>
    <updated>1999-03-08T10:00:00Z</updated>
    <published>1999-01-02T03:04:05Z</published>
    <title>On $\\beta$ rays and
  strings</title>
    <summary>  We ask, and find that
it works.
</summary>
    <author>
      <name>Ada Lovelace</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">London</arxiv:affiliation>
    </author>
    <author><name>Emmy N\\"other</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1/x</arxiv:doi>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages,
  LaTeX</arxiv:comment>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. Rays 1</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/hep-th/9901001v3" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/hep-th/9901001v3" rel="related"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="hep-th"
      scheme="http://arxiv.org/schemas/atom"/>
    <category term="hep-th" scheme="http://arxiv.org/schemas/atom"/>
    <category term="81T30" scheme="http://arxiv.org/schemas/atom"/>
    <category term="math.AG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
</feed>
"""

API_SINCE_2026 = b"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"
  xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <title>arXiv Query: search_query=&amp;id_list=hep-th/9901001</title>
  <updated>2026-04-12T22:10:19Z</updated>
  <opensearch:totalResults>1</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/hep-th/9901001v3</id>
    <title>On $\\beta$ rays and strings</title>
    <updated>1999-03-08T10:00:00Z</updated>
    <link href="https://arxiv.org/abs/hep-th/9901001v3" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/hep-th/9901001v3" rel="related" title="pdf"/>
    <summary>We ask, and find that it works.</summary>
    <category term="hep-th" scheme="http://arxiv.org/schemas/atom"/>
    <category term="81T30" scheme="http://arxiv.org/schemas/atom"/>
    <category term="math.AG" scheme="http://arxiv.org/schemas/atom"/>
    <published>1999-01-02T03:04:05Z</published>
    <arxiv:comment>12 pages, LaTeX</arxiv:comment>
    <arxiv:primary_category term="hep-th"/>
    <arxiv:journal_ref>J. Rays 1</arxiv:journal_ref>
    <author>
      <name>Ada Lovelace</name>
      <arxiv:affiliation>London</arxiv:affiliation>
    </author>
    <author><name>Emmy N\\"other</name></author>
    <arxiv:doi>10.1/x</arxiv:doi>
  </entry>
</feed>
"""

API_ERROR = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry>
  <id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title>
  <summary>incorrect id format for abc</summary></entry></feed>"""

RSS = arxiv_feeds.feed(
    "cs updates on arXiv.org",
    "cs updates on the arXiv.org e-print archive.",
    NOW,
    arxiv_feeds.entries(Batch(DAY, PAPERS[:1], PAPERS[1:2], PAPERS[2:]), {"cs"}),
)
RSS_OF_SUNDAY = arxiv_feeds.feed("cs updates on arXiv.org", "cs updates.", NOW, [])
RSS_ERROR = arxiv_feeds.feed("Feed error for query: x", "Bad archive 'x'.", NOW, [])

ATOM = b"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">
  <id>http://rss.arxiv.org/atom/cs.AI</id>
  <title>cs.AI updates on arXiv.org</title>
  <entry>
    <id>oai:arXiv.org:2511.00001v1</id>
    <title>On rays</title>
    <updated>2025-11-06T05:00:02+00:00</updated>
    <summary>arXiv:2511.00001v1 Announce Type: new
Abstract: We ask.</summary>
    <category term="cs.RO"/>
    <category term="eess.SY"/>
    <published>2025-11-05T00:00:00-05:00</published>
    <arxiv:announce_type>new</arxiv:announce_type>
    <dc:creator>Ada Lovelace, Emmy Noether</dc:creator>
  </entry>
</feed>
"""

DUBLIN_CORE = b"""<record>
<header>
 <identifier>oai:arXiv.org:math/0306266</identifier>
 <datestamp>2017-11-17</datestamp>
 <setSpec>math:math:AG</setSpec>
</header>
<metadata>
 <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
   xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title>On random rays</dc:title>
  <dc:creator>Lovelace, Ada</dc:creator>
  <dc:description>  We study them.
</dc:description>
  <dc:date>2003-06-18</dc:date>
 </oai_dc:dc>
</metadata>
</record>
"""


def oai(form: str, *records: OaiRecord, page: int = 10) -> bytes:
    """Answer a request for records in a form as arXiv does; by default for all of `PAPERS`."""
    listed = records or [OaiRecord(each, DAY) for each in PAPERS]
    service = OaiService(lambda _: listed, page, lambda: NOW, "https://oaipmh.arxiv.org/oai")
    return service.answer({"verb": "ListRecords", "metadataPrefix": form}, Fault())
