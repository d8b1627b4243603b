"""Whether a sentence is of what a question is about, or of something else that lies beside it.

"Site opposite the Milk Market: its owner has changed" does not tell who owns the market.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from search.query.query import STOP_WORDS
from search.query.terms import query_terms

_NEAR = lazy_pattern(
    rf"(?i:\b(?P<near>{wordings('search.page', 'beside_it.toml')['near']}))"
    r" (?:(?i:the|an?|our|its|this|that|new|old|former|existing)\s)*(?P<place>[\w’'-]+(?: [\w’'-]+){0,5})"
)


def is_of_the_thing(question: str, sentence: str) -> bool:
    """Say whether a sentence is of what is asked about: no name of it stands only behind a word for what lies near.

    A question that asks for what lies near has such a word itself.
    """
    if _NEAR.search(question):
        return True
    asked = set(query_terms(question)) - STOP_WORDS
    apart = sentence
    beside: set[str] = set()
    for place, terms in _places(sentence, asked):
        beside |= terms
        apart = apart.replace(place, " ")
    rest = asked & set(query_terms(apart))
    return not beside or bool(beside & rest)


def _places(sentence: str, asked: set[str]) -> Iterator[tuple[str, set[str]]]:
    """Yield the places that something lies near to, as far as they are asked about: their words, and these terms.

    One word may be of anything; two that stand together are a name.
    """
    for found in _NEAR.finditer(sentence):
        words = found["place"].split()
        n = next(
            (at for at, word in enumerate(words) if not asked.intersection(query_terms(word))),
            len(words),
        )
        if n > 1:
            place = " ".join(words[:n])
            yield place, set(query_terms(place)) & asked
