"""The posting arrays of one field, as `indexer.generation.postings_write.save` wrote them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from indexer.generation import layout
from indexer.generation.postings_write import expanded
from indexer.generation.running_text import Places, behind, beside, contains
from indexer.generation.store import Generation, map_array
from indexer.language.wildcard import wildcard_expression
from indexer.tuning import SCAN

Numbers = range | NDArray[np.int64]
Rows = NDArray[Any]


class FieldPostings:
    """The postings of one field, memory-mapped. The layout is `indexer.generation.postings_write.save`'s."""

    def __init__(self, generation: Generation, field: str) -> None:
        """Map the arrays of `field`. Raises IndexDamaged if one cannot be read."""
        folder = generation.file(layout.POSTINGS)

        def load(name: str) -> NDArray[Any]:
            path = folder / layout.array_of(field, name)
            try:
                array = map_array(path)
            except (OSError, ValueError) as error:
                raise generation.damaged(f"{path} cannot be read: {error}") from error
            # The same memory; a memmap object is an order of magnitude slower to take slices of.
            return array.view(np.ndarray)

        self._text = load("terms")
        self._ends = load("term_ends")
        self.indptr = load("indptr")
        self.rows = load("rows")
        self.impacts = load("impacts")
        self._position_ptr = load("position_ptr")
        self._positions = load("positions")
        self._row_starts = load("row_starts")
        if problem := self._problem(field):
            raise generation.damaged(f"{folder / field}: {problem}")
        # A memoryview gives single numbers several times faster than an array.
        self._end, self._first = self._ends.data, self.indptr.data
        # A query asks for the same pattern several times: to match, to score, to weigh.
        self._matching = lru_cache(maxsize=16)(self._matches)
        self._spelled = lru_cache(maxsize=16)(self._near)
        self._number = lru_cache(maxsize=256)(self._find)

    @property
    def n_rows(self) -> int:
        """Return how many passages the field is of."""
        return len(self._row_starts) - 1

    def _problem(self, field: str) -> str | None:
        """Return in words why the arrays cannot be one field's postings, or None.

        A row out of range would be an index, and a size, of other arrays.
        """
        arrays = {
            "terms": self._text,
            "term_ends": self._ends,
            "indptr": self.indptr,
            "rows": self.rows,
            "impacts": self.impacts,
            "position_ptr": self._position_ptr,
            "positions": self._positions,
            "row_starts": self._row_starts,
        }
        for name, array in arrays.items():
            path = f"{layout.POSTINGS}/{layout.array_of(field, name)}"
            problem = layout.problem_of(path, array, n_passages=self.n_rows, n_windows=0, n_dim=0)
            if problem:
                return problem
        n_terms, n_postings = len(self._ends), len(self.rows)
        ends = [(self.indptr, n_terms + 1, n_postings), (self.impacts, n_postings, None)]
        ends += [(self._position_ptr, n_postings + 1, len(self._positions))]
        ends += [(self._ends, n_terms, len(self._text) if n_terms else None)]
        if any(len(a) != n or (last is not None and a[-1] != last) for a, n, last in ends):
            return "the lengths of its arrays do not agree"
        # Without a sign what is negative is too large.
        if n_postings and int(self.rows.view(np.uint32).max()) >= self.n_rows:
            return "a posting is of no passage"
        return None

    @cached_property
    def _bytes(self) -> bytes:
        return self._text.tobytes()

    def __len__(self) -> int:
        return len(self._ends)

    def term(self, number: int) -> bytes:
        """Return the text of a term by its number."""
        ends = self._end
        return self._bytes[ends[number - 1] if number else 0 : ends[number]]

    def lower_bound(self, text: bytes) -> int:
        """Return the number of the first term that is not less than `text`."""
        return bisect_left(range(len(self)), text, key=self.term)

    def find(self, term: str) -> int | None:
        """Return the number of a term, or None if the field does not have it."""
        return self._number(term)

    def _find(self, term: str) -> int | None:
        wanted = term.encode()
        number = self.lower_bound(wanted)
        return number if number < len(self) and self.term(number) == wanted else None

    def with_prefix(self, prefix: str) -> range:
        """Return the numbers of all terms that start with `prefix`."""
        start = prefix.encode()
        return range(self.lower_bound(start), self.lower_bound(start + b"\xff"))

    def matching(self, pattern: str) -> Numbers:
        """Return the numbers of the terms that a wildcard pattern (`*`, `?`) matches."""
        wild = [i for i, c in enumerate(pattern) if c in "*?"]
        within = self.with_prefix(pattern[: wild[0]] if wild else pattern)
        if wild and pattern[wild[0] :] == "*":
            return within
        return self._matching(pattern, within)

    def _matches(self, pattern: str, within: range) -> NDArray[np.int64]:
        lines, starts = self._lines
        if not within:
            return np.empty(0, np.int64)
        # One pass of the regex engine over all terms, each a line, instead of a call for each.
        search = re.compile(rf"^{wildcard_expression(pattern)}$", re.MULTILINE).finditer
        end = starts[within.stop] - 1
        found = [match.start() for match in search(lines, int(starts[within.start]), int(end))]
        return np.searchsorted(starts, np.array(found, np.int64))

    def spelled_nearly(self, word: str, most: int, same: int) -> Numbers:
        """Return the numbers of the terms with the first `same` letters of a word, up to `most` apart.

        The distance is that of Levenshtein: letters inserted, left out or replaced.
        """
        return self._spelled(word, most, same)

    def _near(self, word: str, most: int, same: int) -> NDArray[np.int64]:
        within = self.with_prefix(word[:same])
        terms = [self.term(number).decode() for number in within]
        if not terms:
            return np.empty(0, np.int64)
        distances = process.cdist(
            [word], terms, scorer=Levenshtein.distance, score_cutoff=most, dtype=np.uint8
        )
        return within.start + np.flatnonzero(distances[0] <= most)

    @cached_property
    def _lines(self) -> tuple[str, NDArray[np.int64]]:
        """Return all terms, a line each, and where each begins (and where a further one would)."""
        bounds = [0, *self._ends.tolist()]
        terms = [self._bytes[a:b].decode() for a, b in pairwise(bounds)]
        starts = np.zeros(len(terms) + 1, np.int64)
        np.cumsum([len(term) + 1 for term in terms], out=starts[1:])
        return "\n".join(terms), starts

    def frequency(self, number: int) -> int:
        """Return how many rows have a term."""
        return self._first[number + 1] - self._first[number]

    def postings(self, number: int) -> slice:
        """Return where a term's postings are in `rows` and `impacts`."""
        return slice(self._first[number], self._first[number + 1])

    def postings_of(self, numbers: Numbers) -> slice | NDArray[np.int64]:
        """Return where the postings of many terms are; neighbours need no copy."""
        if isinstance(numbers, range):
            return slice(int(self.indptr[numbers.start]), int(self.indptr[numbers.stop]))
        starts = self.indptr[numbers]
        return expanded(starts, self.indptr[numbers + 1] - starts)

    def occurrences(self, numbers: Sequence[int]) -> list[Places]:
        """Return where each of some terms occurs in the field's running text, ascending.

        Only rows that have all of the terms need be looked at; places in others may be left out.
        """
        postings = [self.postings(number) for number in numbers]
        rows = [self.rows[here] for here in postings]
        lengths = [len(found) for found in rows]
        rarest = min(range(len(rows)), key=lengths.__getitem__)
        common = rows[rarest]
        for at, found in enumerate(rows):
            if at != rarest:
                common = common[self._are_in(found, common)]
        return [
            self._places(here, found, common) for here, found in zip(postings, rows, strict=True)
        ]

    def _are_in(self, rows: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.bool_]:
        """Say which of the `wanted` rows, ascending, are among ascending `rows`."""
        if len(rows) > SCAN.much_longer * len(wanted):
            return contains(rows, wanted)
        mask = np.zeros(len(self._row_starts), np.bool_)
        mask[index(rows)] = True
        return mask[index(wanted)]

    def _places(self, here: slice, rows: NDArray[Any], common: NDArray[Any]) -> Places:
        """Return the occurrences of a term in some of its rows, or in all if these are most of them."""
        if SCAN.looked_up * len(common) > len(rows):
            first, last = self._position_ptr[here.start], self._position_ptr[here.stop]
            return self._positions[int(first) : int(last)]
        at = here.start + np.searchsorted(rows, common)
        starts = self._position_ptr[at]
        return self._positions[expanded(starts, self._position_ptr[at + 1] - starts)]

    def _occurrences_of(self, numbers: Numbers) -> Places:
        """Return every occurrence of any of these terms, ascending, each place once."""
        bounds = [self._first[int(number) + end] for number in numbers for end in (0, 1)]
        ends = [int(self._position_ptr[at]) for at in bounds]
        places = [self._positions[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
        return np.unique(np.concatenate([self._positions[:0], *places]))

    def rows_of(self, places: Places) -> NDArray[np.int64]:
        """Return the rows that ascending places of the running text are in, each once."""
        rows = np.searchsorted(self._row_starts, places, side="right") - 1
        return rows[np.flatnonzero(np.diff(rows, prepend=-1))]

    def phrase(self, numbers: Sequence[int]) -> NDArray[np.int64]:
        """Return the rows that have the terms as a phrase, ascending."""
        occurrences = self.occurrences(numbers)
        # The rarest first: it leaves least to look up in the others.
        order = sorted(range(len(numbers)), key=lambda at: len(occurrences[at]))
        starts = occurrences[order[0]] - order[0]
        for at in order[1:]:
            starts = starts[contains(occurrences[at], starts + at)]
        return self.rows_of(starts)

    def near(self, pair: Sequence[Numbers], slop: int, *, ordered: bool) -> NDArray[np.int64]:
        """Return the rows that have a term of each of two sets at most `slop` places apart, ascending."""
        if all(len(numbers) == 1 for numbers in pair):
            here, there = self.occurrences([int(numbers[0]) for numbers in pair])
        else:
            here, there = map(self._occurrences_of, pair)
        if not len(here) or not len(there):
            return np.empty(0, np.int64)
        near = behind if ordered else beside
        return self.rows_of(near(here, there, slop, self._row_starts))


def index(rows: Rows) -> NDArray[np.int64]:
    """Return rows in the type that numpy reads and writes by three times as fast as by any other."""
    return rows.astype(np.int64, copy=False)
