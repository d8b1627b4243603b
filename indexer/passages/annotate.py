"""Read from the text of a passage what it says beside its words, each kind by the patterns of its module.

How well is measured in `docs/records.md`.
"""

from __future__ import annotations

from indexer.passages.acronyms import acronyms
from indexer.passages.annotations import Annotations
from indexer.passages.motions.motions import motions
from indexer.passages.motions.outcomes import decided
from indexer.passages.people.mentions import days, sums
from indexer.passages.people.people import mentions, people
from indexer.passages.references import references
from indexer.passages.speech.quotation_marks import as_written, curved
from indexer.passages.speech.speech import speeches
from indexer.passages.votes.votes import votes


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
