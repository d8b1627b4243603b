"""What a councillor said, moved and how they voted, and whose records there are at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import UsageError
from indexer.language.windows import sentences
from indexer.passages.passage import Passage
from search.away.assistants.quotes import Item, Quote, item_of, quoted
from search.away.assistants.records import NOTHING, Source, next_page, offset_of
from search.browse.directory import Directory, Person, directory, named
from search.browse.info import info
from search.page.said import motions_of, said_by
from search.searcher import Searcher

_A_PAGE, _NAMED = 10, 12
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT|NEAR)\b")
_NOBODY = (
    "No councillor of that name is reported as speaking in these records: that is not to say that there is none. "
    "Officers and residents are not listed; search for their words."
)


@dataclass(frozen=True)
class PersonFound:
    """A councillor and items with their words, the newest first, or the most relevant where words are asked for.

    `may_also_be` are fuller names that this one may be short for: the records do not say which.
    """

    name: str
    council: str | None
    may_also_be: list[str]
    n_items: int
    items: list[Item]
    next_page: int | None
    note: str


def person(
    source: Source, name: str, council: str = "", about: str = "", page: int = 1
) -> PersonFound:
    """Return what a councillor is reported to have said and moved. Raises UsageError where it is not one."""
    searcher = source.searcher()
    found = _person(directory(searcher), name, council)
    offset = offset_of(page, _A_PAGE)
    passages = _about(searcher, found, about) if about.strip() else _newest(searcher, found)
    items = [
        item_of(one, source.address, _words_of(one, found.name))
        for one in passages[offset : offset + _A_PAGE]
    ]
    return PersonFound(
        name=found.name,
        council=found.council,
        may_also_be=list(found.may_also_be),
        n_items=len(passages),
        items=items,
        next_page=next_page(page, _A_PAGE, len(passages)),
        note="" if passages else NOTHING,
    )


def _person(held: Directory, name: str, council: str) -> Person:
    wanted = set(named(name).split("-"))
    people = [one for one in _of(held, council) if wanted <= set(named(one.name).split("-"))]
    exact = [one for one in people if named(one.name) == named(name)]
    found = exact if len(exact) == 1 else people
    if len(found) == 1:
        return found[0]
    raise UsageError(_several(found) if found else _NOBODY)


def _of(held: Directory, council: str) -> list[Person]:
    return [
        one for (of, _), one in held.people.items() if not council.strip() or of == named(council)
    ]


def _several(found: Sequence[Person]) -> str:
    names = "; ".join(f"{one.name} ({one.council or 'council unknown'})" for one in found[:_NAMED])
    return f"Several may be meant; say which, with the council: {names}."


def _newest(searcher: Searcher, found: Person) -> list[Passage]:
    return sorted(
        searcher.passages(found.rows),
        key=lambda p: (-p.date.toordinal() if p.date else 0, p.committee or "", p.position),
    )


def _about(searcher: Searcher, found: Person, about: str) -> list[Passage]:
    """Return their items that have the words, all of them, most relevant first. Raises UsageError where that is cut short."""
    found_words = re.findall(r"[^\W_]+(?:[’'/.-][^\W_]+)*", about)
    if not found_words:
        return []
    # What is an operator elsewhere is a word here.
    words = " ".join(f"+{_OPERATOR.sub(lambda o: o[0].lower(), word)}" for word in found_words)
    page = searcher.search(f'speaker:"{found.name}" {words}', mode="lexical", limit=1_000)
    if page.cut_short:
        raise UsageError(page.notes[-1])
    own = {one.id for one in searcher.passages(found.rows)}
    return [hit.passage for hit in page.hits if hit.passage.id in own]


def _words_of(passage: Passage, name: str) -> Sequence[Quote]:
    said = [quoted(passage, start, end, "said", name) for start, end in said_by(passage, name)]
    moved = [
        quoted(passage, span.start, span.end, "moved")
        for motion in motions_of(passage, name)
        for span in sentences(passage.text)
        if span.start <= motion.start < span.end
    ]
    return [*said, *moved]


@dataclass(frozen=True, slots=True)
class CommitteeCovered:
    """What there is of a committee: ISO dates, `gaps` as "first to last" without a meeting."""

    council: str | None
    committee: str | None
    first: str | None
    last: str | None
    n_meetings: int
    n_items: int
    gaps: list[str]


@dataclass(frozen=True)
class Covered:
    """What the records cover. What is not in them cannot be found, which says nothing about whether it took place."""

    councils: list[str]
    first: str | None
    last: str | None
    n_items: int
    n_exempt: int
    read_at: str
    committees: list[CommitteeCovered]


def coverage(source: Source, council: str = "") -> Covered:
    """Return whose records there are, from when to when, with which gaps."""
    found = info(source.searcher().generation)
    committees = [
        one
        for one in found.committees
        if not council.strip() or named(one.council) == named(council)
    ]
    if not committees:
        raise UsageError(
            f"No council of that name is here. There are: {', '.join(found.councils)}."
        )
    return Covered(
        councils=list(found.councils),
        first=_iso(found.first),
        last=_iso(found.last),
        n_items=found.n_passages,
        n_exempt=found.n_exempt,
        read_at=found.built_at,
        committees=[
            CommitteeCovered(
                one.council,
                one.name,
                _iso(one.first),
                _iso(one.last),
                one.n_meetings,
                one.n_passages,
                [f"{gap.start} to {gap.end or 'the newest records'}" for gap in one.gaps],
            )
            for one in committees
        ],
    )


def _iso(day: object) -> str | None:
    return str(day) if day else None
