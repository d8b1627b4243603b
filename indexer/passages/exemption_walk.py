"""The walk through the text of one item: which stretches of it the public may not read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.language.windows import sentences
from indexer.passages.exclusion import denies, read_sentence
from indexer.passages.exclusion_reach import Deed, Reach, Said
from indexer.passages.exclusion_words import role
from indexer.passages.exemption_marks import Line, Title, part_label, read_line
from indexer.passages.exemption_prose import NOTHING
from indexer.passages.exemption_statements import Mark, read_mark

# Stands in the text of an item where a stretch of it is withheld.
PART_WITHHELD = "[Part of this item is not for publication.]"
ABOUT_EXCLUSION = (Title.EXCLUSION, Title.SECTION, Title.ASKS)
_WRAPPED = re.compile(r"\n(?=[a-z])")
# "items nos. 9 and 10", "c. 25": no sentence ends here.
_ABBREVIATED = re.compile(r"\b(nos?|ss?|paras?|pt|art|c|sch)\.(?= ?[\d(])")
_PARAGRAPH = re.compile(r"[^\n](?:.|\n(?!\n))*")
# A resolution's own clauses, which stand behind it and are public.
_CLAUSE = re.compile(
    rf"{role('statute')}|\b(?:proposed|seconded|moved|carried|in favou?r|unanimous\w*|vote|ayes?|nays?|"
    r"on the grounds?|paragraphs?|resolved|agreed|time:|asterisk)\b",
    re.IGNORECASE,
)
_MOST_CLAUSE_WORDS = 45

_NOT_FOR_PUBLICATION = re.compile(
    r"\W*not for publication\W+(?:by|under|as|because|pursuant|in accordance|para)", re.IGNORECASE
)
# How many sentences behind a motion may tell that it came to nothing.
_UNDONE_WITHIN = 3


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
    """What became of one item while its text was walked. `spans` are what is withheld of one text of it."""

    meeting: State
    title: Title
    hidden: bool
    whole: str = ""
    sentence: str = ""
    act: str = ""
    since_act: int = 0
    is_undone: bool = False
    has_opened: bool = False
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


def walked(text: str, walk: Walk, note: str = PART_WITHHELD) -> str:
    """Return what is public of one text of an item, walking on through its paragraphs.

    `note` stands where a stretch is left out.
    """
    walk.spans = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for match in paragraphs:
        _walk_paragraph(match, walk, is_last=match is paragraphs[-1])
    walk.is_part |= bool(walk.spans)
    return _without(text, walk.spans, note)


def _walk_paragraph(match: re.Match[str], walk: Walk, *, is_last: bool) -> None:
    start = match.start()
    lines = match[0].split("\n")
    if not walk.meeting.named and all(read_line(line) is Line.PLAIN for line in lines):
        _walk_prose(match[0], start, walk)
        return
    for line in lines:
        kind = read_line(line)
        _begin_named(line, walk)
        if kind is Line.PLAIN:
            _walk_prose(line, start, walk)
        else:
            _walk_line(kind, line, start, walk, is_last=is_last)
        start += len(line) + 1


def _begin_named(line: str, walk: Walk) -> None:
    """Let a line that begins with a number begin or end what a resolution named."""
    match = LEADING.match(line)
    if match is None:
        return
    number = match[1].casefold()
    # What the resolution in this very item names, or one before it.
    said = said_of(walk.meeting, number) or walk.meeting.named.get(number, "").lstrip("\0")
    if said and not walk.hidden:
        walk.hidden, walk.stretch, walk.sentence = True, Line.SECTION, walk.sentence or said
    elif not said and walk.hidden and walk.stretch is Line.SECTION:
        walk.hidden, walk.stretch = False, None


def _walk_line(kind: Line, line: str, start: int, walk: Walk, *, is_last: bool) -> None:
    """Let a heading or a marking inside an item begin or end a stretch."""
    label = part_label(line)
    if kind is Line.PUBLIC_PART and label in walk.labels:
        kind = Line.PART
    if kind in (Line.MARKED, Line.PART):
        if kind is Line.MARKED and (not walk.n_public or _NOT_FOR_PUBLICATION.match(line)):
            walk.whole = walk.whole or line
        walk.hidden, walk.stretch, walk.sentence = True, kind, walk.sentence or line
        _hide(walk, start, line)
    elif kind is Line.DOCUMENT:
        walk.sentence = walk.sentence or line
        _hide(walk, start, line)
    elif kind is Line.PUBLIC_PART and walk.stretch is Line.PART:
        walk.hidden, walk.stretch = False, None
    elif kind is Line.OPENS:
        walk.hidden, walk.stretch = False, None
        walk.meeting.open()
    elif kind is Line.SECTION:
        walk.meeting.close(Reach.REST, line, line)
        walk.act, walk.since_act = line, 0
        walk.hidden = walk.hidden or not is_last
    elif walk.hidden:
        _hide(walk, start, line)


def _walk_prose(text: str, start: int, walk: Walk) -> None:
    before = ""
    # A line that begins in lower case goes on with the one above.
    flat = _ABBREVIATED.sub(r"\1 ", _WRAPPED.sub(" ", text))
    for span in sentences(flat):
        sentence = text[span.start : span.end]
        _walk_sentence(sentence, before, start + span.start, walk)
        before = sentence


def _walk_sentence(sentence: str, before: str, start: int, walk: Walk) -> None:
    said = read_sentence(sentence, before)
    walk.since_act += 1
    if walk.act and walk.since_act <= _UNDONE_WITHIN and _undoes(said, sentence, walk):
        _undo(walk)
    elif said and said.deed is Deed.CLOSES and not walk.hidden:
        if not walk.meeting.ends_forum(said):
            _act(said, sentence, walk)
        walk.n_public += not said.whole
        return
    elif said and said.deed is Deed.OPENS and walk.hidden and walk.stretch is None:
        walk.hidden, walk.has_opened = False, True
        walk.meeting.open()
        return
    elif not walk.hidden:
        _take_mark(sentence, walk)
    if not walk.hidden:
        walk.n_public += 1
    elif not (walk.act and _is_clause(sentence)):
        _hide(walk, start, sentence)


def _undoes(said: Said | None, sentence: str, walk: Walk) -> bool:
    """Say whether a sentence tells that the motion or the heading in front of it came to nothing."""
    if bool(said and said.deed is Deed.DENIES) or denies(sentence):
        return True
    is_none = walk.since_act == 1 and NOTHING.match(sentence)
    return bool(is_none) and read_line(walk.act) is Line.SECTION


def _undo(walk: Walk) -> None:
    meeting = walk.meeting
    meeting.open()
    meeting.named = {n: said for n, said in meeting.named.items() if not said.startswith("\0")}
    walk.hidden, walk.act, walk.n_hidden, walk.whole = False, "", 0, ""
    walk.is_undone = True
    walk.spans.clear()


def _act(said: Said, sentence: str, walk: Walk) -> None:
    """Let a resolution close the meeting, for the items that it reaches."""
    meeting, about_exclusion = walk.meeting, walk.title in ABOUT_EXCLUSION
    walk.act, walk.since_act = sentence, 0
    if meeting.is_paper:
        if said.whole and walk.title is Title.PLAIN:
            walk.whole, walk.sentence = sentence, sentence
        return
    if said.reach is Reach.NAMED:
        meeting.named.update(dict.fromkeys(said.numbers, f"\x00{sentence}"))
        meeting.statute = sentence
    elif said.reach is not Reach.PART_TWO:
        reach = Reach.NEXT if said.reach is Reach.THIS and about_exclusion else said.reach
        meeting.close(reach, sentence, sentence)
        walk.hidden = True
        walk.is_doubtful = True
        if said.whole and not about_exclusion:
            walk.whole = walk.sentence = sentence


def _take_mark(sentence: str, walk: Walk) -> None:
    """Let a sentence that says of its item, or of an appendix, that it is exempt withhold that."""
    mark = read_mark(sentence)
    if mark is Mark.WHOLE and walk.title is Title.PLAIN:
        walk.whole = walk.whole or sentence
        walk.sentence, walk.is_doubtful = walk.sentence or sentence, True
    elif mark is Mark.PART and (label := part_label(sentence)):
        walk.labels.add(label)


def _is_clause(sentence: str) -> bool:
    return len(sentence.split()) <= _MOST_CLAUSE_WORDS and bool(_CLAUSE.search(sentence))


def _hide(walk: Walk, start: int, text: str) -> None:
    walk.n_hidden += 1
    walk.spans.append((start, start + len(text)))


def _without(text: str, spans: list[tuple[int, int]], note: str) -> str:
    """Return a text with one note for each run of stretches that are left out."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        between = text[at:start]
        if between.strip() or not parts:
            parts += [between.strip("\n ") if parts else between.rstrip(), note]
        at = end
    if not spans:
        return text
    parts.append(text[at:].strip())
    return "\n\n".join(part for part in parts if part)
