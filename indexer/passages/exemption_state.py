"""Where the walk through a meeting stands, and what became of the item that it walks through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.passages.exclusion_reach import Reach, Said
from indexer.passages.exemption_lines import Line
from indexer.passages.exemption_marks import Title
from indexer.passages.exemption_tables import Columns

# Where the public may speak at a meeting of a parish, that is opened and closed to it.
_FORUM = re.compile(
    r"\bpublic (?:participation|forum|questions?|session|speaking|comments?|discussion|input|time)\b|\bopen forum\b|"
    r"\b(?:from|by) (?:the |members of (?:the )?)public\b|\bparishioners[’'] (?:time|questions)\b|"
    r"\bopen(?:ed|ing|s)? (?:(?:the|this) meeting )?to (?:the |members of the )?public\b|\bfor public \w+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class State:
    """Where the walk stands: what is closed, and by which words."""

    is_paper: bool = False
    reach: Reach | None = None
    said: str = ""
    part: str = ""
    named: dict[str, str] = field(default_factory=dict)
    statute: str = ""
    since_forum: int = 99
    table: Columns | None = None
    columns: Columns | None = None

    def hear_of_forum(self, text: str) -> None:
        """Note whether an item gives the public its time to speak, which ends by closing it again."""
        self.since_forum = 0 if _FORUM.search(text) else self.since_forum + 1

    def ends_forum(self, said: Said) -> bool:
        """Say whether what closes the meeting only ends the public's time to speak."""
        ends = said.is_bare and self.since_forum <= 1
        self.since_forum = 99 if ends else self.since_forum
        return ends

    def close(self, reach: Reach, sentence: str, statute: str) -> None:
        """Let the public be out from here on."""
        self.reach, self.said, self.statute = reach, sentence, statute

    def open(self) -> None:
        """Let the public be in again."""
        self.reach, self.said = None, ""


@dataclass(slots=True)
class Walk:
    """What became of one item while its text was walked.

    `spans` are what is withheld of one text of it, `n_left` counts the texts that are still to come. With
    `follows` a heading, not a resolution, tells that what stands behind it is private.
    """

    meeting: State
    title: Title
    hidden: bool
    whole: str = ""
    sentence: str = ""
    act: str = ""
    since_act: int = 0
    is_undone: bool = False
    has_opened: bool = False
    follows: bool = False
    n_left: int = 0
    is_doubtful: bool = False
    stretch: Line | None = None
    n_public: int = 0
    n_hidden: int = 0
    labels: set[str] = field(default_factory=set)
    is_part: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)


# "9.1 Sale of flats": the number of an item that its reader left in the text of another.
LEADING = re.compile(r"\W*(\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)]))[.)]?\s+\S")


def said_of(meeting: State, number: str) -> str:
    """Return the words by which a resolution named an item's number, or ""."""
    return next(
        (
            said
            for named, said in meeting.named.items()
            if not said.startswith("\0")
            and (number == named or number.startswith((f"{named}.", f"{named}(")))
        ),
        "",
    )
