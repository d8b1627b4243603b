"""What is told of a question of somebody's words that finds nothing: nothing of theirs, or that items only name them."""

from __future__ import annotations

import pytest

from search.query.missing import with_what_is_missing
from search.query.nodes import Node
from search.query.query import Query, read_query
from search.query.speakers import asked_of

QUESTIONS = (
    ("what did Councillor Donoghue say about bus shelters", "Councillor Donoghue", "bus shelters"),
    ("Councillor Mary Oak's views on parking", "Councillor Mary Oak", "parking"),
)


def _asked(text: str) -> Query:
    query = asked_of(read_query(text))
    assert query is not None
    return query


@pytest.mark.parametrize(("text", "who", "words"), QUESTIONS)
def test_nothing_of_theirs_is_said_only_where_no_item_names_them_with_the_words(
    text: str, who: str, words: str
) -> None:
    asked: list[Node] = []

    def meets(condition: Node) -> bool:
        asked.append(condition)
        return bool(len(asked) % 2)

    named = with_what_is_missing(_asked(text), found=False, meets=meets).notes[-1]
    nowhere = with_what_is_missing(_asked(text), found=False, meets=meets).notes[-1]

    assert named == (
        f"No record reports {who} as speaking or moving about “{words}”; some that name them have these words."
    )
    assert nowhere == f"Nothing of {who} about “{words}” is in the records."
    for word in (who.split()[-1], *words.split()):
        assert word in str(asked[0])


def test_nothing_is_told_of_what_is_found() -> None:
    query = _asked(QUESTIONS[0][0])
    assert with_what_is_missing(query, found=True, meets=lambda _: True) == query
