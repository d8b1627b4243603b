"""An item is withheld for what it says of itself, in each wording; a mention or a denial is none."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import AgendaItem
from indexer.passages.exemption.exemption import exempt_reasons
from tests.unit.agendas import EXCLUDE, FRONT, LAND, STAFF, exclusion, shown, withheld

KINDS = (
    "item items report reports minute minutes appendix appendices annex annexes paper papers business "
    "session document documents briefing summary section"
).split()
TITLES = [
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
    "Restricted minutes",
    "Private session",
    "Closed session",
    "Pay, not for publication",
    "Pay – Exempt by virtue of paragraph 1",
    *(f"Restricted {kind}" for kind in KINDS),
    *(f"Pay - confidential {kind}" for kind in KINDS),
    *(f"Part {part}" for part in ("2", "II", "two", "B")),
    *(
        f"Part 2 {kind}"
        for kind in "agenda item items business report reports minutes private".split()
    ),
    *(f"Pay and the exempt {kind} of May" for kind in "report minute minutes".split()),
    *(f"Pay ({mark})" for mark in ("exempt", "confidential", "not for publication")),
    *(f"Pay: {mark}" for mark in ("exempt", "confidential", "private")),
    *(f"Pay ({part})" for part in ("Part 2", "Part II", "Part two", "Part B")),
    *(f"Pay: {part}" for part in ("Part 2", "Part II", "Part two", "Part B")),
    "Pay under Schedule 12A",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_marks_an_item_as_exempt_withholds_it(title: str) -> None:
    assert withheld(AgendaItem(title, "1", minutes="Something was said."))


@pytest.mark.parametrize(
    "kind", "accommodation supported reporting waste person persons housing".split()
)
def test_titles_of_confidential_services_are_public(kind: str) -> None:
    assert withheld(AgendaItem(f"Confidential {kind} in the county", "1", minutes="Noted.")) == []


BODIES = "was were then committee council panel board cabinet members and".split()
TEXTS = [
    "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A.",
    "The report is exempt under paragraph 3.",
    "This item is confidential.",
    "This report contains exempt information.",
    "Members considered a confidential report of the Chief Executive.",
    "The Committee received the exempt report.",
    "The matter was considered in private.",
    "The Committee went into closed session.",
    "The Panel discussed the matter in private session.",
    "The report was then considered in closed session.",
    "Exempt by virtue of Schedule 12A, paragraph 4.",
    "Councillors discussed the exempt appendix and its figures.",
    "It was RESOLVED that the press and public be excluded during this item.",
    "The press and public were excluded for this item, as agreed.",
    "Disclosure of confidential information would harm the Council.",
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
        f"It is in the {mark} {kind}."
        for mark in ("exempt", "confidential")
        for kind in "report minutes minute".split()
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
def test_what_follows_a_text_that_says_an_item_is_exempt_is_withheld(text: str) -> None:
    assert "And then." not in shown(AgendaItem("Pay", "1", minutes=f"First. {text} And then."))


# What is said of the item, and not of the moment from which the public was out.
OF_THE_ITEM = [
    t for t in TEXTS if not re.search(r"closed session|private session|and public were|^They", t)
]


@pytest.mark.parametrize("text", OF_THE_ITEM)
def test_a_text_that_says_an_item_is_exempt_withholds_the_whole_item(text: str) -> None:
    assert withheld(AgendaItem("Pay", "1", minutes=f"First. {text} And then."))


@pytest.mark.parametrize(
    "title",
    [
        "Pay (report contains confidential appendix)",
        "Pay and the exempt appendix of May",
        "Market hall (with exempt annexes)",
        "Market hall and confidential enclosure",
    ],
)
def test_a_report_with_an_exempt_appendix_is_public(title: str) -> None:
    assert withheld(AgendaItem(title, "1", minutes="Something was said.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The appendices are not for publication.",
        "Appendix 3 of this report is exempt.",
        "Annex B to the report is confidential and was not discussed.",
        "The report was considered with the exempt appendix.",
        "It is in the exempt appendix.",
    ],
)
def test_a_text_that_says_that_an_appendix_is_exempt_stays_public(text: str) -> None:
    assert "And then." in shown(AgendaItem("Pay", "1", minutes=f"First. {text} And then."))


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
    started = time.process_time()
    exempt_reasons([AgendaItem("Exclusion of the public", "1", minutes=text), LAND])
    exempt_reasons([AgendaItem("Roads", "1", minutes=text), LAND])
    assert time.process_time() - started < 5
