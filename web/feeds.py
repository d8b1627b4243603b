"""What others follow and find the site by: Atom (RFC 4287), OpenSearch description, sitemap, robots.txt."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import numpy as np
from flask import Blueprint, Response, current_app, request, url_for
from numpy.typing import NDArray

from corpus.tongue import said
from indexer.passages.passage import Passage
from search.browse.directory import directory
from search.browse.news import news
from search.page.words import where
from web import arguments
from web.conditions import conditions
from web.formats import exemption, first_words
from web.index import searcher
from web.site import site_of
from web.tables import listed_rows
from web.tongues import lang, page_language

ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# More addresses than these one sitemap may not have.
_MOST_ADDRESSES = 50_000

blueprint = Blueprint("feeds", __name__)


@blueprint.get("/search.atom")
def atom() -> Response:
    """Return what counts for a search: what is newest to the index first, of that the newest meetings."""
    asked = arguments.read(request.args)
    rows = listed_rows(asked, "newest")
    plain: dict[str, Any] = dict(arguments.address(asked, sort="relevance"))
    words = asked.text.strip() or said("all items")
    narrowed = ", ".join([one.said for one in conditions(asked)])
    return feed(
        f"{words}{f' ({narrowed})' if narrowed else ''}",
        url_for("feeds.atom", **plain, _external=True),
        url_for("pages.home", **plain, _external=True),
        rows,
    )


def feed(title: str, own: str, page: str, rows: NDArray[np.int64]) -> Response:
    """Return a feed at the address `own` of what the page `page` shows, in the order of that, as rows.

    What came into the index last, or says something else since, comes first; ids stay.
    """
    spoken = page_language(site_of(current_app).language)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": spoken})
    SubElement(root, "title").text = _xml(f"{title} – {_site_name()}")
    SubElement(root, "id").text = _lasting_id(own.removeprefix(request.host_url))
    known = news(searcher())
    rows = known.in_order(rows)[:ENTRIES]
    entries = [
        (passage, *known.of(row, passage.date))
        for row, passage in zip(rows.tolist(), searcher().passages(rows.tolist()), strict=True)
    ]
    latest = max((changed for *_, changed in entries), default=known.since)
    SubElement(root, "updated").text = latest.isoformat(timespec="seconds")
    SubElement(SubElement(root, "author"), "name").text = _xml(_site_name())
    SubElement(root, "link", rel="self", type="application/atom+xml", href=own)
    SubElement(root, "link", rel="alternate", type="text/html", href=page)
    for passage, came, changed in entries:
        _entry(root, passage, came, changed)
    return _xml_response(root, "application/atom+xml")


def _entry(feed: Element, passage: Passage, came: datetime, changed: datetime) -> None:
    entry = SubElement(feed, "entry")
    link = url_for("pages.passage", identifier=passage.id, _external=True)
    title = SubElement(entry, "title")
    title.text = _xml(passage.title)
    if (code := lang(passage.languages, site_of(current_app).language)) is not None:
        title.set("xml:lang", code)
    SubElement(entry, "id").text = _lasting_id(f"passage/{quote(passage.id)}")
    SubElement(entry, "link", rel="alternate", type="text/html", href=link)
    SubElement(entry, "published").text = came.isoformat(timespec="seconds")
    SubElement(entry, "updated").text = changed.isoformat(timespec="seconds")
    if passage.exempt:
        words = exemption(passage.exempt)
    elif passage.resolved:
        words = said("Decided: %(words)s", words=first_words(passage.resolved, 60))
    else:
        words = first_words(passage.text, 60)
    SubElement(entry, "summary").text = _xml(f"{where(passage)}. {words}")


def _lasting_id(path: str) -> str:
    """Return what names a feed or an entry to readers by whatever name they ask this site (RFC 4287, 4.2.6)."""
    site = site_of(current_app).address
    return f"{site}{path}" if site else uuid5(NAMESPACE_URL, path).urn


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """Describe the search so that browsers can offer it (OpenSearch 1.1)."""
    described = Element("OpenSearchDescription", xmlns=_OPENSEARCH)
    SubElement(described, "ShortName").text = _xml(_site_name())[:16]
    SubElement(described, "Description").text = said(
        "Search council agendas, decisions and minutes"
    )
    SubElement(described, "InputEncoding").text = "UTF-8"
    home = url_for("pages.home", _external=True)
    SubElement(described, "Url", type="text/html", template=f"{home}?q={{searchTerms}}")
    feed = url_for("feeds.atom", _external=True)
    SubElement(described, "Url", type="application/atom+xml", template=f"{feed}?q={{searchTerms}}")
    return _xml_response(described, "application/opensearchdescription+xml")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """List the pages of committees and of their meetings, the newest first; from these all items are linked."""
    places = directory(searcher())
    found = Element("urlset", xmlns=_SITEMAP)
    addresses = [
        url_for("places.committee", council=council, committee=committee, _external=True)
        for council, committee in places.committees
    ]
    for meeting in places.latest(_MOST_ADDRESSES - len(addresses)):
        council, committee, day = meeting.place
        addresses.append(
            url_for("places.meeting", council=council, committee=committee, day=day, _external=True)
        )
    for address in addresses[:_MOST_ADDRESSES]:
        SubElement(SubElement(found, "url"), "loc").text = address
    return _xml_response(found, "application/xml")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers to meetings and items: searches without end and people's pages are not for them."""
    prefix = url_for("pages.home")
    closed = (
        "?",
        "api/",
        "person/",
        "people",
        "pieces/",
        "cite/",
        "feed/",
        "list/",
        "search.",
        "alerts/",
        "unsubscribe/",
    )
    lines = ["User-agent: *", *(f"Disallow: {prefix}{path}" for path in closed)]
    lines.append(f"Sitemap: {url_for('feeds.sitemap', _external=True)}")
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _site_name() -> str:
    return site_of(current_app).name


def _xml(text: str) -> str:
    """Return a text without what XML 1.0 has no letters for."""
    return "".join(
        char for char in text if char in "\t\n\r" or " " <= char < "\ufffe" or char > "\uffff"
    )


def _xml_response(root: Element, kind: str) -> Response:
    content = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(content, content_type=f"{kind}; charset=utf-8")
