"""What is marked in a text: where the words and phrases of a query stand in it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from indexer.language.terms import Token, letters_of, plain_word, terms_with_offsets, traces_of
from search.query import budget
from search.query.patterns import fits, is_pattern


@dataclass(frozen=True, slots=True)
class Pattern:
    """Something to mark: a phrase (a single word is a phrase of one term).

    `says`: other patterns that the phrase says the same as, such as an acronym's for its long form. `but`:
    words of the same term, as they are written, that are not meant.
    """

    terms: tuple[str, ...]
    says: tuple[Pattern, ...] = ()
    but: frozenset[str] = frozenset()


def matches(text: str, patterns: Sequence[Pattern]) -> list[tuple[int, int, Pattern]]:
    """Return (start, end, pattern) of everything in `text` to mark, in order, none overlapping."""
    tokens = _tokens(text, patterns)
    found: list[tuple[int, int, Pattern]] = []
    # Most words of a text begin no pattern; which ones do is looked up once a word.
    beginning = _beginning({token[0] for token in tokens}, patterns)
    for index, token in enumerate(tokens):
        for pattern in beginning.get(token[0], ()):
            end = _ends_at(tokens, index, pattern.terms)
            start = tokens[index][2]
            if end is not None and not (pattern.but and plain_word(text[start:end]) in pattern.but):
                found.append((start, end, pattern))
    found.sort(key=lambda match: (match[0], -match[1]))
    kept: list[tuple[int, int, Pattern]] = []
    for match in found:
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def traces_in(patterns: Sequence[Pattern]) -> set[str]:
    """Return what a text must have one of among its letters to match any of the patterns."""
    longest = (max(pattern.terms, key=len) for pattern in patterns)
    return {trace for term in longest for trace in ([""] if is_pattern(term) else traces_of(term))}


def may_match(text: str, traces: Set[str]) -> bool:
    """Say whether a text has any of the traces among its letters."""
    letters = letters_of(text)
    return letters is None or any(trace in letters for trace in traces)


def _beginning(terms: Set[str], patterns: Sequence[Pattern]) -> dict[str, list[Pattern]]:
    """Return the patterns that begin with each of the terms, in their order."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        budget.check()
        first = pattern.terms[0]
        fitting = [term for term in terms if fits(term, first)] if is_pattern(first) else [first]
        for term in fitting:
            found.setdefault(term, []).append(pattern)
    return found


def _tokens(text: str, patterns: Sequence[Pattern]) -> list[Token]:
    """Return the tokens of a text; for patterns each word as it is written, too, not its stem alone."""
    tokens = list(terms_with_offsets(text))
    if not any(is_pattern(term) for pattern in patterns for term in pattern.terms):
        return tokens
    found = []
    for term, position, start, end in tokens:
        found.append((term, position, start, end))
        if (plain := plain_word(text[start:end])) != term:
            found.append((plain, position, start, end))
    return found


def _is(token: str, term: str) -> bool:
    return token == term or fits(token, term)


def _ends_at(tokens: Sequence[Token], index: int, terms: tuple[str, ...]) -> int | None:
    """Return where the phrase of `terms` that starts at token `index` ends, or None."""
    position = tokens[index][1]
    end = None
    for offset, term in enumerate(terms):
        while index < len(tokens) and tokens[index][1] < position + offset:
            index += 1
        here = index
        while here < len(tokens) and tokens[here][1] == position + offset:
            if _is(tokens[here][0], term):
                end = tokens[here][3]
                break
            here += 1
        else:
            return None
    return end


def carried(text: str, patterns: Sequence[Pattern]) -> set[Pattern]:
    """Return which patterns a text has, or has said otherwise."""
    return {p for *_, found in matches(text, patterns) for p in found.says or (found,)}
