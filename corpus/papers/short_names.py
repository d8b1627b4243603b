"""Which body a short name stands for: "F&GP", "ES Committee" and "Overview & Scrutiny" of folders and heads.

A short name tells nothing by itself. It counts where another place says a name that it is short for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.papers.evidence import Piece
from corpus.tuning import PAPERS

_JOINING = frozenset({"and", "of", "the", "for", "in", "on", "to", "with"})
_WRITTEN_SHORT = re.compile(r"c(?:om)?(?:m|t)?t(?:ee|e)\b\.?|\bcomm\b\.?", re.IGNORECASE)
# What may be left out at the end of a name: "Planning" Committee, Village Board "of Trustees".
_NOUNS = frozenset(
    "committee board panel commission group forum meeting trustees directors governors education supervisors "
    "commissioners".split()
)


def stands_for(short: str, name: str) -> bool:
    """Say whether a short name is that of a body: by initials, or without "Committee" at its end.

    Of "Committee of the Whole" the initials are "COTW" or "CW".
    """
    words, whole = _words(short), _words(name)
    without = [word for word in whole if word not in _JOINING]
    plain = [word for word in words if word not in _JOINING]
    return bool(plain) and (_fits(plain, without) or _fits(words, whole))


def _words(name: str) -> list[str]:
    """Return the words of a name in small letters; "F&GP" is one."""
    plain = _WRITTEN_SHORT.sub("committee", name)
    plain = re.sub(r"(?<=\b[A-Z])\s?&\s?(?=[A-Z]{1,3}\b)", "", plain)
    return re.findall(r"\w+", re.sub(r"[’']", "", plain).casefold())


def _fits(short: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether words, or initials of several, follow each other as in the whole name."""
    if not short:
        return not name or (len(name) == 1 and name[0] in _NOUNS)
    if not name:
        return False
    if short[0] == name[0]:
        return _fits(short[1:], name[1:])
    n = len(short[0])
    initials = "".join(word[0] for word in name[:n])
    return 2 <= n <= PAPERS.initials and short[0] == initials and _fits(short[1:], name[n:])


def in_full(pieces: Sequence[Piece[str]], short: Sequence[Piece[str]]) -> list[Piece[str]]:
    """Return what is said of the body with short names in full; what stands for none of them is left out.

    `pieces` are names, which may be short themselves; `short` are what may be one.
    """
    names = list(dict.fromkeys(piece.value for piece in pieces))
    found = [replace(piece, value=_full(piece.value, names) or piece.value) for piece in pieces]
    told = ((piece, _full(piece.value, names)) for piece in short)
    return found + [replace(piece, value=name) for piece, name in told if name]


def _full(short: str, names: Sequence[str]) -> str | None:
    """Return the one name that a short one stands for, the longest of several."""
    fitting = [one for one in names if len(one) > len(short) and stands_for(short, one)]
    return max(fitting, key=len, default=None)
