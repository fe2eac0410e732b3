"""Where a paper stands: we build every address ourselves, under a site such as `https://arxiv.org`."""

from bot.domain.papers import PaperId


def abs_url(site: str, id: PaperId, version: int | None = None) -> str:
    """Return the address of a paper's page under `site`, such as `https://arxiv.org`."""
    return _url(site, "abs", id, version)


def pdf_url(site: str, id: PaperId, version: int | None = None) -> str:
    """Return the address of a paper's PDF."""
    return _url(site, "pdf", id, version)


def html_url(site: str, id: PaperId, version: int | None = None) -> str:
    """Return the address of a paper's HTML; about one in ten papers has none."""
    return _url(site, "html", id, version)


def _url(site: str, form: str, id: PaperId, version: int | None) -> str:
    return f"{site.rstrip('/')}/{form}/{id}{f'v{version}' if version else ''}"
