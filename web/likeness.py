"""What is like an item: its precedents and what came after, by date, under headings that are true of them.

Which they are is told once a generation, which never changes, and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from flask import Blueprint, render_template

from corpus.tongue import message, said
from indexer.passages.passage import Passage
from search.searcher import Searcher
from web.index import searcher
from web.items import item

# Beside an item, and on the page of all: more than any item of the records here has.
SHOWN, ALL = 10, 200
# Of some hundred bytes each.
_MOST_KEPT = 20_000
_HEADINGS = {
    "earlier": message("Similar items at earlier meetings"),
    "since": message("Similar items since"),
    "other": message("Similar items at other meetings"),
}

blueprint = Blueprint("likeness", __name__)
# By id and limit: the ids of what is like it, with rank and words.
_kept: WeakKeyDictionary[
    Searcher, dict[tuple[str, int], tuple[tuple[str, int, tuple[str, ...]], ...]]
] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Similar:
    """An item that is like another one, its rank from 1, and words that both have."""

    passage: Passage
    rank: int
    alike: tuple[str, ...]


@blueprint.get("/similar/<identifier:identifier>")
def page(identifier: str) -> str:
    """Show all items of other meetings that are like one, by date, with what was decided."""
    shown = item(identifier)
    found = similar_to(searcher(), shown.id, ALL)
    return render_template(
        "similar.html", passage=shown, similar=in_parts(shown, found), n_similar=len(found)
    )


def similar_to(found_in: Searcher, identifier: str, most: int = SHOWN) -> list[Similar]:
    """Return the items that are most like one, at other meetings, best first."""
    kept = _kept.setdefault(found_in, {})
    if (identifier, most) in kept:
        again = (
            (found_in.passage(one), rank, alike) for one, rank, alike in kept[identifier, most]
        )
        return [Similar(one, rank, alike) for one, rank, alike in again if one]
    hits = found_in.similar(identifier, limit=most, quoted=False).hits
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[identifier, most] = tuple((hit.passage.id, hit.rank, hit.alike) for hit in hits)
    return [Similar(hit.passage, hit.rank, hit.alike) for hit in hits]


def in_parts(shown: Passage, hits: Sequence[Similar]) -> list[tuple[str, list[Similar]]]:
    """Return similar items by date under headings that are true of them: earlier, since, and where that is unknown.

    Of two meetings on one day neither is known to be the earlier one.
    """
    parts: dict[str, list[Similar]] = {"earlier": [], "since": [], "other": []}
    for hit in sorted(hits, key=lambda hit: (hit.passage.date or date.min, hit.rank)):
        parts[_when(hit.passage.date, shown.date)].append(hit)
    return [(said(_HEADINGS[when]), found) for when, found in parts.items() if found]


def _when(day: date | None, shown: date | None) -> str:
    if day is None or shown is None or day == shown:
        return "other"
    return "earlier" if day < shown else "since"
