"""Quoted answers: for a question, the sentences of the first hits that answer it best.

A quote is a verbatim stretch of its passage. What is worth quoting, `search.page.quotable` decides; which
of that answers, meaning and words decide together. The weights and the threshold were calibrated on the
judged sets; docs/decisions/0004-quoted-answers.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.calibration import MINILM, Calibration
from indexer.passages.passage import Passage
from search.match.dense import DenseRetriever, DenseScores
from search.page.asked import asked_by
from search.page.asking import times_of
from search.page.candidates import (
    Candidate,
    Evidence,
    likely_windows,
    of_window,
)
from search.page.homographs import meant
from search.page.later import Later
from search.page.marked import Pattern, matches
from search.page.quotable import is_loose
from search.page.tuning import QUOTES, SHOWN
from search.query.nodes import Preference
from search.query.query import Query
from search.query.speakers import speaker_names

MAX_ANSWERS = SHOWN.answers
# How many sentences are looked at more closely, and how many of these encoded (what costs most).
MAX_SCORED, MAX_ENCODED = SHOWN.scored, SHOWN.encoded


@dataclass(frozen=True, slots=True)
class Answer:
    """A quote: `text` is `passage.text[start:end]`; `highlights` are (start, end) within `text`.

    `speaker` is who is reported to say it, "" where the record does not say. `asked` is the question of the record that it
    replies to, verbatim, "" for what is no reply. `score` is in about [0, 1.2], and comparable between queries.
    """

    passage: Passage
    text: str
    start: int
    end: int
    speaker: str
    highlights: tuple[tuple[int, int], ...]
    score: float
    asked: str = ""


def answers_of(
    query: Query,
    retriever: DenseRetriever,
    dense: DenseScores,
    rows: NDArray[np.int64],
    passages: Sequence[Passage],
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
    calibration: Calibration,
) -> tuple[Answer, ...]:
    """Return the quotes for a query from the passages of its first page, in their `rows`."""
    found = [
        Evidence(passage, *retriever.window_scores(dense, int(row)))
        for row, passage in zip(rows, passages, strict=True)
    ]

    def cosine(text: str) -> float:
        return retriever.text_score(dense, text)

    names = tuple(speaker_names(query.scored))
    times = times_of(query.preferences)
    return answers(query.text, found, patterns, weight, cosine, names, times, calibration)


def answers(
    question: str,
    found: Sequence[Evidence],
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
    cosine: Callable[[str], float],
    names: Sequence[str] = (),
    times: Sequence[Preference] = (),
    calibration: Calibration = MINILM,
) -> tuple[Answer, ...]:
    """Return up to `MAX_ANSWERS` quotes from different passages, the best first.

    `cosine` gives the similarity of the query to a text, by encoding it. With `names` only what these
    people are reported to say is quoted, with `times` only what is of then. A better hit's quote comes before a slightly better quote;
    equal ones are in order of the page, then of the text.
    """
    weighed = {
        meant_for: weight(p)
        for p, meant_for in zip(patterns, meant(question, patterns), strict=True)
    }
    patterns = list(weighed)
    asked = asked_by(question, patterns, weighed.__getitem__, names, times, calibration)
    candidates: dict[tuple[int, int], Candidate] = {}
    for place, window in likely_windows(found, asked):
        for candidate in of_window(place, found[place], window, asked):
            candidates.setdefault((place, candidate.sentence.start), candidate)
    likely = sorted(
        (
            c
            for c in candidates.values()
            if c.estimate(calibration) + calibration.most_gain >= asked.least
        ),
        key=lambda c: (
            QUOTES.place * c.place - c.estimate(calibration),
            c.place,
            c.sentence.start,
        ),
    )
    scored = []
    later = Later(found, asked)
    for candidate in _affordable(likely):
        own, score = _score(candidate, found[candidate.place].passage, cosine, calibration)
        if candidate.is_enough(own, score, asked) and not later.overtakes(candidate):
            scored.append((score, candidate))
    scored.sort(
        key=lambda pair: (
            QUOTES.place * pair[1].place - pair[0],
            pair[1].place,
            pair[1].sentence.start,
        )
    )
    return tuple(_chosen(scored, found, patterns))


def _affordable(likely: Sequence[Candidate]) -> list[Candidate]:
    """Return the likeliest of which at most `MAX_ENCODED` have to be encoded."""
    to_encode = [c for c in likely if not c.whole_window][:MAX_ENCODED]
    return [c for c in likely[:MAX_SCORED] if c.whole_window or c in to_encode]


def _score(
    candidate: Candidate,
    passage: Passage,
    cosine: Callable[[str], float],
    limit: Calibration,
) -> tuple[float, float]:
    """Return a sentence's own cosine and how well it answers; a whole window is not encoded again."""
    text = passage.text[candidate.sentence.start : candidate.sentence.end]
    if candidate.asked is not None:
        text = f"{_asked(candidate, passage)}\n{text}"
    # As windows are encoded, with the context line in front.
    own = candidate.window if candidate.whole_window else cosine(f"{passage.context}\n{text}")
    score = limit.sentence * own + limit.window * candidate.window
    score += limit.words * candidate.words
    shown = passage.text[candidate.quote.start : candidate.quote.end]
    return own, score - QUOTES.loose * is_loose(shown)


def _asked(candidate: Candidate, passage: Passage) -> str:
    """Return the question that a candidate replies to, as the record has it, "" for what is no reply."""
    return passage.text[candidate.asked.start : candidate.asked.end] if candidate.asked else ""


def _chosen(
    scored: Sequence[tuple[float, Candidate]],
    found: Sequence[Evidence],
    patterns: Sequence[Pattern],
) -> Iterator[Answer]:
    """Yield the best quote of each passage, none twice, up to `MAX_ANSWERS`."""
    places: set[int] = set()
    texts: set[str] = set()
    for score, candidate in scored:
        passage = found[candidate.place].passage
        shown = passage.text[candidate.quote.start : candidate.quote.end]
        plain = " ".join(re.findall(r"[^\W_]+", shown.casefold()))
        if candidate.place in places or plain in texts:
            continue
        places.add(candidate.place)
        texts.add(plain)
        yield Answer(
            passage,
            shown,
            candidate.quote.start,
            candidate.quote.end,
            candidate.who,
            tuple((start, end) for start, end, _ in matches(shown, patterns)),
            round(score, 6),
            _asked(candidate, passage),
        )
        if len(places) == MAX_ANSWERS:
            return
