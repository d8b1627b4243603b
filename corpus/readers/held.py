"""What a format of fields holds as text, compared with what its records say, so that nothing goes silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from corpus.losses import ELSEWHERE, together, words_of
from corpus.readers.accounts import texts_of
from corpus.records import Meeting

_One = TypeVar("_One")


def lost_of(held: Iterable[tuple[str, str]], records: Iterable[Meeting]) -> dict[str, int]:
    """Return how many words that a source holds are in no text of its records, by what they were.

    `held` are texts of the source, each with the name of what its words are if they are lost. Those that
    a reader reads (`ELSEWHERE`) find their words first.
    """
    there = words_of(text for record in records for text in told_by(record))
    in_order = sorted(held, key=lambda one: one[0] != ELSEWHERE)
    each = [(name, words_of([text])) for name, text in in_order]
    every: Counter[str] = Counter()
    for _, words in each:
        every.update(words)
    # Only of a word that is held more often than told some are lost.
    scarce = {word for word, n in every.items() if n > there[word]}
    lost: Counter[str] = Counter()
    for name, words in each:
        for word in words.keys() & scarce:
            kept = min(words[word], there[word])
            there[word] -= kept
            lost[name] += words[word] - kept
    return together(lost)


def told_by(record: Meeting) -> Iterator[str]:
    """Yield every text of a record's items, of who was there, and the title of its document."""
    yield from texts_of(record.items)
    yield from texts_of(record.attendees)
    if record.document:
        yield record.document.title


def with_lost(found: Iterable[_One], lost: Mapping[str, int]) -> Iterator[_One]:
    """Yield what was read of a source, the first record with what was left out of the whole."""
    for one in found:
        if isinstance(one, Meeting):
            one, lost = replace(one, left_out=together(one.left_out, lost)), {}
        yield one
