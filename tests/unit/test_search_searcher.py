"""A page of hits: strict conditions hold, every hit can be paged to once, the same for everybody."""

from __future__ import annotations

import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from corpus.errors import UsageError
from indexer.language.terms import terms_with_offsets
from indexer.passages.passage import Passage
from search.query.nodes import Filters
from search.query.query import read_query
from search.searcher import MODES, Mode, ResultPage, Searcher, Sort, open_index

QUERIES = [
    "what was said about school places",
    '"council tax" -school',
    "housing AND (trees OR parking)",
    "title:budget cuts",
    "plan* NEAR/3 permission",
    "committee:Cabinet roads from:2016",
    "zzqxv",
]


def terms(text: str) -> list[str]:
    return [term for term, *_ in terms_with_offsets(text, parts=False)]


def holds(text: str, phrase: str) -> bool:
    """Say whether the words of `phrase` stand in `text` one behind the other."""
    return f" {' '.join(terms(phrase))} " in f" {' '.join(terms(text))} "


def either(passage: Passage, phrase: str) -> bool:
    return holds(passage.title, phrase) or holds(passage.text, phrase)


def everything(searcher: Searcher, text: str, mode: Mode = "hybrid") -> list[Passage]:
    page = searcher.search(text, limit=1_000, mode=mode)
    assert page.listed == len(page.hits)
    return [hit.passage for hit in page.hits]


def answer(page: ResultPage) -> list[tuple[int, str, float, tuple[object, ...]]]:
    return [(hit.rank, hit.passage.id, hit.score, hit.snippets) for hit in page.hits]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("phrase", ["school places", "council tax", "the leader", "section 106"])
def test_a_phrase_finds_exactly_the_passages_in_which_it_stands(
    phrase: str, mode: Mode, searcher: Searcher
) -> None:
    wanted = {p.id for p in searcher.all_passages() if either(p, phrase)}
    assert wanted
    assert {p.id for p in everything(searcher, f'"{phrase}"', mode)} == wanted


@pytest.mark.parametrize("mode", MODES)
def test_no_hit_has_a_word_with_a_minus_and_every_hit_has_one_with_a_plus(
    mode: Mode, searcher: Searcher
) -> None:
    found = everything(searcher, "+school -budget places", mode)
    wanted = [p for p in searcher.all_passages() if either(p, "school") and not either(p, "budget")]
    assert wanted
    assert {p.id for p in found} == {p.id for p in wanted}


@pytest.mark.parametrize(
    ("text", "field"), [("title:budget", "title"), ("decided:approve", "resolved")]
)
def test_a_field_is_looked_in_alone(text: str, field: str, searcher: Searcher) -> None:
    word = text.partition(":")[2]
    wanted = {p.id for p in searcher.all_passages() if holds(getattr(p, field), word)}
    assert wanted
    assert {p.id for p in everything(searcher, text)} == wanted


@pytest.mark.parametrize("mode", MODES)
def test_a_near_spelling_finds_what_is_spelled_so_and_marks_it(
    mode: Mode, searcher: Searcher
) -> None:
    near = re.compile(r"\b(?:libraries|library)\b", re.IGNORECASE)
    wanted = {p.id for p in searcher.all_passages() if near.search(f"{p.title} {p.text}")}
    assert wanted
    assert {p.id for p in everything(searcher, "libary~", mode)} == wanted
    hit = searcher.search("libary~ closure", mode=mode).hits[0]
    marked = [s.text[a:b] for s in hit.snippets for a, b in s.highlights]
    assert any(near.fullmatch(word) for word in marked)


def test_a_speaker_is_found_only_where_he_or_she_spoke(searcher: Searcher) -> None:
    spoke = Counter(name for p in searcher.all_passages() for name in p.speakers)
    name = spoke.most_common(1)[0][0]
    wanted = {p.id for p in searcher.all_passages() if any(holds(s, name) for s in p.speakers)}
    assert {p.id for p in everything(searcher, f'speaker:"{name}"')} == wanted


def test_near_finds_two_words_apart_in_either_order(searcher: Searcher) -> None:
    def is_near(text: str) -> bool:
        at = {"school": [], "place": []}
        for term, position, *_ in terms_with_offsets(text):
            at.get(term, []).append(position)
        return any(0 < abs(a - b) <= 4 for a in at["school"] for b in at["place"])

    passages = searcher.all_passages()
    wanted = {p.id for p in passages if is_near(p.text) or is_near(p.title)}
    assert wanted
    assert {p.id for p in everything(searcher, "places NEAR/4 school")} == wanted
    in_title = {p.id for p in passages if is_near(p.title)}
    assert in_title
    assert {p.id for p in everything(searcher, "title:school NEAR/4 places")} == in_title


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", QUERIES)
def test_paging_shows_every_hit_once_and_in_the_order_of_one_long_page(
    text: str, mode: Mode, searcher: Searcher
) -> None:
    whole = searcher.search(text, limit=1_000, mode=mode)
    paged = []
    for offset in range(0, whole.listed + 7, 7):
        page = searcher.search(text, limit=7, offset=offset, mode=mode)
        assert page.matched == whole.matched
        assert page.committees == whole.committees
        paged.extend(answer(page))
    assert paged == answer(whole)
    assert [hit.rank for hit in whole.hits] == list(range(1, whole.listed + 1))
    assert len({hit.passage.id for hit in whole.hits}) == whole.listed


@pytest.mark.parametrize("mode", MODES)
def test_scores_never_rise_down_the_page(mode: Mode, searcher: Searcher) -> None:
    page = searcher.search(QUERIES[0], limit=1_000, mode=mode)
    assert len(page.hits) > 10
    first, behind = page.hits[: page.listed - page.behind], page.hits[page.listed - page.behind :]
    for part in (first, behind):
        scores = [hit.score for hit in part]
        assert scores == sorted(scores, reverse=True)
    assert {hit.group for hit in behind} <= {"near"}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_by_date_the_same_items_come_day_by_day_with_the_same_scores(
    mode: Mode, sort: Sort, searcher: Searcher
) -> None:
    by_relevance = searcher.search(QUERIES[0], limit=1_000, mode=mode)
    score_of = {hit.passage.id: hit.score for hit in by_relevance.hits}
    row_of = {name: row for row, name in enumerate(searcher.identifiers)}

    def place(passage: Passage) -> tuple[int, int]:
        assert passage.date is not None
        day = passage.date.toordinal()
        return -day if sort == "newest" else day, row_of[passage.id]

    counted = [hit.passage for hit in by_relevance.hits if hit.group == "counted"]
    # What is near has no place among dates: it stands behind, the best first.
    near = sorted(
        (hit for hit in by_relevance.hits if hit.group == "near"), key=lambda hit: -hit.score
    )
    assert len(counted) > 1
    wanted = [p.id for p in sorted(counted, key=place)] + [hit.passage.id for hit in near]
    assert wanted not in ([hit.passage.id for hit in by_relevance.hits], [])
    found = []
    for offset in range(0, len(wanted), 7):
        page = searcher.search(QUERIES[0], limit=7, offset=offset, mode=mode, sort=sort)
        assert (page.matched, page.committees) == (by_relevance.matched, by_relevance.committees)
        assert (page.sort, page.answers) == (sort, ())
        found += [(hit.passage.id, hit.score) for hit in page.hits]
    assert found == [(name, score_of[name]) for name in wanted]


def test_equal_scores_are_in_the_order_of_the_passages(searcher: Searcher) -> None:
    page = searcher.search("NOT zzqxv", limit=1_000, mode="lexical")
    assert {hit.score for hit in page.hits} == {0.0}
    assert [hit.passage.id for hit in page.hits] == searcher.identifiers


@pytest.mark.parametrize("text", QUERIES)
def test_an_index_opened_again_gives_the_same_answers(text: str, searcher: Searcher) -> None:
    again = open_index(searcher.generation.folder.parents[1])
    assert answer(again.search(text)) == answer(searcher.search(text))
    assert answer(searcher.search(text)) == answer(searcher.search(text))


def test_eight_threads_at_once_get_the_answers_that_one_gets(searcher: Searcher) -> None:
    wanted = [answer(searcher.search(text)) for text in QUERIES]
    shared = open_index(searcher.generation.folder.parents[1])
    start = threading.Barrier(8)

    def ask(thread: int) -> list[object]:
        start.wait()
        order = [(thread + i) % len(QUERIES) for i in range(len(QUERIES))]
        found = {i: answer(shared.search(QUERIES[i])) for i in order}
        return [found[i] for i in range(len(QUERIES))]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [wanted] * 8


def test_each_mode_reports_the_scores_of_its_own_retriever(searcher: Searcher) -> None:
    by_words = searcher.search("school places", mode="lexical").hits
    by_meaning = searcher.search("school places", mode="dense").hits
    assert by_words
    assert by_meaning
    for hit in by_words:
        assert hit.score == hit.lexical_score > 0
        assert hit.dense_score == 0
    for hit in by_meaning:
        assert hit.score == hit.dense_score
        assert -1 <= hit.dense_score <= 1


def test_the_only_hit_for_an_identifier_is_the_only_hit(searcher: Searcher) -> None:
    passages = searcher.all_passages()
    where = Counter(
        r for p in passages for r in set(re.findall(r"\b\d\d/\d{4,5}/[A-Z]{3}\b", p.text))
    )
    reference = next(name for name, count in where.items() if count == 1)
    (found,) = everything(searcher, f'"{reference}"')
    assert reference in found.text
    assert searcher.search(reference).hits[0].passage.id == found.id


@pytest.mark.parametrize(
    "text", ['"zzqxv school"', "+zzqxv school", "title:zzqxv", "zzqxv AND school"]
)
def test_what_no_passage_has_is_not_found_whatever_it_means(text: str, searcher: Searcher) -> None:
    for mode in MODES:
        page = searcher.search(text, mode=mode)
        assert (page.matched, page.hits, page.committees) == (0, (), ())


@pytest.mark.parametrize("text", ["", "?!"])
def test_a_query_without_a_word_finds_nothing_and_says_why(text: str, searcher: Searcher) -> None:
    page = searcher.search(text)
    assert (page.matched, page.hits) == (0, ())
    assert "There is no word to search for." in page.notes


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("committee:planning from:2018-06 to:2018-06", Filters()),
        ("from:2016 to:2016", Filters()),
        ("", Filters(("Cabinet",))),
        ("committee:Cabinet", Filters((), date(2019, 1, 1))),
    ],
)
def test_filters_alone_give_what_they_let_through_in_order(
    text: str, filters: Filters, searcher: Searcher
) -> None:
    page = searcher.search(text, limit=1_000, filters=filters)
    query = read_query(text, filters)
    mask = searcher.columns.mask(query.filters) & searcher.columns.mask(query.given)
    rows = searcher.columns.in_order_of_date(mask, newest=False)
    assert [hit.passage.id for hit in page.hits] == [searcher.identifiers[row] for row in rows]
    assert (page.matched, page.near, page.notes) == (len(rows), 0, ())
    assert page.matched > 0


@pytest.mark.parametrize("text", ["to be or not to be", "the", '"of the"', '"what was said"'])
def test_stop_words_alone_are_searched_as_words(text: str, searcher: Searcher) -> None:
    assert searcher.search(text, mode="lexical").matched > 0


def test_a_byte_that_is_no_utf_8_does_no_harm(searcher: Searcher) -> None:
    assert searcher.search("school \udcff places a\udcff*").query.text == "school ? places a?*"


@pytest.mark.parametrize(
    "arguments", [{"limit": 0}, {"limit": -1}, {"limit": 1_001}, {"offset": -1}]
)
def test_a_page_that_makes_no_sense_is_refused(
    arguments: dict[str, int], searcher: Searcher
) -> None:
    with pytest.raises(UsageError, match="A page has 1 to 1000 hits"):
        searcher.search("school", **arguments)


def test_a_mode_that_does_not_exist_is_refused_with_those_that_do(searcher: Searcher) -> None:
    with pytest.raises(UsageError, match=r"no mode 'fuzzy'.*hybrid, lexical, dense"):
        searcher.search("school", mode="fuzzy")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"no sort 'best'.*relevance, newest, oldest"):
        searcher.search("school", sort="best")  # type: ignore[arg-type]


def test_an_exempt_passage_is_found_by_its_title_and_shows_no_text(searcher: Searcher) -> None:
    withheld = [p for p in searcher.all_passages() if p.exempt]
    assert withheld
    for passage in withheld:
        page = searcher.search(f'title:"{passage.title}"', limit=1_000)
        (hit,) = [hit for hit in page.hits if hit.passage.id == passage.id]
        assert (hit.passage.text, hit.passage.resolved, hit.snippets) == ("", "", ())
        assert searcher.passage(passage.id) == passage


def test_a_passage_that_is_not_there_is_none(searcher: Searcher) -> None:
    assert searcher.passage("no-such-id") is None


def test_beside_a_passage_are_those_of_the_rows_before_and_after_it(searcher: Searcher) -> None:
    passages = [None, *searcher.all_passages(), None]
    for before, passage, after in zip(passages, passages[1:], passages[2:], strict=False):
        assert passage is not None
        assert searcher.beside(passage.id) == (before, after)
    assert searcher.beside("no such item") == (None, None)
