"""The pipeline: sources -> meetings -> passages -> windows -> one new generation on disk."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus import readers
from corpus.errors import IndexDamaged, IndexUnavailable, UsageError
from corpus.extras import BUILDING, refuse_without
from corpus.progress import Progress, silent
from indexer.build import (
    checkpoint,
    duplicates,
    embeddings,
    lexical,
    named,
    reading,
    removals,
    version,
)
from indexer.build.kept import Earlier, kept_row
from indexer.build.links import linked
from indexer.build.merging import one_passage
from indexer.build.report import Report
from indexer.build.verify import problems_of
from indexer.build.withdrawn import Withdrawn, sources_with_withheld
from indexer.build.writing import (
    Groups,
    is_same_pipeline,
    stage,
    write_catalogue,
    write_rest,
)
from indexer.generation import columns, disk, layout, models, publishing, store
from indexer.generation.locks import builder_lock
from indexer.generation.recorded import Recorded, names, recorded
from indexer.language.detection import main_language, spread
from indexer.passages.passage import Passage
from indexer.passages.passages import with_unique_ids


def build(
    roots: Sequence[Path],
    index: Path,
    *,
    model: str | None = None,
    query_prompt: str | None = None,
    passage_prompt: str | None = None,
    replace_sources: bool = False,
    accept_removals: bool = False,
    include_exempt: bool = False,
    progress: Progress = silent,
) -> Report:
    """Build or update the index in `index` from the files below `roots`; return what was done.

    The sources of earlier builds stay part of the index unless `replace_sources`, whatever the format
    of the index or the damage to it. A source that is suddenly empty, or has lost more than a fifth of
    its files, stops the build unless `accept_removals`. What is unchanged is taken from the generation
    in use: sources by content, vectors by window text and model.
    With `include_exempt` the index holds the text of exempt items and says so; it is for internal use.
    `model` is a name or a folder; without one the index keeps its model, and without prompts the model
    has its own. `report.earlier_model` is set if vectors of another model or passage prompt were dropped.
    Raises UsageError, IndexLocked, IndexDamaged where nothing says what the index was built from, and
    IndexNotWritten; whatever goes wrong, the generation in use stays as it is.
    """
    refuse_without(BUILDING, "Building an index")
    for path in (*roots, index):
        _check_name(path)
    report = Report()
    with disk.writing(index), builder_lock(index), ExitStack() as stack:
        with stage(report, "check"):
            before = _recorded(index, replace_sources=replace_sources)
            previous = _previous(index)
            all_roots = _all_roots(index, roots, None if replace_sources else before)
            found_model = _model(before, model, query_prompt, passage_prompt)
            report.is_noted = named.note([*all_roots, *_folder_of(found_model)])
        report.model = found_model.name
        if previous and not found_model.gives_vectors_of(previous.manifest):
            report.earlier_model = previous.manifest.model
            progress("another model or prompt than before: every window is encoded anew", 0, 1)
        earlier = _earlier(previous, stack)
        with stage(report, "read"):
            read = reading.read_all(
                all_roots, earlier, report, progress, include_exempt=include_exempt
            )
            if before and not replace_sources:
                losses = removals.losses_of(before, all_roots, read, report)
                report.n_lost = sum(loss.n_lost for loss in losses)
                if not accept_removals:
                    removals.refuse(losses)
        with stage(report, "duplicates"):
            groups = duplicates.groups(p for source in read for p in source.passages)
            merged = [
                (earlier and earlier.merged(group))
                or one_passage(group, include_exempt=include_exempt)
                for group in groups
            ]
            base_ids = [passage.id for passage in merged]
            found = linked(list(with_unique_ids(merged)))
        if not found:
            raise UsageError(_nothing_found(all_roots, report))
        _count(report, found, groups)
        # Of what is kept no text is read again.
        new = [passage for passage in found if kept_row(passage) < 0]
        report.language = main_language(passage.text for passage in spread(new))
        with disk.writing(index), publishing.new_generation(index) as folder:
            withheld = set() if include_exempt else sources_with_withheld(groups)
            with stage(report, "catalogue"):
                write_catalogue(folder, found, base_ids, groups, read, withheld, earlier)
                columns.write(found, folder)
            write_rest(folder, found, found_model, previous, report, progress)
            manifest = store.Manifest(
                model=found_model.name,
                model_sha256=found_model.sha256,
                dimensions=int(np.load(folder / layout.EMBEDDINGS, mmap_mode="r").shape[1]),
                n_passages=report.n_passages,
                n_windows=report.n_windows,
                n_sources=len(read),
                roots=tuple(str(root) for root in all_roots),
                settings={
                    **version.settings(),
                    "k1": lexical.K1,
                    "b": lexical.B,
                    "include_exempt": include_exempt,
                    **found_model.settings,
                    "max_tokens": embeddings.max_tokens(folder),
                },
                failures=tuple(report.failures),
                last_good=publishing.last_good(
                    index, before, datetime.now(UTC), has_lost=report.n_lost > 0
                ),
            )
            with stage(report, "publish"):
                newest = publishing.publish(index, folder, manifest)
                withdrawn = Withdrawn(
                    found,
                    read,
                    all_roots,
                    include_exempt=include_exempt,
                    forget_gone=replace_sources,
                )
                report.not_removed = publishing.prune(index, newest, withdrawn.is_in)
                report.kept_generations = [
                    name for name in names(index) if name != newest.folder.name
                ]
        if not disk.remove(index / checkpoint.FOLDER):
            report.not_removed.append(checkpoint.FOLDER)
    return report


def _check_name(path: Path) -> None:
    """Raise UsageError for a path that could be written neither into a manifest nor into a message."""
    try:
        str(path.resolve()).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{str(path)!r} is no name in UTF-8. Rename the folder.") from error


def _previous(index: Path) -> store.Generation | None:
    """Return the generation in use if it is whole, so that something of it can be reused."""
    try:
        found = store.open_generation(index)
        # A build mends what is damaged: nothing of it is copied.
        return None if problems_of(found) else found
    except IndexUnavailable:
        return None


def _recorded(index: Path, *, replace_sources: bool) -> Recorded | None:
    """Return what the index was built from and with; whatever cannot be read is forgotten on demand only."""
    try:
        return recorded(index)
    except IndexDamaged:
        if replace_sources:
            return None
        raise


def _all_roots(index: Path, roots: Sequence[Path], before: Recorded | None) -> list[Path]:
    wanted = [root.resolve() for root in roots]
    if before:
        named.refuse_unnamed(index, before, wanted)
        wanted = [root for root in before.roots if root not in wanted] + wanted
    # A root inside another one would give every file twice.
    return [root for root in dict.fromkeys(wanted) if not any(o in root.parents for o in wanted)]


def _model(
    before: Recorded | None, name: str | None, query_prompt: str | None, passage_prompt: str | None
) -> models.Model:
    if before and not name and not named.is_model_allowed(before):
        raise UsageError(
            f"The index was built with the model in {before.model}, a folder that was never named here. "
            f"If you trust it, name it once: --model {shlex.quote(before.model or '')}"
        )
    return models.choose(before, name, query_prompt, passage_prompt)


def _folder_of(model: models.Model) -> list[Path]:
    return [Path(model.name)] if Path(model.name).is_absolute() else []


def _nothing_found(roots: Sequence[Path], report: Report) -> str:
    where = ", ".join(str(root) for root in roots)
    reasons = "".join(f"\n  {name}: {reason}" for name, reason in report.failures[:10])
    known = ", ".join(sorted(readers.SUFFIXES))
    return f"No council record was found in {where}. Files that are read: {known}.{reasons}"


def _earlier(previous: store.Generation | None, stack: ExitStack) -> Earlier | None:
    """Return what can be kept of the generation in use; the stack closes it."""
    if previous is None or not is_same_pipeline(previous):
        return None
    return stack.enter_context(closing(Earlier(previous.folder)))


def _count(report: Report, found: list[Passage], groups: Groups) -> None:
    report.n_passages = len(found)
    report.n_duplicates = sum(len(group) - 1 for group in groups)
    report.merged_within = duplicates.merged_within(groups)
    report.n_exempt = sum(1 for passage in found if passage.exempt)
    report.n_words = sum(passage.n_words for passage in found)
    report.n_undated = sum(1 for passage in found if passage.date is None)
    report.n_meetings = len(
        {
            (p.council, p.committee, p.date) if p.date else (p.council, p.committee, p.source)
            for p in found
        }
    )
