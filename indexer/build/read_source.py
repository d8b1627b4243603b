"""What one source gives a build: its passages, what was wrong with it, and both as JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from corpus.records import Document, DocumentKind
from indexer.passages.annotations import from_json as told_from
from indexer.passages.annotations import to_json as told_as
from indexer.passages.passage import Passage, SourceLink


@dataclass(frozen=True, slots=True)
class ReadSource:
    """One source's part of the new generation. Of one that is `touched` something was retracted.

    `left_out` are its words that stand in no passage, by what they were (`corpus.losses`).
    """

    name: str
    fingerprint: str
    reader: str
    passages: tuple[Passage, ...]
    problems: tuple[str, ...] = ()
    touched: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)


_PLAIN = tuple(
    set(Passage.__slots__) - {"date", "documents", "document", "speakers", "sources", "aliases", "annotations"}
)  # fmt: skip
_OF_DOCUMENT = tuple(name for name in Document.__slots__ if name not in ("meeting", "sections"))


def to_json(read: ReadSource) -> dict[str, Any]:
    """Return a source as JSON has it. Raises ValueError for a paper with sections: passages have none."""
    return {
        "reader": read.reader,
        "passages": [_of_passage(passage) for passage in read.passages],
        "problems": list(read.problems),
        "left_out": dict(read.left_out),
    }


def from_json(name: str, fingerprint: str, found: dict[str, Any]) -> ReadSource:
    """Return the source that `to_json` gave, which does not say its name and its fingerprint."""
    return ReadSource(
        name,
        fingerprint,
        found["reader"],
        tuple(_passage(one) for one in found["passages"]),
        tuple(found["problems"]),
        left_out=found["left_out"],
    )


def _of_passage(passage: Passage) -> dict[str, Any]:
    values = {name: getattr(passage, name) for name in _PLAIN}
    return values | {
        "date": passage.date and passage.date.isoformat(),
        "documents": [_of_document(one) for one in passage.documents],
        "document": passage.document and _of_document(passage.document),
        "speakers": list(passage.speakers),
        "sources": [asdict(one) for one in passage.sources],
        "aliases": list(passage.aliases),
        "annotations": told_as(passage.annotations),
    }


def _of_document(document: Document) -> dict[str, Any]:
    if document.sections or document.meeting:
        raise ValueError("a passage's document has neither sections nor a meeting")
    return {name: getattr(document, name) for name in _OF_DOCUMENT}


def _passage(found: dict[str, Any]) -> Passage:
    own = {
        "date": date.fromisoformat(found["date"]) if found["date"] else None,
        "documents": tuple(_document(one) for one in found["documents"]),
        "document": _document(found["document"]) if found["document"] else None,
        "speakers": tuple(found["speakers"]),
        "sources": tuple(SourceLink(**one) for one in found["sources"]),
        "aliases": tuple(found["aliases"]),
        "annotations": told_from(found["annotations"]),
    }
    return Passage(**(found | own))


def _document(found: dict[str, Any]) -> Document:
    kind = DocumentKind(found["kind"]) if found["kind"] else None
    return Document(**(found | {"kind": kind}))
