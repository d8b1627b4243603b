"""The words of all passages as they are written, unstemmed: what a misspelt word may have meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from indexer.lexical import plain_word
from indexer.passages import Passage

FILES = ("words.npy", "word_counts.npy")
_WORD = re.compile(r"[^\W\d_]{3,}")


def write(found: Iterable[Passage], folder: Path) -> None:
    """Write the vocabulary of titles and texts into `folder`.

    - `words.npy` (bytes,) uint8: the words, without accents and in lower case, in UTF-8, in order
      of letters, a line each;
    - `word_counts.npy` (w,) int32: how often each stands in the records.
    """
    typed: Counter[str] = Counter()
    for passage in found:
        typed.update(_WORD.findall(passage.title))
        typed.update(_WORD.findall(passage.text))
    counts: Counter[str] = Counter()
    for word, n in typed.items():
        counts[plain_word(word)] += n
    words = sorted(counts)
    text = "\n".join(words).encode("utf-8", "replace")
    np.save(folder / FILES[0], np.frombuffer(text, np.uint8))
    np.save(folder / FILES[1], np.array([counts[word] for word in words], np.int32))
