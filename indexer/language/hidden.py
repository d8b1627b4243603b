r"""Words that are known by a keyed hash only: found in a text, without being written down anywhere.

A phrase is its letters and figures, in lower case and without accents, whatever stands between them: "LE1 1AA"
is "LE11AA", "Quill-\nfeather" is "Quillfeather". What is kept of it is how many letters these are, and their
keyed BLAKE2 hash (RFC 7693). A text is cut into pieces (words, numbers, single ideographs), and from every
piece on as many as have together so many letters are hashed and compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from corpus.lazy_pattern import lazy_pattern

# Scripts that put no space between words: each letter may begin one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff"
_PIECE = lazy_pattern(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_HASH_BYTES = 16
# A hash of so many letters, by their number.
Wanted = Mapping[int, Collection[str]]


class Piece(NamedTuple):
    """A stretch of a text from `start` to `end`, and its letters folded."""

    start: int
    end: int
    letters: str


@lru_cache(maxsize=100_000)
def _folded(piece: str) -> str:
    plain = unicodedata.normalize("NFKD", piece.casefold())
    return "".join(char for char in plain if char.isalnum()).casefold()


def pieces(text: str) -> list[Piece]:
    """Return the pieces of a text that have letters, in order."""
    found = (
        Piece(*match.span(), letters)
        for match in _PIECE.finditer(text)
        if (letters := _folded(match[0]))
    )
    return list(found)


def letters_of(text: str) -> str:
    """Return the letters and figures of a text, folded: two texts with the same ones are one phrase."""
    return "".join(piece.letters for piece in pieces(text))


def hashed(letters: str, key: bytes) -> str:
    """Return the keyed hash of some letters, in hexadecimal."""
    return hashed_bytes(letters.encode("utf-8", "replace"), key)


def hashed_bytes(data: bytes, key: bytes) -> str:
    """Return the keyed hash of some bytes, in hexadecimal."""
    return blake2b(data, key=key, digest_size=_HASH_BYTES).hexdigest()


def wanted_of(phrases: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    """Return what is looked for, from (number of letters, hash) of each phrase."""
    found: dict[int, set[str]] = {}
    for n, digest in phrases:
        found.setdefault(n, set()).add(digest)
    return found


def spans(text: str, wanted: Wanted, key: bytes) -> list[tuple[int, int]]:
    """Return where phrases stand in a text, in order, the longest from each piece on; none overlap.

    Takes linear time in the pieces, times the most pieces of a phrase.
    """
    if not wanted:
        return []
    longest = max(wanted)
    found, parts, at = [], pieces(text), 0
    while at < len(parts):
        last = _last_of(parts, at, wanted, longest, key)
        if last < 0:
            at += 1
            continue
        found.append((parts[at].start, parts[last].end))
        at = last + 1
    return found


def _last_of(parts: list[Piece], at: int, wanted: Wanted, longest: int, key: bytes) -> int:
    """Return the last piece of the longest phrase that begins with a piece, -1 if none does."""
    joined, last = "", -1
    for number in range(at, len(parts)):
        joined += parts[number].letters
        if len(joined) > longest:
            break
        if len(joined) in wanted and hashed(joined, key) in wanted[len(joined)]:
            last = number
    return last


def shingles(text: str, n_pieces: int) -> list[str]:
    """Return the letters of every run of so many pieces of a text, in order."""
    letters = [piece.letters for piece in pieces(text)]
    return ["".join(letters[at : at + n_pieces]) for at in range(len(letters) - n_pieces + 1)]
