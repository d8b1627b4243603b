"""Answers in JSON, and what every interface does with the meeting that it puts together of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from corpus.errors import (
    FetchError,
    NothingThere,
    RecordError,
    ResponseError,
    RobotsForbid,
)
from corpus.fetching.answers import Answer
from corpus.fetching.client import Client, OutOfTime, SiteUnreachable
from corpus.fetching.listing import ListedMeeting, choose, within
from corpus.fetching.meetings import Form, Outcome, address_of, fetch_meeting
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Run, Wanted
from corpus.fetching.state import KnownMeeting
from corpus.readers.told_fields import day

FILE = "meeting.json"
# More than any council has of anything; what goes on behind it is no list.
MAX_ROWS = 200_000
Record = dict[str, Any]


def value_of(answer: Answer) -> Any:
    """Return an answer's value. Raises ResponseError for one that is no JSON."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        start = answer.body.lstrip()[:1]
        raise ResponseError(
            "the answer is cut off in the middle, or no JSON",
            status=200 if start in (b"[", b"{") else 404,
            is_passing=start in (b"[", b"{"),
        ) from error


def rows_of(answer: Answer) -> list[Record]:
    """Return the rows of an answer that is a list of objects. Raises ResponseError for any other one."""
    value = value_of(answer)
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ResponseError("the answer is no list of records", status=404)
    return value


def object_of(answer: Answer) -> Record:
    """Return the object of an answer. Raises ResponseError for any other one."""
    value = value_of(answer)
    if not isinstance(value, dict):
        raise ResponseError("the answer is no record", status=404)
    return value


def first_of(client: Client, url: str, what: str, read: Callable[[Answer], Any]) -> Any:
    """Return what the first answer of a site says. Raises NothingThere where it is none of an interface."""
    try:
        return read(client.get(url, check=read))
    except (SiteUnreachable, OutOfTime, RobotsForbid):
        raise
    except ResponseError as error:
        raise NothingThere(
            f"No {what} answers at {url.partition('?')[0]}: {error}. Check the address, or try later."
        ) from error


@contextmanager
def whole_list(base: str) -> Iterator[None]:
    """Raise FetchError where a list of meetings cannot be had whole: a part of it would look like all."""
    try:
        yield
    except ResponseError as error:
        raise FetchError(
            f"No list of meetings could be had from {base}: {error}. Try again later."
        ) from error


def day_of(row: Record, *names: str) -> date | None:
    """Return the day of a meeting, None where its field is none."""
    try:
        return day(row, *names)
    except RecordError:
        return None


def wanted_of(
    found: Iterable[ListedMeeting], wanted: Wanted, report: FetchReport, base: str
) -> list[ListedMeeting]:
    """Return the meetings that are wanted, the newest first. Raises NothingThere if there is none."""
    every = {meeting.id: meeting for meeting in found}
    committees = choose(
        sorted({m.committee for m in every.values()}, key=lambda c: (c.name, c.id)),
        wanted.committees,
    )
    report.committees = len(committees)
    chosen = [
        m
        for m in every.values()
        if m.committee in committees and within(m, wanted.first, wanted.last)
    ]
    if not chosen:
        raise NothingThere(f"{base} lists no such meetings. Ask for other committees or years.")
    return sorted(chosen, key=lambda m: (m.date or date.max, m.id), reverse=True)


def fetch_put_together(
    run: Run, meeting: ListedMeeting, put_together: Callable[[], Record], items: str
) -> Outcome:
    """Fetch a meeting if it is due, as one record of several answers; `items` is the field of its items."""

    def has_items(body: bytes) -> bool:
        return bool(json.loads(body).get(items))

    def ask(
        run: Run, meeting: ListedMeeting, known: KnownMeeting | None
    ) -> tuple[Form, Answer] | None:
        form = Form(
            name="interface",
            file=FILE,
            url=address_of,
            check=lambda answer: None,
            has_items=has_items,
            fingerprint=lambda body: hashlib.sha256(body).hexdigest(),
        )
        try:
            record = put_together()
        except (SiteUnreachable, OutOfTime):
            raise
        except FetchError as error:
            when = meeting.date.isoformat() if meeting.date else "undated"
            what = f"{meeting.committee.name}, {when}"
            run.report.fail(what, address_of(run.site, meeting), error)
            return None
        body = json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        return form, Answer(address_of(run.site, meeting), body)

    return fetch_meeting(run, meeting, ask)


def note_hidden(report: FetchReport, n_hidden: int) -> None:
    """Say how many meetings the interface lists that are not for the public, or deleted."""
    if n_hidden:
        report.notes.append(f"meetings left out as deleted or not for the public: {n_hidden:,}")


def key_of(text: str) -> int:
    """Return a number for an address, which SQLite stores and no other address has."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:7])
