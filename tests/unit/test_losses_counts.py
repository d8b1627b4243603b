"""How words that are lost are counted: as if each were looked for by itself."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from corpus.losses import ELSEWHERE, FIELDS, HEAD, missing, words_of
from corpus.readers.held import lost_of
from corpus.records import AgendaItem, Meeting

# Letters that change their number or split a word when their case is folded.
TEXTS = st.lists(st.text(alphabet="aAbß İıſΣ_-’1 \n", max_size=12), max_size=4)
HELD = st.lists(
    st.tuples(
        st.sampled_from([ELSEWHERE, FIELDS, HEAD]), st.sampled_from(["a a b", "b", "A c", ""])
    ),
    max_size=5,
)


def _one_by_one(texts: list[str]) -> Counter[str]:
    return Counter(word.casefold() for text in texts for word in re.findall(r"[^\W_]+", text))


@given(TEXTS, TEXTS)
def test_words_are_those_that_are_counted_one_by_one(whole: list[str], kept: list[str]) -> None:
    assert words_of(whole) == _one_by_one(whole)
    assert missing(whole, kept) == (_one_by_one(whole) - _one_by_one(kept)).total()
    assert missing(whole, [" ".join(whole)]) == 0


@given(HELD, st.sampled_from(["", "a b", "a a c b"]))
def test_a_word_is_lost_that_is_held_once_more_than_it_is_told(
    held: list[tuple[str, str]], told: str
) -> None:
    there, lost = _one_by_one([told]), Counter[str]()
    for name, text in sorted(held, key=lambda one: one[0] != ELSEWHERE):
        for word in re.findall(r"\w+", text.casefold()):
            found = there[word] > 0
            there[word] -= found
            lost[name] += not found
    record = Meeting((AgendaItem("", minutes=told),), "a.jsonl")
    assert lost_of(held, [record]) == {name: n for name, n in sorted(lost.items()) if n}
