"""Judged queries: a BEIR folder, or quotes that name the passage which holds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from corpus.text import clean_lines, squash
from search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query, its kind, and the grade of every relevant passage by id. None: unanswerable."""

    id: str
    text: str
    kind: str = "all"
    grades: dict[str, int] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file. Raises UsageError for what is none."""
    try:
        lines = path.read_text("utf-8").splitlines()
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
    """Return the judged queries of a BEIR folder: queries.jsonl and qrels/test.tsv."""
    grades: dict[str, dict[str, int]] = {}
    path = folder / "qrels" / "test.tsv"
    try:
        rows = path.read_text("utf-8").splitlines()[1:]
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    for row in rows:
        query, passage, grade = row.split("\t")
        grades.setdefault(query, {})[passage] = int(grade)
    return [
        JudgedQuery(str(record["_id"]), str(record["text"]), grades=grades[str(record["_id"])])
        for record in read_lines(folder / "queries.jsonl")
        if str(record.get("_id")) in grades
    ]


def quote_queries(path: Path, searcher: Searcher) -> list[JudgedQuery]:
    """Return the judged queries of a quotes file, each quote resolved to the passages that hold it.

    A passage is of every file that tells of it. A quote that no passage of its file holds is kept in
    `unmatched`; it counts as not found.
    """
    texts: dict[str, list[tuple[str, str]]] = {}
    for passage in searcher.all_passages():
        text = _comparable(f"{passage.title} {passage.text}")
        for name in dict.fromkeys(source.name for source in passage.sources):
            texts.setdefault(name, []).append((passage.id, text))
    found = []
    for record in read_lines(path):
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
            for identifier in holders:
                grades[identifier] = max(grades.get(identifier, 0), int(quote.get("grade", 1)))
            if not holders:
                unmatched.append(str(quote["quote"]))
        kind = str(record.get("kind", "all"))
        found.append(
            JudgedQuery(str(record["id"]), str(record["text"]), kind, grades, tuple(unmatched))
        )
    return found


def _comparable(text: str) -> str:
    """Return a text as it is compared: no bullets, emphasis, case or differences in white space."""
    plain = squash(" ".join(clean_lines(text)))
    return squash(re.sub(r"[*•“”\"‘’']", " ", plain)).casefold()
