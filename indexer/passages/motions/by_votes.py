"""What the figures of a vote say of the motion that it decided: alone, and against the word of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.passages.annotations import Motion, Vote
from indexer.passages.motions.beside_movers import GRANTED, RESOLVED
from indexer.passages.speech.hearsay import Hearsay
from indexer.passages.votes.counts import MORE_THAN_HALF
from indexer.tuning import REACH

_SAYS_SO = re.compile(r"(?:carried|passed|adopted)\b", re.IGNORECASE)
# Further in front of a vote only these surely tell what it needed.
_BY_RULE = re.compile(
    r"\b(?:two[- ]thirds|three[- ](?:quarters|fourths|fifths)|four[- ]fifths|super-?majority)\b",
    re.IGNORECASE,
)


def with_votes(
    text: str, moved: Sequence[Motion], votes: Sequence[Vote], hearsay: Hearsay
) -> Iterator[Motion]:
    """Yield the motions with what their votes alone say of them, and without what these contradict.

    One that had more against than for is lost; one that had its majority is carried if what was resolved
    follows its vote. Where the word and the figures cannot both be of a motion, neither is surely of it.
    """
    for motion in moved:
        if _is_contradicted(text, motion, votes, hearsay):
            yield replace(motion, outcome="", vote=None)
            continue
        vote = votes[motion.vote] if motion.vote is not None and not motion.outcome else None
        if vote and _has_minority(vote):
            yield replace(motion, outcome="lost")
        elif vote and _is_carried(text, vote, hearsay):
            yield replace(motion, outcome="carried")
        else:
            yield motion


def _is_contradicted(text: str, motion: Motion, votes: Sequence[Vote], hearsay: Hearsay) -> bool:
    """Say whether a motion was carried with fewer for than against, or lost with more where most were enough."""
    vote = votes[motion.vote] if motion.vote is not None else None
    if vote is None:
        return False
    if motion.outcome == "carried":
        return _has_minority(vote)
    return motion.outcome == "lost" and _has_majority(vote) and not _needs_more(text, vote, hearsay)


def _needs_more(text: str, vote: Vote, hearsay: Hearsay) -> bool:
    """Say whether the sentence of a vote, or one beside it, says that more than half had to be for it."""
    own = hearsay.sentence(vote.start)
    last = hearsay.sentence(vote.start + len(vote.text) - 1)
    before = hearsay.sentence(max(0, own.start - 1))
    behind = next((one for one in hearsay.spans if one.start >= last.end), last)
    if _BY_RULE.search(text, max(0, own.start - REACH.hearsay), own.start):
        return True
    return MORE_THAN_HALF.search(text, before.start, behind.end) is not None


def _is_carried(text: str, vote: Vote, hearsay: Hearsay) -> bool:
    """Say whether a vote alone tells that something was carried: all were for it, or what was resolved follows."""
    if _has_majority(vote) and _SAYS_SO.match(vote.text):
        return True
    return _has_majority(vote) and _is_resolved(text, vote, hearsay)


def _has_minority(vote: Vote) -> bool:
    return vote.in_favour is not None and vote.in_favour < (vote.against or 0)


def _has_majority(vote: Vote) -> bool:
    return vote.unanimous or (vote.in_favour or 0) > (vote.against or 0)


def _is_resolved(text: str, vote: Vote, hearsay: Hearsay) -> bool:
    """Say whether "RESOLVED" stands in the sentence of a vote, in front of it, or begins one of the next two."""
    span = hearsay.sentence(vote.start + len(vote.text) - 1)
    if RESOLVED.search(text[span.start : vote.start]):
        return True
    behind = [one.start for one in hearsay.spans if one.start >= span.end][:2]
    return any(RESOLVED.match(text, at) or GRANTED.match(text, at) for at in behind)
