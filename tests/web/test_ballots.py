"""Motions and votes of an item as a table: joined only where the record joins them, each side with its own."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.passages.annotations import Annotations, Motion, Vote
from indexer.passages.passage import Passage
from search.searcher import Searcher
from web.ballots import Row, Side, ballots

NONE = Side()
LOST = Vote("", 30, 15, 19)
NAMED = Vote("", 60, 2, 1, recorded=True, names_for=("Pike", "Lee"), names_against=("Oak",))


def rows(**found: tuple[Motion | Vote, ...]) -> tuple[Row, ...]:
    text = "Councillor Raman moved.\n\nThe vote.\n\nAnother.\n\nMore was said of it."
    annotations = Annotations(**found)  # type: ignore[arg-type]
    return ballots(Passage("x", "T", text, "a.txt", minutes=text, annotations=annotations))


def test_a_motion_has_its_vote_only_where_the_record_joins_them() -> None:
    amendment, motion = Motion("Raman", "", 0, True, "lost", 0), Motion("Pike", "", 40)
    first, second, third = rows(motions=(motion, amendment), votes=(LOST, NAMED))
    assert (first.motion, first.outcome, first.cast) == (
        "Amendment: Raman",
        "Lost",
        (Side(15), Side(19), NONE),
    )
    assert (second.motion, second.outcome, second.cast) == ("Pike", "", (NONE, NONE, NONE))
    assert (third.motion, third.cast[0]) == ("", Side(2, ("Pike", "Lee")))


def test_two_motions_put_against_each_other_have_no_against() -> None:
    (row,) = rows(votes=(Vote("", 0, 9, 4, contest=True),))
    assert row.cast[0] == Side(9, (), "for the motion")
    assert row.cast[1] == Side(4, (), "for the amendment")


@pytest.mark.parametrize(
    ("vote", "whole"),
    [
        (Vote("Voting: Unanimous", 0, unanimous=True), "Unanimous"),
        (Vote("a recorded vote", 0, recorded=True), "Recorded vote"),
        (Vote("", 0, 0, 7), ""),
        (Vote("", 0, names_abstained=("Oak",)), ""),
    ],
)
def test_what_tells_no_side_is_one_word(vote: Vote, whole: str) -> None:
    assert rows(votes=(vote,))[0].whole == whole


def test_without_a_vote_there_is_no_table() -> None:
    assert rows(motions=(Motion("Pike", "", 0),)) == ()


def test_the_table_of_a_page_says_what_the_records_say(
    client: FlaskClient, searcher: Searcher
) -> None:
    voted = [p for p in searcher.all_passages() if p.annotations.votes and not p.exempt]
    assert len(voted) > 5
    for passage in voted:
        page = client.get(f"/passage/{passage.id}").text
        table = page.split('<h2 id="votes">')[1].split("</section>")[0]
        assert table.count("<tr") == 1 + len(ballots(passage))
        for anchor in re.findall(r'href="#(p\d+)"', table):
            assert f'id="{anchor}"' in page
        for vote in passage.annotations.votes:
            for number in (vote.in_favour, vote.against, vote.abstained):
                assert number is None or f"<b>{number:,}</b>" in table
            for name in (*vote.names_for, *vote.names_against, *vote.names_abstained):
                assert name.replace("'", "&#39;") in table
        assert "<dt>Moved</dt>" not in page


def test_the_remark_of_a_side_stands_beside_names_too(app: Flask) -> None:
    vote = Vote("", 0, contest=True, names_for=("Oak",), names_against=("Elm",))
    with app.test_request_context():
        table = app.jinja_env.get_template("_ballots.html").render(ballots=rows(votes=(vote,)))
    assert [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in table.split("<td")[1:3]] == [
        'data-label="For"> for the motion Oak',
        'data-label="Against"> for the amendment Elm',
    ]
