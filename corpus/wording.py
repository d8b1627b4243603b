"""Wordings put together into regular expressions, so that a list of them can be read as one."""

from __future__ import annotations


def one_of(*forms: str) -> str:
    """Return the pattern of whichever form, each a pattern itself, fits first."""
    return f"(?:{'|'.join(forms)})"
