"""The items that a resolution, or a row of a table, names: by their numbers or by their titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from corpus.records import AgendaItem
from indexer.language.terms import word_term
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.reach import Reach
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.marks import Title, read_title
from indexer.passages.exemption.state import LEADING, State, Walk, said_of, text_of
from indexer.passages.tuning import WITHHOLDING
from indexer.tuning import EXEMPTION

# "6 Libraries", "7. Land assembly": the number in front of a title.
_IN_FRONT = re.compile(
    r"(?<!\W)\W*+([a-z]{0,3}\d{1,3}(?:[./]\w{1,4}){0,9})\b[.):]*+\s++(?=\S)", re.IGNORECASE
)


def number_of(item: AgendaItem) -> str:
    """Return the number of an item as resolutions name it, also where only its title bears it, or ""."""
    if item.number:
        return item.number.strip(" .()").casefold()
    match = _IN_FRONT.match(item.title)
    return match[1].casefold() if match else ""


def named(meeting: State, item: AgendaItem) -> str:
    """Return the words by which a resolution or a row of a table named this item, or ""."""
    number = number_of(item)
    return (said_of(meeting, number) if number else "") or meeting.named_titles.get(
        _plain_title(item.title), ""
    )


def known_numbers(numbers: Collection[str], meeting: State) -> set[str]:
    """Return which of the numbers that a resolution names are of something behind it.

    Those are items, or lines in the text of items; in the resolution's own item only lines of which each is told more.
    """
    later = _numbers_behind(meeting)
    if known := {n for n in numbers if any(map(_is_of(n), later))}:
        return known
    here = _told_here(text_of(meeting.items[meeting.at]))
    return set(numbers) if here.issuperset(numbers) else set()


def _is_of(name: str) -> Callable[[str], bool]:
    """Return what says whether a number is the named one, or that of a part of it."""
    return lambda number: number == name or number.startswith((f"{name}.", f"{name}("))


def _numbers_behind(meeting: State) -> set[str]:
    items, at = meeting.items, meeting.at
    lines = (line for item in items[at + 1 :] for line in text_of(item).split("\n"))
    found = {number_of(item) for item in items[at:]}
    return found | {match[1].casefold() for line in lines if (match := LEADING.match(line))}


def _told_here(text: str) -> set[str]:
    """Return the numbers that lines of a text begin with, of which a paragraph behind them tells more."""
    lines = [line for line in text.split("\n") if line.strip()]
    return {
        match[1].casefold()
        for line, below in pairwise(lines)
        if (match := LEADING.match(line))
        and not LEADING.match(below)
        and len(below.split()) >= EXEMPTION.told
    }


def private_part_follows(meeting: State) -> bool:
    """Say whether the second part of an agenda begins somewhere behind an item, or most items are still to come."""
    items, at = meeting.items, meeting.at
    if at < len(items) / 2:
        return True
    return any(
        read_title(line) in (Title.SECTION, Title.MARKED)
        for item in items[at:]
        for line in (item.title, *text_of(item).split("\n"))
        if line and len(line.split()) <= WITHHOLDING.part
    )


def name_row(cells: Sequence[str], line: str, meeting: State) -> None:
    """Let the marked row of a table of items withhold the item that it lists, where that is behind it."""
    listed = list(_listed(cells, meeting))
    for item in listed:
        meeting.named[number_of(item)] = line
        meeting.named_titles[_plain_title(item.title)] = line
    if not listed and (number := _headed_in_text(cells, meeting)):
        meeting.named[number] = line
    meeting.named.pop("", None)


def leading_number(cells: Sequence[str]) -> str:
    """Return the number that a row begins with: that of the item that it is about, or ""."""
    first = cells[0].strip(" .()").casefold()
    match = _IN_FRONT.match(cells[0])
    return (
        match[1].casefold()
        if match
        else first
        if re.fullmatch(r"[a-z]{0,3}\d[\w./]*", first)
        else "-"
    )


def _headed_in_text(cells: Sequence[str], meeting: State) -> str:
    """Return the number of a row whose title heads a part of a text: one that its reader took for no item."""
    number = leading_number(cells)
    titles = {_plain_title(cell) for cell in cells[:2]} - {""}
    lines = (line for item in meeting.items[meeting.at :] for line in text_of(item).split("\n"))
    is_headed = any(
        (match := LEADING.match(line))
        and match[1].casefold() == number
        and _plain_title(line) in titles
        for line in lines
        if "|" not in line
    )
    return number if is_headed else ""


# "The item on the depot be heard in private": what the resolution is about.
_SUBJECT = compiled(
    r"\b(?:items?|matters?|reports?|papers?|business|application|discussion)\s+(?:on|about|concerning|regarding|relating to|entitled)\s+"
    r"(?:the\s+|an?\s+)?(?P<subject>[^.;:,]{3,80}?)\s+(?:(?:should|would|shall|will)\s+)?(?:be|is|was|were|being)\b"
)


def titles_behind(sentence: str, meeting: State) -> list[str]:
    """Return the titles of the items behind an item that a resolution names by what they are about, or counts.

    An item that is about it itself is what is meant: then none is named.
    """
    match = _SUBJECT.search(sentence)
    if match is None:
        return _counted_behind(sentence, meeting)
    subject = _subject_words(match["subject"])
    here, *behind = meeting.items[meeting.at :]
    if not subject or subject <= _subject_words(here.title):
        return []
    return [_plain_title(item.title) for item in behind if subject <= _subject_words(item.title)]


_COUNTS = {word: n for n, word in enumerate("two three four five six seven eight".split(), start=2)}
_COUNTED = compiled(
    rf"\b(?:(?P<that>{'|'.join(_COUNTS)}|[2-8])(?= (?:items|matters|reports|minutes|papers) (?:that|which) (?:follow|come next)\b)|(?:next|following) (?P<count>{'|'.join(_COUNTS)}|[2-8])|(?P<other>{'|'.join(_COUNTS)}|[2-8]) (?:next|following)) "
    r"(?:agenda |exempt |confidential )?(?:items|matters|reports|minutes|papers)\b"
)


# What is spared, what comes first, and what is more than they.
_NOT_THESE = compiled(
    rf"{role('exception')}|\b(?:save|except\w*|excluding|(?:after|before|until|till) (?:the )?(?:next|following|items?|minutes?|two|three|four|\d)|all|rest|remain\w*|including|apart|other than)\b"
)


def _counted_behind(sentence: str, meeting: State) -> list[str]:
    """Return the titles of as many items behind an item as a resolution counts: "for the next two items".

    None are told by that unless their plain numbers count on: a part of an item, or a heading, may be no item to who counts.
    """
    n = _count_in(sentence)
    behind = meeting.items[meeting.at + 1 :]
    if not n or len(behind) < n or not _count_on([number_of(item) for item in behind[: n + 1]]):
        return []
    titles = [_plain_title(item.title) for item in behind]
    # A title that stands again further on would be withheld there, too.
    return [] if set(titles[:n]) & set(titles[n:]) else titles[:n]


def _count_in(sentence: str) -> int:
    match = _COUNTED.search(sentence)
    if match is None or _NOT_THESE.search(sentence):
        return 0
    count = (match["count"] or match["other"] or match["that"]).casefold()
    return _COUNTS.get(count) or int(count)


def _count_on(numbers: Sequence[str]) -> bool:
    """Say whether numbers are plain ones, or such behind one year, each one more than that in front of it."""
    parts = [number.rpartition("/") for number in numbers]
    if len({year for year, _, _ in parts}) > 1 or not all(n.isdecimal() for _, _, n in parts):
        return False
    return all(int(after) == int(before) + 1 for (*_, before), (*_, after) in pairwise(parts))


def put_off(sentence: str, meeting: State) -> None:
    """Let a sentence that puts its item off to a private part withhold the item behind it that takes it up again."""
    here = _plain_title(meeting.items[meeting.at].title)
    again = [here for item in meeting.items[meeting.at + 1 :] if _plain_title(item.title) == here]
    later = titles_behind(sentence, meeting) or again
    meeting.named_titles.update(dict.fromkeys(later, sentence))


def _subject_words(text: str) -> set[str]:
    """Return what the words of a title come to that say what it is about."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {word_term(word) for word in words if len(word) >= EXEMPTION.telling_letters}


def narrow_to_rows(walk: Walk) -> None:
    """Let the table behind a resolution say what it reaches, where every row of it is an item behind it."""
    meeting = walk.meeting
    rows = walk.rows[1:] if len(walk.rows) > 1 else walk.rows
    listed = [list(_listed(cells, meeting)) for cells in rows]
    if not walk.act or meeting.reach is not Reach.REST or not rows or not all(listed):
        return
    for cells in rows:
        name_row(cells, walk.act, meeting)
    meeting.open()


def _listed(cells: Sequence[str], meeting: State) -> Iterator[AgendaItem]:
    """Yield the items behind an item that the cells of a row name, by number and title or by title."""
    numbers = {cell.strip(" .()").casefold() for cell in cells[:1]}
    numbers |= {match[1].casefold() for cell in cells[:2] if (match := _IN_FRONT.match(cell))}
    titles = {_plain_title(cell) for cell in cells} - {""}
    for item in meeting.items[meeting.at + 1 :]:
        title = _plain_title(item.title)
        if title in titles or (number_of(item) in numbers and _is_cut(title, titles)):
            yield item


def _is_cut(title: str, titles: Collection[str]) -> bool:
    """Say whether a title is the beginning of one of others, or one of them of it."""
    return any(title.startswith(other) or other.startswith(title) for other in titles)


def _plain_title(title: str) -> str:
    """Return the words of a title without its number, to compare it."""
    return " ".join(re.findall(r"\w+", _IN_FRONT.sub("", title, count=1).casefold()))
