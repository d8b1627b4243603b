"""What is to be built: from which folders, with which model, beside what is there already."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexDamaged, IndexUnavailable, UsageError
from indexer.build import ledger, named
from indexer.build.verify import problems_of
from indexer.calibration import Calibration, calibration_for
from indexer.generation import models, store
from indexer.generation.recorded import Recorded, recorded
from indexer.passages.retracted import NOTHING_RETRACTED, Retractions


@dataclass(frozen=True, slots=True)
class Job:
    """What is built: where, from which folders, with which model, and what was there before.

    `retractions` are what must not be in it, `n_noted` the bytes of their ledgers when they were read.
    """

    index: Path
    roots: list[Path]
    model: models.Model
    before: Recorded | None
    previous: store.Generation | None
    replace_sources: bool
    include_exempt: bool
    retractions: Retractions = NOTHING_RETRACTED
    n_noted: int = 0

    @property
    def calibration(self) -> Calibration:
        """Return the weights and thresholds that hold for the model, as the program knows them today."""
        return calibration_for(self.model.name)

    @property
    def folder_of_model(self) -> list[Path]:
        """Return the folder that the model was named by, if it was named by one."""
        return [Path(self.model.name)] if Path(self.model.name).is_absolute() else []


def job_of(
    index: Path,
    roots: Sequence[Path],
    model: tuple[str | None, str | None, str | None],
    *,
    replace_sources: bool,
    include_exempt: bool | None,
) -> Job:
    """Return what is to be built in `index` from the files below `roots` and those of earlier builds.

    `model` is the model's name and its two prompts, as far as they are given. Raises UsageError for a
    model or a folder that cannot be used, and IndexDamaged where nothing says what the index was built
    from, unless its sources are replaced.
    """
    before = _recorded(index, replace_sources=replace_sources)
    previous = _previous(index)
    all_roots = _all_roots(index, roots, None if replace_sources else before)
    found = model_for(before, *model)
    retractions = ledger.replayed(index, all_roots)
    return Job(
        index,
        all_roots,
        found,
        before,
        previous,
        replace_sources,
        is_internal(before, include_exempt),
        retractions,
        ledger.size(index),
    )


def is_internal(before: Recorded | None, include_exempt: bool | None) -> bool:
    """Say whether the text of exempt items is kept: as is asked for, else as the index has it."""
    if include_exempt is not None:
        return include_exempt
    return before is not None and before.settings.get("include_exempt") is True


def check_name(path: Path) -> None:
    """Raise UsageError for a path that could be written neither into a manifest nor into a message."""
    try:
        str(path.resolve()).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{str(path)!r} is no name in UTF-8. Rename the folder.") from error


def _previous(index: Path) -> store.Generation | None:
    """Return the generation in use if it is whole, so that something of it can be reused."""
    try:
        found = store.open_generation(index)
        # A build mends what is damaged: nothing of it is copied.
        return None if problems_of(found) else found
    except IndexUnavailable:
        return None


def _recorded(index: Path, *, replace_sources: bool) -> Recorded | None:
    """Return what the index was built from and with; whatever cannot be read is forgotten on demand only."""
    try:
        return recorded(index)
    except IndexDamaged:
        if replace_sources:
            return None
        raise


def _all_roots(index: Path, roots: Sequence[Path], before: Recorded | None) -> list[Path]:
    wanted = [root.resolve() for root in roots]
    if before:
        named.refuse_unnamed(index, before, wanted)
        wanted = [root for root in before.roots if root not in wanted] + wanted
    # A root inside another one would give every file twice.
    return [root for root in dict.fromkeys(wanted) if not any(o in root.parents for o in wanted)]


def model_for(
    before: Recorded | None, name: str | None, query_prompt: str | None, passage_prompt: str | None
) -> models.Model:
    """Return the model to build with. Raises UsageError for one that only a manifest names."""
    if before and not name and not named.is_model_allowed(before):
        raise UsageError(
            f"The index was built with the model in {before.model}, a folder that was never named here. "
            f"If you trust it, name it once: --model {shlex.quote(before.model or '')}"
        )
    return models.choose(before, name, query_prompt, passage_prompt)
