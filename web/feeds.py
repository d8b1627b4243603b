"""What others follow and find the site by: Atom (RFC 4287), OpenSearch description, sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import numpy as np
from flask import Blueprint, Response, abort, current_app, request, url_for
from numpy.typing import NDArray

from corpus.tongue import said
from indexer.passages.passage import Passage
from search.browse.directory import directory
from search.browse.listing import read
from search.browse.matter import matters
from search.page.words import where
from web import arguments
from web.formats import exemption, first_words
from web.index import searcher
from web.items import item
from web.places import built_at
from web.site import site_of
from web.tables import listed
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
    """Return the newest items that count for a search, each under its permalink.

    An entry is as old as its meeting; the feed is as old as the index.
    """
    asked = arguments.read(request.args)
    found = listed(asked, "newest")
    plain: dict[str, Any] = dict(arguments.address(asked, sort="relevance"))
    words = asked.text.strip() or said("all items")
    narrowed = ", ".join([*asked.committees, *asked.councils, *map(str, asked.kinds)])
    return _feed(
        f"{words}{f' ({narrowed})' if narrowed else ''}",
        url_for("feeds.atom", **plain, _external=True),
        url_for("pages.home", **plain, _external=True),
        found,
    )


@blueprint.get("/feed/person/<council>/<name>")
def of_person(council: str, name: str) -> Response:
    """Return the newest items in which a councillor is reported as speaking."""
    found = directory(searcher()).people.get((council, name))
    if found is None:
        abort(404, description=said("There is no such councillor in this index."))
    rows = searcher().columns.in_order_of_date(_mask(found.rows), newest=True)
    return _feed(
        said("Councillor %(name)s", name=found.name),
        url_for("feeds.of_person", council=council, name=name, _external=True),
        url_for("people.person", council=council, name=name, _external=True),
        read(searcher(), rows[:ENTRIES]),
    )


@blueprint.get("/feed/matter/<identifier:identifier>")
def of_matter(identifier: str) -> Response:
    """Return the newest items of the matter that an item belongs to, itself among them."""
    shown = item(identifier)
    found = [shown, *(step.passage for step in matters(searcher()).of(shown))]
    found.sort(key=lambda p: (-p.date.toordinal() if p.date else 0, p.id))
    return _feed(
        said("The matter of “%(title)s”", title=shown.title),
        url_for("feeds.of_matter", identifier=shown.id, _external=True),
        url_for("matter.page", identifier=shown.id, _external=True),
        found,
    )


def _mask(rows: Sequence[int]) -> NDArray[np.bool_]:
    mask = np.zeros(searcher().manifest.n_passages, np.bool_)
    mask[list(rows)] = True
    return mask


def _feed(title: str, own: str, page: str, found: Iterable[Passage]) -> Response:
    """Return a feed at the address `own` of what the page `page` shows."""
    spoken = page_language(site_of(current_app).language)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": spoken})
    SubElement(feed, "title").text = _xml(f"{title} – {_site_name()}")
    SubElement(feed, "id").text = own
    SubElement(feed, "updated").text = built_at(searcher()).isoformat(timespec="seconds")
    SubElement(SubElement(feed, "author"), "name").text = _xml(_site_name())
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    SubElement(feed, "link", rel="alternate", type="text/html", href=page)
    for passage in islice(found, ENTRIES):
        _entry(feed, passage)
    return _xml_response(feed, "application/atom+xml")


def _entry(feed: Element, passage: Passage) -> None:
    entry = SubElement(feed, "entry")
    link = url_for("pages.passage", identifier=passage.id, _external=True)
    title = SubElement(entry, "title")
    title.text = _xml(passage.title)
    if (code := lang(passage.languages, site_of(current_app).language)) is not None:
        title.set("xml:lang", code)
    SubElement(entry, "id").text = link
    SubElement(entry, "link", rel="alternate", type="text/html", href=link)
    when = datetime.combine(passage.date, time(), UTC) if passage.date else built_at(searcher())
    SubElement(entry, "updated").text = when.isoformat(timespec="seconds")
    if passage.exempt:
        words = exemption(passage.exempt)
    elif passage.resolved:
        words = said("Decided: %(words)s", words=first_words(passage.resolved, 60))
    else:
        words = first_words(passage.text, 60)
    SubElement(entry, "summary").text = _xml(f"{where(passage)}. {words}")


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
