from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import AgendaItem
from indexer.exemption import exempt_reasons

EXCLUDE = (
    "RESOLVED: That under section 100A(4) of the Local Government Act 1972 the press and public be "
    "excluded from the meeting for the following items of business on the grounds that they involve "
    "the likely disclosure of exempt information as defined in paragraphs 1 and 3 of Part 1 of "
    "Schedule 12A of the Act."
)
LAND = AgendaItem("Disposal of land at Mill Lane", "9", minutes="The offers were compared.")
STAFF = AgendaItem("Structure of the legal team", "10", minutes="Members approved it.")
FRONT = [
    AgendaItem("Apologies for absence", "1"),
    AgendaItem("Declarations of interest", "2"),
    AgendaItem("Roads", "3", minutes="Potholes were discussed."),
]


def exclusion(text: str, title: str = "Exclusion of the press and public") -> AgendaItem:
    return AgendaItem(title, "8", minutes=text)


def withheld(*items: AgendaItem) -> list[str | None]:
    """Return the numbers of the items that are withheld."""
    reasons = exempt_reasons(items)
    return [item.number for item, why in zip(items, reasons, strict=True) if why]


@pytest.mark.parametrize(
    "title",
    [
        "Exempt: pay",
        "Exempt minutes",
        "CONFIDENTIAL MINUTES",
        "Confidential report: pay",
        "Part 2 - pay",
        "Part II: pay",
        "PART TWO",
        "Part 2 of the agenda: pay",
        "Part II business",
        "Pay (Part 2)",
        "Pay (exempt - paragraph 3)",
        "Pay - Part II",
        "Pay (report contains confidential appendix)",
        "Restricted minutes",
        "Private session",
        "Closed session",
        "Pay, not for publication",
        "Pay – Exempt by virtue of paragraph 1",
    ],
)
def test_a_title_that_marks_an_item_as_exempt_withholds_it(title: str) -> None:
    assert withheld(AgendaItem(title, "1", minutes="Something was said."))


@pytest.mark.parametrize(
    "text",
    [
        "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A.",
        "The report is exempt under paragraph 3.",
        "This item is confidential.",
        "This report contains exempt information.",
        "Members considered a confidential report of the Chief Executive.",
        "The Committee received the exempt report.",
        "The appendices are not for publication.",
        "The matter was considered in private.",
        "The Committee went into closed session.",
        "The Panel discussed the matter in private session.",
        "The report was then considered in closed session.",
        "Exempt by virtue of Schedule 12A, paragraph 4.",
        "Councillors discussed the exempt appendix and its figures.",
        "It was RESOLVED that the press and public be excluded during this item.",
        "The press and public were excluded for this item, as agreed.",
        "Disclosure of confidential information would harm the Council.",
    ],
)
def test_a_text_that_says_an_item_is_exempt_withholds_it(text: str) -> None:
    assert withheld(AgendaItem("Pay", "1", minutes=f"First. {text} And then."))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Local Plan Part 2", "Part 2 of the plan was adopted."),
        ("Part 2 Local Plan: sites", "It was adopted."),
        ("Houses exempt from council tax", "Students are exempt from council tax."),
        ("Exempt accommodation: licensing of landlords", "It was noted."),
        ("Confidential waste: new contract", "It was let."),
        ("Roads", "Part 2 of the works begins in May."),
        ("Roads", "There were no exempt items."),
        ("Close", "There was no exempt business. The meeting closed at nine."),
        ("Budget", "It was approved without discussing an exempt appendix."),
        ("Code of conduct", "He was asked if any part should be heard in private and said no."),
        ("Data", "Officers keep what callers tell them confidential."),
        ("Meetings", "The public and press may attend, and the press praised it."),
        ("Childcare", "As we have discussed in private session, places are few."),
        ("Papers to note", "The letter will be discussed later in private session."),
        ("Close", "We will move into private session."),
        ("Exempt items", "There were none."),
        ("Exempt information", "No item was exempt."),
    ],
)
def test_other_senses_of_the_words_and_what_is_denied_stay_public(title: str, text: str) -> None:
    assert withheld(AgendaItem(title, "1", minutes=text)) == []


KINDS = (
    "item items report reports minute minutes appendix appendices annex annexes paper papers business "
    "session document documents briefing summary section"
).split()
TITLES = [
    *(f"Restricted {kind}" for kind in KINDS),
    *(f"Pay - confidential {kind}" for kind in KINDS),
    *(f"Part {part}" for part in ("2", "II", "two", "B")),
    *(
        f"Part 2 {kind}"
        for kind in "agenda item items business report reports minutes private".split()
    ),
    *(
        f"Pay and the exempt {kind} of May"
        for kind in "report appendix annex minute minutes".split()
    ),
    *(f"Pay ({mark})" for mark in ("exempt", "confidential", "not for publication")),
    *(f"Pay: {mark}" for mark in ("exempt", "confidential", "private")),
    *(f"Pay ({part})" for part in ("Part 2", "Part II", "Part two", "Part B")),
    *(f"Pay: {part}" for part in ("Part 2", "Part II", "Part two", "Part B")),
    "Pay under Schedule 12A",
]


@pytest.mark.parametrize("title", TITLES)
def test_each_mark_of_a_title_withholds_by_itself(title: str) -> None:
    assert withheld(AgendaItem(title, "1", minutes="It was noted."))


@pytest.mark.parametrize(
    "kind", "accommodation supported reporting waste person persons housing".split()
)
def test_titles_of_confidential_services_are_public(kind: str) -> None:
    assert withheld(AgendaItem(f"Confidential {kind} in the county", "1", minutes="Noted.")) == []


BODIES = "was were then committee council panel board cabinet members and".split()
TEXTS = [
    *(f"This {kind} is confidential." for kind in KINDS),
    *(
        f"The report {verb} {mark}."
        for verb in ("is", "are", "was", "were")
        for mark in ("exempt",)
    ),
    *(f"The report is {mark}." for mark in ("exempt", "confidential", "restricted")),
    "The report has exempt information.",
    *(
        f"Officers {verb} an exempt paper."
        for verb in "considered received noted discussed reviewed debated presented circulated".split()
    ),
    "It stands in a confidential paper.",
    *(
        f"So says the {mark} {kind}."
        for mark in ("exempt", "confidential")
        for kind in "report appendix annex minutes minute".split()
    ),
    *(
        f"It is all exempt {ground}."
        for ground in ("by virtue", "under the Act", "in accordance", "from publication")
    ),
    "It is all exempt from disclosure.",
    *(f"Exempt information {w} the Act." for w in ("as defined by", "under", "within", "by")),
    *(f"It {verb} exempt information." for verb in "contain contains contained containing".split()),
    *(
        f"It {verb} confidential information."
        for verb in ("disclose", "discloses", "disclosure of", "disclosing")
    ),
    *("Schedule 12A applies.", "Section 100A(4) applies.", "S.100A(4) applies."),
    *(f"It {body} considered in private." for body in BODIES),
    *(
        f"It was {verb} in private."
        for verb in "considered discussed held heard taken determined debated".split()
    ),
    *("It was dealt with in private.", "It was heard in closed session."),
    *(
        f"The panel considered {what} in private."
        for what in ("the matter", "this report", "that item", "a paper", "an application")
    ),
    *(
        f"They {verb} in private session."
        for verb in "moved went met sat resolved continued retired deliberated withdrew".split()
    ),
    *("They went into closed session.", "They went into private session."),
    *(
        f"It stands {where} of the {what}."
        for where in ("in part 2", "under part II", "within part two", "in part B")
        for what in ("agenda", "meeting")
    ),
]


@pytest.mark.parametrize("text", TEXTS)
def test_each_wording_of_a_text_withholds_by_itself(text: str) -> None:
    assert withheld(AgendaItem("Pay", "1", minutes=f"First. {text} And then."))


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"There was {word} on a table of the exempt report."
            for word in ("no", "nothing", "none", "without", "neither", "never")
        ),
        *(f"The exempt report {verb} not read." for verb in "was were is are had been".split()),
        *(f"The exempt report {verb} read." for verb in ("could not be", "need not", "was never")),
    ],
)
def test_what_is_denied_before_or_behind_a_wording_withholds_nothing(text: str) -> None:
    assert withheld(AgendaItem("Pay", "1", minutes=f"First. {text} And then.")) == []


def test_the_resolution_is_public_and_what_follows_it_is_not() -> None:
    assert withheld(*FRONT, exclusion(EXCLUDE), LAND, STAFF) == ["9", "10"]
    reasons = exempt_reasons([exclusion(EXCLUDE), LAND])
    assert reasons[1] is not None
    assert "paragraph 1 and 3 of Schedule 12A" in reasons[1]


@pytest.mark.parametrize(
    "text",
    [
        "There were no exempt items.",
        "It was not necessary to exclude the press and public.",
        "No resolution to exclude the press and public was required.",
        "To consider whether any items should be considered with the press and public excluded.",
        "The motion to exclude the press and public was lost.",
    ],
)
def test_no_exclusion_withholds_nothing(text: str) -> None:
    assert withheld(*FRONT, exclusion(text), LAND, STAFF) == []


EXCLUDED = [
    *(
        f"It was agreed that {who} be excluded."
        for who in (
            "press and public",
            "public and the press",
            "members of the public",
            "the public",
            "the press",
        )
    ),
    *(
        f"It was agreed, and the public {verb} excluded."
        for verb in "be are is were was being".split()
    ),
    "It was agreed that the public, having been excluded, wait.",
    *(
        f"It was agreed that the public be {when} excluded."
        for when in "now then formally therefore".split()
    ),
    "It was agreed that the public be asked to leave.",
    *(
        f"It was agreed {how} public."
        for how in (
            "to exclude the",
            "to exclude",
            "and excluded the",
            "excluding members of the",
            "on the exclusion of the",
        )
    ),
    *(
        f"It was {verb} that the public be excluded."
        for verb in "resolved agreed carried decided moved voted".split()
    ),
    *("The public were excluded.", "The public was then excluded."),
]


@pytest.mark.parametrize("text", EXCLUDED)
def test_each_wording_of_an_exclusion_withholds_the_item_and_what_follows(text: str) -> None:
    item = AgendaItem("Roads", "8", minutes=f"First. {text}\n\nThen.")
    assert withheld(*FRONT, item, LAND) == ["8", "9"]


@pytest.mark.parametrize(
    "title",
    [
        *(f"{w} the press" for w in ("Exclusion of", "Exclude", "Excluding")),
        *(f"Exclusion of {w}" for w in ("public", "members of the public", "the public")),
        *("Exempt items", "Confidential business", "Private information", "To take exempt items"),
        "Exempt information and exclusion",
    ],
)
def test_each_title_of_an_exclusion_item_withholds_what_follows(title: str) -> None:
    assert withheld(*FRONT, AgendaItem(title, "8"), LAND) == ["9"]


@pytest.mark.parametrize(
    "text",
    [
        *(f"There was no {what} matter." for what in "exempt confidential private".split()),
        *(f"There was not any part {what} matter." for what in ("2", "II", "two")),
        *(f"There was no {what}." for what in "need necessity requirement reason".split()),
        "It went on without need.",
        *(
            f"No {what} was exempt."
            for what in "item items business report matter resolution motion".split()
        ),
        *(
            f"No item was {what}."
            for what in ("for exclusion", "private", "confidential", "in closed session")
        ),
        *(
            f"It was {how}."
            for how in (
                "not excluded",
                "not moved",
                "not be passed",
                "never been agreed",
                "not to exclude",
                "not needed",
                "not necessary",
                "not required",
                "not required to exclude",
            )
        ),
        "Members did not wish to exclude anybody.",
        *("There were none.", "There was nothing.", "There are none."),
        *("It was lost.", "It was withdrawn.", "All remained in open session."),
        "All items remain in public.",
    ],
)
def test_each_wording_that_denies_an_exclusion_withholds_nothing(text: str) -> None:
    assert withheld(*FRONT, exclusion(text), LAND, STAFF) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"To exclude the public {what}."
            for what in (
                "whether or not",
                "if any come",
                "from any items",
                "where possible",
                "from highlight reports",
                "from what is designated as such",
                "from what is identified as such",
                "from what is identified on it",
                "from part 2 of the agenda",
                "from part II of the agenda",
                "from part B of the agenda",
                "from part two of the meeting",
                "from the appendix",
                "from the appendices",
                "from a part of the agenda",
            )
        )
    ],
)
def test_each_wording_that_only_asks_withholds_nothing(text: str) -> None:
    assert withheld(*FRONT, exclusion(text), LAND, STAFF) == []


@pytest.mark.parametrize(
    "what",
    [
        *(f"the {w} item" for w in ("following", "next")),
        *(f"this {w}" for w in ("agenda item", "report", "matter")),
        "following item",
    ],
)
def test_each_wording_for_one_item_withholds_one(what: str) -> None:
    text = f"RESOLVED: That the press and public be excluded for {what}."
    assert withheld(exclusion(text), LAND, STAFF) == ["9"]


@pytest.mark.parametrize(
    "named",
    [
        *("item 9", "items 9", "item no 9", "items nos. 9", "item number 9", "minute 9"),
        "item numbers 9",
    ],
)
def test_each_way_of_naming_an_item_withholds_that(named: str) -> None:
    text = f"RESOLVED: That the public be excluded for {named}."
    assert withheld(exclusion(text), LAND, STAFF) == ["9"]


@pytest.mark.parametrize("named", ["9, 10", "9 and 10", "9 & 10", "9 to 10", "9-10", "9–10"])
def test_each_way_of_naming_several_items_withholds_these(named: str) -> None:
    text = f"RESOLVED: That the public be excluded for items {named}."
    assert withheld(exclusion(text), LAND, STAFF, AgendaItem("Roads", "11")) == ["9", "10"]


@pytest.mark.parametrize("named", ["9 to 11", "9-11"])
def test_what_stands_between_two_numbers_is_named_too(named: str) -> None:
    text = f"RESOLVED: That the public be excluded for items {named}."
    last = [AgendaItem("Debts", "11"), AgendaItem("Roads", "12")]
    assert withheld(exclusion(text), LAND, STAFF, *last) == ["9", "10", "11"]


@pytest.mark.parametrize(
    "text",
    [
        *(f"The public were {w}." for w in ("readmitted", "re-admitted", "invited back")),
        *("It agreed to readmit the public.", "Upon readmission it went on."),
        *("The public rejoined.", "The public re-joined.", "All returned to the meeting."),
        *(
            f"The meeting {w}."
            for w in (
                "resumed in public",
                "resumed into the public part",
                "returned to open session",
                "reconvened in the open",
            )
        ),
    ],
)
def test_each_wording_of_the_publics_return_ends_the_exclusion(text: str) -> None:
    back = AgendaItem("Bridges", "10", minutes=text)
    assert withheld(exclusion(EXCLUDE), LAND, back, AgendaItem("Roads", "11")) == ["9"]


@pytest.mark.parametrize(
    "title",
    [
        *(f"Part {w}: roads" for w in ("1", "I", "one", "A")),
        *(f"Roads ({w})" for w in ("open", "public", "Part 1", "Part I", "Part one")),
        *("Open session", "Public business", "Open items", "Public item"),
        "The readmission of everybody",
    ],
)
def test_each_title_of_the_open_part_ends_the_exclusion(title: str) -> None:
    opened = AgendaItem(title, "10", minutes="Potholes.")
    assert withheld(exclusion(EXCLUDE), LAND, opened, AgendaItem("Roads", "11")) == ["9"]


@pytest.mark.parametrize(
    ("named", "stated"),
    [
        ("paragraph 3", "3"),
        ("paragraph (3)", "3"),
        ("paragraphs 1, 2 and 3", "1, 2 and 3"),
        ("paragraphs 1 & 3", "1 & 3"),
        ("paragraph 31 and paragraph 2", "2"),
        ("paragraph 3.1 and paragraph 2", "2"),
    ],
)
def test_the_paragraphs_of_the_schedule_are_stated_as_they_are_named(
    named: str, stated: str
) -> None:
    item = AgendaItem("Pay", "1", minutes=f"Exempt by virtue of {named} of Schedule 12A.")
    (reason,) = exempt_reasons([item])
    assert reason is not None
    assert reason.endswith(f"1972, paragraph {stated} of Schedule 12A)")


def test_a_standing_item_at_the_front_that_passes_nothing_withholds_nothing() -> None:
    standing = AgendaItem("Exclusion of press and public", "3")
    assert withheld(*FRONT[:2], standing, LAND, STAFF, FRONT[2]) == []
    parts = exclusion(
        "RESOLVED: That the press and public be excluded during the items in part two of the agenda."
    )
    closed = AgendaItem("Part Two: debts", "11", minutes="A name.")
    assert withheld(parts, LAND, STAFF, closed) == ["11"]


def test_on_an_agenda_without_text_what_follows_the_exclusion_is_withheld() -> None:
    assert withheld(*FRONT, AgendaItem("Exclusion of the Public", "8"), LAND) == ["9"]


def test_a_resolution_that_names_items_withholds_these() -> None:
    text = "RESOLVED: That the press and public be excluded during consideration of item 10."
    assert withheld(exclusion(text), LAND, STAFF) == ["10"]
    text = "RESOLVED: That the public be excluded during consideration of items 9 to 10."
    assert withheld(exclusion(text), LAND, STAFF, AgendaItem("Roads", "11")) == ["9", "10"]


def test_a_resolution_about_the_following_item_withholds_one() -> None:
    text = "RESOLVED: That the press and public be excluded for the following item."
    assert withheld(exclusion(text), LAND, STAFF) == ["9"]


def test_the_public_comes_back() -> None:
    back = AgendaItem("Readmission of the public", "10", minutes="The public were readmitted.")
    roads = AgendaItem("Roads", "11", minutes="Potholes.")
    assert withheld(exclusion(EXCLUDE), LAND, back, roads) == ["9"]
    opened = AgendaItem("Part 1: roads", "10", minutes="Potholes.")
    assert withheld(exclusion(EXCLUDE), LAND, opened, roads) == ["9"]


def test_a_debate_printed_under_the_resolution_itself_is_withheld_too() -> None:
    debate = "Mr Whybrow has been offered twelve thousand pounds and a car to leave in May. " * 6
    assert withheld(exclusion(f"{EXCLUDE}\n\nDISPOSAL OF LAND\n\n{debate}")) == ["8"]


def test_procedural_business_that_excludes_the_public_later_on_is_public_itself() -> None:
    opening = AgendaItem("Procedural business", "1", minutes=f"Apologies.\n\n{EXCLUDE}")
    assert withheld(opening, LAND) == ["9"]


@given(st.lists(st.sampled_from([LAND, STAFF, *FRONT, exclusion(EXCLUDE)]), max_size=8), st.data())
def test_a_restricted_item_is_withheld_wherever_it_stands(
    items: list[AgendaItem], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(items)))
    items = [
        *items[:at],
        AgendaItem("Pay", "99", minutes="It rises.", restricted=True),
        *items[at:],
    ]
    assert "99" in withheld(*items)


@pytest.mark.parametrize(
    "text",
    [
        "the press and public " * 5_000,
        "the report is " * 8_000,
        "item 1, 2, 3, " * 8_000,
        "no exempt " * 10_000,
        "considered the the the " * 8_000,
        "(" * 50_000,
        "exempt information " * 8_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    exempt_reasons([AgendaItem("Exclusion of the public", "1", minutes=text), LAND])
    exempt_reasons([AgendaItem("Roads", "1", minutes=text), LAND])
    assert time.perf_counter() - started < 5
