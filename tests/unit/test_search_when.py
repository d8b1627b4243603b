"""Dates in plain words, financial years, and what only looks like a reference."""

from __future__ import annotations

from datetime import date

import pytest

from search.expand.sums import _joined, written
from search.query.nodes import Filters, Word
from search.query.query import read_query
from search.query.references import is_exact_sum, is_reference

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("housing in March 2024", ["housing"], date(2024, 3, 1), date(2024, 3, 31)),
        ("trees February 2020", ["trees"], date(2020, 2, 1), date(2020, 2, 29)),
        ("lido on 10 July 2018", ["lido"], date(2018, 7, 10), date(2018, 7, 10)),
        ("lido 2018-07-10", ["lido"], date(2018, 7, 10), date(2018, 7, 10)),
        ("lido 10/07/2018", ["lido"], date(2018, 7, 10), date(2018, 7, 10)),
        ("potholes in 2019", ["potholes"], date(2019, 1, 1), date(2019, 12, 31)),
        ("potholes last year", ["potholes"], date(2025, 1, 1), date(2025, 12, 31)),
        ("potholes this month", ["potholes"], date(2026, 11, 1), date(2026, 11, 30)),
        ("potholes last month", ["potholes"], date(2026, 10, 1), date(2026, 10, 31)),
        # a beginning, an end, or both
        ("lido before Christmas 2018", ["lido"], None, date(2018, 12, 24)),
        ("rents after Christmas 2020", ["rents"], date(2020, 12, 26), None),
        ("lido early 2021", ["lido"], date(2021, 1, 1), date(2021, 4, 30)),
        ("lido in mid-2018", ["lido"], date(2018, 5, 1), date(2018, 8, 31)),
        ("rents at the end of 2017", ["rents"], date(2017, 9, 1), date(2017, 12, 31)),
        ("rents in the first half of 2019", ["rents"], date(2019, 1, 1), date(2019, 6, 30)),
        ("lido May and June 2019", ["lido"], date(2019, 5, 1), date(2019, 6, 30)),
        ("lido March to June 2018", ["lido"], date(2018, 3, 1), date(2018, 6, 30)),
        ("trees Jan-Feb 2020", ["trees"], date(2020, 1, 1), date(2020, 2, 29)),
        ("lido since 2020", ["lido"], date(2020, 1, 1), None),
        ("lido from 2020 onwards", ["lido"], date(2020, 1, 1), None),
        ("rents after 10 July 2018", ["rents"], date(2018, 7, 11), None),
        ("rents since March 2024", ["rents"], date(2024, 3, 1), None),
        ("lido before 2016", ["lido"], None, date(2015, 12, 31)),
        ("rents prior to 1 May 2019", ["rents"], None, date(2019, 4, 30)),
        ("lido until June 2017", ["lido"], None, date(2017, 6, 30)),
        ("lido between 2018 and 2020", ["lido"], date(2018, 1, 1), date(2020, 12, 31)),
        ("trees from January 2018 to March 2019", ["trees"], date(2018, 1, 1), date(2019, 3, 31)),
        ("trees 2018-2021", ["trees"], date(2018, 1, 1), date(2021, 12, 31)),
        ("trees in the 2010s", ["trees"], date(2010, 1, 1), date(2019, 12, 31)),
        ("gritting in winter 2019", ["gritting"], date(2019, 12, 1), date(2020, 2, 29)),
        ("verges summer 2022", ["verges"], date(2022, 6, 1), date(2022, 8, 31)),
        ("rats over the last two years", ["rats"], date(2024, 11, 29), date(2026, 11, 29)),
        ("parking 2019", ["parking"], date(2019, 1, 1), date(2019, 12, 31)),
        ("2019 parking fines", ["parking", "fines"], date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_a_date_in_plain_words_is_preferred_and_no_word(
    text: str, words: list[str], first: date | None, last: date | None
) -> None:
    query = read_query(text, today=TODAY)
    assert [node.text for node in query.scored if isinstance(node, Word)] == words
    (preference,) = query.preferences
    assert (preference.date_from, preference.date_to) == (first, last)
    assert preference.note in query.notes
    assert query.filters == Filters()


@pytest.mark.parametrize("said", ["2018/19", "2018/2019", "2018-19", "2018–19", "2018-2019"])
def test_a_financial_year_is_one_however_it_is_written(said: str) -> None:
    (preference,) = read_query(f"council tax {said}").preferences
    assert preference.shown == "2018/19"
    assert preference.phrases == read_query("council tax 2018/19").preferences[0].phrases
    assert not is_reference(Word(said))


@pytest.mark.parametrize(
    "text",
    [
        "2018/19",
        "March 2024",
        "may fair",
        "the 2017 hurricane",
        '"in March 2024" housing',
        "housing AND 2019",
        "18/00777/FUL",
        "2018/21",
        "Limerick 2030",
        "Road Traffic Act 1994",
        "Planning and Development Act, 2000",
        "census 2021",
        "net zero by 2030",
        "minute 62/2015",
        "second world war",
    ],
)
def test_what_is_no_date_beside_a_topic_is_left_as_it_is(text: str) -> None:
    assert read_query(text, today=TODAY).preferences == ()


def test_a_literal_query_prefers_nothing() -> None:
    query = read_query("housing in March 2024", Filters(literal=True))
    assert query.preferences == ()
    assert Word("2024") in query.scored


@pytest.mark.parametrize(
    "everyday",
    [
        "2018/19",
        "21st",
        "3rd",
        "A46",
        "M4",
        "R520",
        "KS2",
        "B2",
        "24/7",
        "50/50",
        "20mph",
        "Q4",
        "5G",
    ],
)
def test_an_everyday_token_is_no_reference(everyday: str) -> None:
    assert not is_reference(Word(everyday))


@pytest.mark.parametrize(
    "reference",
    ["16/01234/FUL", "45/19", "62/2015", "S106", "s.106", "LE1 6ZG", "TPO1234", "V94EH90"],
)
def test_a_reference_still_is_one(reference: str) -> None:
    assert is_reference(Word(reference))


def test_a_sum_is_known_however_it_is_written() -> None:
    for one, other in [
        ("£38m", "£38million"),
        ("£38 million", "£38,000,000"),
        ("€1.5m", "€1,500,000"),
        ("£23k", "£23,000"),
        ("$2bn", "$2,000 million"),
        ("€9.276m", "€9,276,000"),
        # less than one
        ("£0.7m", "£700,000"),
        ("£0.25 million", "£250,000"),
        ("€500 million", "€0.5bn"),
    ]:
        assert set(written(one)) == set(written(other)), (one, other)
    assert ("38", "million") in written("£38m")
    assert ("38000000",) in written("£38 million")
    assert written("lido") == written("£5") == []
    # without a currency only what is no measure: "20m" is a length
    assert ("9.2", "million") in written("9.2m") or ("9", "2", "million") in written("9.2m")
    assert ("410000",) in written("410k")
    assert written("20m") == written("410") == []


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("£38 million", "£38million"),
        ("38 million pounds", "£38million"),
        ("9.276 million euro", "€9.276million"),
        ("500 euros", "€500"),
        ("12k dollars", "$12k"),
        ("EUR 564,000", "€564,000"),
        ("GBP 12 million", "£12million"),
    ],
)
def test_a_sum_in_several_words_is_one(typed: str, one: str) -> None:
    assert [n.text for n in _joined(read_query(typed).scored) if isinstance(n, Word)] == [one]


@pytest.mark.parametrize("typed", ["38 trees", "million trees", "2 pound coins", "5 euro coin m"])
def test_what_is_no_sum_stays_apart(typed: str) -> None:
    assert len(list(_joined(read_query(typed).scored))) > 1


@pytest.mark.parametrize("said", ["€1,106,015", "£38m", "£38million", "1,106,015", "£127,450"])
def test_an_exact_sum_is_an_identifier(said: str) -> None:
    assert is_exact_sum(Word(said))


@pytest.mark.parametrize("said", ["£5", "lido", "2019", "38", "£40"])
def test_a_small_sum_or_a_bare_number_is_none(said: str) -> None:
    assert not is_exact_sum(Word(said))


@pytest.mark.parametrize(
    "filters",
    [
        "kind:minutes",
        "committee:Cabinet",
        'committee:"Planning Committee"',
        "from:2016-01-01",
        "from:2016 to:2018-06",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "parking in 2019",
        "lido since March 2018",
        "parking 2019",
        "BUDGET AND COUNCIL TAX",
        "trees",
        "other",
        "how much was it?",
        "and others",
    ],
)
def test_beside_a_typed_filter_words_are_read_as_without_it(text: str, filters: str) -> None:
    alone = read_query(text, today=TODAY)
    for beside in (
        read_query(f"{text} {filters}", today=TODAY),
        read_query(f"{filters} {text}", today=TODAY),
    ):
        assert beside.scored == alone.scored
        assert beside.condition == alone.condition
        assert beside.preferences == alone.preferences
        assert beside.filters.narrow


@pytest.mark.parametrize(
    ("text", "said", "words"),
    [
        ("the latest on the lido", "the latest", ["lido"]),
        ("what's the latest position on devolution?", "the latest", ["position", "devolution"]),
        ("what is the current status of the ferry", "the current", ["status", "ferry"]),
        ("where do we stand on devolution now", "now", ["stand", "devolution"]),
        ("most recent report on potholes", "most recent", ["report", "potholes"]),
        ("is the pier currently open", "currently", ["pier", "open"]),
        ("the last meeting about flooding", "the last meeting", ["flooding"]),
        ("last time that the potholes were repaired", "last time", ["potholes", "repaired"]),
        ("last decision on the Quay Street car park", "last decision", ["car", "park"]),
        ("when was the lido last discussed", "last discussed", ["lido"]),
        ("when was a skate park last debated?", "last debated", ["skate", "park"]),
    ],
)
def test_who_asks_for_the_latest_is_shown_newer_items_first(
    text: str, said: str, words: list[str]
) -> None:
    query = read_query(text, today=TODAY)
    assert [p.said.lower() for p in query.preferences if p.newest] == [said]
    assert f"“{said}” was read as a wish: newer items are preferred." in query.notes
    typed = [node.text.strip("?") for node in query.scored if isinstance(node, Word)]
    assert typed[-len(words) :] == words
    assert not set(said.split()) & set(typed)
    assert read_query(text, Filters(literal=True), today=TODAY).preferences == ()


@pytest.mark.parametrize(
    "text",
    ["current account", "now or never", "minutes of the last meeting", "last meeting", "the last mile", "the current budget", '"latest accounts"', "latest", "Kent Now project"],
)  # fmt: skip
def test_what_only_has_such_a_word_is_asked_as_it_is(text: str) -> None:
    assert read_query(text, today=TODAY).preferences == ()


@pytest.mark.parametrize(
    "typed", ["budget FY2018-19", "budget FY 2018/19", "budget financial year 2018/2019"]
)
def test_a_financial_year_is_one_whatever_stands_in_front(typed: str) -> None:
    query = read_query(typed, today=TODAY)
    assert [one.shown for one in query.preferences] == ["2018/19"]
    assert [node.text for node in query.scored if isinstance(node, Word)] == ["budget"]


@pytest.mark.parametrize("typed", ["late payments 2019", "early years 2019", "lido Q3 notes"])
def test_what_only_begins_like_a_part_of_a_year_is_none(typed: str) -> None:
    query = read_query(typed, today=TODAY)
    assert [one.shown for one in query.preferences] in (["2019"], [])
