"""The form that was typed comes before others of its stem, and a small sum is no bare number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from indexer.generation.texts import Sought, has_wanted
from indexer.language.terms import terms_with_offsets, word_term
from search.expand.forms import forms_of, with_typed_forms
from search.page.marked import matches
from search.page.marks import in_passage, to_mark
from search.query.query import read_query


@dataclass(frozen=True)
class Texts:
    """Records that are nothing but texts, looked through word by word."""

    texts: Sequence[str]

    def forms(self, term: str) -> Sequence[str]:
        words = {w.lower() for text in self.texts for w in re.findall(r"[^\W\d_]{3,}", text)}
        return sorted(word for word in words if word_term(word) == term)

    def having(self, term: str) -> list[int]:
        return [
            n for n, t in enumerate(self.texts) if term in {x for x, *_ in terms_with_offsets(t)}
        ]

    def is_written(self, term: str, sought: Sought, most: int) -> bool | None:
        having = self.having(term)
        if len(having) > most:
            return None
        return any(sought.wanted.search(self.texts[n]) for n in having)

    def shares(self, term: str, sought: Sought, most: int) -> Sequence[tuple[int, float]] | None:
        having = self.having(term)
        if len(having) > most:
            return None
        counts = [
            (n, *(len(p.findall(self.texts[n])) for p in (sought.wanted, sought.other)))
            for n in having
        ]
        return [(n, one / (one + two)) for n, one, two in counts if one]


# What a stem joins although it says something else (Porter's errors of overstemming).
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("evening", "even"),
        ("university", "universal"),
        ("international", "internal"),
        ("emergency", "emerging"),
        ("interment", "inter"),
        # Snowball's, which Porter kept apart.
        ("hourly", "hour"),
        ("monthly", "months"),
        ("fortnightly", "fortnight"),
        ("relatives", "relations"),
        ("relative", "related"),
        ("likely", "liked"),
        ("hardly", "harder"),
    ],
)
def test_words_that_say_something_else_have_their_own_stem(one: str, other: str) -> None:
    assert word_term(one) != word_term(other)
    assert word_term(one) == word_term(one.capitalize())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("relatives", "relative"),
        ("Relative’s", "relatives"),
        ("clearly", "clear"),
        ("hours", "hour"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert word_term(one) == word_term(other)


@pytest.mark.parametrize(
    ("typed", "with_it", "without"),
    [
        ("parks", "The park is shut. Two parks are open.", "Parking is dear. They parked."),
        ("park", "All parks are open.", "Parking."),
        ("parking", "Parking is dear.", "The park is shut."),
        ("co-operation", "He asked for co-operation.", "Mr Cooper spoke."),
        ("cooperation", "He asked for co-operation.", "Mr Cooper spoke."),
        ("authors", "Two authors read.", "The Authority agreed."),
        ("imports", "Imports of salt.", "It was important."),
        ("publications", "New publications.", "The public were there."),
        ("policies", "The policy stands.", "Politics."),
    ],
)
def test_a_word_is_found_in_the_form_that_was_typed(typed: str, with_it: str, without: str) -> None:
    records: Any = Texts([with_it, without, f"{with_it} {without}"])
    query = with_typed_forms(read_query(typed), records)
    if word_term(typed.replace("-", "")) not in {x for x, *_ in terms_with_offsets(without)}:
        assert query.typed == ()
        return
    (form,) = query.typed
    assert form.rows == (0, 2)
    assert form.shares[0] == 1 > form.shares[1] > 0
    assert not query.notes
    # Only that form is marked where it stands; where it does not, why the item was found.
    for row, text in enumerate(records.texts):
        marked = [
            text[a:b] for a, b, _ in matches(text, in_passage(to_mark(query), query, "", text))
        ]
        assert marked
        assert (row == 1) == (
            not any(word.lower().replace("-", "") in forms_of(typed) for word in marked)
        )
        assert row != 2 or all(word.lower().replace("-", "") in forms_of(typed) for word in marked)


@pytest.mark.parametrize(
    ("typed", "texts", "notes"),
    [
        ("parks trees", ["Parking by trees.", "Parks."], 0),
        ("parks trees", ["Parking by trees."], 1),
        ("the co-operation of drivers", ["Cooper drives.", "The driver sought cooperation."], 0),
        ("the co-operation of drivers", ["Cooper and the drivers."], 1),
        ("policies and authors", ["Policy.", "Politics.", "The Authority."], 1),
    ],
)
def test_of_words_beside_others_it_is_asked_whether_any_record_has_the_form(
    typed: str, texts: list[str], notes: int
) -> None:
    records: Any = Texts(texts)
    query = with_typed_forms(read_query(typed), records)
    assert query.typed
    assert len(query.notes) == notes
    assert all(form.rows is None or not form.rows for form in query.typed)
    for text in texts:
        marked = [
            text[a:b] for a, b, _ in matches(text, in_passage(to_mark(query), query, "", text))
        ]
        of_form = {
            form.word: [one for one in marked if has_wanted(one, form.sought)]
            for form in query.typed
        }
        for form in query.typed:
            if of_form[form.word]:
                assert not {one.lower() for one in marked} & set(form.others)


def test_a_form_that_no_record_has_is_said_to_be_in_none() -> None:
    records: Any = Texts(["Mr Cooper spoke.", "Coopers."])
    query = with_typed_forms(read_query("co-operation"), records)
    (note,) = query.notes
    assert "No record has “co-operation” in this form" in note
    assert "cooper" in note


@pytest.mark.parametrize(
    "text",
    [
        '"parks"',
        "parks AND trees",
        "title:parks",
        "PARK*",
        "a long question about the parks and paths",
    ],
)
def test_strict_and_long_queries_prefer_no_form(text: str) -> None:
    records: Any = Texts(["Parks.", "Parking."])
    assert with_typed_forms(read_query(text), records).typed == ()


@pytest.mark.parametrize(
    ("typed", "text", "is_it"),
    [
        ("€254", "the sum of €254, paid", True),
        ("€254", "(€ 254)", True),
        ("€254", "Section 254 of the Act", False),
        ("€254", "€254,000", False),
        ("€254", "€254.50", False),
        ("£5", "a £5 note", True),
        ("£5", "item 5", False),
        ("$40", "40 trees", False),
    ],
)
def test_a_small_sum_is_where_its_sign_is(typed: str, text: str, is_it: bool) -> None:
    records: Any = Texts([text])
    (form,) = with_typed_forms(read_query(typed), records).typed
    assert form.strict
    assert bool(form.rows) == is_it


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("parks", {"parks", "park"}),
        ("policies", {"policies", "policy"}),
        ("bus", {"bus", "buses"}),
        ("churches", {"churches", "church"}),
        ("glass", {"glass", "glasses"}),
        ("co-operatives", {"cooperatives", "cooperative"}),
    ],
)
def test_the_singular_and_the_plural_are_one_form(word: str, forms: set[str]) -> None:
    assert forms_of(word) >= forms


def test_a_plural_in_is_has_its_singular() -> None:
    assert {"taxi", "taxis"} <= forms_of("taxis")
    assert {"taxi", "taxis"} <= forms_of("taxi")
