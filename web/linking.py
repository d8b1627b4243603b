"""Links where they stand in an item's text: other items that it names, councillors whom it reports as speaking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from indexer.passages.passage import Passage
from indexer.passages.people.names import COUNCILLOR, PERSONAL, PRESIDES
from search.browse.directory import person_of
from search.match.spoken import plain
from search.page.marked import Pattern, matches
from search.page.said import is_named
from web.marking import marked
from web.reading import Block

_NUMBER = re.compile(r"[\[(]?\d+[.)\]]?\s+")
_TITLE = re.compile(rf"\(?(?:the|{COUNCILLOR}|{PERSONAL}|{PRESIDES})\.?,?\s+", re.IGNORECASE)
_GOES_ON = re.compile(r"[\w’'-]")
_MOST_TITLES = 4
_LINK = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a passage's text, characters `start` up to `end`, and where it leads."""

    start: int
    end: int
    address: str


def links_of(passage: Passage) -> tuple[Link, ...]:
    """Return the links of a passage's text, in order; none overlaps another, and of two the first stays."""
    found: list[Link] = []
    for link in sorted([*_references(passage), *_names(passage)], key=lambda one: one.start):
        if not found or link.start >= found[-1].end:
            found.append(link)
    return tuple(found)


def _references(passage: Passage) -> Iterator[Link]:
    for one in passage.annotations.references:
        if one.target and one.target != passage.id:
            address = url_for("pages.passage", identifier=one.target)
            yield Link(one.start, one.start + len(one.text), address)


def _names(passage: Passage) -> Iterator[Link]:
    """Yield for each reported speech the name of who speaks, where they have a page and it begins with their name.

    Between its beginning and the name stand a title and an office at most: no end of a sentence, and no verb.
    """
    places = _places(passage)
    for speech in passage.annotations.speeches:
        whose = {place for name, place in places.items() if _is(passage, name, speech.name)}
        written = plain(speech.name)
        at = _name_at(passage.text, speech.start, speech.end, written)
        if len(whose) == 1 and at is not None:
            council, name = whose.pop()
            address = url_for("people.person", council=council, name=name)
            yield Link(at, at + len(written), address)


def _name_at(text: str, start: int, end: int, name: str) -> int | None:
    """Return where a speech, characters `start` to `end`, names who speaks: behind a number, titles, "the Leader," and the like."""
    numbered = _NUMBER.match(text, start, end)
    at = numbered.end() if numbered else start
    for _ in range(_MOST_TITLES + 1):
        behind = at + len(name)
        if behind <= end and text[at:behind].casefold() == name.casefold():
            return None if _GOES_ON.match(text, behind, end) else at
        if (title := _TITLE.match(text, at, end)) is None:
            return None
        at = title.end()
    return None


def _is(passage: Passage, speaker: str, written: str) -> bool:
    return is_named(plain(speaker), written, passage.speakers)


def _places(passage: Passage) -> Mapping[str, tuple[str, str]]:
    found = ((name, person_of(passage, name)) for name in passage.speakers)
    return {name: place for name, place in found if place is not None}


def woven(block: Block, patterns: Sequence[Pattern], links: Sequence[Link]) -> Markup:
    """Return a paragraph escaped, with its links, and with every match of the patterns marked."""
    (text,) = block.lines
    spans = [(start, end) for start, end, _ in matches(text, patterns)]
    pieces: list[Markup] = []
    at = 0
    for link in links:
        start, end = link.start - block.start, link.end - block.start
        if at <= start < end <= len(text):
            pieces.append(_part(text, at, start, spans))
            pieces.append(_LINK.format(link.address, _part(text, start, end, spans)))
            at = end
    return Markup("").join([*pieces, _part(text, at, len(text), spans)])


def _part(text: str, first: int, last: int, spans: Sequence[tuple[int, int]]) -> Markup:
    """Return characters `first` up to `last`, marked; a mark that goes on beyond them ends with them."""
    inside = [
        (max(start, first) - first, min(end, last) - first)
        for start, end in spans
        if start < last and end > first
    ]
    return marked(text[first:last], inside)
