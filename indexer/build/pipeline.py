"""The pipeline: sources -> meetings -> passages -> windows -> one new generation on disk."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import numpy as np

from corpus import readers
from corpus.errors import IndexUnavailable, UsageError
from corpus.extras import BUILDING, refuse_without
from corpus.progress import Progress, silent
from indexer.build import (
    checkpoint,
    duplicates,
    embeddings,
    encoder,
    lexical,
    reading,
    vocabulary,
)
from indexer.build.kept import Earlier, Kept, kept_row, members_of
from indexer.build.links import linked
from indexer.build.merging import one_passage
from indexer.build.report import Report
from indexer.generation import catalogue, columns, glossary, models, store
from indexer.language import windows
from indexer.language.detection import main_language, spread
from indexer.passages.passages import Passage, with_unique_ids

Groups = Sequence[tuple[Passage, ...]]


def build(
    roots: Sequence[Path],
    index: Path,
    *,
    model: str | None = None,
    query_prompt: str | None = None,
    passage_prompt: str | None = None,
    replace_sources: bool = False,
    include_exempt: bool = False,
    progress: Progress = silent,
) -> Report:
    """Build or update the index in `index` from the files below `roots`; return what was done.

    The sources of earlier builds stay part of the index unless `replace_sources`. What is unchanged
    is taken from the generation in use: sources by content, vectors by window text and model.
    With `include_exempt` the index holds the text of exempt items and says so; it is for internal use.
    `model` is a name or a folder; without one the index keeps its model, and without prompts the model
    has its own. `report.earlier_model` is set if vectors of another model or passage prompt were dropped.
    Raises UsageError, IndexLocked; whatever goes wrong, the generation in use stays as it is.
    """
    refuse_without(BUILDING, "Building an index")
    for path in (*roots, index):
        _check_name(path)
    report = Report()
    with store.builder_lock(index), ExitStack() as stack:
        with _stage(report, "check"):
            previous = _previous(index)
            all_roots = _all_roots(roots, None if replace_sources else previous)
            if previous and store.verify(previous):
                previous = None  # A build mends what is damaged: nothing of it is copied.
            found_model = models.choose(store.recorded(index), model, query_prompt, passage_prompt)
        report.model = found_model.name
        if previous and not found_model.gives_vectors_of(previous.manifest):
            report.earlier_model = previous.manifest.model
            progress("another model or prompt than before: every window is encoded anew", 0, 1)
        earlier = _earlier(previous, stack)
        with _stage(report, "read"):
            read = reading.read_all(
                all_roots, earlier, report, progress, include_exempt=include_exempt
            )
        with _stage(report, "duplicates"):
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
        report.language = main_language(passage.text for passage in spread(found))
        with store.new_generation(index) as folder:
            withheld = set() if include_exempt else _sources_with_withheld(groups)
            with _stage(report, "catalogue"):
                _write_catalogue(folder, found, base_ids, groups, read, withheld, earlier)
                columns.write(found, folder)
            _write(folder, found, found_model, previous, report, progress)
            manifest = store.Manifest(
                model=found_model.name,
                model_sha256=found_model.sha256,
                dimensions=int(np.load(folder / "embeddings.npy", mmap_mode="r").shape[1]),
                n_passages=report.n_passages,
                n_windows=report.n_windows,
                n_sources=len(read),
                roots=tuple(str(root) for root in all_roots),
                settings={
                    **_same_only(),
                    "k1": lexical.K1,
                    "b": lexical.B,
                    "include_exempt": include_exempt,
                    **found_model.settings,
                    "max_tokens": embeddings.max_tokens(folder),
                },
                failures=tuple(report.failures),
            )
            with _stage(report, "publish"):
                # A text that is exempt from now on is in the earlier generation, so that goes.
                drop = not include_exempt and _holds_what_is_withheld(previous, found)
                store.publish(index, folder, manifest, keep=1 if drop else store.KEPT_GENERATIONS)
        checkpoint.drop(index / checkpoint.FOLDER)
    return report


def _check_name(path: Path) -> None:
    """Raise UsageError for a path that could be written neither into a manifest nor into a message."""
    try:
        str(path.resolve()).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{str(path)!r} is no name in UTF-8. Rename the folder.") from error


@contextmanager
def _stage(report: Report, name: str, *, leaves_cycles: bool = False) -> Iterator[None]:
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


def _previous(index: Path) -> store.Generation | None:
    """Return the generation in use if anything of it can be reused."""
    try:
        return store.open_generation(index)
    except IndexUnavailable:
        return None


def _all_roots(roots: Sequence[Path], previous: store.Generation | None) -> list[Path]:
    named = [root.resolve() for root in roots]
    if previous:
        earlier = [Path(root) for root in previous.manifest.roots]
        named = [root for root in earlier if root not in named] + named
    # A root inside another one would give every file twice.
    return [root for root in dict.fromkeys(named) if not any(o in root.parents for o in named)]


def _nothing_found(roots: Sequence[Path], report: Report) -> str:
    where = ", ".join(str(root) for root in roots)
    reasons = "".join(f"\n  {name}: {reason}" for name, reason in report.failures[:10])
    known = ", ".join(sorted(readers.SUFFIXES))
    return f"No council record was found in {where}. Files that are read: {known}.{reasons}"


def _same_only() -> dict[str, object]:
    """Return the settings that must be the same for a build to keep passages as they are."""
    sizes = [windows.WINDOW_WORDS, windows.OVERLAP_WORDS]
    return {"pipeline": reading.PIPELINE, "window_words": sizes}


def _is_same_pipeline(previous: store.Generation) -> bool:
    return all(previous.manifest.settings.get(key) == now for key, now in _same_only().items())


def _earlier(previous: store.Generation | None, stack: ExitStack) -> Earlier | None:
    """Return what can be kept of the generation in use; the stack closes it."""
    if previous is None or not _is_same_pipeline(previous):
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


def _write_catalogue(
    folder: Path,
    found: list[Passage],
    base_ids: list[str],
    groups: Groups,
    read: list[reading.ReadSource],
    withheld: set[str],
    earlier: Earlier | None,
) -> None:
    rows = [
        catalogue.Row(
            passage, base_id, members_of(group) if len(group) > 1 else None, kept_row(passage)
        )
        for passage, base_id, group in zip(found, base_ids, groups, strict=True)
    ]
    originals = [
        (passage, passage.original if isinstance(passage, Kept) else None)
        for group in groups
        if len(group) > 1
        for passage in group
        if passage.source not in withheld
    ]
    sources = [
        (s.name, "" if s.name in withheld else s.fingerprint, s.reader, json.dumps(s.problems))
        for s in read
    ]
    path = folder / "catalogue.sqlite"
    catalogue.write(path, rows, originals, sources, earlier.path if earlier else None)


def _write(
    folder: Path,
    found: list[Passage],
    model: encoder.Model,
    previous: store.Generation | None,
    report: Report,
    progress: Progress,
) -> None:
    with _stage(report, "words"):
        progress("writing the word index", 0, 1)
        same = previous.folder if previous and _is_same_pipeline(previous) else None
        lexical.write(found, folder, same)
    with _stage(report, "vocabulary"):
        vocabulary.write(found, folder, same)
        glossary.write(found, folder)
    with _stage(report, "embeddings", leaves_cycles=True):
        encoded = folder.parent.parent / checkpoint.FOLDER
        done = embeddings.write(folder, found, model, previous, encoded, progress)
        report.n_windows, report.n_encoded = done.n_windows, done.n_encoded
        report.export_cosine = done.export_cosine
    if done.model_s:
        report.seconds["model"] = round(done.model_s, 2)
        report.seconds["embeddings"] = round(report.seconds["embeddings"] - done.model_s, 2)


def _sources_with_withheld(groups: Groups) -> set[str]:
    """Return the sources of items that are withheld, by their own record or by another one.

    Nothing of their text is kept, not even a hash that a guess could be tried against, so every
    build reads them again.
    """
    return {p.source for group in groups if any(q.exempt for q in group) for p in group}


def _holds_what_is_withheld(previous: store.Generation | None, found: list[Passage]) -> bool:
    """Say whether an earlier generation may hold the text of an item that is exempt now."""
    exempt = [passage for passage in found if passage.exempt]
    if previous is None:
        return bool(exempt)  # What cannot be read cannot be trusted.
    if previous.manifest.settings.get("include_exempt"):
        return True
    if not exempt:
        return False
    with closing(catalogue.connect(previous.folder / "catalogue.sqlite")) as connection:
        public = catalogue.public_ids(connection)
        known = catalogue.exempt_items(connection)
    return any(
        passage.id in public
        or not public.isdisjoint(passage.aliases)
        or any(
            (passage.number, passage.title) not in known[link.name]
            for link in passage.sources
            if link.name in known
        )
        for passage in exempt
    )
