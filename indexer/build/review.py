"""What of the records below some folders is withheld or doubtful, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import RecordError
from corpus.progress import Progress, silent
from corpus.records import Meeting
from corpus.sources import find_files, load
from corpus.worker import Worker
from indexer.build.front_sheets import Sheets, as_the_sheets_say, sheets_beside
from indexer.passages.exemption.exemption import Verdict, every_verdict
from indexer.passages.passage import Passage
from indexer.passages.retracted import BAR, NOTHING_RETRACTED, Retractions
from indexer.passages.reviewed import (
    Key,
    Reviewed,
    key_of,
    local_name,
    read_reviewed,
    write_reviewed,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be printed of an item, with bars for what was retracted. `touched` says whether something was."""

    title: str
    committee: str | None
    source: str
    sentence: str
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """An item that is withheld, as a whole or in part, and what a person decided of it, if anything.

    `folder` is where its decision is written. Of all this only `shown` is for printing, and nothing reaches
    an index.
    """

    folder: Path
    source: str
    key: Key
    committee: str | None
    date: date | None
    verdict: Verdict
    decision: str | None
    shown: Shown


def withheld_items(
    roots: Sequence[Path],
    failures: list[tuple[str, str]],
    *,
    every: bool = False,
    progress: Progress = silent,
    retractions: Retractions = NOTHING_RETRACTED,
) -> Iterator[Open]:
    """Yield every item of the records below `roots` that is withheld or doubtful, or all of them.

    A source that cannot be read is noted in `failures`. What was retracted has a bar in what is shown. Raises UsageError for a root that does not exist
    and for decisions that cannot be read.
    """
    found = list(find_files(list(roots)))
    sheets: Sheets = {}
    with Worker() as worker:
        for number, item in enumerate(found, start=1):
            progress("reading", number, len(found))
            if isinstance(item, tuple):
                failures.append((retractions.shown_name(item[0]), str(item[1])))
                continue
            reviewed = read_reviewed(item.path.parent, item.root)
            try:
                source = load(item)
                beside = sheets_beside(source, worker, sheets)
                _, records = worker.read(source)
            except RecordError as error:
                failures.append((retractions.shown_name(item.name), str(error)))
                continue
            is_gone = retractions.of_source(source.name, source.data) is not None
            folder = item.name.rpartition("/")[0]
            for record in records:
                if isinstance(record, RecordError):
                    failures.append((retractions.shown_name(item.name), str(record)))
                    continue
                for verdict in every_verdict(as_the_sheets_say(record, beside)):
                    if every or is_to_decide(verdict):
                        shown = _shown(record, verdict, retractions, is_gone=is_gone)
                        yield _open(record, verdict, item.path.parent, folder, reviewed, shown)


def is_to_decide(verdict: Verdict) -> bool:
    """Say whether something of an item is withheld, so that a person may decide."""
    return verdict.reason is not None or verdict.is_part


def _open(
    record: Meeting, verdict: Verdict, folder: Path, named: str, reviewed: Reviewed, shown: Shown
) -> Open:
    key = key_of(local_name(record.source, named), verdict.original)
    decision = reviewed.get(key)
    return Open(folder, record.source, key, record.committee, record.date, verdict, decision, shown)


def _shown(record: Meeting, verdict: Verdict, retractions: Retractions, *, is_gone: bool) -> Shown:
    """Return what may be printed of an item. Of one that was retracted that is where it stands, and no word."""
    item = verdict.original
    passage = Passage(
        id=item.record_id or "",
        title=item.title,
        text="\n\n".join(text for text in (item.agenda, item.decision, item.minutes) if text),
        source=record.source,
        number=item.number,
        council=record.council,
        committee=record.committee,
        date=record.date,
        agenda=item.agenda,
        decision=item.decision,
        minutes=item.minutes,
        heading=verdict.sentence,
    )
    name = retractions.shown_name(record.source)
    if is_gone or retractions.of_source(record.source) or retractions.of_item(passage):
        committee = retractions.without_phrases(passage).committee
        return Shown(BAR, committee, BAR if is_gone else name, "", touched=True)
    covered = retractions.within(retractions.without_phrases(passage))
    touched = covered is not passage or name != record.source
    return Shown(covered.title, covered.committee, name, covered.heading, touched=touched)


def decide(items: Sequence[Open], decision: str, known: Set[Key]) -> None:
    """Write a decision of some items into the files beside their records.

    `known` are the items as they are now: what was decided of an earlier text of the same item is
    forgotten. Raises UsageError where a file cannot be read or written.
    """
    for folder in sorted({one.folder for one in items}):
        here = [one.key for one in items if one.folder == folder]
        same = {(key.source, key.number, key.title) for key in here}
        kept = {
            key: before
            for key, before in read_reviewed(folder, folder).items()
            if key in known or (key.source, key.number, key.title) not in same
        }
        write_reviewed(folder, kept | dict.fromkeys(here, decision))
