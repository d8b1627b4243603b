"""OParl 1.0 and 1.1: a system, its bodies, and their lists of organisations and meetings (https://oparl.org/spezifikation/).

Lists come in pages of which each names the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.errors import NothingThere, ResponseError
from corpus.fetching.answers import Answer
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
    key_of,
    note_hidden,
    object_of,
    wanted_of,
    whole_list,
)
from corpus.interfaces.attachments import fetch_attachments
from corpus.readers.moderngov_address import Site, same_host
from corpus.readers.oparl import is_called_off, read
from corpus.readers.told_fields import link
from corpus.readers.withheld import is_withheld


@dataclass(slots=True)
class OParl:
    """The meetings of one system of OParl, or of one of its bodies."""

    site: Site
    client: Client
    wanted: Wanted
    report: FetchReport
    by_service: bool = True
    withdrawn: list[ListedMeeting] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    meetings: dict[int, Record] = field(default_factory=dict)

    def read(self) -> list[ListedMeeting]:
        """Return the meetings that are wanted, the newest first. Raises FetchError."""
        self.report.by = "OParl"
        start = first_of(self.client, self.site.base.rstrip("/"), "OParl", object_of)
        with whole_list(self.site.base):
            found = [m for body in self._bodies(start) for m in self._of_body(body)]
        note_hidden(self.report, len(self.withdrawn))
        return wanted_of(found, self.wanted, self.report, self.site.base)

    def council_name(self) -> str | None:
        """Return the name of the body, None where the system has several: each meeting says its own."""
        bodies = {record["body"]["name"] for record in self.meetings.values()}
        return bodies.pop() if len(bodies) == 1 else None

    def fetch(self, run: Run, meeting: ListedMeeting) -> Outcome:
        """Fetch a meeting if it is due. Raises SiteUnreachable and OutOfTime only."""
        return fetch_put_together(run, meeting, lambda: self._whole(meeting), "agendaItem")

    def fetch_documents(self, run: Run, meeting: ListedMeeting) -> None:
        """Fetch the files of a meeting's items."""
        fetch_attachments(run, meeting, read)

    def _bodies(self, start: Record) -> list[Record]:
        """Return the bodies of a system, or the body that the address itself is. Raises NothingThere."""
        if isinstance(start.get("meeting"), str):
            return [start]
        bodies = start.get("body")
        if isinstance(bodies, str):
            return list(self._pages(bodies))
        if isinstance(start.get("data"), list):
            return [body for body in start["data"] if isinstance(body, dict)]
        raise NothingThere(
            f"{self.site.base} is no system and no body of OParl. Give the address of the one or the other."
        )

    def _of_body(self, body: Record) -> Iterator[ListedMeeting]:
        """Yield the meetings of a body that are for the public, and note which are not, or were deleted."""
        organisations, meetings = body.get("organization"), body.get("meeting")
        if isinstance(organisations, str):
            for one in self._pages(organisations):
                self.names[str(one.get("id"))] = clean_name(str(one.get("name") or ""))
        own = {"id": body.get("id"), "name": clean_name(str(body.get("name") or ""))}
        for record in self._pages(meetings) if isinstance(meetings, str) else ():
            meeting = self._listed(record)
            if meeting is None:
                continue
            if record.get("deleted") is True or is_withheld(record.items()):
                self.withdrawn.append(meeting)
            else:
                self.meetings[meeting.id] = {**record, "body": own}
                yield meeting

    def _listed(self, record: Record) -> ListedMeeting | None:
        """Return a meeting as the list tells of it, None for one without an address."""
        address = record.get("id")
        if not isinstance(address, str):
            return None
        number, name = self._committee(record)
        state, changed = (str(record.get(one) or "") for one in ("meetingState", "modified"))
        return ListedMeeting(
            id=key_of(address),
            committee=Committee(number, name),
            date=day_of(record, "start"),
            status="cancelled" if is_called_off(record) else f"{state} {changed}",
            url=link(record, "web", "id") or "",
        )

    def _committee(self, record: Record) -> tuple[int, str]:
        """Return number and name of the first body that met, of which the system tells the name."""
        bodies = record.get("organization")
        for one in bodies if isinstance(bodies, list) else []:
            if isinstance(one, str) and (name := self.names.get(one)):
                return key_of(one), name
        return 0, clean_name(str(record.get("name") or "")) or "Unnamed"

    def _whole(self, meeting: ListedMeeting) -> Record:
        """Return a meeting with its items in it, and the names of those who met."""
        record = dict(self.meetings[meeting.id])
        items = record.get("agendaItem") or []
        record["agendaItem"] = [
            self._asked(one, object_of) if isinstance(one, str) else one for one in items if one
        ]
        bodies = record.get("organization")
        record["organization"] = [
            {"id": one, "name": self.names[one]}
            if isinstance(one, str) and self.names.get(one)
            else one
            for one in (bodies if isinstance(bodies, list) else [])
        ]
        return record

    def _pages(self, url: str) -> Iterator[Record]:
        """Yield all rows of a list, page after page. Raises ResponseError for what is no such list."""
        seen: set[str] = set()
        n_rows = 0
        while url not in seen and n_rows < MAX_ROWS:
            seen.add(url)
            page = self._asked(url, _check_page)
            rows = page["data"]
            yield from (row for row in rows if isinstance(row, dict))
            n_rows += len(rows)
            links = page.get("links")
            following = links.get("next") if isinstance(links, dict) else None
            if not isinstance(following, str) or not following:
                return
            url = following

    def _asked(self, url: str, read: Callable[[Answer], Record]) -> Record:
        """Return an object of the same site. Raises ResponseError, also for an address of another one."""
        if not same_host(self.site.base, url):
            raise ResponseError(f"leads to another site, {urlsplit(url).netloc}", status=200)
        return read(self.client.get(url, check=read))


def _check_page(answer: Answer) -> Record:
    page = object_of(answer)
    if not isinstance(page.get("data"), list):
        raise ResponseError("the answer is no list of OParl", status=404)
    return page
