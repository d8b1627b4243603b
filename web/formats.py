"""How templates write a date, a count, a long text."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

from flask import Flask

from search.page.words import count, in_language, language_code, more_in


def day(when: date) -> str:
    """Return a date as people write it: 5 May 2019."""
    return f"{when.day} {when:%B} {when.year}"


def moment(built_at: str) -> str:
    """Return the ISO time of a build as a day and a time: 5 May 2019 at 14:30 UTC."""
    try:
        when = datetime.fromisoformat(built_at)
    except ValueError:
        return built_at
    return f"{day(when)} at {when:%H:%M} UTC"


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


def register(app: Flask) -> None:
    """Give the templates these functions as filters."""
    for function in (
        *(day, moment, count, first_words, web_address),
        *(in_language, language_code, more_in),
    ):
        app.add_template_filter(function)
