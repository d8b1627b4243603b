"""Read from the text of a passage what it says beside its words, each kind by the patterns of its module.

How well is measured in `docs/records.md`.
"""

from __future__ import annotations

from indexer.passages.acronyms import acronyms
from indexer.passages.annotations import Annotations
from indexer.passages.mentions import days, sums
from indexer.passages.motions import motions
from indexer.passages.outcomes import decided
from indexer.passages.people import mentions, people
from indexer.passages.references import references
from indexer.passages.speech import speeches
from indexer.passages.votes import votes


def annotate(text: str) -> Annotations:
    """Return what the patterns read in a text."""
    found = mentions(text)
    noted = votes(text)
    return Annotations(
        people=people(text, found),
        speeches=speeches(text, found),
        motions=decided(text, motions(text, found), noted),
        votes=noted,
        references=references(text),
        acronyms=acronyms(text),
        sums=sums(text),
        days=days(text),
    )
