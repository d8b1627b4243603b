"""Who spoke, who moved, how the votes fell and what is referred to, on the pages."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from indexer.passages.annotations import Annotations
from indexer.passages.motions import Motion
from indexer.passages.passages import Passage
from indexer.passages.people import Person, Speech
from indexer.passages.votes import Vote
from search.searcher import Searcher
from web.facts import facts, fell, moved_by


def test_every_reference_of_a_page_is_a_link_to_an_item_that_is_there(
    client: FlaskClient, searcher: Searcher
) -> None:
    linking = [
        p for p in searcher.all_passages() if any(r.target for r in p.annotations.references)
    ]
    assert linking
    for passage in linking[:12]:
        page = client.get(f"/passage/{passage.id}").text
        block = re.search(r"<dt>Refers to</dt>(.*?)</div>", page, re.S)
        assert block is not None
        for target in re.findall(r'href="([^"]+)"', block[1]):
            assert client.get(target).status_code == 200


def test_who_spoke_leads_to_the_paragraph_in_which_they_do(
    client: FlaskClient, searcher: Searcher
) -> None:
    passage = max(searcher.all_passages(), key=lambda p: len(p.speakers))
    page = client.get(f"/passage/{passage.id}").text
    for line in facts(passage, lambda _: None).spoke:
        assert str(escape(line.text)) in page
        if line.anchor:
            assert f'href="#{line.anchor}"' in page
            assert f'id="{line.anchor}"' in page
    paragraphs = re.findall(r'id="(p\d+)"', page)
    assert len(set(paragraphs)) == len(paragraphs)


def test_two_councillors_of_one_surname_are_told_apart() -> None:
    text = "Councillor A. Russell (Labour) spoke.\n\nCouncillor B. Russell (Green) replied."
    second = text.index("Councillor B.")
    annotations = Annotations(
        people=(Person("A. Russell", "", "Labour", True), Person("B. Russell", "", "Green", True)),
        speeches=(Speech("A. Russell", 0, 37), Speech("B. Russell", second, len(text))),
    )
    names = ("Adam Russell", "Bella Russell")
    passage = Passage(
        "x", "Debate", text, "a.txt", minutes=text, speakers=names, annotations=annotations
    )
    first, other = facts(passage, lambda _: None).spoke
    assert (first.detail, first.anchor) == ("Labour", "p1")
    assert (other.detail, other.anchor) == ("Green", "p2")


def test_results_show_motions_and_votes(client: FlaskClient) -> None:
    page = client.get("/", query_string={"q": "lido amendment moved seconded vote"}).text
    assert "<dt>Moved</dt>" in page
    assert "<dt>Vote</dt>" in page


def test_json_has_the_annotations(client: FlaskClient) -> None:
    (hit, *_) = client.get("/api/search", query_string={"q": "lido"}).json["hits"]  # type: ignore[index]
    assert hit["annotations"]["speeches"]
    for speech in hit["annotations"]["speeches"]:
        assert 0 <= speech["start"] < speech["end"] <= len(hit["text"])
    assert hit["sources"]


@pytest.mark.parametrize(
    ("motion", "words"),
    [
        (Motion("Pike", "Raman", 0), "Pike, seconded by Raman"),
        (Motion("Pike", "", 0), "Pike"),
        (Motion("", "Raman", 0), "Seconded by Raman"),
    ],
)
def test_a_motion_in_words(motion: Motion, words: str) -> None:
    assert moved_by(motion) == words


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (Vote("Voting: Unanimous", 0, unanimous=True), "Unanimous"),
        (Vote("", 0, 7, 3, 1), "7 for, 3 against, 1 abstained"),
        (Vote("", 0, 7, 0), "7 for, 0 against"),
        (Vote("", 0, 21, 9, recorded=True), "Recorded vote: 21 for, 9 against"),
        (Vote("a recorded vote", 0, recorded=True), "Recorded vote"),
    ],
)
def test_a_vote_in_words(vote: Vote, words: str) -> None:
    assert fell(vote) == words
