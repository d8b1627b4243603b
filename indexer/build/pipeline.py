"""The pipeline: sources -> meetings -> passages -> windows -> one new generation on disk."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus import readers
from corpus.errors import UsageError
from corpus.extras import BUILDING, refuse_without
from corpus.progress import Progress, silent
from indexer import calibration
from indexer.build import (
    checkpoint,
    duplicates,
    embeddings,
    ledger,
    named,
    reading,
    removals,
    replay,
    times,
    unchanged,
    version,
)
from indexer.build.job import Job, check_name, job_of
from indexer.build.kept import Earlier, kept_row
from indexer.build.links import linked
from indexer.build.merging import one_passage
from indexer.build.report import Report
from indexer.build.withdrawn import Withdrawn, Withholding, withholding
from indexer.build.writing import (
    Groups,
    is_same_pipeline,
    stage,
    write_catalogue,
    write_rest,
)
from indexer.generation import columns, disk, layout, publishing, store
from indexer.generation.locks import builder_lock
from indexer.generation.models import is_measured
from indexer.generation.recorded import names
from indexer.language.detection import main_language, spread
from indexer.passages.passage import Passage
from indexer.tuning import TERMS


@dataclass(frozen=True, slots=True)
class _Made:
    """The records, those of one item together, and the passage of each with the id it had at first.

    `left` says what else the retractions did.
    """

    groups: Groups
    base_ids: list[str]
    passages: list[Passage]
    left: replay.Replayed


def build(
    roots: Sequence[Path],
    index: Path,
    *,
    model: str | None = None,
    query_prompt: str | None = None,
    passage_prompt: str | None = None,
    replace_sources: bool = False,
    accept_removals: bool = False,
    include_exempt: bool | None = None,
    jobs: int | None = None,
    progress: Progress = silent,
) -> Report:
    """Build or update the index in `index` from the files below `roots`; return what was done.

    The sources of earlier builds stay part of the index unless `replace_sources`, whatever the format
    of the index or the damage to it. A source that is suddenly empty, or has lost more than a fifth of
    its files, meetings or items, stops the build unless `accept_removals`. What is unchanged is taken from the generation
    in use: sources by content, vectors by window text and model.
    With `include_exempt` the index holds the text of exempt items and says so; it is for internal use, and stays so
    until that is False.
    `model` is a name or a folder; without one the index keeps its model, and without prompts the model
    has its own. `report.earlier_model` is set if vectors of another model or passage prompt were dropped.
    `jobs` files are read at once, as many as there are processors if that is None.
    Raises UsageError, IndexLocked, IndexDamaged where nothing says what the index was built from, and
    IndexNotWritten; whatever goes wrong, the generation in use stays as it is.
    """
    refuse_without(BUILDING, "Building an index")
    for path in (*roots, index):
        check_name(path)
    report = Report()
    with disk.writing(index), builder_lock(index), ExitStack() as stack:
        with stage(report, "check"):
            job = job_of(
                index,
                roots,
                (model, query_prompt, passage_prompt),
                replace_sources=replace_sources,
                include_exempt=include_exempt,
            )
            report.is_noted = named.note([*job.roots, *job.folder_of_model])
            report.not_copied = ledger.mirror(index, job.roots, are_named=True)
        report.n_retractions = len(job.retractions.tokens)
        progress = replay.stopped_by_retractions(progress, index, job.n_noted)
        report.is_internal = job.include_exempt
        _note_model(job, report, progress)
        earlier = _earlier(job, stack)
        read = _read(job, earlier, report, progress, accept_removals=accept_removals, jobs=jobs)
        made = _made(job, read, earlier, report)
        if not made.passages:
            raise UsageError(_nothing_found(job.roots, report))
        if job.before and not (replace_sources or accept_removals):
            taken = [passage for _, passage in made.left.taken]
            now = [*made.passages, *taken]
            removals.refuse(removals.items_lost(job.before, job.roots, now, read, job.retractions))
        _count(report, made.passages, made.groups)
        with disk.writing(index), publishing.new_generation(index) as folder:
            withheld = _write(job, folder, read, made, earlier, report, progress)
            with stage(report, "publish"):
                newest = _publish(job, folder, read, made, report)
                unchanged.note(newest, withheld.kept(read))
        if not disk.remove(index / checkpoint.FOLDER):
            report.not_removed.append(checkpoint.FOLDER)
    return report


def _note_model(job: Job, report: Report, progress: Progress) -> None:
    """Note the model in the report, and the one of earlier vectors that this one's cannot stand beside."""
    report.model, report.calibrated_with = job.model.name, job.calibration.model
    report.is_calibrated = is_measured(job.calibration, job.model.name, job.model.sha256)
    if job.previous and not job.model.gives_vectors_of(job.previous.manifest):
        report.earlier_model = job.previous.manifest.model
        progress("another model or prompt than before: every window is encoded anew", 0, 0)


def _read(
    job: Job,
    earlier: Earlier | None,
    report: Report,
    progress: Progress,
    *,
    accept_removals: bool,
    jobs: int | None,
) -> list[reading.ReadSource]:
    """Return what every source gives; refuse to go on where too much is lost since the last build."""
    with stage(report, "read"):
        read = reading.read_all(
            job.roots,
            earlier,
            report,
            progress,
            include_exempt=job.include_exempt,
            retractions=job.retractions,
            jobs=jobs,
            checkpoint=job.index / checkpoint.FOLDER,
        )
        if job.before and not job.replace_sources:
            losses = removals.losses_of(job.before, job.roots, read)
            report.n_lost = sum(loss.n_lost for loss in losses)
            if not accept_removals:
                removals.refuse(losses)
    return read


def _made(
    job: Job, read: Sequence[reading.ReadSource], earlier: Earlier | None, report: Report
) -> _Made:
    """Return the passages that the records of all sources make, those of one item merged."""
    with stage(report, "duplicates"):
        groups = duplicates.groups(p for source in read for p in source.passages)
        merged = [
            (earlier and earlier.merged(group))
            or one_passage(group, include_exempt=job.include_exempt)
            for group in groups
        ]
        has_gone = any(source.reader == reading.RETRACTED for source in read)
        left = replay.replay(groups, merged, job.retractions, has_gone=has_gone)
        return _Made(left.groups, left.base_ids, linked(left.found), left)


def _write(
    job: Job,
    folder: Path,
    read: list[reading.ReadSource],
    made: _Made,
    earlier: Earlier | None,
    report: Report,
    progress: Progress,
) -> Withholding:
    """Write every file of the new generation but its manifest; return which sources withhold something."""
    withheld = withholding(made.groups, read, made.left.touched, include_exempt=job.include_exempt)
    found = made.passages
    with stage(report, "catalogue"):
        write_catalogue(folder, found, made.base_ids, made.groups, read, withheld, earlier)
        columns.write(found, folder)
    write_rest(folder, found, job.model, job.previous, report, progress, before=job.before)
    is_read_alike = job.before is not None and version.has_same_passages(dict(job.before.settings))
    is_other = None if is_read_alike else times.of_new_sources(made.groups, read)
    times.write(folder, found, job.before, is_other)
    return withheld


def _publish(
    job: Job,
    folder: Path,
    read: Sequence[reading.ReadSource],
    made: _Made,
    report: Report,
) -> store.Generation:
    """Put the new generation in use, return it, and remove those that nobody needs or that hold withdrawn texts."""
    manifest = _manifest(job, folder, len(read), made.left, report)
    replay.refuse_if_grown(job.index, job.n_noted)
    newest = publishing.publish(job.index, folder, manifest)
    withdrawn = Withdrawn(
        made.passages,
        read,
        job.roots,
        include_exempt=job.include_exempt,
        forget_gone=job.replace_sources,
        retractions=job.retractions.tokens,
    )
    report.not_removed = publishing.prune(job.index, newest, withdrawn.is_in)
    report.kept_generations = [name for name in names(job.index) if name != newest.name]
    return newest


def _manifest(
    job: Job, folder: Path, n_sources: int, left: replay.Replayed, report: Report
) -> store.Manifest:
    return store.Manifest(
        model=job.model.name,
        model_sha256=job.model.sha256,
        dimensions=int(np.load(folder / layout.EMBEDDINGS, mmap_mode="r").shape[1]),
        n_passages=report.n_passages,
        n_windows=report.n_windows,
        n_sources=n_sources,
        roots=tuple(str(root) for root in job.roots),
        settings={
            **version.settings(),
            "k1": TERMS.k1,
            "b": TERMS.b,
            "include_exempt": job.include_exempt,
            **job.model.settings,
            calibration.SETTING: calibration.setting_of(job.calibration),
            "max_tokens": embeddings.max_tokens(folder),
            layout.TIMES_SINCE: times.since(job.before),
            **replay.settings(job.retractions, left.gone),
        },
        failures=tuple(report.failures),
        last_good=publishing.last_good(
            job.index, job.before, datetime.now(UTC), has_lost=report.n_lost > 0
        ),
    )


def _nothing_found(roots: Sequence[Path], report: Report) -> str:
    where = ", ".join(str(root) for root in roots)
    reasons = "".join(f"\n  {name}: {reason}" for name, reason in report.failures[:10])
    known = ", ".join(sorted(readers.SUFFIXES))
    return f"No council record was found in {where}. Files that are read: {known}.{reasons}"


def _earlier(job: Job, stack: ExitStack) -> Earlier | None:
    """Return what can be kept of the generation in use; the stack closes it.

    That is nothing if it holds what was retracted, as where `retract` was killed.
    """
    previous = job.previous
    if previous is None or not is_same_pipeline(previous):
        return None
    if not replay.is_without(previous.manifest.settings, job.retractions.tokens):
        return None
    return stack.enter_context(closing(Earlier(previous)))


def _n_meetings(found: Sequence[Passage]) -> int:
    """Return how many meetings passages are of: one a committee and day, or a source without a day."""
    return len({(p.council, p.committee, p.date or p.source) for p in found})


def _count(report: Report, found: list[Passage], groups: Groups) -> None:
    report.n_passages = len(found)
    report.n_duplicates = sum(len(group) - 1 for group in groups)
    report.merged_within = duplicates.merged_within(groups)
    report.n_exempt = sum(1 for passage in found if passage.exempt)
    report.n_words = sum(passage.n_words for passage in found)
    report.n_undated = sum(1 for passage in found if passage.date is None)
    report.n_meetings = _n_meetings(found)
    # Of what is kept no text is read again.
    new = [passage for passage in found if kept_row(passage) < 0]
    report.language = main_language(passage.text for passage in spread(new))
