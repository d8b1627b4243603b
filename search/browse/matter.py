"""One matter through committees: the items that the records join, and those that are likely of it.

A record joins two items where one names the other (its minute number, its date) or where the titles of both have one
reference number. Without that, two items are likely of one matter if they are much alike and the titles of both are
about the same names. What is likely leads to nothing further: a chain does not drift.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary, ref

from corpus.tongue import said
from indexer.generation import catalogue
from indexer.language.shingles import folded
from indexer.passages.passage import Passage
from search.page.similar import stop_terms
from search.query.terms import query_terms
from search.searcher import Searcher
from search.tuning import MATTER

# "19/02871/OUT", "TRO/2019/12", "P-2021-0047": a year, a date and a road have no letters, or nothing behind them.
_NUMBER = re.compile(
    r"(?<![\w/-])(?:\d+[/-]\d+(?:[/-]\d+)*[/-][A-Z]{1,5}|[A-Z]{1,5}[/-]?\d+(?:[/-][A-Z\d]+)+)(?![\w/])",
    re.ASCII,
)
_WORD, _RARE_NAME, _NAME = MATTER.most_share, MATTER.most_share_of_names, MATTER.most_share_of_two
_IN_A_SENTENCE = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]+|\b[A-Z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Step:
    """An item of a matter. `reasons` say why it is one; `is_certain` if the records themselves say so."""

    passage: Passage
    reasons: tuple[str, ...]
    is_certain: bool

    @property
    def place(self) -> tuple[date, str]:
        """Return where it stands in a list by date."""
        return _place(self.passage)


class Matters:
    """Follows matters through one generation, which never changes. Safe to share between threads."""

    def __init__(self, searcher: Searcher) -> None:
        """Note the searcher; nothing is read yet."""
        # Known by the searcher (`matters`), it must not be what keeps it, and the files of its generation.
        self._weakly = ref(searcher)
        self._limit = searcher.calibration

    @property
    def _searcher(self) -> Searcher:
        searcher = self._weakly()
        if searcher is None:
            raise ReferenceError("the generation was closed")
        return searcher

    def of(self, passage: Passage, *, likely: bool = True) -> tuple[Step, ...]:
        """Return the steps of the matter of an item, itself left out, in order of dates; none of an exempt one.

        Without `likely` only those that the records themselves join with it.
        """
        if passage.exempt or passage.procedural:
            return ()
        found: dict[str, Step] = {}
        self._add_joined(passage, found)
        certain = [passage, *(step.passage for step in found.values())]
        for one in certain[: MATTER.most_followed] if likely else ():
            if one is passage or self._is_of_one_subject(passage, one):
                self._add_likely(one, found, [p.id for p in certain])
        return tuple(sorted(found.values(), key=lambda step: step.place))

    def referring(self, passage: Passage) -> list[tuple[Passage, str]]:
        """Return the items that name one, each with the words by which it does, in order of dates."""
        names = [
            name for one in (passage.id, *passage.aliases) for name in self._referring.get(one, ())
        ]
        words = dict(reversed(names))
        found = [p for p in map(self._searcher.passage, words) if p and not p.exempt]
        return [(p, words[p.id]) for p in sorted(found, key=_place) if p.id in words]

    @cached_property
    def _referring(self) -> Mapping[str, list[tuple[str, str]]]:
        """Return for each item the (id, words) of those that name it."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for identifier, told in self._searcher.read(catalogue.referring):
            for one in json.loads(told).get("references", ()):
                if one.get("target"):
                    found[one["target"]].append((identifier, " ".join(one["text"].split())))
        return found

    @cached_property
    def _numbered(self) -> Mapping[str, list[str]]:
        """Return the ids of the items whose title has a reference number."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        read = self._searcher.read
        for identifier, title in zip(
            read(catalogue.column, "id"), read(catalogue.column, "title"), strict=True
        ):
            for number in numbers_in(title):
                found[number].append(identifier)
        return found

    @cached_property
    def _times(self) -> Counter[str]:
        """Return how often each title is an item's."""
        titles = self._searcher.read(catalogue.column, "title")
        return Counter(_title(title) for title in titles)

    @cached_property
    def _bodies(self) -> frozenset[str]:
        """Return the terms of the names of all councils and committees."""
        columns = self._searcher.columns
        names = (*columns.council_names, *columns.committee_names)
        return frozenset(term for name in names for term in query_terms(name))

    def _add_joined(self, passage: Passage, found: dict[str, Step]) -> None:
        """Add what the records join with an item, and with that as long as it is of one subject."""
        waiting = [passage]
        while waiting and len(found) < MATTER.most_steps:
            at = waiting.pop(0)
            for other, reason in self._joined(at):
                if other.id == passage.id or other.id in found or _same_meeting(other, passage):
                    continue
                is_of_it = self._is_of_one_subject(at, other)
                if at is passage or is_of_it:
                    found[other.id] = Step(other, (reason,), is_certain=True)
                if is_of_it:
                    waiting.append(other)

    def _joined(self, at: Passage) -> list[tuple[Passage, str]]:
        """Return (item of another meeting, why) of what the records join with an item directly."""
        by = (
            (p, said("refers to “%(title)s”: %(words)s", title=at.title, words=words))
            for p, words in self.referring(at)
        )
        named = [*self._named_by(at), *by, *self._of_one_number(at)]
        return [
            (other, reason)
            for other, reason in named
            if not other.exempt and not other.procedural and not _same_meeting(other, at)
        ]

    def _named_by(self, at: Passage) -> Iterator[tuple[Passage, str]]:
        for one in at.annotations.references:
            if one.target and (other := self._searcher.passage(one.target)):
                yield (
                    other,
                    said(
                        "“%(title)s” refers to it: %(words)s",
                        title=at.title,
                        words=" ".join(one.text.split()),
                    ),
                )

    def _of_one_number(self, at: Passage) -> Iterator[tuple[Passage, str]]:
        for number in numbers_in(at.title):
            for one in self._numbered.get(number, [])[: MATTER.most_steps]:
                if other := self._searcher.passage(one):
                    yield other, said("%(number)s in both titles", number=number)

    def _add_likely(self, passage: Passage, found: dict[str, Step], certain: list[str]) -> None:
        for hit in self._searcher.similar(passage.id, limit=MATTER.most_likely).hits:
            other = hit.passage
            is_far = _days_between(passage, other) > MATTER.most_days
            if other.id in certain or other.id in found or hit.score < self._limit.matter or is_far:
                continue
            if self._is_likely(passage, other, hit.score):
                reason = said("alike in %(words)s", words=f"{', '.join(hit.alike[:4])}")
                found[other.id] = Step(other, (reason,), is_certain=False)

    def _is_likely(self, passage: Passage, other: Passage, score: float) -> bool:
        """Say whether the titles of two items are about the same names, and those or they tell enough."""
        shared = self._about(passage) & self._about(other)
        names = {t for t in shared & _names(passage) & _names(other) if self._is_telling(t, _NAME)}
        telling = names | {term for term in shared if self._is_telling(term, _WORD)}
        is_named = any(self._is_telling(term, _RARE_NAME) for term in names)
        return len(names) > 1 or (
            is_named and (len(telling) > 1 or score >= self._limit.matter_alone)
        )

    def _is_of_one_subject(self, one: Passage, other: Passage) -> bool:
        """Say whether the titles of two items that the records join are about one thing."""
        shared = self._about(one) & self._about(other)
        return len(shared) > 2 or any(self._is_telling(term, _RARE_NAME) for term in shared)

    def _about(self, passage: Passage) -> frozenset[str]:
        """Return the terms of a title that name neither people nor bodies; none of one that stands on many agendas.

        A second line is there where the title says nothing ("Question submitted by ..."), and stands for it.
        """
        if not passage.subtitle and self._times[_title(passage.title)] >= MATTER.standing:
            return frozenset()
        people = (*passage.speakers, *passage.told.councillors, *passage.told.speakers)
        terms = set(query_terms(passage.subtitle or passage.title)) - stop_terms() - self._bodies
        terms -= {term for name in people for term in query_terms(name)}
        return frozenset(term for term in terms if len(term) > 2 and not term.isdigit())

    def _is_telling(self, term: str, share: float) -> bool:
        """Say whether at most this share of the texts have a term."""
        most = max(MATTER.most_rows, int(share * self._searcher.manifest.n_passages))
        return self._searcher.records.frequency("text", term) <= most


_known: WeakKeyDictionary[Searcher, Matters] = WeakKeyDictionary()


def matters(searcher: Searcher) -> Matters:
    """Return what follows matters through a searcher's generation, made once."""
    if searcher not in _known:
        _known[searcher] = Matters(searcher)
    return _known[searcher]


def numbers_in(title: str) -> tuple[str, ...]:
    """Return the reference numbers of a title, each once."""
    return tuple(dict.fromkeys(found.group() for found in _NUMBER.finditer(title)))


def _names(passage: Passage) -> frozenset[str]:
    """Return the terms of what a text writes with a capital inside of its sentences."""
    return frozenset(
        term
        for word in _IN_A_SENTENCE.findall(f"{passage.subtitle} {passage.text}")
        for term in query_terms(word)
    )


def _days_between(one: Passage, other: Passage) -> int:
    return abs((one.date - other.date).days) if one.date and other.date else 0


def _title(title: str) -> str:
    return " ".join(word for word in folded(title) if word != "and")


def _place(passage: Passage) -> tuple[date, str]:
    return passage.date or date.min, passage.id


def _same_meeting(one: Passage, other: Passage) -> bool:
    places = [(p.council, p.committee, p.date) for p in (one, other)]
    return places[0] == places[1] and one.date is not None
