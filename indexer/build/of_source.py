"""A source becomes passages, with what its text says noted: what a process that reads for a build does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from corpus import readers
from corpus.errors import RecordError, unquoted
from corpus.losses import WITHHELD, missing
from corpus.records import AgendaItem, Meeting, Source
from corpus.text import BULLET
from corpus.worker import Table
from indexer.build.front_sheets import Sheet, as_the_sheets_say
from indexer.passages.exported import is_exported, of_export
from indexer.passages.of_meeting import passages
from indexer.passages.passage import Passage
from indexer.passages.reviewed import Reviewed, obeyed
from indexer.tuning import BUILD

# Some passages, how many words of a record are in none by what they were, or why it is not taken.
Part = list[Passage] | dict[str, int] | RecordError


@dataclass(frozen=True, slots=True)
class Asked(Source):
    """A source that is to become passages, with what a build knows beside it.

    `reviewed` is what a person decided of its items, `sheets` the front sheets of its folder.
    """

    reviewed: Reviewed | None = None
    sheets: tuple[Sheet, ...] = ()
    include_exempt: bool = False


def asked(
    source: Source, reviewed: Reviewed, sheets: Sequence[Sheet], *, include_exempt: bool
) -> Asked:
    """Return a source with what is asked of it, as it can be sent to a process."""
    return Asked(
        source.name,
        source.data,
        source.facts,
        source.neighbours,
        reviewed=dict(reviewed),
        sheets=tuple(sheets),
        include_exempt=include_exempt,
    )


def read(source: Source) -> Iterator[Part | Meeting]:
    """Yield the parts of a source that is `Asked`, the meetings of any other: a front sheet beside one."""
    if not isinstance(source, Asked):
        yield from readers.read(source)
        return
    for number, record in enumerate(readers.read(source)):
        yield from _parts(source, number, record)


BUILDING = Table(readers.pick, read, readers.n_pages)


def _parts(source: Asked, number: int, record: Meeting | RecordError) -> Iterator[Part]:
    if problem := _problem_of(record):
        yield problem
        return
    assert isinstance(record, Meeting)  # noqa: S101 (for mypy: an error is a problem)
    try:
        if is_exported(record):
            # What was withheld is not in an export; what is in it was public.
            yield from _batches(list(of_export(record, number)))
            return
        made = _made(source, number, record)
    except Exception as error:  # one bad record never stops an import, nor the rest of its file
        yield RecordError(f"it gives no passage: {unquoted(error)}")
        return
    yield from _batches(made)
    yield dict(record.left_out)
    yield _not_in(record, made)


def _made(source: Asked, number: int, record: Meeting) -> list[Passage]:
    folder = source.name.rpartition("/")[0]
    decided = partial(obeyed, source=record.source, folder=folder, reviewed=source.reviewed or {})
    told = as_the_sheets_say(record, source.sheets)
    return list(passages(told, number, include_exempt=source.include_exempt, decided=decided))


def _batches(found: Sequence[Passage]) -> Iterator[list[Passage]]:
    for first in range(0, len(found), BUILD.batch):
        yield list(found[first : first + BUILD.batch])


def _problem_of(record: Meeting | RecordError) -> RecordError | None:
    """Return why a record is not taken, or None."""
    if isinstance(record, RecordError):
        return record
    if _n_windows(record) > BUILD.most_windows:
        return RecordError(
            f"it would be more than {BUILD.most_windows:,} windows, as many as {BUILD.most_windows // 25:,} pages "
            "fill; split it"
        )
    return None


def _n_windows(record: Meeting) -> int:
    """Return about how many windows a record gives: one for so many words, and one for each point."""
    texts = [part for item in record.items for part in (item.agenda, item.decision, item.minutes)]
    return sum(len(t) // BUILD.characters_a_window + t.count(f"\n{BULLET}") + 1 for t in texts if t)


def _not_in(record: Meeting, made: Sequence[Passage]) -> dict[str, int]:
    """Return how many words of a record are in none of its passages: those that are withheld."""
    whole = (
        text
        for item in record.items
        for text in (item.title, item.agenda, item.decision, item.minutes, *_sections(item))
    )
    return {WITHHELD: missing(whole, (text for one in made for text in (one.title, one.text)))}


def _sections(item: AgendaItem) -> Iterator[str]:
    return (section.text for document in item.documents for section in document.sections)
