"""The sentences of the first hits that can be quoted and may answer a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.calibration import Calibration
from indexer.language.windows import Span
from indexer.passages.passage import Passage
from indexer.passages.speech.dashed_turns import spoken_turns
from indexer.passages.speech.turns import Turn, is_transcript
from search.page.asked import Asked
from search.page.asking import is_given, is_of_time
from search.page.attribution import speaker, speakers
from search.page.by_whom import is_by_somebody
from search.page.marked import Pattern, carried, matches
from search.page.negation import is_as_negated
from search.page.over import Over, Overhead
from search.page.quotable import by_a_pronoun, is_premise, only_asks, quotable
from search.page.subject import Subject
from search.page.tuning import QUOTES, SHOWN
from search.page.untold import is_longer_name, is_overtaken, terms_told, untold
from search.query.speakers import named_among

# The hits and, of all of them, the windows whose sentences are read.
MAX_HITS, MAX_WINDOWS = SHOWN.hits, SHOWN.windows
_PER_PASSAGE, _LINES_AROUND = SHOWN.windows_each, SHOWN.lines_around

# Kinds that ask for a figure, and who gives it: "…, for the Association, said that".
_FIGURES = frozenset(("money", "count", "duration", "length", "share", "frequency"))
_SAID_THAT = re.compile(
    r"[^.;:“]{3,160}?\b(?:said|stated|reported|advised|added|replied|answered|explained|told (?:\w+ ){1,3}|confirmed) that\b"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the page, its windows (k, 2) int64 as characters, and their cosines (k,) float32."""

    passage: Passage
    windows: NDArray[np.int64]
    cosines: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that can be quoted: its passage's place on the page and what is known of it.

    `asked` is the question that it replies to, as the record has it; `who` says it, "" where the record does not say.
    """

    place: int
    sentence: Span
    quote: Span
    window: float
    words: float
    whole_window: bool
    is_shared: bool
    asked: Span | None = None
    who: str = ""

    def estimate(self, limit: Calibration) -> float:
        """Return the score if the sentence means what its window means."""
        meaning = (limit.sentence + limit.window) * self.window
        return meaning + limit.words * self.words

    def is_enough(self, own: float, score: float, asked: Asked) -> bool:
        """Say whether a score is enough for an answer, with the cosine of the sentence alone."""
        limit = asked.calibration
        if self.is_shared:
            nearly_all = asked.names and self.words >= QUOTES.nearly_all
            return score >= (limit.quoted_spoken if nearly_all else asked.least_shared)
        near = own >= limit.near_meaning and self.words >= QUOTES.most_words
        return score >= limit.quoted and (near or own >= limit.same_meaning)


def likely_windows(found: Sequence[Evidence], asked: Asked) -> list[tuple[int, int]]:
    """Return (place, window) of those windows that can hold an answer to what is asked, the likeliest first."""
    likely = []
    most = asked.calibration.words + asked.calibration.most_gain
    for place, evidence in enumerate(found[:MAX_HITS]):
        if evidence.passage.exempt or evidence.passage.procedural:
            continue
        order = np.argsort(-evidence.cosines, kind="stable")[:_PER_PASSAGE]
        likely += [
            (QUOTES.place * place - float(evidence.cosines[window]), place, int(window))
            for window in order
            if evidence.cosines[window] + most >= asked.least
        ]
    return [(place, window) for _, place, window in sorted(likely)[:MAX_WINDOWS]]


def of_window(
    place: int,
    evidence: Evidence,
    window: int,
    asked: Asked,
) -> Iterator[Candidate]:
    """Yield the sentences of one window that can be quoted and may answer what is asked."""
    passage, subject = evidence.passage, asked.subject
    over = Overhead(passage, subject, pairs=asked.may_be_replied)
    text = passage.text
    first, last = (int(at) for at in evidence.windows[window])
    start, end = _lines_around(text, first, last)
    marks = _marks(text, start, end, subject)
    cosine = float(evidence.cosines[window])
    debated = _debated(text, asked)
    spans = _quotable(text, start, end, over, asked)
    for sentence, quote in _read(spans, Span(first, last), debated):
        said = without_label(sentence, quote)
        who = over.is_of(said.start) or speaker(text, passage.annotations, said, quote)
        on = over.of(said.start, who)
        if not _answers(asked, passage, said, quote, who, on):
            continue
        begins = told_from(asked, text, quote, sentence)
        has = _within(marks, begins, sentence.end)
        stretch = text[begins : max(sentence.end, quote.end)]
        left = untold(asked.words, on.told | terms_told(stretch, has, subject.shares))
        is_shared = on.is_shared(subject, has)
        if len(left) > asked.most_untold or not (is_shared or subject.may_be_meant(has, on.has)):
            continue
        before = carried(text[: said.start], list(subject.shares)) if subject.pairs else set()
        if not subject.is_another(text[said.start : said.end], has, on.has, before):
            whole_window = (first, last) == (sentence.start, sentence.end)
            share = subject.share(has | on.asked_has)
            yield Candidate(
                place, sentence, quote, cosine, share, whole_window, is_shared, on.asked, who
            )


def _quotable(
    text: str, start: int, end: int, over: Overhead, asked: Asked
) -> Iterator[tuple[Span, Span]]:
    """Yield (sentence, quote) of what can be quoted of a stretch of a text, as places in the text.

    What was handed in is quoted to who asks for that; a reply without its mark.
    """
    handed = over.handed
    for sentence, quote in quotable(text[start:end]):
        first, last = start + quote.start, start + quote.end
        if handed is not None and sentence.start < handed.reply.start - start < sentence.end:
            first = max(first, handed.reply.start)
        yield Span(start + sentence.start, start + sentence.end), Span(first, last)
    if handed is not None and asked.wants_words and start <= handed.words.start:
        yield handed.words, handed.words


def _read(
    spans: Iterable[tuple[Span, Span]], window: Span, debated: Sequence[Turn]
) -> Iterator[tuple[Span, Span]]:
    """Yield those (sentence, quote) of which the sentence stands in a window, and in no turn of a transcript."""
    for sentence, quote in spans:
        if sentence.start >= window.end or window.start >= sentence.end:
            continue
        if not any(turn.start <= sentence.start < turn.end for turn in debated):
            yield sentence, quote


def _debated(text: str, asked: Asked) -> list[Turn]:
    """Return the turns of a transcript, of which none is quoted but to who asks what somebody said.

    A turn raises its subject far more often than it answers: of 93 quotes of transcripts 47 were right.
    """
    labelled = [] if asked.names else spoken_turns(text)
    return labelled if is_transcript(labelled) else []


def told_from(asked: Asked, text: str, quote: Span, sentence: Span) -> int:
    """Return where it begins what a sentence tells: who says it is no part of that, but for who asks who.

    "Mr Malik, for the Hackney Carriage Association, said that a cab cost £35,000" is not of a licence for one.
    """
    start = min(quote.start, sentence.start)
    if asked.kind is None or asked.kind.name not in _FIGURES:
        return start
    told = _SAID_THAT.match(text, start, sentence.end)
    return told.end() if told else start


def _within(marks: Sequence[tuple[int, Pattern]], start: int, end: int) -> set[Pattern]:
    """Return what is marked in a stretch."""
    return {pattern for at, pattern in marks if start <= at < end}


def _answers(asked: Asked, passage: Passage, said: Span, quote: Span, who: str, on: Over) -> bool:
    """Say whether a sentence that `who` says has the form of an answer, and is of those who are asked about."""
    behind = passage.text[quote.end : quote.end + QUOTES.behind]
    if is_overtaken(asked.question, behind):
        return False
    return _has_form(asked, passage, said, on) and _is_theirs(asked, passage, said, quote, who)


def _marks(text: str, start: int, end: int, subject: Subject) -> list[tuple[int, Pattern]]:
    """Return where a stretch of a text has what a question is about: the place in the text, and what."""
    return [
        (start + at, pattern)
        for at, _, found in matches(text[start:end], list(subject.shares))
        for pattern in found.says or (found,)
    ]


def _has_form(asked: Asked, passage: Passage, said: Span, on: Over) -> bool:
    """Say whether a sentence has the form of an answer: no question, the kind of thing, the time."""
    shown = passage.text[said.start : said.end]
    if is_longer_name(asked.question, shown):
        return False
    if not asked.motions and (
        only_asks(shown) or is_premise(passage.title, passage.text, said.start)
    ):
        return False
    return (
        is_given(asked.question, asked.kind, shown, on.beside)
        and is_by_somebody(asked.question, shown)
        and is_as_negated(asked.question, shown)
        and asked.subject.is_counted(shown, asked.kind)
        and is_of_time(asked.times, passage.date, shown)
    )


def _is_theirs(asked: Asked, passage: Passage, said: Span, quote: Span, who: str) -> bool:
    """Say whether those who are asked about say a sentence, and of a "he" that it is known who that is."""
    text = passage.text
    if asked.names and not named_among(
        asked.names, [who, *speakers(text, passage.annotations, said)]
    ):
        return False
    if asked.spoken_of and named_among(asked.spoken_of, who.split(" and ")):
        # What somebody says is not what was said of them.
        return False
    return bool(who) or not by_a_pronoun(text[quote.start : quote.end])


def without_label(sentence: Span, quote: Span) -> Span:
    """Return a sentence from where its quote begins, or from its own beginning behind that."""
    return Span(max(sentence.start, quote.start), sentence.end)


def _lines_around(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the lines that hold a stretch, with those before and behind it: lines may be wrapped."""
    start, end = first, last
    for _ in range(_LINES_AROUND):
        start = max(text.rfind("\n", 0, max(start - 1, 0)), 0)
        after = text.find("\n", end + 1)
        end = len(text) if after < 0 else after
    return start, end
