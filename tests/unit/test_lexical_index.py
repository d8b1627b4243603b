from __future__ import annotations

from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh import index as whoosh_index

from corpus.records import Document
from indexer.build.lexical import terms_of_names, write
from indexer.build.segments import FIELDS, CivicTokenizer
from indexer.language.terms import (
    acronym_term,
    exact_names,
    letters_of,
    terms_with_offsets,
    traces_of,
    word_term,
)
from indexer.passages.annotate import annotate
from indexer.passages.annotations import Annotations, voters
from indexer.passages.passage import Passage
from search.match.lexical import LexicalRetriever
from search.match.trees import condition_tree
from search.query.nodes import Word
from search.query.patterns import fits
from search.query.query import read_query
from search.query.speakers import asked_of
from search.query.terms import ScoredTerm, word_terms
from tests.conftest import generation_in


def identifiers(folder: Path) -> list[str]:
    """Return the ids of a Whoosh index in order of its documents, as Whoosh's own reader has them."""
    found: Any = whoosh_index.open_dir(str(folder))
    with found.reader() as reader:
        names = [str(stored["id"]) for stored in reader.all_stored_fields()]
    found.close()
    return names


def _terms(text: str) -> list[str]:
    return [term for term, *_ in terms_with_offsets(text)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("may", ["may"]),
        ("IT", ["it", "IT"]),
        ("EHCPs", ["ehcp", "EHCP"]),
        ("AND WHAT IT MEANS", ["and", "what", "it", "mean"]),
        ("it is", ["it", "is"]),
        ("us", ["us"]),
        ("can will the", ["can", "will", "the"]),
        ("Part 2", ["part", "2"]),
        ("plan B", ["plan", "b"]),
        ("£1,946", ["1946"]),
        ("£1,946,000.50", ["1946000.50"]),
        ("4.5 m", ["4.5", "m"]),
        ("£4.1m", ["4.1m"]),
        ("Siân", ["sian"]),
        ("school-places", ["schoolplac", "school", "place"]),
        ("co-operate", ["cooper", "co", "oper"]),
        ("co operate", ["cooper", "co", "oper"]),
        ("Co Clare", ["co", "clare"]),
        ("e-mail", ["email", "e", "mail"]),
        ("Anti Social", ["antisoci", "anti", "social"]),
        ("call-in", ["callin", "call", "in"]),
        ("face-to-face", ["facetofac", "face", "to"]),
        ("2-tier", ["2tier", "2", "tier"]),
        ("2015-16", ["2015", "16"]),
        ("Section 106", ["s106", "section", "106"]),
        ("Sec. 21", ["s21", "sec", "21"]),
        ("s.106", ["s106", "s", "106"]),
        ("section 100A(4)", ["s100a", "section", "100a", "4"]),
        ("the s 5", ["the", "s", "5"]),
        ("P.S.P.O.", ["pspo", "PSPO", "p", "s", "o"]),
        ("U.K", ["uk", "UK", "u", "k"]),
        ("10 a.m.", ["10", "a", "m"]),
        ("LE1 6ZG", ["le16zg", "le1", "6zg"]),
        ("le16zg", ["le16zg", "le1", "6zg"]),
        ("V94 EH90", ["v94eh90", "v94", "eh90"]),
        ("Mill Rd.", ["mill", "road", "rd"]),
        ("12 High St", ["12", "high", "street", "st"]),
        ("2nd Ave", ["2nd", "avenu", "ave"]),
        ("the Church of St Mary", ["the", "church", "of", "st", "mari"]),
        ("Cllrs Pike", ["councillor", "cllrs", "pike"]),
        ("Dr Pike", ["dr", "pike"]),
        ("B1 2nd floor", ["b1", "2nd", "floor"]),
        ("the A46 2019", ["the", "a46", "2019"]),
        ("16/01234/FUL", ["16/01234/ful", "16/01234", "16", "01234", "ful"]),
        ("45/19", ["45/19", "45", "19"]),
        ("snake_case", ["snake", "case"]),
        ("S106", ["s106"]),
        ("", []),
        ("– … “”", []),
    ],
)
def test_the_words_that_councils_use_are_terms(text: str, terms: list[str]) -> None:
    assert _terms(text) == terms


@pytest.mark.parametrize(
    "form", ["councillors'", "councillors’", "councillor's", "councillor’s", "COUNCILLORS", "councillor"]
)  # fmt: skip
def test_a_possessive_with_either_apostrophe_is_its_word(form: str) -> None:
    assert _terms(f"the {form} view") == ["the", "councillor", "view"]


@pytest.mark.parametrize(
    ("one", "other"), [("O'Hagan", "O’Hagan"), ("Siân", "sian"), ("don't", "don’t")]
)
def test_apostrophes_and_accents_make_no_difference(one: str, other: str) -> None:
    assert word_term(one) == word_term(other)


@pytest.mark.parametrize(("plural", "singular"), [("places", "place"), ("parking", "parked")])
def test_words_are_stemmed_and_what_holds_a_digit_is_not(plural: str, singular: str) -> None:
    assert word_term(plural) == word_term(singular)
    assert word_term("1990s") == "1990s"


def test_a_whole_reference_stands_where_its_first_piece_stands() -> None:
    assert [(t, p) for t, p, *_ in terms_with_offsets("see 45/19 again")] == [
        ("see", 0), ("45/19", 1), ("45", 1), ("19", 2), ("again", 3),
    ]  # fmt: skip
    assert [(t, p) for t, p, *_ in terms_with_offsets("see 45/19 again", parts=False)] == [
        ("see", 0), ("45/19", 1), ("again", 2),
    ]  # fmt: skip


# What a word may be short for; the rest of the property is that a term is of the letters it stands at.
_LONG = {"rd": "road", "ave": "avenu", "ln": "lane", "cllr": "councillor", "cllrs": "councillor"}


@given(st.text())
@example("CLLR")
@example("cllrs Rd LN Ave 1st St SENDs")
def test_offsets_are_those_of_the_words_in_order(text: str) -> None:
    found = list(terms_with_offsets(text))
    for term, _, start, end in found:
        assert term
        assert 0 <= start < end <= len(text)
        written = text[start:end]
        if written.isalnum():
            long = "street" if written == "St" else _LONG.get(written.lower())
            assert term in (word_term(written), written.lower(), acronym_term(written), long)
    assert [p for _, p, *_ in found] == sorted(p for _, p, *_ in found)


def assert_traced(text: str) -> None:
    for term, _, start, end in terms_with_offsets(text):
        letters = letters_of(text[start:end])
        assert letters is None or any(trace in letters for trace in traces_of(term)), term


_WORDS = st.text("aeiouylbcdgnrst", min_size=1, max_size=6)
_ENDINGS = (
    *(
        "",
        "s",
        "es",
        "ies",
        "ied",
        "ing",
        "ed",
        "eedly",
        "ly",
        "lessli",
        "y",
        "’s",
        "izer",
        "ational",
    ),
    *(
        "ization",
        "biliti",
        "ability",
        "iveness",
        "fulness",
        "ousness",
        "ologi",
        "ency",
        "ance",
        "icate",
    ),
)


@given(st.lists(st.builds(str.__add__, _WORDS, st.sampled_from(_ENDINGS)), max_size=20))
def test_the_traces_of_a_term_are_in_every_word_with_it(words: list[str]) -> None:
    assert_traced(" ".join(words))


@given(st.text())
def test_the_traces_of_a_term_are_in_every_text_with_it(text: str) -> None:
    assert_traced(text)


@pytest.mark.parametrize(
    "text",
    [
        *("dying lying tying skies", "Mill Rd, Shore Ave, Leat Ln, High St", "Cllr Pike and Cllrs"),
        *(
            "Section 106, s.106 and S. 21A",
            "LE1 6ZG and le16zg",
            "P.S.P.O. or U.K",
            "£1,946,000.50",
        ),
        *(
            "co operate, co-operate, anti social",
            "16/01234/FUL",
            "Siân’s café in Áras Contae",
            "SENDs",
        ),
    ],
)
def test_the_traces_of_a_term_are_in_all_its_forms(text: str) -> None:
    assert_traced(text)


def test_a_text_without_a_word_has_no_trace_of_it() -> None:
    letters = letters_of("The buses stop at the “Old Mill” – every 20 minutes.")
    assert letters == "thebusesstopattheoldmillevery20minutes"
    assert not any(trace in letters for trace in traces_of(word_term("schools")))


@given(st.text())
def test_whoosh_sees_the_same_tokens(text: str) -> None:
    seen = [
        (token.text, token.pos, token.startchar, token.endchar)
        for token in CivicTokenizer()(text, positions=True, chars=True)
    ]
    assert seen == list(terms_with_offsets(text))


PASSAGES = [
    Passage("a", "Roads", "The road is long. The road, 16/01234/FUL, floods.", "s", speakers=("Siân Pike",)),
    Passage("b", "Roads", "", "s"),
    Passage("c", "", "Plan B for the road in May 2019", "s", resolved="RESOLVED: the road"),
    Passage("d", "Roads", "The road is long. The road, 16/01234/FUL, floods.", "s"),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("lexical")
    write(PASSAGES, built)
    return built


def test_row_i_is_passage_i(folder: Path) -> None:
    assert identifiers(folder / "whoosh") == [passage.id for passage in PASSAGES]


@pytest.mark.parametrize("field", FIELDS)
def test_the_postings_hold_every_term_of_every_row_where_it_stands(
    folder: Path, field: str
) -> None:
    expected: dict[bytes, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, passage in enumerate(PASSAGES):
        text = {
            "title": passage.title,
            "text": passage.text,
            "decided": passage.resolved,
            "speaker": "\n".join(passage.speakers),
            "spoke": exact_names(passage.speakers),
            "voted": exact_names(voters(passage.annotations)),
        }[field]
        of_names = field in ("speaker", "spoke", "voted")
        for term, position, *_ in (terms_of_names if of_names else terms_with_offsets)(text):
            expected[term.encode()][row].append(position)

    def load(name: str) -> np.ndarray:
        return np.load(folder / "postings" / f"{field}.{name}.npy", allow_pickle=False)

    text, ends, indptr = load("terms").tobytes(), load("term_ends"), load("indptr")
    rows, pointers, positions = load("rows"), load("position_ptr"), load("positions")
    positions = positions - np.repeat(load("row_starts")[rows], np.diff(pointers))
    found = {}
    for number, end in enumerate(ends.tolist()):
        term = text[ends[number - 1] if number else 0 : end]
        found[term] = {
            int(rows[p]): positions[pointers[p] : pointers[p + 1]].tolist()
            for p in range(indptr[number], indptr[number + 1])
        }
    assert found == expected
    assert list(found) == sorted(found)
    assert len(load("impacts")) == len(rows)
    assert (load("impacts") > 0).all()


def test_of_equal_rows_none_scores_higher(folder: Path) -> None:
    rows = np.load(folder / "postings" / "text.rows.npy")
    impacts = np.load(folder / "postings" / "text.impacts.npy")
    assert sorted(impacts[rows == 0]) == sorted(impacts[rows == 3])


def test_no_passage_at_all_can_be_written(tmp_path: Path) -> None:
    write([], tmp_path)
    assert identifiers(tmp_path / "whoosh") == []


def test_a_pattern_that_stands_for_50_000_words_is_one_pass_over_their_postings(
    tmp_path: Path,
) -> None:
    words = ["a" + "".join(letters) for letters in product("bcdfghklmnprtvwx", repeat=4)]
    assert len(words) > 50_000
    texts = [" ".join(words[at::60]) for at in range(60)]
    write([Passage(f"id-{at}", "Words", text, "s") for at, text in enumerate(texts)], tmp_path)
    retriever = LexicalRetriever(generation_in(tmp_path, 60))
    for typed in ("a*", "*b*", "*a*x*", "abcd~2", "*b"):
        (pattern,) = word_terms(typed)
        rows = [at for at, text in enumerate(texts) if any(fits(w, pattern) for w in text.split())]
        assert rows
        assert np.flatnonzero(retriever.having(ScoredTerm(pattern, "text"))).tolist() == rows
        found = retriever.evaluate(condition_tree(Word(typed)))
        assert np.flatnonzero(found.mask).tolist() == rows
    assert read_query("*").is_empty


def _of_names(folder: Path, query: str) -> list[str]:
    """Return the ids of the passages that meet a query's condition."""
    found = [
        Passage("brown", "", "", "s", speakers=("James Brown",)),
        Passage("browne", "", "", "s", speakers=("A. Browne",)),
        Passage(
            "vote",
            "",
            "",
            "s",
            annotations=annotate(
                "A vote was taken. For: Achebe, O’Hagan. Against: Browne, Ní Bhriain."
            ),
        ),
        Passage(
            *("report", "", "Hubs are planned.", "s"),
            document=Document(
                "Hubs", author="Sarah Hammond, Corporate Director, Adult Social Care and Health"
            ),
        ),
        Passage("several", "", "", "s", speakers=("Elm (A)", "Oak", "Mary Ash", "Oak")),
        Passage("none", "", "Achebe voted. Brown spoke.", "s", annotations=Annotations()),
    ]
    write(found, folder)
    asked = read_query(query)
    asked = asked_of(asked) or asked
    assert asked.condition is not None
    retriever = LexicalRetriever(generation_in(folder, len(found)))
    rows = retriever.evaluate(condition_tree(asked.condition)).mask
    return [passage.id for passage, met in zip(found, rows, strict=True) if met]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("what did Councillor Brown say about bins", ["brown"]),
        ("what did Councillor Browne say about bins", ["browne"]),
        ("what did Councillor Brown and Councillor Browne say", ["brown", "browne"]),
        ("what did Councillor James Brown say", ["brown"]),
        ("voted:Achebe", ["vote"]),
        ("voted:O'Hagan", ["vote"]),
        ("voted:browne", ["vote"]),
        ('voted:"Ni Bhriain"', ["vote"]),
        ("voted:Brown", []),
        ("voted:Achebe NOT voted:browne", []),
        # No name goes from one who is listed to the next.
        ("what did Councillor A. Oak say about bins", []),
        ("what did Councillor Oak say about bins", ["several"]),
        ("what did Councillor Mary Ash say about bins", ["several"]),
        ('voted:"Achebe O’Hagan"', []),
        ('voted:"Browne Ní"', []),
        ('speaker:"Oak Mary"', []),
        ('speaker:"Mary Ash"', ["several"]),
        # Whose paper it is: a directorate, or who signed it.
        ('speaker:"adult social care"', ["report"]),
        ("speaker:hammond", ["report"]),
        ('speaker:"care director"', []),
        ("what did Councillor Hammond say about hubs", []),
    ],
)
def test_a_name_is_that_name_and_no_form_of_it(tmp_path: Path, query: str, ids: list[str]) -> None:
    assert _of_names(tmp_path, query) == ids
