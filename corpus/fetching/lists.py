"""Which committees and meetings a site lists, by its web service or by its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from corpus.errors import (
    FetchError,
    NothingThere,
    ResponseError,
    RobotsForbid,
)
from corpus.fetching import pages, service
from corpus.fetching.answers import Answer
from corpus.fetching.client import Client
from corpus.fetching.listing import Committee, ListedMeeting, choose, within
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Wanted
from corpus.readers.moderngov_address import Site


@dataclass(slots=True)
class Lists:
    """The committees and meetings of a site: from the web service, else from its pages."""

    site: Site
    client: Client
    wanted: Wanted
    report: FetchReport
    by_service: bool = True
    committees_page: Answer | None = None
    # A site of modern.gov leaves out what it does not show.
    withdrawn: list[ListedMeeting] = field(default_factory=list)

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


def _seconds() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
