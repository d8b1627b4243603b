"""A result page as JSON (the contract of the command line and the web) and as terminal text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click

from indexer.annotations import to_json as to_object
from indexer.passages import Passage
from search.searcher import Hit, ResultPage
from search.similar import SimilarPage
from search.snippets import Snippet

WIDTH = 96
INTERNAL = (
    "Internal index: it holds the text of exempt items, which may not be published "
    "(Local Government Act 1972, Schedule 12A)."
)


def to_json(page: ResultPage) -> dict[str, Any]:
    """Return the object that `council-search query --json` prints."""
    return {
        "query": page.query.text,
        "mode": page.mode,
        "matched": page.matched,
        "elapsed_ms": page.elapsed_ms,
        "notes": list(page.notes),
        "includes_exempt": page.includes_exempt,
        "hits": [_hit(hit) for hit in page.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        "lexical_score": round(hit.lexical_score, 6),
        "dense_score": round(hit.dense_score, 6),
        **passage_json(hit.passage),
        "snippets": _snippets(hit.snippets),
    }


def similar_json(page: SimilarPage) -> dict[str, Any]:
    """Return the object that `council-search similar --json` prints."""
    return {
        "id": page.passage.id,
        "title": page.passage.title,
        "before": page.before.isoformat() if page.before else None,
        "elapsed_ms": page.elapsed_ms,
        "notes": [page.note] if page.note else [],
        "hits": [
            {
                "rank": hit.rank,
                "score": round(hit.score, 6),
                "lexical_score": round(hit.lexical_score, 6),
                "dense_score": round(hit.dense_score, 6),
                **passage_json(hit.passage),
                "alike": list(hit.alike),
                "snippets": _snippets(hit.snippets),
            }
            for hit in page.hits
        ],
    }


def _snippets(found: Sequence[Snippet]) -> list[dict[str, Any]]:
    return [
        {
            "text": snippet.text,
            "highlights": [list(pair) for pair in snippet.highlights],
            "start": snippet.start,
            "kind": snippet.kind,
        }
        for snippet in found
    ]


def passage_json(passage: Passage) -> dict[str, Any]:
    """Return the fields of a passage that every interface shows."""
    return {
        "id": passage.id,
        "title": passage.title,
        "number": passage.number,
        "council": passage.council,
        "committee": passage.committee,
        "date": passage.date.isoformat() if passage.date else None,
        "source": passage.source,
        "url": passage.url,
        "sources": [{"name": link.name, "url": link.url} for link in passage.sources],
        "exempt": passage.exempt,
        "speakers": list(passage.speakers),
        "resolved": passage.resolved,
        "annotations": to_object(passage.annotations),
        "text": passage.text,
    }


def to_text(page: ResultPage) -> Iterator[str]:
    """Yield the lines of a result page for a terminal; the caller decides about colour."""
    for note in page.notes:
        yield click.style(f"Note: {note}", fg="yellow")
    for hit in page.hits:
        yield ""
        yield from _hit_lines(hit)
    if page.hits:
        first, last = page.hits[0].rank, page.hits[-1].rank
        yield ""
        yield click.style(
            f"{first}-{last} of {page.matched} agenda items, {page.elapsed_ms:.0f} ms", dim=True
        )


def _hit_lines(hit: Hit) -> Iterator[str]:
    passage = hit.passage
    yield f"{hit.rank:>2}. {click.style(passage.title, bold=True)}"
    yield f"    {click.style(where(passage), fg='cyan')}"
    if passage.exempt:
        yield f"    {passage.exempt}"
    for snippet in hit.snippets:
        mark = "" if snippet.kind == "words" else click.style("(near in meaning) ", dim=True)
        lines = textwrap.wrap(
            f"{mark}{highlighted(snippet)}", WIDTH, initial_indent="    ", subsequent_indent="    "
        )
        yield from lines
    yield f"    {click.style(passage.url or passage.source, dim=True)}  [{passage.id}]"


def highlighted(snippet: Snippet) -> str:
    """Return a snippet for a terminal, its marked words in colour."""
    pieces, at = [], 0
    for start, end in snippet.highlights:
        pieces.append(snippet.text[at:start])
        pieces.append(click.style(snippet.text[start:end], fg="green", bold=True))
        at = end
    return "".join([*pieces, snippet.text[at:]])


def where(passage: Passage) -> str:
    """Return where and when an item was dealt with; what is unknown is said to be unknown."""
    day = f"{passage.date.day} {passage.date:%B %Y}" if passage.date else "date unknown"
    item = f"item {passage.number}" if passage.number else None
    parts = [passage.council, passage.committee or "committee unknown", day, item]
    return " · ".join(part for part in parts if part)
