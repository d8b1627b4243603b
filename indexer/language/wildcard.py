"""Wildcards, said once: `*` stands for any letters or none, `?` for one, everything else for itself."""

from __future__ import annotations

import re

# A term is a line where many are looked through in one pass, so nothing reaches past the end of one.
_ANY, _ONE = r"[^\n]", {"?": r"[^\n]"}


def wildcard_expression(pattern: str) -> str:
    """Return the regular expression, of one whole line, of a wildcard pattern.

    It is matched without backtracking, in time proportional to pattern times text: what stands between
    two asterisks is taken where it comes first, which leaves most to what is behind it, and an atomic
    group never tries another place (the greedy algorithm of globs: R. Cox, "Glob Matching Can Be Simple
    And Fast Too", 2017).
    """
    first, *others = (_literal(piece) for piece in re.sub(r"\*+", "*", pattern).split("*"))
    if not others:
        return first
    *between, last = others
    found = "".join(rf"(?>{_ANY}*?{piece})" for piece in between if piece)
    # Of all places of the last piece only the end of the line will do.
    return rf"{first}{found}{_ANY}*{last}"


def _literal(piece: str) -> str:
    return "".join(_ONE.get(letter) or re.escape(letter) for letter in piece)
