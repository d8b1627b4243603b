from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.readers import read
from corpus.records import AgendaItem, Meeting, Source
from indexer.build.duplicates import groups
from indexer.build.merging import one_passage
from indexer.language.shingles import folded
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage

DAY = date(2019, 5, 14)
MOTION = (
    "The Committee considered the closure of the lido and the cost of a new boiler, which officers "
    "put at four hundred thousand pounds."
)


def meeting(source: str, *items: AgendaItem, **facts: Any) -> Meeting:
    known = {"council": "Wenbridge", "committee": "Planning", "date": DAY, **facts}
    return Meeting(items=items, source=source, **known)


def merged(*meetings: Meeting) -> list[Passage]:
    """Return the passages of meetings, each the next record of its source."""
    counted: dict[str, int] = {}
    found: list[Passage] = []
    for one in meetings:
        number = counted[one.source] = counted.get(one.source, -1) + 1
        found += passages(one, number)
    return [one_passage(group) for group in groups(found)]


LIDO = AgendaItem("Closure of the lido", "7", minutes=MOTION)
PARKS = AgendaItem("Parks and open spaces", "8", minutes="Parks were discussed at length.")
APOLOGIES = AgendaItem("Apologies for absence", "1", minutes="There were none.")


def test_agenda_and_minutes_of_one_item_are_one_passage_with_both_sources() -> None:
    agenda = replace(LIDO, agenda="To receive a report on the lido.", minutes="")
    (found,) = merged(
        meeting("agenda.html", agenda, url="https://a.example/"), meeting("m.txt", LIDO)
    )
    assert found.text == f"To receive a report on the lido.\n\n{MOTION}"
    assert [(link.name, link.url) for link in found.sources] == [
        ("agenda.html", "https://a.example/"),
        ("m.txt", None),
    ]


@pytest.mark.parametrize(
    ("listed", "recorded"),
    [
        ("Closure of the lido (Pages 85 - 276)", "Closure of the lido"),
        ("Closure of the lido – Pages 3 to 9", "CLOSURE OF THE LIDO"),
        ("Closure of the lido (Tudalennau 5 - 12)", "Closure of the lido"),
    ],
)
def test_the_item_of_an_agenda_and_of_minutes_that_count_otherwise_are_one_passage(
    listed: str, recorded: str
) -> None:
    """A county's minutes count through the year: item 5 of the agenda is minute 102."""
    others = ["Apologies for absence", "Declarations of interest", "Parks and open spaces"]
    listed_items = "\n\n".join(
        f"{n}. {title}" for n, title in enumerate([*others, listed], start=1)
    )
    sheet = f"Planning Committee\n\n14 May 2019\n\nAGENDA\n\n{listed_items}\n"
    (agenda,) = read(Source("agenda.txt", sheet.encode()))
    assert [one.title for one in agenda.items] == [*others, "Closure of the lido"]
    known = replace(agenda, council="Wenbridge", committee="Planning", date=DAY)
    minutes = meeting(
        "minutes.txt", replace(APOLOGIES, number="98"), AgendaItem(recorded, "102", minutes=MOTION)
    )
    found = [one for one in merged(known, minutes) if "lido" in one.title.casefold()]
    assert len(found) == 1
    assert {link.name for link in found[0].sources} == {"agenda.txt", "minutes.txt"}


def test_a_decision_page_without_a_number_joins_its_item_and_keeps_its_permalink() -> None:
    decision = AgendaItem("Closure of the Lido", decision="That the lido be closed in May.")
    whole = meeting("minutes.txt", APOLOGIES, LIDO, PARKS)
    found = merged(meeting("decision.txt", decision), whole)
    assert [p.title for p in found] == [APOLOGIES.title, LIDO.title, PARKS.title]
    assert found[1].decision == "That the lido be closed in May."
    assert found[1].id == "wenbridge-planning-2019-05-14-item-7"
    assert found[1].aliases == ("wenbridge-planning-2019-05-14-decision",)
    assert found[1].resolved == "That the lido be closed in May."


def test_draft_and_confirmed_minutes_keep_what_only_one_of_them_says() -> None:
    draft = replace(LIDO, minutes=f"{MOTION}\n\nCouncillor Pike dissented.\n\nIt closed at nine.")
    confirmed = replace(LIDO, minutes=f"{MOTION}\n\nIt closed at nine.\n\nCouncillor Raman left.")
    (found,) = merged(meeting("draft.txt", draft), meeting("confirmed.txt", confirmed))
    lines = found.minutes.split("\n\n")
    assert sorted(lines) == sorted({*draft.minutes.split("\n\n"), *confirmed.minutes.split("\n\n")})
    assert found.speakers == ()
    assert lines[0] == MOTION


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ("It cost £1,200 in all and nobody had been told of it before the day.",
         "It cost £1,300 in all and nobody had been told of it before the day.", True),
        ("Members said that the application should be granted at once, as officers had advised them.",
         "Members said that the application should not be granted at once, as officers had advised them.", True),
        ("Members thanked Councillor Pike for all her work on the lido over the last five years.",
         "Members thanked Councillor Raman for all her work on the lido over the last five years.", True),
        ("Members recieved a report about the lido, its boiler and its roof, and they thanked its author.",
         "Members received a report about the lido, its boiler and its roof, and they thanked its author.", False),
        ("Members saw theLocal plan for the lido, its boiler and its roof, and they thanked its author.",
         "Members saw the Local plan for the lido, its boiler and its roof, and they thanked its author.", False),
    ],
)  # fmt: skip
def test_what_differs_in_more_than_spelling_is_kept_twice(one: str, other: str, kept: bool) -> None:
    first = meeting("a.txt", replace(LIDO, minutes=f"{one}"))
    (found,) = merged(first, meeting("b.txt", replace(LIDO, minutes=other)))
    assert len(found.minutes.split("\n\n")) == (2 if kept else 1)


def test_a_flat_record_does_not_repeat_the_sections_of_a_structured_one() -> None:
    sections = replace(LIDO, agenda="To receive a report.", decision="That it be closed.")
    flat = replace(LIDO, minutes=f"To receive a report.\n\n{MOTION}\n\nThat it be closed.")
    (found,) = merged(meeting("flat.pdf", flat), meeting("page.html", sections))
    assert (found.agenda, found.decision, found.minutes) == (
        "To receive a report.", "That it be closed.", MOTION,
    )  # fmt: skip


@pytest.mark.parametrize(
    "facts",
    [{"date": date(2019, 6, 11)}, {"committee": "Licensing"}, {"date": None}, {"council": "Elsewhere"}],
)  # fmt: skip
def test_identical_boilerplate_of_another_meeting_stays_apart(facts: dict[str, Any]) -> None:
    items = (APOLOGIES, LIDO, PARKS)
    found = merged(meeting("a.txt", *items), meeting("b.txt", *items, **facts))
    assert len(found) == 6
    assert all(len(passage.sources) == 1 for passage in found)


def test_identical_items_of_one_record_stay_apart() -> None:
    noted = AgendaItem("Update", minutes="It was noted.")
    assert len(merged(meeting("a.txt", noted, noted))) == 2
    assert len(merged(meeting("a.txt", noted, noted), meeting("b.txt", noted, noted))) == 4


def test_two_sittings_of_one_day_stay_apart() -> None:
    morning = [APOLOGIES, AgendaItem("Application 16/01234/FUL", "2", minutes="Granted.")]
    evening = [APOLOGIES, AgendaItem("Application 16/09876/FUL", "2", minutes="Refused.")]
    assert len(merged(meeting("a.txt", *morning), meeting("b.txt", *evening))) == 4
    pages = [
        meeting("a.txt", APOLOGIES, LIDO, url=f"https://x.example/ieListDocuments.aspx?MId={n}")
        for n in (1, 2)
    ]
    assert len(merged(*pages)) == 4


def test_two_applications_with_one_number_too_many_are_not_one() -> None:
    one = AgendaItem("Application 16/01234/FUL", minutes=MOTION)
    other = AgendaItem("Application 16/01235/FUL", minutes=MOTION)
    assert len(merged(meeting("a.txt", one), meeting("b.txt", other))) == 2


def test_a_page_without_meeting_is_known_by_its_address_alone() -> None:
    nowhere: dict[str, Any] = {"committee": None, "date": None}
    page = replace(LIDO, number=None, url="https://x.example/mgAi.aspx?ID=5")
    assert len(merged(meeting("a.txt", page, **nowhere), meeting("b.txt", page, **nowhere))) == 1
    assert (
        len(
            merged(
                meeting("a.txt", replace(page, url=None), **nowhere),
                meeting("b.txt", replace(page, url=None), **nowhere),
            )
        )
        == 2
    )


def piece(
    identifier: str, text: str, title: str = "Minutes - Planning - 14 May 2019"
) -> AgendaItem:
    return AgendaItem(title, minutes=text, record_id=identifier)


@pytest.mark.parametrize("title", ["Minutes - Planning Committee - 14 May 2019", "Update", ""])
@pytest.mark.parametrize("facts", [{}, {"committee": None, "url": "https://x.example/minutes.pdf"}])
def test_records_of_one_file_with_ids_of_their_own_are_not_one_for_a_title_that_they_share(
    title: str, facts: dict[str, Any]
) -> None:
    said = ["The lido shall close.", "The park shall stay open.", MOTION, "I second that.", "Aye."]
    pieces = [
        meeting("a.jsonl", piece(f"a-{at}", text, title), **facts) for at, text in enumerate(said)
    ]
    found = merged(*pieces)
    assert [(p.id, p.text) for p in found] == [(f"a-{at}", text) for at, text in enumerate(said)]
    # Nor does one of them take in what another file says under that title.
    other = meeting("b.txt", AgendaItem(title, minutes="Members thanked the staff."), **facts)
    assert len(merged(*pieces, other)) == 6


def test_a_copy_of_such_a_file_adds_its_name_to_every_record() -> None:
    said = [MOTION, "I second that.", "I second that."]
    pieces = [meeting("a.jsonl", piece(f"a-{at}", text)) for at, text in enumerate(said)]
    found = merged(*pieces, *(replace(one, source="b.jsonl") for one in pieces))
    assert [(p.id, p.text) for p in found] == [(f"a-{at}", text) for at, text in enumerate(said)]
    assert all([link.name for link in p.sources] == ["a.jsonl", "b.jsonl"] for p in found)


def test_one_item_in_two_files_of_records_with_ids_of_their_own_is_one() -> None:
    agenda = meeting("agenda.jsonl", piece("a-1", "To receive a report.", "Closure of the lido"))
    minutes = meeting("minutes.jsonl", piece("m-1", MOTION, "Closure of the lido"))
    parks = meeting("minutes.jsonl", piece("m-2", "They were discussed.", "Parks"))
    found = merged(agenda, minutes, parks)
    assert [len(p.sources) for p in found] == [2, 1]
    # Two lines without ids of their own are the agenda and the minutes of an item.
    lines = [
        meeting("a.jsonl", replace(LIDO, number=None, **part))
        for part in ({"minutes": "To receive a report."}, {})
    ]
    assert len(merged(*lines)) == 1


def test_a_text_that_one_file_has_twice_is_one_item_under_both_ids() -> None:
    (found,) = merged(*(meeting("a.jsonl", piece(name, MOTION)) for name in ("a", "b")))
    assert (found.id, found.aliases) == ("a", ("b",))


def test_an_item_that_one_record_withholds_is_withheld_whatever_the_others_say() -> None:
    secret = "Mr Whybrow will be paid £12,345 for the lido."
    draft = replace(LIDO, minutes=secret)
    closed = replace(LIDO, title="Closure of the lido (exempt)", restricted=True)
    (found,) = merged(meeting("draft.txt", draft), meeting("final.txt", closed))
    assert found.exempt
    assert found.title == "Closure of the lido"
    assert "Whybrow" not in repr(found)
    assert len(found.sources) == 2


def test_the_open_and_the_closed_part_of_a_matter_are_two_items() -> None:
    closed = AgendaItem("Closure of the lido", "15", restricted=True)
    found = merged(meeting("a.txt", LIDO, closed), meeting("b.txt", LIDO, closed))
    assert [bool(p.exempt) for p in found] == [False, True]
    assert found[0].minutes == MOTION


def test_items_only_one_record_has_stand_where_they_stood() -> None:
    motions = AgendaItem("Motions on notice", "7a", minutes="A motion was moved.")
    whole = meeting("long.txt", APOLOGIES, LIDO, PARKS, AgendaItem("Close", "9"))
    found = merged(whole, meeting("short.txt", LIDO, motions, PARKS))
    assert [p.number for p in found] == ["1", "7", "7a", "8", "9"]


WORDS = st.sampled_from(
    "lido boiler roof park tree school bus 12 £5,000 Pike Raman not was".split()
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=9).map(lambda words: " ".join(words) + ".")
TEXT = st.lists(SENTENCE, max_size=6).map("\n\n".join)
TITLES = ["Closure of the lido", "Parks and trees", "School buses", "Budget for 2019"]


@st.composite
def records(draw: st.DrawFn) -> list[Meeting]:
    """Draw records of one to three sittings, whose items share numbers and titles."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        chosen = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True))
        items = [
            AgendaItem(
                TITLES[at],
                draw(st.sampled_from([str(at + 1), None])),
                draw(TEXT), draw(TEXT), draw(TEXT),
                restricted=draw(st.integers(0, 9)) == 0,
            )
            for at in sorted(chosen)
        ]  # fmt: skip
        when = draw(st.sampled_from([DAY, date(2019, 6, 11)]))
        found.append(meeting(f"{number}.txt", *items, date=when))
    return found


@given(records(), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order_of_the_files(
    found: list[Meeting], shuffle: random.Random
) -> None:
    shuffled = list(found)
    shuffle.shuffle(shuffled)
    assert sorted(map(repr, merged(*found))) == sorted(map(repr, merged(*shuffled)))


@given(records())
def test_no_item_is_lost_and_none_is_in_two_passages(found: list[Meeting]) -> None:
    alone = [p for one in found for p in passages(one)]
    together = groups(alone)
    assert sorted(map(repr, alone)) == sorted(repr(p) for group in together for p in group)
    for group in together:
        assert len({(p.source, p.record) for p in group}) == len(group)
        assert len({p.date for p in group}) == 1


@given(records())
def test_every_word_of_every_public_record_can_still_be_found(found: list[Meeting]) -> None:
    for group in groups(p for one in found for p in passages(one)):
        passage = one_passage(group)
        if passage.exempt:
            assert passage.text == ""
            continue
        words = set(folded(passage.title)) | set(folded(passage.text))
        for member in group:
            assert set(folded(member.title)) | set(folded(member.text)) <= words
            # And what is shown is word for word what a record says.
        lines = {line for member in group for line in member.text.split("\n")}
        lines |= {member.title for member in group}
        assert all(any(line in whole for whole in lines) for line in passage.text.split("\n"))


@given(records())
def test_a_copy_of_a_record_adds_its_name_and_nothing_else(found: list[Meeting]) -> None:
    record = replace(found[0], source="a.txt")
    copied = merged(record, replace(record, source="b.txt"))
    assert [p.text for p in copied] == [p.text for p in merged(record)]
    assert all([link.name for link in p.sources] == ["a.txt", "b.txt"] for p in copied)


ONE_DAY = {
    "special and ordinary": (
        ["Apologies", "Declarations of interest", "Play area", "Close"],
        ["Apologies", "Declarations of interest", "Rescission of the depot resolution", "Close"],
    ),
    "annual and ordinary": (
        ["Election of Chair", "Apologies", "Annual report", "Adjournment"],
        ["Call to order", "Apologies", "Gritting of Back Lane", "Adjournment"],
    ),
    "morning and afternoon": (
        ["Opening", "Public questions", "Budget", "Library hours", "Closing of the meeting"],
        [
            "Opening",
            "Public questions",
            "Licence for the Plough",
            "Budget",
            "Closing of the meeting",
        ],
    ),
    "both with the accounts": (
        ["Apologies", "Accounts", "Churchyard wall"],
        ["Apologies", "Accounts", "Trees in School Lane"],
    ),
}


@pytest.mark.parametrize("kind", ONE_DAY)
def test_sittings_of_one_day_that_share_what_every_meeting_has_stay_two(kind: str) -> None:
    first, second = (
        meeting(name, *(
            AgendaItem(title=title, number=str(n), minutes=f"It was {word} as number {n}.")
            for n, title in enumerate(titles, start=1)
        ))
        for name, word, titles in zip(("a.txt", "b.txt"), ("noted", "agreed"), ONE_DAY[kind], strict=True)
    )  # fmt: skip
    found = list(passages(first)) + list(passages(second))
    assert [len(group) for group in groups(found)] == [1] * len(found)
