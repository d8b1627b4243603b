"""What is wanted from a site, and one run that gets it: shared by meetings and documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from corpus.fetching.client import Client
from corpus.fetching.listing import ListedMeeting
from corpus.fetching.report import FetchReport
from corpus.fetching.state import State
from corpus.readers.moderngov_address import Site


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user wants fetched. Committees by number, name or part of a name; all if none.

    `document_hosts` are hosts beside the site's own that documents are fetched from.
    """

    committees: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    documents: bool = False
    max_document_bytes: int = 50 * 2**20
    recheck_days: int = 90
    council: str | None = None
    document_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One fetch under way. `resumed_from` is when the run that it goes on with had started.

    `silent` are hosts of documents that have stopped answering.
    """

    site: Site
    client: Client
    state: State
    into: Path
    wanted: Wanted
    report: FetchReport
    today: date
    by_service: bool
    resumed_from: str | None = None
    silent: set[str] = field(default_factory=set)

    def is_recent(self, meeting: ListedMeeting) -> bool:
        """Say whether a meeting's record may still change: minutes appear weeks late."""
        return meeting.date is None or meeting.date >= self.today - timedelta(
            days=self.wanted.recheck_days
        )

    def was_checked(self, checked_at: str) -> bool:
        """Say whether the run that this one goes on with had been there already."""
        return self.resumed_from is not None and checked_at >= self.resumed_from


def now() -> str:
    """Return the time, UTC, in ISO format to the microsecond: such texts sort as times do."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
