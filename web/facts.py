"""What the text of a passage says beside its words, laid out for its page: each with where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.build.links import may_be_one
from indexer.passages.annotations import Annotations
from indexer.passages.motions import Motion
from indexer.passages.passages import Passage
from indexer.passages.votes import Vote
from web.reading import anchor_at

MAX_REFERENCE = 90


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it says, in which paragraph (an anchor), or the title and id of another item."""

    text: str
    detail: str = ""
    anchor: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The lines of a passage by kind; empty where the text says nothing of it."""

    spoke: tuple[Fact, ...] = ()
    moved: tuple[Fact, ...] = ()
    votes: tuple[Fact, ...] = ()
    refers: tuple[Fact, ...] = ()


def facts(passage: Passage, title_of: Callable[[str], str | None]) -> Facts:
    """Return what is noted of a passage. `title_of` gives the title of the item with an id."""
    found = passage.annotations
    return Facts(
        spoke=tuple(_speaker(passage, name) for name in passage.speakers),
        moved=tuple(
            Fact(moved_by(one), anchor=anchor_at(passage, one.start)) for one in found.motions
        ),
        votes=tuple(Fact(fell(one), anchor=anchor_at(passage, one.start)) for one in found.votes),
        refers=_references(passage, title_of),
    )


def _speaker(passage: Passage, name: str) -> Fact:
    found = passage.annotations
    start = next((one.start for one in found.speeches if may_be_one(one.name, name)), None)
    return Fact(name, _detail(found, name), anchor_at(passage, start) if start is not None else "")


def _detail(found: Annotations, name: str) -> str:
    """Return the role and the party that the record states of a speaker."""
    parts = [
        part
        for person in found.people
        if may_be_one(person.name, name)
        for part in (person.role, person.party)
        if part
    ]
    return ", ".join(dict.fromkeys(parts))


def _references(passage: Passage, title_of: Callable[[str], str | None]) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for one in passage.annotations.references:
        title = title_of(one.target) if one.target else None
        if one.target and title is not None:
            found.setdefault(one.target, Fact(_short(one.text), title, target=one.target))
    return tuple(found.values())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_REFERENCE else f"{text[:MAX_REFERENCE].rsplit(' ', 1)[0]} …"


def moved_by(motion: Motion) -> str:
    """Return who moved and who seconded, in words."""
    if not motion.proposer:
        return f"Seconded by {motion.seconder}"
    return motion.proposer + (f", seconded by {motion.seconder}" if motion.seconder else "")


def fell(vote: Vote) -> str:
    """Return how a vote fell, in words."""
    if vote.unanimous:
        return "Unanimous"
    if vote.in_favour is None and vote.against is None:
        return "Recorded vote" if vote.recorded else vote.text
    counts = [(vote.in_favour, "for"), (vote.against, "against"), (vote.abstained, "abstained")]
    said = ", ".join(f"{n} {word}" for n, word in counts if n is not None)
    return f"Recorded vote: {said}" if vote.recorded else said
