"""Papers of invented councils of eight countries, written down with where they belong before they were first read.

`tests/fixtures/papers/` has a file a round, a line a paper: its path, its text, and what is to be told of
it. `unknown` names what nothing tells surely enough; what is told must never be wrong.
"""

from __future__ import annotations

import html
import json
import textwrap
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from corpus import names, readers
from corpus.records import Meeting
from corpus.sources import find_files, load
from tests.unit.make_files import LEADING, TOP, pdf, word, write

ROUNDS = Path(__file__).parents[1] / "fixtures" / "papers"
_LINES, _WIDTH = 52, 95


def _meetings() -> dict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(ROUNDS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            paper = json.loads(line)
            found[f"{path.stem}-{paper['meeting']}"].append(paper)
    return dict(found)


MEETINGS = _meetings()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _as_pdf(text: str) -> bytes:
    """Return a text printed line by line; the cells of " | " stand in columns."""
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, _WIDTH) or [""]]

    def draw(canvas: Any, page: list[str]) -> None:
        for number, line in enumerate(page):
            cells = _cells(line)
            columns = (72, 200, 420, 480) if len(cells[0]) > 3 else (72, 100, 440, 500)
            for x, cell in zip(columns, cells, strict=False):
                write(canvas, [cell], x=x, top=TOP - number * LEADING)

    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    return pdf([lambda canvas, page=page: draw(canvas, page) for page in pages])


def _as_word(text: str) -> bytes:
    """Return a text as paragraphs, and as a table where lines have cells."""

    def fill(document: Any) -> None:
        table = None
        for line in filter(str.strip, text.split("\n")):
            cells = _cells(line)
            if len(cells) == 1:
                document.add_paragraph(line.strip())
                table = None
                continue
            table = table or document.add_table(rows=0, cols=4)
            for cell, value in zip(table.add_row().cells, cells, strict=False):
                cell.text = value

    return word(fill)


def _as_page(text: str) -> bytes:
    """Return a text as a page of a web site, a paragraph a line."""
    lines = filter(str.strip, text.split("\n"))
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in lines).encode()


_FORMATS = {".pdf": _as_pdf, ".docx": _as_word, ".html": _as_page, ".md": str.encode}


def _read(root: Path, papers: list[dict[str, Any]]) -> dict[str, Meeting]:
    for paper in papers:
        path = root / paper["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_FORMATS[path.suffix](paper["text"]))
    found = {}
    for one in find_files([root]):
        assert not isinstance(one, tuple)
        (record,) = (r for r in readers.read(load(one)) if isinstance(r, Meeting))
        found[one.path.relative_to(root).as_posix()] = record
    return found


def _told(paper: dict[str, Any], record: Meeting) -> dict[str, object]:
    """Return what is told of a paper; where one of several is right, as the paper has it."""
    is_body = names.same_body(paper["body"], record.committee, paper["council"])
    return {
        "council": record.council,
        "body": paper["body"] if is_body else record.committee,
        "date": record.date and record.date.isoformat(),
        "kind": paper["kind"] if str(record.kind) in paper["kind"] else record.kind,
        "item": record.item and record.item.upper(),
    }


@pytest.mark.parametrize("meeting", MEETINGS)
def test_each_paper_is_where_it_belongs_or_nothing_is_said(tmp_path: Path, meeting: str) -> None:
    papers = MEETINGS[meeting]
    found = _read(tmp_path / "records", papers)
    for paper in papers:
        if "kind" not in paper:
            continue  # Only read because another one stands beside it.
        told = _told(paper, found[paper["path"]])
        wanted = {name: paper[name] for name in told} | dict.fromkeys(paper.get("unknown", ()))
        assert told == wanted, paper["path"]
