"""The pages: start and results, one passage, how to search."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from corpus.errors import IndexUnavailable
from indexer.passages.passage import Passage
from search.browse.matter import matters
from search.browse.offered import committees_named, people_named
from search.page.hits import elsewhere
from search.page.item_papers import together
from search.page.words import where
from search.searcher import Searcher
from web import arguments, marking
from web.arguments import Asked
from web.ballots import ballots
from web.conditions import advice, conditions, years
from web.coverage import coverage
from web.examples import EXAMPLES
from web.facet_links import facet_links, kept
from web.facts import at_a_glance, facts, not_named
from web.index import searcher
from web.items import item
from web.likeness import SHOWN, in_parts, similar_to
from web.linking import links_of, woven
from web.paging import page_links
from web.places import place_in_meeting, start
from web.reading import anchor_at, cited_place, fragment, sections
from web.results import Results, results_of
from web.understood import understood

blueprint = Blueprint("pages", __name__)
# Which examples of the help page find something; a generation never changes.
_found: WeakKeyDictionary[Searcher, frozenset[str]] = WeakKeyDictionary()


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Answer a query, or introduce the search when there is none."""
    asked = arguments.read(request.args)
    if asked.problems:
        return _form_page(asked), 400
    if arguments.says_nothing(request.args):
        plain: dict[str, Any] = dict(arguments.address(asked, page=asked.page))
        return redirect(url_for("pages.home", **plain))
    if not asked.text.strip() and not asked.is_filtered:
        return _form_page(asked)
    results = results_of(searcher(), asked)
    status = 404 if asked.page > max(1, results.n_pages) else 200
    return _result_page(asked, results), status


def _form_page(asked: Asked) -> str:
    """Return the page without results: the start, or a form to be corrected."""
    return render_template(
        "search.html",
        asked=asked,
        results=None,
        kept=kept(asked),
        coverage=coverage(searcher()),
        start=start(),
    )


def _result_page(asked: Asked, results: Results) -> str:
    patterns = marking.patterns_of(results.page)
    return render_template(
        "search.html",
        asked=asked,
        results=results,
        facets=facet_links(asked, results),
        kept=kept(asked),
        coverage=coverage(searcher()),
        understood=understood(results.page.query, asked.filters),
        patterns=patterns,
        links=page_links(asked.page, results.n_pages),
        conditions=conditions(asked),
        people=people_named(searcher(), asked.text),
        bodies=committees_named(searcher(), results.bodies),
        years=years(asked, ((facet.value, facet.count) for facet in results.page.years)),
        advice=[] if results.page.listed else advice(searcher(), asked, results.page.query),
        address=arguments.address,
        anchor_at=anchor_at,
        fragment=fragment,
        by_meaning_only=marking.by_meaning_only,
        not_named=not_named,
        marked=marking.marked,
        marked_for=marking.marked_for,
        at_a_glance=at_a_glance,
    )


@blueprint.get("/passage/<identifier:identifier>")
def passage(identifier: str) -> ResponseReturnValue:
    """Show one agenda item in full, with the words of the query it was found by marked."""
    shown = item(identifier)
    asked = arguments.read(request.args)
    previous, following = _neighbours(searcher(), shown)
    alike = similar_to(searcher(), shown.id)
    return render_template(
        "passage.html",
        passage=shown,
        asked=asked,
        address=arguments.address,
        sections=sections(shown),
        patterns=searcher().marks(asked.text),
        links=links_of(shown),
        marked_for=marking.marked_for,
        woven=woven,
        cited_place=cited_place,
        ballots=ballots(shown),
        noted=facts(shown, _title_of, matters(searcher()).referring(shown)),
        beside=together(searcher(), shown),
        also=elsewhere(searcher(), searcher().columns, shown.id),
        at=place_in_meeting(shown),
        similar=in_parts(shown, alike),
        has_more=len(alike) == SHOWN,
        where=where,
        previous=previous,
        following=following,
    )


def _title_of(identifier: str) -> str | None:
    passage = searcher().passage(identifier)
    return passage.title if passage else None


def _neighbours(found_in: Searcher, passage: Passage) -> tuple[Passage | None, Passage | None]:
    """Return the items before and after this one in the same meeting."""
    before, after = found_in.beside(passage.id)
    return _same_meeting(passage, before), _same_meeting(passage, after)


def _same_meeting(passage: Passage, other: Passage | None) -> Passage | None:
    """Return the other item if it is of the same meeting; of an unknown one, if of the same source."""
    if other is None:
        return None
    facts = (passage.council, passage.committee, passage.date)
    same = facts == (other.council, other.committee, other.date)
    is_known = passage.committee is not None and passage.date is not None
    return other if same and (is_known or passage.source == other.source) else None


@blueprint.get("/about-this-search")
def about() -> str:
    """Explain how to search; an example is a link where it finds something in this index."""
    return render_template("help.html", examples=EXAMPLES, found=_found_examples())


def _found_examples() -> frozenset[str]:
    try:
        found_in = searcher()
    except IndexUnavailable:
        return frozenset()
    if found_in not in _found:
        _found[found_in] = frozenset(
            example.query for example in EXAMPLES if found_in.search(example.query, limit=1).listed
        )
    return _found[found_in]
