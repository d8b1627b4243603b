"""What councils call the business that every meeting has: evidence that a line begins an item."""

from __future__ import annotations

import re

from corpus.wording import one_of, wordings

_W = wordings("corpus.readers.items", "titles.toml")
# Agendas of parish councils say each item as what is to be done.
_TO_DO = rf"to {_W['to_do']}\b"
_KNOWN = re.compile(one_of(_W["opening"], _W["between"], _W["closing"], _TO_DO), re.IGNORECASE)
_ANY = re.compile(rf"(?:the )?{_W['of_any']}s?\W*", re.IGNORECASE)
_BUSINESS = re.compile(one_of(_W["between"], _TO_DO), re.IGNORECASE)
_FIRST = re.compile(_W["opening"], re.IGNORECASE)
_LAST = re.compile(_W["closing"], re.IGNORECASE)


def is_known(title: str) -> bool:
    """Say whether a title begins as the titles of usual business do."""
    return bool(_KNOWN.match(title))


def is_usual(title: str) -> bool:
    """Say whether a title is of usual business and more than one word for any: "Report", "Motion"."""
    return is_known(title) and not _ANY.fullmatch(title)


def is_business(title: str) -> bool:
    """Say whether a title is of what meetings deal with, between what opens and what closes them."""
    return bool(_BUSINESS.match(title))


def opens(title: str) -> bool:
    """Say whether a title is of what a meeting begins with."""
    return bool(_FIRST.match(title))


def closes(title: str) -> bool:
    """Say whether a title is of what a meeting ends with."""
    return bool(_LAST.match(title))
