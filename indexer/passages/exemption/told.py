"""What a record tells in one place of an item or an appendix that stands in another: a note under it, a list of papers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.first_look import FirstLook, first_look
from corpus.records import AgendaItem
from indexer.language.windows import sentences
from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.meant import PERHAPS
from indexer.passages.exclusion.reach import Deed, named_numbers
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.kept import is_kept, were_away
from indexer.passages.exemption.lines import part_label
from indexer.passages.exemption.named import number_of
from indexer.passages.exemption.paragraphs import unwrapped
from indexer.passages.exemption.state import text_of
from indexer.passages.exemption.statements import read_mark


@dataclass(frozen=True, slots=True)
class Told:
    """Items, of which those are restricted of which another place of the record tells it, and by which numbers and labels."""

    items: Sequence[AgendaItem]
    numbers: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()


def told_elsewhere(items: Sequence[AgendaItem]) -> Told:
    """Return what the notes and the lists of papers of a record tell of its other items and appendices."""
    named = set(_named(items))
    labels = {label for item in items for label in _labels_in(text_of(item))}
    if not (named or labels):
        return Told(items)
    marked = [_as_told(item, named, labels) for item in items]
    return Told(marked, frozenset(named), frozenset(labels))


def _named(items: Sequence[AgendaItem]) -> Iterator[str]:
    """Yield the numbers that a text names of items in front of it; what a resolution names behind it, the walk sees to."""
    numbers = {n: at for at, item in enumerate(items) if (n := number_of(item))}
    for at, item in enumerate(items):
        yield from (n for n in _named_in(text_of(item)) if numbers.get(n, len(items)) <= at)


def _labels_in(text: str) -> Iterator[str]:
    """Yield the appendices that a text lists as not for the public; a heading speaks for itself."""
    lines = [line for line in text.split("\n") if line.strip()] if _lists_parts(text) else []
    for before, line, behind in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if not _heads_part(line) or _heads_part(before) or _heads_part(behind):
            yield from marked_labels(line)


def _lists_parts(text: str) -> bool:
    return _part_look().lets_through(text.casefold())


def _heads_part(line: str) -> bool:
    """Say whether a line begins with an appendix and names no other: it may be its heading, which speaks for itself."""
    return part_label(line) is not None and len(_LABELLED.findall(line)) == 1


def _as_told(item: AgendaItem, named: Collection[str], labels: Collection[str]) -> AgendaItem:
    is_told = number_of(item) in named or (part_label(item.title) or "-") in labels
    return replace(item, restricted=True) if is_told else item


def explains_elsewhere(sentence: str, numbers: Collection[str], labels: Collection[str]) -> bool:
    """Say whether a sentence tells of items or appendices of which the record knows by it that they are private."""
    if numbers and (named := _named_of(sentence)):
        return named <= set(numbers)
    if not (labels and marked_labels(sentence)):
        return False
    # "Resolved that the public be excluded while Appendix B (exempt) is discussed" is more than a list.
    said = read_sentence(sentence)
    return said is None or said.deed is not Deed.CLOSES


@lru_cache(maxsize=1)
def _look() -> FirstLook:
    return first_look(_NUMBERED)


# "Minute 5", "Items 3 and 4": an item of this record, by its number.
_NUMBERED = compiled(r"\b(?:items?|minutes?|eitem(?:au)?)(?: (?:nos?|numbers?)\.?)? [a-z]?\d")
_PAST = compiled(
    r"\b(?:was|were|had been|has been|have been|is|are|stands?|took place|heard|taken|held)\b"
)
# What is asked, moved or of another meeting is told of none of these.
_OF_OTHERS = compiled(
    r"\b(?:last|previous|earlier|next|future) (?:meeting|minutes)|\bmeeting (?:of|held)\b|\bthat (?:the )?(?:item|minute)s?\b|\bminutes of\b"
    r"|\b(?:moved|proposed|proposal|recommend\w*|motion|resolved|asked|requested|suggested|said|queried|agreed|should|shall|will|would|to be)\b"
)


def _named_in(text: str) -> frozenset[str]:
    """Return the numbers of items of which the lines of a text tell that they were private."""
    found: set[str] = set()
    for line in filter(_names_items, unwrapped(text)):
        found.update(*(_named_of(line[span.start : span.end]) for span in sentences(line)))
    return frozenset(found)


def _names_items(line: str) -> bool:
    return _look().lets_through(line.casefold()) and bool(_NUMBERED.search(line))


@lru_cache(maxsize=512)
def _named_of(sentence: str) -> frozenset[str]:
    numbers = named_numbers(sentence)
    if not numbers or _OF_OTHERS.search(sentence) or PERHAPS.search(sentence):
        return frozenset()
    said = read_sentence(sentence)
    is_closing = said is not None and said.deed is Deed.CLOSES
    is_told = bool(_PAST.search(sentence)) and (is_closing or were_away(sentence))
    is_marked = is_kept(sentence) or read_mark(sentence) is not None
    return numbers if is_told or is_marked else frozenset()


_PART = role("part_thing")
# "Annex B, the surveyor's letter (not to be shown outside the council)"; "B – prices (circulated to Members only)".
_LABELLED = compiled(rf"{_PART}\s+(?P<label>\d{{1,2}}|(?-i:[A-Z]))\b(?!\s*(?:to|and|of)\b)")
_LIST = compiled(rf"(?P<thing>{_PART})\s*[:–-]\s*(?=(?-i:[A-Z]|\d{{1,2}})\s*[-–:)])")
_MEMBER = re.compile(r"(?:^|[;,.]\s*)(?P<label>[A-Z]|\d{1,2})\s*[-–:)]\s*")
_SINGULAR = {
    "appendices": "appendix",
    "annexes": "annex",
    "annexures": "annexure",
    "attachments": "attachment",
    "enclosures": "enclosure",
}
_MARK = rf"(?:{role('strong_mark', 'protective', 'in_private')}|private|restricted|closed)"
_IS_MARKED = compiled(
    rf"\(\s*(?:this is\s+|which is\s+)?{_MARK}[^()]*\)|\[\s*{_MARK}[^\]]*\]|[-–—:,]\s*(?:which is\s+|is\s+)?{_MARK}\W*$"
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{4,120})[)\]]")
_DENIED = compiled(
    r"\b(?:not|non|no longer|un|formerly)[- ]?(?:exempt|confidential|restricted|private|closed)\b"
)


@lru_cache(maxsize=512)
def marked_labels(line: str) -> frozenset[str]:
    """Return which appendices a line lists as not for the public: "annex b"."""
    if not _part_look().lets_through(line.casefold()):
        return frozenset()
    return frozenset(label for label, told in _listed(line) if _is_marked(told))


@lru_cache(maxsize=1)
def _part_look() -> FirstLook:
    return first_look(_LABELLED_OR_LIST)


_LABELLED_OR_LIST = compiled(_PART)


def _listed(line: str) -> Iterator[tuple[str, str]]:
    """Yield each appendix that a line lists with what it says of it."""
    found = list(_LABELLED.finditer(line))
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(line)
        yield match[0].casefold(), line[match.end() : end].strip(" .;")
    if (head := _LIST.search(line)) is None:
        return
    thing = head["thing"].casefold()
    members = list(_MEMBER.finditer(line, head.end()))
    for at, match in enumerate(members):
        end = members[at + 1].start() if at + 1 < len(members) else len(line)
        yield (
            f"{_SINGULAR.get(thing, thing)} {match['label']}".casefold(),
            line[match.end() : end].strip(" .;"),
        )


def _is_marked(told: str) -> bool:
    plain = _DENIED.sub(" ", re.split(r"(?<=[a-z)])\.\s", told, maxsplit=1)[0])
    if _IS_MARKED.search(plain):
        return True
    return any(is_kept(f"This paper is {match[1]}.") for match in _BRACKETED.finditer(plain))
