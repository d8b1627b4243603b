"""The sources below some folders become passages; what has not changed is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus.errors import RecordError, UsageError
from corpus.losses import together
from corpus.processors import n_processors
from corpus.progress import Progress
from corpus.records import Source
from corpus.sources import FoundFile, companions, find_files, load
from corpus.worker import Worker
from indexer.build.front_sheets import Sheets, sheets_beside
from indexer.build.kept import Earlier
from indexer.build.of_source import BUILDING, Asked, asked
from indexer.build.processes import in_order
from indexer.build.read_so_far import ReadSoFar
from indexer.build.read_source import ReadSource as ReadSource
from indexer.build.report import Report
from indexer.passages.passage import Passage
from indexer.passages.retracted import NOTHING_RETRACTED, Retractions
from indexer.passages.reviewed import Reviewed, of_file, read_reviewed

# What stands for the reader of a source that was retracted.
RETRACTED = "retracted"
# Raise this when readers or passages change what they make of the same source.
PIPELINE = 85


def read_all(
    roots: list[Path],
    earlier: Earlier | None,
    report: Report,
    progress: Progress,
    *,
    include_exempt: bool,
    retractions: Retractions = NOTHING_RETRACTED,
    jobs: int | None = None,
    checkpoint: Path | None = None,
) -> list[ReadSource]:
    """Return what every source below `roots` gives, in their order, and note in the report what was done.

    `jobs` of them are read at once, as many as there are processors if that is None; the result is the same.
    What is unchanged since the generation in use is taken from `earlier`. A source that cannot be read
    is a failure of the report, and is left out. What was retracted is in nothing that is returned. What a
    killed build has read is taken from the folder `checkpoint`, into which what is read goes at once.
    """
    found = _found(roots, report)
    read: dict[str, ReadSource | None] = {}
    fingerprints: dict[str, str] = {}
    with ExitStack() as stack:
        so_far = stack.enter_context(ReadSoFar(checkpoint)) if checkpoint else None
        work = partial(
            _outcome,
            earlier=earlier,
            retractions=retractions,
            sheets=Sheets(),
            so_far=so_far,
            include_exempt=include_exempt,
        )
        outcomes = in_order(found, work, BUILDING, jobs or n_processors())
        stack.enter_context(closing(outcomes))
        for number, (name, fingerprint, outcome) in enumerate(outcomes, start=1):
            progress("reading", number, len(found))
            if isinstance(outcome, RecordError):
                report.failures.append((name, str(outcome)))
            else:
                read[name], fingerprints[name] = outcome, fingerprint
        report.n_resumed = getattr(so_far, "n_taken", 0)
    whole = _with_unchanged(read, fingerprints, earlier)
    report.n_unchanged = sum(1 for source in read.values() if source is None)
    report.n_read = len(read) - report.n_unchanged
    report.failures.extend((source.name, why) for source in whole for why in source.problems)
    report.left_out = together(*(source.left_out for source in whole))
    _note_gone(report, _fingerprints_of(earlier), fingerprints)
    return whole


_Outcome = tuple[str, str, ReadSource | RecordError | None]


def _outcome(
    item: FoundFile | tuple[str, RecordError],
    worker: Worker,
    *,
    earlier: Earlier | None,
    retractions: Retractions,
    sheets: Sheets,
    so_far: ReadSoFar | None,
    include_exempt: bool,
) -> _Outcome:
    """Return a source's name, its fingerprint, and what it gives: None if that is known, or why nothing."""
    if isinstance(item, tuple):
        return retractions.shown_name(item[0]), "", item[1]
    name = retractions.shown_name(item.name)
    try:
        source, reviewed = _loaded(item)
        fingerprint = fingerprint_of(source, reviewed, include_exempt=include_exempt)
        if retractions.of_source(source.name, source.data):
            # Never read, and not missed either.
            hidden = retractions.hidden_name(source.name)
            return hidden, "", ReadSource(hidden, "", RETRACTED, (), touched=True)
        if earlier and earlier.is_same(source.name, fingerprint):
            return name, fingerprint, None
        one = so_far.of(source.name, fingerprint) if so_far else None
        if one is not None:
            return name, fingerprint, _without_retracted(one, retractions)
        beside = sheets_beside(source, worker, sheets)
        wanted = asked(source, reviewed, beside, include_exempt=include_exempt)
        one = _read_one(wanted, fingerprint, worker)
        if so_far and not _is_retracted_in(one, retractions):
            so_far.add(one)
        return name, fingerprint, _without_retracted(one, retractions)
    except RecordError as error:
        return name, "", error


def _found(roots: list[Path], report: Report) -> list[FoundFile | tuple[str, RecordError]]:
    """Return every file below some folders. Raises UsageError where their disk fails."""
    try:
        report.companions = companions(roots)
        return list(find_files(roots))
    except OSError as error:
        raise UsageError(
            f"The records could not be read: {_why(error)}. Nothing was changed. Mend that and run the "
            "command again."
        ) from error


def _why(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or type(error).__name__}"


def _without_retracted(read: ReadSource, retractions: Retractions) -> ReadSource:
    """Return what a source gives without what was retracted of it."""
    if not retractions.tokens:
        return read
    name = retractions.shown_name(read.name)
    kept = [p for p in read.passages if not retractions.of_source(p.source)]
    clean = [retractions.without_phrases(p) for p in kept]
    is_other = any(one is not other for one, other in zip(kept, clean, strict=True))
    touched = is_other or len(kept) < len(read.passages) or name != read.name
    return replace(read, name=name, passages=tuple(clean), touched=touched)


def _is_retracted_in(read: ReadSource, retractions: Retractions) -> bool:
    """Say whether something of a source was retracted: a phrase, an item, or its name."""
    if not retractions.tokens:
        return False
    return _without_retracted(read, retractions).touched or any(
        retractions.of_item(p) is not None or retractions.within(p) is not p for p in read.passages
    )


def _fingerprints_of(earlier: Earlier | None) -> dict[str, str]:
    return {name: facts[0] for name, facts in earlier.sources.items()} if earlier else {}


def _loaded(item: FoundFile) -> tuple[Source, Reviewed]:
    """Return a source with what a person decided of the items in its folder."""
    try:
        return load(item), read_reviewed(item.path.parent, item.root)
    except OSError as error:
        raise RecordError(f"cannot be opened: {_why(error)}") from error


def _with_unchanged(
    read: Mapping[str, ReadSource | None],
    fingerprints: Mapping[str, str],
    earlier: Earlier | None,
) -> list[ReadSource]:
    """Return all sources, those that are unchanged (None) as the generation in use has them."""
    same_names = [name for name, source in read.items() if source is None]
    known = earlier.sources if earlier else {}
    kept = earlier.of_sources(same_names) if earlier else {}
    lost = earlier.left_out if earlier else {}

    def unchanged(name: str) -> ReadSource:
        _, reader, problems = known[name]
        return ReadSource(
            name, fingerprints[name], reader, tuple(kept[name]), problems, left_out=lost[name]
        )

    return [source or unchanged(name) for name, source in read.items()]


def _note_gone(report: Report, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Note which sources are gone, and how many are there under another name."""
    names = now.keys() | {name for name, _ in report.failures}
    new = {fingerprint for name, fingerprint in now.items() if name not in before}
    missing = sorted(before.keys() - names)
    report.gone = [name for name in missing if before[name] not in new]
    report.n_moved = len(missing) - len(report.gone)


def fingerprint_of(source: Source, reviewed: Reviewed, *, include_exempt: bool) -> str:
    """Return what tells whether a source, or what is read of it, is another one than before."""
    facts = repr((PIPELINE, include_exempt, source.facts)).encode()
    digest = hashlib.sha256(facts + b"\0" + source.data)
    if own := of_file(reviewed, source.name.rpartition("/")[2]):
        digest.update(b"\0" + repr(own).encode())
    for neighbour in source.neighbours:
        digest.update(b"\0" + neighbour.name.encode("utf-8", "replace") + b"\0" + neighbour.data)
    return digest.hexdigest()


def _read_one(source: Asked, fingerprint: str, worker: Worker) -> ReadSource:
    reader, parts = worker.read(source)
    found: list[Passage] = []
    problems: list[str] = []
    left_out: dict[str, int] = {}
    for part in parts:
        if isinstance(part, RecordError):
            problems.append(str(part))
        elif isinstance(part, dict):
            left_out = together(left_out, part)
        else:
            found.extend(part)
    return ReadSource(
        source.name, fingerprint, reader, tuple(found), tuple(problems), left_out=left_out
    )
