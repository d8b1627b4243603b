from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import AgendaItem, Document, Meeting
from corpus.text import slug
from indexer.passages.of_meeting import passages, with_unique_ids
from indexer.passages.passage import Passage

SECRET = "Mr Whybrow will be paid £12,345"


def _meeting(*items: AgendaItem, **facts: Any) -> Meeting:
    known = {"council": "Wenbridge", "committee": "Planning", "date": date(2019, 5, 14), **facts}
    return Meeting(items=items, **{"source": "records/2019-05-14.txt", **known})


def _ids(*meetings: Meeting) -> list[str]:
    return [p.id for p in with_unique_ids(p for meeting in meetings for p in passages(meeting))]


def _one(item: AgendaItem, **facts: Any) -> Passage:
    (found,) = passages(_meeting(item, **facts))
    return found


ROADS, PARKS = AgendaItem("Roads", "7"), AgendaItem("Parks")


def test_an_id_says_council_committee_date_and_number() -> None:
    assert _ids(_meeting(ROADS, PARKS)) == [
        "wenbridge-planning-2019-05-14-item-7",
        "wenbridge-planning-2019-05-14-part-2",
    ]


def test_without_a_date_the_file_tells_meetings_apart() -> None:
    assert _ids(_meeting(ROADS, PARKS, date=None))[0] == "wenbridge-planning-2019-05-14-item-7"
    assert (
        _ids(_meeting(ROADS, PARKS, date=None, source="b.txt"))[0] == "wenbridge-planning-b-item-7"
    )


def test_a_page_of_one_item_has_the_name_of_its_file() -> None:
    assert _ids(_meeting(PARKS, source="x/07-parks.txt")) == [
        "wenbridge-planning-2019-05-14-07-parks"
    ]


def test_an_id_does_not_change_with_the_text() -> None:
    changed = replace(ROADS, title="New title", minutes="New minutes.")
    assert _ids(_meeting(changed, PARKS)) == _ids(_meeting(ROADS, PARKS))


def test_identical_items_are_still_two_passages() -> None:
    assert _ids(_meeting(ROADS, PARKS), _meeting(ROADS, PARKS)) == [
        "wenbridge-planning-2019-05-14-item-7",
        "wenbridge-planning-2019-05-14-part-2",
        "wenbridge-planning-2019-05-14-item-7-2",
        "wenbridge-planning-2019-05-14-part-2-2",
    ]


def test_the_number_stays_in_an_id_however_long_the_names_are() -> None:
    long = "Joint Committee on " + "Very Long Names " * 20
    first, second = _ids(_meeting(ROADS, AgendaItem("B", "8"), committee=long))
    assert first.endswith("-item-7")
    assert second.endswith("-item-8")


def test_the_id_of_a_beir_record_is_its_own() -> None:
    assert _ids(_meeting(AgendaItem("x", record_id="MED-10"))) == ["MED-10"]


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"]), max_size=12))
def test_ids_are_unique_and_the_first_of_each_keeps_its_own(wanted: list[str]) -> None:
    found = [Passage(id=name, title="", text="", source="") for name in wanted]
    given_ids = [p.id for p in with_unique_ids(found)]
    assert len(set(given_ids)) == len(wanted)
    assert all(got.startswith(want) for got, want in zip(given_ids, wanted, strict=True))
    assert given_ids[:1] == wanted[:1]


@given(st.text())
def test_a_slug_is_never_empty_and_safe_in_an_address(text: str) -> None:
    found = slug(text)
    assert found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not found.startswith("-")
    assert not found.endswith("-")


def test_the_text_is_agenda_decision_and_minutes_in_this_order() -> None:
    found = _one(AgendaItem("Roads", agenda="One.", decision="Two.", minutes="Three."))
    assert found.text == "One.\n\nTwo.\n\nThree."
    assert _one(AgendaItem("Roads", minutes="Three.")).text == "Three."
    assert found.context == "Planning · Roads"
    assert _one(AgendaItem(""), committee=None).context == "(no title)"


def test_what_was_resolved_and_who_spoke_is_noted() -> None:
    found = _one(
        AgendaItem(
            "Roads", decision="Agreed.", minutes="Councillor Pike asked why.\n\nRESOLVED: That."
        )
    )
    assert found.resolved == "Agreed.\nRESOLVED: That."
    assert found.speakers == ("Pike",)


@pytest.mark.parametrize(
    "item",
    [
        AgendaItem("Roads", restricted=True),
        AgendaItem("Exempt: pay of officers"),
        AgendaItem("CONFIDENTIAL - pay of officers"),
        AgendaItem("Part 2 - pay of officers"),
        AgendaItem("Part II: pay of officers"),
        AgendaItem("Pay of officers (exempt)"),
        AgendaItem("Pay of officers (Not for Publication - paragraph 3)"),
        AgendaItem("Pay of officers - EXEMPT"),
        AgendaItem("Restricted minutes"),
        AgendaItem("Pay", agenda="This report is not for publication under paragraph 1."),
        AgendaItem("Pay", agenda="The report contains exempt information."),
        AgendaItem("Pay", decision="Not for publication by virtue of paragraph 3."),
        AgendaItem("Pay", minutes="Members considered an exempt report."),
        AgendaItem("Exclusion of the press and public", restricted=True),
    ],
)
def test_whatever_looks_exempt_has_its_text_nowhere(item: AgendaItem) -> None:
    secret = AgendaItem(
        title=item.title,
        number="7",
        agenda=f"{item.agenda} {SECRET}",
        decision=f"{item.decision} {SECRET}",
        minutes=f"{item.minutes} Councillor Pike said {SECRET}.\n\nRESOLVED: {SECRET}",
        documents=(Document(SECRET, f"https://example.org/{SECRET}"),),
        restricted=item.restricted,
    )
    found = _one(secret)
    assert found.exempt is not None
    assert "12,345" not in repr(found)
    assert "Pike" not in repr(found)
    assert (found.text, found.documents, found.resolved, found.speakers) == ("", (), "", ())
    assert found.title == item.title


def test_the_reason_names_the_paragraph_that_the_record_states() -> None:
    found = _one(AgendaItem("Pay - exempt", agenda="Not for publication: paragraphs 1 and 3."))
    assert found.exempt is not None
    assert found.exempt == "Exempt item: not for publication (paragraph 1 and 3)"
    named = AgendaItem("Pay - exempt", agenda="Paragraph 3 of Schedule 12A to the Act applies.")
    assert _one(named).exempt == (
        "Exempt item: not for publication (Local Government Act 1972, paragraph 3 of Schedule 12A)"
    )


def test_the_reason_names_no_act_that_the_record_does_not_name() -> None:
    assert _one(AgendaItem("Pay", restricted=True)).exempt == "Exempt item: not for publication"


@pytest.mark.parametrize(
    "item",
    [
        AgendaItem("Exclusion of the Press and Public", minutes="Paragraph 3 was cited."),
        AgendaItem("Exempt items", minutes="There were none."),
        AgendaItem("Houses exempt from council tax", minutes="Students are exempt."),
        AgendaItem("Small schools: exemption from the levy", minutes="It was exempt."),
        AgendaItem("Local Plan Part 2", minutes="It was adopted."),
        AgendaItem("Roads", minutes="A member asked whether his advice had been confidential."),
        AgendaItem("Budget", minutes="An exempt appendix was not discussed."),
    ],
)
def test_public_items_that_only_mention_it_stay_public(item: AgendaItem) -> None:
    found = _one(item)
    assert found.exempt is None
    assert found.text == item.minutes


def test_other_tools_find_it_under_the_name_of_its_room() -> None:
    from indexer.passages import passages as contracted

    assert contracted is passages
