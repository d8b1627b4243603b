"""Pieces of evidence, each with its weight; a fact is the value whose pieces weigh most together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.tuning import PAPERS

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Piece(Generic[Value]):
    """What one place says of a fact, how much that weighs, and which place it is."""

    value: Value
    weight: float
    place: str


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Value]):
    """The value that the evidence is for, or None in doubt; `against` are the places that say another."""

    value: Value | None
    weight: float = 0.0
    against: tuple[Piece[Value], ...] = ()
    doubtful: bool = False


def choose(
    pieces: Iterable[Piece[Value]], key: Callable[[Value], Hashable] = lambda value: value
) -> Chosen[Value]:
    """Return the value that weighs most; `key` says which values are one.

    Of values that are one the piece that weighs most is taken, the first of several. In doubt there
    is none: where all weighs too little, or another value nearly as much.
    """
    found = list(pieces)
    ranked = _ranked(found, key)
    if not ranked or ranked[0][1] < PAPERS.least:
        return Chosen(None, doubtful=bool(ranked))
    (best, weight), *others = ranked
    against = tuple(p for p in found if key(p.value) != best and p.weight >= PAPERS.least)
    if others and others[0][1] > PAPERS.nearly * weight:
        return Chosen(None, weight, against, doubtful=True)
    mine = [piece for piece in found if key(piece.value) == best]
    return Chosen(max(mine, key=lambda piece: piece.weight).value, weight, against)


def _ranked(
    pieces: Iterable[Piece[Value]], key: Callable[[Value], Hashable]
) -> list[tuple[Hashable, float]]:
    """Return the values with what their pieces weigh together, the heaviest first."""
    weights: defaultdict[Hashable, float] = defaultdict(float)
    for piece in pieces:
        weights[key(piece.value)] += piece.weight
    return sorted(weights.items(), key=lambda pair: -pair[1])


def first_ones(
    told: Iterable[tuple[str, str | None]], key: Callable[[str], Hashable], weight: float
) -> list[Piece[str]]:
    """Return the first of the places that say each name: many papers together say little more than two.

    `told` are places with what they say, `key` says which names are one.
    """
    found: list[Piece[str]] = []
    seen: Counter[Hashable] = Counter()
    for place, name in told:
        if not name:
            continue
        seen[key(name)] += 1
        if seen[key(name)] <= PAPERS.papers_beside:
            found.append(Piece(name, weight, place))
    return found


def finest(said: Sequence[Piece[str]]) -> list[Piece[str]]:
    """Return what is said without the numbers of which another is a part: "6" beside "6.02"."""
    values = {one.value for one in said}
    return [one for one in said if not any(_is_part(other, one.value) for other in values)]


def _is_part(number: str, whole: str) -> bool:
    return number.startswith(whole) and bool(re.fullmatch(r"\.\d+|[A-Z]", number[len(whole) :]))
