"""The posting arrays of one field, as `indexer.lexical.export_postings` wrote them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged


class FieldPostings:
    """The postings of one field, memory-mapped. The layout is `indexer.lexical.export_postings`'s."""

    def __init__(self, folder: Path, field: str) -> None:
        """Map the arrays of `field`. Raises IndexDamaged if one cannot be read."""

        def load(name: str) -> NDArray[Any]:
            path = folder / f"{field}.{name}.npy"
            try:
                array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
            except (OSError, ValueError) as error:
                raise IndexDamaged(
                    f"The index is damaged: {path} cannot be read: {error}. "
                    "Build it again: council-search index SOURCE..."
                ) from error
            return array

        self._text = load("terms")
        self._ends = load("term_ends")
        self.indptr = load("indptr")
        self.rows = load("rows")
        self.impacts = load("impacts")
        self._position_ptr = load("position_ptr")
        self._positions = load("positions")

    @cached_property
    def _bytes(self) -> bytes:
        return self._text.tobytes()

    def __len__(self) -> int:
        return len(self._ends)

    def term(self, number: int) -> bytes:
        """Return the text of a term by its number."""
        start = int(self._ends[number - 1]) if number else 0
        return self._bytes[start : int(self._ends[number])]

    def lower_bound(self, text: bytes) -> int:
        """Return the number of the first term that is not less than `text`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < text:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: str) -> int | None:
        """Return the number of a term, or None if the field does not have it."""
        wanted = text.encode()
        number = self.lower_bound(wanted)
        return number if number < len(self) and self.term(number) == wanted else None

    def with_prefix(self, prefix: str) -> range:
        """Return the numbers of all terms that start with `prefix`."""
        start = prefix.encode()
        return range(self.lower_bound(start), self.lower_bound(start + b"\xff"))

    def postings(self, number: int) -> slice:
        """Return where a term's postings are in `rows` and `impacts`."""
        return slice(int(self.indptr[number]), int(self.indptr[number + 1]))

    def occurrences(self, number: int) -> NDArray[np.int64]:
        """Return row * 2**32 + position for every occurrence of a term, ascending, (k,) int64."""
        here = self.postings(number)
        bounds = self._position_ptr[here.start : here.stop + 1]
        rows = np.repeat(self.rows[here].astype(np.int64), np.diff(bounds))
        found: NDArray[np.int64] = (rows << 32) + self._positions[int(bounds[0]) : int(bounds[-1])]
        return found
