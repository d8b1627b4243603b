"""Where the walk through a meeting stands, and what became of the item that it walks through."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from corpus.records import AgendaItem
from indexer.passages.exclusion.reach import Reach, Said
from indexer.passages.exemption.lines import Line
from indexer.passages.exemption.marks import Title
from indexer.passages.exemption.tables import Columns

# Where the public may speak at a meeting of a parish, that is opened and closed to it.
_FORUM = re.compile(
    r"\bpublic (?:participation|forum|questions?|session|speaking|comments?|discussion|input|time)\b|\bopen forum\b|"
    r"\b(?:from|by) (?:the |members of (?:the )?)public\b|\bparishioners[’'] (?:time|questions)\b|"
    r"\bopen(?:ed|ing|s)? (?:(?:the|this) meeting )?to (?:the |members of the )?public\b|\bfor public \w+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class State:
    """Where the walk through the `items` stands, `at` one of them: what is closed, and by which words.

    `named` are the numbers of items that a resolution withholds, `named_titles` the titles of those that a table
    does, each with the words that do it; `spared` stay public while the rest is closed. With `has_signs` a note
    explains a sign behind titles, `brackets` stand around what is private, `told` are the numbers of items and `labels` the
    appendices of which a note elsewhere tells that they are; `hidden_numbers` those of items that were withheld. `suspects` are sentences behind which the meeting must have been closed, and
    `closed_before` the items before which it must have been, since the public came back behind them: `returns` are the
    places (of the last change before it, of itself) and the words of a return that nothing explains.
    """

    is_paper: bool = False
    reach: Reach | None = None
    said: str = ""
    part: str = ""
    named: dict[str, str] = field(default_factory=dict)
    statute: str = ""
    since_forum: int = 99
    table: Columns | None = None
    columns: Columns | None = None
    items: Sequence[AgendaItem] = ()
    at: int = 0
    named_titles: dict[str, str] = field(default_factory=dict)
    spared: frozenset[str] = frozenset()
    has_signs: bool = False
    brackets: re.Pattern[str] | None = None
    told: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    hidden_numbers: set[str] = field(default_factory=set)
    suspects: frozenset[str] = frozenset()
    closed_before: frozenset[int] = frozenset()
    returns: list[tuple[int, int, str]] = field(default_factory=list)
    last_change: int = -9

    def hear_of_forum(self, text: str) -> None:
        """Note whether an item gives the public its time to speak, which ends by closing it again."""
        self.since_forum = 0 if _FORUM.search(text) else self.since_forum + 1

    def is_forum(self) -> bool:
        """Say whether the item is called after the public's time to speak."""
        return self.at < len(self.items) and bool(_FORUM.search(self.items[self.at].title))

    def ends_forum(self, said: Said) -> bool:
        """Say whether what closes the meeting only ends the public's time to speak."""
        ends = said.is_bare and self.since_forum <= 1
        self.since_forum = 99 if ends else self.since_forum
        return ends

    def close(
        self, reach: Reach, sentence: str, statute: str, spared: frozenset[str] = frozenset()
    ) -> None:
        """Let the public be out from here on."""
        self.last_change = self.at
        self.reach, self.said, self.statute, self.spared = reach, sentence, statute, spared

    def hear_of_return(self, sentence: str) -> None:
        """Note that the public comes back where the record has not told that it went."""
        is_explained = self.reach or self.is_paper or self.at - self.last_change <= 1
        if not is_explained:
            self.returns.append((self.last_change, self.at, sentence))

    def closed(self) -> tuple[Reach | None, str, str]:
        """Return what closed the meeting, to close it so again."""
        return self.reach, self.said, self.statute

    def open(self) -> None:
        """Let the public be in again."""
        self.last_change = self.at if self.reach else self.last_change
        self.reach, self.said = None, ""


class PartsBehind(Enum):
    """Which of the appendices that are still to come in an item a sentence in front of them said to be private."""

    NONE = "none that it did not name"
    ONE = "the next one"
    ALL = "all"


@dataclass(slots=True)
class Walk:
    """What became of one item while its text was walked.

    `spans` are what is withheld of one text of it, `n_left` counts the texts that are still to come. With
    `follows` a heading, not a resolution, tells that what stands behind it is private; `begun` is the number of the named item whose `stretch` is walked. `rows` are those of the table
    behind a resolution, with `is_told` something behind it was withheld; `was_closed` what a motion to let the public in again would end. In an `is_debate` text people
    speak one by one: what they tell is no act of the meeting. `behind` are the paragraphs of the text with the number of the first that is still to come,
    `asked` the question with which the one before ended.
    """

    meeting: State
    title: Title
    hidden: bool
    whole: str = ""
    sentence: str = ""
    act: str = ""
    since_act: int = 0
    is_told: bool = False
    is_undone: bool = False
    has_opened: bool = False
    follows: bool = False
    n_left: int = 0
    is_doubtful: bool = False
    stretch: Line | None = None
    begun: str = ""
    n_public: int = 0
    n_hidden: int = 0
    labels: set[str] = field(default_factory=set)
    parts_behind: PartsBehind = PartsBehind.NONE
    rows: list[list[str]] = field(default_factory=list)
    was_closed: tuple[Reach | None, str, str] | None = None
    since_open: int = 0
    is_part: bool = False
    is_debate: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    behind: tuple[Sequence[tuple[int, str]], int] = ((), 0)
    asked: str = ""


# "9.1 Sale of flats", "69/E Sale of flats": the number of an item that its reader left in the text of another.
LEADING = re.compile(
    r"\W*(\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)])|\d{1,3}[A-Z]{1,2}(?=[.)])|[A-Za-z]{0,2}\d{1,3}/[A-Za-z\d]{1,4}|[A-Z]{1,3}\d{1,3}(?=[.):\s]))[.):]?\s+\S"
)


def text_of(item: AgendaItem) -> str:
    """Return all that an item says, a line for each of its texts."""
    return "\n".join((item.agenda, item.decision, item.minutes))


def said_of(meeting: State, number: str) -> str:
    """Return the words by which a resolution named an item's number, or ""."""
    return next(
        (
            said
            for named, said in meeting.named.items()
            if not said.startswith("\0") and is_part_of(number, named)
        ),
        "",
    )


def is_part_of(number: str, named: str) -> bool:
    """Say whether a number is the named one, or that of a part of it: "9.1", "9(2)"."""
    return number == named or number.startswith((f"{named}.", f"{named}("))
