"""What lies in one folder with the agenda of a meeting that it is not of stays what it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus import readers
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from tests.conftest import write_records

SHEET = """Wenbridge City Council

Licensing Committee

Tuesday 11 June 2030

1. Apologies

To receive any.

2. Taxi ranks

To consider the officer's report on the ranks at the station.
"""
OF_ITS_OWN = {
    "items with numbers": (
        date(2008, 3, 4),
        """Wenbridge City Council

Licensing Committee

Tuesday 4 March 2008

1. Apologies

Councillor Dunn sent apologies.

2. Declarations of interest

There were none.

3. Moorings

Councillor Raman asked who pays for the moorings at the quay.

4. Date of next meeting

1 April 2008.
""",
    ),
    "a parish, items run in": (
        date(2019, 5, 14),
        """ASHTON PARISH COUNCIL

Parish Council meeting held on 14 May 2019 at 7.30 pm in the village hall

In attendance: Cllrs Oak, Elm, Ash; 3 members of the public

19/041 Apologies: Cllr Fir.
19/042 Declarations of interest: none.
19/043 Planning: 19/00234/FUL, a porch at 3 Mill Lane. No objection.
19/044 Village green: Cllr Oak reported that the bench was broken. Agreed to replace it, £340.
19/045 Date of next meeting: 11 June 2019.
""",
    ),
    "an American board, headings without numbers": (
        date(2019, 5, 6),
        """Riverton Town Board
Regular Meeting
May 6, 2019

Call to Order
Supervisor Oak called the meeting to order at 7:00 p.m.

Roll Call
Present: Oak, Elm, Ash. Absent: Fir.

Highway Salt Shed
Motion by Elm, second by Ash, to repair the roof. Carried 3-0.

Adjournment
Motion by Ash to adjourn at 8:10 p.m.
""",
    ),
}
OF_ANOTHER_DAY = {
    "to whom and when below each other": """Report to the Licensing Committee
{day}

Moorings at the quay

1. Purpose
To ask members to agree the repair of the moorings.

2. Recommendation
That the moorings be repaired.
""",
    "a line with body and day": """Licensing Committee, {day}

Moorings at the quay

1. Purpose
To ask members to agree the repair of the moorings.

2. Recommendation
That the moorings be repaired.
""",
    "labels": """Report to: Licensing Committee
Meeting Date: {day}
Subject: Moorings at the quay

1. Purpose
To ask members to agree the repair of the moorings.
""",
}
# Whose they are, they say; on which day or in which form, they do not.
OF_OTHERS = {
    "minutes without usual business": """City of Harbourton
Licensing Board
Voting Minutes

1. Aldi, 12 Quay Street: transfer granted.
2. The Swan, 3 Mill Lane: hours extended to midnight.
""",
    "a report": """Fernby Community Council
Report on the bus shelter

The shelter at the school was painted by pupils and is dry again.
""",
    "minutes without a day": """Fernby Town Council
Minutes of the Library Committee

1. Apologies
Councillor Oak.

2. Opening hours
The hours stay as they are.
""",
}
SAYS_NOTHING = """Opening hours

The library is open until six.

Fines

There are none.
"""


def _read(folder: Path, text: str, **beside: str) -> Meeting:
    others = {f"{name}.txt": other for name, other in beside.items()}
    write_records(folder, {"agenda.txt": SHEET, "old.txt": text, **others})
    (found,) = (one for one in find_files([folder]) if one.name.endswith("old.txt"))
    assert isinstance(found, FoundFile)
    (record,) = readers.read(load(found))
    assert isinstance(record, Meeting)
    return record


@pytest.mark.parametrize("kind", OF_ITS_OWN)
def test_a_record_of_another_day_with_a_meetings_business_keeps_its_items(
    tmp_path: Path, kind: str
) -> None:
    day, text = OF_ITS_OWN[kind]
    found = _read(tmp_path, text)
    assert (found.date, found.document and found.document.item) == (day, None)
    assert len(found.items) >= 4
    assert "Taxi ranks" not in {item.title for item in found.items}


@pytest.mark.parametrize("kind", OF_ANOTHER_DAY)
def test_a_paper_of_another_day_has_no_item_of_the_sheet(tmp_path: Path, kind: str) -> None:
    """The only item with papers is that of its own meeting's papers."""
    found = _read(tmp_path, OF_ANOTHER_DAY[kind].format(day="4 March 2008"))
    assert found.date == date(2008, 3, 4)
    assert [item.number for item in found.items] == [None]


@pytest.mark.parametrize("kind", OF_ANOTHER_DAY)
def test_a_paper_of_the_sheets_own_day_has_its_item(tmp_path: Path, kind: str) -> None:
    found = _read(tmp_path, OF_ANOTHER_DAY[kind].format(day="11 June 2030"))
    assert [item.number for item in found.items] == ["2"]


@pytest.mark.parametrize("kind", OF_OTHERS)
def test_what_names_another_council_is_not_of_the_sheets_meeting(tmp_path: Path, kind: str) -> None:
    found = _read(tmp_path, OF_OTHERS[kind])
    assert "Wenbridge" not in (found.council or "")
    assert found.committee != "Licensing Committee"
    assert found.date is None
    assert "Taxi ranks" not in {item.title for item in found.items}


def test_among_the_papers_of_several_councils_nobody_is_said_to_be_whose_a_paper_is(
    tmp_path: Path,
) -> None:
    texts = [text for _, text in OF_ITS_OWN.values()]
    found = _read(tmp_path, SAYS_NOTHING, a=OF_OTHERS["a report"], b=texts[1], c=texts[2])
    assert found.council is None
    alone = _read(tmp_path / "alone", SAYS_NOTHING)
    assert alone.council == "Wenbridge City Council"


def test_an_appendix_is_of_the_sheets_meeting_whoever_wrote_it(tmp_path: Path) -> None:
    text = "Appendix A\n\nHarbourton City Council\n\nTaxi ranks at stations: a comparison\n\nThere are nine.\n"
    found = _read(tmp_path, text)
    assert (found.date, found.committee) == (date(2030, 6, 11), "Licensing Committee")


REPORTS = {
    "a title": "Taxi ranks\n\nThe ranks at the station are full at noon.\n",
    "labels": "Report of: Head of Licensing\nSubject: Taxi ranks\n\n1. Purpose\nTo tell of the ranks.\n",
    "what it is": "Report\n\nTaxi ranks\n\n1. Purpose\nTo tell of the ranks.\n",
}


def _between(folder: Path, report: str, name: str, days: tuple[str, str]) -> Meeting:
    """Return what a report is read as between two front sheets that both list its title."""
    sheets = {
        f"agenda-{n}.txt": SHEET.replace("Tuesday 11 June 2030", day) for n, day in enumerate(days)
    }
    write_records(folder, {**sheets, f"{name}.txt": report})
    (found,) = (one for one in find_files([folder]) if one.name.endswith(f"{name}.txt"))
    assert isinstance(found, FoundFile)
    (record,) = readers.read(load(found))
    assert isinstance(record, Meeting)
    return record


@pytest.mark.parametrize("days", [("25 January 2022", "29 March 2022"), ("25 January 2021", "25 January 2022")])  # fmt: skip
@pytest.mark.parametrize("name", ["report 2022-01-14", "2022-01-14 Taxi ranks", "Ranks 14.01.2022"])
@pytest.mark.parametrize("report", REPORTS)
def test_of_two_sheets_that_of_soon_behind_the_day_of_a_file_is_its_meeting_s(
    tmp_path: Path, report: str, name: str, days: tuple[str, str]
) -> None:
    found = _between(tmp_path, REPORTS[report], name, days)
    assert (found.date, found.committee) == (date(2022, 1, 25), "Licensing Committee")
    assert [item.number for item in found.items] == ["2"]


@pytest.mark.parametrize("days", [("4 January 2022", "29 March 2022"), ("11 June 2030", "11 June 2031")])  # fmt: skip
@pytest.mark.parametrize("name", ["report 2022-01-14", "2022-01-14 Taxi ranks", "Ranks 14.01.2022"])
@pytest.mark.parametrize("report", REPORTS)
def test_of_sheets_of_other_days_than_the_file_s_none_is_its_meeting_s(
    tmp_path: Path, report: str, name: str, days: tuple[str, str]
) -> None:
    found = _between(tmp_path, REPORTS[report], name, days)
    assert (found.date, found.committee) == (date(2022, 1, 14), None)
    assert [item.number for item in found.items] == [None]
