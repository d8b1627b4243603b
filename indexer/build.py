"""The pipeline: sources -> meetings -> passages -> windows -> one new generation on disk."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus import readers
from corpus.errors import IndexUnavailable, RecordError, UsageError, unquoted
from corpus.records import Source
from corpus.sources import companions, find_files, load
from corpus.worker import Worker
from indexer import (
    catalogue,
    duplicates,
    embeddings,
    encoder,
    glossary,
    lexical,
    store,
    vocabulary,
)
from indexer.links import linked
from indexer.merging import one_passage
from indexer.passages import Passage, passages, with_unique_ids

# Raise this when readers or passages change what they make of the same source.
PIPELINE = 13
Progress = Callable[[str, int, int], object]
Groups = Sequence[tuple[Passage, ...]]


@dataclass(slots=True)
class Report:
    """What a build read, skipped and reused."""

    n_read: int = 0
    n_unchanged: int = 0
    n_meetings: int = 0
    n_passages: int = 0
    n_exempt: int = 0
    n_duplicates: int = 0
    n_words: int = 0
    n_windows: int = 0
    n_encoded: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    companions: list[str] = field(default_factory=list)
    undated: int = 0
    export_cosine: float | None = None
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ReadSource:
    """One source's part of the new generation."""

    name: str
    fingerprint: str
    reader: str
    passages: tuple[Passage, ...]
    problems: tuple[str, ...] = ()


def build(
    roots: Sequence[Path],
    index: Path,
    *,
    model: str = encoder.DEFAULT_MODEL,
    replace_sources: bool = False,
    include_exempt: bool = False,
    progress: Progress = lambda stage, done, total: None,
) -> Report:
    """Build or update the index in `index` from the files below `roots`; return what was done.

    The sources of earlier builds stay part of the index unless `replace_sources`. What is unchanged
    is taken from the generation in use: sources by content, vectors by window text and model.
    With `include_exempt` the index holds the text of exempt items and says so; it is for internal use.
    Raises UsageError, IndexLocked; whatever goes wrong, the generation in use stays as it is.
    """
    report = Report()
    with store.builder_lock(index):
        previous = _previous(index)
        all_roots = _all_roots(roots, None if replace_sources else previous)
        if previous and store.verify(previous):
            previous = None  # A build mends what is damaged: nothing of it is copied.
        found_model = encoder.find_model(model)
        with _timed(report, "read"):
            read = _read_all(all_roots, previous, report, progress, include_exempt=include_exempt)
        with _timed(report, "duplicates"):
            groups = duplicates.groups(p for source in read for p in source.passages)
            merged = (one_passage(group, include_exempt=include_exempt) for group in groups)
            found = linked(list(with_unique_ids(merged)))
        if not found:
            raise UsageError(_nothing_found(all_roots, report))
        _count(report, found, groups)
        with store.new_generation(index) as folder:
            withheld = set() if include_exempt else _sources_with_withheld(groups)
            _write(folder, found, groups, read, withheld, found_model, previous, report, progress)
            manifest = store.Manifest(
                model=found_model.name,
                model_sha256=found_model.sha256,
                dimensions=int(np.load(folder / "embeddings.npy", mmap_mode="r").shape[1]),
                n_passages=report.n_passages,
                n_windows=report.n_windows,
                n_sources=len(read),
                roots=tuple(str(root) for root in all_roots),
                settings={
                    "pipeline": PIPELINE,
                    "k1": lexical.K1,
                    "b": lexical.B,
                    "include_exempt": include_exempt,
                },
                failures=tuple(report.failures),
            )
            with _timed(report, "publish"):
                # A text that is exempt from now on is in the earlier generation, so that goes.
                drop = not include_exempt and _holds_what_is_withheld(previous, found)
                store.publish(index, folder, manifest, keep=1 if drop else store.KEPT_GENERATIONS)
        embeddings.drop_checkpoint(index / embeddings.CHECKPOINT)
    return report


@contextmanager
def _timed(report: Report, stage: str) -> Iterator[None]:
    """Note the seconds spent inside in the report, under a stage's name."""
    started = time.perf_counter()
    yield
    report.seconds[stage] = round(time.perf_counter() - started, 2)


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


def _read_all(
    roots: list[Path],
    previous: store.Generation | None,
    report: Report,
    progress: Progress,
    *,
    include_exempt: bool,
) -> list[_ReadSource]:
    found = list(find_files(roots))
    report.companions = companions(roots)
    reused = _unchanged_sources(previous)
    read: list[_ReadSource] = []
    with Worker() as worker:
        for number, item in enumerate(found, start=1):
            progress("reading", number, len(found))
            try:
                if isinstance(item, tuple):
                    raise item[1]
                source = load(item)
                fingerprint = _fingerprint(source, include_exempt=include_exempt)
                known = reused.get(source.name)
                if known and known.fingerprint == fingerprint:
                    report.n_unchanged += 1
                else:
                    known = _read_one(source, fingerprint, worker, include_exempt=include_exempt)
                    report.n_read += 1
            except RecordError as error:
                name = item[0] if isinstance(item, tuple) else item.name
                report.failures.append((name, str(error)))
                continue
            report.failures.extend((source.name, problem) for problem in known.problems)
            read.append(known)
    names = {source.name for source in read} | {name for name, _ in report.failures}
    report.gone = sorted(set(reused) - names)
    return read


def _fingerprint(source: Source, *, include_exempt: bool) -> str:
    facts = repr((PIPELINE, include_exempt, source.facts)).encode()
    return hashlib.sha256(facts + b"\0" + source.data).hexdigest()


def _read_one(
    source: Source, fingerprint: str, worker: Worker, *, include_exempt: bool
) -> _ReadSource:
    reader, records = worker.read(source)
    found: list[Passage] = []
    problems: list[str] = []
    for number, record in enumerate(records):
        if isinstance(record, RecordError):
            problems.append(str(record))
            continue
        try:
            found.extend(passages(record, number, include_exempt=include_exempt))
        except Exception as error:  # one bad record never stops an import
            raise RecordError(f"it gives no passage: {unquoted(error)}") from error
    return _ReadSource(source.name, fingerprint, reader, tuple(found), tuple(problems))


def _unchanged_sources(previous: store.Generation | None) -> dict[str, _ReadSource]:
    if previous is None or previous.manifest.settings.get("pipeline") != PIPELINE:
        return {}
    with closing(catalogue.connect(previous.folder / "catalogue.sqlite")) as connection:
        return {
            name: _ReadSource(
                name,
                fingerprint,
                reader,
                tuple(catalogue.of_source(connection, name)),
                tuple(json.loads(problems)),
            )
            for name, fingerprint, reader, problems in list(catalogue.sources(connection))
        }


def _count(report: Report, found: list[Passage], groups: Groups) -> None:
    report.n_passages = len(found)
    report.n_duplicates = sum(len(group) - 1 for group in groups)
    report.n_exempt = sum(1 for passage in found if passage.exempt)
    report.n_words = sum(len(passage.text.split()) for passage in found)
    report.undated = sum(1 for passage in found if passage.date is None)
    report.n_meetings = len(
        {
            (p.council, p.committee, p.date) if p.date else (p.council, p.committee, p.source)
            for p in found
        }
    )


def _write(
    folder: Path,
    found: list[Passage],
    groups: Groups,
    read: list[_ReadSource],
    withheld: set[str],
    model: encoder.Model,
    previous: store.Generation | None,
    report: Report,
    progress: Progress,
) -> None:
    shared = [passage for group in groups if len(group) > 1 for passage in group]
    with _timed(report, "catalogue"):
        catalogue.write(
            folder / "catalogue.sqlite",
            found,
            [group[0].id if len(group) == 1 else None for group in groups],
            [passage for passage in shared if passage.source not in withheld],
            [
                (
                    s.name,
                    "" if s.name in withheld else s.fingerprint,
                    s.reader,
                    json.dumps(s.problems),
                )
                for s in read
            ],
        )
    with _timed(report, "words"):
        progress("writing the word index", 0, 1)
        lexical.write(found, folder, _same_pipeline(previous))
        vocabulary.write(found, folder)
        glossary.write(found, folder)
    with _timed(report, "embeddings"):
        checkpoint = folder.parent.parent / embeddings.CHECKPOINT
        done = embeddings.write(folder, found, model, previous, checkpoint, progress)
        report.n_windows, report.n_encoded = done.n_windows, done.n_encoded
        report.export_cosine = done.export_cosine


def _same_pipeline(previous: store.Generation | None) -> Path | None:
    """Return the folder of the generation in use if it was made of its sources as this one is."""
    same = previous is not None and previous.manifest.settings.get("pipeline") == PIPELINE
    return previous.folder if previous and same else None


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
