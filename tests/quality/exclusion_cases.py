"""Short records that exclude the public, or do not, with marks on what must be withheld and shown.

A file of cases holds one record after the other. `== name | council | committee` begins a record, what
follows are its lines, each a paragraph of its own; `S` at a line's end stands for words that must be
withheld, `P` for words that must be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import readers
from corpus.records import Meeting, Source
from indexer.passages.of_meeting import passages

FOLDER = Path(__file__).parent / "exclusions"
SECRET = (
    "Holdings {token} would be paid 7,310,000 and Tanner {token} was named as preferred bidder."
)
PUBLIC = (
    "Members discussed {token} at length, asked officers for figures on cost and take-up, and heard "
    "that a report would come back in the autumn."
)
_FRONT = ("1. Apologies", "Apologies for absence were received from two members.")


@dataclass(frozen=True, slots=True)
class Case:
    """A record as text, with the words that must not and the words that must be in its passages."""

    name: str
    text: str
    secrets: tuple[str, ...]
    public: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Which secrets of a case were shown, and which public words were withheld."""

    leaked: tuple[str, ...]
    hidden: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """Return the records of the file `name` in the folder of cases."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    return [_case(block) for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]]


def _case(block: str) -> Case:
    head, *lines = block.strip().splitlines()
    name, council, committee = (part.strip() for part in head.split("|"))
    tokens: dict[str, list[str]] = {"S": [], "P": []}
    shown = [council, committee, "3 March 2022", *(() if _has_first(lines) else _FRONT)]
    for line in lines:
        match = re.search(r"(?:^|(?<=\s))([SP])$", line)
        if match:
            kind = match[1]
            token = f"{'quill' if kind == 'S' else 'grove'}{chr(97 + len(tokens[kind]))}zz"
            tokens[kind].append(token)
            sentence = (SECRET if kind == "S" else PUBLIC).format(token=token.capitalize())
            line = f"{line[: match.start()]}{sentence}"
        shown.append(line.replace("\\n", "\n"))
    return Case(name, "\n\n".join(shown) + "\n", tuple(tokens["S"]), tuple(tokens["P"]))


def _has_first(lines: list[str]) -> bool:
    return any(re.match(r"#* ?1\.? ", line) for line in lines)


def outcome(case: Case) -> Outcome:
    """Read the record as an import does, and return what became of its marked words."""
    shown = "\n".join(_shown(case)).casefold()
    return Outcome(
        tuple(token for token in case.secrets if token in shown),
        tuple(token for token in case.public if token not in shown),
    )


def _shown(case: Case) -> Iterator[str]:
    source = Source("records/minutes.txt", case.text.encode())
    for meeting in readers.read(source):
        assert isinstance(meeting, Meeting)
        for passage in passages(meeting):
            yield f"{passage.title}\n{passage.text}"
