"""The pipeline: a site's address -> committees -> meetings -> files in a folder, and a report."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from corpus.errors import (
    FetchError,
    NothingThere,
    ResponseError,
    RobotsForbid,
    UsageError,
    unquoted,
)
from corpus.moderngov import layout, pages, service
from corpus.moderngov.answers import Answer
from corpus.moderngov.client import Client, OutOfTime, Politeness, SiteUnreachable
from corpus.moderngov.documents import fetch_documents
from corpus.moderngov.listing import Committee, ListedMeeting, choose, within
from corpus.moderngov.meetings import fetch_meeting
from corpus.moderngov.report import FetchReport
from corpus.moderngov.run import Run, Wanted, now
from corpus.moderngov.state import State, open_state
from corpus.progress import Progress, silent
from corpus.readers.moderngov_address import Site, read_site

# What a killed run had looked at is not looked at again, unless it is as old as this.
RESUMED_DAYS = 2
# A disk, a quota, a file system without leave to write: the next record would fail the same way.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def fetch(
    address: str,
    into: Path,
    wanted: Wanted,
    politeness: Politeness,
    *,
    today: date | None = None,
    progress: Progress = silent,
) -> FetchReport:
    """Fetch a council's records from its modern.gov site into a folder; return what was done.

    What fails is reported and does not stop the rest. Killed at any moment, the same call goes on
    where it was; so does the next one after the time for this one (`max_time_s`) is over, which is no
    error. Raises UsageError, NothingThere, RobotsForbid, FetchError.
    """
    site = read_site(address)
    _check(wanted, politeness)
    report = FetchReport(base=site.base, into=str(into), started_at=_seconds())
    with open_state(into, site.base) as state, Client(politeness) as client:
        lists = _Lists(site, client, wanted, report)
        found = lists.read()
        state.note("base", site.base)
        with _reported(report, client, into):
            _note_council(state, lists, into)
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
                _fetch_all(run, found, progress)
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


def _fetch_all(run: Run, found: list[ListedMeeting], progress: Progress) -> None:
    report = run.report
    report.listed = len(found)
    for number, meeting in enumerate(found, start=1):
        try:
            _fetch_one(run, meeting)
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


def _fetch_one(run: Run, meeting: ListedMeeting) -> None:
    """Fetch one meeting with its documents; what nobody has thought of is reported, too."""
    report, counted = run.report, run.report.counted
    try:
        outcome = fetch_meeting(run, meeting)
        setattr(report, outcome, getattr(report, outcome) + 1)
        if run.wanted.documents and outcome not in ("called_off", "empty", "failed"):
            fetch_documents(run, meeting)
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
    run.report.fail(what, pages.meeting_url(run.site, meeting), why)


@dataclass(slots=True)
class _Lists:
    """The committees and meetings of a site: from the web service, else from its pages."""

    site: Site
    client: Client
    wanted: Wanted
    report: FetchReport
    by_service: bool = True
    committees_page: Answer | None = None

    def read(self) -> list[ListedMeeting]:
        """Return the meetings that are wanted, the newest first.

        Raises NothingThere, RobotsForbid; FetchError if no list of meetings can be had.
        """
        committees = choose(self._committees(), self.wanted.committees)
        self.report.by = "web service" if self.by_service else "pages"
        self.report.committees = len(committees)
        every = {meeting.id: meeting for meeting in self._meetings(committees)}
        wanted = self.wanted
        found = [m for m in every.values() if within(m, wanted.first, wanted.last)]
        if not found and self.report.failures:
            raise FetchError(
                f"No list of meetings could be had from {self.site.base}: "
                f"{self.report.failures[0].reason}. Try again later."
            )
        if not found:
            raise NothingThere(_no_meetings(committees, wanted))
        return sorted(found, key=lambda m: (m.date or date.max, m.id), reverse=True)

    def _committees(self) -> list[Committee]:
        url = service.committees_url(self.site)
        try:
            found = service.committees(self.client.get(url, check=service.committees))
            if found:
                return found
            why: FetchError = ResponseError("it lists no committees")
        except (ResponseError, RobotsForbid) as error:
            why = error
        self.by_service = False
        page_url = pages.committees_url(self.site)
        try:
            self.committees_page = self.client.get(page_url, check=pages.check_page)
        except RobotsForbid as error:
            raise RobotsForbid(
                f"{error}, and the web service cannot be used: {why}. Ask the council for "
                "permission, or for the records themselves."
            ) from error
        except ResponseError as error:
            raise NothingThere(_no_site(self.site, why, error)) from error
        found = pages.committees(self.committees_page)
        if not found:
            raise NothingThere(_no_site(self.site, why, "it lists no committees"))
        self.report.notes.append(f"the web service cannot be used ({why}); pages are read instead")
        return found

    def _meetings(self, committees: list[Committee]) -> Iterator[ListedMeeting]:
        if self.by_service and not self.wanted.committees:
            try:
                yield from self._by_service(service.ALL_COMMITTEES)
            except (ResponseError, RobotsForbid):
                pass  # Too much for some sites at once: one committee at a time, then.
            else:
                return
        for committee in committees:
            yield from self._of_committee(committee)

    def _by_service(self, committee_id: int) -> list[ListedMeeting]:
        url = service.meetings_url(self.site, committee_id, self.wanted.first, self.wanted.last)
        return service.meetings(self.client.get(url, check=service.meetings))

    def _of_committee(self, committee: Committee) -> Iterable[ListedMeeting]:
        reasons = []
        if self.by_service:
            try:
                return self._by_service(committee.id)
            except (ResponseError, RobotsForbid) as error:
                reasons.append(f"web service: {error}")
        try:
            return pages.meetings(self.client, self.site, committee, self.wanted.first)
        except (ResponseError, RobotsForbid) as error:
            reasons.append(f"page: {error}")
        url = pages.meetings_url(self.site, committee.id)
        self.report.fail(f"meetings of {committee.name}", url, "; ".join(reasons))
        return []

    def council_name(self) -> str | None:
        """Return the council's name as its page of committees gives it, or None."""
        if self.committees_page is None:
            try:
                url = pages.committees_url(self.site)
                self.committees_page = self.client.get(url, check=pages.check_page)
            except (ResponseError, RobotsForbid):
                return None
        return pages.council_name(self.committees_page)


def _note_council(state: State, lists: _Lists, into: Path) -> None:
    """Write the council's name above all records, unless somebody has written one there."""
    path, given = into / layout.SIDECAR, lists.wanted.council
    known = given or state.fact("council")
    if known is None and not path.exists():
        known = lists.council_name()
    lists.report.council = known
    if known and (given or not path.exists()):
        layout.write_if_changed(path, layout.council_facts(known))
        state.note("council", known)
    elif not path.exists():
        lists.report.notes.append(
            "the site does not say whose it is; give the council's name with --council"
        )


def _no_site(site: Site, service_said: object, page_said: object) -> str:
    return (
        f"No modern.gov site answers at {site.base} (its web service: {service_said}; its page of "
        f"committees: {page_said}). Open the council's list of committees in a browser and give "
        "the address of that page."
    )


def _no_meetings(committees: list[Committee], wanted: Wanted) -> str:
    whose = committees[0].name if len(committees) == 1 else f"{len(committees)} committees"
    between = " ".join(
        part
        for part in (
            f"from {wanted.first}" if wanted.first else "",
            f"to {wanted.last}" if wanted.last else "",
        )
        if part
    )
    return f"The site lists no meetings of {whose}{' ' + between if between else ''}."


def _unfinished_since(state: State) -> str | None:
    """Return when the run that did not end had started; a run of long ago is not gone on with."""
    since = state.fact("unfinished_since")
    oldest = (datetime.now(UTC) - timedelta(days=RESUMED_DAYS)).isoformat()
    return since if since is not None and since >= oldest else None


def _seconds() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
