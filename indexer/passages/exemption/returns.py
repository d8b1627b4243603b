"""Where a meeting must have been closed, since the public came back and nothing had told that it went.

A return is a clear sign, its wordings are few. Behind it stands a closing whose wording nobody knew: the sentence
in front of it that has any clue of one, or, where none has, the beginning of the item in front of the return.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import AgendaItem
from indexer.language.windows import sentences
from indexer.passages.exclusion.coming import are_let_in
from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.model import may_withhold
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exemption.state import text_of
from indexer.passages.speech.turns import is_transcript, turns
from indexer.tuning import EXEMPTION

Return = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Supposed:
    """Where meetings must have been closed: behind some sentences, or before some items."""

    suspects: frozenset[str]
    closed_before: frozenset[int]


def supposed(items: Sequence[AgendaItem], returns: Sequence[Return]) -> Supposed:
    """Return where a meeting must have been closed, by the returns that nothing explains."""
    suspects: set[str] = set()
    before: set[int] = set()
    for first, at, said in returns:
        told = list(_told_before(items, max(first + 1, at - EXEMPTION.closed_items, 0), at, said))
        if suspect := next(filter(_is_suspect, reversed(told)), ""):
            suspects.add(suspect)
        elif are_let_in(said):
            text = " ".join(text_of(items[at]).split())
            starts = not text.startswith(said) and said != items[at].title
            before.add(at if starts else at - 1)
    return Supposed(frozenset(suspects), frozenset(before))


def _told_before(items: Sequence[AgendaItem], first: int, at: int, said: str) -> Iterator[str]:
    """Yield the titles and sentences of some items, up to the one that tells of the return."""
    for item in items[first : at + 1]:
        for text in (item.title, item.agenda, item.decision, item.minutes):
            if is_transcript(turns(text)):
                continue
            for span in sentences(text):
                sentence = " ".join(text[span.start : span.end].split())
                if item is items[at] and sentence == said:
                    return
                yield sentence


def _is_suspect(sentence: str) -> bool:
    said = read_sentence(sentence)
    return may_withhold(sentence) and (said is None or said.deed is Deed.MENTIONS)
