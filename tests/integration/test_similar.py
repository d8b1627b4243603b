"""Precedent: what may be shown beside an item, what never is, and how the command answers."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UsageError
from indexer.passages.passage import Passage
from search.page.as_json import similar_json
from search.page.similar import SimilarPage
from search.searcher import Searcher, open_index
from tests.conftest import rebuild, write_records
from tests.integration.command import assert_refused, council_search
from web.app import create_app

FERNLEY = "wenbridge-city-council-cabinet-2016-01-19-item-15-16"
MEETING = "Wenbridge City Council\n\n{committee}\n\n{day}\n\n"
LIDO = (
    "The lido had lost water through a cracked filter tank since the spring. Officers proposed to "
    "replace the filter tank and the pump of the lido over the winter, with swimmers told by letter.\n\n"
)
LIDO_AGAIN = (
    "Swimmers had written that the lido was cold and its pump loud. A second filter tank for the "
    "lido was proposed, with a heat pump, before the summer season.\n\n"
)


def meeting(day: str, items: str, committee: str = "Leisure Committee") -> str:
    return MEETING.format(committee=committee, day=day) + items


LEISURE = {
    "a.txt": meeting(
        "Tuesday 14 May 2019",
        f"1. Apologies\n\nCouncillor Pike sent apologies.\n\n2. Lido: filter tank\n\n{LIDO}"
        "RESOLVED: That the filter tank be replaced.\n\n"
        f"3. Lido: letters from swimmers\n\n{LIDO_AGAIN}",
    ),
    "b.txt": meeting(
        "Tuesday 13 October 2020",
        "1. Apologies\n\nCouncillor Pike sent apologies.\n\n"
        f"2. Lido: heat pump and second filter tank\n\n{LIDO_AGAIN}"
        "RESOLVED: That no heat pump be bought.\n\n"
        f"3. Lido: purchase of the tank - EXEMPT\n\n{LIDO}",
    ),
    # The first item again in the minutes of another body, and continued a week later.
    "c.txt": meeting(
        "Thursday 13 June 2019",
        "1. Apologies\n\nCouncillor Pike sent apologies.\n\n"
        f"2. Lido: filter tank\n\n{LIDO}RESOLVED: That the filter tank be replaced.\n\n",
        "Full Council",
    ),
    "d.txt": meeting(
        "Tuesday 21 May 2019",
        "1. Apologies\n\nCouncillor Pike sent apologies.\n\n"
        "2. Lido: filter tank (continued)\n\nThe lido's filter tank was discussed further; the pump "
        "of the lido was seen by the members.\n\n",
    ),
}


@pytest.fixture(scope="module")
def leisure(tiny_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = shutil.copytree(tiny_built, tmp_path_factory.mktemp("leisure") / "tiny")
    write_records(folder / "records", dict(LEISURE))
    rebuild(folder)
    return open_index(folder / "index")


@pytest.fixture(scope="module")
def pages(searcher: Searcher) -> list[SimilarPage]:
    found = [searcher.similar(passage.id, limit=10) for passage in searcher.all_passages()]
    assert sum(bool(page.hits) for page in found) > len(found) / 3
    return found


def sitting(passage: Passage) -> tuple[object, ...]:
    where = passage.date or passage.source
    return passage.council, passage.committee, where


def by_title(searcher: Searcher, title: str, day: str = "2019-05-14") -> Passage:
    return next(
        p for p in searcher.all_passages() if p.title.startswith(title) and str(p.date) == day
    )


def test_neither_the_item_nor_its_meeting_is_its_precedent(pages: list[SimilarPage]) -> None:
    assert sum(bool(page.hits) for page in pages) > 150
    for page in pages:
        for hit in page.hits:
            assert sitting(hit.passage) != sitting(page.passage), (page.passage.id, hit.passage.id)


def test_nothing_exempt_and_nothing_procedural_is_shown(pages: list[SimilarPage]) -> None:
    for page in pages:
        assert not any(hit.passage.exempt for hit in page.hits)
        if not page.passage.procedural:
            assert not any(hit.passage.procedural for hit in page.hits), page.passage.id


def test_hits_are_ranked_above_the_threshold_and_verbatim(
    pages: list[SimilarPage], searcher: Searcher
) -> None:
    for page in pages:
        scores = [hit.score for hit in page.hits]
        assert scores == sorted(scores, reverse=True)
        assert all(searcher.calibration.precedent <= score <= 1 for score in scores)
        assert [hit.rank for hit in page.hits] == list(range(1, len(scores) + 1))
        assert bool(page.hits) != bool(page.note)
        for hit in page.hits:
            text = hit.passage.text
            for one in hit.snippets:
                assert text[one.start : one.start + len(one.text)] == one.text
            shown = " ".join(f"{hit.passage.title} {text}".replace("-", " ").split())
            assert all(" ".join(word.replace("-", " ").split()) in shown for word in hit.alike)


@given(st.data())
def test_before_leaves_earlier_meetings_only_and_loses_none(
    pages: list[SimilarPage], searcher: Searcher, data: st.DataObject
) -> None:
    page = data.draw(st.sampled_from(pages))
    when = data.draw(st.dates(date(2014, 1, 1), date(2027, 1, 1)))
    earlier = searcher.similar(page.passage.id, before=when)
    assert all(hit.passage.date and hit.passage.date < when for hit in earlier.hits)
    kept = [h.passage.id for h in page.hits if h.passage.date and h.passage.date < when]
    assert set(kept) <= {hit.passage.id for hit in earlier.hits}
    assert earlier.before == when


def test_the_same_answer_every_time(pages: list[SimilarPage], sample_index: Path) -> None:
    again = open_index(sample_index)
    for page in pages[::9]:
        assert again.similar(page.passage.id).hits == page.hits


def test_likeness_is_mutual(pages: list[SimilarPage]) -> None:
    found = {page.passage.id: [hit.passage.id for hit in page.hits] for page in pages}
    firsts = [
        (page.passage.id, page.hits[0].passage.id)
        for page in pages
        if page.hits and not page.passage.procedural
    ]
    mutual = sum(one in found[other] for one, other in firsts)
    assert mutual >= 0.8 * len(firsts), (mutual, len(firsts))


def test_the_expansion_of_a_school_finds_what_became_of_it(searcher: Searcher) -> None:
    found = [hit.passage.title for hit in searcher.similar(FERNLEY, limit=5).hits]
    assert any("Contract to Complete" in title for title in found), found
    assert any("Call-in" in title for title in found), found


def test_a_matter_decided_at_another_meeting_is_found_with_its_decision(leisure: Searcher) -> None:
    hits = leisure.similar(by_title(leisure, "Lido: filter tank").id).hits
    assert hits[0].passage.title == "Lido: heat pump and second filter tank"
    assert hits[0].passage.resolved == "RESOLVED: That no heat pump be bought."
    assert "filter tank" in [word.casefold() for word in hits[0].alike]


def test_a_reprint_a_continuation_and_an_exempt_item_are_no_precedent(leisure: Searcher) -> None:
    shown = {
        (h.passage.title, str(h.passage.date))
        for h in leisure.similar(by_title(leisure, "Lido: filter tank").id).hits
    }
    assert ("Lido: filter tank", "2019-06-13") not in shown
    assert not any("EXEMPT" in title for title, _ in shown)
    assert not any(day == "2019-05-21" for _, day in shown)
    # An item on another matter of the same sitting is no precedent either.
    assert not any(day == "2019-05-14" for _, day in shown)


def test_a_procedural_item_finds_its_like(leisure: Searcher) -> None:
    hits = leisure.similar(by_title(leisure, "Apologies").id).hits
    assert [hit.passage.title for hit in hits][:1] == ["Apologies"]


def test_an_exempt_item_is_not_compared(leisure: Searcher) -> None:
    secret = next(p for p in leisure.all_passages() if p.exempt)
    page = leisure.similar(secret.id)
    assert page.hits == ()
    assert "exempt" in page.note


@pytest.mark.parametrize("limit", [0, -1, 1_001])
def test_a_wrong_limit_is_a_usage_error(limit: int, searcher: Searcher) -> None:
    with pytest.raises(UsageError, match="1 to"):
        searcher.similar(FERNLEY, limit=limit)


def test_an_unknown_id_is_a_usage_error(searcher: Searcher) -> None:
    with pytest.raises(UsageError, match="no agenda item 'nope'"):
        searcher.similar("nope")
    # As a terminal gives it for a byte that is not UTF-8.
    with pytest.raises(UsageError, match=r"no agenda item '\\udc80'"):
        searcher.similar("\udc80")
    assert searcher.passage("\udc80") is None


def test_the_command_prints_what_was_decided(sample_index: Path, searcher: Searcher) -> None:
    plain = council_search("similar", FERNLEY, "--index", sample_index, "--limit", 3)
    assert plain.returncode == 0
    assert plain.stdout.count("Decided: ") == 3
    done = council_search("similar", FERNLEY, "--index", sample_index, "--json", "--before")
    found = json.loads(done.stdout)
    assert (found["id"], found["before"]) == (FERNLEY, "2016-01-19")
    assert [hit["date"] < "2016-01-19" for hit in found["hits"]] == [True] * len(found["hits"])
    expected = similar_json(searcher.similar(FERNLEY, before=date(2016, 1, 19)))
    assert {**found, "elapsed_ms": 0} == {**expected, "elapsed_ms": 0}


def test_the_command_says_when_there_is_nothing_or_something_is_wrong(
    sample_index: Path, leisure: Searcher
) -> None:
    at = ("--index", sample_index)
    nothing = council_search("similar", FERNLEY, *at, "--before", "2001-01-01")
    assert nothing.returncode == 1
    assert "No item of another meeting before 2001-01-01" in nothing.stderr
    assert_refused(council_search("similar", "nope", *at), "There is no agenda item 'nope'")
    assert_refused(council_search("similar", "nope", *at, "--before"), "no agenda item 'nope'")
    assert_refused(council_search("similar", FERNLEY, *at, "--before", "soon"), "YYYY-MM-DD")
    undated = next(p for p in leisure.all_passages() if p.date is None)
    index = leisure.generation.folder.parents[1]
    assert_refused(council_search("similar", undated.id, "--index", index, "--before"), "not known")


def test_the_page_of_an_item_lists_similar_ones(sample_index: Path, searcher: Searcher) -> None:
    client: FlaskClient = create_app(sample_index).test_client()
    page = client.get(f"/passage/{FERNLEY}").text
    similar = page[page.index('class="similar"') :]
    assert "Similar items at earlier meetings" in similar
    hits = sorted(searcher.similar(FERNLEY, limit=5).hits, key=lambda h: (h.passage.date, h.rank))
    places = [similar.index(f'href="/passage/{hit.passage.id}"') for hit in hits]
    assert places == sorted(places)
    assert "Decided" in page
    found = client.get(f"/api/similar/{FERNLEY}?before=&limit=2").json
    assert found is not None
    assert found["before"] == "2016-01-19"
    assert client.get("/api/similar/nope").status_code == 404
    for wrong in ("limit=x", "limit=0", "before=soon"):
        answer = client.get(f"/api/similar/{FERNLEY}?{wrong}")
        assert answer.status_code == 400, wrong
        assert answer.json is not None
        assert answer.json["error"]
