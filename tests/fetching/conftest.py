"""A council's site for each test, and a fetch from it that does not wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.fetching.fetch import fetch
from corpus.fetching.politeness import Politeness
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Wanted
from tests.interface_servers import OParlSite, wiesental
from tests.moderngov_council import Council, wenbridge
from tests.moderngov_server import served

TODAY = date(2026, 3, 1)
IMPATIENT = Politeness(pause_s=0.0, timeout_s=0.5, backoff_s=0.01)
Fetch = Callable[..., FetchReport]


@pytest.fixture
def council() -> Iterator[Council]:
    """Return a council's site, being served."""
    with served(wenbridge()) as site:
        yield site


@pytest.fixture
def oparl() -> Iterator[OParlSite]:
    """Return a system of OParl, being served."""
    site = OParlSite()
    with served(site, "/oparl/"):  # type: ignore[arg-type]
        wiesental(site)
        yield site


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Return a folder that is not there yet."""
    return tmp_path / "records"


@pytest.fixture
def get(council: Council, into: Path) -> Fetch:
    """Return a function that fetches from the council's site into the folder."""

    def fetched(
        *committees: str, today: date = TODAY, polite: Politeness = IMPATIENT, **wanted: object
    ) -> FetchReport:
        report = fetch(
            council.base,
            into,
            Wanted(committees=committees, **wanted),  # type: ignore[arg-type]
            polite,
            today=today,
        )
        assert report.counted == report.listed
        return report

    return fetched


def files(folder: Path) -> dict[str, bytes]:
    """Return every visible file below a folder, by its path below it, the report left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith((".", "fetch-report"))
    }
