"""Values of JSON that another system wrote, as the texts, days and links that a record has."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from corpus.errors import RecordError
from corpus.lines import cleaned, texts
from corpus.readers.fields import printed
from corpus.readers.html_text import document_lines
from corpus.text import clean_lines, paragraphs, squash, without_furniture

_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|ul|ol|li|table|tr|td|font|a)\b[^<>]*>", re.I
)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T ])")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6});", re.IGNORECASE)
_LONGEST_TITLE = 200


def objects(record: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects of a list; none where there is no list. Raises RecordError for anything else."""
    value = record.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise RecordError(f'"{name}" is a list of objects')
    return value


def line(record: Mapping[str, Any], name: str) -> str:
    """Return a text or a number as one line, "" where there is none. Raises RecordError for anything else."""
    return squash(" ".join(clean_lines(_plain(printed(record, name)))))


def prose(record: Mapping[str, Any], name: str) -> str:
    """Return a text as paragraphs; of HTML what it shows. Raises RecordError for what is no text."""
    text = printed(record, name)
    if not _TAG.search(text):
        return paragraphs(clean_lines(_plain(text)))
    tree = LexborHTMLParser(text)
    if tree.body is None:
        return ""
    return paragraphs(without_furniture(texts(cleaned(document_lines(tree, tree.body)))))


def day(record: Mapping[str, Any], *names: str) -> date | None:
    """Return the day of the first of some fields that has one, as it was where the meeting was held.

    A time in UTC is of another day in the evening of some places: where the record names its time zone
    ("timezone"), the day is that zone's. Raises RecordError for what is no date.
    """
    text = next((found for name in names if (found := line(record, name))), "")
    if not text:
        return None
    match = _DAY.match(text)
    try:
        if match is None:
            raise ValueError("no date in front")
        return _at_home(text, line(record, "timezone")) or date.fromisoformat(match[1])
    except ValueError:
        raise RecordError(
            "a date is written YYYY-MM-DD, with or without a time behind it"
        ) from None


def _at_home(text: str, zone: str) -> date | None:
    if not zone or len(text) <= len("2020-01-01"):
        return None
    try:
        when = datetime.fromisoformat(text)
        # A zone that this machine has no rules of raises KeyError, a name that leads to a file ValueError.
        return when.astimezone(ZoneInfo(zone)).date() if when.tzinfo else None
    except (ValueError, KeyError, OSError):
        return None


def link(record: Mapping[str, Any], *names: str) -> str | None:
    """Return the first of some fields that is a web address, None where none is."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and _is_address(value.strip()):
            return value.strip()
    return None


def title_and_rest(text: str) -> tuple[str, str]:
    """Return the first line of a text as a title, and the whole text where it says more than that.

    A first line that is too long for a title ends behind a word; the text has it whole.
    """
    first = next((one for one in text.split("\n") if one.strip()), "")
    if len(first) > _LONGEST_TITLE:
        return f"{first[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …", text
    return first, "" if squash(text) == squash(first) else text


def together(*parts: str) -> str:
    """Return texts one below the other, each once."""
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def vote_lines(votes: Iterable[tuple[str, str]]) -> str:
    """Return who voted how, each option a line with its number and names, as minutes have them.

    `votes` are (option, name) in order: "Aye (2): A. Oak, B. Elm".
    """
    by_option: dict[str, list[str]] = {}
    for option, name in votes:
        if option:
            by_option.setdefault(option, []).append(name)
    return "\n".join(
        f"{option} ({len(names)}): {', '.join(filter(None, names))}"
        for option, names in by_option.items()
    )


def _plain(text: str) -> str:
    return html.unescape(text) if _ENTITY.search(text) else text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable()
