"""Who spoke, who moved, how the votes fell and what is referred to, on the pages."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from indexer.passages.annotations import Annotations, Motion, Person, Speech, Vote
from indexer.passages.passage import Passage
from search.searcher import Searcher
from web.facts import at_a_glance, facts, fell, moved_by


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
    assert "motions, 2 votes" in page


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


LOST = Vote("", 0, 15, 19)
WON = Vote("", 0, 19, 12, 3, recorded=True)


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        (
            Annotations(motions=(Motion("Raman", "Goldberg", 0, True, "lost", 0),), votes=(LOST,)),
            (("Moved", "Amendment: Raman, seconded by Goldberg – lost, 15 for, 19 against"),),
        ),
        (
            Annotations(
                motions=(
                    Motion("Adeyemi", "Osei", 0, False, "carried", 1),
                    Motion("Raman", "Goldberg", 0, True, "lost", 0),
                ),
                votes=(LOST, WON),
            ),
            (("Moved", "2 motions, 2 votes"),),
        ),
        # one of each, that the record does not join
        (
            Annotations(motions=(Motion("Pike", "", 0),), votes=(LOST,)),
            (("Moved", "1 motion, 1 vote"),),
        ),
        (Annotations(votes=(WON,)), (("Vote", "Recorded vote: 19 for, 12 against, 3 abstained"),)),
        (Annotations(votes=(WON, LOST)), (("Votes", "2 votes"),)),
        (
            Annotations(motions=(Motion("Pike", "Lee", 0, False, "withdrawn"),)),
            (("Moved", "Pike, seconded by Lee – withdrawn"),),
        ),
        (Annotations(), ()),
    ],
)
def test_a_card_joins_a_vote_with_a_motion_only_where_the_record_does(
    found: Annotations, lines: tuple[tuple[str, str], ...]
) -> None:
    assert at_a_glance(found) == lines


def test_no_card_of_the_sample_says_that_the_lost_amendment_was_carried(
    client: FlaskClient,
) -> None:
    page = client.get("/", query_string={"q": "lido libraries budget amendment 2016"}).text
    page = re.sub(r"</?mark[^>]*>", "", page)
    card = page[
        page.index("Revenue Budget, Council Tax and Medium Term Financial Strategy 2016/17") :
    ]
    card = card[: card.index("</article>")]
    # What was decided is quoted from the record, which names the vote that carried the budget.
    facts = dict(re.findall(r"<dt>(\w+)</dt><dd>(.*?)</dd>", card))
    assert facts["Moved"] == "2 motions, 2 votes"
    assert facts["Decided"].startswith("Cabinet’s budget approved by recorded vote, 19 for")
    assert not any("19 for" in said for name, said in facts.items() if name != "Decided")
