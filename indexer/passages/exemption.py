"""Which items of a meeting, and which stretches of an item, the public may not read, and why.

A meeting is walked from its first item to its last. A resolution that excludes the public closes it, a
readmission opens it again, a denial undoes the motion before it; a heading, a marking or a name may say that
something is not for the public without any resolution. What is doubtful is withheld, and listed for a person
to decide (`council-search review`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.records import OF_THE_MEETING, AgendaItem, Document, Meeting
from indexer.language.windows import sentences
from indexer.passages.exclusion import Deed, Reach, read_sentence
from indexer.passages.exclusion_words import role
from indexer.passages.exemption_marks import Line, Title, name_is_marked, read_line, read_title
from indexer.passages.exemption_walk import ABOUT_EXCLUSION, LEADING, State, Walk, said_of, walked
from indexer.passages.procedure import is_procedural

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
    meeting = State(is_paper=is_paper)
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


def _verdict(items: Sequence[AgendaItem], at: int, meeting: State) -> Verdict:
    item = items[at]
    title = Title.MARKED if item.restricted else read_title(item.title)
    if title is Title.OPENS:
        meeting.open()
    named = _named(meeting, item)
    about_exclusion = title in ABOUT_EXCLUSION
    inside = meeting.said if meeting.reach and not about_exclusion else named
    if inside and not named and _is_formality(item):
        inside = ""
    only_next = meeting.reach is Reach.NEXT and not about_exclusion
    walk = Walk(meeting, title, hidden=bool(inside))
    if title is Title.MARKED:
        walk.whole, walk.sentence = item.title, item.title
        walk.is_doubtful = not item.restricted
        text = _text(item).strip()
        if not item.restricted and len(text.split()) <= _MOST_NIL_WORDS and _NIL.match(text):
            walk.whole = walk.sentence = ""
    _walk_heading(item, meeting, walk)
    public = replace(
        item,
        agenda=walked(item.agenda, walk),
        decision=walked(item.decision, walk),
        minutes=walked(item.minutes, walk),
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


def _walk_heading(item: AgendaItem, meeting: State, walk: Walk) -> None:
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


def _named(meeting: State, item: AgendaItem) -> str:
    """Return the words by which a resolution named this item, or ""."""
    number = _number(item)
    return said_of(meeting, number) if number else ""


def _resolve_named(items: Sequence[AgendaItem], at: int, meeting: State) -> None:
    """Close the meeting for all that follows if none of the items that a resolution names is there."""
    fresh = {n: said for n, said in meeting.named.items() if said.startswith("\0")}
    if not fresh:
        return
    later = {_number(item) for item in items[at:]}
    for item in items[at + 1 :]:
        later.update(m[1] for line in _text(item).split("\n") if (m := LEADING.match(line)))
    known = {n for n in fresh if any(k == n or k.startswith((f"{n}.", f"{n}(")) for k in later)}
    for n, said in fresh.items():
        if n in known:
            meeting.named[n] = said[1:]
        else:
            del meeting.named[n]
    if not known:
        meeting.close(Reach.REST, next(iter(fresh.values()))[1:], "")


def _close_by_title(items: Sequence[AgendaItem], at: int, walk: Walk) -> None:
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
