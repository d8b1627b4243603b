"""What a title looks like, and which lines carry it on where it was wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.readers.numbering import leading_number
from corpus.text import BULLET

MAX_TITLE_WORDS = 30
PART = re.compile(r"(?P<kind>item|motion)\s+(?:no\.?\s*)?(?P<number>\d{1,3})\b", re.IGNORECASE)
_INITIAL = re.compile(r"\b[A-Z]\.$")
# Shorter lines than this were not wrapped.
_WRAPPED = 60
_CONNECTS = re.compile(
    r"(?:\b(?:a|an|and|at|by|for|from|in|into|of|on|or|the|to|with)|[-–,/(&])$", re.IGNORECASE
)
# "(a)" and "Motion No. 2" begin something of their own.
_BEGINS_ANEW = re.compile(rf"\(?[a-z]{{1,4}}[.)]|{PART.pattern}", re.IGNORECASE)
# "1.30 PM" is no item, "(i)" no title.
_NO_TITLE = re.compile(r"\d{2}\s*[ap]\.?m\b|\(?[a-z]{1,4}[.)]\W*$", re.IGNORECASE)


def is_title(text: str, *, bold: bool = False) -> bool:
    """Say whether a line may be an item's title: not too long, no sentence, no point of a list."""
    words = text.split()
    if (
        not words
        or len(words) > MAX_TITLE_WORDS
        or (not text[0].isalnum() and text[0] not in "‘“'\"(£[")
    ):
        return False
    if text[0].islower() or _NO_TITLE.match(text):
        return False
    if len(words) <= 12 or _INITIAL.search(text):
        return True
    return not text.endswith((";", ",") if bold else (";", ",", "."))


def whole_title(lines: Sequence[Line], plain: Sequence[str], index: int, title: str) -> str:
    """Return a title with the lines that carry it on: in capitals, or within bold."""
    for _ in range(4):
        below = next((i for i in range(index + 1, min(index + 3, len(plain))) if plain[i]), None)
        if below is None or leading_number(plain[below]) or _BEGINS_ANEW.match(plain[below]):
            break
        capitals = below == index + 1 and is_in_capitals(title) and is_in_capitals(plain[below])
        both_bold = lines[index].bold and lines[below].bold
        bold = both_bold and _carries_on(title, plain[below], len(plain[index]))
        cut = bool(_CONNECTS.search(title)) and len(plain[below].split()) <= 10
        if not (capitals or bold or cut):
            break
        # A dash at the start of a wrapped line looks like a bullet.
        more = re.sub(rf"^{re.escape(BULLET)}", "- ", plain[below])
        title, index = f"{title} {more}", below
    return title


def _carries_on(title: str, below: str, length: int) -> bool:
    """Say whether a title in bold goes on in the bold line below it, rather than a new sentence.

    `length` is that of the line above.
    """
    if title.endswith((".", ":", ";", "?")) and not _INITIAL.search(title):
        return False
    open_bracket = title.count("(") > title.count(")")
    in_initials = bool(_INITIAL.search(title)) and len(below.split()) <= 10
    return (
        below[0].islower() or below[0] in "(–-&" or open_bracket or in_initials
        or bool(_CONNECTS.search(title))
        or (length >= _WRAPPED and not re.match(r"(?:I|We|That)\b", below))
    )  # fmt: skip


def is_in_capitals(text: str) -> bool:
    """Say whether a text with some letters has capitals only."""
    return text.isupper() and sum(char.isalpha() for char in text) > 3
