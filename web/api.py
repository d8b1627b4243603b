"""The JSON interface: the same search with the same arguments, for other programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, request

from corpus.errors import UsageError
from indexer.passages.passage import Passage
from search.page.as_json import passage_json, similar_json, to_json, together_json
from search.page.item_papers import together
from search.query.dates import read_date
from web import arguments
from web.index import searcher
from web.items import item
from web.results import results_of

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/search")
def results() -> dict[str, Any]:
    """Return the object of `council-search query --json`, with `offset` and `facets`."""
    asked = arguments.read(request.args)
    if asked.problems:
        raise UsageError(" ".join(asked.problems.values()))
    if "q" not in request.args and not asked.is_filtered:
        raise UsageError("Say what to search for: /api/search?q=words")
    answer = results_of(searcher(), asked)
    committees = [{"value": facet.value, "count": facet.count} for facet in answer.committees]
    councils = [{"value": facet.value, "count": facet.count} for facet in answer.councils]
    kinds = [{"value": facet.value, "count": facet.count} for facet in answer.kinds]
    years = [{"value": facet.value, "count": facet.count} for facet in answer.page.years]
    people = [{"value": facet.value, "count": facet.count} for facet in answer.page.people]
    return {
        **to_json(answer.page),
        "offset": answer.page.offset,
        "facets": {
            "committees": committees,
            "councils": councils,
            "kinds": kinds,
            "years": years,
            "people": people,
            "decided": answer.page.n_decided,
        },
    }


@blueprint.get("/api/passage/<identifier:identifier>")
def passage(identifier: str) -> dict[str, Any]:
    """Return one agenda item in full, with the papers of its item, what they recommend and what was decided."""
    shown = item(identifier)
    return {
        **passage_json(shown),
        "agenda": shown.agenda,
        "decision": shown.decision,
        "minutes": shown.minutes,
        "procedural": shown.procedural,
        "documents": [
            {"title": document.title, "url": document.url} for document in shown.documents
        ],
        **together_json(together(searcher(), shown)),
    }


@blueprint.get("/api/similar/<identifier:identifier>")
def similar(identifier: str) -> dict[str, Any]:
    """Return the object of `council-search similar --json`; `before` and `limit` are its options."""
    asked_of = item(identifier)
    before = _before(asked_of, request.args["before"]) if "before" in request.args else None
    limit = request.args.get("limit", "10")
    if not limit.isdecimal() or len(limit) > 4:
        raise UsageError(f"limit is a number of items, not “{limit[:40]}”.")
    return similar_json(searcher().similar(identifier, limit=int(limit), before=before))


def _before(passage: Passage, text: str) -> date | None:
    """Return the date before which items are wanted: the item's own where none is written."""
    when = read_date(text, last=False) if text.strip() else passage.date
    if when is None:
        raise UsageError("Write before as YYYY-MM-DD; the date of the item itself is not known.")
    return when


@blueprint.get("/healthz")
def health() -> dict[str, Any]:
    """Say that the index is open, and which one; without a usable index the answer is 503."""
    generation = searcher().generation
    return {
        "status": "ok",
        "generation": generation.name,
        "passages": generation.manifest.n_passages,
        "built_at": generation.manifest.built_at,
    }
