"""A list of who was there closes no meeting; a line that begins as one and tells who went does."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.attending import lists_who_was_there
from indexer.passages.exclusion.model import understood, withholds
from tests.unit.agendas import withheld

LISTS = [
    "Those Attending: Cllr. M Peake (Chair), Cllr J Oak, Cllr P Elm, the Clerk and 12 members of the public.",
    "Those Attending: Cllr. Oak, Cllr. Elm, 12 members of the public",
    "Also present: the Clerk; members of the public (14); a reporter",
    "In attendance – four residents, two members of the press",
]
NO_LISTS = [
    "Those attending: Cllr Oak; the public had been asked to leave",
    "Present: members and the clerk, the public withdrew",
    "Attending: councillors and the clerk, the public being outside",
    "Present: Cllrs Oak, Elm, Ash. Public: asked to leave",
    "In attendance - the solicitor; private session; members of the public",
    "Attendance: Cllrs Oak and Elm, closed to the press and members of the public",
    "Those present: councillors, the clerk. Not present: the public.",
    "The public attending: the chair read out the resolution",
]


@pytest.mark.parametrize("line", LISTS)
def test_a_list_of_who_was_there_withholds_nothing(line: str) -> None:
    assert lists_who_was_there(line)
    items = [AgendaItem("Attendance", "1", minutes=line), AgendaItem("Roads", "2", minutes="Pot.")]
    assert withheld(*items) == []


@pytest.mark.parametrize("line", NO_LISTS)
def test_what_tells_more_is_read_as_any_sentence(line: str) -> None:
    assert not lists_who_was_there(line)


@pytest.mark.parametrize("line", NO_LISTS[:-1])
def test_who_went_is_still_told(line: str) -> None:
    said = understood(line)
    assert withholds(line, taken_for=said.deed if said else None) or (
        said is not None and said.deed.name == "CLOSES"
    )
