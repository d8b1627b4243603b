"""What a question is about, and whether a sentence is about the same: its form alone is not enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from corpus.lazy_pattern import lazy_pattern
from indexer.language.terms import is_exact
from indexer.passages.passage import Passage
from search.page.asked_about import (
    counted_in,
    done_in,
    names_in,
    pairs_in,
    said_about,
    singular,
    wholes_in,
    without_shares,
)
from search.page.asking import Kind, is_yes_or_no
from search.page.marked import Pattern, carried, matches
from search.page.negation import negating_terms
from search.page.same_act import first_of, is_of_all, is_told_of
from search.page.tuning import SHOWN, SUBJECT
from search.query.terms import query_terms

# Before a word that points at what was named before.
_POINTED_AT = lazy_pattern(
    r"(?:^|[^\w\s]|\b(?:the|this|that|these|those|its|their|our|his|her|such|any|no|every|each|of|for|in|to|and|or|be|been|was|were|is|are|by|on|a|an))[\W_]*$",
    re.IGNORECASE,
)
_DEFINITE = lazy_pattern(r"\b(?:the|these|those|its|their|such)\s$", re.IGNORECASE)
# Characters in which the number of things stands before their name, and what goes on behind it: not
# another noun ("15 derelict site notices").
_BEFORE_COUNTED = SHOWN.counted_before
_BEHIND_COUNTED = lazy_pattern(
    r"[^\w\s]|$|\s(?:[^\w\s]|\w+(?:ed|ing)\b|(?:is|are|was|were|be|been|have|has|had|in|on|at|of|for|from|to|by|with|without|and|or|but|that|which|who|will|would|could|may|might|can|left|now|there|still|across|within|over|under|up|out|this|last|each|per|during|outside|where|when|not|across)\b)"
)
_NUMBER_OF = lazy_pattern(r"(?:\b(?:number|total|out)|\d) of (?:\w+ ){0,4}$", re.IGNORECASE)
# None that is wished for is none that was counted: "that no warden be asked to leave".
_WISHED_NONE = lazy_pattern(
    r"\bno (?=(?:[\w’'-]+ ){1,6}?(?:(?:should|shall|must|may) )?be [a-z])", re.IGNORECASE
)
# A phrase that ends before the number's own noun: "300 yards from the homes".
_PHRASE = lazy_pattern(
    r".*\b(?:from|in|at|on|by|with|to|was|were|is|are|be|and|that|than|for)\b(?! \d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: the share of its weight of each pattern, and those that are names.

    Names are words with a capital or a digit: what has another name is about something else. `pairs`
    stand together in the question: what has "garden waste" is not about food waste. `counted` is what
    it asks the number of, `done` what was done with that (of lights that were repaired); `of` are a word, what it is of, and how it is written ("members of the public"); `about` is what was to be said something of, some of which a sentence itself has.
    `least` is the share that a sentence below its title has to have at all,
    `least_itself` the sentence's alone.
    """

    shares: Mapping[Pattern, float]
    names: frozenset[Pattern]
    question: str = ""
    pairs: tuple[tuple[Pattern, Pattern], ...] = ()
    of: tuple[tuple[Pattern, Pattern, str], ...] = ()
    counted: frozenset[Pattern] = frozenset()
    done: frozenset[str] = frozenset()
    about: frozenset[Pattern] = frozenset()
    least: float = 0.0
    least_itself: float = 0.0

    def share(self, carried: Set[Pattern]) -> float:
        """Return the share of the weight of some patterns, in [0, 1]."""
        return sum(share for pattern, share in self.shares.items() if pattern in carried)

    def is_shared(self, sentence: Set[Pattern], head: Set[Pattern]) -> bool:
        """Say whether a sentence below its title is about the subject, by its words."""
        both = sentence | head
        if self.share(sentence) < self.least_itself or not self._is_about(sentence):
            return False
        if not self._is_named(both) or not self._is_told(both):
            return False
        if self.share(sentence) >= SUBJECT.enough:
            return True
        rest = 1.0 - self.share(head)
        of_rest = self.share(sentence - head)
        return self.share(both) >= SUBJECT.with_title and (
            rest <= SUBJECT.little_rest or of_rest >= SUBJECT.of_rest * rest
        )

    def is_asked_alike(self, both: Set[Pattern]) -> bool:
        """Say whether a question of the record and the beginning of its reply have what is asked, whichever of them."""
        return (
            self._is_named(both)
            and self._is_told(both)
            and self._is_about(both)
            and self.share(both) >= SUBJECT.asked_alike
        )

    def may_be_meant(self, sentence: Set[Pattern], head: Set[Pattern]) -> bool:
        """Say whether a sentence may say the same in other words, if its meaning is near enough."""
        both = sentence | head
        least = max(min(self.least, SUBJECT.enough), SUBJECT.in_other_words)
        if self.least >= SUBJECT.for_yes_or_no:
            # Whether something is so is told by what names all of it, in whatever words the rest.
            least = self.least
        if self.share(sentence) < SUBJECT.itself_in_other_words or not self._is_about(sentence):
            return False
        return self._is_named(both) and self.share(both) >= least

    def is_another(
        self,
        sentence: str,
        has: Set[Pattern],
        head: Set[Pattern],
        before: Set[Pattern] = frozenset(),
    ) -> bool:
        """Say whether a sentence has a word of the question with another one before it.

        That is so of "garden waste" for food waste, and of "parking spaces" for disabled parking
        spaces; not of "131 breaches" below "Data breaches", nor of "the waste" where the title, or the text
        `before` it, speaks of food.
        """
        if any(self._is_of_another(sentence, has, head, *one) for one in self.of):
            return True
        split = {
            second: first for first, second in self.pairs if second in has and first not in has
        }
        return any(
            not self._is_said_before(sentence[:start], split[pattern], head, before)
            for start, _, pattern in matches(sentence, list(split))
            if pattern in split
        )

    def _is_said_before(
        self, front: str, first: Pattern, head: Set[Pattern], before: Set[Pattern]
    ) -> bool:
        """Say whether the first word of a pair is understood, though the sentence has only the second."""
        if first in head and self._is_qualified(front):
            return True
        return first in head | before and _POINTED_AT.search(front) is not None

    def _is_of_another(
        self,
        sentence: str,
        has: Set[Pattern],
        head: Set[Pattern],
        one: Pattern,
        whole: Pattern,
        written: str,
    ) -> bool:
        """Say whether a sentence has the members, but not of the public: "the members" below it are."""
        if one not in has or whole in has:
            return False
        stand = [
            (start, end)
            for start, end, _ in matches(sentence, [one])
            if singular(sentence[start:end]) == written
        ]
        return bool(stand) and not any(
            whole in head and _DEFINITE.search(sentence, 0, start) for start, _ in stand
        )

    def _is_qualified(self, before: str) -> bool:
        """Say whether a number, or a word of the question, stands at the end of a text: "131 breaches"."""
        last = before.rstrip(" -–").rpartition(" ")[2]
        return last[:1].isdigit() or bool(carried(last, [p for p in self.shares if self.shares[p]]))

    def is_counted(self, sentence: str, kind: Kind | None) -> bool:
        """Say whether a sentence gives the number, or the sum, of what is asked for, if that is asked."""
        if self.done and self.done.isdisjoint(query_terms(sentence)):
            return False
        if kind is not None and kind.name == "money":
            return self._is_priced(sentence, kind)
        if kind is None or kind.name != "count":
            return True
        sentence = without_shares(self.question, _WISHED_NONE.sub("   ", sentence))
        if not kind.given_by(sentence):
            return False
        return self._is_of_all(sentence) and (not self.counted or self._has_number(sentence, kind))

    def _has_number(self, sentence: str, kind: Kind) -> bool:
        """Say whether a number of what is counted stands before it, or "the number of" it."""
        return any(
            (
                kind.given_by(_PHRASE.sub("", sentence[max(0, start - _BEFORE_COUNTED) : start]))
                and _BEHIND_COUNTED.match(sentence, end)
            )
            or _NUMBER_OF.search(sentence, 0, start)
            for start, end, _ in matches(sentence, list(self.counted))
        )

    def _is_priced(self, sentence: str, kind: Kind) -> bool:
        """Say whether a sum stands in a clause with something of what is asked about."""
        found = matches(sentence, [p for p in self.shares if self.shares[p]])
        return is_told_of(sentence, kind.answered, [start for start, _, _ in found])

    def _is_of_all(self, sentence: str) -> bool:
        """Say whether a number is of all that is asked for: nothing that was not asked makes it that of a part."""
        found = matches(sentence, list(self.counted or [p for p in self.shares if self.shares[p]]))
        return is_of_all(self.question, sentence[found[-1][1] :] if found else "")

    def _is_named(self, both: Set[Pattern]) -> bool:
        """Say whether all names are there, and something of what is asked about them."""
        rest = {p for p, share in self.shares.items() if share} - self.names
        return self.names <= both and (not rest or not rest.isdisjoint(both))

    def _is_about(self, sentence: Set[Pattern]) -> bool:
        return not self.about or 2 * self.share(sentence & self.about) >= self.share(self.about)

    def _is_told(self, both: Set[Pattern]) -> bool:
        """Say whether the most telling word is there, and enough of all."""
        most = max(self.shares.values(), default=0.0)
        telling = {p for p, share in self.shares.items() if share and share >= most - 1e-9}
        return telling <= both and self.share(both) >= self.least


def subject_of(
    question: str,
    kind: Kind | None,
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
) -> Subject:
    """Return the subject of a question: what is marked for it, without the form of what it asks for.

    A pattern that says the same as others has no share of its own, and of two questions in one has what only the second asks none.
    """
    weights = _weights(question, kind, patterns, weight)
    question = first_of(question)
    total = sum(weights.values()) or 1.0
    names = _named_by(question, weights)
    shares = {p: share / total for p, share in weights.items()}
    least = SUBJECT.for_yes_or_no if is_yes_or_no(question) else 0.0
    counted, done = frozenset[Pattern](), frozenset[str]()
    if kind is not None and kind.name == "count":
        least, counted = SUBJECT.for_a_count, counted_in(question, shares)
        done = done_in(question)
    # A sum below a title that says the rest may be of anything that the item paid for.
    itself = SUBJECT.without_form if kind is None or kind.name == "money" else SUBJECT.itself
    return Subject(
        shares,
        names,
        question,
        pairs=pairs_in(question, shares),
        of=wholes_in(question, shares),
        counted=counted,
        done=done,
        about=said_about(question, shares),
        least=least,
        least_itself=itself,
    )


def _named_by(question: str, weights: Mapping[Pattern, float]) -> frozenset[Pattern]:
    """Return which patterns that weigh anything are names, numbers or the place named last."""
    named = names_in(question)
    return frozenset(p for p, w in weights.items() if w and not p.says and set(p.terms) <= named)


def _weights(
    question: str,
    kind: Kind | None,
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
) -> dict[Pattern, float]:
    """Return the weight of each pattern; the form of what is asked for has none, nor has a field.

    Who speaks is told by the record, not by words: a name that is asked for as a speaker weighs nothing.
    """
    form = (kind.form if kind else frozenset[str]()) | negating_terms(question)
    first = first_of(question)
    asked = set(patterns) if first == question else carried(first, list(patterns))
    return {p: 0.0 if p not in asked or _weighs_nothing(p, form) else weight(p) for p in patterns}


def _weighs_nothing(pattern: Pattern, form: Set[str]) -> bool:
    return bool(pattern.says) or all(map(is_exact, pattern.terms)) or set(pattern.terms) <= form


def above(passage: Passage) -> str:
    """Return what stands above the text of a passage, a line each: title, what is asked, body, year."""
    year = str(passage.date.year) if passage.date else ""
    parts = (passage.title, passage.subtitle, passage.committee, passage.council, year)
    return "\n".join(part for part in parts if part)


def head_of(passage: Passage, patterns: Sequence[Pattern]) -> set[Pattern]:
    """Return which patterns stand above the text of a passage."""
    return carried(above(passage), patterns)
