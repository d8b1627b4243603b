"""The motions and votes of an item as a table: what was moved, who was for it and against, what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.tongue import said
from indexer.passages.annotations import Annotations, Vote, sides
from indexer.passages.passage import Passage
from web.facts import fell, joined, movers
from web.reading import anchor_at


@dataclass(frozen=True, slots=True)
class Side:
    """Those who voted one way: how many, where the record counts them, and their names, where it has them."""

    number: int | None = None
    names: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One motion with its vote, or a vote that the record joins with none; `anchor` is its paragraph.

    `whole` is how it fell in words where no side is told: "Unanimous".
    """

    motion: str
    anchor: str
    outcome: str
    cast: tuple[Side, Side, Side]
    whole: str = ""


def ballots(passage: Passage) -> tuple[Row, ...]:
    """Return the motions and votes in order of the text, nothing where it reports no vote."""
    annotations = passage.annotations
    if not annotations.votes:
        return ()
    return tuple(row for _, row in sorted(_rows(passage, annotations), key=lambda found: found[0]))


def _rows(passage: Passage, annotations: Annotations) -> Iterator[tuple[int, Row]]:
    for motion in annotations.motions:
        vote = annotations.votes[motion.vote] if motion.vote is not None else None
        outcome = said(motion.outcome).capitalize() if motion.outcome else ""
        anchor = anchor_at(passage, motion.start)
        yield motion.start, Row(movers(motion), anchor, outcome, _cast(vote), _whole(vote))
    for at, vote in enumerate(annotations.votes):
        if at not in joined(annotations):
            yield vote.start, Row("", anchor_at(passage, vote.start), "", _cast(vote), _whole(vote))


def _cast(vote: Vote | None) -> tuple[Side, Side, Side]:
    if vote is None:
        return Side(), Side(), Side()
    names = (vote.names_for, vote.names_against, vote.names_abstained)
    counts = (vote.in_favour, vote.against, vote.abstained)
    remarks = [said(side) if vote.contest else "" for side in sides(vote)]
    of_for, against, abstained = map(Side, counts, names, remarks)
    return of_for, against, abstained


def _whole(vote: Vote | None) -> str:
    is_told = vote is None or any(side.number is not None or side.names for side in _cast(vote))
    return "" if vote is None or is_told else fell(vote)
