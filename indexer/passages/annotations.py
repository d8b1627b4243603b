"""What the prose of an item says beside its words: people, speech, motions, votes, references, sums.

All of it is read by patterns; how well is measured in `docs/records.md`. Each kind has a module of its
own; this one puts them together, and turns them into JSON and back for the catalogue.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from indexer.passages.acronyms import Acronym, acronyms
from indexer.passages.mentions import Sum, days, sums
from indexer.passages.motions import Motion, motions
from indexer.passages.outcomes import decided
from indexer.passages.people import Person, mentions, people
from indexer.passages.references import Reference, references
from indexer.passages.speech import Speech, speeches
from indexer.passages.votes import Vote, votes


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


def annotate(text: str) -> Annotations:
    """Return what the patterns read in a text."""
    found = mentions(text)
    noted = votes(text)
    return Annotations(
        people=people(text, found),
        speeches=speeches(text, found),
        motions=decided(text, motions(text, found), noted),
        votes=noted,
        references=references(text),
        acronyms=acronyms(text),
        sums=sums(text),
        days=days(text),
    )


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
