"""What somebody on this machine named: an index from elsewhere may not lead a build to other folders.

An index says which folders it was built from, and a build reads those again. Whoever hands over an index
could name any folder there, and its files would be in what is served. So what was named to a command is
noted outside of the index, in the user's folder for state, and nothing else is read. No format is an exception: an
index of a format from before that, on a machine where nothing is noted, may be anybody's. Its folders are named once.
"""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import UsageError
from indexer.generation.recorded import Recorded


def note(paths: Iterable[Path]) -> bool:
    """Note that these were named; say whether that could be written down."""
    known = _known()
    new = [path for path in dict.fromkeys(paths) if path not in known]
    try:
        if new:
            _file().parent.mkdir(parents=True, exist_ok=True)
            with _file().open("a", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(str(path))}\n" for path in new)
    except (OSError, RuntimeError):
        return False
    return True


def refuse_unnamed(index: Path, before: Recorded, named: Sequence[Path]) -> None:
    """Raise UsageError if an index was built from a folder that nobody ever named on this machine."""
    allowed = {*named, *_known()}
    strange = [root for root in before.roots if not _is_within(root, allowed)]
    if not strange:
        return
    folders = shlex.join(str(root) for root in strange)
    raise UsageError(
        f"The index in {index} says that it was built from {folders}, which was never named here: an "
        "index from elsewhere could name any folder. Nothing was read. If it is meant to be read, name "
        f"it once: council-search index {folders} --index {shlex.quote(str(index))}; to forget it, give "
        "--replace."
    )


def among(roots: Iterable[Path]) -> list[Path]:
    """Return those of some folders that somebody named on this machine, or that are below one."""
    known = _known()
    return [root for root in roots if _is_within(root, known)]


def _is_within(root: Path, allowed: set[Path]) -> bool:
    return not allowed.isdisjoint([root, *root.parents])


def is_model_allowed(before: Recorded) -> bool:
    """Say whether the model folder that an index names may be loaded: code may hide in one."""
    if before.model is None or not Path(before.model).is_absolute():
        return True
    return Path(before.model) in _known()


def _known() -> set[Path]:
    """Return what was named."""
    try:
        lines = _file().read_text("utf-8").splitlines()
    except (OSError, ValueError, RuntimeError):
        return set()
    found = set()
    for line in lines:
        try:
            found.add(Path(json.loads(line)))
        except (ValueError, TypeError):
            continue  # A killed command may have left half a line.
    return found


def _file() -> Path:
    return state_folder() / "named"


def state_folder() -> Path:
    """Return where this machine keeps what belongs to no index. Raises RuntimeError without a home."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "council-search"
