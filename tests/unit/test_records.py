from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from corpus.records import AgendaItem, MeetingFacts, Source, meeting

DAY = date(2019, 5, 14)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("records/a.TXT", ".txt"),
        ("a.b/minutes", ""),
        ("minutes", ""),
        (".txt", ""),
        ("a.tar.gz", ".gz"),
    ],
)
def test_a_source_has_the_suffix_of_its_file_not_of_its_folder(name: str, suffix: str) -> None:
    assert Source(name, b"").suffix == suffix


def test_known_facts_win_and_unknown_ones_are_filled_in() -> None:
    page = MeetingFacts(committee="Planning", date=DAY)
    beside = MeetingFacts(council="Wenbridge", committee="Cabinet", venue="Guildhall", url="u")
    assert page.or_else(beside) == MeetingFacts("Wenbridge", "Planning", DAY, "Guildhall", "u")


def test_a_meeting_takes_from_meeting_toml_only_what_its_page_does_not_say() -> None:
    source = Source("a.txt", b"", MeetingFacts(council="Wenbridge", committee="Cabinet"))
    found = meeting(source, MeetingFacts(committee="Planning"), (AgendaItem("Roads"),))
    assert (found.council, found.committee, found.date) == ("Wenbridge", "Planning", None)
    assert found.source == "a.txt"


def test_records_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        AgendaItem("Roads").title = "Other"  # type: ignore[misc]
