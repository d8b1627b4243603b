"""Records of Legistar, OParl, Open Civic Data and Popolo: what is in them is read, what may not be seen is not."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import RecordError
from corpus.readers import json_file
from corpus.records import Meeting, MeetingFacts, Source
from indexer.passages.of_meeting import passages
from tests.interface_servers import attachment, event, event_item, vote

SECRET = "zennor"


def read(record: Any, name: str = "record.json", **dump: Any) -> list[Meeting | RecordError]:
    data = json.dumps(record, ensure_ascii=False, **dump).encode()
    return list(readers.read(Source(name, data, MeetingFacts(council="Harrow"))))


def one(record: Any) -> Meeting:
    (found,) = read(record, indent=1)
    assert isinstance(found, Meeting), found
    return found


def error(record: Any) -> str:
    (found,) = read(record)
    assert isinstance(found, RecordError), found
    return str(found)


def civic(*agenda: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an event as scrapers of Open Civic Data write it."""
    return {
        "_type": "event",
        "name": "Regular Board Meeting",
        "start_date": "2019-05-24T17:00:00+00:00",
        "timezone": "America/Los_Angeles",
        "all_day": False,
        "status": "passed",
        "location": {"name": "One Gateway Plaza", "note": "", "coordinates": None},
        "participants": [
            {"entity_type": "person", "name": "Ada Oak", "note": "chair"},
            {"entity_type": "organization", "name": "Board of Directors", "note": "host"},
        ],
        "agenda": list(agenda),
        "documents": [],
        "media": [],
        "links": [],
        "sources": [{"url": "https://harrow.example/meetings/7", "note": ""}],
        **more,
    }


def agenda_item(description: str, order: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "description": description,
        "order": order,
        "notes": [],
        "subjects": [],
        "media": [],
        "links": [],
        "related_entities": [],
        **more,
    }


def test_an_event_of_open_civic_data_is_a_meeting() -> None:
    found = one(
        civic(
            agenda_item(
                "Award of the bus contract\nThe buses are to run on batteries.",
                "12.1",
                notes=["Staff recommend it.", {"text": "Held over from May."}],
                related_entities=[
                    {"entity_type": "bill", "name": "2019-0216", "note": "consideration"}
                ],
                media=[
                    {"note": "Board Report", "links": [{"url": "https://harrow.example/r.pdf"}]}
                ],
            ),
            agenda_item("Public comment", "13"),
        )
    )
    assert (found.committee, found.council, found.date) == (
        "Board of Directors",
        "Harrow",
        date(2019, 5, 24),
    )
    assert (found.venue, found.url) == ("One Gateway Plaza", "https://harrow.example/meetings/7")
    first, second = found.items
    assert (first.number, first.title) == ("12.1", "Award of the bus contract")
    assert first.agenda.split("\n\n") == [
        "Award of the bus contract\nThe buses are to run on batteries.",
        "2019-0216",
        "Staff recommend it.",
        "Held over from May.",
    ]
    assert [(d.title, d.url) for d in first.documents] == [
        ("Board Report", "https://harrow.example/r.pdf")
    ]
    assert (second.number, second.title, second.agenda) == ("13", "Public comment", "")


@pytest.mark.parametrize(
    ("start", "zone", "day"),
    [
        ("2020-01-09T02:30:00+00:00", "America/Los_Angeles", date(2020, 1, 8)),
        ("2020-01-09T02:30:00Z", "US/Pacific", date(2020, 1, 8)),
        ("2020-01-08T18:30:00-08:00", "", date(2020, 1, 8)),
        ("2020-01-08T18:30:00", "Europe/London", date(2020, 1, 8)),
        ("2020-01-08", "Asia/Tokyo", date(2020, 1, 8)),
        ("2020-01-09T02:30:00+00:00", "../../etc/passwd", date(2020, 1, 9)),
        ("2020-01-09T02:30:00+00:00", "Atlantis/Capital", date(2020, 1, 9)),
    ],
)
def test_the_day_is_that_of_the_place_where_they_met(start: str, zone: str, day: date) -> None:
    assert one(civic(agenda_item("Roads"), start_date=start, timezone=zone)).date == day


def test_numbers_that_only_count_from_nought_are_none() -> None:
    found = one(civic(*(agenda_item(f"Matter {n}", str(n)) for n in range(3))))
    assert [item.number for item in found.items] == [None, None, None]
    found = one(civic(*(agenda_item(f"Matter {n}", str(n)) for n in range(1, 4))))
    assert [item.number for item in found.items] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (civic(agenda_item(SECRET), status="cancelled"), "called off"),
        (civic(agenda_item(SECRET), status="deleted"), "called off"),
        (civic(agenda_item(SECRET), classification="confidential"), "not for the public"),
        (civic(), "no agenda items"),
        (civic({"description": 3.5, "order": []}), "is a text in quotes or a number"),
        (civic(agenda_item("A"), start_date="12 May"), "YYYY-MM-DD"),
        (civic(agenda_item("A"), agenda="none"), "list of objects"),
        (event(1, "Council", "2024-01-08"), "no agenda items"),
        (event(1, "Council", "2024-01-08", EventItems=[event_item(1, None, 1)]), "no agenda items"),
        (event(1, "Council", "2024-13-08", EventItems=[event_item(1, "A", 1)]), "YYYY-MM-DD"),
        (event(1, "Council", "2024-01-08", EventItems=[SECRET]), "list of objects"),
        (event(1, "B", "2024-01-08", EventComment="CANCELED - " + SECRET), "called off"),
        (
            event(1, "B", "2024-01-08", EventAgendaStatusName="Not Viewable by the Public"),
            "not for the public",
        ),
        ({"type": "https://schema.oparl.org/1.1/Meeting", "deleted": True}, "deleted"),
        ({"type": "https://schema.oparl.org/1.1/Meeting", "cancelled": True}, "called off"),
        ({"type": "https://schema.oparl.org/1.1/Meeting", "public": False}, "not for the public"),
        ({"_type": "vote_event", "votes": []}, "does not say what was put"),
        ({"motions": [], "vote_events": []}, "neither motions nor votes"),
        ({"motions": [{"name": 7.5, "date": [SECRET]}]}, "is a text in quotes or a number"),
        ({"anything": SECRET}, "a record has either"),
        (SECRET, "JSON object in braces"),
    ],
)
def test_what_cannot_be_read_is_told_without_its_words(record: Any, said: str) -> None:
    if isinstance(record, str):
        record = [record]
    found = error(record)
    assert said in found
    assert SECRET not in found


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{\n "a": [1,', "damaged or cut off"),
        (b"[" * 100_000, "nested"),
        (b"[\n]", "holds no record"),
        (b'{\n "_id": "\\ud800", "text": "x"}', "surrogates"),
    ],
)
def test_a_file_that_is_no_json_is_told(data: bytes, said: str) -> None:
    try:
        (found,) = readers.read(Source("a.json", data))
    except RecordError as raised:
        found = raised
    assert said in str(found)


def test_a_file_may_hold_one_record_a_list_or_lines() -> None:
    first, second = (
        event(n, "Council", f"2024-0{n}-08", EventItems=[event_item(n, "Roads", 1)]) for n in (1, 2)
    )
    for whole in (
        [first, second],
        {"value": [first, second]},
        {"data": [first, second], "links": {}},
    ):
        assert len(read(whole)) == 2, whole
    lines = "\n".join(json.dumps(one) for one in (first, second))
    for name in ("records.json", "records.jsonl", "records"):
        assert len(list(readers.read(Source(name, lines.encode())))) == 2, name
    # Our own shape of a meeting, spread over lines.
    own = {
        "committee": "Roads",
        "date": "2024-05-06",
        "items": [{"title": "Kerbs", "minutes": "Agreed."}],
    }
    assert one(own).items[0].title == "Kerbs"


def test_a_vote_of_its_own_says_who_voted_how() -> None:
    found = one(
        {
            "_type": "vote_event",
            "motion_text": "Adopt the budget",
            "start_date": "2021-06-01",
            "organization": {"name": "City Council"},
            "result": "pass",
            "counts": [{"option": "yes", "value": 2}],
            "votes": [
                {"option": "yes", "voter_name": "Ada Oak"},
                {"option": "yes", "voter": {"name": "Bo Elm"}},
                {"option": "absent", "voter_name": "Cy Ash"},
            ],
        }
    )
    assert (found.committee, found.date) == ("City Council", date(2021, 6, 1))
    (item,) = found.items
    assert (item.title, item.decision) == ("Adopt the budget", "pass")
    assert item.minutes == "yes (2): Ada Oak, Bo Elm\nabsent (1): Cy Ash"


def test_a_long_title_is_cut_behind_a_word_and_kept_whole_in_the_text() -> None:
    long = (
        "PROSECUTING ATTORNEY, transmitting a copy of a directive "
        + "on reimbursement of expenses " * 12
    )
    found = one(
        event(
            1, "Council", "2024-01-08", EventItems=[event_item(1, long, 1, MatterFile="CC 20-464")]
        )
    )
    (item,) = found.items
    assert item.title.endswith(" …")
    assert len(item.title) <= 202
    assert " ".join(long.split()) in item.agenda
    assert "File CC 20-464" in item.agenda
    short = event_item(1, long, 1, MatterName="Witness expenses")
    (item,) = one(event(1, "Council", "2024-01-08", EventItems=[short])).items
    assert item.title == "Witness expenses"
    assert " ".join(long.split()) in item.agenda


def test_votes_of_legistar_are_votes_of_the_index() -> None:
    names = ["Ada Oak", "Bo Elm", "Cy Ash", "Di Yew"]
    rows = [vote(n, name, "Nay" if n == 2 else "Aye") for n, name in enumerate(names)]
    item = event_item(
        1,
        "Buy the depot",
        1,
        ActionName="adopted",
        PassedFlag=1,
        PassedFlagName="Pass",
        Mover="Ada Oak",
        Seconder="Bo Elm",
        MinutesNote="Councilmember Oak spoke.",
    ) | {"EventItemVotes": rows}
    (found,) = passages(one(event(1, "Council", "2024-01-08", EventItems=[item])))
    (voted,) = found.annotations.votes
    assert (voted.in_favour, voted.against) == (3, 1)
    assert (voted.names_for, voted.names_against) == (("Ada Oak", "Bo Elm", "Di Yew"), ("Cy Ash",))
    assert [(m.proposer, m.seconder) for m in found.annotations.motions] == [("Ada Oak", "Bo Elm")]


def hidden(**more: Any) -> dict[str, Any]:
    return event(1, "Council", "2024-01-08", EventItems=[event_item(1, "Claim", 1, **more)])


@pytest.mark.parametrize(
    "record",
    [
        hidden(
            MatterType="Closed Session Item",
            AgendaNote=SECRET,
            MinutesNote=SECRET,
            ActionText=SECRET,
        ),
        hidden(MatterStatus="Confidential", MinutesNote=SECRET),
        hidden(MatterAttachments=[attachment(1, SECRET, shown=False)]),
        hidden(MatterAttachments=[attachment(1, SECRET, shown=None)]),
        hidden(
            MatterAttachments=[attachment(1, SECRET) | {"MatterAttachmentIsConfidential": True}]
        ),
        event(
            *(1, "Council", "2024-01-08"),
            EventMinutesStatusName="Not Viewable by the Public",
            EventItems=[
                event_item(
                    1, "Roads", 1, MinutesNote=SECRET, ActionText=SECRET, Mover=SECRET, Tally=SECRET
                )
                | {
                    "EventItemVotes": [vote(1, SECRET, "Aye")],
                    "EventItemRollCalls": [{"RollCallPersonName": SECRET}],
                }
            ],
        ),
        civic(agenda_item("Claim", notes=[SECRET], is_confidential=True)),
        civic(agenda_item("Claim", notes=[SECRET], extras={"exempt": True})),
        civic(agenda_item("Claim", media=[{"note": SECRET, "restricted": True, "links": []}])),
        civic(
            agenda_item(
                "Claim", links=[{"note": SECRET, "url": "https://a.example", "public": False}]
            )
        ),
        {
            "type": "http://oparl.org/schema/1.0/Meeting",
            "start": "2024-01-08T18:00:00+01:00",
            "agendaItem": [
                {"name": "Ankauf", "public": False, "result": SECRET, "resolutionText": SECRET},
                {
                    "name": "Rad",
                    "public": True,
                    "auxiliaryFile": [{"name": SECRET, "nonpublic": True}],
                },
                {"name": SECRET, "public": True, "deleted": True},
            ],
        },
        {
            "motions": [
                {
                    "name": "Sale",
                    "item_id": "1",
                    "date": "2024-01-08",
                    "text": SECRET,
                    "confidential": True,
                }
            ]
        },
        {
            "_type": "vote_event",
            "motion_text": "Sale",
            "is_private": True,
            "votes": [{"option": SECRET}],
        },
    ],
)
def test_what_is_not_for_the_public_is_in_no_passage(record: dict[str, Any]) -> None:
    found = one(record)
    shown = list(passages(found))
    assert shown
    assert SECRET not in repr(shown)
    assert SECRET not in repr([a.name for a in found.attendees])


@pytest.mark.parametrize("start", ["{", "[", "", "{ ", "{\t"])
@pytest.mark.parametrize("blank", ["\n", " ", "\r\n", "\n \n"])
def test_white_space_behind_a_brace_is_looked_at_once(start: str, blank: str) -> None:
    source = Source("a.txt", b"")
    started = time.process_time()
    assert not json_file.recognises(source, start + blank * 30_000 + "x")
    assert time.process_time() - started < 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    "EventId EventItems EventDate EventBodyName EventItemTitle EventItemMatterAttachments _type type agenda name start_date "
    "agendaItem public motions vote_events organizations votes motion_text items extras value data".split()
)


@given(
    st.dictionaries(
        FIELDS, JSON | st.lists(st.dictionaries(FIELDS, JSON, max_size=4), max_size=2), max_size=8
    )
)
def test_nothing_that_json_can_say_breaks_a_reader(record: dict[str, Any]) -> None:
    try:
        for found in read(record):
            assert isinstance(found, Meeting | RecordError)
    except RecordError:
        pass
