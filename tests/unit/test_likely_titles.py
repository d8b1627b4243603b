"""Titles that nothing sets off and no list names: told by a model, in records of bodies that it was not taught."""

from __future__ import annotations

import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from math import isfinite

import pytest

from corpus import readers
from corpus.readers.items import likely_titles, title_model
from corpus.readers.items.headings import choose
from corpus.readers.items.title_model import candidate, likelihood, words_of
from corpus.readers.text_lines import lines_of_text
from corpus.records import Meeting, Source
from tests.unit.bodies import items_of

# Each kind of plain titles in the manner of two bodies: the record, and the titles that begin its items.
VILLAGE = (
    "March 9, 2015\nCall to order at 7:00 pm by President Quince.\n"
    "Members answering roll call: President Quince, Ada Rowan, Tom Medlar and Kit Sorrel.\n"
    "The minutes of the February meeting were accepted by Ada.\nSecond by Tom.\nMotion carried.\n"
    "Financial Report\nThe balance of all funds is $81,415.22, which is less than a year ago.\n"
    "Maintenance Report\nThe plow is back from the shop. A new blade has been ordered for the small truck.\n"
    "Streets & Sidewalks\nTwo residents asked for a lamp at the corner of Mill and Main. Kit will call the utility.\n"
    "PARKS\nThe swings will be painted in May.\n"
    "Grants\nAda wrote to the state and has had no answer so far.\n",
    ["Financial Report", "Maintenance Report", "Streets & Sidewalks", "PARKS", "Grants"],
)
TOWN = (
    "Board meeting of 4 May 2011\nMayor Elder called the board together at half past six.\n"
    "Clerk's Report\nThe clerk has sent out 214 bills for water, of which all but nine are paid by now.\n"
    "Cemetery\nThe stones that fell in the storm have been set up again by the sexton.\n"
    "Water Tower\nThe tank was washed and inspected, and it will need paint within the next three years.\n"
    "Library Update\nThe reading room is open on Saturdays again, and there were sixty visitors on the first.\n"
    "Citizens Comments\nMr Sorrel thanked the crew for clearing the snow in front of the school so early.\n",
    ["Clerk's Report", "Cemetery", "Water Tower", "Library Update", "Citizens Comments"],
)
OWNERS = (
    "Association Meeting of May 20, 2010\n\nThe meeting came to order at 7:05PM with Kit Sorrel in the chair.\n\n"
    "There were 21 households represented.\n\n"
    "Street Party – It was decided that there will be one in August, and that each house brings a dish.\n\n"
    "Board Elections – It was announced that all members of the board will serve for another year.\n\n"
    "Website Update – Everyone was reminded that all forms can now be found there, and no longer in the box.\n\n"
    "Dog Waste – A sign will be put up at the gate. It was agreed to wait and see.\n\n"
    "Budget Report – See attached.\n\n"
    "A member asked how stable the dues have been, and was told that they have not changed in five years.\n",
    ["Street Party", "Board Elections", "Website Update", "Dog Waste", "Budget Report"],
)
TENANTS = (
    "Tenants of Quince Court, committee of 3 June 2014\n\nAda Rowan took the chair and all were welcomed.\n\n"
    "Garden Fence - The landlord has been written to twice and has promised to send somebody in July.\n\n"
    "Finance Report - There are £415.20 in the bank, and £12 in the tin.\n\n"
    "Parking Permits - These will be sent out again in the autumn. Two were lost in the post.\n\n"
    "Summer Outing - Kit has asked for the price of a coach to the sea and will report at the next meeting.\n\n"
    "Bin Store Doors - The left one does not shut, which was reported in March.\n",
    ["Garden Fence", "Finance Report", "Parking Permits", "Summer Outing", "Bin Store Doors"],
)
WATER = (
    "President Quince called the meeting together at 9:00 a.m. with four directors there.\n\n"
    "Director Medlar moved to keep to the agenda as it was sent. Director Sorrel seconded. Motion carried.\n\n\n"
    "February Financial Statement\nThe Board reviewed and discussed the statement.\n\n"
    "Lateral Seven Repairs\nMr. Elder reported that the pipe is in and that the ground will be levelled in June.\n\n"
    "Department of Ecology Update\nThe matter was left to the lawyers for the time being.\n\n"
    "Canal Lining Grant\nThe application has been submitted. The share of the District would be $20,000.\n\n"
    "Operations Report\nThe crew has cut weeds on all canals but one, and the pumps run well.\n",
    ["February Financial Statement", "Lateral Seven Repairs", "Department of Ecology Update",
     "Canal Lining Grant", "Operations Report"],
)  # fmt: skip
FIRE = (
    "Notes of the trustees of the fire district, 6 October 2016\n\nTrustee Rowan opened at seven with all there.\n\n"
    "Station Two Roof\nThree offers were opened and the lowest was taken, subject to a look at the insurance.\n\n"
    "Radio Grant Application\nThe county has agreed to pay half of it, and the chief will order the sets.\n\n"
    "Training Report\nSix volunteers went to the academy and have all passed, which was noted with thanks.\n\n"
    "Hydrant Maintenance\nA hundred were flushed, and four of them will have to be dug out in the spring.\n",
    ["Station Two Roof", "Radio Grant Application", "Training Report", "Hydrant Maintenance"],
)
YEARLY = (
    "BORLEY AND QUINCE COMMUNITY COUNCIL\nMinutes of the yearly meeting held on Monday 15 November 2021\n"
    "- Election of Office Bearers\nAda Rowan was proposed by Kit Elder for the chair.\n"
    "The treasurer remains the same.\n"
    "- Treasurer's Report\nThe account holds £1,874.49, which is about what it was a year ago.\n"
    "The second account was closed in May.\n"
    "- Minutes of Last Year\nNobody had brought them, for which the chair was sorry, and they were put off.\n",
    ["Election of Office Bearers", "Treasurer's Report", "Minutes of Last Year"],
)
KINDS = {
    "lines in a text without blanks, a village": VILLAGE,
    "lines in a text without blanks, a town": TOWN,
    "labels and dashes, owners": OWNERS,
    "labels and dashes, tenants": TENANTS,
    "lines over their text, a water district": WATER,
    "lines over their text, a fire district": FIRE,
    "points over their text": YEARLY,
}
# Texts that have no items, whatever their lines look like.
NONE = {
    "a letter": "Dear Mr Rowan,\n\nThank you for your letter of 4 June.\n\nI have asked the highways team to look at "
    "the sign, and they hope to come in July.\n\nPlease write again if nothing has happened by then.\n\n"
    "Yours sincerely,\n\nKit Sorrel\n\nHighways Officer\n",
    "names": "Ada Rowan\nTom Medlar\nKit Sorrel\nIda Elder\nBen Quince\nMay Hazel\n" * 2,
    "a story": "The boy went down to the quay and waited. Nobody came, and it grew dark over the water.\n\n"
    "When he woke the boats were gone.\n\nHe walked home along the wall, and told his sister all of it.\n\n"
    "She did not believe him.\n",
    "a record of one decision": "Cabinet Decision\n\nTitle of Report\n\nRoad works, phase two.\n\nRecord of the Decision\n\n"
    "The work may begin.\n\nReasons for the Decision\n\nThe road is worn, and the money is there.\n",
    "addresses": "Quince House\nMill Lane\nBorley\nKent\n\nTelephone 01622 000000\nMonday to Friday\nNine to five\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_titles_that_nothing_sets_off_are_found_and_no_word_is_lost(kind: str) -> None:
    text, titles = KINDS[kind]
    assert [item.title for item in items_of(text)] == titles
    (found,) = (
        one for one in readers.read(Source("record.txt", text.encode())) if isinstance(one, Meeting)
    )
    said = " ".join(f"{i.title} {i.agenda} {i.decision} {i.minutes}" for i in found.items)
    lost = Counter(re.findall(r"\w+", text)) - Counter(re.findall(r"\w+", said))
    # The head says whose record it is and of when; all else stands in the items.
    behind = text[text.index(titles[0]) :]
    assert not set(lost) & set(re.findall(r"\w+", behind)) - set(
        re.findall(r"\w+", text[: -len(behind)])
    )


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_that_are_sure_win_over_what_is_only_likely(kind: str) -> None:
    text, titles = KINDS[kind]
    for number, title in enumerate(titles, start=1):
        at = text.index(f"\n{title}") + 1 if f"\n{title}" in text else text.index(f"- {title}")
        text = f"{text[:at]}{number}. {text[at:].removeprefix('- ')}"
    found = items_of(text)
    assert [item.number for item in found] == [str(n) for n in range(1, len(titles) + 1)]


@pytest.mark.parametrize("kind", NONE)
def test_a_text_without_items_stays_whole(kind: str) -> None:
    assert choose(lines_of_text(NONE[kind])).headings == ()


def test_labels_in_two_sections_are_parts_of_them() -> None:
    said = (
        "Residents of Quince Court, meeting of 22 June 2024\n\nKit Sorrel welcomed all of them.\n\nUpdates:\n\n"
        "Litter Pick: It went well, and $28.23 was made.\n\nBake Sale Report: It made $63.50 in one morning.\n\n"
        "Garage Sale: The neighbors made more than they had hoped for.\n\nUpcoming Events:\n\n"
        "Summer Picnic: It is set for July. Help is wanted.\n\nNewsletter Update: It will be out on Monday.\n"
    )
    titles = {heading.title for heading in choose(lines_of_text(said)).headings}
    assert not titles & {"Litter Pick", "Bake Sale Report", "Garage Sale", "Newsletter Update"}


def test_the_reader_weighs_with_what_was_learned_and_with_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = lines_of_text(WATER[0])
    index = next(i for i, line in enumerate(lines) if line.text == "Canal Lining Grant")
    assert likelihood(lines, index, candidate(lines[index].text)) > 0.3
    monkeypatch.setattr(title_model, "weights", dict)
    assert likelihood(lines, index, candidate(lines[index].text)) == 0.5
    assert choose(lines).headings == ()


def learned() -> Iterator[tuple[str, str, float]]:
    """Yield table, name and weight of each line of the file."""
    record = tomllib.loads(
        (files("corpus.readers.items") / "title_weights.toml").read_text("utf-8")
    )
    return ((kind, name, w) for kind, table in record.items() for name, w in table.items())


def test_the_file_of_weights_is_whole_and_what_is_read() -> None:
    found = list(learned())
    assert {f"{kind}:{name}": weight for kind, name, weight in found} == title_model.weights()
    assert all(isfinite(weight) and abs(weight) < 6 for _, _, weight in found)
    kinds = {kind for kind, _, _ in found}
    assert kinds == {
        "above",
        "below",
        "case",
        "end",
        "first",
        "form",
        "last",
        "length",
        "text",
        "title",
        "word",
    }
    assert 300 < len(found) < 3_000


def test_each_weight_is_of_something_that_may_be_told_of_a_line() -> None:
    words = {name for kind, name, _ in learned() if kind in ("word", "first", "last")}
    assert {word for word in words if words_of(word) != [word]} == set()
    forms = {name for kind, name, _ in learned() if kind == "form"}
    assert forms == {"any", "alone", "colon", "dash", "point", "stop"}


def test_of_a_language_that_it_was_not_taught_the_model_says_nothing() -> None:
    text = re.sub(r"[A-Za-z]{4,}", lambda word: word[0][::-1].capitalize(), WATER[0])
    assert likely_titles.likely_titles(lines_of_text(text)) == []


def test_the_same_lines_have_the_same_titles_and_the_time_grows_with_their_number() -> None:
    lines = lines_of_text(WATER[0])
    assert choose(lines) == choose(list(lines))
    some, many = lines * 40, lines * 160
    likely_titles.likely_titles(some)
    started = time.process_time()
    likely_titles.likely_titles(some)
    between = time.process_time()
    likely_titles.likely_titles(many)
    assert time.process_time() - between < 8 * (between - started) + 0.2
