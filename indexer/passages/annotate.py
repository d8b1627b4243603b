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
from indexer.passages.quotation_marks import as_written, curved
from indexer.passages.references import references
from indexer.passages.speech import speeches
from indexer.passages.votes import votes


def annotate(text: str) -> Annotations:
    """Return what the patterns read in a text."""
    found = mentions(text)
    # What is quoted is told by its marks: characters stand where they stood.
    read = curved(text)
    noted = votes(read)
    return Annotations(
        people=people(text, found),
        speeches=speeches(read, found),
        motions=decided(read, motions(read, found), noted),
        votes=tuple(as_written(vote, text, read) for vote in noted),
        references=references(text),
        acronyms=acronyms(text),
        sums=sums(text),
        days=days(text),
    )
