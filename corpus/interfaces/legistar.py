"""Legistar's Web API: `https://webapi.legistar.com/v1/CLIENT` (https://webapi.legistar.com/Help).

Lists come in pages by `$top` and `$skip`; votes and roll calls one agenda item at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from corpus.errors import ResponseError
from corpus.fetching.client import Client
from corpus.fetching.listing import Committee, ListedMeeting, clean_name
from corpus.fetching.meetings import Outcome
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Run, Wanted
from corpus.interfaces.answers import (
    MAX_ROWS,
    Record,
    day_of,
    fetch_put_together,
    first_of,
    note_hidden,
    rows_of,
    wanted_of,
    whole_list,
)
from corpus.interfaces.attachments import fetch_attachments
from corpus.readers.legistar import ROLL_CALLS, VOTES, is_called_off, is_public, read
from corpus.readers.moderngov_address import Site
from corpus.readers.told_fields import link

# The interface gives a thousand rows at most, whatever it is asked for.
PAGE = 1_000
# Where Legistar keeps the files of its clients.
_KEPT_ON = ("legistar.com", "legistar1.com", "granicus.com")
_ROUND = 10


@dataclass(slots=True)
class Legistar:
    """The meetings of one client of the Web API."""

    site: Site
    client: Client
    wanted: Wanted
    report: FetchReport
    by_service: bool = True
    withdrawn: list[ListedMeeting] = field(default_factory=list)
    events: dict[int, Record] = field(default_factory=dict)

    def read(self) -> list[ListedMeeting]:
        """Return the meetings that are wanted, the newest first. Raises FetchError."""
        self.report.by = "Legistar's Web API"
        first_of(self.client, self.site.url("Events", **{"$top": 1}), self.report.by, rows_of)
        found = []
        with whole_list(self.site.base):
            for event in self._pages("Events", "EventId", **self._between()):
                meeting = _listed(event)
                if meeting is None:
                    self.report.fail("an event", self.site.base, "it has no number or no body")
                elif not is_public(event):
                    self.withdrawn.append(meeting)
                else:
                    self.events[meeting.id] = event
                    found.append(meeting)
        note_hidden(self.report, len(self.withdrawn))
        return wanted_of(found, self.wanted, self.report, self.site.base)

    def council_name(self) -> str | None:
        """Return None: the interface does not say whose it is."""
        return None

    def fetch(self, run: Run, meeting: ListedMeeting) -> Outcome:
        """Fetch a meeting if it is due. Raises SiteUnreachable and OutOfTime only."""
        return fetch_put_together(run, meeting, lambda: self._event(meeting), "EventItems")

    def fetch_documents(self, run: Run, meeting: ListedMeeting) -> None:
        """Fetch the attachments of a meeting's items that the council shows on the internet."""
        fetch_attachments(run, meeting, read, _KEPT_ON)

    def _between(self) -> dict[str, str]:
        """Return the filter for the days that are wanted, in OData's words; the days are looked at again here."""
        first, last = self.wanted.first, self.wanted.last
        parts = [f"EventDate ge datetime'{first}'"] if first else []
        parts += [f"EventDate lt datetime'{last + timedelta(days=1)}'"] if last else []
        return {"$filter": " and ".join(parts)} if parts else {}

    def _pages(self, path: str, key: str, **arguments: object) -> Iterator[Record]:
        """Yield all rows of a list, each once, in order of their key.

        A site may give fewer rows than it is asked for, by a round number of its own: the end is a page with nothing
        new, or of a number that is not round. Raises ResponseError.
        """
        seen: set[object] = set()
        n_rows = 0
        while n_rows < MAX_ROWS:
            asked = {**arguments, "$orderby": key, "$top": PAGE, "$skip": n_rows}
            rows = rows_of(self.client.get(self.site.url(path, **asked), check=rows_of))
            new = [row for row in rows if row.get(key) not in seen]
            if not new:
                return
            yield from new
            seen |= {row.get(key) for row in new}
            n_rows += len(rows)
            if len(rows) % _ROUND:
                return
        raise ResponseError(f"a list of more than {MAX_ROWS:,} rows", status=200)

    def _event(self, meeting: ListedMeeting) -> Record:
        """Return an event with its items, and in them who voted how and who answered a roll call."""
        path = f"Events/{meeting.id}/EventItems"
        asked = {"AgendaNote": 1, "MinutesNote": 1, "Attachments": 1}
        items = [self._with_votes(row) for row in self._pages(path, "EventItemId", **asked)]
        return {**self.events[meeting.id], "EventItems": items}

    def _with_votes(self, item: Record) -> Record:
        found = dict(item)
        number = item.get("EventItemId")
        if not isinstance(number, int):
            return found
        if item.get("EventItemPassedFlag") is not None or item.get("EventItemTally"):
            found[VOTES] = self._of_item(number, "Votes")
        if item.get("EventItemRollCallFlag"):
            found[ROLL_CALLS] = self._of_item(number, "RollCalls")
        return found

    def _of_item(self, number: int, what: str) -> list[Record]:
        try:
            url = self.site.url(f"EventItems/{number}/{what}")
            return rows_of(self.client.get(url, check=rows_of))
        except ResponseError as error:
            # Some clients have no votes at all, and say so by 404.
            if error.status == 404:
                return []
            raise


def _listed(event: Record) -> ListedMeeting | None:
    """Return a meeting as the list tells of it, None for an event without a number or a body."""
    number, body, name = event.get("EventId"), event.get("EventBodyId"), event.get("EventBodyName")
    if type(number) is not int or not 0 <= number < 2**63 or not isinstance(name, str):
        return None
    if not clean_name(name):
        return None
    states = ("EventAgendaStatusName", "EventMinutesStatusName", "EventLastModifiedUtc")
    status = ", ".join(str(event.get(state) or "") for state in states)
    return ListedMeeting(
        id=number,
        committee=Committee(body if type(body) is int else 0, clean_name(name)),
        date=day_of(event, "EventDate"),
        status=f"cancelled {status}" if is_called_off(event) else status,
        url=link(event, "EventInSiteURL") or "",
    )
