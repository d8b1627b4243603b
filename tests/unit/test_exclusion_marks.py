"""What marks an item as not for the public: signs, columns, notes and lists elsewhere, heads, damaged words, who alone has it."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.damage import mended
from indexer.passages.exemption.kept import is_kept
from indexer.passages.exemption.told import marked_labels
from tests.unit.agendas import shown, withheld

ROADS = AgendaItem("Roads", "3", minutes="Potholes were discussed.")
PARKS = AgendaItem("Parks", "7", minutes="The swings were mended.")


def _around(middle: AgendaItem, note: str = "") -> list[AgendaItem]:
    front = AgendaItem("Apologies", "1", minutes=f"Two members were away.\n\n{note}".strip())
    return [front, ROADS, middle, PARKS]


@pytest.mark.parametrize(
    ("note", "title", "number"),
    [
        ("Items lettered Q were taken when the gallery had been cleared.", "Rent (Q)", "4"),
        ('"S" denotes an item heard in private.', "S Rent review", "4"),
        ("Minutes marked [X] are for members only.", "Rent [X]", "4"),
        ("Titles with † behind them are not for the website.", "Rent †", "4"),
        ("Matters followed by (R) were considered in the absence of the press.", "Rent (R)", "4"),
        ("Reports bearing the letter K are confidential.", "K Rent", "4"),
        ("Numbers with Z after them were resolved upon with visitors gone.", "Rent", "4Z"),
        ("The letter E indicates exempt business.", "Rent (E)", "4"),
    ],
)
def test_a_sign_that_a_note_explains_withholds_what_bears_it(
    note: str, title: str, number: str
) -> None:
    rent = AgendaItem(title, number, minutes="Elm owes 900.")
    assert withheld(*_around(rent, note)) == [number]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("Items marked (P) are matters on which residents may speak.", "Rent (P)"),
        ("Items lettered C were carried over from the last meeting.", "Rent (C)"),
        ("(c) denotes a matter for consultation with the public.", "Rent (c)"),
        ("Items with * need a vote.", "Rent *"),
        ("Titles marked K are key decisions.", "Rent K"),
        ("The letter H marks private hire licences.", "Rent (H)"),
    ],
)
def test_a_sign_of_something_else_withholds_nothing(note: str, title: str) -> None:
    assert withheld(*_around(AgendaItem(title, "4", minutes="Elm owes 900."), note)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Words in square brackets marked M are not for the website.",
        "Passages in [brackets] are for members only and not in the public copy.",
        "What stands between square brackets was taken out of the public copy.",
    ],
)
def test_brackets_that_a_note_explains_hide_what_stands_in_them(note: str) -> None:
    text = "The roof leaks. [M: Elm will pay 900.] It is mended in May."
    public = shown(*_around(AgendaItem("Roof", "4", minutes=text), note))
    assert "Elm" not in public
    assert "mended in May" in public


@pytest.mark.parametrize(
    "note",
    ["Words in square brackets were added by the editor.", "Times in [brackets] are local."],
)
def test_brackets_of_an_editor_hide_nothing(note: str) -> None:
    text = "The roof leaks. [Elm will pay.] It is mended in May."
    assert "Elm" in shown(*_around(AgendaItem("Roof", "4", minutes=text), note))


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Were the press present?", "no"),
        ("Residents in the room", "none"),
        ("Public present", "excluded"),
        ("Heard in public", "no"),
        ("How it was taken", "in closed session"),
        ("Mode", "in private"),
        ("Session", "closed"),
        ("Sitting", "executive session"),
        ("Open/Closed", "Closed"),
        ("Taken with the public present", "No"),
    ],
)
def test_a_column_that_tells_who_was_there_withholds_its_rows(head: str, cell: str) -> None:
    table = f"Item | Subject | {head}\n3 | Roads | yes\n4 | Rent | {cell}"
    rent = AgendaItem("Rent", "4", minutes="Elm owes 900.")
    assert withheld(*_around(rent, table)) == ["4"]


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Ramp", "closed"),
        ("Public consulted?", "no"),
        ("Consultation", "closed 4 May"),
        ("Public hearing", "none held"),
        ("Public toilets", "closed"),
        ("Key decision?", "no"),
        ("Residents' petition", "no"),
        ("Status", "closed"),
    ],
)
def test_a_column_of_something_else_withholds_nothing(head: str, cell: str) -> None:
    table = f"Item | Subject | {head}\n3 | Roads | yes\n4 | Rent | {cell}"
    assert withheld(*_around(AgendaItem("Rent", "4", minutes="Elm owes 900."), table)) == []


@pytest.mark.parametrize(
    "note",
    [
        "Note: item 4 was heard in the absence of the public.",
        "Minute 4 was taken in private.",
        "The public were not present during item 4.",
        "Minute 4 is on the lilac sheet, of which members alone hold copies.",
        "Item 4 is not for publication.",
        "Minute 4 is left out of the copy for the library.",
    ],
)
def test_a_note_behind_an_item_withholds_it(note: str) -> None:
    rent = AgendaItem("Rent", "4", minutes="Elm owes 900.")
    end = AgendaItem("Parks", "7", minutes=f"The swings were mended.\n\n{note}")
    assert withheld(ROADS, rent, end) == ["4"]


@pytest.mark.parametrize(
    "note",
    [
        "Councillor Oak said that item 4 should have been heard in private.",
        "Item 4 of the last meeting was heard in private.",
        "It was proposed that item 4 be taken in private, which was lost.",
        "Minute 4 was read out to the public in the gallery.",
        "Item 4 is not confidential.",
        "Item 4 may be heard in private next time.",
    ],
)
def test_a_note_that_tells_it_of_nothing_here_withholds_nothing(note: str) -> None:
    rent = AgendaItem("Rent", "4", minutes="Elm owes 900.")
    end = AgendaItem("Parks", "7", minutes=f"The swings were mended.\n\n{note}")
    assert "4" not in withheld(ROADS, rent, end)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Annex A: repairs. Annex B: valuation (exempt).", {"annex b"}),
        ("Appendix 1 – map; Appendix 2 – prices (for members only)", {"appendix 2"}),
        ("Enclosures: 1 – the bill; 2 – the offer (confidential); 3 – a plan", {"enclosure 2"}),
        ("Annex A: map. Annex B: offers, not for publication.", {"annex b"}),
        ("Annex A: the map (not to scale). Annex B: a confidential helpline.", set()),
        ("Appendix 1 (no longer confidential) and Appendix 2 (a map)", set()),
    ],
)
def test_a_list_of_appendices_tells_which_are_not_for_the_public(
    text: str, labels: set[str]
) -> None:
    assert marked_labels(text) == labels


def test_an_appendix_is_withheld_that_a_list_far_in_front_of_it_marks() -> None:
    lists = AgendaItem("Plan", "4", minutes="Annex A: repairs. Annex B: valuation (exempt).")
    a = AgendaItem("Annex A", minutes="The roof leaks.")
    b = AgendaItem("Annex B", minutes="Elm would sell for 900.")
    public = shown(ROADS, lists, a, b)
    assert "leaks" in public
    assert "Elm" not in public


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper had been handed to councillors at the door and was taken in again at the end.",
        "The figures below have been given to members on the understanding that they go no further.",
        "This minute is for councillors only.",
        "The letter was shown to trustees alone.",
        "This note is left out of the published minutes.",
        "What is written under this heading stays sealed until the deed is recorded.",
        "The minutes of this discussion will not be released.",
        "The report is in the buff book, which members handed back.",
    ],
)
def test_what_members_alone_have_is_kept(sentence: str) -> None:
    assert is_kept(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper was handed to councillors and put on the website.",
        "The programme is on yellow sheets, which were handed back to the printer.",
        "The ballot papers were given to members and collected by the clerk.",
        "The report was sent to members late.",
        "Chair Olson opened the matter to commissioners only.",
        "The letter is on the noticeboard.",
        "Reports should be left out of the library.",
    ],
)
def test_what_others_have_too_is_not_kept(sentence: str) -> None:
    assert not is_kept(sentence)


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("That the puhlic be exduded frorn the rneeting", "That the public be excluded"),
        ("C0NFIDENTIAL MATTERS", "CONFIDENTIAL MATTERS"),
        ("the pub1ic and press be exc1uded", "the public and press be excluded"),
        ("C O N F I D E N T I A L   I T E M S", "CONFIDENTIAL ITEMS"),
        ("E X C L U S I O N O F P R E S S", "EXCLUSION OF PRESS"),
    ],
)
def test_a_word_of_an_exclusion_is_read_through_its_damage(damaged: str, whole: str) -> None:
    assert mended(damaged).startswith(whole)


@pytest.mark.parametrize(
    "text",
    [
        "The Paris road was dosed to the hoard.",
        "Councillor McDonald lives in SW1A 2AA.",
        "The A1M and the B52 were dug up.",
        "R E F U S E   D A Y",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    "head",
    [
        "Private meeting of the panel.",
        "Minutes of a closed session of the Board.",
        "Notes of a meeting held in private.",
        "These notes are for members only.",
        "Record of an executive session held on 4 May.",
    ],
)
def test_a_head_that_says_that_the_meeting_was_private_withholds_all(head: str) -> None:
    top = AgendaItem("Opening", minutes=f"Oak Council\n\n{head}")
    assert withheld(top, ROADS, PARKS) == [None, "3", "7"]


@pytest.mark.parametrize(
    "head",
    [
        "Held in the private meeting room of the library.",
        "Minutes of the regular meeting and executive session.",
        "Closed session 5 pm, open session 6 pm.",
        "Minutes of the Private Hire Panel.",
        "These notes are for publication.",
        "No private meeting was held.",
    ],
)
def test_another_head_withholds_nothing(head: str) -> None:
    top = AgendaItem("Opening", minutes=f"Oak Council\n\n{head}")
    assert withheld(top, ROADS, PARKS) == []


def test_the_row_of_an_item_that_was_withheld_is_withheld() -> None:
    rent = AgendaItem("Rent (confidential)", "4", minutes="Elm owes 900.")
    table = "Item | Action | By\n3 | Fill the holes | Oak\n4 | Write to Elm | Clerk"
    public = shown(
        ROADS, rent, AgendaItem("Parks", "7", minutes=f"The swings were mended.\n\n{table}")
    )
    assert "Fill the holes" in public
    assert "Elm" not in public


def test_a_key_explains_several_signs() -> None:
    key = "Key to the letters: (o) heard with the gallery full; (s) heard when the public had gone."
    items = [
        AgendaItem("(o) Roads", "2", minutes="Potholes."),
        AgendaItem("(s) Rent", "4", minutes="Elm owes 900."),
        AgendaItem("(o) Parks", "5", minutes="Swings."),
    ]
    assert withheld(AgendaItem("Opening", "1", minutes=key), *items) == ["4"]


def test_a_list_of_letters_that_is_no_key_marks_nothing() -> None:
    told = "It was agreed to (a) ask the public; (b) keep the draft confidential; (c) come back."
    items = [AgendaItem("(b) Rent", "4", minutes="Elm owes 900."), PARKS]
    assert withheld(AgendaItem("Plan", "1", minutes=told), *items) == []


@pytest.mark.parametrize(
    ("numbers", "note"),
    [
        (["24/5", "24/6", "24/7", "24/8"], "The next two minutes are on buff paper, of which members have the only copies."),
        (["5", "6", "7", "8"], "The two items that follow are left out of the copy for the library."),
    ],
)  # fmt: skip
def test_papers_that_are_counted_are_those_that_follow(numbers: list[str], note: str) -> None:
    texts = [f"Members talked. {note}", "Elm owes 900.", "Ash owes 100.", "The hall is let."]
    items = [AgendaItem(f"Matter {n}", n, minutes=t) for n, t in zip(numbers, texts, strict=True)]
    assert withheld(*items) == numbers[1:3]


def test_what_is_out_of_the_library_for_want_of_room_is_not_kept() -> None:
    assert not is_kept("Copies are left out of the library for want of room.")
    assert not is_kept("The minutes of this committee were sealed with the common seal.")
