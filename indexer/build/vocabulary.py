"""The words of all passages as they are written, unstemmed: what a misspelt word may have meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from indexer.build.kept import kept_row
from indexer.generation import catalogue, layout
from indexer.generation.disk import write_array
from indexer.generation.store import Generation
from indexer.language.terms import plain_word
from indexer.passages.passage import Passage

FILES = (layout.WORDS, layout.WORD_COUNTS, layout.WORD_CAPITALS)
_WORD = re.compile(r"[^\W\d_]{3,}")


def write(found: Sequence[Passage], folder: Path, previous: Generation | None = None) -> None:
    """Write the vocabulary of titles and texts into `folder`.

    - `words.npy` (bytes,) uint8: the words, without accents and in lower case, in UTF-8, in order
      of letters, a line each;
    - `word_counts.npy` (w,) int32: how often each stands in the records;
    - `word_capitals.npy` (w,) int32: how often with a capital, as names do.

    Kept passages are not counted again: `previous` is the generation that they are of.
    """
    counts = _all_counts(found, previous)
    words = sorted({word for (word, _), n in counts.items() if n})
    text = "\n".join(words).encode("utf-8", "replace")
    capitals = [counts[word, True] for word in words]
    both = [counts[word, False] + n for word, n in zip(words, capitals, strict=True)]
    write_array(folder / FILES[0], np.frombuffer(text, np.uint8))
    write_array(folder / FILES[1], np.array(both, np.int32))
    write_array(folder / FILES[2], np.array(capitals, np.int32))


def _all_counts(found: Sequence[Passage], previous: Generation | None) -> Counter[tuple[str, bool]]:
    """Return the counts of `_counts` for all passages: those of `previous`, without what is gone, and the new."""
    kept = {row for passage in found if (row := kept_row(passage)) >= 0}
    counts = _counts(passage for passage in found if kept_row(passage) < 0)
    if previous and kept:
        counts.update(read(previous))
        with closing(catalogue.connect(previous.file(catalogue.FILE))) as connection:
            n_before = catalogue.count(connection)
            gone = [row for row in range(n_before) if row not in kept]
            counts.subtract(_counts(catalogue.fetch(connection, gone)))
    return counts


def read(generation: Generation) -> dict[tuple[str, bool], int]:
    """Return how often each word stands in the records, with and without a capital."""
    text, both, capitals = (np.load(generation.file(name), allow_pickle=False) for name in FILES)
    if not len(both):
        return {}
    words = text.tobytes().decode("utf-8").split("\n")
    without = {(word, False): n for word, n in zip(words, (both - capitals).tolist(), strict=True)}
    return without | {(word, True): n for word, n in zip(words, capitals.tolist(), strict=True)}


def _counts(found: Iterable[Passage]) -> Counter[tuple[str, bool]]:
    typed: Counter[str] = Counter()
    for passage in found:
        typed.update(_WORD.findall(passage.title))
        typed.update(_WORD.findall(passage.text))
    counts: Counter[tuple[str, bool]] = Counter()
    for word, n in typed.items():
        counts[plain_word(word), word[0].isupper()] += n
    return counts
