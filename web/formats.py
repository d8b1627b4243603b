"""How templates write a date, a count, a long text."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from flask import Flask

from corpus.tongue import message, said
from search.page.words import day, in_language, kind_of, more_in

# What `exemption_reason` and the rest of the domain say of why nothing is shown.
_EXEMPTIONS = tuple(
    (re.compile(re.escape(shown).replace(re.escape("%(n)s"), "(?P<n>.+)")), shown)
    for shown in (
        message("Exempt item: not for publication"),
        message("Exempt in part: not for publication"),
        message(
            "Exempt item: not for publication (Local Government Act 1972, paragraph %(n)s of Schedule 12A)"
        ),
        message("Exempt item: not for publication (paragraph %(n)s)"),
        message("Exempt item: not for publication (Local Government Act 1972)"),
    )
)


def moment(built_at: str) -> str:
    """Return the ISO time of a build as a day and a time: 5 May 2019 at 14:30 UTC."""
    try:
        when = datetime.fromisoformat(built_at)
    except ValueError:
        return built_at
    return said("%(day)s at %(time)s UTC", day=day(when), time=f"{when:%H:%M}")


def first_words(text: str, limit: int = 40) -> str:
    """Return the first words of a text, with an ellipsis if there are more."""
    words = text.split()
    return " ".join(words[:limit]) + (" …" if len(words) > limit else "")


def web_address(url: str | None, base: str | None = None) -> str | None:
    """Return the address if a page may link to it (http or https), else None.

    A relative one is taken to stand on the page `base`.
    """
    if not url or not url.strip():
        return None
    try:
        address = urljoin((base or "").strip(), url.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def exemption(stored: str) -> str:
    """Return why an item has no text, as the index has it in English, in the language of the page."""
    for pattern, shown in _EXEMPTIONS:
        if match := pattern.fullmatch(stored):
            return said(shown, **match.groupdict()) if match.groupdict() else said(shown)
    return stored


def register(app: Flask) -> None:
    """Give the templates these functions as filters."""
    for function in (
        *(day, moment, first_words, web_address),
        *(in_language, kind_of, more_in),
        exemption,
    ):
        app.add_template_filter(function)
