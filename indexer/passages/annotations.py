"""What the prose of an item says beside its words: people, speech, motions, votes, references, sums.

These are the values, and how they become JSON and back for the catalogue. A query needs no more:
`annotate.py` reads them from a text.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a text names them; what it does not say is empty."""

    name: str
    role: str = ""
    party: str = ""
    councillor: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of a text, characters `start` up to `end`, that reports what a person said or moved."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Motion:
    """Who moved something and who seconded it; "" if the text does not say. `start` is a character.

    `outcome` is the one word of what became of it, "" where the record does not surely say it; `vote`
    is which of the text's votes decided it, None where the record joins it with none.
    """

    proposer: str
    seconder: str
    start: int
    amendment: bool = False
    outcome: str = ""
    vote: int | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """How a vote fell, as far as the text says; `text` is the verbatim stretch that says it.

    `names_for`, `names_against` and `names_abstained` are those whom a recorded vote names. Where a
    motion was put against its amendment (`contest`), "against" are those who were for the amendment.
    """

    text: str
    start: int
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool = False
    recorded: bool = False
    names_for: tuple[str, ...] = ()
    names_against: tuple[str, ...] = ()
    names_abstained: tuple[str, ...] = ()
    contest: bool = False


def sides(vote: Vote) -> tuple[str, str, str]:
    """Return what those of each side of a vote did, in words: two motions that are put together have no "against"."""
    if vote.contest:
        return "for the motion", "for the amendment", "abstained"
    return "for", "against", "abstained"


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of a text, from character `start`, that points at another item.

    `body` is the committee and `when` the ISO date of the meeting, where the text names them;
    `target` is the id of the passage, where there is one.
    """

    text: str
    start: int
    kind: str
    number: str
    title: str = ""
    body: str = ""
    when: str = ""
    target: str | None = None


class Acronym(NamedTuple):
    """A short form and the long form that the text gives for it, both as they stand there."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money as it is written, and its value in whole units of the currency (£, €, $)."""

    text: str
    currency: str
    value: float


@dataclass(frozen=True, slots=True)
class Annotations:
    """Everything that was read from the text of one passage, in order of the text."""

    people: tuple[Person, ...] = ()
    speeches: tuple[Speech, ...] = ()
    motions: tuple[Motion, ...] = ()
    votes: tuple[Vote, ...] = ()
    references: tuple[Reference, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    sums: tuple[Sum, ...] = ()
    days: tuple[str, ...] = ()


NO_ANNOTATIONS = Annotations()


def speakers(annotations: Annotations) -> tuple[str, ...]:
    """Return the names of those whom the text reports as speaking or moving, in order, each once."""
    found: dict[str, None] = {}
    for speech in annotations.speeches:
        found.setdefault(speech.name)
    for motion in annotations.motions:
        for name in (motion.proposer, motion.seconder):
            if name:
                found.setdefault(name)
    return tuple(found)


def voters(annotations: Annotations) -> tuple[str, ...]:
    """Return the names of those whom recorded votes name, in order, each once."""
    names = (
        name
        for vote in annotations.votes
        for name in (*vote.names_for, *vote.names_against, *vote.names_abstained)
    )
    return tuple(dict.fromkeys(names))


class Told(NamedTuple):
    """The part of the annotations that decides what is made of other passages, too.

    `councillors` and `speakers` are names as they are written.
    """

    councillors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    acronyms: tuple[Acronym, ...] = ()


NOTHING_TOLD = Told()


def told(annotations: Annotations) -> Told:
    """Return what a text tells that concerns others."""
    return Told(
        tuple(person.name for person in annotations.people if person.councillor),
        speakers(annotations),
        annotations.references,
        annotations.acronyms,
    )


def told_to_json(found: Told) -> list[Any] | None:
    """Return it as a list of lists, None if it is nothing."""
    if found == NOTHING_TOLD:
        return None
    references = [asdict(one) for one in found.references]
    return [found.councillors, found.speakers, references, found.acronyms]


def told_from_json(found: list[Any]) -> Told:
    """Return what `told_to_json` gave."""
    councillors, names, references, acronyms = found
    return Told(
        tuple(councillors),
        tuple(names),
        tuple(Reference(**one) for one in references),
        tuple(Acronym(*one) for one in acronyms),
    )


_KINDS: dict[str, Any] = {
    "people": Person,
    "speeches": Speech,
    "motions": Motion,
    "votes": Vote,
    "references": Reference,
    "sums": Sum,
}


def to_json(annotations: Annotations) -> dict[str, Any]:
    """Return the annotations as lists of objects; kinds of which there are none are left out."""
    found: dict[str, Any] = {
        name: [_with_lists(asdict(one)) for one in getattr(annotations, name)] for name in _KINDS
    }
    found["acronyms"] = [acronym._asdict() for acronym in annotations.acronyms]
    found["days"] = list(annotations.days)
    return {name: values for name, values in found.items() if values}


def from_json(found: dict[str, Any]) -> Annotations:
    """Return the annotations that `to_json` gave."""
    kinds = {
        name: tuple(kind(**_with_tuples(one)) for one in found.get(name, []))
        for name, kind in _KINDS.items()
    }
    return Annotations(
        **kinds,
        acronyms=tuple(Acronym(**one) for one in found.get("acronyms", [])),
        days=tuple(found.get("days", [])),
    )


def _with_lists(one: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an object as JSON has them, lists for tuples."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in one.items()}


def _with_tuples(one: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an object with tuples for JSON's lists."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in one.items()}
