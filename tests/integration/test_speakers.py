"""Who said what: in the sample council's records, and in the user's own record."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build.pipeline import build
from indexer.passages.annotations import speakers
from search.query.nodes import Word
from search.query.query import read_query
from search.query.speakers import asked_of, speaker_names, spoken_by
from search.searcher import Searcher, open_index
from tests.conftest import SHARED, _once, needs_shared

RUSSELL = "Councillor Russell, Assistant City Mayor"


@pytest.mark.parametrize(
    ("question", "name", "words"),
    [
        ("what did Councillor Russell say about school places", "Russell", ["school", "places"]),
        ("What did Cllr. Adam Russell think of trams?", "Adam Russell", ["trams?"]),
        ("councillor hussain’s views on parking", "hussain", ["parking"]),
        ("Did Cllr Ó Murchú object to it?", "Ó Murchú", []),
    ],
)
def test_a_question_of_what_a_councillor_said_is_limited_to_them(
    question: str, name: str, words: list[str]
) -> None:
    asked = asked_of(read_query(question))
    assert asked is not None
    spoken, *rest = asked.scored
    assert (spoken.text, spoken.field) == (name, "spoke")  # type: ignore[union-attr]
    assert asked.condition == spoken
    assert [node.text for node in rest] == words  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "what was said about school places",
        "Councillor Russell",
        "complaint about Councillor Lisle",
        '"Councillor Russell said"',
        "speaker:Russell what did Councillor Pike say",
        "councillors said",
        # what was said about, asked of or answered to a councillor is not theirs
        "what was said about Councillor Lisle",
        "who asked Councillor Hussain about the lido",
        "the reply to Councillor Ashdown",
        "what was Councillor Pike told about the roof",
        "answers given to Cllr Oak on parking",
        "complaints against Councillor Elm raised by residents",
        "did anyone object to Councillor Ash",
        "what did the officers say to Councillor Birch about trees",
        "who told Councillor Birch about the trees",
        "questions for Councillor Yew about buses",
    ],
)
def test_other_queries_are_left_as_they_are(text: str) -> None:
    assert asked_of(read_query(text)) is None


@pytest.mark.parametrize(
    ("question", "names", "words"),
    [
        (
            "What did Councillor Oak and Councillor Elm say about parking?",
            ["Oak", "Elm"],
            ["parking?"],
        ),
        ("what did councillors Oak and Elm say about the lido", ["Oak", "Elm"], ["the", "lido"]),
        ("Did Cllr Oak or Cllr Elm ask about bins", ["Oak", "Elm"], ["bins"]),
        ("what did Councillor Oak say about Councillor Elm", ["Oak"], ["Elm"]),
        ("what did Councillor Oak ask Councillor Elm about trams", ["Oak"], ["Elm", "trams"]),
        ("the views of Councillor Oak on trams", ["Oak"], ["trams"]),
        ("questions asked by Councillor Oak about trams", ["Oak"], ["trams"]),
        ("how did Councillor Oak respond to the petition", ["Oak"], ["petition"]),
    ],
)
def test_who_speaks_is_told_by_the_grammar(
    question: str, names: list[str], words: list[str]
) -> None:
    asked = asked_of(read_query(question))
    assert asked is not None
    assert asked.condition is not None
    assert list(speaker_names([asked.condition])) == names
    told = [node.text for node in asked.scored if isinstance(node, Word) and not node.field]
    assert [word for word in told if word not in {"the", "to", "about", "on", "of"}] == [
        word for word in words if word != "the"
    ]


def test_every_hit_is_one_in_which_they_speak_and_shows_it(searcher: Searcher) -> None:
    page = searcher.search("what did Councillor Stannard say about school buses?", limit=20)
    assert page.hits
    assert page.notes == (
        "Only items in which Councillor Stannard is reported as speaking or moving.",
    )
    for hit in page.hits:
        assert any("Stannard" in name for name in speakers(hit.passage.annotations))
        own = spoken_by(hit.passage.annotations, ["Stannard"])
        shown = [(s.start, s.start + len(s.text)) for s in hit.snippets]
        assert not own or any(a < end and start < b for a, b in own for start, end in shown)


def test_somebody_who_never_speaks_is_searched_as_words_and_it_is_said(searcher: Searcher) -> None:
    page = searcher.search("what did Councillor Nobody say about trees")
    assert page.hits
    assert page.notes == (
        "Nobody called Nobody is reported as speaking or moving, so all words were searched.",
    )


def test_what_was_decided_is_found_by_its_words_only_there(searcher: Searcher) -> None:
    page = searcher.search("decided:lido", limit=50)
    assert page.hits
    assert all("lido" in hit.passage.resolved.lower() for hit in page.hits)


def test_references_of_the_sample_lead_to_the_items_of_their_numbers(searcher: Searcher) -> None:
    found = {p.id: p for p in searcher.all_passages()}
    pairs = [
        (one, found[one.target])
        for passage in found.values()
        for one in passage.annotations.references
        if one.target
    ]
    assert len(pairs) > 30
    for one, target in pairs:
        numbers = {(target.number or "").strip("."), one.number.partition(".")[0]}
        assert one.number.partition(".")[0] in numbers
        if one.when:
            assert target.date is not None
            assert target.date.isoformat() == one.when


@pytest.fixture(scope="module")
def seed(run_folder: Path) -> Searcher:
    return open_index(_once(run_folder / "seed", lambda f: build([SHARED / "seed"], f)))


@needs_shared
@pytest.mark.parametrize(
    "query",
    ["speaker:russell school places", "what did Councillor Russell say about school places"],
)
def test_the_seed_answers_what_russell_said_with_russells_sentence(
    seed: Searcher, query: str
) -> None:
    (hit,) = seed.search(query).hits
    assert any(RUSSELL in snippet.text for snippet in hit.snippets)
    (russell,) = [p for p in hit.passage.annotations.people if p.name == "Russell"]
    assert russell.role == (
        "Assistant City Mayor with responsibility for Children, Young People and Schools"
    )
    assert hit.passage.speakers == ("Strategic Director Children’s Services", "Russell")


@needs_shared
def test_the_seed_names_its_reference_and_its_acronym(seed: Searcher) -> None:
    (passage,) = seed.all_passages()
    (reference,) = passage.annotations.references
    assert reference.number == "11"
    assert reference.title.startswith("Lessons Learned from the Recent Ofsted Inspection")
    assert reference.target is None
    assert ("Ofsted", "Office for Standards in Education") in passage.annotations.acronyms


@needs_shared
def test_who_did_not_speak_is_no_speaker(seed: Searcher) -> None:
    assert seed.search("speaker:ofsted").matched == 0
    assert seed.search('speaker:"city mayor" schools').matched == 1
