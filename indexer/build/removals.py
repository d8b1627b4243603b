"""Whether a source lost so much since the last build that nobody meant it: an unmounted disk, say."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from corpus.sources import shown_names
from indexer.build.reading import ReadSource
from indexer.build.report import Report
from indexer.generation import catalogue
from indexer.generation.recorded import Recorded
from indexer.tuning import BUILD


@dataclass(frozen=True, slots=True)
class Loss:
    """How many of the files that a root had, or all roots together (`root` is None), are gone."""

    root: Path | None
    n_lost: int
    n_before: int


def refuse(losses: Sequence[Loss]) -> None:
    """Raise UsageError if a source is suddenly empty or has lost more than a fifth of its files."""
    too_much = [loss for loss in losses if loss.n_lost > BUILD.most_lost * loss.n_before]
    if not too_much:
        return
    said = "; ".join(_said(loss) for loss in too_much)
    raise UsageError(
        f"{said}. Is it mounted, and is it the right folder? Nothing was changed. If the files are "
        "meant to go, give the same command with --accept-removals."
    )


def losses_of(
    before: Recorded, roots: Sequence[Path], read: Sequence[ReadSource], report: Report
) -> list[Loss]:
    """Return what each root of the last build has lost since; renamed files are not lost.

    A file that is there and cannot be read is not lost either, unless nothing of its root can be. Where
    the last build's catalogue cannot be read only the number of all files is compared.
    """
    had = _fingerprints(before)
    found = {path_of(source.name, roots): source.fingerprint for source in read}
    if had is None:
        return _by_numbers(before, found, len(report.failures))
    unread = {path_of(name, roots) for name, _ in report.failures}
    renamed = Counter(now for path, now in found.items() if path not in had)
    losses = []
    for root in before.roots:
        mine = _of_root(root, had)
        missing = [had[path] for path in mine - found.keys() - unread]
        n_lost = _not_renamed(missing, renamed)
        if not _of_root(root, found):
            n_lost += len(mine & unread)
        losses.append(Loss(root, n_lost, len(mine)))
    return losses


def _by_numbers(before: Recorded, found: Mapping[Path | None, str], n_failures: int) -> list[Loss]:
    """Return the losses where only the number of files is known, and which roots have none any more."""
    had = before.n_sources or 0
    empty = [Loss(root, 1, 1) for root in before.roots if not _of_root(root, found)]
    return [Loss(None, max(0, had - len(found) - n_failures), had), *empty]


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
    return f"{of} lost {loss.n_lost:,} of the {loss.n_before:,} files that the index was built from"
