"""A list of results to take away: all that counts for a search, as CSV or JSON Lines, streamed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator

import numpy as np
from flask import Blueprint, Response, current_app, request
from numpy.typing import NDArray

from corpus.errors import CutShort, UsageError
from indexer.passages.passage import Passage
from search.browse.listing import counted_rows, read
from search.page.as_json import passage_json
from search.rank.values import Sort
from web import arguments
from web.arguments import Asked
from web.index import searcher

COLUMNS = (
    *("council", "committee", "date", "item", "title", "subtitle", "kind", "page", "speakers"),
    *("resolved", "exempt", "id", "permalink", "original"),
)
# What nobody sees, which an import may drop: blanks, marks of control, direction and variation; and quotes.
# A tab and a line break are none of them: behind these a cell begins.
_UNSEEN = (
    r" \x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\u00ad\u034f\u061c\u1680\u180b-\u180e\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u3000\ufe00-\ufe0f\ufeff"
)
_QUOTES = "\"'`´‘’‚‛“”„‟«»‹›"
_ALWAYS, _SIGNS = "=@＝＠﹦﹫", "+\\-＋－﹢﹣"
# A spreadsheet takes a cell that begins so for a formula, and runs it: behind what is unseen and quotes, too, and in
# full width.
_FORMULA = re.compile(rf"(?=[\t\r\n]|[{_UNSEEN}{_QUOTES}]*[{_ALWAYS}{_SIGNS}])")
# One that parts cells by semicolons or tabs, as many languages do, begins a cell behind them and a row behind a line
# break. A dash and a space are of a list there, unless something behind them calls a function, a sheet or a program.
_INNER = re.compile(
    rf"([;\t\r\n])(?=[{_UNSEEN}{_QUOTES}]*"
    rf"(?:[{_ALWAYS}]|[{_SIGNS}](?:(?!\s)|(?=[^;\t\r\n]*(?:[|!]|\w\()))))"
)

blueprint = Blueprint("tables", __name__)


@blueprint.get("/search.csv")
def as_csv() -> Response:
    """Return a row for every item that counts, with a line of headings (RFC 4180, UTF-8 with its mark)."""
    asked = arguments.read(request.args)
    return table(listed(asked, asked.sort), "csv")


@blueprint.get("/search.jsonl")
def as_json_lines() -> Response:
    """Return an object a line for every item that counts, as in the hits of /api/search."""
    asked = arguments.read(request.args)
    return table(listed(asked, asked.sort), "jsonl")


def table(found: Iterable[Passage], form: str) -> Response:
    """Return items in their order, a row or a line each, in the form "csv" or "jsonl"."""
    permalink = _permalinks()
    if form == "csv":
        lines = _csv_lines(found, permalink)
        return _download(lines, "text/csv; charset=utf-8", "council-search.csv")
    lines = (
        json.dumps(passage_json(one) | {"permalink": permalink(one)}, ensure_ascii=False) + "\n"
        for one in found
    )
    return _download(lines, "application/jsonl; charset=utf-8", "council-search.jsonl")


def listed(asked: Asked, sort: Sort) -> Iterator[Passage]:
    """Return all that counts for a request. Raises UsageError where it makes no sense or asks for nothing."""
    return read(searcher(), listed_rows(asked, sort))


def listed_rows(asked: Asked, sort: Sort) -> NDArray[np.int64]:
    """Return the rows of all that counts for a request, (k,) int64 in order. Raises UsageError as `listed` does."""
    if asked.problems:
        raise UsageError(" ".join(asked.problems.values()))
    if not asked.text.strip() and not asked.is_filtered:
        raise UsageError(f"Say what to search for: {request.path}?q=words")
    try:
        return counted_rows(searcher(), asked.text, asked.filters, sort)
    except CutShort as error:
        raise UsageError(str(error)) from error


def _csv_lines(found: Iterable[Passage], permalink: Callable[[Passage], str]) -> Iterator[str]:
    text = io.StringIO()
    # Without the mark Excel takes UTF-8 for something else.
    text.write("\ufeff")
    csv.writer(text).writerow(COLUMNS)
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    for passage in found:
        writer.writerow([as_cell(value) for value in _row(passage, permalink(passage))])
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def _row(passage: Passage, permalink: str) -> tuple[str, ...]:
    return (
        passage.council or "",
        passage.committee or "",
        passage.date.isoformat() if passage.date else "",
        passage.number or "",
        passage.title,
        passage.subtitle,
        passage.kind or "",
        str(passage.page or ""),
        "; ".join(passage.speakers),
        passage.resolved,
        passage.exempt or "",
        passage.id,
        permalink,
        passage.url or "",
    )


def as_cell(value: str) -> str:
    """Return a text as a spreadsheet shows it and never runs it: a formula gets an apostrophe in front."""
    inner = _INNER.sub(r"\1'", value)
    return f"'{inner}" if _FORMULA.match(value) else inner


def _permalinks() -> Callable[[Passage], str]:
    """Return what makes addresses while an answer goes out, when its request is known no more."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None  # noqa: S101 (there is a request)
    return lambda passage: adapter.build(
        "pages.passage", {"identifier": passage.id}, force_external=True
    )


def _download(lines: Iterator[str], kind: str, name: str) -> Response:
    response = Response(lines, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
