"""A takedown drill: items of a copy of an index are retracted, and every byte of the copy is searched for them.

The index itself is only read. What was measured is kept beside its generations, without a word of the items.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import UsageError
from indexer.build.every_byte import holding
from indexer.build.holding import letters_in
from indexer.generation import catalogue, disk, layout
from indexer.generation.postings import FieldPostings
from indexer.generation.recorded import CURRENT, GENERATIONS, MANIFEST
from indexer.generation.store import Generation, open_generation

FILE = "drill.json"
# The search looks for the first eight letters, which is what stemming leaves of a word at least.
_WORD = re.compile(r"\b[A-Za-z]{9,}\b")
_LETTERS = 8
# Reason only: enough that each item asked for finds a word of its own, few enough for one pass over all letters.
_TRIED_ROWS, _TRIED_ITEMS, _TRIED_WORDS = 2000, 4, 2
_ENCODER = layout.ENCODER


@dataclass(frozen=True, slots=True)
class Drill:
    """What a drill measured.

    `n_words` words stand in one of the `n_items` items and nowhere else; `n_before` of them were found in
    the copy before the retraction, and `left` names the files that held one after it. `seconds` are those of
    the whole command, `n_bytes` those of the files that were searched.
    """

    at: str
    generation: str
    n_items: int
    n_words: int
    n_before: int
    seconds: float
    n_files: int
    n_bytes: int
    left: tuple[str, ...] = ()


def drill(index: Path, n_items: int, retract: Callable[[Path, Sequence[str]], None]) -> Drill:
    """Retract so many items, taken by chance, from a copy of an index, and search it for what only they have.

    `retract` takes items by their ids out of the index in a folder. The copy lies beside the index, so that
    it is on the same disk, and is removed. Raises UsageError where no item has a word of its own,
    IndexUnavailable, OSError.
    """
    generation = open_generation(index)
    chosen = _chosen(generation, n_items)
    with tempfile.TemporaryDirectory(prefix=".drill-", dir=index.resolve().parent) as folder:
        copy = Path(folder) / "index"
        _copy(index, generation, copy)
        words = list(chosen.values())
        before = {line.rpartition(": ")[2] for line in _holding(copy, words)}
        started = time.perf_counter()
        retract(copy, list(chosen))
        seconds = time.perf_counter() - started
        left = {line.rpartition(": ")[0] for line in _holding(copy, words)}
        sizes = [path.stat().st_size for path in _searched(copy)]
    done = Drill(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        generation=generation.name,
        n_items=len(chosen),
        n_words=len(words),
        n_before=len(before),
        seconds=round(seconds, 2),
        n_files=len(sizes),
        n_bytes=sum(sizes),
        left=tuple(sorted(left)),
    )
    with disk.writing(index):
        partial = index / f"{FILE}.partial"
        partial.write_text(json.dumps(asdict(done), indent=1), "utf-8")
        partial.replace(index / FILE)
    return done


def last_drill(index: Path) -> Drill | None:
    """Return what the last drill on an index measured, or None if there was none that can be read."""
    with suppress(OSError, ValueError, TypeError, LookupError):
        known = json.loads((index / FILE).read_text("utf-8"))
        return Drill(**{**known, "left": tuple(known["left"])})
    return None


def _chosen(generation: Generation, n_items: int) -> dict[str, str]:
    """Return ids of items, taken by chance, each with a word that no other one has."""
    postings = FieldPostings(generation, "text")
    with closing(catalogue.connect(generation.file(catalogue.FILE))) as connection:
        rows = list(range(catalogue.count(connection)))
        random.SystemRandom().shuffle(rows)
        words: dict[str, list[str]] = {}
        for row in rows[:_TRIED_ROWS]:
            (passage,) = catalogue.fetch(connection, [row])
            if found := [] if passage.exempt else _rare(passage.text, postings):
                words[passage.id] = found
            if len(words) == _TRIED_ITEMS * n_items:
                break
        own = _own(connection, words)
    if not own:
        raise UsageError(
            f"None of {len(rows[:_TRIED_ROWS]):,} items has a word of its own to search for."
        )
    return dict(list(own.items())[:n_items])


def _rare(text: str, postings: FieldPostings) -> list[str]:
    """Return the two longest words of a text that the vocabulary has in one passage only."""
    words = sorted({word.lower() for word in _WORD.findall(text)}, key=lambda w: (-len(w), w))
    return [word for word in words if _passages_with(word[:_LETTERS], postings) == 1][:_TRIED_WORDS]


def _passages_with(beginning: str, postings: FieldPostings) -> int:
    numbers = postings.with_prefix(beginning)
    return int(postings.indptr[numbers.stop] - postings.indptr[numbers.start])


def _own(connection: sqlite3.Connection, words: dict[str, list[str]]) -> dict[str, str]:
    """Return a word of each of these items that no other record has, in whatever field."""
    times = _times(connection, {word for found in words.values() for word in found})
    own = {item: [word for word in found if times[word] == 1] for item, found in words.items()}
    return {item: found[0] for item, found in own.items() if found}


def _times(connection: sqlite3.Connection, words: Collection[str]) -> Counter[str]:
    """Return in how many records each of these words, or another of its beginning, stands."""
    times: Counter[str] = Counter()
    for table in ("passages", "originals"):
        for _, letters in letters_in(connection, table):
            times.update(word for word in words if word[:_LETTERS] in letters)
    return times


def _copy(index: Path, generation: Generation, copy: Path) -> None:
    """Copy the generation in use; the ledger of an index stays out of its copy, and the copy's out of it.

    The copy does not know its records either: what is retracted from it would be noted beside them.
    """
    folder = copy / GENERATIONS / generation.name
    shutil.copytree(generation.folder, folder)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    (folder / MANIFEST).write_text(json.dumps(manifest | {"roots": []}), "utf-8")
    (copy / CURRENT).write_text((index / CURRENT).read_text("ascii"), "ascii")


def _holding(copy: Path, words: Sequence[str]) -> list[str]:
    """Search all that is made of records: the encoder was there before any of them."""
    return [line for line in holding(copy, words) if f"/{_ENCODER}/" not in line]


def _searched(copy: Path) -> Iterator[Path]:
    return (p for p in copy.rglob("*") if p.is_file() and p.parent.name != _ENCODER)
