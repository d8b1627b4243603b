"""What passages are filtered, sorted and kept apart by: a column each, written once as arrays.

The catalogue says the same, but to read it for all passages takes a fifth of a second at 100,000.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.records import DocumentKind
from corpus.text import squash, words_of_name
from indexer.generation import layout
from indexer.generation.disk import write_array
from indexer.generation.store import Generation
from indexer.language.shingles import plain_words
from indexer.passages.passage import NO_TITLE, Passage
from indexer.tuning import DUPLICATES

T = TypeVar("T")
FILE, COLUMNS = layout.COLUMNS, layout.COLUMN_TYPES
COMMITTEES, COUNCILS = layout.COMMITTEES, layout.COUNCILS
# The kinds of documents by number; a new one goes to the end of its list.
KINDS = tuple(DocumentKind)
_NO_DATE = np.datetime64("NaT", "D")


def write(found: Sequence[Passage], folder: Path) -> None:
    """Write the columns of all passages into `folder`.

    - `committees.json`, `councils.json`: their names, in order of letters; names of councils that differ by
      capitals, hyphens or spaces only are one, in its usual spelling;
    - `columns.npy` (n,) of `COLUMNS`: `committee` and `council` are numbers, -1 where there is none;
      `date` is NaT where none is known; `continues` says which passages carry on the one before as
      pieces of one running text; `kind` is a number in `KINDS`, -1 where none is known; `document` is
      equal for passages of one document, -1 for what is in none; `same` is equal for sections of papers that say
      the same, -1 where no other does; `meeting` is equal where council, committee and
      date are, or without a date the source. What names no council is of the only one that has such a meeting.
    """
    committees = _committees(found)
    councils = _councils(found)
    columns = np.empty(len(found), COLUMNS)
    columns["committee"] = _numbers((p.committee or None for p in found), committees)
    columns["date"] = [p.date or _NO_DATE for p in found]
    columns["council"] = _numbers(map(_council, found), councils)
    columns["meeting"] = _numbers(_meetings(found))
    columns["procedural"] = [p.procedural for p in found]
    columns["exempt"] = [p.exempt is not None for p in found]
    columns["kind"] = _numbers((p.kind for p in found), KINDS)
    columns["document"] = _numbers(p.document for p in found)
    columns["same"] = _numbers(same_words(found))
    columns["continues"] = _continues(found, columns)
    write_array(folder / FILE, columns)
    _write_names(folder / COMMITTEES, committees)
    _write_names(folder / COUNCILS, list(councils.values()))


def _write_names(file: Path, names: Sequence[str]) -> None:
    file.write_text(json.dumps(names, ensure_ascii=False, indent=0), "utf-8")


def _committees(found: Sequence[Passage]) -> list[str]:
    return sorted({passage.committee for passage in found if passage.committee})


def _council(passage: Passage) -> str | None:
    return words_of_name(passage.council or "") or None


def _councils(found: Sequence[Passage]) -> dict[str, str]:
    """Return the councils in order of letters, each with its usual spelling."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for passage in found:
        if passage.council:
            spellings[words_of_name(passage.council)][squash(passage.council)] += 1
    return {plain: spellings[plain].most_common(1)[0][0] for plain in sorted(spellings)}


def _numbers(keys: Iterable[object], known: Iterable[object] = ()) -> list[int]:
    """Return the number of each key: its place among those that are known, a new one behind; -1 for None."""
    numbers = {key: number for number, key in enumerate(known)}
    return [-1 if key is None else numbers.setdefault(key, len(numbers)) for key in keys]


def same_words(found: Sequence[Passage]) -> Sequence[object]:
    """Return what is equal for sections of papers with the same heading and words, None where no other has them.

    Only where heading and number of words are the same are the texts read.
    """
    signs = _shared(_sign(passage) for passage in found)
    return _shared(
        sign and (sign, _words_of(passage)) for sign, passage in zip(signs, found, strict=True)
    )


def _shared(keys: Iterable[T | None]) -> list[T | None]:
    """Return the keys that are there more than once, None in the place of others."""
    known = list(keys)
    counts = Counter(known)
    return [key if counts[key] > 1 else None for key in known]


def _sign(passage: Passage) -> tuple[str, int] | None:
    """Return what is known of a section without its text; None for what is short, withheld, or no paper's."""
    if not passage.is_of_paper or passage.exempt or passage.n_words < DUPLICATES.telling_words:
        return None
    return _plain(passage.heading), passage.n_words


def _words_of(passage: Passage) -> bytes:
    text = " ".join(word.casefold() for word in plain_words(passage.text))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()


def _meetings(found: Sequence[Passage]) -> list[tuple[object, ...]]:
    """Return what tells the meeting of each passage."""
    met: defaultdict[tuple[object, object], set[str]] = defaultdict(set)
    for passage in found:
        if council := _council(passage):
            met[_plain(passage.committee), passage.date].add(council)
    return [_meeting(passage, met[_plain(passage.committee), passage.date]) for passage in found]


def _meeting(passage: Passage, met: set[str]) -> tuple[object, ...]:
    """Return what tells a meeting from others; `met` are the councils with one of its committee and day."""
    if not passage.date:
        return (passage.source,)
    council = _council(passage) or (next(iter(met)) if len(met) == 1 else None)
    return council, _plain(passage.committee), passage.date


def names_of(generation: Generation, file: str) -> list[str]:
    """Return the names of all committees or councils. Raises OSError or ValueError if they cannot be read."""
    return [str(name) for name in json.loads(generation.file(file).read_text("utf-8"))]


def _continues(found: Sequence[Passage], columns: NDArray[np.void]) -> NDArray[np.bool_]:
    """Return which passages carry on the one before, (n,) bool: pieces of one running text.

    Those have no title or, more than `DUPLICATES.most_titled` in a row, the title of a document that they share.
    """
    numbers: defaultdict[tuple[str, str], int] = defaultdict(_counter())
    texts = np.array([numbers[p.source, p.title] for p in found], np.int32)
    committees, dates = columns["committee"], columns["date"]
    same = np.zeros(len(found), np.bool_)
    same[1:] = texts[1:] == texts[:-1]
    same[1:] &= committees[1:] == committees[:-1]
    same[1:] &= (dates[1:] == dates[:-1]) | (np.isnat(dates[1:]) & np.isnat(dates[:-1]))
    run = np.cumsum(~same)
    is_document = np.bincount(run)[run] > DUPLICATES.most_titled if len(found) else same
    untitled = np.array([p.title == NO_TITLE for p in found], np.bool_)
    return same & (is_document | untitled)


def _counter() -> Callable[[], int]:
    """Return what gives each new key of a dictionary the next number."""
    return count().__next__


@lru_cache(maxsize=10_000)
def _plain(name: str | None) -> str:
    return squash(name or "").casefold()
