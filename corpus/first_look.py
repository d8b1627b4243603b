"""The first look at a text: letters of which it must have some before a pattern is worth trying on it.

They are read off the pattern itself, as an index of trigrams does it (Russ Cox, "Regular Expression Matching
with a Trigram Index", 2012), so that a new wording is never looked for behind a look that does not know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from corpus.wording import has_any

# The parser of `re` itself, which has no public name: tests hold what is read off it against what matches.
_PARSER: Any = vars(re)["_parser"]

# As many letters or wordings are kept apart; what has more is only known by its parts.
_MOST_LETTERS = 4
_MOST_WORDINGS = 8
_ONE_OF_NOTHING: frozenset[str] = frozenset({""})


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the matches of a part: all of them (`whole`), or letters each must have one of."""

    whole: frozenset[str] | None
    needs: tuple[frozenset[str], ...] = ()

    def clauses(self) -> list[frozenset[str]]:
        """Return the sets of letters of each of which a match has one."""
        every = [*self.needs, self.whole] if self.whole else self.needs
        return [one for one in every if all(map(str.strip, one))]


_ANYTHING = _Known(None)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a text must have of one of some patterns: a list a pattern, each of sets of letters in lower case."""

    of_each: tuple[tuple[tuple[str, ...], ...], ...]

    def lets_through(self, folded: str) -> bool:
        """Say whether a text in lower case (`str.casefold`) may match: it has of each set of a pattern one."""
        for needs in self.of_each:
            for letters in needs:
                if not has_any(folded, letters):
                    break
            else:
                return True
        return False


class FirstLooks:
    """The first looks for several patterns, many of which want the same letters: each set is looked for once."""

    def __init__(self, looks: Iterable[FirstLook]) -> None:
        """Take the looks of several patterns, each of one."""
        self._sets: list[tuple[str, ...]] = []
        numbers: dict[tuple[str, ...], int] = {}
        self._of_each: list[tuple[int, ...]] = []
        for look in looks:
            (needs,) = look.of_each
            for letters in needs:
                if letters not in numbers:
                    numbers[letters] = len(self._sets)
                    self._sets.append(letters)
            self._of_each.append(tuple(numbers[letters] for letters in needs))

    def letting_through(self, folded: str) -> Iterator[int]:
        """Yield the numbers of the looks, from 0, that let a text in lower case through, in order."""
        known: list[bool | None] = [None] * len(self._sets)
        for number, needs in enumerate(self._of_each):
            for one in needs:
                has_one = known[one]
                if has_one is None:
                    has_one = known[one] = has_any(folded, self._sets[one])
                if not has_one:
                    break
            else:
                yield number


def first_look(*patterns: str | re.Pattern[str], one_line: bool = False) -> FirstLook:
    """Return the first look for some patterns.

    With `one_line` the text has its white space as single blanks, and so have the letters.
    """
    return FirstLook(tuple(_needs(pattern, one_line=one_line) for pattern in patterns))


def letters_of(*patterns: str | re.Pattern[str], one_line: bool = False) -> tuple[str, ...]:
    """Return letters in lower case of which any match of any of some patterns has some: quicker than a look.

    Raises ValueError for a pattern that matches without any letters in particular.
    """
    found = _one_of_each([_clauses(pattern, one_line=one_line) for pattern in patterns])
    if found is None:
        raise ValueError("a pattern of this first look can match without particular letters")
    return _fewest(found)


def _needs(pattern: str | re.Pattern[str], *, one_line: bool) -> tuple[tuple[str, ...], ...]:
    """Return the sets of letters of each of which a match has one, the quickest to look for first."""
    clauses = {_fewest(one) for one in _clauses(pattern, one_line=one_line)}
    return tuple(sorted(clauses, key=lambda one: (len(one), one)))


@lru_cache(maxsize=256)
def _clauses(pattern: str | re.Pattern[str], *, one_line: bool) -> list[frozenset[str]]:
    source, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    if one_line:
        source = source.replace(r"\s+", " ").replace(r"\s*", " ?")
    return _of_sequence(_PARSER.parse(source, flags)).clauses()


def _one_of_each(all_of: Sequence[Sequence[frozenset[str]]]) -> frozenset[str] | None:
    """Return the union of one set of each, none that what is taken already makes needless; None if one has none.

    "members of the public" wants no letters of its own where "public" is looked for.
    """
    if not all(all_of):
        return None
    taken: frozenset[str] = frozenset()
    for clauses in sorted(all_of, key=len):
        costs = [_commonness(clause, taken) for clause in clauses]
        if min(costs):
            taken |= clauses[costs.index(min(costs))]
    return taken


def _commonness(clause: frozenset[str], taken: frozenset[str]) -> float:
    """Return about how common the letters are that a set adds: each letter more makes them a third as common."""
    return sum(3.0 ** -len(wording) for wording in clause if not has_any(wording, taken))


def _fewest(wordings: Iterable[str]) -> tuple[str, ...]:
    """Return wordings without those that have another one inside, the shortest first."""
    kept: list[str] = []
    for wording in sorted(wordings, key=lambda one: (len(one), one)):
        if not has_any(wording, kept):
            kept.append(wording)
    return tuple(kept)


def _of_sequence(parts: Sequence[tuple[Any, Any]]) -> _Known:
    """Return what is known of parts one after another: neighbours that are known whole are put together."""
    run, letters = _ONE_OF_NOTHING, ""
    found: list[frozenset[str]] = []
    is_whole = True
    for op, value in parts:
        if op is _PARSER.LITERAL:
            letters += chr(value).casefold()
            continue
        known = _of_part(op, value)
        found += known.needs
        run, letters = frozenset(one + letters for one in run), ""
        if known.whole is not None and len(run) * len(known.whole) <= _MOST_WORDINGS:
            run = frozenset(map("".join, product(run, known.whole)))
        else:
            found.append(run)
            run, is_whole = known.whole or _ONE_OF_NOTHING, False
    run = frozenset(one + letters for one in run)
    return _Known(run, tuple(found)) if is_whole else _Known(None, (*found, run))


def _of_part(op: Any, value: Any) -> _Known:
    if op is _PARSER.IN:
        return _of_letters(value)
    if op is _PARSER.BRANCH:
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    if op in (_PARSER.MAX_REPEAT, _PARSER.MIN_REPEAT, _PARSER.POSSESSIVE_REPEAT):
        return _of_repeat(*value)
    if op in (_PARSER.SUBPATTERN, _PARSER.ATOMIC_GROUP):
        return _of_sequence(value[-1] if op is _PARSER.SUBPATTERN else value)
    if op is _PARSER.ASSERT:
        return _Known(_ONE_OF_NOTHING, tuple(_of_sequence(value[1]).clauses()))
    return _Known(_ONE_OF_NOTHING) if op in (_PARSER.AT, _PARSER.ASSERT_NOT) else _ANYTHING


def _of_letters(members: Sequence[tuple[Any, Any]]) -> _Known:
    """Return what is known of one letter of a set: all of them where they are few."""
    if len(members) > _MOST_LETTERS or any(op is not _PARSER.LITERAL for op, _ in members):
        return _ANYTHING
    return _Known(frozenset(chr(value).casefold() for _, value in members))


def _of_branches(branches: Sequence[_Known]) -> _Known:
    """Return what is known of one of several: every branch must have something, or nothing is known."""
    if all(one.whole is not None and not one.needs for one in branches):
        return _Known(frozenset().union(*(one.whole or () for one in branches)))
    options = [one.clauses() for one in branches]
    best = _one_of_each(options) or frozenset()
    return _Known(None, tuple(filter(None, (best, _one_of_each(_without(options, best))))))


def _without(
    options: Sequence[Sequence[frozenset[str]]], taken: frozenset[str]
) -> list[list[frozenset[str]]]:
    """Return the sets of each branch that are not what was taken already."""
    return [[one for one in clauses if not one <= taken] for clauses in options]


def _of_repeat(least: int, most: Any, parts: Sequence[tuple[Any, Any]]) -> _Known:
    known = _of_sequence(parts)
    if least == most == 1:
        return known
    if least:
        return _Known(None, tuple(known.clauses()))
    may_be_left_out = most == 1 and known.whole is not None and not known.needs
    return _Known((known.whole or frozenset()) | {""}) if may_be_left_out else _ANYTHING
