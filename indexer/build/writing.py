"""What a build writes of its passages: the catalogue, the word index, the vectors."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.progress import Progress
from indexer.build import checkpoint, embeddings, encoder, lexical, reading, version, vocabulary
from indexer.build.kept import Earlier, Kept, kept_row, members_of
from indexer.build.replay import with_those_above
from indexer.build.report import Report
from indexer.build.withdrawn import Withholding
from indexer.generation import catalogue, catalogue_write, glossary, store
from indexer.generation.recorded import Recorded
from indexer.passages.passage import Passage
from indexer.tuning import BUILD

Groups = Sequence[tuple[Passage, ...]]


@contextmanager
def stage(report: Report, name: str, *, leaves_cycles: bool = False) -> Iterator[None]:
    """Note the seconds spent inside in the report, under a stage's name.

    Python's collector of cycles is off, but where a stage leaves some, as torch does: it would look at
    all passages again and again, which takes an eighth of an update's time, and free nothing.
    """
    started = time.perf_counter()
    was_on = gc.isenabled()
    if not leaves_cycles:
        gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
    report.seconds[name] = round(time.perf_counter() - started, 2)


def is_same_pipeline(previous: store.Generation) -> bool:
    """Say whether passages of a generation are what a build of today makes of the same sources."""
    return version.has_same_passages(previous.manifest.settings)


def write_catalogue(
    folder: Path,
    found: list[Passage],
    base_ids: list[str],
    groups: Groups,
    read: list[reading.ReadSource],
    withheld: Withholding,
    earlier: Earlier | None,
) -> None:
    """Write the catalogue: all passages, the records they are made of, and the sources.

    No hash is kept of what withholds something. Of the records that are read again nothing is kept but what
    is in a passage.
    """
    rows = [
        catalogue_write.Row(
            passage, base_id, members_of(group) if len(group) > 1 else None, kept_row(passage)
        )
        for passage, base_id, group in zip(found, base_ids, groups, strict=True)
    ]
    sources = [
        (
            s.name,
            "" if s.name in withheld.sources else s.fingerprint,
            s.reader,
            catalogue.said_of(s.problems, s.left_out),
        )
        for s in read
    ]
    path = folder / catalogue.FILE
    before = earlier.path if earlier else None
    catalogue_write.write(path, rows, _originals(groups, withheld.again), sources, before)


def _originals(groups: Groups, again: frozenset[str]) -> list[tuple[Passage, int | None]]:
    """Return the records that became part of a passage with others, but for those that are read again."""
    merged = (passage for group in groups if len(group) > 1 for passage in group)
    return [
        (passage, passage.original if isinstance(passage, Kept) else None)
        for passage in merged
        if again.isdisjoint(with_those_above([passage.source]))
    ]


def write_rest(
    folder: Path,
    found: list[Passage],
    model: encoder.Model,
    previous: store.Generation | None,
    report: Report,
    progress: Progress,
    *,
    before: Recorded | None = None,
    few_windows: int = BUILD.few_windows,
) -> None:
    """Write the word index, the vocabulary, the acronyms and the vectors, and note it in the report."""
    with stage(report, "words"):
        progress("writing the word index", 0, 1)
        same = previous if previous and is_same_pipeline(previous) else None
        lexical.write(found, folder, same)
    with stage(report, "vocabulary"):
        vocabulary.write(found, folder, same)
        glossary.write(found, folder)
    with stage(report, "embeddings", leaves_cycles=True):
        encoded = folder.parent.parent / checkpoint.FOLDER
        done = embeddings.write(
            folder,
            found,
            model,
            previous,
            encoded,
            progress,
            before=before,
            few_windows=few_windows,
        )
        report.n_windows, report.n_encoded = done.n_windows, done.n_encoded
        report.export_cosine = done.export_cosine
    if done.model_s:
        report.seconds["model"] = round(done.model_s, 2)
        report.seconds["embeddings"] = round(report.seconds["embeddings"] - done.model_s, 2)
