"""The pipeline: a site's address -> committees -> meetings -> files in a folder, and a report."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from corpus.errors import (
    FetchError,
    UsageError,
    unquoted,
)
from corpus.fetching import layout
from corpus.fetching.client import Client, OutOfTime, SiteUnreachable
from corpus.fetching.documents import fetch_documents
from corpus.fetching.listing import ListedMeeting
from corpus.fetching.lists import Lists, _seconds
from corpus.fetching.meetings import Outcome, address_of, fetch_meeting
from corpus.fetching.politeness import Politeness
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Run, Wanted, now
from corpus.fetching.state import State, open_state
from corpus.fetching.withdrawn import take_back
from corpus.progress import Progress, silent
from corpus.readers.moderngov_address import Site, read_site

# What a killed run had looked at is not looked at again, unless it is as old as this.
RESUMED_DAYS = 2
# A disk, a quota, a file system without leave to write: the next record would fail the same way.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class Listing(Protocol):
    """What a site lists, and how one meeting of it is got.

    `by_service`: from an interface, not from pages. `withdrawn`: what it lists as deleted, or not for the public.
    """

    by_service: bool
    withdrawn: list[ListedMeeting]

    def read(self) -> list[ListedMeeting]:
        """Return the meetings that are wanted, the newest first. Raises FetchError."""

    def council_name(self) -> str | None:
        """Return whose site it is, where it says so."""

    def fetch(self, run: Run, meeting: ListedMeeting) -> Outcome:
        """Fetch a meeting if it is due. Raises SiteUnreachable and OutOfTime only."""

    def fetch_documents(self, run: Run, meeting: ListedMeeting) -> None:
        """Fetch the documents of a meeting that are wanted, and remove what it shows no more. Raises SiteUnreachable and OutOfTime only."""


@dataclass(slots=True)
class _ModernGov(Lists):
    """A modern.gov site."""

    def fetch(self, run: Run, meeting: ListedMeeting) -> Outcome:
        """Fetch a meeting if it is due."""
        return fetch_meeting(run, meeting)

    def fetch_documents(self, run: Run, meeting: ListedMeeting) -> None:
        """Fetch the documents of a meeting that was fetched."""
        fetch_documents(run, meeting)


Lister = Callable[[Site, Client, Wanted, FetchReport], Listing]
MODERN_GOV: Lister = _ModernGov


def fetch(
    address: str,
    into: Path,
    wanted: Wanted,
    politeness: Politeness,
    *,
    lister: Lister = MODERN_GOV,
    today: date | None = None,
    progress: Progress = silent,
) -> FetchReport:
    """Fetch a council's records from its site into a folder; return what was done.

    The site is one of modern.gov unless `lister` asks another kind.

    What fails is reported and does not stop the rest. Killed at any moment, the same call goes on
    where it was; so does the next one after the time for this one (`max_time_s`) is over, which is no
    error. Raises UsageError, NothingThere, RobotsForbid, FetchError.
    """
    site = read_site(address)
    _check(wanted, politeness)
    report = FetchReport(base=site.base, into=str(into), started_at=_seconds())
    with open_state(into, site.base) as state, Client(politeness) as client:
        lists = lister(site, client, wanted, report)
        try:
            found = lists.read()
        finally:
            take_back(state, into, report, lists.withdrawn)
        state.note("base", site.base)
        with _reported(report, client, into):
            _note_council(state, lists, wanted, report, into)
            run = Run(
                site=site,
                client=client,
                state=state,
                into=into,
                wanted=wanted,
                report=report,
                today=today or date.today(),
                by_service=lists.by_service,
                resumed_from=_unfinished_since(state),
            )
            report.resumed = run.resumed_from is not None
            if run.resumed_from is None:
                state.note("unfinished_since", now())
            try:
                _fetch_all(run, lists, found, progress)
            except OutOfTime as error:
                report.not_tried = report.listed - report.counted
                report.notes.append(str(error))
            else:
                state.note("unfinished_since", None)
                report.complete = True
    return report


def _check(wanted: Wanted, politeness: Politeness) -> None:
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise UsageError(f"--from {wanted.first} is later than --to {wanted.last}.")
    if politeness.pause_s < 0 or politeness.timeout_s <= 0 or wanted.recheck_days < 0:
        raise UsageError("--pause and --recheck-days are 0 or more, --timeout is more than 0.")
    if politeness.max_time_s is not None and politeness.max_time_s <= 0:
        raise UsageError("--max-time is more than 0.")
    if wanted.max_document_bytes <= 0:
        raise UsageError("--max-document-mb is more than 0.")


@contextmanager
def _reported(report: FetchReport, client: Client, into: Path) -> Iterator[None]:
    """Write the report whatever happens inside, Ctrl-C included."""
    try:
        yield
    finally:
        report.notes.extend(client.waits)
        report.requests, report.downloaded_bytes = client.n_requests, client.n_bytes
        report.ended_at = _seconds()
        layout.write(into / layout.REPORT, report.to_bytes())


def _fetch_all(run: Run, lists: Listing, found: list[ListedMeeting], progress: Progress) -> None:
    report = run.report
    report.listed = len(found)
    for number, meeting in enumerate(found, start=1):
        try:
            _fetch_one(run, lists, meeting)
        except SiteUnreachable as error:
            counted = report.counted
            report.failed += len(found) - counted
            report.fail(f"{len(found) - counted} meetings not tried", run.site.base, error)
            break
        progress("fetching", number, len(found))
    if report.by_page:
        report.notes.append(
            f"the web service failed for {report.by_page} meetings; their pages were taken"
        )


def _fetch_one(run: Run, lists: Listing, meeting: ListedMeeting) -> None:
    """Fetch one meeting with its documents; what nobody has thought of is reported, too."""
    report, counted = run.report, run.report.counted
    try:
        outcome = lists.fetch(run, meeting)
        setattr(report, outcome, getattr(report, outcome) + 1)
        if outcome not in ("called_off", "failed"):
            lists.fetch_documents(run, meeting)
    except OSError as error:
        if error.errno in _FULL:
            raise UsageError(
                f"Nothing more can be written to {run.into}: {error.strerror}. Make room; the same "
                "command then goes on from here."
            ) from error
        _fail(run, meeting, error, counted)
    except FetchError:
        raise
    except Exception as error:
        _fail(run, meeting, error, counted)


def _fail(run: Run, meeting: ListedMeeting, error: Exception, counted: int) -> None:
    """Note a meeting of which something failed; as failed unless it was counted before that."""
    if run.report.counted == counted:
        run.report.failed += 1
    what = f"{meeting.committee.name}, {meeting.date or 'undated'}"
    why = error.strerror if isinstance(error, OSError) and error.strerror else unquoted(error)
    run.report.fail(what, address_of(run.site, meeting), why)


def _note_council(
    state: State, lists: Listing, wanted: Wanted, report: FetchReport, into: Path
) -> None:
    """Write the council's name above all records, unless somebody has written one there."""
    path, given = into / layout.SIDECAR, wanted.council
    known = given or state.fact("council")
    if known is None and not path.exists():
        known = lists.council_name()
    report.council = known
    if known and (given or not path.exists()):
        layout.write_if_changed(path, layout.council_facts(known))
        state.note("council", known)
    elif not path.exists():
        report.notes.append(
            "the site does not say whose it is; give the council's name with --council"
        )


def _unfinished_since(state: State) -> str | None:
    """Return when the run that did not end had started; a run of long ago is not gone on with."""
    since = state.fact("unfinished_since")
    oldest = (datetime.now(UTC) - timedelta(days=RESUMED_DAYS)).isoformat()
    return since if since is not None and since >= oldest else None
