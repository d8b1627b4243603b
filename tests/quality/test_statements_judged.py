"""Every statement on a card, against 469 short items in the forms of nine countries, judged by hand.

`judged/statements.jsonl` has in each line a text and what a reader says of it: `motions` (mover, seconder,
outcome, "for:against" or "unanimous"), `votes`, `names` (for, against, abstained), `speakers`; what may be
said, too, but need not, stands under "may…". Each part was written before any of it was read by the program, but for 116 items (190 to 246, 344 to 378 and
424 to 447) that were written to mend what the part before had shown; its first reading of each is in docs/evaluation.md.
`python -m tests.quality.test_statements_judged` prints the figures and every miss.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.passages.annotate import annotate
from indexer.passages.annotations import Annotations, Vote, speakers

JUDGED = Path(__file__).with_name("judged") / "statements.jsonl"
KINDS = ("mover", "outcome", "vote of a motion", "vote", "name", "speaker")
PRECISION, RECALL = 0.98, 0.8
_OFFICE = re.compile(
    r"(?i:speaker|clerk|cathaoirleach|leader|officer|chair\w*|mayor|convener|provost)$"
)
Said = tuple[str, ...]


def _plain(name: str) -> str:
    """Return a name as it is compared: its last words, without initials in brackets."""
    return re.sub(r" \([A-Z]{1,2}\)$", "", name.replace("’", "'")).casefold()


def _is_one(name: str, other: str) -> bool:
    one, two = _plain(name).split(), _plain(other).split()
    least = min(len(one), len(two))
    return one[-least:] == two[-least:] if least else not one and not two


def _fell(vote: Vote) -> str:
    return "unanimous" if vote.unanimous else f"{vote.in_favour}:{vote.against}"


def _said(found: Annotations) -> Iterator[tuple[str, Said]]:
    """Yield (kind, what is said) of everything that a card would say of a text."""
    for motion in found.motions:
        who = (motion.proposer, motion.seconder)
        yield "mover", who
        if motion.outcome:
            yield "outcome", (*who, motion.outcome)
        if motion.vote is not None and _fell(found.votes[motion.vote]) != "None:None":
            yield "vote of a motion", (*who, _fell(found.votes[motion.vote]))
    for vote in found.votes:
        if _fell(vote) != "None:None":
            yield "vote", (_fell(vote),)
        sides = (vote.names_for, vote.names_against, vote.names_abstained)
        yield from (("name", (str(side), name)) for side in range(3) for name in sides[side])
    yield from (("speaker", (name,)) for name in dict.fromkeys(s.name for s in found.speeches))


def _judged(record: dict[str, Any], *, may: bool) -> Iterator[tuple[str, Said]]:
    """Yield (kind, what is so) of a text; with `may` what may be said beside it."""
    for proposer, seconder, outcome, vote in record.get("may" if may else "motions", []):
        who = (proposer, seconder)
        yield "mover", who
        if outcome:
            yield "outcome", (*who, outcome)
        if vote:
            yield "vote of a motion", (*who, _two(vote))
    for vote in record.get("may_vote" if may else "votes", []):
        yield "vote", (_two(vote),)
    sides = [record.get("may_names", [])] * 3 if may else record.get("names", [[], [], []])
    yield from (("name", (str(side), name)) for side in range(3) for name in sides[side])
    yield from (("speaker", (n,)) for n in record.get("may_speak" if may else "speakers", []))


def _two(vote: str) -> str:
    return ":".join(vote.split(":")[:2])


def _agree(one: Said, other: Said) -> bool:
    """Say whether what is said is what is so: the last part the same, names as far as both have them."""
    if len(one) != len(other):
        return False
    if len(one) == 1:
        return one == other or _is_one(one[0], other[0])
    if len(one) == 2 and one[0].isdigit():
        return one[0] == other[0] and _is_one(one[1], other[1])
    named = [(a, b) for a, b in zip(one[:2], other[:2], strict=True) if a and b]
    return one[2:] == other[2:] and bool(named) and all(_is_one(a, b) for a, b in named)


def _moves_or_presides(name: str, record: dict[str, Any]) -> bool:
    movers = [n for m in (*record["motions"], *record.get("may", [])) for n in m[:2] if n]
    return _OFFICE.search(name) is not None or any(_is_one(name, mover) for mover in movers)


def _is_beside(kind: str, what: Said, record: dict[str, Any], beside: Sequence[Any]) -> bool:
    if kind == "speaker" and _moves_or_presides(what[0], record):
        return True
    return any(kind == other and _agree(what, one) for other, one in beside)


def measure() -> tuple[dict[str, Counter[str]], list[str]]:
    """Return for each kind how many statements are said, true, missed, and a line for each false one or miss."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    lines: list[str] = []
    for number, line in enumerate(JUDGED.read_text("utf-8").splitlines(), 1):
        record = json.loads(line)
        found = annotate(record["text"])
        left = list(_judged(record, may=False))
        beside = list(_judged(record, may=True))
        for kind, what in _said(found):
            right = next((one for one in left if one[0] == kind and _agree(what, one[1])), None)
            if right is not None:
                left.remove(right)
            is_true = right is not None or _is_beside(kind, what, record, beside)
            counts[kind].update(["said", "true"] if is_true else ["said"])
            lines += [] if is_true else [f"{number}: false {kind} {what}"]
        spoke = speakers(found)
        for kind, what in left:
            if kind != "speaker" or not any(_is_one(what[0], name) for name in spoke):
                counts[kind].update(["missed"])
                lines.append(f"{number}: missed {kind} {what}")
    return counts, lines


def rates(counts: Counter[str]) -> tuple[float, float]:
    """Return precision and recall."""
    wanted = counts["true"] + counts["missed"]
    return counts["true"] / max(1, counts["said"]), counts["true"] / max(1, wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_is_true_and_most_of_what_is_so_is_said(kind: str) -> None:
    counts, lines = measure()
    precision, recall = rates(counts[kind])
    assert counts[kind]["said"] >= 30
    assert precision >= PRECISION, lines
    assert recall >= RECALL, lines


def test_nothing_is_said_of_what_only_looks_like_a_motion_a_vote_or_a_speech() -> None:
    records = [json.loads(line) for line in JUDGED.read_text("utf-8").splitlines()]
    bare = [one for one in records if not one["motions"] and set(one) == {"text", "motions"}]

    assert len(bare) >= 30
    said = [(one["text"], what) for one in bare for _, what in _said(annotate(one["text"]))]
    assert [(text, what) for text, what in said if not _OFFICE.search(what[-1])] == []


if __name__ == "__main__":
    counts, lines = measure()
    for kind, of_kind in counts.items():
        print(f"{kind:16} {dict(of_kind)}  P {rates(of_kind)[0]:.3f} R {rates(of_kind)[1]:.3f}")  # noqa: T201
    print(*lines, sep="\n")  # noqa: T201
