"""Which records are of one sitting, and which of their entries are one item of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indexer.language.shingles import alike, figures_differ, folded, same_text
from indexer.passages.passage import Passage
from indexer.tuning import DUPLICATES

_MEETING_NUMBER = re.compile(r"\b(?:MId|MeetingId)=(\d+)", re.IGNORECASE)
_MARKS_OF_EXEMPTION = frozenset({"exempt", "confidential", "item", "report", "part", "restricted"})


@dataclass
class Entry:
    """A passage with what is compared of it."""

    passage: Passage

    @cached_property
    def number(self) -> str:
        """Return its number without what councils write in and around it."""
        return "".join(folded(self.passage.number or ""))

    @cached_property
    def title(self) -> tuple[str, ...]:
        """Return the words of its title; of an exempt one without those that only say so."""
        words = folded(self.passage.title)
        kept = tuple(word for word in words if word not in _MARKS_OF_EXEMPTION)
        return kept if self.passage.exempt and kept else words


@dataclass
class Sitting:
    """The items of one sitting; each has the entries of all records that tell of it, main first."""

    items: list[list[Entry]]
    councils: set[str] = field(default_factory=set)
    meeting_numbers: set[str] = field(default_factory=set)


def sittings_of(records: list[list[Passage]]) -> list[Sitting]:
    """Return the sittings that records of one committee and day tell of, the fullest records first."""
    sittings: list[Sitting] = []
    councils = {" ".join(folded(r[0].council)) for r in records if r[0].council}
    for passages in sorted(records, key=lambda r: (-len(r), r[0].source, r[0].record)):
        entries = [Entry(passage) for passage in sorted(passages, key=lambda p: p.position)]
        may_be = [
            (number, sitting)
            for number, sitting in enumerate(sittings)
            if _may_be(sitting, passages, only_one_council=len(councils) < 2)
        ]
        options = list(_options(may_be, entries))
        best = max(options, key=lambda option: option[:2], default=None)
        if best is None or (len(entries) == 1 and _ambiguous(options)):
            sittings.append(_new_sitting(passages))
        else:
            _join(sittings[-best[1]], entries, best[2])
    return sittings


def _options(
    sittings: Iterable[tuple[int, Sitting]], entries: list[Entry]
) -> Iterator[tuple[float, int, dict[int, int]]]:
    """Yield (evidence, -number, pairs) of each sitting for which something speaks."""
    for number, sitting in sittings:
        pairs = _pairs(sitting, entries)
        evidence = _evidence(sitting, entries, pairs) if pairs else 0
        if evidence > 0:
            yield evidence, -number, pairs


def _new_sitting(passages: list[Passage]) -> Sitting:
    sitting = Sitting([])
    _join(sitting, [Entry(p) for p in sorted(passages, key=lambda p: p.position)], {})
    return sitting


def _join(sitting: Sitting, entries: list[Entry], pairs: dict[int, int]) -> None:
    """Add a record: to the items it shares, and its other items behind those before them."""
    slots = {number: sitting.items[slot] for number, slot in pairs.items()}
    behind = -1
    for number, entry in enumerate(entries):
        shared = slots.get(number)
        if shared is None:
            behind += 1
            sitting.items.insert(behind, [entry])
        else:
            shared.append(entry)
            behind = next(i for i, item in enumerate(sitting.items) if item is shared)
    first = entries[0].passage
    if first.council:
        sitting.councils.add(" ".join(folded(first.council)))
    sitting.meeting_numbers |= _meeting_numbers(entry.passage for entry in entries)


def _meeting_numbers(passages: Iterable[Passage]) -> set[str]:
    return {match[1] for p in passages if p.url and (match := _MEETING_NUMBER.search(p.url))}


def _may_be(sitting: Sitting, passages: list[Passage], *, only_one_council: bool) -> bool:
    """Say whether council and modern.gov's number of the meeting allow it to be this sitting."""
    numbers = _meeting_numbers(passages)
    if numbers and sitting.meeting_numbers and not numbers & sitting.meeting_numbers:
        return False
    council = passages[0].council
    if not council or not sitting.councils:
        return only_one_council
    return " ".join(folded(council)) in sitting.councils


def _pairs(sitting: Sitting, entries: list[Entry]) -> dict[int, int]:
    """Return which entry is which item of the sitting, each at most once, the surest first."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, slot, number in sorted(_likely_pairs(sitting, entries)):
        if number not in pairs and slot not in taken:
            pairs[number] = slot
            taken.add(slot)
    for number, entry in enumerate(entries):
        same = None if number in pairs else _slot_of_text(sitting, entry, taken)
        if same is not None:
            pairs[number] = same
            taken.add(same)
    return pairs


def _likely_pairs(sitting: Sitting, entries: list[Entry]) -> Iterator[tuple[float, int, int]]:
    """Yield (-score, slot, number) of what may be one item; by its title alone only if that is one's."""
    titles = Counter(entry.title for entry in entries)
    there = Counter(entry.title for item in sitting.items for entry in item[:1])
    for number, entry in enumerate(entries):
        for slot, item in enumerate(sitting.items):
            score = max(_score(entry, other) for other in item)
            is_only = titles[entry.title] == there[item[0].title] == 1
            if score > DUPLICATES.number_counts or (score > 0 and is_only):
                yield -score, slot, number


def _slot_of_text(sitting: Sitting, entry: Entry, taken: set[int]) -> int | None:
    """Return the first item not taken that has the text of an entry."""
    for slot, item in enumerate(sitting.items):
        if slot not in taken and _same_text(entry, item[0]):
            return slot
    return None


def _same_text(one: Entry, other: Entry) -> bool:
    """Say whether the texts make two entries one although their titles do not."""
    if one.number and other.number and one.number != other.number:
        return False
    return not figures_differ(one.title, other.title) and same_text(
        one.passage.text, other.passage.text, DUPLICATES.least_words
    )


def _score(one: Entry, other: Entry) -> float:
    """Return how surely two entries are one item: 0 if they are not."""
    likeness = alike(one.title, other.title)
    both = bool(one.number and other.number)
    if both and one.number == other.number:
        return DUPLICATES.number_counts + likeness if likeness >= DUPLICATES.same_number else 0.0
    if bool(one.passage.exempt) != bool(other.passage.exempt):
        # The open and the closed part of one matter have one title and two numbers.
        return 0.0 if both or likeness < DUPLICATES.two_numbers else likeness
    return (
        likeness if likeness >= (DUPLICATES.two_numbers if both else DUPLICATES.no_number) else 0.0
    )


def _evidence(sitting: Sitting, entries: list[Entry], pairs: dict[int, int]) -> float:
    """Return how much speaks for a record being of this sitting: 0 if too little does."""
    if len(entries) == 1 or not pairs:
        return float(len(pairs))
    telling = sum(not entries[number].passage.procedural for number in pairs)
    conflicts = _n_conflicts(sitting, _without_pair(entries, pairs))
    if telling:
        # As many that contradict as agree: two sittings that both dealt with one matter.
        return float(telling) if telling > conflicts else 0.0
    least = max(2, min(len(entries), len(sitting.items)))
    return DUPLICATES.by_usual if len(pairs) >= least and not conflicts else 0.0


def _without_pair(entries: Sequence[Entry], pairs: Mapping[int, int]) -> list[Entry]:
    return [entry for at, entry in enumerate(entries) if at not in pairs]


def _n_conflicts(sitting: Sitting, entries: Iterable[Entry]) -> int:
    """Return how many entries have the number of an item that they are not, and tell something."""
    numbers = {item[0].number: item[0].passage for item in sitting.items if item[0].number}
    return sum(
        1
        for entry in entries
        if entry.number in numbers
        and not entry.passage.procedural
        and not numbers[entry.number].procedural
    )


def _ambiguous(options: Sequence[tuple[float, int, dict[int, int]]]) -> bool:
    """Say whether a page of one item fits more than one sitting of the day."""
    return len(options) > 1
