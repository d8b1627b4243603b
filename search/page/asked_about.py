"""What a question asks about: names and places, what is counted, what is of what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from search.page.marked import Pattern, carried, matches
from search.query.terms import query_terms

_W = wordings("search.page", "asked_about.toml")
_WHERE = lazy_pattern(
    r"\b(?:in|at|on|outside|near|between|towards?|among|along) (?:the |our |a |an )?"
    r"(?!(?:time|present|all|total|once|least)\W*$)(?P<what>[^\W_][\w’'-]*(?: (?!in\b|at\b|on\b|for\b|from\b)[\w’'-]+){0,3})\W*$",
    re.IGNORECASE,
)
# What somebody or a paper is asked to have said something of: "… say about snow clearing?"
_SAYS_ABOUT = lazy_pattern(
    r"\b(?:say|says|said|think|thinks|thought|tell|told|decided?|feel|felt|ask|asked)\b[^,;]{0,40}?"
    r"\b(?:about|on|of|regarding|concerning) (?P<what>[^?]{3,})\W*$",
    re.IGNORECASE,
)
_HOW_MANY = lazy_pattern(r"\b(?:how many|what number of)\b", re.IGNORECASE)
# What was done with what is counted: "were repaired", "does the council own".
_WAS_DONE = lazy_pattern(
    r"\b(?:was|were|is|are|been|be|being) (?:\w+ly |also |still |now |then )*"
    r"(?P<verb>\w{2,}(?:ed|en|wn|ne|ght|lt|ld|pt|st|de|id|ft|ut|et))\b",
    re.IGNORECASE,
)
_DOES = lazy_pattern(
    r"\b(?:do|does|did|has|have|had|can|could|will|would) (?:(?:the|our|a|an) )?(?:[\w’'-]+ ){0,4}?(?P<verb>[\w’'-]+)"
    r"\W*(?:$|\b(?:in|at|on|for|from|to|by|with|last|this|each|per|a)\b)",
    re.IGNORECASE,
)
# How it is with what is counted: "are out of order", "are empty", "are in arrears".
_IS_SO = lazy_pattern(
    r"\b(?:is|are|was|were) (?:still |now |currently |also )*(?:(?:out of|without|behind|under|off) (?P<lacking>[\w’'-]{3,})"
    r"|(?:in|on) (?P<held>arrears|care|debt|default|dispute|force|hold|need|place|strike|use)"
    r"|(?!there\b|each\b|every\b|with|from\b|over\b|near\b|this\b|that\b)(?P<verb>[a-z]{4,}))\b",
    re.IGNORECASE,
)
_SAYS_LITTLE = frozenset(("have", "had", "got", "get", "there", "been", "need", "left", "done"))
# Next to what is counted it is what was done: "stones failed", "homes sold".
_DID = lazy_pattern(
    rf"{_W['done_next']}(?=\W*$| {_W['behind_done']}\b)",
    re.IGNORECASE,
)
_SHARES = lazy_pattern(_W["shares"])
_PEOPLE = lazy_pattern(r"(?:people|persons?|residents?|households?|families)\b", re.IGNORECASE)
_OF = lazy_pattern(r"\s+of (?:(?:the|an?|our|its|this|that) )?", re.IGNORECASE)
_NUMBER = lazy_pattern(r"\d")


def said_about(question: str, shares: Mapping[Pattern, float]) -> frozenset[Pattern]:
    """Return what a question asks somebody's or a paper's words about, as far as it weighs anything."""
    said = _SAYS_ABOUT.search(question)
    found = carried(said["what"], list(shares)) if said else set()
    return frozenset(p for p in found if shares.get(p))


def counted_in(question: str, shares: Mapping[Pattern, float]) -> frozenset[Pattern]:
    """Return what a question asks the number of: "breeders" of "how many dog breeders are …"."""
    behind = _HOW_MANY.search(question)
    if behind is None:
        return frozenset()
    last: tuple[int, Pattern] | None = None
    for start, end, pattern in matches(question, list(shares)):
        if start < behind.end():
            continue
        if last is not None and (
            question[last[0] : start].strip("-‐‑’'s ") or _DID.match(question, start)
        ):
            break
        if last is None and _PEOPLE.match(question, start):
            return frozenset()
        last = (end, pattern)
    return frozenset((last[1],)) if last else frozenset()


def done_in(question: str) -> frozenset[str]:
    """Return the stem of what was done with what a question asks the number of, or how it is with it; none of "have".

    "repaired", "own", "order" of "out of order", "empty".
    """
    behind = _HOW_MANY.search(question)
    at = behind.end() if behind else len(question)
    patterns = (_WAS_DONE, _IS_SO, _DOES)
    told = next((found for one in patterns if (found := one.search(question, at))), None)
    word = next(filter(None, told.groups()), "") if told else ""
    return frozenset() if word.casefold() in _SAYS_LITTLE else frozenset(query_terms(word))


def without_shares(question: str, sentence: str) -> str:
    """Return a sentence without the shares that tell nothing: 71% of the plans is not how many there are.

    It is how many were late, for who asks that.
    """
    return sentence if done_in(question) else _SHARES.sub(" ", sentence)


def pairs_in(question: str, shares: Mapping[Pattern, float]) -> tuple[tuple[Pattern, Pattern], ...]:
    """Return the patterns of a question that stand next to each other in it."""
    found = [match for match in matches(question, list(shares)) if shares[match[2]]]
    return tuple(
        (one[2], other[2])
        for one, other in pairwise(found)
        if question[one[1] : other[0]].strip("-‐‑’'s ") == ""
    )


def wholes_in(
    question: str, shares: Mapping[Pattern, float]
) -> tuple[tuple[Pattern, Pattern, str], ...]:
    """Return what a question asks of what: (members, public, "member") of "members of the public"."""
    found = matches(question, list(shares))
    return tuple(
        (one[2], other[2], singular(question[one[0] : one[1]]))
        for one, other in pairwise(found)
        if _OF.fullmatch(question, one[1], other[0]) and shares[other[2]]
    )


def singular(word: str) -> str:
    """Return a word in small letters without the s of a plural or a possessive."""
    return re.sub(r"[’'s]+$", "", word.casefold())


def names_in(question: str) -> set[str]:
    """Return the terms of what must be there: names, numbers, and where or among what, said last.

    A capital or a digit marks a name, but for the first word.
    """
    words = question.split()
    if all(word[:1].isupper() for word in words):
        return set()
    marked = [w for w in words[1:] if w[:1].isupper() or _NUMBER.search(w)]
    where = _WHERE.search(question)
    if where is not None:
        marked += where["what"].split()
    return {term for word in marked for term in query_terms(word)}
