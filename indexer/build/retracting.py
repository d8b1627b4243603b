"""What must go at once: noted in the ledger, then out of the index in a generation made of the one in use.

No source is read and no model is loaded for it, so that it takes what a build takes in which nothing changed. Every
build replays the ledger: a command that is killed behind its first step is carried out by the next one.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamaged, IndexMissing, IndexUnavailable
from corpus.progress import Progress, silent
from indexer.build import checkpoint, ledger, replay, times
from indexer.build.asking import Asked, entry_of, needles_of
from indexer.build.changes import Changes, changes_of, known_by
from indexer.build.kept import Earlier, kept_row
from indexer.build.links import linked
from indexer.build.reading import RETRACTED
from indexer.build.report import Report
from indexer.build.verify import problems_of
from indexer.build.writing import write_rest
from indexer.generation import catalogue, catalogue_write, columns, disk, publishing, store
from indexer.generation.locks import builder_lock
from indexer.generation.models import Model
from indexer.generation.recorded import recorded, recorded_in
from indexer.passages.passage import Passage
from indexer.passages.retracted import Retractions
from indexer.passages.retraction_book import Entry

# A build that is under way stops when it next tells of its progress; a file may take a minute.
WAIT_S = 90.0
# The exported encoder takes some 10 ms a window; torch is never loaded for this.
_ANY_NUMBER = 2**31


@dataclass(slots=True)
class Done:
    """What a retraction did: ids of what is gone and of what has bars, what is left on disk, where the ledger could not be copied, how long it took."""

    token: str = ""
    gone: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    is_new: bool = True
    not_removed: list[str] = field(default_factory=list)
    not_copied: list[Path] = field(default_factory=list)
    seconds: float = 0.0


def retract(index: Path, asked: Asked, progress: Progress = silent) -> Done:
    """Note what is asked for in the ledger of an index, and take it out of all that is on disk of it.

    Raises UsageError where it makes no sense or is nowhere, IndexLocked where a build does not stop, and
    IndexUnavailable where the index cannot be used: then it is noted, and the next build does it.
    """
    started = time.perf_counter()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with disk.writing(index):
        generation = _in_use(index)
        ledger.replayed(index, _roots(index))
        own = ledger.own_book(index)
        token = ledger.new_token()
        hashed = [
            (book, entry_of(asked, book, generation, token=token, noted_at=now))
            for book in ledger.books(index)
        ]
        entry = next(entry for book, entry in hashed if book.name == own.name)
        same = next((e for book, one in hashed for e in book.entries if _is_same(e, one)), None)
        if same is None:
            ledger.note(index, own, entry)
        done = _carried_out(index, needles_of(asked), progress)
    done.token, done.is_new = (same or entry).token, same is None
    done.seconds = round(time.perf_counter() - started, 2)
    return done


def carry_out(index: Path, progress: Progress = silent) -> Done:
    """Take all that is noted in the ledger of an index out of it, as where a command was killed."""
    started = time.perf_counter()
    with disk.writing(index):
        done = _carried_out(index, None, progress)
    done.seconds = round(time.perf_counter() - started, 2)
    return done


def _roots(index: Path) -> Sequence[Path]:
    """Return the folders that an index was built from; none where that cannot be read."""
    try:
        before = recorded(index)
    except IndexDamaged:
        return ()
    return before.roots if before else ()


def _is_same(one: Entry, other: Entry) -> bool:
    """Say whether two retractions are of the same thing."""
    if one.kind == "item" == other.kind:
        return set(other.items) <= set(one.items)
    facts = ("kind", "whole", "phrases", "beside", "surnames", "givens", "within", "sources")
    return all(getattr(one, name) == getattr(other, name) for name in facts)


def _in_use(index: Path) -> store.Generation | None:
    """Return the generation in use; None if it, or its catalogue, cannot be used."""
    try:
        generation = store.open_generation(index)
        catalogue.connect(generation.file(catalogue.FILE)).close()
    except IndexMissing:
        raise
    except (IndexUnavailable, sqlite3.Error):
        return None
    return generation


def _carried_out(index: Path, needles: Collection[str] | None, progress: Progress) -> Done:
    with builder_lock(index, WAIT_S):
        before = recorded(index)
        roots = before.roots if before else ()
        retractions = ledger.replayed(index, roots)
        done = Done(not_copied=ledger.mirror(index, roots))
        # Vectors of what was encoded for a build that was killed: nobody knows of what.
        disk.remove(index / checkpoint.FOLDER)
        generation = store.open_generation(index)
        pending = set(retractions.tokens) - set(
            generation.manifest.settings.get(replay.APPLIED, ())
        )
        if pending:
            if problems := problems_of(generation):
                raise IndexDamaged(
                    f"What was retracted is noted, but the index in {index} is damaged: {problems[0]}. "
                    "Build it again: council-search index SOURCE..."
                )
            _write(
                index,
                generation,
                retractions,
                needles if len(pending) == 1 else None,
                done,
                progress,
            )
            done.not_copied = ledger.mirror(index, roots)
        done.not_removed = publishing.keep_only_current(index)
        if (index / checkpoint.FOLDER).exists():
            done.not_removed.append(checkpoint.FOLDER)
    return done


def _write(
    index: Path,
    previous: store.Generation,
    retractions: Retractions,
    needles: Collection[str] | None,
    done: Done,
    progress: Progress,
) -> None:
    """Publish a generation without what is retracted, made of the one in use."""
    path = previous.file(catalogue.FILE)
    with (
        closing(Earlier(previous)) as earlier,
        closing(catalogue.connect(path)) as connection,
        publishing.new_generation(index) as folder,
    ):
        progress("taking out", 0, 1)
        changes = changes_of(
            connection,
            earlier,
            retractions,
            needles,
            include_exempt=bool(previous.manifest.settings.get("include_exempt")),
        )
        retractions = _with_what_is_known(index, connection, changes, retractions, previous)
        done.gone = [p.id for gone in changes.gone.values() for p in gone] + changes.renamed
        done.covered = changes.covered
        found = linked([passage for passage, *_ in changes.rows]) or [replay.nothing_left()]
        _write_catalogue(folder, path, found, changes, retractions, connection)
        columns.write(found, folder)
        report = Report()
        model = _model_of(previous.manifest)
        write_rest(folder, found, model, previous, report, progress, few_windows=_ANY_NUMBER)
        times.write(folder, found, recorded_in(previous.folder))
        publishing.publish(index, folder, _manifest(previous.manifest, found, report, retractions))


def _with_what_is_known(
    index: Path,
    connection: sqlite3.Connection,
    changes: Changes,
    retractions: Retractions,
    previous: store.Generation,
) -> Retractions:
    """Note by what else that which is gone is known, while its text is still there; return all with that."""
    applied = set(previous.manifest.settings.get(replay.APPLIED, ()))
    left = [passage for passage, *_ in changes.rows]
    for book in retractions.books:
        entries = [entry for entry in book.entries if entry.token not in applied]
        items = [entry for entry in entries if entry.kind == "item"]
        gone = [(entry, one) for entry in items for one in changes.gone.get(entry.token, ())]
        known = known_by(connection, gone, left, book)
        for entry in entries:
            hashes = known.get(entry.token, {})
            hashes["items"] = list(map(book.id_hash, _ids_by(entry, changes)))
            ledger.note_more(index, book, entry.token, _unknown(hashes, entry))
    return ledger.replayed(index)


def _ids_by(entry: Entry, changes: Changes) -> list[str]:
    """Return the ids of items that a retraction took away, those that it renamed, and what stands for lost meetings."""
    gone = changes.gone.get(entry.token, ())
    ids = [identifier for item in gone for identifier in (item.id, *item.aliases)]
    taken = [(entry.token, item) for item in gone]
    ids += (meeting for _, meeting in replay.meetings_gone(taken, (row[0] for row in changes.rows)))
    return ids + ([*changes.renamed, *sorted(changes.people)] if entry.is_everywhere else [])


def _unknown(hashes: Mapping[str, Sequence[str]], entry: Entry) -> dict[str, list[str]]:
    """Return the hashes that the entry of a ledger does not have yet."""
    return {
        name: [one for one in some if one not in getattr(entry, name)]
        for name, some in hashes.items()
    }


def _write_catalogue(
    folder: Path,
    before: Path,
    found: Sequence[Passage],
    changes: Changes,
    retractions: Retractions,
    connection: sqlite3.Connection,
) -> None:
    before_rows = changes.rows or [(found[0], found[0].id, None)]
    rows = [
        catalogue_write.Row(passage, base_id, members, kept_row(passage))
        for passage, (_, base_id, members) in zip(found, before_rows, strict=True)
    ]
    again = replay.with_those_above(changes.touched)
    sources = []
    for name, fingerprint, reader, problems in catalogue.sources(connection):
        shown, is_gone = retractions.shown_name(name), retractions.of_source(name) is not None
        is_touched = is_gone or shown != name or name in again
        sources.append(
            (
                shown,
                "" if is_touched else fingerprint,
                RETRACTED if is_gone else reader,
                json.dumps([]) if is_gone else problems,
            )
        )
    originals = [(passage, passage.original) for passage in changes.originals]
    catalogue_write.write(folder / catalogue.FILE, rows, originals, sources, before)


def _model_of(manifest: store.Manifest) -> Model:
    """Return the model of a generation as its manifest has it: it need not be on this machine."""
    known = manifest.settings
    return Model(
        manifest.model,
        Path(),
        manifest.model_sha256,
        str(known.get("model_config_sha256", "")),
        str(known.get("query_prompt", "")),
        str(known.get("passage_prompt", "")),
        known.get("given_prompts", {}),
    )


def _manifest(
    before: store.Manifest, found: Sequence[Passage], report: Report, retractions: Retractions
) -> store.Manifest:
    recorded_now = replay.settings(retractions, {})
    recorded_now[replay.RECORDED] = _with_earlier(
        recorded_now[replay.RECORDED], before.settings.get(replay.RECORDED)
    )
    return replace(
        before,
        n_passages=len(found),
        n_windows=report.n_windows,
        settings={**before.settings, **recorded_now},
        failures=tuple((retractions.shown_name(name), why) for name, why in before.failures),
        last_good=None,
        files={},
    )


def _with_earlier(now: list[dict[str, Any]], earlier: Any) -> list[dict[str, Any]]:
    """Return what is gone with what builds found to be gone before, of the same ledger."""
    known = {one["salt"]: one["gone"] for one in earlier or ()}
    return [{**one, "gone": {**known.get(one["salt"], {}), **one["gone"]}} for one in now]
