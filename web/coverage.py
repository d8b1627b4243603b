"""What the index holds, told to those who search it: a page, and the same as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from flask import Blueprint, render_template

from search.browse.info import Info, info, to_json
from search.searcher import Searcher
from web.index import searcher

blueprint = Blueprint("coverage", __name__)
SHOWN_FAILURES = 200
# A generation never changes, so neither does what is said of it.
_known: WeakKeyDictionary[Searcher, Info] = WeakKeyDictionary()


def coverage(found_in: Searcher) -> Info:
    """Return what the searcher's generation covers."""
    if found_in not in _known:
        _known[found_in] = info(found_in.generation)
    return _known[found_in]


@blueprint.get("/coverage")
def page() -> str:
    """Show councils, committees, dates and gaps, and what could not be read."""
    covered = coverage(searcher())
    by_council = groupby(covered.committees, key=lambda committee: committee.council)
    return render_template(
        "coverage.html",
        coverage=covered,
        councils=[(council, list(committees)) for council, committees in by_council],
        shown_failures=covered.failures[:SHOWN_FAILURES],
    )


@blueprint.get("/api/coverage")
def as_json() -> dict[str, Any]:
    """Return the object of `council-search info --json`, without the server's own paths."""
    record = to_json(coverage(searcher()))
    del record["roots"]
    return record
