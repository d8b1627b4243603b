"""The table of an index's files: what each is called, what it holds, and since which format.

The page on architecture, `verify`, and whoever maps an array go by this table. What is in a generation
and not in it is refused when the generation is published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from indexer.generation.catalogue_tables import FILE as CATALOGUE

# How many: passages, windows, dimensions of a vector; any other letter is the array's own.
N_PASSAGES, N_WINDOWS, N_DIM = "n", "w", "d"


POSTINGS = "postings"


def array_of(field: str, name: str) -> str:
    """Return what the array of a name is called among a field's postings."""
    return f"{field}.{name}.npy"


def _of_every_field(name: str) -> str:
    return f"{POSTINGS}/{array_of('*', name)}"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a generation, or with a `*` in its name several.

    An array has the `kinds` that numpy may say of it, and a shape of numbers and letters: "n" passages,
    "w" windows, "d" dimensions, "n+1" one more; other letters are lengths of its own. `since` is the
    format in which it came.
    """

    name: str
    holds: str
    since: int
    kinds: tuple[DTypeLike, ...] = ()
    shape: tuple[int | str, ...] = ()


# What passages are filtered, sorted and kept apart by: a number each, or a day.
COLUMN_TYPES = np.dtype(
    [
        ("committee", np.int32),
        ("date", "datetime64[D]"),
        ("continues", np.bool_),
        ("council", np.int32),
        ("meeting", np.int32),
        ("procedural", np.bool_),
        ("exempt", np.bool_),
        ("kind", np.int8),
        ("document", np.int32),
        ("same", np.int32),
    ]
)
# In UTC; none where it is not known, as of what was there when the record of times began. What a manifest's settings
# call that beginning.
TIMES_SINCE = "times_since"
TIMES_TYPE = np.dtype([("added", "datetime64[s]"), ("revised", "datetime64[s]")])
_PLACES = ("int32", "int64")
EMBEDDINGS, QUANTISED, SCALES = "embeddings.npy", "quantised.npy", "quantised_scales.npy"
WINDOWS, WINDOW_KEYS = "windows.npy", "window_keys.npy"
PASSAGE_KEYS, PASSAGE_NORMS = "passage_keys.npy", "passage_norms.npy"
COLUMNS, ACRONYMS, TIMES = "columns.npy", "acronyms.json", "times.npy"
COMMITTEES, COUNCILS = "committees.json", "councils.json"
WORDS, WORD_COUNTS, WORD_CAPITALS = "words.npy", "word_counts.npy", "word_capitals.npy"
APPROXIMATE = "approximate.faiss"
WHOOSH, ENCODER = "whoosh", "encoder"
SEGMENTS, FIELD_KEYS = "segments.json", "field_keys.npy"
_NEVER_NEGATIVE = (WINDOWS, PASSAGE_NORMS, SCALES, WORD_COUNTS, WORD_CAPITALS)
_AT_ONCE = 1 << 16
# In the order of the page on architecture.
FILES = (
    File(CATALOGUE, "everything shown or filtered on; read-only once built", 1),
    File(
        COLUMNS, "what passages are filtered, sorted and kept apart by", 12, (COLUMN_TYPES,), ("n",)
    ),
    File(TIMES, "when each came here, and when it last changed", 17, (TIMES_TYPE,), ("n",)),
    File(COMMITTEES, "the names of committees that the columns number", 12),
    File(COUNCILS, "the names of councils that they number", 15),
    File(f"{WHOOSH}/*", "the BM25 index of record", 1),
    File(_of_every_field("terms"), "a field's terms in UTF-8, in a row", 1, ("uint8",), ("b",)),
    File(_of_every_field("term_ends"), "where each ends", 1, ("int64",), ("t",)),
    File(_of_every_field("indptr"), "which postings are each term's", 1, ("int64",), ("t+1",)),
    File(_of_every_field("rows"), "the passage of each posting", 1, ("int32",), ("p",)),
    File(_of_every_field("impacts"), "its BM25F score", 1, ("float32",), ("p",)),
    File(_of_every_field("position_ptr"), "which places are its", 1, ("int64",), ("p+1",)),
    File(_of_every_field("positions"), "places in the field's running text", 1, _PLACES, ("o",)),
    File(_of_every_field("row_starts"), "where a passage begins there", 3, _PLACES, ("n+1",)),
    File(f"{POSTINGS}/{FIELD_KEYS}", "hash of each passage's fields", 9, ("|S32",), ("n",)),
    File(f"{POSTINGS}/{SEGMENTS}", "the stretches that a later build takes over", 3),
    File(EMBEDDINGS, "the windows' vectors, L2-normalised", 1, ("float32",), ("w", "d")),
    File(QUANTISED, "the same in int8, read by the first pass", 4, ("int8",), ("w", "d")),
    File(SCALES, "scale and residual of each", 4, ("float32",), ("w", 2)),
    File(APPROXIMATE, "inverted lists, past a million windows where faiss is installed", 4),
    File(WINDOWS, "row of the passage, first and last character", 1, ("int32",), ("w", 3)),
    File(WINDOW_KEYS, "hash of each window's text: its vector is reused", 1, ("|S32",), ("w",)),
    File(PASSAGE_KEYS, "hash of each passage's text: its windows are", 4, ("|S32",), ("n",)),
    File(PASSAGE_NORMS, "length of the sum of a passage's vectors", 7, ("float32",), ("n",)),
    File(WORDS, "the records' words, unstemmed, a line each", 7, ("uint8",), ("b",)),
    File(WORD_COUNTS, "how often each stands in the records", 7, ("int32",), ("v",)),
    File(WORD_CAPITALS, "how often with a capital", 11, ("int32",), ("v",)),
    File(ACRONYMS, "short forms that the records introduce, with their long ones", 8),
    File(f"{ENCODER}/*", "the query encoder in ONNX, and its tokenizer", 1),
)


@lru_cache(maxsize=256)
def file_of(name: str) -> File | None:
    """Return what the table says of a file, by its path in the generation; None for what is not there."""
    for file in FILES:
        pattern = re.escape(file.name).replace(r"\*", "[^/]+")
        if re.fullmatch(pattern, name):
            return file
    return None


def problem_of(
    name: str, array: NDArray[Any], *, n_passages: int, n_windows: int, n_dim: int
) -> str | None:
    """Return in words what is wrong with the type or the shape of an array, or None."""
    file = file_of(name)
    if file is None or not file.shape:
        return None
    known: dict[str, int] = {N_PASSAGES: n_passages, N_WINDOWS: n_windows, N_DIM: n_dim}
    kinds = [np.dtype(kind) for kind in file.kinds]
    if array.dtype not in kinds:
        return f"{name} holds {array.dtype}, not {' or '.join(map(str, kinds))}"
    wanted = [_length(part, known) for part in file.shape]
    fits = all(n is None or n == there for n, there in zip(wanted, array.shape, strict=False))
    if array.ndim != len(wanted) or not fits:
        return f"{name} has shape {array.shape}"
    return None


def problem_of_values(name: str, array: NDArray[Any]) -> str | None:
    """Return in words what is wrong with the values of an array; all of them are read."""
    for first in range(0, len(array), _AT_ONCE):
        part = array[first : first + _AT_ONCE]
        if part.dtype.kind == "f" and not np.isfinite(part).all():
            return f"{name} holds what is no number"
        if name in _NEVER_NEGATIVE and part.size and part.min() < 0:
            return f"{name} holds negative numbers"
    return None


def _length(part: int | str, known: dict[str, int]) -> int | None:
    """Return how long an axis has to be, None where that is the array's own."""
    if isinstance(part, int):
        return part
    letter, plus, more = part.partition("+")
    return known[letter] + int(more) if plus and letter in known else known.get(letter)
