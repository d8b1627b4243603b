"""What the user typed -> what was understood. Reading never raises, and says what it left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query.dates import read_date
from search.query.nodes import And, Filters, Near, Node, Not, Or, Phrase, Word, only_excludes
from search.query.query import MAX_CHARACTERS, MAX_WORDS, Query, read_query


def words(query: Query) -> list[str]:
    """Return the texts of the scored nodes."""
    return [str(getattr(node, "text", node)) for node in query.scored]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("what was said about school places?", ["school", "places?"]),
        ("Who is responsible for the bins?", ["responsible", "bins?"]),
        ("May 2019", ["May", "2019"]),
        ("may 2019", ["may", "2019"]),
        ("what happened on 12 May", ["happened", "12", "May"]),
        ("May I ask about the bins", ["ask", "bins"]),
        ("it may be closed", ["closed"]),
        ("IT strategy", ["IT", "strategy"]),
        ("is it a strategy", ["strategy"]),
        ("WHO guidance for US visitors", ["WHO", "guidance", "US", "visitors"]),
        ("Part 2", ["Part", "2"]),
        ("plan B", ["plan", "B"]),
        ("cost-of-living 16/01234/FUL s.106", ["cost-of-living", "16/01234/FUL", "s.106"]),
        ("school & places — now", ["school", "places", "now"]),
    ],
)
def test_a_question_loses_its_question_words_and_keeps_the_rest(text: str, kept: list[str]) -> None:
    query = read_query(text)
    assert words(query) == kept
    assert query.condition is None
    assert query.notes == ()


@pytest.mark.parametrize("text", ["of the", "to be or not to be", "May", "the"])
def test_stop_words_are_searched_when_there_is_nothing_else(text: str) -> None:
    assert words(read_query(text)) == text.split()


@pytest.mark.parametrize(
    ("text", "scored", "condition"),
    [
        ('"school places"', ["school places"], Phrase("school places")),
        ("“school places”", ["school places"], Phrase("school places")),
        ("«school places»", ["school places"], Phrase("school places")),
        ('"the may" bus', ["the may", "bus"], Phrase("the may")),
        ("+school places", ["school", "places"], Word("school")),
        ("+the school", ["school"], Word("the")),
        ("-school places", ["places"], Not(Word("school"))),
        ('bus -"school places"', ["bus"], Not(Phrase("school places"))),
        ("-title:bus places", ["places"], Not(Word("bus", "title"))),
        ("plan* bus", ["plan*", "bus"], Word("plan*")),
        ("libary~ bus", ["libary~", "bus"], Word("libary~")),
        ("title:libary~2 bus", ["libary~2", "bus"], Word("libary~2", "title")),
        ("about ~2 or ~ bus", ["~2", "bus"], None),
        ("title:budget cuts", ["budget", "cuts"], Word("budget", "title")),
        ('title:"council tax"', ["council tax"], Phrase("council tax", "title")),
        (
            "speaker:Jones decided:approve",
            ["Jones", "approve"],
            And((Word("Jones", "speaker"), Word("approve", "decided"))),
        ),
        ("school AND bus", ["school", "bus"], And((Word("school"), Word("bus")))),
        ("school OR bus", ["school", "bus"], Or((Word("school"), Word("bus")))),
        ("school NOT bus", ["school"], And((Word("school"), Not(Word("bus"))))),
        ("school AND -bus", ["school"], And((Word("school"), Not(Word("bus"))))),
        ("NOT bus", [], Not(Word("bus"))),
        ("bus -(x y)", ["bus"], And((Word("bus"), Not(And((Word("x"), Word("y"))))))),
        (
            "school OR bus AND tram",
            ["school", "bus", "tram"],
            Or((Word("school"), And((Word("bus"), Word("tram"))))),
        ),
        (
            "((school OR nursery) AND places) OR NOT (bus OR tram)",
            ["school", "nursery", "places"],
            Or(
                (
                    And((Or((Word("school"), Word("nursery"))), Word("places"))),
                    Not(Or((Word("bus"), Word("tram")))),
                )
            ),
        ),
    ],
)
def test_explicit_syntax_becomes_a_strict_condition(
    text: str, scored: list[str], condition: Node
) -> None:
    query = read_query(text)
    assert (words(query), query.condition, query.notes) == (scored, condition, ())


@pytest.mark.parametrize(("typed", "distance"), [("NEAR/5", 5), ("NEAR/0", 1), ("NEAR/999", 999)])
def test_near_is_a_condition_on_two_words(typed: str, distance: int) -> None:
    query = read_query(f"school {typed} places")
    assert query.condition == Near(Word("school"), Word("places"), distance)
    assert query.scored == (query.condition,)


@pytest.mark.parametrize("text", ["title:school NEAR/3 places", "school NEAR/3 title:places"])
def test_near_in_a_field_is_of_both_words(text: str) -> None:
    words = (Word("school", "title"), Word("places", "title"))
    assert read_query(text).condition == Near(*words, 3)


@pytest.mark.parametrize("text", ["NOT NOT school", "-(-school)", "NOT (NOT school AND NOT bus)"])
def test_what_is_negated_twice_is_asked_for(text: str) -> None:
    assert words(read_query(text))[0] == "school"


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ('trees committee:"Planning Committee"', Filters(("Planning Committee",))),
        ("committee:Planning trees committee:Audit", Filters(("Planning", "Audit"))),
        ("trees from:2016 to:2016-12", Filters((), date(2016, 1, 1), date(2016, 12, 31))),
        ("from:2016-02-29 trees", Filters((), date(2016, 2, 29))),
        ("to:2016-02 trees", Filters((), None, date(2016, 2, 29))),
        ("from:31/01/2016 trees", Filters((), date(2016, 1, 31))),
        ("committee:Audit AND trees", Filters(("Audit",))),
    ],
)
def test_a_filter_is_no_word_of_the_query(text: str, filters: Filters) -> None:
    query = read_query(text)
    assert (words(query), query.filters, query.notes) == (["trees"], filters, ())
    assert query.topic == "trees"


def test_filters_given_apart_stand_beside_those_in_the_text() -> None:
    given = Filters(("Cabinet",), date(2016, 1, 1))
    query = read_query("trees committee:Audit", given)
    assert (query.filters, query.given) == (Filters(("Audit",)), given)


def test_no_day_is_in_both_periods_of_the_text_and_of_the_form() -> None:
    query = read_query("trees to:2015", Filters((), date(2016, 1, 1)))
    assert "There is no day from 2016-01-01 to 2015-12-31." in query.notes


@pytest.mark.parametrize(
    ("text", "kept", "note"),
    [
        ("NOT OR foobar", ["foobar"], "NOT needs a word behind it"),
        ("school AND", ["school"], "AND needs a word on each side"),
        ("AND school", ["school"], "AND needs a word on each side"),
        ("school OR", ["school"], "OR needs a word on each side"),
        ("school AND (bus", ["school", "bus"], "A bracket is not closed"),
        ("school) AND bus", ["school", "bus"], "The brackets do not fit together"),
        ("school NEAR/5", ["school"], "NEAR stands between two words"),
        ("title:bus NEAR/3 decided:tram", ["bus", "tram"], "two words of the same field"),
        ('"a bus" NEAR/3 tram', ["bus", "tram"], "NEAR stands between two words"),
        ("title:(bus OR tram)", ["bus", "tram"], "title: needs a word behind it"),
        ("(" * 300 + "bus AND tram", ["bus", "tram"], "too many brackets"),
        ('"school places', ["school", "places"], "A quotation mark has no partner"),
        ("trees from:2016-02-30", ["trees"], "There is no date 2016-02-30"),
        ("trees to:yesterday", ["trees"], "There is no date yesterday"),
        ("", [], "There is no word to search for"),
        ("?!… ()", [], "There is no word to search for"),
        ("___ -- *", [], "There is no word to search for"),
    ],
)
def test_what_cannot_be_read_is_searched_as_plain_words_with_a_note(
    text: str, kept: list[str], note: str
) -> None:
    query = read_query(text)
    assert (words(query), query.condition) == (kept, None)
    assert any(note in given for given in query.notes), query.notes
    assert query.is_empty == (not kept)


def test_ten_thousand_characters_are_cut_with_a_note() -> None:
    query = read_query("school " * 1_430)
    assert len(query.text) <= MAX_CHARACTERS
    assert len(query.scored) == MAX_WORDS
    assert f"first {MAX_CHARACTERS:,} characters" in query.notes[0]
    assert f"first {MAX_WORDS} words" in query.notes[1]
    assert len(read_query("x" * 10_000).text) == MAX_CHARACTERS


def test_a_committee_without_a_name_is_no_filter() -> None:
    assert read_query('lido committee:""').filters == Filters()
    assert read_query('lido committee:" "').filters == Filters()


def test_dates_that_leave_no_day_are_told() -> None:
    note = "There is no day from 2020-01-01 to 2010-12-31."
    assert note in read_query("trees from:2020 to:2010").notes
    assert note in read_query("trees to:2010", Filters((), date(2020, 1, 1))).notes
    assert read_query("trees from:2010 to:2010").notes == ()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what was said about school places?", "school places?"),
        ('+school "bus stop" -tram plan*', "school bus stop plan"),
        ("school AND (bus OR tram) NOT train", "school bus tram"),
        ("school AND NOT (bus OR tram)", "school"),
        ("school NOT (bus OR (tram AND (train OR taxi))) AND NOT (a) places", "school places"),
        ("school AND -(bus (tram) x) OR (trees NOT (shrubs))", "school trees"),
        ("-title:budget title:trees", "trees"),
        ('oaks -"bus stop" from:2016 committee:"Planning Committee"', "oaks"),
        ("cost-of-living", "cost-of-living"),
    ],
)
def test_what_is_encoded_has_neither_operators_nor_what_is_excluded(text: str, topic: str) -> None:
    assert read_query(text).topic == topic


def test_a_byte_that_is_no_utf_8_can_still_be_printed_and_encoded() -> None:
    query = read_query("school \udcff a\ud800* places")
    for text in (query.text, query.topic, *words(query)):
        text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("9999-11", date(9999, 11, 1), date(9999, 11, 30)),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29)),
        ("5 March 2020", date(2020, 3, 5), date(2020, 3, 5)),
        ("2016-13", None, None),
        ("0000", None, None),
        ("0000-01", None, None),
        ("nonsense", None, None),
    ],
)
def test_a_year_or_a_month_is_its_first_or_last_day(
    text: str, first: date | None, last: date | None
) -> None:
    assert (read_date(text, last=False), read_date(text, last=True)) == (first, last)


def assert_well_formed(text: str) -> None:
    query = read_query(text)
    assert len(query.text) <= MAX_CHARACTERS
    assert len(query.scored) <= MAX_WORDS
    # Filters alone give a list.
    is_asked = not query.is_empty or query.is_filtered
    assert is_asked or any("There is no word" in note for note in query.notes)
    assert isinstance(query.topic, str)
    assert not any(isinstance(node, Not | And | Or) for node in query.scored)
    query.text.encode("utf-8")


@settings(max_examples=8_000, deadline=None)
@given(st.text(max_size=60))
def test_no_text_at_all_makes_reading_raise(text: str) -> None:
    assert_well_formed(text)


OPERATORS = ["AND", "OR", "NOT", "(", ")", '"', "“", "+", "-", "*", "/", ":", "NEAR/5", "NEAR/"]
FIELDS = ["title:", "decided:", "speaker:", "committee:", "from:", "to:", "2016", "2016-02-30"]
OTHERS = ["school", "bus", "it", "?", "'", "[", "]", "\\", "_", "16/01234/FUL", "x*", "*x"]
PIECES = st.sampled_from([*OPERATORS, *FIELDS, *OTHERS, *[" "] * 24])


@settings(max_examples=12_000, deadline=None)
@given(st.lists(PIECES, max_size=16))
def test_no_heap_of_operators_makes_reading_raise(pieces: list[str]) -> None:
    assert_well_formed("".join(pieces))


def test_a_near_spelling_has_one_or_two_slips_and_more_are_said_to_be_two() -> None:
    assert read_query("libary~ bus~2").notes == ()
    assert read_query("libary~5").notes == (
        "libary~5: at most 2 letters may differ, as in libary~2.",
    )
    assert read_query("libary~ bus").topic == "libary bus"


@pytest.mark.parametrize(
    ("text", "excludes"),
    [
        ("lido -culvert", True),
        ("NOT culvert", True),
        ("NOT (culvert OR drain)", True),
        ("NOT culvert AND NOT drain", True),
        ("NOT (NOT culvert)", False),
        ("NOT (drain AND NOT culvert)", False),
        ("lido AND NOT culvert", False),
        ("+lido -culvert", False),
    ],
)
def test_a_condition_only_excludes_where_it_asks_for_nothing(text: str, excludes: bool) -> None:
    condition = read_query(text).condition
    assert condition is not None
    assert only_excludes(condition) == excludes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how much was allocated to the band", ["allocated", "band"]),
        ("How many trees were felled?", ["trees", "felled?"]),
        ("how long is the lease of the pier", ["lease", "pier"]),
        ("how often do the buses run", ["buses", "run"]),
        # Behind another word they say something of the matter.
        ("long lane", ["long", "lane"]),
        ("many hands", ["many", "hands"]),
        ("high street how", ["high", "street"]),
    ],
)
def test_the_words_of_a_question_are_no_topic(text: str, words: list[str]) -> None:
    assert [node.text for node in read_query(text).scored] == words  # type: ignore[union-attr]
