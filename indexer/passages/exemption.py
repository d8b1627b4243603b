"""Which items of a meeting, and which stretches of an item, the public may not read, and why.

A meeting is walked from its first item to its last. A resolution that excludes the public closes it, a
readmission opens it again, a denial undoes the motion before it; a heading, a marking or a name may say that
something is not for the public without any resolution. What is doubtful is withheld, and listed for a person
to decide (`council-search review`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.records import OF_THE_MEETING, AgendaItem, Document, Meeting
from indexer.language.windows import sentences
from indexer.passages.exclusion import Deed, Reach, Said, denies, read_sentence
from indexer.passages.exclusion_words import role
from indexer.passages.exemption_marks import (
    Line,
    Title,
    name_is_marked,
    part_label,
    read_line,
    read_title,
)
from indexer.passages.exemption_statements import Mark, read_mark
from indexer.passages.procedure import is_procedural

# Stands in the text of an item where a stretch of it is withheld.
PART_WITHHELD = "[Part of this item is not for publication.]"
_ABOUT_EXCLUSION = (Title.EXCLUSION, Title.SECTION, Title.ASKS)
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
_NIL = re.compile(
    r"^\W*(?:none(?! of)|nil|no|n/?a|dim|nothing|not (?:needed|required|applicable|used|necessary|held)|cancelled|"
    r"withdrawn|-)\b[^.\n]{0,60}\W*$",
    re.IGNORECASE,
)
_MOST_NIL_WORDS = 4
# What says that there is nothing says no more; a longer text has a "no" of another kind.
_MOST_DENIAL_WORDS = 30
_NO_SUCH = re.compile(
    rf"{role('negation')}|{role('undone')}|\b(?:open session|in public|in the open|stay(?:ed)? open|remain(?:ed)? (?:in )?open)\b",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(
    r"\bparagraphs?\s*\(?(\d(?:(?:\s*(?:,|and|&)\s*)\d)*)\)?(?!\d|\.\d)", re.IGNORECASE
)
_ACT_OF_1972 = re.compile(
    r"schedule 12 ?a|local government act,? 1972|section 100 ?a|s\.? ?100 ?a", re.IGNORECASE
)
_NOT_FOR_PUBLICATION = re.compile(
    r"\W*not for publication\W+(?:by|under|as|because|pursuant|in accordance|para)", re.IGNORECASE
)
# How many sentences behind a motion may tell that it came to nothing.
_UNDONE_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is withheld of an item.

    `reason` says why the whole item is, and is None where it is not. `item` holds what the public may read
    of the `original`: all but some stretches if `is_part`. `sentence` is what decided. With `is_doubtful` a person should
    look: wording and structure disagree, or the words are a mention only.
    """

    original: AgendaItem
    item: AgendaItem
    reason: str | None = None
    sentence: str = ""
    is_part: bool = False
    is_doubtful: bool = False


@dataclass(slots=True)
class _Meeting:
    """Where the walk stands: what is closed, and by which words."""

    is_paper: bool = False
    reach: Reach | None = None
    said: str = ""
    part: str = ""
    named: dict[str, str] = field(default_factory=dict)
    statute: str = ""

    def close(self, reach: Reach, sentence: str, statute: str) -> None:
        self.reach, self.said, self.statute = reach, sentence, statute

    def open(self) -> None:
        self.reach, self.said = None, ""


@dataclass(slots=True)
class _Walk:
    """What became of one item while its text was walked. `spans` are what is withheld of one text of it."""

    meeting: _Meeting
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


def exempt_reasons(items: Sequence[AgendaItem]) -> list[str | None]:
    """Return for each item of a meeting why it is withheld as a whole, or None if it is public."""
    return [verdict.reason for verdict in verdicts(items)]


def of_meeting(meeting: Meeting) -> list[Verdict]:
    """Return for each item of a record what of it is withheld."""
    is_paper = meeting.kind is not None and meeting.kind not in OF_THE_MEETING
    title = (meeting.document.title if meeting.document else "") if is_paper else ""
    restricted = bool(meeting.document and meeting.document.restricted)
    if marked := _paper_is_marked(meeting.source, title, restricted=restricted):
        return [_whole(item, marked) for item in meeting.items]
    return verdicts(meeting.items, is_paper=is_paper)


def of_document(document: Document) -> list[Verdict]:
    """Return for each section of a paper what of it is withheld: all if the paper is marked."""
    parts = [AgendaItem(s.heading, agenda=s.text) for s in document.sections]
    title, source = document.title, document.source or ""
    if marked := _paper_is_marked(source, title, restricted=document.restricted):
        return [_whole(part, marked) for part in parts]
    return verdicts(parts, is_paper=True)


def verdicts(items: Sequence[AgendaItem], *, is_paper: bool = False) -> list[Verdict]:
    """Return for each item what of it is withheld.

    The items are a meeting's, or with `is_paper` the sections of a paper. A paper is no meeting: what it
    says of the public closes nothing, its markings do.
    """
    if marked := _head_is_marked(items):
        return [_whole(item, marked) for item in items]
    meeting = _Meeting(is_paper=is_paper)
    return [_verdict(items, at, meeting) for at in range(len(items))]


def _paper_is_marked(source: str, title: str, *, restricted: bool) -> str:
    """Return what marks a whole file: its name, its folder's, its title, its listing; or ""."""
    if restricted:
        return "listed as restricted"
    if source and name_is_marked(source):
        return f"the file is called {source}"
    marked = read_title(title) is Title.MARKED or read_line(title) in (Line.PART, Line.MARKED)
    return title if title and marked else ""


def _head_is_marked(items: Sequence[AgendaItem]) -> str:
    """Return the marking in the head of a document, in front of its first item, or ""."""
    if not items or items[0].number is not None or len(items) == 1:
        return ""
    lines = [line for line in _text(items[0]).split("\n") if line.strip()][:6]
    return next((line for line in lines if read_line(line) is Line.MARKED), "")


def _verdict(items: Sequence[AgendaItem], at: int, meeting: _Meeting) -> Verdict:
    item = items[at]
    title = Title.MARKED if item.restricted else read_title(item.title)
    if title is Title.OPENS:
        meeting.open()
    named = _named(meeting, item)
    about_exclusion = title in _ABOUT_EXCLUSION
    inside = meeting.said if meeting.reach and not about_exclusion else named
    if inside and not named and _is_formality(item):
        inside = ""
    only_next = meeting.reach is Reach.NEXT and not about_exclusion
    walk = _Walk(meeting, title, hidden=bool(inside))
    if title is Title.MARKED:
        walk.whole, walk.sentence = item.title, item.title
        walk.is_doubtful = not item.restricted
        text = _text(item).strip()
        if not item.restricted and len(text.split()) <= _MOST_NIL_WORDS and _NIL.match(text):
            walk.whole = walk.sentence = ""
    _walk_heading(item, meeting, walk)
    public = replace(
        item,
        agenda=_walked(item.agenda, walk),
        decision=_walked(item.decision, walk),
        minutes=_walked(item.minutes, walk),
        documents=_public_documents(item),
    )
    _close_by_title(items, at, walk)
    _resolve_named(items, at, meeting)
    if only_next and meeting.reach is Reach.NEXT and not walk.act:
        meeting.open()
    if meeting.reach is Reach.THIS:
        meeting.open()
    sentence = walk.sentence or inside or walk.act
    if walk.whole or (not walk.n_public and (walk.n_hidden or (inside and not walk.has_opened))):
        statutes = f"{item.title}\n{_text(item)}\n{meeting.statute if inside else ''}\n{sentence}"
        return Verdict(
            item,
            item,
            _reason(statutes),
            sentence,
            is_doubtful=walk.is_doubtful or not item.restricted,
        )
    return Verdict(item, public, None, sentence, is_part=walk.is_part, is_doubtful=walk.is_doubtful)


def _walk_heading(item: AgendaItem, meeting: _Meeting, walk: _Walk) -> None:
    """Let an appendix of a paper reach over its own headings, to the next appendix."""
    if not meeting.is_paper:
        return
    kind = read_line(item.title)
    if kind in (Line.PART, Line.MARKED, Line.SECTION):
        meeting.part = item.title
    elif kind in (Line.PUBLIC_PART, Line.OPENS):
        meeting.part = ""
    if meeting.part:
        walk.whole = walk.sentence = walk.whole or meeting.part


# What ends every meeting, and is told of a private one too.
_FORMALITY = re.compile(
    r"^\W*(?:adjourn\w*|roll call|close of (?:the )?meeting|(?:date|time)s?\b.{0,30}\bnext meeting|next meeting|"
    r"termination|by-?laws?:? confirming proceedings.*|confirm\w* by-?law)\b",
    re.IGNORECASE,
)
_MOST_FORMALITY_WORDS = 40


def _is_formality(item: AgendaItem) -> bool:
    return bool(_FORMALITY.match(item.title)) and len(_text(item).split()) <= _MOST_FORMALITY_WORDS


# "9.1 Sale of flats": the number of an item that its reader left in the text of another.
_LEADING = re.compile(r"\W*(\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)]))[.)]?\s+\S")


def _named(meeting: _Meeting, item: AgendaItem) -> str:
    """Return the words by which a resolution named this item, or ""."""
    number = _number(item)
    return _said_of(meeting, number) if number else ""


def _said_of(meeting: _Meeting, number: str) -> str:
    return next(
        (
            said
            for named, said in meeting.named.items()
            if not said.startswith("\0")
            and (number == named or number.startswith((f"{named}.", f"{named}(")))
        ),
        "",
    )


def _resolve_named(items: Sequence[AgendaItem], at: int, meeting: _Meeting) -> None:
    """Close the meeting for all that follows if none of the items that a resolution names is there."""
    fresh = {n: said for n, said in meeting.named.items() if said.startswith("\0")}
    if not fresh:
        return
    later = {_number(item) for item in items[at:]}
    for item in items[at + 1 :]:
        later.update(m[1] for line in _text(item).split("\n") if (m := _LEADING.match(line)))
    known = {n for n in fresh if any(k == n or k.startswith((f"{n}.", f"{n}(")) for k in later)}
    for n, said in fresh.items():
        if n in known:
            meeting.named[n] = said[1:]
        else:
            del meeting.named[n]
    if not known:
        meeting.close(Reach.REST, next(iter(fresh.values()))[1:], "")


def _walked(text: str, walk: _Walk) -> str:
    """Return what is public of one text of an item, walking on through its paragraphs."""
    walk.spans = []
    paragraphs = list(_PARAGRAPH.finditer(text))
    for match in paragraphs:
        _walk_paragraph(match, walk, is_last=match is paragraphs[-1])
    walk.is_part |= bool(walk.spans)
    return _without(text, walk.spans)


def _walk_paragraph(match: re.Match[str], walk: _Walk, *, is_last: bool) -> None:
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


def _begin_named(line: str, walk: _Walk) -> None:
    """Let a line that begins with a number begin or end what a resolution named."""
    match = _LEADING.match(line)
    if match is None:
        return
    said = _said_of(walk.meeting, match[1].casefold())
    if said and not walk.hidden:
        walk.hidden, walk.stretch, walk.sentence = True, Line.SECTION, walk.sentence or said
    elif not said and walk.hidden and walk.stretch is Line.SECTION:
        walk.hidden, walk.stretch = False, None


def _walk_line(kind: Line, line: str, start: int, walk: _Walk, *, is_last: bool) -> None:
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


def _walk_prose(text: str, start: int, walk: _Walk) -> None:
    before = ""
    # A line that begins in lower case goes on with the one above.
    flat = _ABBREVIATED.sub(r"\1 ", _WRAPPED.sub(" ", text))
    for span in sentences(flat):
        sentence = flat[span.start : span.end]
        _walk_sentence(sentence, before, start + span.start, walk)
        before = sentence


def _walk_sentence(sentence: str, before: str, start: int, walk: _Walk) -> None:
    said = read_sentence(sentence, before)
    walk.since_act += 1
    if walk.act and walk.since_act <= _UNDONE_WITHIN and _undoes(said, sentence):
        _undo(walk)
    elif said and said.deed is Deed.CLOSES and not walk.hidden:
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


def _undoes(said: Said | None, sentence: str) -> bool:
    return bool(said and said.deed is Deed.DENIES) or denies(sentence)


def _undo(walk: _Walk) -> None:
    meeting = walk.meeting
    meeting.open()
    meeting.named = {n: said for n, said in meeting.named.items() if not said.startswith("\0")}
    walk.hidden, walk.act, walk.n_hidden, walk.whole = False, "", 0, ""
    walk.is_undone = True
    walk.spans.clear()


def _act(said: Said, sentence: str, walk: _Walk) -> None:
    """Let a resolution close the meeting, for the items that it reaches."""
    meeting, about_exclusion = walk.meeting, walk.title in _ABOUT_EXCLUSION
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


def _take_mark(sentence: str, walk: _Walk) -> None:
    """Let a sentence that says of its item, or of an appendix, that it is exempt withhold that."""
    mark = read_mark(sentence)
    if mark is Mark.WHOLE and walk.title is Title.PLAIN:
        walk.whole = walk.whole or sentence
        walk.sentence, walk.is_doubtful = walk.sentence or sentence, True
    elif mark is Mark.PART and (label := part_label(sentence)):
        walk.labels.add(label)


def _is_clause(sentence: str) -> bool:
    return len(sentence.split()) <= _MOST_CLAUSE_WORDS and bool(_CLAUSE.search(sentence))


def _hide(walk: _Walk, start: int, text: str) -> None:
    walk.n_hidden += 1
    walk.spans.append((start, start + len(text)))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text with one note for each run of stretches that are left out."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        between = text[at:start]
        if between.strip() or not parts:
            parts += [between.strip("\n ") if parts else between.rstrip(), PART_WITHHELD]
        at = end
    if not spans:
        return text
    parts.append(text[at:].strip())
    return "\n\n".join(part for part in parts if part)


def _close_by_title(items: Sequence[AgendaItem], at: int, walk: _Walk) -> None:
    """Let a title such as "Closed session" close the meeting, unless its text says otherwise."""
    item, title = items[at], walk.title
    if title not in (Title.SECTION, Title.EXCLUSION) or walk.act or walk.whole or walk.is_undone:
        return
    if walk.meeting.is_paper:
        return
    text = _text(item).strip()
    if _says_none(item) or (not text and _stands_at_the_front(items, at, title)):
        return
    if text and (said := read_sentence(text)) and said.deed is Deed.MENTIONS:
        return
    if any(_only_asks(s) for s in text.split("\n")):
        return
    walk.meeting.close(Reach.REST, item.title, f"{item.title}\n{text}")
    if title is Title.SECTION and text:
        walk.whole = walk.sentence = item.title


def _only_asks(text: str) -> bool:
    return bool(
        re.search(
            r"\bwhether\b|\bif any\b|\bany items?\b|\bmay\b|\bto consider\b", text, re.IGNORECASE
        )
    )


def _says_none(item: AgendaItem) -> bool:
    """Say whether the text of an item that is about what is private says that there is nothing."""
    text = _text(item).strip()
    if not text:
        return False
    if _NIL.match(text):
        return True
    first = [text[s.start : s.end] for s in sentences(text.replace("\n", " "))][:3]
    deeds = {said.deed for s in first if (said := read_sentence(s))}
    if Deed.CLOSES in deeds or Deed.DENIES in deeds:
        return Deed.CLOSES not in deeds
    return len(text.split()) <= _MOST_DENIAL_WORDS and any(map(_NO_SUCH.search, first))


def _stands_at_the_front(items: Sequence[AgendaItem], at: int, title: Title) -> bool:
    """Say whether only procedural items come before: there it is on every agenda, needed or not.

    The heading of a section stands there only if procedural items follow it too.
    """
    if title is Title.SECTION and not is_procedural(items[min(at + 1, len(items) - 1)].title):
        return False
    return all(is_procedural(i.title) for i in items[:at]) and len(items) - at > 3


def _public_documents(item: AgendaItem) -> tuple[Document, ...]:
    return tuple(
        d for d in item.documents if not _paper_is_marked("", d.title, restricted=d.restricted)
    )


def _whole(item: AgendaItem, sentence: str) -> Verdict:
    return Verdict(item, item, _reason(f"{sentence}\n{_text(item)}"), sentence)


def _text(item: AgendaItem) -> str:
    return "\n".join((item.agenda, item.decision, item.minutes))


def _number(item: AgendaItem) -> str:
    return (item.number or "").strip(" .()").casefold()


def _paragraphs(text: str) -> str:
    """Return the paragraphs of Schedule 12A that a text names, such as "1 and 3", or ""."""
    for match in _PARAGRAPHS.finditer(text):
        around = text[max(0, match.start() - 120) : match.end() + 120]
        if re.search(
            r"exempt|not for publication|schedule|confidential|12a", around, re.IGNORECASE
        ):
            return " ".join(match[1].split())
    return ""


def _reason(text: str) -> str:
    """Return why an item is withheld; the Act of England and Wales only where the record names it."""
    paragraphs = _paragraphs(text)
    if _ACT_OF_1972.search(text):
        stated = f", paragraph {paragraphs} of Schedule 12A" if paragraphs else ""
        return f"Exempt item: not for publication (Local Government Act 1972{stated})"
    stated = f" (paragraph {paragraphs})" if paragraphs else ""
    return f"Exempt item: not for publication{stated}"
