"""Ways of writing the same: each finds the others, in index and query, as words and as phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.build import lexical
from indexer.language.terms import terms_with_offsets
from indexer.passages.passage import Passage
from search.expand.compounds import with_other_forms
from search.match.coverage import gather
from search.match.lexical import LexicalRetriever
from search.match.trees import condition_tree
from search.page.marked import matches
from search.page.marks import to_mark
from search.query.query import read_query
from search.query.terms import written_forms
from tests.conftest import generation_in

Index = Callable[[Sequence[str]], LexicalRetriever]

SAME = [
    ("S106", "s.106", "s106", "Section 106", "section 106", "Sec. 106", "S. 106", "S 106"),
    ("s.17", "Section 17", "s17"),
    ("co-operate", "cooperate", "co operate", "Co-operate"),
    ("e-mail", "email", "e-mails"),
    ("anti-social", "antisocial", "anti social", "Anti Social"),
    ("sub-committee", "subcommittee", "Sub Committee"),
    ("well-being", "wellbeing", "Well-being"),
    ("P.S.P.O.", "PSPO", "P.S.P.O"),
    ("U.K.", "UK", "U.K"),
    ("S.E.N.D.", "SEND"),
    ("LE1 6ZG", "LE16ZG", "le1 6zg"),
    ("V94 EH90", "V94EH90"),
    ("Mill Road", "Mill Rd", "mill rd"),
    ("Shore Ave", "Shore Avenue"),
    ("Leat Ln", "Leat Lane"),
    ("Cllr Pike", "Councillor Pike"),
]
PAIRS = [pair for forms in SAME for pair in permutations(forms, 2)]


@pytest.fixture
def index(tmp_path: Path) -> Index:
    def write(texts: Sequence[str]) -> LexicalRetriever:
        found = [Passage(f"id-{n}", "Item", text, "s") for n, text in enumerate(texts)]
        lexical.write(found, tmp_path)
        return LexicalRetriever(generation_in(tmp_path, len(found)))

    return write


def matched(retriever: LexicalRetriever, typed: str) -> list[int]:
    query = with_other_forms(read_query(typed), retriever)
    if query.condition is not None:
        found = retriever.evaluate(condition_tree(query.condition)).mask
    else:
        found = gather(retriever, query.scored, query.expansions).matched
    return [row for row, is_in in enumerate(found.tolist()) if is_in]


@pytest.mark.parametrize(("typed", "written"), PAIRS)
def test_each_way_of_writing_finds_the_others(typed: str, written: str, index: Index) -> None:
    retriever = index([f"They want {written} here.", "Nothing of the sort."])
    assert matched(retriever, typed) == [0]
    assert matched(retriever, f"+{typed}") == [0]
    assert matched(retriever, f'"want {typed} here"') == [0]


@pytest.mark.parametrize(("typed", "written"), PAIRS)
def test_what_is_written_otherwise_is_marked_as_a_whole(typed: str, written: str) -> None:
    text = f"They want {written} here."
    marks = [text[start:end] for start, end, _ in matches(text, to_mark(read_query(typed)))]
    assert " ".join(marks).rstrip(".") == written.rstrip(".")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("call-in", "call in"),
        ("child care", "childcare"),
        ("child-care", "childcare"),
        ("childcare", "child-care"),
        ("car park", "carpark"),
        ('"call in"', "call-in"),
        ('"on street parking"', "on-street parking"),
        ('"car park charges"', "carpark charges"),
        ('"decision making process"', "decision-making process"),
        ('"decision-making process"', "decision making process"),
        ('"call-in procedure"', "call in procedure"),
        ("decision NEAR/1 making", "decision-making"),
        ("106", "Section 106"),
        ("LE1", "LE1 6ZG"),
        ("call", "call-in"),
        ("20mph", "20 mph"),
        ("20 mph", "20mph"),
        ("£4.1m", "£4.1 m"),
        ("£4.1 m", "£4.1m"),
        ("decision-mak*", "decision-making"),
        ("s.106*", "Section 106A"),
        ("High St", "High Street"),
        ("High Street", "High St"),
        ("high st parking", "High Street"),
        ('"High St"', "High Street"),
        ('"High Street"', "High St"),
        ("St Mary", "St Mary's"),
        ('"St Mary"', "St Mary's"),
    ],
)
def test_a_compound_finds_its_other_forms(typed: str, written: str, index: Index) -> None:
    assert matched(index([f"The {written} again.", "Nothing in it."]), typed) == [0]


def test_call_in_marks_and_scores_no_word_in_alone(index: Index) -> None:
    text = "The call-in was heard in public; a phone call came in late, in May."
    marks = [text[start:end] for start, end, _ in matches(text, to_mark(read_query("call-in")))]
    assert marks == ["call-in"]
    assert matched(index(["It was heard in public.", "The call-in failed."]), "call-in") == [1]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ('"may be"', "maybe"),
        ('"a part"', "apart"),
        ('"in form"', "inform"),
        ("S106", "item 106"),
        ("LE1 6ZG", "LE1 7AA"),
        ("co-operate", "to operate"),
        ("antisocial", "social"),
        ("U.K.", "u and k"),
        ('"St Mary"', "Street Mary"),
        ("+St", "Street"),
        ("20mph", "20 miles"),
        ("20mph", "mph 20"),
        ("1st", "1 St Mary"),
    ],
)
def test_what_says_something_else_is_not_found(typed: str, written: str, index: Index) -> None:
    assert matched(index([f"The {written} again."]), typed) == []


def test_section_106_is_one_identifier_and_one_word_of_a_query() -> None:
    query = read_query("Section 106 money")
    assert [node.text for node in query.scored] == ["Section 106", "money"]  # type: ignore[union-attr]


@given(st.text(alphabet=" -./’‐Ss106ec.LEZGcoanti\nMW", max_size=40))
def test_a_text_has_the_same_positions_with_and_without_its_parts(text: str) -> None:
    with_parts = {(term, position) for term, position, *_ in terms_with_offsets(text)}
    alone = [(t, p) for t, p, *_ in terms_with_offsets(text, parts=False)]
    if "/" not in text:
        assert set(alone) <= with_parts
        assert [position for _, position in alone] == list(range(len(alone)))


def test_a_phrase_as_typed_is_its_first_form() -> None:
    assert written_forms("call-in procedure") == [
        ("callin", "procedur"),
        ("call", "in", "procedur"),
    ]


def test_near_a_pattern_every_word_of_it_counts_wherever_it_stands(index: Index) -> None:
    # The words of a pattern stand by turns; one list is so long that the other is looked up in it.
    texts = [f"The flood{'xy'[n % 2]} of it." for n in range(60)]
    for row in (21, 40):
        texts[row] += " A defence."
    retriever = index(texts)
    assert matched(retriever, "flood* NEAR/4 defence") == [21, 40]
    assert matched(retriever, "defence NEAR/4 flood*") == [21, 40]
    assert matched(retriever, "flood* NEAR/2 defence") == []
