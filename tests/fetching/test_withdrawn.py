"""What a site takes back is gone from the folder by the next run, whichever way it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import NothingThere
from corpus.fetching.fetch import MODERN_GOV, fetch
from corpus.fetching.report import FetchReport
from corpus.fetching.run import Wanted
from corpus.fetching.state import State
from corpus.interfaces.kinds import LISTERS
from tests.fetching.conftest import IMPATIENT, TODAY, files
from tests.interface_servers import LegistarSite, OParlSite, attachment, harrow
from tests.moderngov_council import Council, pdf
from tests.moderngov_server import served

COUNCIL = "city-council/2024-01-08-901"


@pytest.fixture
def legistar() -> Iterator[LegistarSite]:
    """Serve a council one of whose items has a report on its own host."""
    site = harrow()
    with served(site, "/v1/harrow/"):  # type: ignore[arg-type]
        one = attachment(7, "Report on the girders")
        one["MatterAttachmentHyperlink"] = site.base.replace("/v1/harrow/", "/files/7.pdf")
        site.files["/files/7.pdf"] = pdf("The girders are rusty")
        _, bridge, _ = sorted(site.items[901], key=lambda row: row["EventItemAgendaSequence"])
        bridge["EventItemMatterAttachments"] = [one]
        yield site


def got(site: object, base: str, into: Path, **wanted: object) -> FetchReport:
    kinds = {LegistarSite: LISTERS["legistar"], OParlSite: LISTERS["oparl"]}
    lister = kinds.get(type(site), MODERN_GOV)
    return fetch(base, into, Wanted(**wanted), IMPATIENT, lister=lister, today=TODAY)


def of_meeting(into: Path, folder: str) -> set[str]:
    return {name for name in files(into) if name.startswith(folder)}


@pytest.mark.parametrize("state", ["Not Viewable by the Public", "Hidden", None])
@pytest.mark.parametrize("documents", [True, False])
def test_an_event_that_is_hidden_goes_with_its_documents(
    state: str | None, documents: bool, legistar: LegistarSite, tmp_path: Path
) -> None:
    got(legistar, legistar.base, tmp_path, documents=True)
    before = files(tmp_path)
    assert len(of_meeting(tmp_path, COUNCIL)) == 4
    event = next(one for one in legistar.events if one["EventId"] == 901)
    event["EventAgendaStatusName"] = state or "Closed to the public"
    report = got(legistar, legistar.base, tmp_path, documents=documents)
    assert of_meeting(tmp_path, COUNCIL) == set()
    assert sum("its record was removed" in note for note in report.notes) == 1
    # All others stay as they were.
    assert {name for name in before if not name.startswith(COUNCIL)} <= files(tmp_path).keys()
    again = got(legistar, legistar.base, tmp_path)
    assert not any("its record was removed" in note for note in again.notes)
    event["EventAgendaStatusName"] = "Final"
    got(legistar, legistar.base, tmp_path, documents=True)
    assert len(of_meeting(tmp_path, COUNCIL)) == 4


@pytest.mark.parametrize("mark", [("deleted", True), ("public", False), ("restricted", True)])
def test_a_meeting_of_oparl_that_is_deleted_or_hidden_goes(
    mark: tuple[str, bool], oparl: OParlSite, tmp_path: Path
) -> None:
    got(oparl, oparl.base, tmp_path)
    (folder,) = {name.rpartition("/")[0] for name in files(tmp_path) if "2024-01-04" in name}
    meeting = next(one for one in oparl.meetings if str(one["start"]).startswith("2024-01-04"))
    meeting[mark[0]] = mark[1]
    got(oparl, oparl.base, tmp_path)
    assert of_meeting(tmp_path, folder) == set()


def test_the_only_meeting_that_there_was_goes_too(legistar: LegistarSite, tmp_path: Path) -> None:
    got(legistar, legistar.base, tmp_path, documents=True)
    for event in legistar.events:
        event["EventAgendaStatusName"] = "Not Viewable by the Public"
    with pytest.raises(NothingThere):
        got(legistar, legistar.base, tmp_path)
    assert not [name for name in files(tmp_path) if name.count("/") and not name.startswith(".")]


def test_documents_go_with_an_agenda_that_is_withdrawn(council: Council, into: Path) -> None:
    got(council, council.base, into, documents=True)
    assert len(list(into.rglob("*4967/documents/*"))) == 3
    council.sittings[4967].items = []
    got(council, council.base, into, documents=True)
    assert not list(into.rglob("*4967/documents"))


@pytest.mark.parametrize("how", ["unlinked", "restricted"])
def test_a_document_that_is_shown_no_more_goes_also_where_no_documents_are_wanted(
    how: str, council: Council, into: Path
) -> None:
    got(council, council.base, into, documents=True)
    assert len(list(into.rglob("*.pdf"))) == 2
    if how == "unlinked":
        council.item(4967, "2").documents.clear()
    else:
        council.item(4967, "2").restricted = True
    got(council, council.base, into)
    assert list(into.rglob("documents")) == []


def test_a_run_that_is_killed_while_it_takes_back_begins_there_again(
    legistar: LegistarSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got(legistar, legistar.base, tmp_path, documents=True)
    next(one for one in legistar.events if one["EventId"] == 901)["EventAgendaStatusName"] = (
        "Not Viewable by the Public"
    )
    with monkeypatch.context() as patch:
        patch.setattr(State, "forget_document", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            got(legistar, legistar.base, tmp_path)
    assert of_meeting(tmp_path, COUNCIL)
    got(legistar, legistar.base, tmp_path)
    assert of_meeting(tmp_path, COUNCIL) == set()
