"""The frame of a request is no topic; what only looks like one stays."""

from __future__ import annotations

import pytest

from search.query.framing import subject
from search.query.nodes import Word
from search.query.query import read_query


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what was said about school places", "school places"),
        ("What has been decided on the lido?", "the lido?"),
        ("Summarize the discussion about restoring businesses.", "restoring businesses."),
        ("summarise the members' views on HMOs", "HMOs"),
        ("What was the debate over the recovery plan?", "the recovery plan?"),
        ("What did the committee say on housing?", "housing?"),
        ("previous decisions on taking estates in charge", "taking estates in charge"),
        ("concerns about parking", "parking"),
    ],
)
def test_a_request_is_about_what_follows_its_frame(text: str, topic: str) -> None:
    assert subject(text) == topic


@pytest.mark.parametrize(
    "text",
    [
        "points of order",
        "questions for the mayor",
        "minutes of the last meeting",
        "comments of members",
        "what was said",
        "what was said about it",
        "list of sites",
        "How did members vote on the lido?",
        "16/01234/FUL",
        "",
    ],
)
def test_what_only_looks_like_a_frame_is_searched_whole(text: str) -> None:
    assert subject(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What did they think of dog fouling when talking about parks?", "dog fouling parks"),
        ("What did Amy Okafor suggest about the opinion survey?", "Amy Okafor survey"),
        # No question: the words are what is looked for.
        ("public opinion survey", "public opinion survey"),
        ("debate on fracking", "fracking"),
        # A question without a subject.
        ("What was discussed?", ""),
    ],
)
def test_words_for_the_kind_of_talk_are_not_scored_in_a_question(text: str, words: str) -> None:
    scored = [node.bare for node in read_query(text).scored if isinstance(node, Word)]
    assert " ".join(scored) == words
