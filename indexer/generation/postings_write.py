"""Posting arrays: collected while texts are tokenised, merged from parts, written and read back.

A part holds the postings of some rows in one field. What is merged does not depend on the parts it
comes from, so an index that was added to has the arrays of one built afresh, byte for byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.generation.disk import write_array
from indexer.generation.layout import array_of
from indexer.language.bm25 import idf

# Places left free between two rows in a field's running text: no phrase is as long.
GAP = 128
Tokenize = Callable[[str], Iterable[tuple[str, int, int, int]]]
Int = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one field, in order of terms (as bytes), then rows.

    `terms`: t terms in UTF-8; `indptr` (t + 1,) int64: which postings belong to each; `rows` (p,)
    int32; `frequencies` (p,) int32; `positions` (w,) int32: those of each posting, ascending.
    """

    terms: Sequence[bytes]
    indptr: Int
    rows: NDArray[np.int32]
    frequencies: NDArray[np.int32]
    positions: NDArray[np.int32]

    def lengths(self, n_rows: int) -> Int:
        """Return how many tokens each row has, (n_rows,) int64."""
        return np.bincount(self.rows, self.frequencies, minlength=n_rows).astype(np.int64)

    def by_term(self) -> Iterator[tuple[bytes, list[int], list[list[int]]]]:
        """Yield (term, its rows, the positions in each of these rows)."""
        rows, positions = self.rows.tolist(), self.positions.tolist()
        bounds = _pointers(self.frequencies).tolist()
        for number, (first, last) in enumerate(pairwise(self.indptr.tolist())):
            here = pairwise(bounds[first : last + 1])
            yield self.terms[number], rows[first:last], [positions[a:b] for a, b in here]


def collect(texts: Iterable[str], tokenize: Tokenize) -> Postings:
    """Return the postings of texts; row i is the i-th of them."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    ids: list[int] = []
    positions: list[int] = []
    lengths: list[int] = []
    for text in texts:
        before = len(ids)
        for term, position, _, _ in tokenize(text):
            ids.append(numbers[term])
            positions.append(position)
        lengths.append(len(ids) - before)
    terms = sorted(term.encode() for term in numbers)
    place = {term: i for i, term in enumerate(terms)}
    places = np.array([place[term.encode()] for term in numbers], np.int64)
    token_terms = places[np.array(ids, np.int64)] if ids else np.empty(0, np.int64)
    order = np.argsort(token_terms, kind="stable")
    keys = (token_terms[order] << 32) | np.repeat(np.arange(len(lengths)), lengths)[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return Postings(
        terms,
        np.searchsorted(keys[first] >> 32, np.arange(len(terms) + 1)),
        (keys[first] & 0xFFFFFFFF).astype(np.int32),
        np.diff(first, append=len(keys)).astype(np.int32),
        np.array(positions, np.int32)[order],
    )


def moved(part: Postings, new_row: Int) -> Postings:
    """Return the part with row i become `new_row[i]`; where that is negative it is left out.

    Terms of which nothing is left are dropped. Rows may be in another order afterwards: `merge`
    puts them right.
    """
    rows = new_row[part.rows]
    keep = rows >= 0
    left = np.diff(_pointers(keep)[part.indptr])
    return Postings(
        [term for term, n in zip(part.terms, left.tolist(), strict=True) if n],
        _pointers(left[left > 0]),
        rows[keep].astype(np.int32),
        part.frequencies[keep],
        part.positions[np.repeat(keep, part.frequencies)],
    )


def merge(parts: Sequence[Postings]) -> Postings:
    """Return the postings of all parts; no two of them have a row in common."""
    terms = sorted(set().union(*(part.terms for part in parts)))
    place = {term: i for i, term in enumerate(terms)}
    keys = [
        (np.repeat([place[t] for t in part.terms], np.diff(part.indptr)).astype(np.int64) << 32)
        | part.rows
        for part in parts
    ]
    key = _joined(keys, np.int64)
    # Every part is a few sorted runs, which this sort merges in about linear time.
    order = np.argsort(key, kind="stable")
    key = key[order]
    frequencies = _joined([part.frequencies for part in parts], np.int32)
    starts = _pointers(frequencies)[:-1][order]
    frequencies = frequencies[order]
    positions = _joined([part.positions for part in parts], np.int32)
    return Postings(
        terms,
        np.searchsorted(key, np.arange(len(terms) + 1) << 32),
        (key & 0xFFFFFFFF).astype(np.int32),
        frequencies,
        positions[expanded(starts, frequencies)],
    )


def expanded(starts: Int, lengths: NDArray[Any]) -> Int:
    """Return start, start + 1, … for each of the stretches, one behind the other."""
    bounds = _pointers(lengths)
    found: Int = np.repeat(starts - bounds[:-1], lengths) + np.arange(bounds[-1])
    return found


def _pointers(lengths: NDArray[Any]) -> Int:
    bounds = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=bounds[1:])
    return bounds


def _joined(arrays: Sequence[NDArray[Any]], dtype: Any) -> NDArray[Any]:
    return np.concatenate([np.empty(0, dtype), *arrays])


def save(
    part: Postings,
    n_rows: int,
    folder: Path,
    field: str,
    score: Callable[[NDArray[np.float64], NDArray[np.float64], Int, Int], NDArray[np.float32]],
) -> None:
    """Write the postings of a field as arrays that need nothing but numpy to read.

    For field F with t terms, p postings and w occurrences in n rows:

    - `F.terms.npy` (bytes,) uint8: the terms in UTF-8, in byte order, one behind the other;
    - `F.term_ends.npy` (t,) int64: where each ends;
    - `F.indptr.npy` (t + 1,) int64: which postings belong to each;
    - `F.rows.npy` (p,) int32: the row of each posting, ascending within a term;
    - `F.impacts.npy` (p,) float32: its BM25F score;
    - `F.position_ptr.npy` (p + 1,) int64: which positions belong to each posting;
    - `F.positions.npy` (w,) int32, or int64 where a number does not fit: the place of each
      occurrence in the running text of the field, ascending within a term;
    - `F.row_starts.npy` (n + 1,) of the same type: where each row begins in the running text. There
      are `GAP` free places behind each row.

    `score` gives the score of postings from (idf, frequency, row of each, length of each row).
    """
    bounds = _pointers(part.frequencies)
    span = np.zeros(n_rows, np.int64)
    if len(part.rows):
        np.maximum.at(span, part.rows, part.positions[bounds[1:] - 1].astype(np.int64) + 1)
    row_starts = _pointers(span + GAP)
    kind = np.int32 if row_starts[-1] < 2**31 else np.int64
    n_having = np.diff(part.indptr)
    idfs = np.array([idf(n_rows, n) for n in n_having.tolist()], np.float64)
    running = np.repeat(row_starts[part.rows], part.frequencies) + part.positions
    arrays: dict[str, NDArray[Any]] = {
        "terms": np.frombuffer(b"".join(part.terms), np.uint8),
        "term_ends": np.cumsum([len(term) for term in part.terms], dtype=np.int64),
        "indptr": part.indptr.astype(np.int64),
        "rows": part.rows,
        "impacts": score(
            np.repeat(idfs, n_having),
            part.frequencies.astype(np.float64),
            part.rows.astype(np.int64),
            part.lengths(n_rows),
        ),
        "position_ptr": bounds,
        "positions": running.astype(kind),
        "row_starts": row_starts.astype(kind),
    }
    for name, array in arrays.items():
        write_array(folder / array_of(field, name), array)


def load(folder: Path, field: str) -> Postings:
    """Return what `save` wrote of a field, but for the scores."""

    def array(name: str) -> NDArray[Any]:
        found: NDArray[Any] = np.load(folder / array_of(field, name), allow_pickle=False)
        return found

    text, ends = array("terms").tobytes(), array("term_ends").tolist()
    rows, frequencies = array("rows"), np.diff(array("position_ptr")).astype(np.int32)
    starts = np.repeat(array("row_starts")[rows], frequencies)
    return Postings(
        [text[first:last] for first, last in pairwise([0, *ends])],
        array("indptr"),
        rows,
        frequencies,
        (array("positions") - starts).astype(np.int32),
    )


def shifted(part: Postings, first_row: int) -> Postings:
    """Return the part with its rows counted from `first_row`."""
    return replace(part, rows=part.rows + np.int32(first_row))
