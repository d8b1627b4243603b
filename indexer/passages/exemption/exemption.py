"""Which items of a meeting, and which stretches of an item, the public may not read, and why.

A meeting is walked from its first item to its last. A resolution that excludes the public closes it, a
readmission opens it again, a denial undoes the motion before it; a heading, a marking or a name may say that
something is not for the public without any resolution. What is doubtful is withheld, and listed for a person
to decide (`council-search review`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from corpus.records import OF_THE_MEETING, AgendaItem, Document, Meeting
from indexer.passages.exclusion.reach import Reach
from indexer.passages.exemption.acts import ABOUT_EXCLUSION
from indexer.passages.exemption.formality import is_formality
from indexer.passages.exemption.head import of_private_meeting
from indexer.passages.exemption.inner import marked_lines
from indexer.passages.exemption.items import minutes_items, with_whole_titles
from indexer.passages.exemption.lines import Line, part_label, read_line
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.exemption.named import named, narrow_to_rows, number_of
from indexer.passages.exemption.names import name_is_marked
from indexer.passages.exemption.nothing import is_marked_nil
from indexer.passages.exemption.reason import reason
from indexer.passages.exemption.returns import supposed
from indexer.passages.exemption.stars import starred
from indexer.passages.exemption.state import State, Walk, text_of
from indexer.passages.exemption.titles import (
    act_by_title,
    close_by_title,
    comes_back_by_title,
    title_kind,
    walked_title,
)
from indexer.passages.exemption.told import told_elsewhere
from indexer.passages.exemption.walk import walked
from indexer.passages.passage import PART_WITHHELD
from indexer.passages.tuning import WITHHOLDING


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


def of_any_document(document: Document) -> list[Verdict]:
    """Return for each section of a paper, or each item of minutes in a pack, what of it is withheld."""
    return verdicts(minutes_items(document)) if document.meeting else of_document(document)


def every_verdict(meeting: Meeting) -> list[Verdict]:
    """Return what of each item is withheld, and of each section of the documents that belong to it."""
    found: list[Verdict] = []
    for item, verdict in zip(meeting.items, of_meeting(meeting), strict=True):
        found.append(verdict)
        for document in item.documents:
            found += of_any_document(document)
    return found


def verdicts(items: Sequence[AgendaItem], *, is_paper: bool = False) -> list[Verdict]:
    """Return for each item what of it is withheld.

    The items are a meeting's, or with `is_paper` the sections of a paper. A paper is no meeting: what it
    says of the public closes nothing, its markings do.
    """
    if marked := _head_is_marked(items):
        return [_whole(item, marked) for item in items]
    read = with_whole_titles(items)
    found = _verdicts(read, is_paper=is_paper)
    return [
        one if item is whole else _as_it_was(one, item, whole)
        for one, item, whole in zip(found, items, read, strict=True)
    ]


def _as_it_was(found: Verdict, item: AgendaItem, read: AgendaItem) -> Verdict:
    """Return a verdict on an item that was read with its whole title; what is withheld keeps the title that it had."""
    if found.reason is not None:
        return replace(found, original=item, item=replace(found.item, title=item.title))
    return replace(found, original=item, item=item if found.item == read else found.item)


def _verdicts(items: Sequence[AgendaItem], *, is_paper: bool) -> list[Verdict]:
    signs = starred(items)
    told = told_elsewhere(signs.items)
    items = told.items
    state = partial(
        State,
        items=items,
        has_signs=signs.are_borne,
        brackets=signs.brackets,
        named=dict.fromkeys(signs.lines, _BY_SIGN) | marked_lines(items),
        told=told.numbers,
        labels=told.labels,
    )
    meeting = state(is_paper=is_paper)
    found = [_verdict(items, at, meeting) for at in range(len(items))]
    must = supposed(items, meeting.returns)
    if not (must.suspects or must.closed_before):
        return found
    meeting = state(suspects=must.suspects, closed_before=must.closed_before)
    return [_verdict(items, at, meeting) for at in range(len(items))]


@lru_cache(maxsize=256)
def _paper_is_marked(source: str, title: str, *, restricted: bool) -> str:
    """Return what marks a whole file: its name, its folder's, its title, its listing; or ""."""
    if restricted:
        return "listed as restricted"
    if source and name_is_marked(source):
        return f"the file is called {source}"
    marked = read_title(title) is Title.MARKED or read_line(title) in (
        Line.PART,
        Line.MARKED,
        Line.WHOLE,
    )
    return title if title and marked else ""


def _head_is_marked(items: Sequence[AgendaItem]) -> str:
    """Return the marking in the head of a document, in front of its first item, or ""."""
    if not items or items[0].number is not None or len(items) == 1:
        return ""
    lines = [line for line in text_of(items[0]).split("\n") if line.strip()]
    lines = lines[: WITHHOLDING.head]
    marked = next((line for line in lines if read_line(line) in (Line.MARKED, Line.WHOLE)), "")
    return marked or of_private_meeting(lines, items)


def _verdict(items: Sequence[AgendaItem], at: int, meeting: State) -> Verdict:
    item, meeting.at = items[at], at
    title = title_kind(item, meeting)
    if at in meeting.closed_before:
        meeting.close(Reach.REST, _CAME_BACK, "")
    if comes_back_by_title(item, meeting) or title is Title.OPENS:
        meeting.open()
    meeting.hear_of_forum(f"{item.title}\n{text_of(item)}")
    about_exclusion = title in ABOUT_EXCLUSION
    inside = _inside(item, meeting, about_exclusion=about_exclusion)
    only_next = meeting.reach is Reach.NEXT and not about_exclusion
    walk = Walk(meeting, title, hidden=bool(inside))
    public = _walked_item(item, walk)
    close_by_title(items, at, walk)
    narrow_to_rows(walk)
    meeting.named = {number: said.lstrip("\0") for number, said in meeting.named.items()}
    _leave(walk, is_over=only_next and not walk.act)
    return _concluded(item, public, inside, walk)


def _leave(walk: Walk, *, is_over: bool) -> None:
    """Let the meeting be open behind an item if what closed it reached no further."""
    meeting = walk.meeting
    if meeting.reach is Reach.THIS and not (walk.n_hidden or walk.whole):
        # Nothing stood behind it: it spoke of the item that follows.
        meeting.reach = Reach.NEXT
    elif meeting.reach is Reach.THIS or (is_over and meeting.reach is Reach.NEXT):
        meeting.open()


# What is said of a line of a text whose number bears a sign.
_BY_SIGN = (
    "(A note of the record says of the sign that this number bears that it is not for the public.)"
)

# What is said to have closed a meeting of which only the return is told.
_CAME_BACK = (
    "(Behind this the record tells that the public came back; it does not tell when it went.)"
)


def _inside(item: AgendaItem, meeting: State, *, about_exclusion: bool) -> str:
    """Return the words that closed the meeting before this item, or ""."""
    named_by = named(meeting, item)
    is_closed = meeting.reach and not about_exclusion and number_of(item) not in meeting.spared
    inside = meeting.said if is_closed else named_by
    return "" if inside and not named_by and is_formality(item) else inside


def _walked_item(item: AgendaItem, walk: Walk) -> AgendaItem:
    """Return what is public of an item, walking through its title and its texts."""
    _take_title(item, walk)
    _walk_heading(item, walk.meeting, walk)
    title = walked_title(item, walk)
    act_by_title(item, walk)
    walk.n_left = sum(bool(text.strip()) for text in (item.agenda, item.decision, item.minutes))
    return replace(
        item,
        title=title,
        agenda=walked(item.agenda, walk),
        decision=walked(item.decision, walk),
        minutes=walked(item.minutes, walk),
        documents=public_documents(item),
    )


def _concluded(item: AgendaItem, public: AgendaItem, inside: str, walk: Walk) -> Verdict:
    """Return what the walk through an item comes to. `inside` closed the meeting before it."""
    sentence = walk.sentence or inside or walk.act
    if walk.whole or (not walk.n_public and _is_hidden(inside, walk)):
        return _withheld(item, sentence, walk, statute=walk.meeting.statute if inside else "")
    if public.title != item.title and PART_WITHHELD not in text_of(public):
        public = replace(public, minutes=f"{public.minutes}\n\n{PART_WITHHELD}".strip())
    return Verdict(item, public, None, sentence, is_part=walk.is_part, is_doubtful=walk.is_doubtful)


def _withheld(item: AgendaItem, sentence: str, walk: Walk, *, statute: str) -> Verdict:
    """Return the verdict on an item that is withheld as a whole, and note its number for the tables behind it."""
    walk.meeting.hidden_numbers.add(number_of(item) or "?")
    why = reason(f"{item.title}\n{text_of(item)}\n{statute}\n{sentence}")
    is_doubtful = walk.is_doubtful or not item.restricted
    return Verdict(item, item, why, sentence, is_doubtful=is_doubtful)


def _is_hidden(inside: str, walk: Walk) -> bool:
    """Say whether all of an item was hidden. Under a heading over what follows stands nothing of it."""
    return bool((walk.n_hidden and not walk.follows) or (inside and not walk.has_opened))


def _take_title(item: AgendaItem, walk: Walk) -> None:
    """Let a title or a key that marks its item withhold it, unless the text says that there is nothing."""
    if walk.title is Title.ROW:
        walk.whole = walk.sentence = f"{item.title} | {text_of(item).strip()}"
    heads_part = walk.meeting.is_paper and part_label(item.title) is not None
    if walk.title is not Title.MARKED or (heads_part and not item.restricted):
        return
    walk.is_doubtful = not item.restricted
    if item.restricted or not is_marked_nil(item):
        walk.whole = walk.sentence = item.title


def _walk_heading(item: AgendaItem, meeting: State, walk: Walk) -> None:
    """Let an appendix of a paper reach over its own headings, to the next appendix."""
    if not meeting.is_paper:
        return
    kind = read_line(item.title)
    if kind in (Line.PART, Line.MARKED, Line.SECTION, Line.WHOLE):
        meeting.part = item.title
    elif kind in (Line.PUBLIC_PART, Line.OPENS):
        meeting.part = ""
    if meeting.part:
        walk.hidden, walk.stretch, walk.sentence = True, Line.PART, meeting.part
        walk.labels.add(part_label(meeting.part) or "")


def public_documents(item: AgendaItem) -> tuple[Document, ...]:
    """Return the documents of an item that nothing marks as restricted."""
    return tuple(
        d for d in item.documents if not _paper_is_marked("", d.title, restricted=d.restricted)
    )


def _whole(item: AgendaItem, sentence: str) -> Verdict:
    return Verdict(item, item, reason(f"{sentence}\n{text_of(item)}"), sentence)
