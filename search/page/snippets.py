"""Which sentences of a passage to show for a query, and what to mark in them.

Every snippet is a verbatim stretch of the passage's text. A phrase is marked where it stands as a
phrase; its words alone are not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Literal

from indexer.language.windows import Span, sentences
from search.page.marked import Pattern, matches, may_match, traces_in
from search.page.tuning import SHOWN

MAX_SNIPPETS, MAX_WORDS = SHOWN.snippets, SHOWN.words
# Shares of the weight of all patterns: a sentence below the first is not worth showing, the words
# shown up to the second want the window's meaning beside them, a sentence from the third on is
# shown although its words were shown before.
_LEAST_SHARE, _ENOUGH_SHARE, _AGAIN_SHARE = SHOWN.least, SHOWN.enough, SHOWN.again
# How much more a sentence counts that reports whom the query asks about.
_SPOKEN = SHOWN.spoken
# Characters between two marked words that stand together.
_TOGETHER = SHOWN.together


Kind = Literal["words", "meaning"]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a passage: `text` is `passage.text[start : start + len(text)]`.

    `highlights` are (start, end) within `text`. `kind` says why it is shown: it carries the query's
    words, or its window is near to the query in meaning.
    """

    text: str
    start: int
    kind: Kind
    highlights: tuple[tuple[int, int], ...] = ()


def snippets(
    text: str,
    patterns: Sequence[Pattern],
    weight: Callable[[Pattern], float],
    window: tuple[int, int] | None,
    spoken: Sequence[tuple[int, int]] = (),
) -> tuple[Snippet, ...]:
    """Return what to show of a passage, in order of its text.

    Sentences that add the most weight of patterns not yet shown come first. `window` is the stretch
    nearest in meaning, or None; it is shown where the words alone show little of the query. `spoken`
    are the stretches that report whom the query asks about: they count more, and one is always shown.
    """
    spans = sentences(text)
    marked = _with_words(text, spans, patterns, window, spoken)
    total = _total(patterns, weight)
    # A sentence with only a weak word of the query tells nothing if there is one near in meaning.
    least = _LEAST_SHARE * total if window else 0.0
    chosen = _telling(_choose(marked, weight, total), weight, least)
    places = [place for sentence in marked for place in sentence.places]
    shown = _of_words(text, chosen, places)
    if spoken and not any(sentence.spoken for sentence in chosen):
        shown = _with_report(text, _first_of(spans, Span(*min(spoken))), shown, places)
    if not _is_said_by(chosen, weight, total):
        shown += _near_in_meaning(text, spans, window, shown, places)
    shown = shown or _beginning(text, spans, "meaning" if window else "words", places)
    return tuple(sorted(shown, key=lambda snippet: snippet.start))


def _telling(
    found: Sequence[_Sentence], weight: Callable[[Pattern], float], least: float
) -> list[_Sentence]:
    """Return the sentences that have at least so much of the query."""
    return [sentence for sentence in found if sentence.weight(weight) >= least]


def _of_words(
    text: str, chosen: Sequence[_Sentence], places: Sequence[tuple[int, int]]
) -> list[Snippet]:
    """Return the snippets of the sentences that were chosen for their words."""
    return [
        _snippet(text, _shortened(text, one.span, one.places[0][0]), "words", places)
        for one in chosen
    ]


def _near_in_meaning(
    text: str,
    spans: Sequence[Span],
    window: tuple[int, int] | None,
    shown: Sequence[Snippet],
    places: Sequence[tuple[int, int]],
) -> list[Snippet]:
    """Return the snippet of the stretch nearest in meaning, none where there is none or it is shown already."""
    if not window or window[0] >= window[1]:
        return []
    near = _whole_sentences(text, spans, Span(*window))
    return [] if _is_shown(near, shown) else [_snippet(text, near, "meaning", places)]


def _beginning(
    text: str, spans: Sequence[Span], kind: Kind, places: Sequence[tuple[int, int]]
) -> list[Snippet]:
    """Return the snippet of the first sentence, none of a text that has none."""
    return [_snippet(text, _shortened(text, spans[0], None), kind, places)] if spans else []


def _total(patterns: Sequence[Pattern], weight: Callable[[Pattern], float]) -> float:
    """Return the weight of a whole query: of those that say the same only one counts."""
    return fsum(weight(pattern) for pattern in patterns if not pattern.says)


def _with_report(
    text: str, first: Span, shown: list[Snippet], places: Sequence[tuple[int, int]]
) -> list[Snippet]:
    """Return the snippets with the first sentence of a report, in the place of the last if they are many."""
    if _is_shown(first, shown):
        return shown
    reported = _snippet(text, _shortened(text, first, None), "words", places)
    return [*shown[: MAX_SNIPPETS - 1], reported]


def _first_of(spans: Sequence[Span], stretch: Span) -> Span:
    """Return the first sentence of a stretch, or the stretch where none begins behind its start."""
    return next((span for span in spans if span.start >= stretch.start), stretch)


def _is_shown(span: Span, shown: Sequence[Snippet]) -> bool:
    return any(_overlaps(span, snippet) for snippet in shown)


def _is_said_by(
    chosen: Sequence[_Sentence], weight: Callable[[Pattern], float], total: float
) -> bool:
    """Say whether the words that are shown are enough of the query, so that no meaning is wanted."""
    said = fsum(weight(p) for p in set().union(*(sentence.carried for sentence in chosen)))
    return said >= _ENOUGH_SHARE * total + 1e-9


def _overlaps(span: Span, snippet: Snippet) -> bool:
    return span.start < snippet.start + len(snippet.text) and snippet.start < span.end


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with something to mark: what, where, and whether it is a likely answer.

    `places` are (start, end) in the passage's text.
    """

    span: Span
    places: tuple[tuple[int, int], ...]
    carried: frozenset[Pattern]
    together: bool
    near: bool
    spoken: bool

    def weight(self, weight: Callable[[Pattern], float]) -> float:
        return fsum(weight(pattern) for pattern in self.carried)


def _with_words(
    text: str,
    spans: Sequence[Span],
    patterns: Sequence[Pattern],
    window: tuple[int, int] | None,
    spoken: Sequence[tuple[int, int]],
) -> list[_Sentence]:
    """Return the sentences that have something to mark: a phrase stands in one of them or in none."""
    found = []
    traces = traces_in(patterns)
    for span in spans:
        sentence = text[span.start : span.end]
        here = matches(sentence, patterns) if may_match(sentence, traces) else []
        if here:
            near = window is not None and span.start < window[1] and window[0] < span.end
            is_spoken = any(start <= span.start < end for start, end in spoken)
            found.append(_marked(span, here, near=near, spoken=is_spoken))
    return found


def _marked(
    span: Span, here: Sequence[tuple[int, int, Pattern]], *, near: bool, spoken: bool
) -> _Sentence:
    """Return a sentence with what is marked in it, places counted from its own beginning."""
    return _Sentence(
        span=span,
        places=tuple((span.start + start, span.start + end) for start, end, _ in here),
        carried=frozenset(p for *_, found in here for p in found.says or (found,)),
        together=_stand_together(here),
        near=near,
        spoken=spoken,
    )


def _stand_together(here: Sequence[tuple[int, int, Pattern]]) -> bool:
    """Say whether two different things to mark stand beside one another."""
    return any(b[0] - a[1] <= _TOGETHER and a[2] != b[2] for a, b in pairwise(here))


def _choose(
    candidates: Sequence[_Sentence], weight: Callable[[Pattern], float], total: float
) -> list[_Sentence]:
    """Choose up to `MAX_SNIPPETS` sentences for what each adds, and a second one that says it all."""
    left = list(candidates)
    chosen: list[_Sentence] = []
    covered: set[Pattern] = set()

    def value(sentence: _Sentence) -> tuple[float, float, bool, bool, int]:
        added = fsum(weight(pattern) for pattern in sentence.carried - covered)
        added *= _SPOKEN if sentence.spoken else 1
        together, near = sentence.together, sentence.near
        return added, sentence.weight(weight), together, near, -sentence.span.start

    while left and len(chosen) < MAX_SNIPPETS:
        best = max(left, key=value)
        adds = bool(best.carried - covered)
        if not adds and (len(chosen) > 1 or best.weight(weight) < _AGAIN_SHARE * total):
            break
        left.remove(best)
        chosen.append(best)
        covered |= best.carried
    return chosen


def _shortened(text: str, span: Span, around: int | None) -> Span:
    """Return the sentence, or about `MAX_WORDS` whole words of it around a character."""
    if len(text[span.start : span.end].split()) <= MAX_WORDS:
        return span
    words = _word_spans(text[span.start : span.end])
    middle = 0
    if around is not None:
        middle = sum(1 for start, _ in words if span.start + start < around)
    first = max(0, min(middle - MAX_WORDS // 3, len(words) - MAX_WORDS))
    last = words[first + MAX_WORDS - 1]
    return Span(span.start + words[first][0], span.start + last[1])


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans, end = [], 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        spans.append((start, end))
    return spans


def _whole_sentences(text: str, spans: Sequence[Span], window: Span) -> Span:
    """Return the window's first whole sentences, up to `MAX_WORDS` words."""
    inside = [s for s in spans if s.start >= window.start and s.end <= window.end]
    if not inside:
        return _shortened(text, window, None)
    end = inside[0].end
    for span in inside[1:]:
        if len(text[inside[0].start : span.end].split()) > MAX_WORDS:
            break
        end = span.end
    return _shortened(text, Span(inside[0].start, end), None)


def _snippet(text: str, span: Span, kind: Kind, places: Sequence[tuple[int, int]]) -> Snippet:
    """Return a stretch of a text with those of its marked places that are in it whole."""
    marks = tuple(
        (start - span.start, end - span.start)
        for start, end in places
        if span.start <= start and end <= span.end
    )
    return Snippet(text[span.start : span.end], span.start, kind, marks)
