"""What of a question a sentence leaves untold: the words that neither it nor what stands above it has.

Who has the rest tells of something else: of lights that are there, and not of those that were repaired. Of fresh
questions most wrong quotes left a word untold and most right ones none; docs/decisions/0004-quoted-answers.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import lists
from search.page.asking import Kind
from search.page.marked import Pattern
from search.page.negation import negating_terms
from search.page.same_act import first_of
from search.page.same_words import same_of
from search.query.nodes import Preference
from search.query.query import STOP_WORDS
from search.query.terms import query_terms

_WORD = lazy_pattern(r"[^\W_](?:[\w’'./&-]*[^\W_])?")
_NAME = r"[A-ZÀ-Þ][\w’'-]*\w"
_ASKS_OF_NOW = lazy_pattern(
    r"\W*(?:how|what|who|where|which)\b[^?]*?\b(?:is|are|do|does|has|have)\b", re.I
)
_IS_NOW = lazy_pattern(r"\W*[^.;]{0,40}?\b(?:now|today|since fallen|since risen)\b")
_POSSESSIVE = lazy_pattern(r"['’]s?$")


def asked_words(
    question: str,
    kind: Kind | None,
    names: Sequence[str],
    times: Sequence[Preference],
    *,
    motions: bool,
) -> tuple[frozenset[str], ...]:
    """Return the terms of each word of a question that tells what it asks.

    Its form tells nothing, nor do the `names` of those who are to have said it and the `times`, which are held to
    elsewhere; nor what is done with a sum of money, nor that a question or one of the `motions` is asked for.
    """
    nothing = _saying_nothing(kind, motions=motions) | _of_people(names)
    nothing |= {w.casefold() for time in times for w in _WORD.findall(time.shown)}
    words = [word for word in _WORD.findall(first_of(question)) if not _is_in(word, nothing)]
    form = kind.form if kind and kind.name != "money" else frozenset[str]()
    form |= negating_terms(question)
    found = (frozenset(query_terms(word)) for word in words)
    return tuple(terms for terms in found if not terms <= form)


def _saying_nothing(kind: Kind | None, *, motions: bool) -> set[str]:
    book = lists("search.page", "untold.toml")
    nothing = {*STOP_WORDS, *book["asks_nothing"], *book["here"]}
    if kind is not None and kind.name == "money":
        nothing |= set(book["of_a_price"])
    return nothing | set(book["of_motions"] if motions else ())


def _of_people(names: Sequence[str]) -> set[str]:
    """Return the words of those who are to have said it, and their offices."""
    offices = lists("search.page", "untold.toml")["offices"] if names else ()
    return {*offices, *(word for name in names for word in name.casefold().split())}


def _is_in(word: str, words: Set[str]) -> bool:
    plain = word.casefold()
    return plain in words or _POSSESSIVE.sub("", plain) in words


def untold(asked: Sequence[frozenset[str]], told: Set[str]) -> list[frozenset[str]]:
    """Return the asked words that none of the terms told is, nor another that says the same."""
    return [terms for terms in asked if not all(_is_told(term, told) for term in terms)]


def _is_told(term: str, told: Set[str]) -> bool:
    return term in told or not same_of(term).isdisjoint(told)


def terms_told(text: str, has: Set[Pattern], patterns: Iterable[Pattern]) -> set[str]:
    """Return the terms of a text, and of what it has of a question in whatever words.

    Of a term with a word that is not meant ("fell" for "felling") it is what it `has` of the question's `patterns`.
    """
    unsure = {term for pattern in patterns if pattern.but for term in pattern.terms}
    return (set(query_terms(text)) - unsure) | {term for one in has for term in one.terms}


def is_longer_name(question: str, sentence: str) -> bool:
    """Say whether a name of a question is in a sentence only within a longer one: Foundry Terrace is not the Foundry."""
    return any(_only_within(name, question, sentence) for name in _names(question))


def _names(question: str) -> Iterator[str]:
    """Yield each last word of a name in a question, but for its first word."""
    first = question.split()[0] if question.split() else ""
    for match in re.finditer(rf"(?:{_NAME} )*(?P<last>{_NAME})", question):
        if match["last"] != first:
            yield _POSSESSIVE.sub("", match["last"])


def _only_within(name: str, question: str, sentence: str) -> bool:
    own = {_POSSESSIVE.sub("", word).casefold() for word in _WORD.findall(question)}
    own.update(lists("search.page", "untold.toml")["may_follow"])
    behind = re.compile(rf"\b{re.escape(name)}(?:['’]s)?\b(?: (?P<next>{_NAME}))?")
    found = [m["next"] for m in behind.finditer(sentence)]
    return bool(found) and all(
        more is not None and _POSSESSIVE.sub("", more).casefold() not in own for more in found
    )


def is_overtaken(question: str, behind: str) -> bool:
    """Say whether what is asked of now is told by the sentence `behind`: "The number was now 2,310"."""
    return _ASKS_OF_NOW.match(question) is not None and _IS_NOW.match(behind) is not None
