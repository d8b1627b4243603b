"""Which queries get quotes, and which sentences are quoted; each rule with the query it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from indexer.passages.annotate import annotate
from indexer.passages.passage import Passage
from search.page.answers import MAX_ANSWERS, MAX_ENCODED, Answer, answers
from search.page.asking import is_of_time, kind_of, wants_answers
from search.page.candidates import FLOOR, Evidence
from search.page.marked import Pattern
from search.page.marks import to_mark
from search.query.query import read_query
from search.query.speakers import asked_of

SCHOOL, PLACE = Pattern(("school",)), Pattern(("place",))


@pytest.mark.parametrize(
    "text",
    [
        "what was said about school places",
        "Why were the trees cut down?",
        "summarise the debate on buses",
        "the reason for closing the lido?",
        "residents dragging rubbish through the living room",
        "bill for putting things right after the 2017 hurricane",
        "what was decided about 16/01234/FUL",
        "what was said about buses committee:Cabinet from:2016",
    ],
)
def test_questions_and_sentences_want_answers(text: str) -> None:
    assert wants_answers(read_query(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16/01234/FUL",
        "minute L34 of 10 March 2015",
        "lido",
        "school places",
        "disabled facilities grants waiting",
        "length of members’ speeches",
        "Joyce Penhalow Quay Street",
        "Cllr Scanlan tenants in situ",
        "what was said",
        "what about it?",
        'what was said about "school places"',
        "what was said about +lido",
        "lido AND culvert",
        "speaker:Pike what was said about the lido",
        # Of a person by the name alone nothing is asked.
        "what was asked of Councillor Achebe",
        "what about Cllr. Tom Beddoes?",
        "who answered Mrs Oak?",
    ],
)
def test_references_keywords_and_syntax_want_none(text: str) -> None:
    assert not wants_answers(read_query(text))


def test_a_question_of_what_a_councillor_said_wants_answers() -> None:
    asked = asked_of(read_query("what did Councillor Pike say about the lido"))
    assert asked is not None
    assert wants_answers(asked)


def passage(text: str, name: str = "a") -> Passage:
    return Passage(
        id=name, title="Schools", text=text, source=f"{name}.txt", annotations=annotate(text)
    )


def evidence(text: str, cosine: float = 0.7, name: str = "a") -> Evidence:
    """Return a passage of one window."""
    windows = np.array([[0, len(text)]], np.int64)
    return Evidence(passage(text, name), windows, np.array([cosine], np.float32))


def ask(
    *found: Evidence,
    question: str = "what was said about school places",
    cosine: float | None = None,
    names: tuple[str, ...] = (),
) -> tuple[Answer, ...]:
    """Answer as if every sentence had one cosine, by default that of the best window."""
    own = max(float(e.cosines.max()) for e in found) if cosine is None else cosine
    patterns = (SCHOOL, PLACE)
    return answers(question, found, patterns, lambda _: 1.0, lambda _: own, names)


FEW = "Ms Tull said that there were too few school places in Fernley."
MANY = "The report showed that school places were empty in every ward."


def test_a_quote_is_verbatim_with_its_words_marked_and_its_speaker() -> None:
    text = f"Chapter\n\n{FEW} The vote was lost."
    (found,) = ask(evidence(text))
    assert found.text == FEW == text[found.start : found.end]
    assert [found.text[a:b] for a, b in found.highlights] == ["school", "places"]
    assert found.speaker == "Ms Tull"
    assert found.score == pytest.approx(0.7 + 0.2, abs=1e-5)


def test_nothing_is_quoted_where_nothing_is_good_enough() -> None:
    low = FLOOR - 0.2
    assert ask(evidence(FEW, low - 0.01)) == ()
    assert len(ask(evidence(FEW, low + 0.01))) == 1
    other = "The lido would be closed for the winter by the contractor."
    assert ask(evidence(other, 0.99)) == ()


def test_each_passage_is_quoted_once_and_there_are_at_most_three() -> None:
    texts = [f"{FEW[:-1]} in {year}." for year in range(2010, 2016)]
    found = ask(*(evidence(text, name=str(i)) for i, text in enumerate(texts)))
    assert [a.passage.id for a in found] == ["0", "1", "2"]
    assert len(found) == MAX_ANSWERS
    assert len(ask(evidence(f"{FEW} {MANY}"))) == 1


def test_equal_quotes_are_in_order_of_the_page_and_given_once() -> None:
    first, second = evidence(FEW, name="x"), evidence(FEW, name="y")
    assert [a.passage.id for a in ask(first, second)] == ["x"]
    assert [a.passage.id for a in ask(second, first)] == ["y"]
    assert [a.passage.id for a in ask(first, evidence(MANY, name="z"))] == ["x", "z"]


@pytest.mark.parametrize("change", [{"exempt": "Paragraph 3"}, {"procedural": True}])
def test_exempt_and_procedural_items_are_never_quoted(change: dict[str, object]) -> None:
    found = evidence(FEW)
    hidden = Evidence(replace(found.passage, **change), found.windows, found.cosines)  # type: ignore[arg-type]
    assert ask(hidden) == ()
    assert len(ask(found)) == 1


ASKED = "Councillor Pike asked whether there were enough school places in Fernley."
MOVED = "Councillor Pike proposed that a school be built for the places in Fernley."


@pytest.mark.parametrize("only", [ASKED, MOVED])
def test_a_question_or_a_motion_is_no_answer(only: str) -> None:
    assert ask(evidence(only), question="why are there too few school places?") == ()
    (found,) = ask(evidence(f"{only} The Director reported that every school place was taken."))
    assert found.text.startswith("The Director")


@pytest.mark.parametrize(
    ("question", "only"),
    [
        ("what did councillors ask about school places", ASKED),
        ("what was proposed about school places", MOVED),
        ("which motions were there on school places?", MOVED),
    ],
)
def test_a_question_or_a_motion_is_quoted_to_who_asks_for_it(question: str, only: str) -> None:
    assert [a.text for a in ask(evidence(only), question=question)] == [only]


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("how many school places are there?", "The city has 640 of the school places empty."),
        ("when were school places cut?", "The city cut the school places in January."),
        ("why were school places cut?", "The city cut school places because births fell."),
    ],
)
def test_what_was_asked_for_comes_first(question: str, fitting: str) -> None:
    other = "The city has school places that nobody seems to want."
    (found,) = ask(evidence(f"{other} {fitting}"), question=question)
    assert found.text == fitting


def told(question: str, *texts: str, title: str = "Report") -> list[str]:
    """Return the quotes for a question, all of its words equally telling and every meaning near."""
    query = read_query(question)
    patterns = to_mark(query)
    found = [
        Evidence(
            replace(passage(text, str(at)), title=title),
            np.array([[0, len(text)]], np.int64),
            np.array([0.68], np.float32),
        )
        for at, text in enumerate(texts)
    ]
    return [a.text for a in answers(question, found, patterns, lambda _: 1.0, lambda _: 0.68)]


@pytest.mark.parametrize(
    ("question", "other", "title"),
    [
        # Another thing of the same form.
        (
            "how much will weekly food waste collections cost?",
            "The garden waste subscription would cost £55 in 2026.",
            "Weekly food waste collections",
        ),
        (
            "how many disabled parking spaces are there in the city?",
            "The Council provides approximately 3,500 parking spaces in the city.",
            "Parking",
        ),
        (
            "is Nash's Lane a public road?",
            "The Council intended to declare that Brewery Lane be a public road.",
            "Question submitted by Councillor Scanlan",
        ),
        (
            "how much did the council make from parking fines in 2019?",
            "The budget for 2021 provides for income of £1.9m for parking fines.",
            "Parking fines",
        ),
        # Another number than the one asked for.
        (
            "how many homes were flooded in Mill Street?",
            "The flood in Mill Street stopped 300 yards from the homes of the depot.",
            "Flood",
        ),
        (
            "how many derelict sites are there in Newton?",
            "There were 15 derelict site notices issued in Newton.",
            "Question submitted by Councillor Galvin",
        ),
        (
            "how many playgrounds were opened in Newton?",
            "The playgrounds in Newton were opened on 3 May 2019.",
            "Playgrounds",
        ),
        # Another use of money, or none.
        (
            "how much did the solar farm cost?",
            "The solar farm had earned £92,000 in six months.",
            "Solar farm",
        ),
        ("how much did the lido cost?", "The lido opened in May after 12 years.", "Lido"),
        # No date, no reason, no length, no decision.
        (
            "when will the lido open?",
            "The lido would open as soon as the tiles were mended.",
            "Lido",
        ),
        ("why was the lido closed?", "The lido was closed by the Council in September.", "Lido"),
        ("how long is the lease of the lido?", "The lease of the lido was before Members.", "Lido"),
        ("how wide is the new lane?", "The new lane was built in 14 weeks.", "Lane"),
        (
            "what was decided about the speed ramps?",
            "Councillor Pike said that the speed ramps should be installed.",
            "Speed ramps",
        ),
        # A word of the title alone.
        (
            "are foxes hunted on council land?",
            "The Director said that it had been two, both released in a bad temper.",
            "Foxes hunted on council land",
        ),
        # What is asked is no answer.
        ("when will the lido open?", "Members queried the position of the lido in May.", "Lido"),
        ("why did the lido close?", "Why did the lido close because of the boiler.", "Lido"),
        # Somebody else's.
        (
            "who is responsible for clearing snow from sidewalks?",
            "In other jurisdictions clearing snow from sidewalks is for the home owner, who is responsible.",
            "Snow",
        ),
        (
            "how much is the fee for a garden bin?",
            "The fee for a garden bin was £60 in neighbouring councils.",
            "Garden bin",
        ),
        # About another part of the same thing, a recital, the name of an offence.
        (
            "what does the cycling strategy say about snow clearing?",
            "My colleague and I have been speaking in support of the cycling strategy since last week.",
            "Cycling strategy",
        ),
        (
            "what did the tree policy say about lime trees in parks?",
            "The tree policy was said to have been written in haste by two consultants.",
            "Tree policy",
        ),
        (
            "what does the strategy say about snow clearing?",
            "AND WHEREAS the public was led to believe that the strategy changes snow clearing;",
            "Strategy",
        ),
        (
            "what was said about parking bays?",
            "Parking a vehicle in a disabled persons parking bay without a permit on show.",
            "Parking",
        ),
        # A place that is called as somebody is.
        (
            "who asked Councillor Collins about parking?",
            "Councillor Galvin referred to the parking layout at Collins Park, and asked for a plan.",
            "Parking",
        ),
        (
            "what was Councillor Hartley told about cladding?",
            "The cladding of Hartley Court was combustible, as the residents were told.",
            "Cladding",
        ),
        (
            "why did Mr Quinn object to the shelter?",
            "Objections to the shelter at Quinn’s Cross were made because of the trees.",
            "Shelter",
        ),
        # Another office.
        (
            "what did the Leader say about the referendum?",
            "The Leader of the Opposition said that the referendum was a fair hit.",
            "Referendum",
        ),
    ],
)
def test_what_is_about_something_else_or_gives_nothing_asked_for_is_not_quoted(
    question: str, other: str, title: str
) -> None:
    assert told(question, other, title=title) == []


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("how much did the solar farm cost?", "The solar farm had cost £92,000 in all."),
        ("how many derelict sites are there in Newton?", "There were 15 derelict sites in Newton."),
        (
            "how many applications are on the housing list?",
            "The number of applications on the Housing List is 567.",
        ),
        ("when will the lido open?", "The lido would open in the spring of 2021."),
        ("why was the lido closed?", "The lido was closed because its boiler had failed."),
        ("how long is the lease of the lido?", "The lease of the lido was for twenty-five years."),
        ("how wide is the new lane?", "The new lane was 3.2 metres wide."),
        ("what was decided about the ramps?", "It was agreed that the ramps be installed by May."),
        ("what did the Leader say about the lido?", "The Leader said that the lido was safe."),
        ("is Nash's Lane a public road?", "Nash’s Lane had been a public road since the war."),
    ],
)
def test_what_gives_it_about_the_same_subject_is(question: str, fitting: str) -> None:
    assert told(question, fitting) == [fitting]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how much is spent on parks?", "money"),
        ("What was the cost of the bridge", "money"),
        ("how many bins are there", "count"),
        ("how long must I wait", "duration"),
        ("how often are the bins emptied", "frequency"),
        ("how deep is the water", "length"),
        ("when is the election", "date"),
        ("for what reason was it refused", "reason"),
        ("who mends the lights", "person"),
        ("where is the tip", "place"),
        ("what did the committee decide about dogs", "decision"),
    ],
)
def test_the_kind_of_a_question(question: str, kind: str) -> None:
    found = kind_of(question)
    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "question", ["what was said about dogs", "is the lido open", "dogs in parks"]
)
def test_what_has_no_form_of_its_own_has_no_kind(question: str) -> None:
    assert kind_of(question) is None


def test_only_the_person_asked_about_is_quoted() -> None:
    text = f"{FEW}\n\nCouncillor Pike said that school places were a matter for the county."
    (found,) = ask(evidence(text), names=("Pike",))
    assert found.text.startswith("Councillor Pike")
    assert ask(evidence(FEW), names=("Pike",)) == ()


def test_he_said_stands_only_where_the_record_says_who() -> None:
    before = "Councillor Pike said that the county was late. "
    he = "He thought that every school place in the north would be taken."
    (found,) = ask(evidence(before + he))
    assert found.text == before + he
    assert found.speaker == "Pike"
    assert ask(evidence(he)) == ()


def test_a_sentence_that_begins_with_another_name_is_not_the_speakers() -> None:
    text = f"{FEW} Mr Roy Gatley, of Barrack Lane, found no school places for two children."
    found = [a.speaker for a in ask(evidence(text)) if "Gatley" in a.text]
    assert found in ([], [""], ["Mr Roy Gatley"])


def test_an_acronym_counts_as_the_words_that_it_stands_for() -> None:
    short = Pattern(("psp",), (SCHOOL, PLACE))
    text = "Ms Tull said that the PSP was too small for the north of Fernley."
    found = answers("what was said", [evidence(text)], (SCHOOL, PLACE, short), lambda _: 1.0, float)
    assert found[0].score == pytest.approx(0.9, abs=1e-5)
    assert answers("what was said", [evidence(text)], (SCHOOL, PLACE), lambda _: 1.0, float) == ()


def test_few_sentences_are_encoded() -> None:
    encoded: list[str] = []

    def cosine(text: str) -> float:
        encoded.append(text)
        return 0.7

    many = [evidence(f"{FEW[:-1]} in {year}. {MANY}", name=str(year)) for year in range(2000, 2012)]
    assert answers("what was said", many, (SCHOOL, PLACE), lambda _: 1.0, cosine)
    assert len(encoded) == MAX_ENCODED
    assert all(text.startswith("Schools\n") for text in encoded)


def test_a_sentence_that_is_a_window_is_not_encoded_again() -> None:
    def cosine(text: str) -> float:
        raise AssertionError(text)

    (found,) = answers("what was said", [evidence(FEW)], (SCHOOL, PLACE), lambda _: 1.0, cosine)
    assert found.text == FEW


@pytest.mark.parametrize(
    ("question", "day", "sentence", "is_of_then"),
    [
        ("what did fines bring in 2019?", date(2019, 5, 1), "Fines brought in £1.7m.", True),
        (
            "what did fines bring in 2019?",
            date(2020, 5, 1),
            "Fines brought in £1.7m in 2019.",
            True,
        ),
        ("what did fines bring in 2019?", date(2020, 5, 1), "Fines brought in £1.7m.", False),
        (
            "what did fines bring in 2019?",
            date(2019, 5, 1),
            "The budget for 2021 has £1.9m.",
            False,
        ),
        ("why did the lido shut in March 2018?", None, "It shut because of the boiler.", False),
        ("why did the lido shut since 2015?", date(2018, 1, 1), "It shut for the boiler.", True),
        ("why did the lido shut before 2015?", date(2018, 1, 1), "It shut for the boiler.", False),
        ("why did the lido shut?", None, "It shut in 1999.", True),
    ],
)
def test_a_quote_is_of_the_time_that_is_asked_about(
    question: str, day: date | None, sentence: str, is_of_then: bool
) -> None:
    times = read_query(question, today=date(2026, 11, 29)).preferences
    assert is_of_time(times, day, sentence) == is_of_then
