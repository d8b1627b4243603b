"""What one person said in an item, and what they moved: only where the record can mean nobody else."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.build.links import may_be_one
from indexer.language.shingles import folded
from indexer.passages.annotations import Motion
from indexer.passages.passage import Passage
from search.match.spoken import plain


def is_named(name: str, written: str, speakers: Iterable[str]) -> bool:
    """Say whether a name as it is written is that of `name`, one of an item's speakers.

    It is if it is the same but for accents and apostrophes ("O'Mara", "O’Mara"), or if this one of the speakers alone
    may have it: of two Browns neither is "Brown".
    """
    written = plain(written)
    if not written or folded(name) == folded(written):
        return folded(name) == folded(written)
    among = {folded(plain(one)) for one in speakers if may_be_one(plain(one), written)}
    return among == {folded(name)}


def said_by(passage: Passage, name: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches (start, end) of a passage's text that report what this speaker said."""
    return tuple(
        (speech.start, speech.end)
        for speech in passage.annotations.speeches
        if is_named(name, speech.name, passage.speakers)
    )


def motions_of(passage: Passage, name: str) -> tuple[Motion, ...]:
    """Return the motions that this speaker moved or seconded."""
    return tuple(
        motion
        for motion in passage.annotations.motions
        if is_named(name, motion.proposer, passage.speakers)
        or is_named(name, motion.seconder, passage.speakers)
    )
