"""The parts of a query that was read: what a user asks for, apart from how it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.records import DocumentKind
from corpus.tongue import counted, said
from indexer.generation.texts import Sought


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; it may be a pattern (`flood*`, `libary~`: see `search.query.patterns`).

    `is_acronym`: only the word in capitals is meant (SEND, not "send"), and the records have it.
    `stems`: further terms that a wildcard stands for (see `search.expand.wildcards`).
    """

    text: str
    field: str | None = None
    is_acronym: bool = False
    stems: tuple[str, ...] = ()

    @property
    def bare(self) -> str:
        """Return the word without the punctuation around it."""
        return self.text.strip("?!.,;:'’()")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, in order."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two words, of the same field, at most `distance` words apart, in any order."""

    first: Word
    second: Word
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
class Expansion:
    """What is searched beside some words of a query, as one concept with them.

    `terms` are those of the words; each of `others` is a phrase that says the same.
    """

    terms: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A word whose `term` is also that of `others` (plain words of the records), which may say something else.

    `sought` tells the form that was typed from the others; `rows` are the passages that have it, and `shares`, in (0, 1], how much of
    what has its stem it is in each, both None where other words stand beside it: then it does not order them, and no more
    is known than that some have it. `strict`: no other counts, as "Section 254" is no €254.
    """

    word: str
    term: str
    sought: Sought
    others: tuple[str, ...]
    rows: tuple[int, ...] | None = None
    shares: tuple[float, ...] | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Preference:
    """What comes first without leaving anything out: meetings of some committees, or of a time.

    `said` is how it was typed, `shown` what it was read as. A passage counts `weight` (a share of its
    own score) more if its meeting is of the committees, if any are given, and between the days, or if
    it has one of the `phrases`. With `newest` it counts more the newer it is. `is_wish`: `shown` is said to be
    preferred as it stands.
    """

    said: str
    shown: str
    weight: float
    committees: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    phrases: tuple[tuple[str, ...], ...] = ()
    newest: bool = False
    is_wish: bool = False

    @property
    def note(self) -> str:
        """Return what a user should know of it."""
        if self.newest:
            return said(
                "“%(typed)s” was read as a wish: newer items are preferred.", typed=self.said
            )
        if self.is_wish:
            return said(
                "“%(typed)s” was read as a wish: %(shown)s is preferred.",
                typed=self.said,
                shown=self.shown,
            )
        if self.committees:
            return said(
                "“%(typed)s” was read as a committee: items of %(shown)s are preferred.",
                typed=self.said,
                shown=self.shown,
            )
        if self.date_from or self.date_to:
            return said(
                "“%(typed)s” was read as a date: items of %(shown)s are preferred.",
                typed=self.said,
                shown=self.shown,
            )
        return said(
            "“%(typed)s” was read as a financial year: of equals what names %(shown)s comes first.",
            typed=self.said,
            shown=self.shown,
        )


@dataclass(frozen=True, slots=True)
class CouncilPlace:
    """A place that a query names and that some of several `councils` have in theirs, and its `terms`."""

    said: str
    terms: tuple[str, ...]
    councils: tuple[str, ...]

    @property
    def note(self) -> str:
        """Return what a user should know of it."""
        of = (
            said(" and ").join(self.councils)
            if len(self.councils) < 3
            else counted("%(n)s council", "%(n)s councils", len(self.councils))
        )
        return said("Items of %(of)s count as having “%(typed)s”.", of=of, typed=self.said)


def positive(node: Node, *, negated: bool = False) -> tuple[Node, ...]:
    """Return the leaves of a condition that a passage is scored by: all but the negated ones.

    What is negated twice is not.
    """
    if isinstance(node, And | Or):
        return tuple(leaf for child in node.nodes for leaf in positive(child, negated=negated))
    if isinstance(node, Not):
        return positive(node.node, negated=not negated)
    return () if negated else (node,)


def is_shouted(nodes: Iterable[Node]) -> bool:
    """Say whether the words of a query are all in capitals: then none stands out as an acronym."""
    words = [node.text for node in nodes if isinstance(node, Word | Phrase)]
    return len(" ".join(words).split()) > 1 and all(text.isupper() for text in words)


def only_excludes(condition: Node) -> bool:
    """Say whether a condition asks for nothing, but only leaves passages out."""
    return not positive(condition)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may appear at all.

    `committees` and `councils` are names or parts of names, `kinds` are kinds of documents; any may match. `literal`
    says that a date, a committee or a citation in the words themselves is to be read as words. `within` is
    the id of a passage: only the document in which it stands may appear. `speakers` are names of councillors, one of
    whom speaks; `decided` leaves only items in which something is recorded as decided, formalities left out.
    """

    committees: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    kinds: tuple[DocumentKind, ...] = ()
    literal: bool = False
    within: str = ""
    councils: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    decided: bool = False

    @property
    def narrow(self) -> bool:
        """Say whether any of them leaves passages out."""
        bodies = self.committees or self.councils or self.speakers or self.decided
        return bool(bodies or self.kinds or self.date_from or self.date_to or self.within)
