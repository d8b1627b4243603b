"""What must not change a statement does not: other names, straight quotation marks, neutral words around it, other line ends.

Nobody has to judge such a text: what is said of it is held to what is said of the text that it was made from. The texts are
those of `judged/statements.jsonl`, items of the sample council and, where they are there, of real minutes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus import readers
from corpus.records import Meeting, Source
from corpus.text import decode
from indexer.passages.annotate import annotate
from indexer.passages.annotations import Annotations
from indexer.passages.of_meeting import passages
from tests.conftest import RECORDS, SHARED, needs_shared

JUDGED = Path(__file__).with_name("judged") / "statements.jsonl"
SAMPLE = ("council/2025-10-16.txt", "council/2022-07-14-printed-minutes.txt")
REAL = (
    "judged-limerick/docs/council-20170928.md",
    "judged-limerick/docs/cappamore-20220324.md",
    "judged-limerick/docs/adare-20250513.md",
)
# Names that no text has, for those that it has.
NAMES = (
    "Aldwick Barnby Corley Dexley Elford Fenby Garley Hadlow Ipley Jarvey Kelby Lorley Marby Nordley Ormby Penley "
    "Quinby Rodley Selby Tarnley Ulby Varley Wexby Yarley Zelby Ambrey Belsey Cotley Exby Farsey Gorley Holsey"
).split()
NEUTRAL = (
    "Copies of the paper had been circulated with the agenda.",
    "The next meeting is in the usual place on the second Tuesday of the month.",
)
# Of another body or another day: none of it is this item's.
OTHERS = (
    "In 2017 a similar proposal had been lost by 14 votes to 11.",
    "The minutes of 12 May 2016 record that a motion on this subject, moved by Councillor Zebedee and seconded by Councillor "
    "Yonge, was withdrawn.",
    'Weston Harbour Council wrote: "It was proposed by Cllr. Zebedee, seconded by Cllr. Yonge, and carried by 6 votes to 2."',
)
_PLAIN_NAME = re.compile(r"[A-Z][a-z]{2,}")
_OFFICE = re.compile(
    r"(?i:chair\w*|mayor|leader|clerk|officer|director|provost|president|cathaoirleach|convener|executive|manager|engineer|"
    r"head|member|treasurer|solicitor|secretary|speaker|planner|administrator|services?|chief|committee|minister|reeve|"
    r"attorney|inspector|department|council\w*)"
)
Said = frozenset[tuple[str, ...]]


def _said(noted: Annotations, *, speakers: bool = True) -> Said:
    """Return what a card would say, but for where it stands in the text."""
    found: list[tuple[str, ...]] = []
    for one in noted.motions:
        vote = noted.votes[one.vote] if one.vote is not None else None
        fell = f"{vote.in_favour}:{vote.against}:{vote.unanimous}" if vote else ""
        found.append(("motion", one.proposer, one.seconder, one.outcome, fell, str(one.amendment)))
    for vote in noted.votes:
        sides = (vote.names_for, vote.names_against, vote.names_abstained)
        fell = f"{vote.in_favour}:{vote.against}:{vote.abstained}:{vote.unanimous}"
        found.append(("vote", fell, *(",".join(side) for side in sides)))
    if speakers:
        found += [("speaker", one.name) for one in noted.speeches]
    return frozenset(found)


def _of_file(path: Path) -> Iterator[str]:
    for record in readers.read(Source(path.name, path.read_bytes())):
        if isinstance(record, Meeting):
            yield from (one.text for one in passages(record, include_exempt=True))


@cache
def _texts(name: str) -> tuple[str, ...]:
    if name == "judged":
        return tuple(json.loads(line)["text"] for line in JUDGED.read_text("utf-8").splitlines())
    folder, files = (RECORDS, SAMPLE) if name == "sample" else (SHARED / "data", REAL)
    texts = (text for file in files for text in _of_file(folder / file))
    return tuple(text for text in texts if len(text) < 12_000 and _said(annotate(text)))


def _straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def _renaming(text: str) -> Callable[[str], str] | None:
    """Return what gives everybody of a text another surname, None where nobody is named or some word is a name and no name."""
    noted = annotate(text)
    named = {one.name for one in noted.people}
    named |= {name for one in noted.motions for name in (one.proposer, one.seconder)}
    for vote in noted.votes:
        named.update(*(vote.names_for, vote.names_against, vote.names_abstained))
    last = {re.sub(r" \([A-Z]{1,2}\)$", "", name).rpartition(" ")[2] for name in named}
    surnames = sorted(
        name for name in last if _PLAIN_NAME.fullmatch(name) and not _OFFICE.fullmatch(name)
    )
    if not surnames or len(surnames) > len(NAMES):
        return None
    others = dict(zip(surnames, NAMES, strict=False))
    pattern = re.compile(rf"\b({'|'.join(surnames)})\b")
    # "CouncillorCarey", "OAK": a name that stands in the text in another way, too, would keep its old form there.
    left = pattern.sub("", text)
    if any(name.casefold() in left.casefold() for name in surnames):
        return None
    return lambda words: pattern.sub(lambda match: others[match[0]], words)


def _by_surname(said: Said) -> Said:
    """Return what is said with the last word of each name alone: how much more is shown may depend on it."""
    return frozenset(
        (one[0], *(",".join(n.rpartition(" ")[2] for n in part.split(",")) for part in one[1:]))
        for one in said
    )


SETS = ["judged", "sample", pytest.param("real", marks=needs_shared)]


@pytest.mark.parametrize("name", SETS)
def test_straight_quotation_marks_change_nothing(name: str) -> None:
    changed = [
        text for text in _texts(name) if _said(annotate(_straight(text))) != _said(annotate(text))
    ]
    assert changed == []


@pytest.mark.parametrize("name", SETS)
def test_other_names_say_the_same_of_others(name: str) -> None:
    tried = 0
    for text in _texts(name):
        rename = _renaming(text)
        if rename is None:
            continue
        tried += 1
        wanted = frozenset(tuple(map(rename, one)) for one in _said(annotate(text)))
        assert _by_surname(_said(annotate(rename(text)))) == _by_surname(wanted), text
    assert tried >= 5


@pytest.mark.parametrize("name", SETS)
def test_neutral_words_behind_or_before_change_nothing(name: str) -> None:
    for number, text in enumerate(_texts(name)):
        neutral, said = NEUTRAL[number % len(NEUTRAL)], _said(annotate(text))
        assert _said(annotate(f"{text}\n\n{neutral}")) == said, text
        assert _said(annotate(f"{neutral}\n\n{text}")) == said, text


@pytest.mark.parametrize("name", SETS)
def test_what_others_decided_adds_no_motion_and_no_vote(name: str) -> None:
    for number, text in enumerate(_texts(name)):
        said = _said(annotate(text), speakers=False)
        if not said:
            # Lists of yes and no that only look like votes may take a vote above them for their own.
            continue
        told = annotate(f"{OTHERS[number % len(OTHERS)]}\n\n{text}")
        assert _said(told, speakers=False) == said, text


@pytest.mark.parametrize("file", SAMPLE)
def test_line_ends_and_hard_spaces_of_a_record_change_nothing(file: str) -> None:
    data = decode((RECORDS / file).read_bytes()).replace("\r\n", "\n")
    said = []
    for text in (data, data.replace("\n", "\r\n"), data.replace(", ", ",\u00a0")):
        read = readers.read(Source("record.txt", text.encode()))
        found = [p for one in read if isinstance(one, Meeting) for p in passages(one)]
        said.append([(one.title, _said(one.annotations)) for one in found])
    assert said[0] == said[1] == said[2]
    assert any(one for _, one in said[0])
