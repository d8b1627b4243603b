"""The parts of a query that was read: what a user asks for, apart from how it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; it may be a pattern (`flood*`, `libary~`: see `search.patterns`)."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in order."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two words at most `distance` words apart, in any order."""

    first: str
    second: str
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    node: Node


Node = Word | Phrase | Near | And | Or | Not


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may appear at all. `committees` are names or parts of names; any may match."""

    committees: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
