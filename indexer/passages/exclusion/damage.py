"""Words of an exclusion that a scanner misread, a typist spaced out or a line's end cut, read as what they were.

Only words that become one of the vocabulary of exclusions are mended, and only for the reading: what is shown stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.wording import lists
from indexer.passages.exclusion.words import entries
from indexer.passages.tuning import WITHHOLDING

_WORDS = lists("indexer.passages.exclusion", "damage.toml")
# What a scanner takes for one another, written as one: "c1osed", "rneeting", "exciuded", "puhlic", "c0nfidential".
_SAME = [pair.split() for pair in _WORDS["misread"]]
_TOKEN = re.compile(r"[^\W_][^\W_|!]*(?:[|!][^\W_|!]+)*")
# Letters apart: "E X C L U S I O N   O F   T H E   P U B L I C"; borders of words may be lost.
_APART = re.compile(r"(?<!\w)(?:[A-Z][ \t]+){4,}[A-Z](?!\w)")


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Return the words of exclusions and of headings about them, in lower case."""
    phrases = {w for role in _WORDS["roles"] for w in entries(role)}
    own = {*_WORDS["own"], *(word for phrase in phrases for word in re.split(r"[\s-]+", phrase))}
    return frozenset(word.casefold() for word in own if word.isalpha())


@lru_cache(maxsize=1)
def _by_shape() -> dict[str, str]:
    """Return the words of the vocabulary by what a scanner may make of them."""
    found: dict[str, str] = {}
    for word in sorted(_vocabulary()):
        if len(word) >= WITHHOLDING.damaged or word in _WORDS["short"]:
            found.setdefault(_shape(word), word)
    return found


def _shape(word: str) -> str:
    for misread, letter in _SAME:
        word = word.replace(misread, letter)
    return word


@lru_cache(maxsize=100_000)
def _mended(token: str) -> str:
    """Return a word as it was where it is like one of the vocabulary that a scanner misread, else itself."""
    plain = token.casefold()
    if len(plain) < WITHHOLDING.damaged_read or plain in _vocabulary():
        return token
    word = _by_shape().get(_shape(plain))
    if word is None or word == plain:
        return token
    return word.upper() if token[:2].isupper() else word


# A digit, a stroke or a capital I between letters: no word is written so.
_IS_BROKEN = re.compile(r"[^\W\d_][015|!I][^\W\d_I]|\b[01|][a-z]{3}|[a-z][1|!5]\b")


@lru_cache(maxsize=512)
def mended(text: str) -> str:
    """Return a text with the words of exclusions whole that a scanner misread or that stand with their letters apart.

    One word that is only like another is left: it may be meant.
    """
    whole = _CUT.sub(_put_together, text) if "-" in text else text
    whole = _APART.sub(_together, whole) if _APART.search(whole) else whole
    changed = {token for token in set(_TOKEN.findall(whole)) if _mended(token) != token}
    if not changed or (
        len(changed) < WITHHOLDING.damages and not any(map(_IS_BROKEN.search, changed))
    ):
        return whole
    return _TOKEN.sub(lambda match: _mended(match[0]), whole)


# "ex- cluded", "EX-\nEMPT", "in-\ncommittee": a word that the end of a line cut, also where its lines stand in one again.
_CUT = re.compile(
    r"(?<!\w)(?:(?P<front>[^\W\d_]{2,})-\s+(?P<behind>[a-z]+)|(?P<upper>[A-Z]{2,})-\s+(?P<lower>[A-Z]{2,}))(?!\w)"
)
_CUT_AT_END = re.compile(r"(?<!\w)[^\W\d_]{2,}-\s*$")
_FIRST_WORD = re.compile(r"\s*[^\W\d_]+")


def whole_lines(text: str) -> list[str]:
    """Return the lines of a text, two as one where their end cut a word of the vocabulary; joined by line ends they are the text."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and _is_cut(found[-1], line):
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    return found


def _is_cut(above: str, below: str) -> bool:
    """Say whether a word of the vocabulary begins at the end of a line and ends in the one below it."""
    end, first = _CUT_AT_END.search(above), _FIRST_WORD.match(below)
    if end is None or first is None:
        return False
    halves = f"{end[0].rstrip()} {first[0].strip()}"
    return _CUT.sub(_put_together, halves) != halves


def _put_together(match: re.Match[str]) -> str:
    """Return the word of the vocabulary that two halves are, with its hyphen if it has one; else what stands there."""
    front, behind = match["front"] or match["upper"], match["behind"] or match["lower"]
    if (whole := f"{front}{behind}").casefold() in _vocabulary():
        return whole
    is_compound = front.casefold() in _WORDS["prefixes"] and behind.casefold() in _vocabulary()
    return f"{front}-{behind}" if is_compound else match[0]


def _together(match: re.Match[str]) -> str:
    """Return the words that letters apart spell, if all are of the vocabulary; else the letters."""
    letters = re.sub(r"\s", "", match[0])
    return " ".join(w.upper() for w in spelt) if (spelt := _spelt(letters.casefold())) else match[0]


@lru_cache(maxsize=512)
def _spelt(letters: str) -> tuple[str, ...]:
    """Return the fewest words of the vocabulary that some letters are, or none."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    words = _of_headings()
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - WITHHOLDING.spelt), end):
            before, word = best[start], letters[start:end]
            if before is None or word not in words:
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or ()):
                best[end] = (*before, word)
    return best[-1] or ()


@lru_cache(maxsize=1)
def _of_headings() -> frozenset[str]:
    headings = lists("indexer.passages", "exemption.toml")["of_headings"]
    plain = {word.removesuffix("s?") for word in headings} | {
        word.replace("?", "") for word in headings
    }
    words = {*_vocabulary(), *_WORDS["little"], *filter(str.isalpha, plain)}
    return frozenset(word for word in words if len(word) > 1)
