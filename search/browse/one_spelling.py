"""The meetings of a committee whose name its records write in several ways, under the way that most of them do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.text import place_name
from indexer.generation.catalogue import MeetingCounts

P = TypeVar("P")


def spelt_alike(counts: Sequence[MeetingCounts]) -> list[MeetingCounts]:
    """Return the counts with one spelling for each council and committee that has one page; a meeting once.

    Two names are one where their addresses are, as those of the pages of committees are told.
    """
    councils = _usual((place_name(m.council), m.council) for m in counts)
    committees = _usual(
        ((place_name(m.council), place_name(m.committee)), m.committee) for m in counts
    )
    found: dict[object, MeetingCounts] = {}
    for meeting in counts:
        council = place_name(meeting.council)
        one = replace(
            meeting,
            council=councils.get(council),
            committee=committees.get((council, place_name(meeting.committee))),
        )
        # Without a date each is of a source of its own.
        place = (one.council, one.committee, one.date) if one.date else len(found)
        found[place] = _together(found[place], one) if place in found else one
    return list(found.values())


def _usual(written: Iterable[tuple[P, str | None]]) -> dict[P, str]:
    """Return the spelling of each place that is used most, the first of those used as often."""
    found: defaultdict[P, Counter[str]] = defaultdict(Counter)
    for place, name in written:
        if name:
            found[place][name] += 1
    return {place: names.most_common(1)[0][0] for place, names in found.items()}


def _together(one: MeetingCounts, other: MeetingCounts) -> MeetingCounts:
    return replace(
        one,
        n_passages=one.n_passages + other.n_passages,
        n_words=one.n_words + other.n_words,
        n_exempt=one.n_exempt + other.n_exempt,
    )
