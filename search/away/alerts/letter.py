"""A mail to one person: what is new in each of their searches, why it is told, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import quote

from indexer.passages.passage import Passage
from search.away.alerts.ledger import Event, Mail
from search.away.alerts.percolate import Why, words_of
from search.away.alerts.wanted import Alert, Alerts
from search.away.alerts.wire import WIRE
from search.page.words import count, where

# Items of one search in one mail; the rest are counted and linked to.
MOST_ITEMS = 20
_DECIDED_WORDS, _LONGEST_SUBJECT = 80, 150
_EVENTS: dict[Event, str] = {"new": "New", "minuted": "Its minutes are there now"}


@dataclass(frozen=True, slots=True)
class Told:
    """An item that is told of, what happened to it, and why a search finds it."""

    passage: Passage
    event: Event
    why: Why


@dataclass(frozen=True, slots=True)
class Part:
    """A search of the person, what is told of it, and the address of the link that stops it."""

    alert: Alert
    told: Sequence[Told]
    stop: str


def letter(alerts: Alerts, mail: Mail, parts: Sequence[Part], stop_all: str) -> EmailMessage:
    """Return a mail to the person of the parts, who have at least one.

    `stop_all` is the address of the link by which they get no more mails (RFC 2369, RFC 8058).
    """
    message = EmailMessage(policy=WIRE)
    # What looks like an encoded word (RFC 2047) would be decoded, line breaks and all.
    subject = one_line(_subject(alerts, parts)).replace("=?", "= ?")
    message["Subject"] = subject[:_LONGEST_SUBJECT]
    message["From"] = alerts.sender
    message["To"] = parts[0].alert.to
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{mail.name}@{alerts.domain}>"
    message["List-Id"] = f"<alerts.{alerts.domain}>"
    message["List-Unsubscribe"] = f"<{stop_all}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # RFC 3834: nobody's holiday notice answers it.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(_lines(alerts, parts, stop_all)) + "\n", cte="quoted-printable")
    return message


def _subject(alerts: Alerts, parts: Sequence[Part]) -> str:
    n_items = count(sum(len(part.told) for part in parts), "item")
    if len(parts) == 1:
        return f"{n_items} for “{parts[0].alert.name}” – {alerts.name}"
    return f"{n_items} in {len(parts)} searches – {alerts.name}"


def _lines(alerts: Alerts, parts: Sequence[Part], stop_all: str) -> Iterator[str]:
    for part in parts:
        yield f"{one_line(part.alert.name)}: {count(len(part.told), 'item')}"
        yield "=" * 60
        for number, told in enumerate(part.told[:MOST_ITEMS], start=1):
            yield from _item(alerts.site, number, told)
        if len(part.told) > MOST_ITEMS:
            yield f"And {len(part.told) - MOST_ITEMS:,} more."
            yield ""
        whole = "The whole matter" if part.alert.follow else "All of this search"
        yield f"{whole}: {alerts.site}{part.alert.page}"
        yield f"No more mails of it: {part.stop}"
        yield ""
    yield "-- "
    yield f"{one_line(alerts.name)} – {alerts.site}"
    yield "Every quotation is copied word for word from the published record."
    yield f"No more mails to this address: {stop_all}"


def _item(site: str, number: int, told: Told) -> Iterator[str]:
    passage = told.passage
    yield f"{number}. {one_line(passage.title)}"
    yield f"   {one_line(where(passage))}"
    yield f"   {_EVENTS[told.event]}."
    yield from (f"   {line}" for line in _reasons(told))
    yield f"   {site}passage/{quote(passage.id)}"
    yield ""


def _reasons(told: Told) -> Iterator[str]:
    """Yield why an item is told, the sentences that it is found by, and what was decided."""
    passage, found = told.passage, told.why.snippets
    if passage.exempt:
        yield f"Its text is not public: {one_line(passage.exempt)}"
        yield from _found_by(told.why)
        return
    yield from (f"Why: {one_line(reason)}" for reason in told.why.reasons)
    is_marked = any(snippet.highlights for snippet in found)
    # What is found by its committee alone has nothing to be quoted for.
    said = (
        ("Says" if is_marked or told.why.reasons else "Begins")
        if told.why.by_words
        else "Near in meaning"
    )
    yield from (f"{said}: “{one_line(snippet.text)}”" for snippet in found)
    yield from _found_by(told.why)
    if passage.resolved:
        yield f"Decided: {_first_words(passage.resolved, _DECIDED_WORDS)}"


def _found_by(why: Why) -> Iterator[str]:
    words = ", ".join(words_of(why))
    if words:
        yield f"Found by: {one_line(words)}"


def _first_words(text: str, n: int) -> str:
    words = text.split()
    return one_line(" ".join(words[:n]) + (" …" if len(words) > n else ""))


def one_line(text: str) -> str:
    """Return a text as one line without control characters: what a record says is no header and no command."""
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
