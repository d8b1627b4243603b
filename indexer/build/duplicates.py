"""Which passages tell of one agenda item: agenda and minutes, draft and confirmed, page and pack.

Records are compared within one committee and date only, so that the same boilerplate in two
meetings stays two passages. Two records are one sitting if their items agree; in a sitting, items
are one if their numbers and titles agree, or their titles alone where a number is missing. A title
that several records of one file with ids of their own share is that of a document, not of an item:
such pieces are one if their texts are. Nothing depends on the order in which the files were read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indexer.language.shingles import alike, figures_differ, folded, same_text
from indexer.passages.passage import Passage

_MEETING_NUMBER = re.compile(r"\b(?:MId|MeetingId)=(\d+)", re.IGNORECASE)
_MARKS_OF_EXEMPTION = frozenset({"exempt", "confidential", "item", "report", "part", "restricted"})
# How alike two titles must be: with the same number, with a number missing, with two numbers.
_SAME_NUMBER, _NO_NUMBER, _TWO_NUMBERS = 0.5, 0.75, 0.9
# Shorter texts say too little to make two entries one.
_LEAST_WORDS = 20
# A title alone never beats a number and a title.
_NUMBER_COUNTS = 2.0


@dataclass
class _Entry:
    """A passage with what is compared of it."""

    passage: Passage

    @cached_property
    def number(self) -> str:
        return "".join(folded(self.passage.number or ""))

    @cached_property
    def title(self) -> tuple[str, ...]:
        words = folded(self.passage.title)
        kept = tuple(word for word in words if word not in _MARKS_OF_EXEMPTION)
        return kept if self.passage.exempt and kept else words


@dataclass
class _Sitting:
    """The items of one sitting; each has the entries of all records that tell of it, main first."""

    items: list[list[_Entry]]
    councils: set[str] = field(default_factory=set)
    meeting_numbers: set[str] = field(default_factory=set)


def groups(found: Iterable[Passage]) -> list[tuple[Passage, ...]]:
    """Return the passages, those of one agenda item together, each group's main record first.

    A sitting's items stand together in the order of its fullest record, where that stood.
    """
    records: dict[tuple[object, ...], list[Passage]] = {}
    papers: dict[tuple[object, ...], list[Passage]] = {}
    for passage in found:
        key = _record(passage)
        (papers if passage.is_of_paper else records).setdefault(key, []).append(passage)
    buckets: defaultdict[object, list[list[Passage]]] = defaultdict(list)
    for key, passages in records.items():
        buckets[_bucket(passages) or key].append(passages)
    place = {key: at for at, key in enumerate([*records, *papers])}
    placed: list[tuple[int, list[tuple[Passage, ...]]]] = [
        (place[key], [(passage,) for passage in of_paper]) for key, of_paper in papers.items()
    ]
    for bucket in [bucket for bucket, together in buckets.items() if len(together) > 1]:
        pieces, buckets[bucket] = _pieces(buckets[bucket])
        placed += [(place[_record(group[0])], [group]) for group in pieces]
    for together in buckets.values():
        if not together:
            continue
        if len(together) == 1:  # Most meetings have one record: nothing is compared.
            alone = sorted(together[0], key=lambda passage: passage.position)
            first = alone[0]
            placed.append((place[_record(first)], [(p,) for p in alone]))
            continue
        for sitting in _sittings(together):
            main = sitting.items[0][0].passage
            members = [tuple(e.passage for e in entries) for entries in sitting.items]
            placed.append((place[_record(main)], members))
    return [group for _, members in sorted(placed, key=lambda pair: pair[0]) for group in members]


def _record(passage: Passage) -> tuple[object, ...]:
    """Return which record a passage is of; minutes in a pack are a record of their own meeting."""
    return passage.source, passage.record, passage.date


def merged_within(groups: Iterable[tuple[Passage, ...]]) -> list[tuple[str, int, int]]:
    """Return the sources most of whose records became part of others of the same source.

    Of each its name, how many did, and how many records it has.
    """
    records: Counter[str] = Counter()
    merged: Counter[str] = Counter()
    for group in groups:
        of_source = Counter(passage.source for passage in group)
        records.update(of_source)
        merged.update({name: n - 1 for name, n in of_source.items() if n > 1})
    return [(name, n, records[name]) for name, n in sorted(merged.items()) if 2 * n > records[name]]


def _bucket(passages: Sequence[Passage]) -> tuple[str, ...] | None:
    """Return what a record shares with all others that may tell of the same sitting, or None."""
    first = passages[0]
    if first.committee and first.date:
        return (" ".join(folded(first.committee)), first.date.isoformat())
    # Without its meeting a page is known by its address alone.
    if len(passages) == 1 and first.url:
        return ("address", first.url.strip().casefold())
    return None


def _pieces(
    records: list[list[Passage]],
) -> tuple[list[tuple[Passage, ...]], list[list[Passage]]]:
    """Return the records whose title others of their file share, those of one text together; and the rest."""
    ids: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for first, *others in records:
        if not others and first.number is None:
            ids[first.source, folded(first.title)].add(first.id)
    pieces: defaultdict[tuple[object, ...], list[Passage]] = defaultdict(list)
    rest: list[list[Passage]] = []
    for passages in records:
        piece = passages[0]
        # Records of one file without ids of their own have the same id.
        if len(passages) > 1 or len(ids[piece.source, folded(piece.title)]) < 2:
            rest.append(passages)
            continue
        # What is short is said more than once: only its id tells whether it is the same record.
        identifier = piece.id if piece.n_words < _LEAST_WORDS else None
        council = folded(piece.council or "")
        pieces[council, piece.title, identifier, piece.n_words].append(piece)
    return [group for likely in pieces.values() for group in _by_text(likely)], rest


def _by_text(pieces: list[Passage]) -> list[tuple[Passage, ...]]:
    """Return the passages, those of one text together, in order of their files."""
    if len(pieces) == 1:  # Nothing is compared, so the text of a kept passage is not read.
        return [tuple(pieces)]
    texts: defaultdict[str, list[Passage]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda p: (p.source, p.record)):
        texts[piece.text].append(piece)
    return [tuple(same) for same in texts.values()]


def _sittings(records: list[list[Passage]]) -> list[_Sitting]:
    sittings: list[_Sitting] = []
    councils = {" ".join(folded(r[0].council)) for r in records if r[0].council}
    for passages in sorted(records, key=lambda r: (-len(r), r[0].source, r[0].record)):
        entries = [_Entry(passage) for passage in sorted(passages, key=lambda p: p.position)]
        options = [
            (evidence, -number, pairs)
            for number, sitting in enumerate(sittings)
            if _may_be(sitting, passages, only_one_council=len(councils) < 2)
            and (pairs := _pairs(sitting, entries))
            and (evidence := _evidence(sitting, entries, pairs)) > 0
        ]
        best = max(options, key=lambda option: option[:2], default=None)
        if best is None or (len(entries) == 1 and _ambiguous(options)):
            sittings.append(_new_sitting(passages))
        else:
            _join(sittings[-best[1]], entries, best[2])
    return sittings


def _new_sitting(passages: list[Passage]) -> _Sitting:
    sitting = _Sitting([])
    _join(sitting, [_Entry(p) for p in sorted(passages, key=lambda p: p.position)], {})
    return sitting


def _join(sitting: _Sitting, entries: list[_Entry], pairs: dict[int, int]) -> None:
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


def _may_be(sitting: _Sitting, passages: list[Passage], *, only_one_council: bool) -> bool:
    """Say whether council and modern.gov's number of the meeting allow it to be this sitting."""
    numbers = _meeting_numbers(passages)
    if numbers and sitting.meeting_numbers and not numbers & sitting.meeting_numbers:
        return False
    council = passages[0].council
    if not council or not sitting.councils:
        return only_one_council
    return " ".join(folded(council)) in sitting.councils


def _pairs(sitting: _Sitting, entries: list[_Entry]) -> dict[int, int]:
    """Return which entry is which item of the sitting, each at most once, the surest first."""
    titles = Counter(entry.title for entry in entries)
    there = Counter(entry.title for item in sitting.items for entry in item[:1])
    options = sorted(
        (
            (-score, slot, number)
            for number, entry in enumerate(entries)
            for slot, item in enumerate(sitting.items)
            if (score := max(_score(entry, other) for other in item)) > 0
            and (score > _NUMBER_COUNTS or (titles[entry.title] == there[item[0].title] == 1))
        ),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, slot, number in options:
        if number not in pairs and slot not in taken:
            pairs[number] = slot
            taken.add(slot)
    for number, entry in enumerate(entries):
        if number in pairs:
            continue
        for slot, item in enumerate(sitting.items):
            if slot not in taken and _same_text(entry, item[0]):
                pairs[number] = slot
                taken.add(slot)
                break
    return pairs


def _same_text(one: _Entry, other: _Entry) -> bool:
    """Say whether the texts make two entries one although their titles do not."""
    if one.number and other.number and one.number != other.number:
        return False
    return not figures_differ(one.title, other.title) and same_text(
        one.passage.text, other.passage.text, _LEAST_WORDS
    )


def _score(one: _Entry, other: _Entry) -> float:
    """Return how surely two entries are one item: 0 if they are not."""
    likeness = alike(one.title, other.title)
    both = bool(one.number and other.number)
    if both and one.number == other.number:
        return _NUMBER_COUNTS + likeness if likeness >= _SAME_NUMBER else 0.0
    if bool(one.passage.exempt) != bool(other.passage.exempt):
        # The open and the closed part of one matter have one title and two numbers.
        return 0.0 if both or likeness < _TWO_NUMBERS else likeness
    return likeness if likeness >= (_TWO_NUMBERS if both else _NO_NUMBER) else 0.0


def _evidence(sitting: _Sitting, entries: list[_Entry], pairs: dict[int, int]) -> float:
    """Return how much speaks for a record being of this sitting: 0 if too little does."""
    if len(entries) == 1 or not pairs:
        return float(len(pairs))
    telling = sum(1 for number in pairs if not entries[number].passage.procedural)
    numbers = {item[0].number: item for item in sitting.items if item[0].number}
    conflicts = sum(
        1
        for number, entry in enumerate(entries)
        if number not in pairs
        and entry.number in numbers
        and not entry.passage.procedural
        and not numbers[entry.number][0].passage.procedural
    )
    if telling:
        # As many that contradict as agree: two sittings that both dealt with one matter.
        return float(telling) if telling > conflicts else 0.0
    all_paired = len(pairs) == min(len(entries), len(sitting.items))
    return 0.5 if all_paired and len(pairs) > 1 and not conflicts else 0.0


def _ambiguous(options: Sequence[tuple[float, int, dict[int, int]]]) -> bool:
    """Say whether a page of one item fits more than one sitting of the day."""
    return len(options) > 1
