"""One matter through committees: what is said to be joined is joined by the records, the rest is called likely."""

from __future__ import annotations

import html

import pytest
from flask.testing import FlaskClient

from search.browse.matter import Matters, numbers_in
from search.searcher import Searcher

CABINET = "wenbridge-city-council-cabinet-"
SCRUTINY = "wenbridge-city-council-children-and-young-people-scrutiny-committee-"
SEND = [f"{SCRUTINY}2018-03-22-item-55", f"{CABINET}2018-07-10-item-64-18"]
SEND.append(f"{CABINET}2019-09-17-item-46-19")


@pytest.fixture(scope="module")
def matters(searcher: Searcher) -> Matters:
    return Matters(searcher)


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Land North of Thornley (19/02871/OUT) - Section 106 Agreement", ("19/02871/OUT",)),
        ("Application 20/00844/FUL – Millbrook Lido", ("20/00844/FUL",)),
        ("Objections to TRO/2019/12 (TRO/2019/12)", ("TRO/2019/12",)),
        ("Planning appeal P-2021-0047", ("P-2021-0047",)),
        ("Budget 2018/19 and 2019-20", ()),
        ("Open 24/7 on the A46 by Unit B2", ()),
        ("Covid-19 and KS2", ()),
        ("Places for 16-18-year-olds and 0-5s", ()),
        ("Minutes of 12/03/2019", ()),
        ("Meeting of 2019-03-12", ()),
    ],
)
def test_a_reference_number_is_told_from_years_dates_and_roads(
    title: str, numbers: tuple[str, ...]
) -> None:
    assert numbers_in(title) == numbers


def test_what_is_certain_is_joined_by_the_records_themselves(
    searcher: Searcher, matters: Matters
) -> None:
    """The oracle: of any two neighbours in the chain one names the other, or both titles have one number."""
    passages = {p.id: p for p in searcher.all_passages()}
    joined = {
        frozenset((p.id, one.target))
        for p in passages.values()
        for one in p.annotations.references
        if one.target
    }
    n_certain = 0
    for passage in passages.values():
        certain = {s.passage.id for s in matters.of(passage) if s.is_certain}
        reached, waiting = {passage.id}, [passage.id]
        while waiting:
            at = waiting.pop()
            for other in certain - reached:
                by_number = set(numbers_in(passages[at].title)) & set(
                    numbers_in(passages[other].title)
                )
                if frozenset((at, other)) in joined or by_number:
                    reached.add(other)
                    waiting.append(other)
        assert certain <= reached, passage.id
        n_certain += len(certain)
    assert n_certain > 50


def test_every_step_is_of_another_meeting_public_once_and_in_order(
    searcher: Searcher, matters: Matters
) -> None:
    for passage in searcher.all_passages():
        steps = matters.of(passage)
        ids = [step.passage.id for step in steps]
        assert passage.id not in ids
        assert len(set(ids)) == len(ids)
        assert not any(s.passage.exempt or s.passage.procedural for s in steps)
        assert [s.place for s in steps] == sorted(s.place for s in steps)
        here = (passage.committee, passage.date)
        assert all((s.passage.committee, s.passage.date) != here for s in steps)
        assert all(step.reasons for step in steps)


@pytest.mark.parametrize("identifier", SEND)
def test_a_chain_is_found_from_any_of_its_items(
    searcher: Searcher, matters: Matters, identifier: str
) -> None:
    passage = searcher.passage(identifier)
    assert passage
    found = [s.passage.id for s in matters.of(passage) if s.is_certain]
    assert [one for one in SEND if one in found] == [one for one in SEND if one != identifier]


def test_who_refers_to_an_item_is_the_reverse_of_what_items_refer_to(
    searcher: Searcher, matters: Matters
) -> None:
    passages = searcher.all_passages()
    for passage in passages:
        wanted = {
            p.id
            for p in passages
            if not p.procedural and not p.exempt
            if any(one.target == passage.id for one in p.annotations.references)
        }
        assert {p.id for p, _ in matters.referring(passage)} == wanted


def test_the_page_says_which_links_are_certain_and_which_likely(
    client: FlaskClient, searcher: Searcher, matters: Matters
) -> None:
    lido = next(p for p in searcher.all_passages() if "20/00844/FUL" in p.title)
    steps = matters.of(lido)
    assert steps
    page = html.unescape(client.get(f"/matter/{lido.id}").text)
    assert page.count('<span class="tag">Likely</span>') == sum(not s.is_certain for s in steps)
    assert page.count("Joined by the records</span>") == sum(s.is_certain for s in steps)
    assert page.count("This item</span>") == 1
    answer = client.get(f"/api/matter/{lido.id}").get_json()
    assert [one["id"] for one in answer["steps"]] == [s.passage.id for s in steps]
    assert [one["certain"] for one in answer["steps"]] == [s.is_certain for s in steps]


def test_an_item_leads_to_its_matter_and_to_who_refers_to_it(client: FlaskClient) -> None:
    page = html.unescape(client.get(f"/passage/{SEND[1]}").text)
    assert f'href="/matter/{SEND[1]}"' in page
    assert "Referred to by" in page
    assert f'href="/passage/{SEND[2]}"' in page


def test_of_an_exempt_item_a_formality_and_an_unknown_one_nothing_is_said(
    client: FlaskClient, searcher: Searcher, matters: Matters
) -> None:
    for passage in searcher.all_passages():
        if passage.exempt or passage.procedural:
            assert not matters.of(passage)
    exempt = next(p for p in searcher.all_passages() if p.exempt)
    assert "This item is exempt" in client.get(f"/matter/{exempt.id}").text
    assert client.get("/matter/no-such-item").status_code == 404


def test_a_title_that_stands_on_many_agendas_makes_nothing_likely(
    searcher: Searcher, matters: Matters
) -> None:
    questions = [p for p in searcher.all_passages() if p.title.casefold() == "work programme"]
    assert len(questions) >= 3
    assert not any(not step.is_certain for p in questions for step in matters.of(p))
