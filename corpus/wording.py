"""Lists of wordings: put together into a regular expression, or looked for as they are."""

from __future__ import annotations

from collections.abc import Iterable


def one_of(*forms: str) -> str:
    """Return the pattern of whichever form, each a pattern itself, fits first."""
    return f"(?:{'|'.join(forms)})"


def has_any(text: str, wordings: Iterable[str]) -> bool:
    """Say whether a text has any of some wordings, letter by letter.

    That takes a fifth of the time of a pattern of them: a first look at texts of which few have one.
    """
    return any(wording in text for wording in wordings)
