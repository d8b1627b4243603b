"""Lists of wordings: put together into a regular expression, or looked for as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def one_of(*forms: str) -> str:
    """Return the pattern of whichever form, each a pattern itself, fits first."""
    return f"(?:{'|'.join(forms)})"


@cache
def lists(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of a TOML file of a package."""
    record = tomllib.loads((files(package) / name).read_text("utf-8"))
    return {key: tuple(forms) for key, forms in record.items()}


@cache
def wordings(package: str, name: str) -> dict[str, str]:
    """Return the lists of a TOML file of a package, each as the pattern of one of its forms."""
    return {key: one_of(*forms) for key, forms in lists(package, name).items()}


def has_any(text: str, wordings: Iterable[str]) -> bool:
    """Say whether a text has any of some wordings, letter by letter.

    That takes a fifth of the time of a pattern of them: a first look at texts of which few have one.
    """
    for wording in wordings:  # noqa: SIM110 (a generator takes twice the time, and this is asked of every sentence)
        if wording in text:
            return True
    return False
