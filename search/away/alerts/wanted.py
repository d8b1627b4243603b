"""`alerts.toml`: who wants to be told of what, how often; every value is checked, none is guessed."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.utils import formataddr, parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from corpus.errors import UsageError
from corpus.plain_file import read_plain
from corpus.records import DocumentKind
from search.query.dates import read_date
from search.query.kinds import kind_named
from search.query.nodes import Filters

_LONGEST_FILE, _LONGEST_TEXT = 16 * 2**20, 1_000
# A link that ends mails stands in one line of a header, which has room for twice as much.
_LONGEST_SITE = 500
# RFC 5321: a mailbox without quotes and comments, which nobody needs and header injection would use.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_LONGEST_ADDRESS = 254
_OF_FILE = ("site", "from", "name", "alert")
_OF_ALERT = (
    "name",
    "search",
    "follow",
    "to",
    "every",
    "committee",
    "council",
    "kind",
    "date_from",
    "date_to",
    "literal",
    "near",
)


class Every(StrEnum):
    """How often somebody wants a mail at most: with every run, once a day, once a week."""

    RUN = "run"
    DAY = "day"
    WEEK = "week"

    @property
    def days(self) -> timedelta:
        """Return how many calendar days lie between two mails at least."""
        return timedelta({Every.RUN: 0, Every.DAY: 1, Every.WEEK: 7}[self])


@dataclass(frozen=True, slots=True)
class Alert:
    """A search that somebody wants to be told of, or the id of an item that they `follow`.

    With `near` what is only near in meaning is told, too, or what is only likely of the item's matter.
    """

    name: str
    search: str
    to: str
    every: Every = Every.RUN
    filters: Filters = field(default_factory=Filters)
    near: bool = False
    follow: str = ""

    @property
    def wanted(self) -> str:
        """Return all that decides what is told, and to whom; the name and how often are no part of it."""
        if self.follow:
            return f"{self.to.lower()} {json.dumps(['follow', self.follow, self.near], ensure_ascii=False)}"
        found = self.filters
        days = [day.isoformat() if day else "" for day in (found.date_from, found.date_to)]
        parts = [self.search, sorted(found.committees), sorted(found.kinds), days, self.near]
        # What was asked for before these could be given keeps its name.
        parts += (
            [[sorted(found.councils), found.literal]] if found.councils or found.literal else []
        )
        return f"{self.to.lower()} {json.dumps(parts, ensure_ascii=False)}"

    @property
    def page(self) -> str:
        """Return the address, below the site's, of the page that shows all that is found, the newest first."""
        if self.follow:
            return f"matter/{quote(self.follow)}"
        return f"?{urlencode(self._arguments)}"

    @property
    def _arguments(self) -> list[tuple[str, str]]:
        found = self.filters
        given = [("q", self.search)]
        given += [("committee", name) for name in found.committees]
        given += [("council", name) for name in found.councils]
        given += [("kind", str(kind)) for kind in found.kinds]
        given += [("from", str(found.date_from or "")), ("to", str(found.date_to or ""))]
        given += [("literal", "1" if found.literal else "")]
        return [(name, value) for name, value in (*given, ("sort", "newest")) if value]


@dataclass(frozen=True, slots=True)
class Alerts:
    """An `alerts.toml`: the public address of the site (ends with a slash), the sender, and who wants what."""

    site: str
    sender: str
    name: str
    alerts: tuple[Alert, ...]

    @property
    def domain(self) -> str:
        """Return the name of the machine of the site, for the ids of mails."""
        return urlsplit(self.site).hostname or ""


def read_alerts(path: Path) -> Alerts:
    """Return what an `alerts.toml` says. Raises UsageError, which says where it is wrong."""
    try:
        table = tomllib.loads(read_plain(path, _LONGEST_FILE).decode("utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no TOML: {error}") from error
    try:
        return _alerts(table)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _alerts(table: Mapping[str, Any]) -> Alerts:
    _refuse_unknown(table, _OF_FILE)
    site, name = _line(table, "site"), _line(table, "name") or "Council records"
    if not _is_site(site):
        raise UsageError(
            "site is the public address of the search, with https:// in front and a slash at its end, "
            f"of up to {_LONGEST_SITE} letters."
        )
    shown, mailbox = parseaddr(_line(table, "from"))
    if not is_address(mailbox):
        raise UsageError('from is who sends: from = "Example Council <records@example.gov.uk>".')
    entries = table.get("alert", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError("every alert begins with a line [[alert]].")
    alerts = tuple(_numbered(number, entry) for number, entry in enumerate(entries, start=1))
    _refuse_twice(alerts)
    return Alerts(site, formataddr((shown, mailbox)), name, alerts)


def _numbered(number: int, entry: Mapping[str, Any]) -> Alert:
    try:
        return alert_of(entry)
    except UsageError as error:
        raise UsageError(f"alert {number}: {error}") from error


def alert_of(entry: Mapping[str, Any]) -> Alert:
    """Return the alert of one entry of an `alerts.toml`. Raises UsageError, which says what is wrong."""
    _refuse_unknown(entry, _OF_ALERT)
    search, near = _line(entry, "search"), _yes(entry, "near")
    to, every, follow = _recipient(entry), _every(entry), _line(entry, "follow")
    if follow:
        return Alert(_line(entry, "name") or follow, "", to, every, _only(entry), near, follow)
    filters = Filters(
        committees=tuple(_lines(entry, "committee")),
        date_from=_day(entry, "date_from"),
        date_to=_day(entry, "date_to"),
        kinds=_kinds(entry),
        literal=_yes(entry, "literal"),
        councils=tuple(_lines(entry, "council")),
    )
    if not search and not filters.narrow:
        raise UsageError(
            "search says what for; only with a committee, council, kind or date may it be missing."
        )
    if near and not search:
        raise UsageError("near needs a search: without words nothing is near.")
    name = (
        _line(entry, "name")
        or search
        or ", ".join((*filters.committees, *filters.councils, *filters.kinds))
    )
    return Alert(name, search, to, every, filters, near)


def _only(entry: Mapping[str, Any]) -> Filters:
    """Return no filters. Raises UsageError for an alert that follows an item and searches, too."""
    for name in ("search", "committee", "council", "kind", "date_from", "date_to", "literal"):
        if entry.get(name):
            raise UsageError(f"follow stands alone: an item is followed without {name}.")
    return Filters()


def _yes(entry: Mapping[str, Any], name: str) -> bool:
    value = entry.get(name, False)
    if not isinstance(value, bool):
        raise UsageError(f"{name} is true or false.")
    return value


def _recipient(entry: Mapping[str, Any]) -> str:
    to = _line(entry, "to")
    if not is_address(to):
        raise UsageError('to is one e-mail address: to = "ada@example.org".')
    return to


def _every(entry: Mapping[str, Any]) -> Every:
    every = _line(entry, "every") or Every.RUN
    if every not in list(Every):
        raise UsageError(f"every is one of: {', '.join(Every)}.")
    return Every(every)


def _refuse_twice(alerts: Sequence[Alert]) -> None:
    first: dict[str, int] = {}
    for number, alert in enumerate(alerts, start=1):
        if (before := first.setdefault(alert.wanted, number)) != number:
            raise UsageError(
                f"alert {number} is alert {before} again: the same search to the same address."
            )


def is_address(text: str) -> bool:
    """Say whether a text is one plain e-mail address, and nothing that a mail server could take for more."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def _is_site(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    plain = text.isascii() and not re.search(r"[\s?#<>\"]", text) and parts.username is None
    plain = plain and len(text) <= _LONGEST_SITE
    return (
        parts.scheme in ("http", "https") and bool(parts.hostname) and plain and text.endswith("/")
    )


def _refuse_unknown(table: Mapping[str, Any], known: Sequence[str]) -> None:
    for name in table:
        if name not in known:
            raise UsageError(f"there is no {name[:40]!r}; there are: {', '.join(known)}.")


def _line(table: Mapping[str, Any], name: str) -> str:
    """Return a text of one line, "" where there is none."""
    value = table.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not value.isprintable():
        raise UsageError(
            f"{name} is a text in quotes, of one line and up to {_LONGEST_TEXT} letters."
        )
    return value.strip()


def _lines(table: Mapping[str, Any], name: str) -> list[str]:
    value = table.get(name, [])
    values = value if isinstance(value, list) else [value]
    return [_line({name: one}, name) for one in values if one != ""]


def _kinds(table: Mapping[str, Any]) -> tuple[DocumentKind, ...]:
    found = {name: kind_named(name) for name in _lines(table, "kind")}
    for name, kind in found.items():
        if kind is None:
            raise UsageError(
                f"there is no kind {name[:40]!r}; there are: {', '.join(DocumentKind)}."
            )
    return tuple(kind for kind in found.values() if kind)


def _day(table: Mapping[str, Any], name: str) -> date | None:
    value = table.get(name, "")
    if value == "" or type(value) is date:
        return value or None
    found = read_date(value, last=name == "date_to") if isinstance(value, str) else None
    if found is None:
        raise UsageError(f"{name} is a date: {name} = 2019-05-31.")
    return found


def digest(text: str, salt: bytes) -> str:
    """Return what stands for a text in the ledger: the salt is the ledger's own, so it tells nobody the address."""
    return hashlib.blake2b(text.encode(), key=salt, digest_size=16).hexdigest()
