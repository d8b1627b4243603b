"""Kinds of numbers, titles and heads in plain texts: of each, records worded as other councils would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from corpus import readers
from corpus.readers.minutes import OPENING
from corpus.readers.text_lines import lines_of_text
from corpus.records import AgendaItem, Meeting, Source

SAID = [
    ("Welcome", "Nobody was absent."),
    ("Gritting of Back Lane", "The county had gritted it twice since the frost."),
    ("Library hours", "They would be longer from May."),
    ("Churchyard wall", "Two quotations were asked for."),
    ("Date of next meeting", "Wednesday 2 July 2025."),
]
HEAD = (
    "Borley Town Council\nMinutes of the meeting of the Amenities Committee held on 4 June 2025\n"
)
PRESENT = "\nPresent: Cllrs Oak (Chair), Hazel and Rowan\n"


def _meeting(text: str, name: str = "record.txt") -> Meeting:
    (found,) = readers.read(Source(name, text.encode()))
    assert isinstance(found, Meeting)
    return found


def _items(text: str, name: str = "record.txt") -> list[AgendaItem]:
    return [item for item in _meeting(text, name).items if item.title != OPENING]


def _said(item: AgendaItem) -> str:
    return "\n\n".join(part for part in (item.agenda, item.decision, item.minutes) if part)


def _numbered(numbers: Sequence[str], said: Sequence[tuple[str, str]] = SAID) -> str:
    parts = [f"{n}{title}\n\n{text}\n" for n, (title, text) in zip(numbers, said, strict=True)]
    return "\n".join([HEAD + PRESENT, *parts])


NUMBERS = {
    "year behind": ("{n}/2025 ", range(31, 36)),
    "year in front": ("25/{n:03d} ", range(31, 36)),
    "month and year": ("{n}/06/25. ", range(1, 6)),
    "year, month, item": ("25.06.{n:02d} ", range(1, 6)),
    "letters": ("AC/25/{n:03d} ", range(98, 103)),
    "letters and dash": ("AC{n}-25 ", range(98, 103)),
    "run together": ("2506{n:02d} ", range(1, 6)),
    "dotted run": ("2506.{n:02d} ", range(1, 6)),
    "p number": ("P{n} ", range(7, 12)),
    "nought behind": ("{n}.00 ", range(1, 6)),
    "brackets": ("[{n}] ", range(1, 6)),
    "round brackets": ("({n}) ", range(1, 6)),
    "hash": ("#{n} ", range(1, 6)),
    "minute": ("Minute No. {n}: ", range(48, 53)),
    "minute ref": ("Min. {n} ", range(48, 53)),
    "agenda item": ("Agenda Item {n} - ", range(1, 6)),
    "item in capitals": ("ITEM {n}. ", range(1, 6)),
    "item no": ("ITEM NO. {n}\n\n", range(1, 6)),
    "times": ("7:{n}0 PM ", range(5)),
    "letter": ("{letter}. ", range(1, 6)),
    "letter in brackets": ("({letter}) ", range(1, 6)),
    "roman": ("{roman}) ", range(1, 6)),
    "roman and dash": ("{roman} – ", range(1, 6)),
    "words": ("Item {word}: ", range(1, 6)),
    "words alone": ("{word}. ", range(1, 6)),
    "ordinals": ("{ordinal}: ", range(1, 6)),
}
_WORDS = ["", "One", "Two", "Three", "Four", "Five"]
_ORDINALS = ["", "First", "Second", "Third", "Fourth", "Fifth"]
_ROMAN = ["", "I", "II", "III", "IV", "V"]


@pytest.mark.parametrize("kind", NUMBERS)
def test_numbers_of_every_kind_begin_items(kind: str) -> None:
    form, values = NUMBERS[kind]
    numbers = [
        form.format(
            n=n,
            letter=chr(64 + n % 26),
            roman=_ROMAN[n % 6],
            word=_WORDS[n % 6],
            ordinal=_ORDINALS[n % 6],
        )
        for n in values
    ]
    found = _items(_numbered(numbers))
    assert [item.title for item in found] == [title for title, _ in SAID]
    assert [_said(item) for item in found] == [text for _, text in SAID]


@pytest.mark.parametrize("inner", ["{o}.{n} ", "{n}) ", "({c}) ", "{c}) ", "- ", "{n}. "])
@pytest.mark.parametrize("outer", ["{o}. ", "{o}.0 ", "## {o}. ", "**{o}.** ", "## "])
def test_a_list_in_an_item_begins_none(inner: str, outer: str) -> None:
    parts = [HEAD]
    for o, (title, text) in enumerate(SAID, start=1):
        points = "\n".join(
            inner.format(o=o, n=n, c=chr(96 + n)) + f"a letter about {what} was read"
            for n, what in enumerate(["bins", "buses", "dogs", "trees", "bins again", "mud"], 1)
        )
        parts.append(f"{outer.format(o=o)}{title}\n\n{text}\n\n{points if o in (2, 3) else ''}\n")
    name = "record.md" if "#" in outer or "*" in outer else "record.txt"
    found = _items("\n".join(parts), name)
    assert [item.title for item in found] == [title for title, _ in SAID]


LONG = {
    "an application": "24/04567/OUT – Site of the old brickworks between Station Road and the canal, Borley: "
    "outline application for the demolition of all buildings and the erection of up to 120 dwellings, a shop "
    "and a nursery with all matters reserved except means of access from Station Road",
    "a reference without a dash": "P/2024/0921 2 Back Lane, Borley. Single storey rear extension and new dormer "
    "to the front elevation with associated works to trees within the conservation area of the village",
    "an ordinance": "An Ordinance amending Chapter 14 of the Municipal Code relating to the keeping of chickens "
    "in residential districts and providing penalties for the violation thereof and an effective date",
    "a sentence": "To consider whether the Council should reply to the consultation of the county on the closing "
    "of the footpath behind the mill, and if so what it should say, and who should write it.",
    "a question": "Should the Council ask the county for a lower limit of speed on the road past the school?",
}


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("place", [1, 3])
def test_a_long_title_is_an_items(kind: str, place: int) -> None:
    said = [*SAID[:place], (LONG[kind], "REFUSED on highways grounds."), *SAID[place:]]
    found = _items(_numbered([f"{n}. " for n in range(1, 7)], said))
    assert [item.number for item in found] == list("123456")
    long = found[place]
    assert f"{long.title} {_said(long)}".count("REFUSED") == 1
    whole = " ".join(f"{long.title.rstrip('…')} {_said(long)}".split())
    assert LONG[kind].split()[-1] in whole
    assert len(long.title.split()) > 4
    assert [item.title for item in found if item is not long] == [title for title, _ in SAID]


@pytest.mark.parametrize("numbers", ["12334", "11234", "12355", "12445", "1234", "12234"])
def test_a_number_that_is_wrong_hides_no_item(numbers: str) -> None:
    said = SAID[: len(numbers)]
    found = _items(_numbered([f"{n}. " for n in numbers], said))
    assert [item.title for item in found] == [title for title, _ in said]


CAPITALS = [
    "APOLOGIES",
    "PUBLIC PARTICIPATION",
    "MINUTES OF THE LAST MEETING",
    "QUESTIONS FROM MEMBERS",
    "AMENDMENTS TO STANDING ORDERS",
    "MINUTES OF THE COMMITTEE OF 7 MAY 2025",
    "REPLIES FROM THE COUNTY",
    "LETTER FROM THE SCHOOL",
    "APPENDIX TO THE BUDGET",
    "DECISIONS MADE BY THE CLERK",
    "THE CHAIR'S REPORT",
    "PRESENTATION BY THE POLICE",
    "DATE OF THE NEXT MEETING",
]


@pytest.mark.parametrize("front", [HEAD, "BORLEY TOWN COUNCIL\nMeeting held on 4 June 2025\n"])
@pytest.mark.parametrize("rotated", range(0, 12, 3))
def test_titles_in_capitals_are_items_whatever_they_begin_with(front: str, rotated: int) -> None:
    titles = [*CAPITALS[rotated:-1], *CAPITALS[:rotated], CAPITALS[-1]]
    text = front + "".join(f"\n{title}\n\nIt was noted by all.\n" for title in titles)
    read = _meeting(text, "questions-and-amendments.txt")
    assert [item.title for item in read.items if item.title != OPENING] == titles
    assert read.council == "Borley Town Council"
    assert read.date == date(2025, 6, 4)


@pytest.mark.parametrize(
    "said",
    [
        "As an amendment, Councillor Hazel moved that it be asked again.",
        "Question from Cllr Rowan: when will the county come?",
        "A letter to the school: Dear Head, we thank you.",
    ],
)
def test_what_is_said_in_minutes_does_not_make_them_another_paper(said: str) -> None:
    text = f"{HEAD}\n1. Roads\n\n{said}\n\n2. Trees\n\nNone fell.\n\n3. Next meeting\n\nIn July.\n"
    read = _meeting(text)
    assert [item.title for item in read.items if item.title != OPENING] == [
        "Roads", "Trees", "Next meeting",
    ]  # fmt: skip
    assert (read.committee, read.date) == ("Amenities Committee", date(2025, 6, 4))


SECTIONS = {
    "roman": ["I. OPENING", "II. OFFICERS", "III. BUSINESS"],
    "capitals": ["OPENING", "OFFICERS' REPORTS", "NEW BUSINESS"],
    "letters": ["A. Opening", "B. Officers", "C. Business"],
    "parts": ["PART ONE – OPENING", "PART TWO – OFFICERS", "PART THREE – BUSINESS"],
}
PARTS = [["Call to order", "Roll call"], ["Clerk", "Treasurer", "Police"], ["Gritting", "Library"]]


@pytest.mark.parametrize("kind", SECTIONS)
def test_sections_that_count_anew_are_items_or_their_parts_are(kind: str) -> None:
    text = "Borley Town Board\nMinutes of the meeting held on 4 June 2025\n"
    for section, parts in zip(SECTIONS[kind], PARTS, strict=True):
        text += f"\n{section}\n"
        for n, part in enumerate(parts, start=1):
            text += f"\n{n}. {part}\n\nThe {part.lower()} was reported on at length.\n"
    titles = [item.title for item in _items(text)]
    parts_of_all = [part for parts in PARTS for part in parts]
    sections = [section.split(". ")[-1] for section in SECTIONS[kind]]
    assert [t for t in titles if t in parts_of_all] == parts_of_all or titles == sections


@pytest.mark.parametrize("rule", ["\\_" * 12, "_" * 12, "\\_" * 6 + " Mayor", "Signed: ______"])
def test_a_line_to_sign_on_is_no_text(rule: str) -> None:
    text = f"# Minutes\n\n**1. Apologies**\n\nNone were *received* by file\\_name.\n\n{rule}\n"
    lines = lines_of_text(text)
    assert not any("__" in line.text or "\\" in line.text for line in lines)
    assert "None were received by file_name." in [line.text for line in lines]
    said = "".join(line.text for line in lines)
    assert all(word in said for word in ("Mayor", "Signed:") if word in rule)
