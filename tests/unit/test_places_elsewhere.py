"""What is asked about a place that no record names is in none of them, however near the rest is."""

from __future__ import annotations

import pytest

from corpus.wording import lists
from search.expand.elsewhere import PLACES
from search.query.nodes import Filters
from search.searcher import Searcher

# Written before any was asked; "Hull …", "… Much Wenlock" and "Derby's …" were listed at first.
ELSEWHERE = """
bin strikes in birmingham | Sheffield street tree felling | how Manchester runs its trams | potholes in glasgow
library closures Essex County Council | Belfast city hall protest | what did Dublin decide on Airbnb | Toronto bike lanes
Milton Keynes redways | the Camden high street scheme | Tower Hamlets school meals | noise complaints in Reading
Hull flood wall | New York congestion pricing | Brighton i360 loan | parking charges in Much Wenlock | Kirklees markets
what does Surrey County Council say about adult social care | council tax in Bath | Derby's new arena
school admissions Cork City Council | Was the Norwich bus station closed? | council house rents in Little Snoring
"""
# The records have an Oxford Road, hackney carriages, a sergeant Wells, and London in passing.
HERE = """
hackney carriage licences | Hackney carriage licences | Oxford Road | oxford road traffic | reading scheme in schools
what was said about reading | good deal for tenants | Rochdale | London | wells | bath chairs | Reading the minutes
parking in Fernley | what happens in Cabinet | potholes in Castle Hill | +Leeds bins
"""


def _cases(text: str) -> list[str]:
    return [case.strip() for line in text.strip().splitlines() for case in line.split("|")]


@pytest.mark.parametrize("text", _cases(ELSEWHERE))
def test_another_place_finds_nothing_and_the_page_says_why(searcher: Searcher, text: str) -> None:
    page = searcher.search(text)
    assert page.query.elsewhere
    assert (page.matched, page.hits, page.answers) == (0, (), ())
    assert any(note.startswith("No record ") for note in page.notes), page.notes


@pytest.mark.parametrize("text", _cases(HERE))
def test_a_word_that_is_no_place_or_one_of_these_records_is_searched(
    searcher: Searcher, text: str
) -> None:
    assert searcher.search(text).query.elsewhere == ()


@pytest.mark.parametrize(
    ("text", "is_elsewhere"),
    [
        ("Oxford City Council congestion charge", True),
        ("Oxford council's charge", True),
        ("the Oxford Road crossing", False),
        ("Low traffic neighbourhoods in Hackney", True),
        ("what is a hackney carriage in Hackney", True),
    ],
)
def test_a_word_of_the_records_is_another_place_where_they_mean_something_else_by_it(
    searcher: Searcher, text: str, is_elsewhere: bool
) -> None:
    page = searcher.search(text)
    assert bool(page.query.elsewhere) is is_elsewhere
    assert bool(page.hits) is not is_elsewhere


def test_words_taken_as_they_are_name_no_place(searcher: Searcher) -> None:
    page = searcher.search("parking in Leeds", filters=Filters(literal=True))
    assert page.query.elsewhere == ()


def test_the_lists_are_of_whole_names_in_small_letters() -> None:
    also_words = set(lists("search.expand", "elsewhere.toml")["also_words"])
    assert also_words <= PLACES
    assert all(name == name.lower().strip() for name in PLACES)
