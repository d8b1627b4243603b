"""Every word of the lists closes, opens or denies where its role says so: one table, made from the lists themselves."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exclusion.words import entries


class Frame(NamedTuple):
    """A sentence with a place for the words of a role, and what it does to a meeting."""

    role: str
    sentence: str
    deed: Deed


FRAMES = (
    Frame("body", "The {} held a closed session.", Deed.CLOSES),
    Frame("move", "The council {} into closed session.", Deed.CLOSES),
    Frame("private_place", "The council moved into {}.", Deed.CLOSES),
    Frame("in_committee", "The council went {}.", Deed.CLOSES),
    Frame("in_private", "The council resolved to meet {}.", Deed.CLOSES),
    Frame("public", "It was resolved that {} be excluded.", Deed.CLOSES),
    Frame("exclude", "It was resolved to {} the public.", Deed.CLOSES),
    Frame("put_out", "The public were {}.", Deed.CLOSES),
    Frame("ask", "The public were {} to leave.", Deed.CLOSES),
    Frame("leave", "The public were asked to {}.", Deed.CLOSES),
    Frame("back", "The public were {}.", Deed.OPENS),
    Frame("return_verb", "The council {} into open session.", Deed.OPENS),
    Frame("open_place", "The council returned to {}.", Deed.OPENS),
    Frame("come_out", "The council {} the closed session.", Deed.OPENS),
    Frame("negation", "The public were {} excluded.", Deed.DENIES),
    Frame("perhaps", "{} the public be excluded.", Deed.MENTIONS),
)


def _wordings(entry: str) -> list[str]:
    """Return an entry as records write it: "*" as nothing more, "-" as each of what it stands for."""
    plain = entry.replace("*", "")
    return list(dict.fromkeys((plain, plain.replace("-", " "))))


# A meeting may adjourn into its closed session, and adjourn that.
BOTH_WAYS = {("come_out", "adjourned")}
TABLE = [
    (frame.sentence.format(wording), frame.deed)
    for frame in FRAMES
    for wording in chain.from_iterable(map(_wordings, entries(frame.role)))
    if (frame.role, wording) not in BOTH_WAYS
]


def test_the_table_is_of_all_that_closes_opens_and_denies() -> None:
    assert len(TABLE) > 450
    assert {deed for _, deed in TABLE} == set(Deed)


def _read(sentence: str) -> Deed | None:
    said = read_sentence(sentence)
    return said.deed if said else None


def test_each_word_of_a_role_is_read_in_a_sentence_of_it() -> None:
    """What real records have in their own words stands in `tests/quality/exclusions`."""
    read = [(sentence, deed, _read(sentence)) for sentence, deed in TABLE]
    assert [one for one in read if one[1] is not one[2]] == []


def test_a_sentence_without_the_word_is_no_such_sentence() -> None:
    """The table could not fail if the sentences did it by their other words."""
    by_themselves = [
        frame.role for frame in FRAMES if _read(frame.sentence.format("quack")) is frame.deed
    ]
    assert by_themselves == []
