"""What a fetch did: counts, and a reason for everything that failed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was asked for and not got."""

    what: str
    url: str
    reason: str


@dataclass(slots=True)
class FetchReport:
    """What a fetch asked for and got.

    `listed` is the sum of downloaded, changed, unchanged, settled, empty, called_off, failed and
    not_tried meetings: nothing is left out silently. Those not tried are left to the next run. Settled ones were fetched earlier and are too old to
    change; `by_page` of them came from their pages because the web service failed for them.
    """

    base: str
    into: str
    started_at: str
    ended_at: str = ""
    complete: bool = False
    resumed: bool = False
    council: str | None = None
    by: str = ""
    committees: int = 0
    listed: int = 0
    downloaded: int = 0
    changed: int = 0
    unchanged: int = 0
    settled: int = 0
    empty: int = 0
    called_off: int = 0
    failed: int = 0
    not_tried: int = 0
    by_page: int = 0
    documents_downloaded: int = 0
    documents_changed: int = 0
    documents_unchanged: int = 0
    documents_left_out: int = 0
    documents_failed: int = 0
    requests: int = 0
    downloaded_bytes: int = 0
    notes: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def counted(self) -> int:
        """Return how many meetings have come to some end: all that are listed, in the end."""
        fetched = self.downloaded + self.changed + self.unchanged
        left_out = self.settled + self.empty + self.called_off
        return fetched + left_out + self.failed + self.not_tried

    def to_json(self) -> dict[str, Any]:
        """Return what `fetch-report.json` holds."""
        return asdict(self)

    def to_bytes(self) -> bytes:
        """Return `fetch-report.json`."""
        return (json.dumps(self.to_json(), indent=1, ensure_ascii=False) + "\n").encode()

    def fail(self, what: str, url: str, reason: object) -> None:
        """Note something that was asked for and not got."""
        self.failures.append(Failure(what, url, str(reason)))
