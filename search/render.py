"""A result page as JSON (the contract of the command line and the web) and as terminal text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import click

from indexer.annotations import to_json as to_object
from indexer.passages import Passage
from search.answers import Answer
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
        "sort": page.sort,
        "matched": page.matched,
        "elapsed_ms": page.elapsed_ms,
        "notes": list(page.notes),
        "includes_exempt": page.includes_exempt,
        "answers": [_answer(answer) for answer in page.answers],
        "hits": [_hit(hit) for hit in page.hits],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    passage = answer.passage
    return {
        "text": answer.text,
        "start": answer.start,
        "end": answer.end,
        "highlights": [list(pair) for pair in answer.highlights],
        "speaker": answer.speaker or None,
        "score": round(answer.score, 6),
        **_where(passage),
        "permalink": f"/passage/{quote(passage.id)}",
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


def _where(passage: Passage) -> dict[str, Any]:
    """Return what a passage is known and found by."""
    return {
        "id": passage.id,
        "title": passage.title,
        "number": passage.number,
        "council": passage.council,
        "committee": passage.committee,
        "date": passage.date.isoformat() if passage.date else None,
        "source": passage.source,
        "url": passage.url,
    }


def passage_json(passage: Passage) -> dict[str, Any]:
    """Return the fields of a passage that every interface shows."""
    return {
        **_where(passage),
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
    if page.answers:
        yield ""
        yield click.style("Quoted from the records", bold=True)
    for answer in page.answers:
        yield from _answer_lines(answer)
    if page.answers:
        yield ""
        yield click.style("Agenda items", bold=True)
    for hit in page.hits:
        yield ""
        yield from _hit_lines(hit)
    if page.hits:
        first, last = page.hits[0].rank, page.hits[-1].rank
        yield ""
        yield click.style(
            f"{first}-{last} of {page.matched} agenda items, {page.elapsed_ms:.0f} ms", dim=True
        )


def _answer_lines(answer: Answer) -> Iterator[str]:
    passage = answer.passage
    quoted = highlighted(answer)
    yield ""
    yield from textwrap.wrap(quoted, WIDTH, initial_indent="  > ", subsequent_indent="  > ")
    said = f"{answer.speaker} · " if answer.speaker else ""
    yield f"    {said}{click.style(where(passage), fg='cyan')}"
    yield f"    {passage.title}  {click.style(f'[{passage.id}]', dim=True)}"


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


def highlighted(shown: Snippet | Answer) -> str:
    """Return a snippet or a quote for a terminal, its marked words in colour."""
    text, pieces, at = shown.text, [], 0
    for start, end in shown.highlights:
        pieces.append(text[at:start])
        pieces.append(click.style(text[start:end], fg="green", bold=True))
        at = end
    return "".join([*pieces, text[at:]])


def where(passage: Passage) -> str:
    """Return where and when an item was dealt with; what is unknown is said to be unknown."""
    day = f"{passage.date.day} {passage.date:%B %Y}" if passage.date else "date unknown"
    parts = [passage.council, passage.committee or "committee unknown", day, item_of(passage)]
    return " · ".join(part for part in parts if part)


def item_of(passage: Passage) -> str:
    """Return "item 5" for a number printed as "5" or as "Item 5", and "" where none is printed."""
    bare = re.sub(r"^item[\s.]*", "", passage.number or "", flags=re.IGNORECASE)
    return f"item {bare}" if bare else ""
