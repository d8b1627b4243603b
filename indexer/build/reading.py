"""The sources below some folders become passages; what has not changed is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from corpus.errors import RecordError, UsageError, unquoted
from corpus.losses import WITHHELD, missing, together
from corpus.progress import Progress
from corpus.records import AgendaItem, Meeting, Source
from corpus.sources import FoundFile, companions, find_files, load
from corpus.text import BULLET
from corpus.worker import Worker
from indexer.build.front_sheets import Sheets, as_the_sheets_say, sheets_beside
from indexer.build.kept import Earlier
from indexer.build.report import Report
from indexer.passages.exported import is_exported, of_export
from indexer.passages.passage import Passage
from indexer.passages.passages import passages
from indexer.passages.retracted import NOTHING_RETRACTED, Retractions
from indexer.passages.reviewed import Reviewed, obeyed, of_file, read_reviewed

# A record of more windows would be encoded for longer than all else together; a pack of a thousand pages
# has some ten thousand. Forty words are about 240 characters (reason only).
MAX_WINDOWS = 50_000
_CHARACTERS_A_WINDOW = 240
# What stands for the reader of a source that was retracted.
RETRACTED = "retracted"
# Raise this when readers or passages change what they make of the same source.
PIPELINE = 51


@dataclass(frozen=True, slots=True)
class ReadSource:
    """One source's part of the new generation. Of one that is `touched` something was retracted.

    `left_out` are its words that stand in no passage, by what they were (`corpus.losses`).
    """

    name: str
    fingerprint: str
    reader: str
    passages: tuple[Passage, ...]
    problems: tuple[str, ...] = ()
    touched: bool = False
    left_out: Mapping[str, int] = field(default_factory=dict)


def read_all(
    roots: list[Path],
    earlier: Earlier | None,
    report: Report,
    progress: Progress,
    *,
    include_exempt: bool,
    retractions: Retractions = NOTHING_RETRACTED,
) -> list[ReadSource]:
    """Return what every source below `roots` gives, in their order, and note in the report what was done.

    What is unchanged since the generation in use is taken from `earlier`. A source that cannot be read
    is a failure of the report, and is left out. What was retracted is in nothing that is returned.
    """
    found = _found(roots, report)
    shown = retractions.shown_name
    known = _fingerprints_of(earlier)
    read: dict[str, ReadSource | None] = {}
    fingerprints: dict[str, str] = {}
    sheets: Sheets = {}
    with Worker() as worker:
        for number, item in enumerate(found, start=1):
            progress("reading", number, len(found))
            try:
                source, reviewed = _loaded(item)
                fingerprint = fingerprint_of(source, reviewed, include_exempt=include_exempt)
                name = shown(source.name)
                if retractions.of_source(source.name, source.data):
                    # Never read, and not missed either.
                    name = retractions.hidden_name(source.name)
                    fingerprint, read[name] = "", ReadSource(name, "", RETRACTED, (), touched=True)
                elif known.get(source.name) == fingerprint:
                    read[name] = None
                else:
                    one = _read_one(
                        source, fingerprint, worker, reviewed, sheets, include_exempt=include_exempt
                    )
                    read[name] = _without_retracted(one, retractions)
                fingerprints[name] = fingerprint
            except RecordError as error:
                name = item[0] if isinstance(item, tuple) else item.name
                report.failures.append((shown(name), str(error)))
    whole = _with_unchanged(read, earlier)
    report.n_unchanged = sum(1 for source in read.values() if source is None)
    report.n_read = len(read) - report.n_unchanged
    report.failures.extend((source.name, why) for source in whole for why in source.problems)
    report.left_out = together(*(source.left_out for source in whole))
    _note_gone(report, known, fingerprints)
    return whole


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


def _fingerprints_of(earlier: Earlier | None) -> dict[str, str]:
    return {name: facts[0] for name, facts in earlier.sources.items()} if earlier else {}


def _loaded(item: FoundFile | tuple[str, RecordError]) -> tuple[Source, Reviewed]:
    """Return a source with what a person decided of the items in its folder."""
    if isinstance(item, tuple):
        raise item[1]
    try:
        return load(item), read_reviewed(item.path.parent)
    except OSError as error:
        raise RecordError(f"cannot be opened: {_why(error)}") from error


def _with_unchanged(
    read: Mapping[str, ReadSource | None], earlier: Earlier | None
) -> list[ReadSource]:
    """Return all sources, those that are unchanged (None) as the generation in use has them."""
    same_names = [name for name, source in read.items() if source is None]
    known = earlier.sources if earlier else {}
    kept = earlier.of_sources(same_names) if earlier else {}
    lost = earlier.left_out if earlier else {}

    def unchanged(name: str) -> ReadSource:
        fingerprint, reader, problems = known[name]
        return ReadSource(
            name, fingerprint, reader, tuple(kept[name]), problems, left_out=lost[name]
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


def _n_windows(record: Meeting) -> int:
    """Return about how many windows a record gives: one for so many words, and one for each point."""
    texts = [part for item in record.items for part in (item.agenda, item.decision, item.minutes)]
    return sum(len(t) // _CHARACTERS_A_WINDOW + t.count(f"\n{BULLET}") + 1 for t in texts if t)


def _read_one(
    source: Source,
    fingerprint: str,
    worker: Worker,
    reviewed: Reviewed,
    sheets: Sheets,
    *,
    include_exempt: bool,
) -> ReadSource:
    beside = sheets_beside(source, worker, sheets)
    reader, records = worker.read(source)
    found: list[Passage] = []
    problems: list[str] = []
    left_out: dict[str, int] = {}
    folder = source.name.rpartition("/")[0]
    for number, record in enumerate(records):
        if problem := _problem_of(record):
            problems.append(problem)
            continue
        try:
            if is_exported(record):
                # What was withheld is not in an export; what is in it was public.
                found.extend(of_export(record, number))
                continue
            decided = partial(obeyed, source=record.source, folder=folder, reviewed=reviewed)
            told = as_the_sheets_say(record, beside)
            made = list(passages(told, number, include_exempt=include_exempt, decided=decided))
        except Exception as error:  # one bad record never stops an import
            raise RecordError(f"it gives no passage: {unquoted(error)}") from error
        found.extend(made)
        left_out = together(left_out, record.left_out, _not_in(record, made))
    return ReadSource(
        source.name, fingerprint, reader, tuple(found), tuple(problems), left_out=left_out
    )


def _problem_of(record: Meeting | RecordError) -> str | None:
    """Return why a record is not taken, or None."""
    if isinstance(record, RecordError):
        return str(record)
    if _n_windows(record) > MAX_WINDOWS:
        return (
            f"it would be more than {MAX_WINDOWS:,} windows, as many as {MAX_WINDOWS // 25:,} pages "
            "fill; split it"
        )
    return None


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
