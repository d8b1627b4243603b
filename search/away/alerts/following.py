"""Which of what is new belongs to an item that somebody follows: it names it, or continues its matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.generation import catalogue
from indexer.language.windows import sentences
from indexer.passages.passage import Passage
from search.away.alerts.wanted import Alert
from search.browse.matter import Step, matters
from search.page.snippets import Snippet
from search.searcher import Searcher

_ITSELF = "It is the item that you follow."


def continuing(searcher: Searcher, alert: Alert, rows: Sequence[int]) -> list[int]:
    """Return which of the rows belong to the item that is followed, in order; none where that is not there any more."""
    passage = searcher.passage(alert.follow)
    if passage is None or not rows:
        return []
    ids = [passage.id, *(step.passage.id for step in _later(searcher, alert, passage))]
    wanted = {searcher.read(catalogue.row_of, identifier) for identifier in ids}
    return [row for row in rows if row in wanted]


def why_continuing(
    searcher: Searcher, alert: Alert, passage: Passage
) -> tuple[tuple[Snippet, ...], tuple[str, ...]] | None:
    """Return the sentences in which an item names the one that is followed, and why it is told of.

    None where it does not belong to that any more, or that is gone.
    """
    followed = searcher.passage(alert.follow)
    if followed is None:
        return None
    if passage.id == followed.id:
        return (), (_ITSELF,)
    for step in _later(searcher, alert, followed):
        if step.passage.id == passage.id:
            reasons = step.reasons if step.is_certain else (f"likely of it: {step.reasons[0]}",)
            return tuple(_naming(passage, followed)), reasons
    return None


def _later(searcher: Searcher, alert: Alert, passage: Passage) -> list[Step]:
    """Return the steps of an item's matter that are not of an earlier day; with `near` the likely ones, too."""
    found = matters(searcher).of(passage, likely=alert.near)
    return [step for step in found if not _is_earlier(step.passage, passage)]


def _is_earlier(one: Passage, other: Passage) -> bool:
    return one.date is not None and other.date is not None and one.date < other.date


def _naming(passage: Passage, followed: Passage) -> Iterator[Snippet]:
    """Yield the sentences of an item that refer to another one, verbatim, each once."""
    ids = {followed.id, *followed.aliases}
    places = [one.start for one in passage.annotations.references if one.target in ids]
    if not places:
        return
    for span in sentences(passage.text):
        if any(span.start <= place < span.end for place in places):
            yield Snippet(passage.text[span.start : span.end], span.start, "words")
