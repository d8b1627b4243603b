"""What passages are filtered, sorted and kept apart by: a column each, written once as arrays.

The catalogue says the same, but to read it for all passages takes a fifth of a second at 100,000.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.records import DocumentKind
from corpus.text import squash
from indexer.generation import layout
from indexer.generation.disk import write_array
from indexer.passages.passage import NO_TITLE, Passage

FILE, NAMES, COLUMNS = layout.COLUMNS, layout.COMMITTEES, layout.COLUMN_TYPES
# The kinds of documents by number; a new one goes to the end of its list.
KINDS = tuple(DocumentKind)
_NO_DATE = np.datetime64("NaT", "D")
# As many items in a row may have one title ("Planning application"); more are pieces of a document.
_MOST_ITEMS = 5


def write(found: Sequence[Passage], folder: Path) -> None:
    """Write the columns of all passages into `folder`.

    - `committees.json`: the names of all committees, in order of letters;
    - `columns.npy` (n,) of `COLUMNS`: `committee` and `council` are numbers, -1 where there is none;
      `date` is NaT where none is known; `continues` says which passages carry on the one before as
      pieces of one running text; `kind` is a number in `KINDS`, -1 where none is known; `document` is
      equal for passages of one document, -1 for what is in none; `meeting` is equal where committee and date are, or without a date
      the source.
    """
    names = sorted({passage.committee for passage in found if passage.committee})
    columns = np.empty(len(found), COLUMNS)
    columns["committee"] = _numbers((p.committee or None for p in found), names)
    columns["date"] = [p.date or _NO_DATE for p in found]
    columns["council"] = _numbers(map(_council, found))
    columns["meeting"] = _numbers(map(_meeting, found))
    columns["procedural"] = [p.procedural for p in found]
    columns["exempt"] = [p.exempt is not None for p in found]
    columns["kind"] = _numbers((p.kind for p in found), KINDS)
    columns["document"] = _numbers(p.document for p in found)
    columns["continues"] = _continues(found, columns)
    write_array(folder / FILE, columns)
    (folder / NAMES).write_text(json.dumps(names, ensure_ascii=False, indent=0), "utf-8")


def _council(passage: Passage) -> str | None:
    return None if passage.council is None else _plain(passage.council)


def _numbers(keys: Iterable[object], known: Iterable[object] = ()) -> list[int]:
    """Return the number of each key: its place among those that are known, a new one behind; -1 for None."""
    numbers = {key: number for number, key in enumerate(known)}
    return [-1 if key is None else numbers.setdefault(key, len(numbers)) for key in keys]


def _meeting(passage: Passage) -> tuple[object, object]:
    return (_plain(passage.committee), passage.date) if passage.date else ("", passage.source)


def names_of(folder: Path) -> list[str]:
    """Return the names of all committees. Raises OSError or ValueError if they cannot be read."""
    return [str(name) for name in json.loads((folder / NAMES).read_text("utf-8"))]


def _continues(found: Sequence[Passage], columns: NDArray[np.void]) -> NDArray[np.bool_]:
    """Return which passages carry on the one before, (n,) bool: pieces of one running text.

    Those have no title or, more than `_MOST_ITEMS` in a row, the title of a document that they share.
    """
    numbers: defaultdict[tuple[str, str], int] = defaultdict(_counter())
    texts = np.array([numbers[p.source, p.title] for p in found], np.int32)
    committees, dates = columns["committee"], columns["date"]
    same = np.zeros(len(found), np.bool_)
    same[1:] = texts[1:] == texts[:-1]
    same[1:] &= committees[1:] == committees[:-1]
    same[1:] &= (dates[1:] == dates[:-1]) | (np.isnat(dates[1:]) & np.isnat(dates[:-1]))
    run = np.cumsum(~same)
    is_document = np.bincount(run)[run] > _MOST_ITEMS if len(found) else same
    untitled = np.array([p.title == NO_TITLE for p in found], np.bool_)
    return same & (is_document | untitled)


def _counter() -> Callable[[], int]:
    """Return what gives each new key of a dictionary the next number."""
    return count().__next__


@lru_cache(maxsize=10_000)
def _plain(name: str | None) -> str:
    return squash(name or "").casefold()
