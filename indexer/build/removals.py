"""Whether a source lost so much since the last build that nobody meant it: an unmounted disk, say."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from corpus.errors import UsageError
from corpus.sources import shown_names
from indexer.build.reading import PIPELINE, RETRACTED, ReadSource
from indexer.generation import catalogue
from indexer.generation.recorded import Recorded
from indexer.passages.passage import Passage
from indexer.passages.retracted import Retractions
from indexer.tuning import BUILD


@dataclass(frozen=True, slots=True)
class Loss:
    """How many of the files, meetings or items that a root had, or all roots together (`root` is None), are gone."""

    root: Path | None
    n_lost: int
    n_before: int
    what: str = "files"

    @property
    def is_too_much(self) -> bool:
        """Say whether nobody meant it; an item or a few may be taken out of a record at any time."""
        least = 1 if self.what == "files" else BUILD.least_lost
        return self.n_lost >= least and self.n_lost > BUILD.most_lost * self.n_before


def refuse(losses: Sequence[Loss]) -> None:
    """Raise UsageError if a source is suddenly empty or has lost more than a fifth of what it had."""
    too_much = [loss for loss in losses if loss.is_too_much]
    if not too_much:
        return
    said = "; ".join(_said(loss) for loss in too_much)
    raise UsageError(
        f"{said}. Is it mounted, and is it the right folder? Nothing was changed. If they are "
        "meant to go, give the same command with --accept-removals."
    )


def losses_of(before: Recorded, roots: Sequence[Path], read: Sequence[ReadSource]) -> list[Loss]:
    """Return which files each root of the last build has lost since; renamed ones are not lost.

    A file that is there and cannot be read any more is lost. Where the last build's catalogue cannot be read
    only the number of all files is compared.
    """
    had = _fingerprints(before)
    found = {path_of(source.name, roots): source.fingerprint for source in read}
    if had is None:
        return _by_numbers(before, found)
    renamed = Counter(now for path, now in found.items() if path not in had)
    losses = []
    for root in before.roots:
        mine = _of_root(root, had)
        missing = [had[path] for path in mine - found.keys()]
        losses.append(Loss(root, _not_renamed(missing, renamed), len(mine)))
    return losses


def _by_numbers(before: Recorded, found: Mapping[Path | None, str]) -> list[Loss]:
    """Return the losses where only the number of files is known, and which roots have none any more."""
    had = before.n_sources or 0
    empty = [Loss(root, 1, 1) for root in before.roots if not _of_root(root, found)]
    return [Loss(None, max(0, had - len(found)), had), *empty]


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: all its ids, the meeting that it is of, and which roots have a record of it."""

    ids: frozenset[str]
    meeting: str
    roots: frozenset[Path]


def items_lost(
    before: Recorded,
    roots: Sequence[Path],
    now: Iterable[Passage],
    read: Iterable[ReadSource],
    retractions: Retractions,
) -> list[Loss]:
    """Return how many items and meetings each root of the last build has lost, beyond those that are new there.

    `now` are the passages that there are, exempt ones and those that were retracted, too: neither is lost. Only
    meetings are counted where the last build read items otherwise: a page may be cut into fewer of them now. Nothing is
    known where its catalogue cannot be read.
    """
    hidden = {source.name for source in read if source.reader == RETRACTED}
    had = _items_before(before, hidden, retractions)
    within_now = _roots_by_name(before.roots, roots)
    items = [_item(passage, within_now) for passage in now]
    there = {name for item in items for name in (*item.ids, item.meeting)}
    losses = [loss for root in before.roots for loss in _of_items(root, had, items, there)]
    return list(filter(_counts_for(before), losses))


def _counts_for(before: Recorded) -> Callable[[Loss], bool]:
    reads_alike = before.settings.get("pipeline") == PIPELINE
    return lambda loss: reads_alike or loss.what == "meetings"


def _items_before(
    before: Recorded, hidden: Collection[str], retractions: Retractions
) -> list[_Item]:
    """Return the items of the last build, without those of which every source is `hidden` now."""
    gone = lru_cache(maxsize=None)(lambda name: retractions.hidden_name(name) in hidden)
    within = _roots_by_name(before.roots, before.roots)
    return [
        _Item(frozenset(ids), meeting, frozenset().union(*map(within, names)))
        for ids, meeting, names in _known_items(before)
        if not (hidden and all(map(gone, names)))
    ]


def _of_items(
    root: Path, had: Iterable[_Item], now: Iterable[_Item], there: Collection[str]
) -> Iterator[Loss]:
    """Yield what a root has lost of meetings and of items; what is `there` in another root is not lost."""
    mine, theirs = ([item for item in items if root in item.roots] for items in (had, now))
    yield _loss(root, "meetings", _meetings(mine), _meetings(theirs), there)
    yield _loss(root, "items", [i.ids for i in mine], [i.ids for i in theirs], there)


def _loss(
    root: Path,
    what: str,
    mine: Sequence[frozenset[str]],
    theirs: Sequence[frozenset[str]],
    there: Collection[str],
) -> Loss:
    known = {name for one in mine for name in one}
    n_lost = sum(one.isdisjoint(there) for one in mine)
    n_new = sum(one.isdisjoint(known) for one in theirs)
    return Loss(root, max(0, n_lost - n_new), len(mine), what)


def _meetings(items: Iterable[_Item]) -> list[frozenset[str]]:
    return [frozenset([meeting]) for meeting in {item.meeting for item in items}]


def _known_items(before: Recorded) -> list[tuple[set[str], str, list[str]]]:
    try:
        with closing(
            catalogue.connect(before.folder / catalogue.FILE, of_any_format=True)
        ) as connection:
            return list(catalogue.known_items(connection))
    except (sqlite3.Error, IndexError, ValueError, TypeError):
        return []


def _roots_by_name(
    wanted: Sequence[Path], roots: Sequence[Path]
) -> Callable[[str], frozenset[Path]]:
    """Return what says which of the wanted roots the source of a name is in."""

    @cache
    def within(name: str) -> frozenset[Path]:
        return frozenset(root for root in wanted if _of_root(root, [path_of(name, roots)]))

    return within


def _item(passage: Passage, within: Callable[[str], frozenset[Path]]) -> _Item:
    names = [link.name for link in passage.sources] or [passage.source]
    day = passage.date.isoformat() if passage.date else None
    return _Item(
        frozenset((passage.id, *passage.aliases)),
        catalogue.meeting_of(passage.council, passage.committee, day, passage.source),
        frozenset().union(*map(within, names)),
    )


def _not_renamed(missing: Iterable[str], renamed: Counter[str]) -> int:
    """Return how many of the missing files are not there under another name.

    What is withheld has no fingerprint: as many of those may have been renamed as there are files
    that nobody knows.
    """
    known = Counter(missing)
    n_withheld = known.pop("", 0)
    n_lost = sum((known - renamed).values())
    n_new = sum((renamed - known).values())
    return n_lost + max(0, n_withheld - n_new)


def path_of(name: str, roots: Sequence[Path]) -> Path | None:
    """Return where the source of a name is, None if it is below none of the roots."""
    best: tuple[int, Path] | None = None
    for root, shown in zip(roots, shown_names(list(roots)), strict=True):
        if name == shown or name.startswith(f"{shown}/"):
            best = max(best or (0, root), (len(shown), root / name[len(shown) + 1 :]))
    return best[1] if best else None


def _of_root(root: Path, paths: Iterable[Path | None]) -> set[Path | None]:
    return {path for path in paths if path and (path == root or root in path.parents)}


def _fingerprints(before: Recorded) -> Mapping[Path | None, str] | None:
    """Return what the last build read, by path; None if its catalogue, of whatever format, is damaged."""
    try:
        with closing(
            catalogue.connect(before.folder / catalogue.FILE, of_any_format=True)
        ) as connection:
            found = {name: fingerprint for name, fingerprint, *_ in catalogue.sources(connection)}
    except (sqlite3.Error, IndexError):
        return None
    return {path_of(name, before.roots): fingerprint for name, fingerprint in found.items()}


def _said(loss: Loss) -> str:
    if loss.n_lost == loss.n_before and loss.root is not None:
        return f"Nothing can be read of {loss.root} any more, which the index was built from"
    of = f"{loss.root} has" if loss.root else "The sources have"
    return f"{of} lost {loss.n_lost:,} of the {loss.n_before:,} {loss.what} that the index was built from"
