"""Quoted answers: for a question, the sentences of the first hits that answer it best.

A quote is a verbatim stretch of its passage. What is worth quoting, `search.page.quotable` decides; which
of that answers, meaning and words decide together. The weights and the floor were calibrated on the
judged sets; docs/decisions/0004-quoted-answers.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.language.windows import Span
from indexer.passages.passages import Passage
from search.match.dense import DenseArm, DenseScores
from search.page.attribution import speaker, speakers
from search.page.quotable import by_a_pronoun, is_loose, only_asks, quotable
from search.page.snippets import Pattern, matches
from search.query.nodes import Word
from search.query.query import STOP_WORDS, Query, read_query
from search.query.references import REFERENCE
from search.query.speakers import named_among, speaker_names

MAX_ANSWERS = 3
# The hits and, of all of them, the windows whose sentences are read; how many sentences are
# looked at more closely, and how many of these encoded (what costs most).
MAX_HITS = 10
MAX_SCORED, MAX_ENCODED = 8, 3
MAX_WINDOWS = 10
_PER_PASSAGE = 3
_LINES_AROUND = 3
# score = meaning of the sentence + meaning of its window + share of the query's words, weighted.
SENTENCE_WEIGHT, WINDOW_WEIGHT, WORDS_WEIGHT = 0.6, 0.4, 0.2
# What scores less answers nothing.
FLOOR = 0.64
# In choosing, each place further down the page counts as much as this.
_PLACE = 0.05
# A sentence that goes on from another is a little behind; one that has what was asked for (a number,
# a date, a reason) is a little ahead.
_LOOSE, _TYPED = 0.03, 0.04
# How much more a sentence scores, at most, than its window lets expect.
_MOST_GAIN = 0.07

_QUESTION = re.compile(
    r"(?:what|who|whom|whose|when|where|why|which|how|did|do|does|is|are|was|were|has|have|had|can|"
    r"could|should|would|will|summari[sz]e|explain|describe|(?:show|tell|give) (?:me|us)|find out)\b",
    re.IGNORECASE,
)
# Who asks what was moved or asked wants the motion or the question itself.
_ASKS_FOR_MOTIONS = re.compile(
    r"\b(?:propos\w+|motions?|amendments?|recommend\w*|request\w*|suggest\w*|questioning|call(?:s|ed)? for|"
    r"questions? (?:about|on|of|were|was|asked|put|raised)|(?:concerns?|issues?) (?:\w+ )?raised|"
    r"(?:do|does|did|was|were|has|have|who|what) (?:[\w’']+ ){0,4}?"
    r"(?:moved?|asks?|asked|seek|sought|wants?|wanted|raised?))\b",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(rf"\b(?:{REFERENCE.pattern})\b")
_NUMBER = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|none)\b|\d"
_TYPES = (
    (r"how (?:many|much|long|deep|old|often|far|big|high|large)\b", _NUMBER),
    (
        r"when\b",
        r"\b(?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December|(?:next|last|this) (?:year|month|week|spring|summer|autumn|winter))\b",
    ),
    (
        r"why\b|for what reason",
        r"\b(?:because|due to|owing to|reasons?|since|so that|in order to|as a result|until)\b",
    ),
)
_QUESTION_WORDS, _SENTENCE_WORDS = 3, 6


@dataclass(frozen=True, slots=True)
class Answer:
    """A quote: `text` is `passage.text[start:end]`; `highlights` are (start, end) within `text`.

    `speaker` is who is reported to say it, "" where the record does not say. `score` is in about
    [0, 1.2], and comparable between queries.
    """

    passage: Passage
    text: str
    start: int
    end: int
    speaker: str
    highlights: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of the page, its windows (k, 2) int64 as characters, and their cosines (k,) float32."""

    passage: Passage
    windows: NDArray[np.int64]
    cosines: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that can be quoted: its passage's place on the page and what is known of it."""

    place: int
    sentence: Span
    quote: Span
    window: float
    words: float
    whole_window: bool

    @property
    def estimate(self) -> float:
        """Return the score if the sentence means what its window means."""
        meaning = (SENTENCE_WEIGHT + WINDOW_WEIGHT) * self.window
        return meaning + WORDS_WEIGHT * self.words


def wants_answers(query: Query) -> bool:
    """Say whether a query is a question or reads like a sentence, so that a quote can answer it.

    A reference, a few keywords and strict syntax are looked up, not answered.
    """
    # A question of what a councillor said has a condition that nobody typed.
    if query.condition is not None and read_query(query.text).condition is not None:
        return False
    words = query.text.split()
    telling = [node for node in query.scored if isinstance(node, Word) and _tells(node.text)]
    if not telling:
        return False
    if _QUESTION.match(query.text) or query.text.endswith("?"):
        return len(words) >= _QUESTION_WORDS
    joined = any(word.lower() in STOP_WORDS for word in words)
    return len(words) >= _SENTENCE_WORDS and joined and not _IDENTIFIER.search(query.text)


def _tells(word: str) -> bool:
    return word.strip("?!.,;:'’").lower() not in STOP_WORDS


def answers_of(
    query: Query,
    arm: DenseArm,
    dense: DenseScores,
    rows: NDArray[np.int64],
    passages: Sequence[Passage],
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
) -> tuple[Answer, ...]:
    """Return the quotes for a query from the passages of its first page, in their `rows`."""
    if not wants_answers(query):
        return ()
    found = [
        Evidence(passage, *arm.window_scores(dense, int(row)))
        for row, passage in zip(rows, passages, strict=True)
    ]

    def cosine(text: str) -> float:
        return float(arm.encoder.encode_document(text) @ dense.vector)

    names = tuple(speaker_names(query.scored))
    return answers(query.text, found, patterns, weight, cosine, names)


def answers(
    question: str,
    found: Sequence[Evidence],
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
    cosine: Callable[[str], float],
    names: Sequence[str] = (),
) -> tuple[Answer, ...]:
    """Return up to `MAX_ANSWERS` quotes from different passages, the best first.

    `cosine` gives the similarity of the query to a text, by encoding it. With `names` only what these
    people are reported to say is quoted. A better hit's quote comes before a slightly better quote;
    equal ones are in order of the page, then of the text.
    """
    wanted = _type_of(question)
    motions = _ASKS_FOR_MOTIONS.search(question) is not None
    shares = _shares(patterns, weight)
    candidates: dict[tuple[int, int], _Candidate] = {}
    for place, window in _likely_windows(found):
        for candidate in _of_window(place, found[place], window, shares, names, motions):
            candidates.setdefault((place, candidate.sentence.start), candidate)
    likely = sorted(
        (c for c in candidates.values() if c.estimate + _MOST_GAIN >= FLOOR),
        key=lambda c: (_PLACE * c.place - c.estimate, c.place, c.sentence.start),
    )
    scored = []
    for candidate in _affordable(likely):
        score = _score(candidate, found[candidate.place].passage, cosine, wanted)
        if score >= FLOOR:
            scored.append((score, candidate))
    scored.sort(
        key=lambda pair: (_PLACE * pair[1].place - pair[0], pair[1].place, pair[1].sentence.start)
    )
    return tuple(_chosen(scored, found, patterns))


def _affordable(likely: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the likeliest of which at most `MAX_ENCODED` have to be encoded."""
    to_encode = [c for c in likely if not c.whole_window][:MAX_ENCODED]
    return [c for c in likely[:MAX_SCORED] if c.whole_window or c in to_encode]


def _shares(
    patterns: Sequence[Pattern], weight: Callable[[Pattern], float]
) -> dict[Pattern, float]:
    """Return each pattern's share of the weight of all; one that says the same as others has none."""
    weights = {p: 0.0 if p.says else weight(p) for p in patterns}
    total = sum(weights.values()) or 1.0
    return {pattern: share / total for pattern, share in weights.items()}


def _likely_windows(found: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Return (place, window) of those windows that can hold an answer, the likeliest first."""
    likely = []
    for place, evidence in enumerate(found[:MAX_HITS]):
        if evidence.passage.exempt or evidence.passage.procedural:
            continue
        order = np.argsort(-evidence.cosines, kind="stable")[:_PER_PASSAGE]
        likely += [
            (_PLACE * place - float(evidence.cosines[window]), place, int(window))
            for window in order
            if evidence.cosines[window] + WORDS_WEIGHT + _MOST_GAIN >= FLOOR
        ]
    return [(place, window) for _, place, window in sorted(likely)[:MAX_WINDOWS]]


def _of_window(
    place: int,
    evidence: Evidence,
    window: int,
    shares: dict[Pattern, float],
    names: Sequence[str],
    motions: bool,
) -> Iterator[_Candidate]:
    """Yield the sentences of one window that can be quoted."""
    text = evidence.passage.text
    first, last = (int(at) for at in evidence.windows[window])
    start, end = _lines_around(text, first, last)
    marks = [
        (start + at, pattern)
        for at, _, found in matches(text[start:end], list(shares))
        for pattern in found.says or (found,)
    ]
    cosine = float(evidence.cosines[window])
    for part, whole in quotable(text[start:end]):
        sentence = Span(start + part.start, start + part.end)
        quote = Span(start + whole.start, start + whole.end)
        if sentence.end <= first or sentence.start >= last:
            continue
        said = _without_label(sentence, quote)
        if not motions and only_asks(text[said.start : said.end]):
            continue
        annotations = evidence.passage.annotations
        if names and not named_among(names, speakers(text, annotations, said)):
            continue
        if by_a_pronoun(text[quote.start : quote.end]) and not speaker(
            text, annotations, said, quote
        ):
            continue
        carried = {p for at, p in marks if sentence.start <= at < sentence.end}
        words = sum(share for p, share in shares.items() if p in carried)
        whole_window = (first, last) == (sentence.start, sentence.end)
        yield _Candidate(place, sentence, quote, cosine, words, whole_window)


def _without_label(sentence: Span, quote: Span) -> Span:
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


def _type_of(question: str) -> str:
    """Return the pattern of what a question asks for, "" if that has no form of its own."""
    return next((form for asked, form in _TYPES if re.search(asked, question, re.I)), "")


def _has(wanted: str, text: str) -> bool:
    return bool(wanted) and re.search(wanted, text, re.I) is not None


def _score(
    candidate: _Candidate, passage: Passage, cosine: Callable[[str], float], wanted: str
) -> float:
    """Return how well a sentence answers; one that is a window of its own is not encoded again."""
    text = passage.text[candidate.sentence.start : candidate.sentence.end]
    # As windows are encoded, with the context line in front.
    own = candidate.window if candidate.whole_window else cosine(f"{passage.context}\n{text}")
    score = SENTENCE_WEIGHT * own + WINDOW_WEIGHT * candidate.window
    score += WORDS_WEIGHT * candidate.words
    shown = passage.text[candidate.quote.start : candidate.quote.end]
    return score - _LOOSE * is_loose(shown) + _TYPED * _has(wanted, text)


def _chosen(
    scored: Sequence[tuple[float, _Candidate]],
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
            speaker(
                passage.text,
                passage.annotations,
                _without_label(candidate.sentence, candidate.quote),
                candidate.quote,
            ),
            tuple((start, end) for start, end, _ in matches(shown, patterns)),
            round(score, 6),
        )
        if len(places) == MAX_ANSWERS:
            return
