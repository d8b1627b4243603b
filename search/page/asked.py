"""What a question asks for, about what, of whom and of when, and whether it asks for the words of a motion or a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.lazy_pattern import lazy_pattern
from indexer.calibration import MINILM, Calibration
from search.page.asking import Kind, is_yes_or_no, kind_of, spoken_of
from search.page.marked import Pattern
from search.page.subject import Subject, subject_of
from search.page.untold import asked_words
from search.query.nodes import Preference

# Who asks what was moved or asked wants the motion or the question itself.
_ASKS_FOR_MOTIONS = lazy_pattern(
    r"\b(?:propos\w+|motions?|amendments?|recommend\w*|request\w*|suggest\w*|questioning|call(?:s|ed)? for|"
    r"questions? (?:about|on|of|were|was|asked|put|raised)|(?:concerns?|issues?) (?:\w+ )?raised|"
    r"(?:do|does|did|was|were|has|have|who|what) (?:[\w’']+ ){0,4}?"
    r"(?:moved?|asks?|asked|seek|sought|wants?|wanted|raised?))\b",
    re.IGNORECASE,
)
_ASKS_FOR_WORDS = lazy_pattern(
    r"\b(?:(?:asks?|asked|moves?|moved|proposed?|call(?:s|ed)? for) (?:about|for|on|by|that|in|regarding|concerning)|"
    r"what (?:[\w’'.-]+ ){1,6}?(?:asked?|moved?|propose|seek)|motions?|questions?)\b",
    re.IGNORECASE,
)


def asks_for_words(question: str) -> bool:
    """Say whether a question asks for the words of a question or a motion: what was asked, which motion there was."""
    return not is_yes_or_no(question) and _ASKS_FOR_WORDS.search(question) is not None


def asks_for_motions(question: str) -> bool:
    """Say whether a question asks what was moved or asked, so that a motion may answer it."""
    return _ASKS_FOR_MOTIONS.search(question) is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for, about what, of whom, and of when; `words` are those that must be told, as terms."""

    question: str
    kind: Kind | None
    subject: Subject
    motions: bool
    names: Sequence[str]
    times: Sequence[Preference] = ()
    spoken_of: Sequence[str] = ()
    calibration: Calibration = MINILM
    words: tuple[frozenset[str], ...] = ()

    @property
    def most_untold(self) -> int:
        """Return how many words a sentence may leave untold: who asks what happened does not know its words."""
        return 1 if re.match(r"\W*what happened\b", self.question, re.IGNORECASE) else 0

    @property
    def may_be_replied(self) -> bool:
        """Say whether a reply without the words of its question may answer: not who did it, since any name reads as that."""
        return self.kind is None or self.kind.name != "person"

    @property
    def wants_words(self) -> bool:
        """Say whether the words of a question or a motion are asked for."""
        return self.motions and self.kind is None and asks_for_words(self.question)

    @property
    def least_shared(self) -> float:
        """Return the least score of a sentence that shares the subject: a wrong figure reads as an answer."""
        limit = self.calibration
        return limit.quoted_shared if self.kind is None else limit.quoted

    @property
    def least(self) -> float:
        """Return the least score that any answer may have."""
        limit = self.calibration
        return limit.quoted_spoken if self.names else limit.quoted_shared


def asked_by(
    question: str,
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
    names: Sequence[str],
    times: Sequence[Preference] = (),
    calibration: Calibration = MINILM,
) -> Asked:
    """Return what a question asks for, from its text and what is marked for it."""
    kind = kind_of(question)
    subject = subject_of(question, kind, patterns, weight)
    motions = asks_for_motions(question)
    words = asked_words(question, kind, names, times, motions=motions)
    of_others = spoken_of(question)
    return Asked(question, kind, subject, motions, names, times, of_others, calibration, words)
