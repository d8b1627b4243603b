"""Judged queries: a BEIR folder, or quotes that name the passage which holds them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from corpus.text import clean_lines, squash
from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query, its kind, and the grade of every relevant passage by id: none if it is unanswerable.

    `unmatched` are quotes that no passage holds.
    """

    id: str
    text: str
    kind: str = "all"
    grades: dict[str, int] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file. Raises UsageError for what is none."""
    try:
        # Not splitlines(): a text in quotes may hold U+2028 or U+0085 as they are.
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}, line {number} is not JSON: {error}") from error
        if not isinstance(record, dict):
            raise UsageError(f"{path}, line {number} is not a JSON object")
        yield record


def beir_queries(folder: Path) -> list[JudgedQuery]:
    """Return the judged queries of a BEIR folder: queries.jsonl and qrels/test.tsv.

    Raises UsageError for what is none.
    """
    grades = _qrels(folder / "qrels" / "test.tsv")
    path = folder / "queries.jsonl"
    found = []
    for record in read_lines(path):
        identifier = str(record.get("_id"))
        if identifier in grades:
            with _judged(path, record):
                found.append(
                    JudgedQuery(identifier, str(record["text"]), grades=grades[identifier])
                )
    return found


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    """Return the grades of passages by query: rows of query-id, corpus-id and score, below a head."""
    try:
        rows = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    grades: dict[str, dict[str, int]] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not row.strip():
            continue
        try:
            query, passage, grade = row.split("\t")
            grades.setdefault(query, {})[passage] = int(grade)
        except ValueError as error:
            raise UsageError(
                f"{path}, line {number} is not query-id, corpus-id and score with a tab between"
            ) from error
    return grades


@contextmanager
def _judged(path: Path, record: dict[str, Any]) -> Iterator[None]:
    """Turn what reading the fields of a record may raise into UsageError."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        shown = textwrap.shorten(json.dumps(record, ensure_ascii=False), 120, placeholder=" …")
        raise UsageError(
            f"{path}: {shown} is no judged query (docs/evaluation.md says what one has)"
        ) from error


def quote_queries(path: Path, searcher: Searcher) -> list[JudgedQuery]:
    """Return the judged queries of a quotes file, each quote resolved to the passages that hold it.

    A passage is of every file that tells of it. A quote that no passage of its file holds is kept in
    `unmatched`; it counts as not found. Raises UsageError for what is no judged query.
    """
    texts: dict[str, list[tuple[str, str]]] = {}
    for passage in searcher.all_passages():
        text = _comparable(f"{passage.title} {passage.text}")
        for name in dict.fromkeys(source.name for source in passage.sources):
            texts.setdefault(name, []).append((passage.id, text))
    found = []
    for record in read_lines(path):
        with _judged(path, record):
            found.append(_quote_query(record, texts))
    return found


def _quote_query(
    record: dict[str, Any], texts: Mapping[str, Sequence[tuple[str, str]]]
) -> JudgedQuery:
    """Return a record as a judged query; `texts` are (id, comparable text) of passages by file."""
    grades: dict[str, int] = {}
    unmatched = []
    for quote in record.get("quotes", []):
        wanted = _comparable(str(quote["quote"]))
        file = str(quote.get("file", ""))
        holders = [
            identifier
            for source, known in texts.items()
            if not file or source == file or source.endswith(f"/{file}")
            for identifier, text in known
            if wanted in text
        ]
        grade = int(quote.get("grade", 1))
        for identifier in holders:
            grades[identifier] = max(grades.get(identifier, 0), grade)
        if not holders:
            unmatched.append(str(quote["quote"]))
    kind = str(record.get("kind", "all"))
    return JudgedQuery(str(record["id"]), str(record["text"]), kind, grades, tuple(unmatched))


def _comparable(text: str) -> str:
    """Return a text as it is compared: no bullets, emphasis, case or differences in white space."""
    plain = squash(" ".join(clean_lines(text)))
    return squash(re.sub(r"[*•“”\"‘’']", " ", plain)).casefold()
