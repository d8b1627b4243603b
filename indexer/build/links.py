"""What no passage knows alone: which item a reference points at, and which names are one person.

Both look at all passages of a build, and change nothing but the targets of references and the names
in `speakers`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from indexer.language.shingles import alike, folded
from indexer.passages.annotations import Reference
from indexer.passages.passage import Passage
from indexer.tuning import LINKS

# A minute number without a year is looked for in this long before.
_BACK = timedelta(days=LINKS.back)
_Key = tuple[str, str, str]


def linked(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages with the targets of their references and the full names of their speakers."""
    items = _Items(passages)
    names = _Names(passages)
    return [p.relinked(names.of(p), items.references_of(p)) for p in passages]


class _Items:
    """The items of all meetings by what a reference may say of them."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._meeting: defaultdict[_Key, list[Passage]] = defaultdict(list)
        self._number: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
        self._committee: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
        for passage in passages:
            if passage.committee is None or passage.date is None:
                continue
            council, committee, day = _key(passage)
            self._meeting[council, committee, day].append(passage)
            self._committee[council, committee].append(passage)
            for number in _numbers(passage):
                self._number[council, number].append(passage)

    def references_of(self, passage: Passage) -> tuple[Reference, ...]:
        """Return the passage's references, each with its target if it has one."""
        found = passage.told.references
        if not found or passage.committee is None or passage.date is None:
            return found
        return tuple(replace(one, target=self._target(passage, one)) for one in found)

    def _target(self, passage: Passage, reference: Reference) -> str | None:
        council, committee, day = _key(passage)
        here = [p for p in self._meeting[council, committee, day] if p.id != passage.id]
        if not reference.when and not reference.body and (found := _named(here, reference)):
            return found.id
        if by_title := self._by_title(passage, reference):
            return by_title
        if reference.kind == "item" and not reference.when:
            return None
        return self._by_number(passage, reference)

    def _by_title(self, passage: Passage, reference: Reference) -> str | None:
        """Return the one item of the committee that has the title in a reference, at any meeting."""
        if not reference.title:
            return None
        council, committee, _ = _key(passage)
        title = folded(reference.title)
        found = [
            p.id
            for p in self._committee[council, committee]
            if p.id != passage.id and alike(title, folded(p.title)) >= LINKS.title_elsewhere
        ]
        return found[0] if len(found) == 1 else None

    def _by_number(self, passage: Passage, reference: Reference) -> str | None:
        """Return the one item of this number that a date, a committee or a year tells from others."""
        council, committee, _ = _key(passage)
        number = _plain(reference.number)
        others = [p for p in self._number[council, number] if p.id != passage.id]
        named = _of_day(_of_body(others, reference.body), reference.when)
        found = [p for p in named if _key(p)[1] == committee]
        is_telling = bool(reference.when or "/" in number)
        if not found and (is_telling or reference.body):
            found = named
        return _only_one(found if is_telling else _before(found, passage.date), passage.date)


def _only_one(found: list[Passage], day: date | None) -> str | None:
    """Return the id of the one item of the last meeting up to a day, None of several."""
    latest = _latest(found, day)
    return latest[0].id if len(latest) == 1 else None


def _of_body(found: list[Passage], body: str | None) -> list[Passage]:
    """Return the items of the committee that a reference names, of all committees where it names none."""
    if not body:
        return found
    words = folded(body)
    named = [p for p in found if set(words) <= set(folded(p.committee or ""))]
    return [p for p in named if folded(p.committee or "") == words] or named


def _latest(found: list[Passage], day: date | None) -> list[Passage]:
    """Return the items of the last meeting up to a day; all of them where they are of one day."""
    if day is None or len({p.date for p in found}) < 2:
        return found
    before = [(p.date, p) for p in found if p.date and p.date <= day]
    latest = max((when for when, _ in before), default=None)
    return [p for when, p in before if when == latest]


def _before(found: list[Passage], day: date | None) -> list[Passage]:
    """Return the items that were dealt with shortly before a day."""
    return [p for p in found if _shortly_before(p.date, day)]


def _of_day(found: list[Passage], when: str) -> list[Passage]:
    """Return the items of meetings on an ISO date; all of them where none is said."""
    return [p for p in found if p.date and p.date.isoformat() == when] if when else found


def _named(here: Sequence[Passage], reference: Reference) -> Passage | None:
    """Return the item of the same meeting that a reference names by its title or its number."""
    title = folded(reference.title)
    by_title = [p for p in here if title and alike(title, folded(p.title)) >= LINKS.title]
    if len(by_title) == 1:
        return by_title[0]
    by_number = [] if title else _of_number(here, _plain(reference.number))
    return by_number[0] if len(by_number) == 1 else None


def _of_number(here: Sequence[Passage], number: str) -> list[Passage]:
    """Return the items of a number, "12.3" being a part of 12 where no item has it."""
    found = [p for p in here if number in _numbers(p)]
    if found or "." not in number:
        return found
    return [p for p in here if number.partition(".")[0] in _numbers(p)]


def _shortly_before(day: date | None, other: date | None) -> bool:
    return bool(day and other and timedelta(0) < other - day <= _BACK)


def _key(passage: Passage) -> _Key:
    return (
        " ".join(folded(passage.council or "")),
        " ".join(folded(passage.committee or "")),
        passage.date.isoformat() if passage.date else "",
    )


def _numbers(passage: Passage) -> set[str]:
    """Return the numbers of an item, also those that other records of it gave it."""
    found = {_plain(passage.number)} if passage.number else set()
    for alias in passage.aliases:
        _, behind, number = alias.rpartition("-item-")
        if behind:
            found.add(number.replace("-", "/"))
    return found


def _plain(number: str | None) -> str:
    return (number or "").strip(" .()").partition("(")[0].casefold()


class _Names:
    """The names by which each council's councillors are reported, and the fullest form of each.

    "Russell", "A. Russell" and "Adam Russell" are one person where no other Russell is known: in the
    same meeting, else in the whole council. Where two are, a surname alone stays as it stands.
    """

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._by_meeting: defaultdict[_Key, set[str]] = defaultdict(set)
        self._by_council: defaultdict[str, set[str]] = defaultdict(set)
        for passage in passages:
            names = passage.told.councillors
            if names:
                self._by_meeting[_meeting(passage)].update(names)
                self._by_council[_key(passage)[0]].update(names)
        self._full: dict[tuple[str, ...], Mapping[str, str]] = {}

    def of(self, passage: Passage) -> tuple[str, ...]:
        """Return each of the passage's speakers by the fullest name that is surely theirs."""
        as_written = passage.told.speakers
        if not as_written:
            return passage.speakers
        meeting = self._of(_meeting(passage), self._by_meeting[_meeting(passage)])
        council = self._of((_key(passage)[0],), self._by_council[_key(passage)[0]])
        return tuple(dict.fromkeys(_fullest(name, meeting, council) for name in as_written))

    def _of(self, key: tuple[str, ...], names: set[str]) -> Mapping[str, str]:
        if key not in self._full:
            self._full[key] = full_names(names)
        return self._full[key]


def _meeting(passage: Passage) -> _Key:
    key = _key(passage)
    return key if passage.date else (*key[:2], passage.source)


def _fullest(name: str, meeting: Mapping[str, str], council: Mapping[str, str]) -> str:
    here = meeting.get(name, name)
    return council.get(here, here)


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Return for each name the fullest of those that are certainly of the same person."""
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if parts := _parts(name):
            by_surname[parts[1]].add(name)
    full: dict[str, str] = {}
    for same in by_surname.values():
        for name in same:
            fits = [other for other in same if _givens_agree(name, other)]
            # All that this name may be must be one person, or it stays as it stands.
            if all(_givens_agree(one, other) for one in fits for other in fits):
                full[name] = max(fits, key=lambda other: (len(_given(other)), other))
    return full


@lru_cache(maxsize=100_000)
def _parts(name: str) -> tuple[str, str] | None:
    """Return (given names or initials, surname), both folded; "Sheahan (K)" is K. Sheahan."""
    words = ["".join(folded(word)) for word in name.split()]
    if not words or not all(words):
        return None
    if len(words) > 1 and len(words[-1]) <= 2 and name.rstrip().endswith(")"):
        return words[-1], words[-2]
    return " ".join(words[:-1]), words[-1]


def _given(name: str) -> str:
    parts = _parts(name)
    return parts[0] if parts else ""


def may_be_one(one: str, other: str) -> bool:
    """Say whether two names may be one person's: a surname, and given names that do not differ."""
    mine, theirs = _parts(one), _parts(other)
    same = mine is not None and theirs is not None and mine[1] == theirs[1]
    return one == other or (same and _givens_agree(one, other))


def _givens_agree(one: str, other: str) -> bool:
    """Say whether two names of one surname may be one person's."""
    mine, theirs = _given(one).split(), _given(other).split()
    return all(a.startswith(b) or b.startswith(a) for a, b in zip(mine, theirs, strict=False))
