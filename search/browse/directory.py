"""The places of an index: its meetings, its committees, and the councillors whom it reports as speaking.

Everything is read from the catalogue of one generation, which never changes: once, when it is first
asked for.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from corpus.records import OF_THE_MEETING
from corpus.text import place_name, slug
from indexer.build.links import may_be_one
from indexer.generation import catalogue
from indexer.generation.store import Generation, reading
from indexer.passages.passage import Passage
from search.match.spoken import is_a_councillors, plain, who_spoke
from search.page.reader import PassageReader
from search.tuning import START

R = TypeVar("R")
_LONGEST_EXAMPLE = START.example_words


_known: WeakKeyDictionary[PassageReader, Directory] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting whose committee and date are known. `rows` are its passages, in order.

    `items` are the ids of its items, the sections of papers left out; `n_decided` counts the items in which something is
    recorded as resolved, formalities left out.
    """

    council: str | None
    committee: str
    date: date
    rows: tuple[int, ...]
    items: tuple[str, ...]
    n_decided: int

    @property
    def n_items(self) -> int:
        """Return how many items it has."""
        return len(self.items)

    @property
    def place(self) -> tuple[str, str, str]:
        """Return what its address says: council, committee, date."""
        return (named(self.council), named(self.committee), self.date.isoformat())


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee and its meetings, the newest first."""

    council: str | None
    name: str
    meetings: tuple[Meeting, ...]

    @property
    def place(self) -> tuple[str, str]:
        """Return what its address says: council, committee."""
        return (named(self.council), named(self.name))


@dataclass(frozen=True, slots=True)
class Person:
    """A councillor, by the fullest name that the records surely give. `rows` are items with their words.

    `may_also_be` are fuller names that this one may be short for: the records do not say which.
    """

    council: str | None
    name: str
    rows: tuple[int, ...]
    may_also_be: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str]:
        """Return what the address says: council, name."""
        return (named(self.council), named(self.name))


@lru_cache(maxsize=10_000)
def named(name: str | None) -> str:
    """Return a name as an address says it; "unknown" where there is none."""
    return place_name(name)


def person_of(passage: Passage, written: str) -> tuple[str, str] | None:
    """Return the place of one of an item's speakers, None for who has no page.

    It is told by the item alone, so that a page of it asks for nothing of all others.
    """
    name = plain(written)
    is_one = not passage.exempt and is_a_councillors(name, passage.told.councillors)
    return (named(passage.council), named(name)) if is_one else None


def directory(reader: PassageReader) -> Directory:
    """Return the places of a reader's generation, read once."""
    if reader not in _known:
        _known[reader] = Directory(reader.generation)
    return _known[reader]


def _checked(method: Callable[[Directory], R]) -> Callable[[Directory], R]:
    """Have a method raise IndexDamaged for a row that holds what no row may."""

    @wraps(method)
    def wrapped(self: Directory) -> R:
        odd = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
        with reading(self.generation, catalogue.FILE, *odd):
            return method(self)

    return wrapped


class Directory:
    """What one generation holds, by place. Raises IndexDamaged if its catalogue cannot be read."""

    def __init__(self, generation: Generation) -> None:
        """Remember the generation; nothing is read yet."""
        self.generation = generation

    def _rows(self, query: str) -> list[sqlite3.Row]:
        return self._read(lambda connection: connection.execute(query).fetchall())

    def _read(self, asked: Callable[[sqlite3.Connection], R]) -> R:
        path = self.generation.file(catalogue.FILE)
        with (
            reading(self.generation, path.name, sqlite3.DatabaseError),
            closing(catalogue.connect(path)) as connection,
        ):
            return asked(connection)

    @cached_property
    @_checked
    def meetings(self) -> dict[tuple[str, str, str], Meeting]:
        """Return the meetings by their places, in order of the catalogue."""
        found: defaultdict[tuple[str, str, str], list[sqlite3.Row]] = defaultdict(list)
        for row in self._rows(
            "SELECT row, id, council, committee, date, kind, resolved <> '' AND NOT procedural AS decided "
            "FROM passages LEFT JOIN documents ON key = document "
            "WHERE committee <> '' AND date IS NOT NULL ORDER BY row"
        ):
            found[named(row["council"]), named(row["committee"]), row["date"]].append(row)
        return {place: _meeting(rows) for place, rows in found.items()}

    @cached_property
    def committees(self) -> dict[tuple[str, str], Committee]:
        """Return the committees by their places, in order of council and name."""
        found: defaultdict[tuple[str, str], list[Meeting]] = defaultdict(list)
        for (council, committee, _), meeting in self.meetings.items():
            found[council, committee].append(meeting)
        return {
            place: Committee(
                _usual(meeting.council for meeting in meetings),
                _usual(meeting.committee for meeting in meetings) or "",
                tuple(sorted(meetings, key=lambda meeting: meeting.date, reverse=True)),
            )
            for place, meetings in sorted(found.items())
        }

    def latest(self, number: int, until: date | None = None) -> list[Meeting]:
        """Return the newest meetings, those after `until` left out; of one day in order of names."""
        held = [m for m in self.meetings.values() if until is None or m.date <= until]
        return sorted(held, key=lambda m: (-m.date.toordinal(), m.place))[:number]

    def around(self, meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
        """Return the committee's meetings before and after one."""
        dates = self.committees[meeting.place[:2]].meetings
        at = dates.index(meeting)
        return (
            dates[at + 1] if at + 1 < len(dates) else None,
            dates[at - 1] if at else None,
        )

    @cached_property
    @_checked
    def examples(self) -> tuple[str, ...]:
        """Return titles that may be searched for, each of one item only, the best first; of equals the longest of late ones.

        They have no numbers, are short enough to be typed, and end as no other title does, as those of departments and of
        forms of business do. The more of their words begin no other title's, the more they are of one matter. One of
        each committee comes before a second one.
        """
        titles = [row["title"] for row in self._rows("SELECT title FROM passages")]
        late = self._rows(
            "SELECT council, committee, title FROM passages WHERE date IS NOT NULL AND committee <> '' "
            "AND NOT procedural AND exempt IS NULL AND words >= 150 "
            "ORDER BY date DESC, words DESC, row LIMIT 1000"
        )
        bodies = [((row["council"], row["committee"]), row["title"]) for row in late]
        return examples_among(bodies, titles)[: START.candidates]

    @cached_property
    @_checked
    def people(self) -> dict[tuple[str, str], Person]:
        """Return the councillors by their places, in order of surnames.

        Only who is called a councillor in the very item that reports their words: residents, children
        and officers stand in minutes too, and have no page.
        """
        spoke: defaultdict[tuple[str, str], list[tuple[int, str | None, str]]] = defaultdict(list)
        for row, council, name in self._read(lambda connection: list(who_spoke(connection))):
            spoke[named(council), named(name)].append((row, council, name))
        by_council: defaultdict[str, list[str]] = defaultdict(list)
        for (council, _), found in spoke.items():
            by_council[council].append(found[0][2])
        people = [_person(found, by_council[place[0]]) for place, found in spoke.items()]
        people.sort(key=lambda one: (named(one.council), _surname_first(one.name)))
        return {one.place: one for one in people}


def examples_among(found: Iterable[tuple[object, str]], titles: Sequence[str]) -> tuple[str, ...]:
    """Return those of the titles, each with the body that dealt with it, that may be examples, the best first.

    `titles` are all that the records have.
    """
    times = Counter(beginning for title in titles for beginning in set(_beginnings(title)))
    ends = Counter(end for title in titles for end in _beginnings(title)[-1:])
    ranked: list[tuple[bool, bool, str]] = []
    seen: set[object] = set()
    for body, title in found:
        own = [times[beginning] == 1 for beginning in _beginnings(title)]
        if _is_example(title) and any(own) and ends[_beginnings(title)[-1]] == 1:
            ranked.append((2 * sum(own) <= len(own), body in seen, title))
            seen.add(body)
    return _each_once(ranked)


def _each_once(ranked: Iterable[tuple[bool, bool, str]]) -> tuple[str, ...]:
    best = sorted(ranked, key=lambda one: one[:2])
    return tuple(dict.fromkeys(title for *_, title in best))


def _is_example(title: str) -> bool:
    """Say whether a title is words only, and not too many to be typed."""
    words = title.split()
    is_plain = all(word.strip(",’'").isalpha() for word in words)
    return 2 <= len(words) <= _LONGEST_EXAMPLE and is_plain and not title.isupper()


def _beginnings(title: str) -> list[str]:
    """Return how the longer words of a title begin, in order: "motion" and "motions" alike."""
    return [word[: START.beginning] for word in re.findall(r"[^\W\d_]{4,}", title.casefold())]


def _meeting(rows: Sequence[sqlite3.Row]) -> Meeting:
    return Meeting(
        council=rows[0]["council"],
        committee=rows[0]["committee"],
        date=date.fromisoformat(rows[0]["date"]),
        rows=tuple(row["row"] for row in rows),
        items=tuple(row["id"] for row in rows if row["kind"] in (None, *OF_THE_MEETING)),
        n_decided=sum(bool(row["decided"]) for row in rows),
    )


def _usual(names: Iterable[str | None]) -> str | None:
    """Return the spelling that is used most, the first of those used as often."""
    return Counter(names).most_common(1)[0][0]


def _person(found: Sequence[tuple[int, str | None, str]], names: Sequence[str]) -> Person:
    _, council, name = found[0]
    fuller = [
        other
        for other in names
        if len(other.split()) > len(name.split()) and may_be_one(name, other)
    ]
    # Two forms of one name in an item ("Osei", "Leader (Councillor Osei)") are one item.
    rows = tuple(dict.fromkeys(row for row, _, _ in found))
    return Person(council, name, rows, tuple(sorted(fuller)))


def _surname_first(name: str) -> tuple[str, str]:
    words = name.split()
    return (slug(words[-1]) if words else "", slug(name))
