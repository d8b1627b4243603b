"""What a build of some sources would read, encode and need, and what it cannot read, before it starts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corpus import readers
from corpus.errors import IndexUnavailable, RecordError
from corpus.progress import Progress, silent
from corpus.records import Source
from corpus.sources import FoundFile, find_files, load
from corpus.worker import Table, Worker
from indexer.build import cost
from indexer.build.kept import Earlier
from indexer.build.reading import fingerprint_of
from indexer.build.writing import is_same_pipeline
from indexer.generation import store
from indexer.generation.models import Model
from indexer.passages.reviewed import read_reviewed
from indexer.tuning import BUILD

_PACKED = (".docx", ".odt", ".zip", ".xlsx", ".html", ".htm", ".xml", ".doc", ".rtf")
# Of all-MiniLM-L6-v2, where nothing is encoded and no model was looked at.
_DIMENSIONS, _BYTES_OF_AN_ENCODER = 384, 90_000_000


@dataclass(slots=True)
class Plan:
    """What a build would do: numbers of files, pages and windows; `failures` are (name, why).

    `n_pages` are those of PDFs, `n_windows` an estimate from pages and sizes; `free` are the bytes that
    the disk of the index has left. `encoding` is None where nothing is to be encoded.
    """

    n_files: int = 0
    n_unchanged: int = 0
    n_pages: int = 0
    n_windows: int = 0
    free: int = 0
    encoding: cost.Cost | None = None
    failures: list[tuple[str, str]] = field(default_factory=list)

    @property
    def minutes_of_reading(self) -> float:
        """Return about how many minutes reading would take, before a window is encoded."""
        return BUILD.seconds_a_page / BUILD.windows_a_page * self.n_windows / 60

    @property
    def needed(self) -> int:
        """Return about how many bytes of disk a build would take."""
        dimensions = self.encoding.dimensions if self.encoding else _DIMENSIONS
        of_encoder = self.encoding.size if self.encoding else _BYTES_OF_AN_ENCODER
        return (
            BUILD.bytes_of_a_text + BUILD.bytes_a_dimension * dimensions
        ) * self.n_windows + of_encoder


def plan(
    roots: Sequence[Path],
    index: Path,
    *,
    model: Model | None = None,
    include_exempt: bool = False,
    progress: Progress = silent,
) -> Plan:
    """Return what a build of the files below `roots` into `index` would do; nothing is written.

    With a `model`, it is loaded and timed on some windows. Raises UsageError for a root that does not
    exist.
    """
    found = list(find_files([root.resolve() for root in roots]))
    made = Plan(free=_free(index))
    with Worker(Table(readers.pick, _pages, readers.n_pages)) as worker, _earlier(index) as earlier:
        for number, item in enumerate(found, start=1):
            progress("looking at files", number, len(found))
            _count(made, _looked_at(item, worker, earlier, include_exempt=include_exempt))
    if model:
        made.n_windows += _of_another_model(index, model)
    if model and made.n_windows:
        progress("timing the model", 0, 1)
        made.encoding = cost.of_model(model)
    return made


def _of_another_model(index: Path, model: Model) -> int:
    """Return how many windows the index holds that another model encoded: all are encoded anew.

    Files that changed are counted twice, which is on the safe side.
    """
    try:
        manifest = store.open_generation(index).manifest
    except IndexUnavailable:
        return 0
    return 0 if model.gives_vectors_of(manifest) else manifest.n_windows


_Outcome = tuple[str, "int | RecordError | None", int]


def _count(made: Plan, outcome: _Outcome) -> None:
    name, pages, size = outcome
    if isinstance(pages, RecordError):
        made.failures.append((name, str(pages)))
    elif pages is None:
        made.n_unchanged += 1
    else:
        made.n_files += 1
        made.n_pages += pages
        each = (
            BUILD.bytes_a_window_packed if name.lower().endswith(_PACKED) else BUILD.bytes_a_window
        )
        made.n_windows += round(BUILD.windows_a_page * pages) if pages else 1 + size // each


def _looked_at(
    item: FoundFile | tuple[str, RecordError],
    worker: Worker,
    earlier: Earlier | None,
    *,
    include_exempt: bool,
) -> _Outcome:
    """Return a file's name, its pages (None if it is unchanged, or why it is not read) and its size."""
    if isinstance(item, tuple):
        return item[0], item[1], 0
    try:
        source, reviewed = load(item), read_reviewed(item.path.parent, item.root)
        fingerprint = fingerprint_of(source, reviewed, include_exempt=include_exempt)
        if earlier and earlier.is_same(source.name, fingerprint):
            return item.name, None, 0
        return item.name, sum(worker.read(source)[1]), len(source.data)
    except RecordError as error:
        return item.name, error, 0


def _pages(source: Source) -> Iterator[int]:
    """Yield how many pages a source has: what is done of it in a process of its own."""
    yield readers.n_pages(source)


@contextmanager
def _earlier(index: Path) -> Iterator[Earlier | None]:
    """Yield what the index holds; None if it would be read anew."""
    try:
        previous = store.open_generation(index)
    except IndexUnavailable:
        previous = None
    if previous is None or not is_same_pipeline(previous):
        yield None
        return
    with closing(Earlier(previous)) as earlier:
        yield earlier


def _free(index: Path) -> int:
    there = next(
        folder for folder in (index.resolve(), *index.resolve().parents) if folder.exists()
    )
    return shutil.disk_usage(there).free
