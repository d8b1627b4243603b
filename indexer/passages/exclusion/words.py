"""The vocabulary of `exclusion.toml`: a list a role, each as one pattern."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from corpus.wording import one_of

_ANY = {"*": r"\w*", "-": "[- ]?", " ": r"\s+"}


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    text = (files("indexer.passages.exclusion") / "exclusion.toml").read_text("utf-8")
    return tomllib.loads(text)


def entries(role: str) -> tuple[str, ...]:
    """Return the wordings of a role as the file gives them. Raises KeyError for an unknown role."""
    return tuple(_lists()[role])


@cache
def role(*names: str) -> str:
    """Return the pattern of any wording of some roles, whole words only, the longest first."""
    wordings = sorted({w for name in names for w in entries(name)}, key=lambda w: (-len(w), w))
    return rf"(?<!\w){one_of(*map(_pattern, wordings))}(?!\w)"


def _pattern(wording: str) -> str:
    return "".join(_ANY.get(char, re.escape(char)) for char in wording)
