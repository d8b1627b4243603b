"""A result page as JSON: the contract of the command line and the web."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from corpus.records import Document
from corpus.tongue import message
from indexer.passages.annotations import to_json as to_object
from indexer.passages.passage import Passage
from search.page.item_papers import Said, Together
from search.page.results import Hit, ResultPage
from search.page.similar import SimilarPage
from search.page.snippets import Snippet
from search.query.nodes import Preference

if TYPE_CHECKING:
    from search.page.answers import Answer

INTERNAL = message(
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
        "listed": page.listed,
        "folded": page.folded,
        "cut_short": page.cut_short,
        "elapsed_ms": page.elapsed_ms,
        "notes": list(page.notes),
        "preferences": [_preference(preference) for preference in page.query.preferences],
        "includes_exempt": page.includes_exempt,
        "answers": [_answer(answer) for answer in page.answers],
        "hits": [_hit(hit) for hit in page.hits],
    }


def _preference(preference: Preference) -> dict[str, Any]:
    """Return what comes first without leaving anything out: how it was typed and read."""
    first, last = preference.date_from, preference.date_to
    return {
        "said": preference.said,
        "read_as": preference.shown,
        "committees": list(preference.committees),
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "newest": preference.newest,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    passage = answer.passage
    return {
        "text": answer.text,
        "start": answer.start,
        "end": answer.end,
        "highlights": [list(pair) for pair in answer.highlights],
        "speaker": answer.speaker or None,
        "asked": answer.asked or None,
        "score": round(answer.score, 6),
        **_where(passage),
        "permalink": f"/passage/{quote(passage.id)}",
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "group": hit.group,
        "score": round(hit.score, 6),
        "lexical_score": round(hit.lexical_score, 6),
        "dense_score": round(hit.dense_score, 6),
        **passage_json(hit.passage),
        "snippets": _snippets(hit.snippets),
        "more_in_document": hit.more,
        "also_at": [{**_where(one), "permalink": f"/passage/{quote(one.id)}"} for one in hit.also],
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
        "subtitle": passage.subtitle or None,
        "number": passage.number,
        "council": passage.council,
        "committee": passage.committee,
        "date": passage.date.isoformat() if passage.date else None,
        "source": passage.source,
        "url": passage.url,
        "document": document_json(passage.document) if passage.document else None,
        "heading": passage.heading or None,
        "paragraph": passage.paragraph,
        "page": passage.page,
    }


def document_json(document: Document) -> dict[str, Any]:
    """Return what a document is: its kind, title, author, pages of its source."""
    return {
        "kind": document.kind,
        "title": document.title,
        "from": document.author,
        "source": document.source,
        "url": document.url,
        "first_page": document.first_page,
        "last_page": document.last_page,
        "item": document.item,
    }


def together_json(found: Together) -> dict[str, Any]:
    """Return what belongs to the item of a passage: `papers`, what is `recommended`, what was `decided`."""
    return {
        "papers": [
            {
                "id": paper.id,
                "title": paper.title,
                "kind": paper.kind,
                "from": paper.author,
                "source": paper.source,
                "page": paper.page,
                "permalink": f"/passage/{quote(paper.id)}",
            }
            for paper in found.papers
        ],
        "recommended": _said(found.recommended),
        "decided": _said(found.decided),
    }


def _said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "text": said.text,
        **_where(said.passage),
        "permalink": f"/passage/{quote(said.passage.id)}",
    }


def passage_json(passage: Passage) -> dict[str, Any]:
    """Return the fields of a passage that every interface shows."""
    return {
        **_where(passage),
        "sources": [{"name": link.name, "url": link.url} for link in passage.sources],
        "exempt": passage.exempt,
        "languages": list(passage.languages),
        "speakers": list(passage.speakers),
        "resolved": passage.resolved,
        "annotations": to_object(passage.annotations),
        "text": passage.text,
    }
