"""What an index was built from and with, whatever its format and whichever of its files is damaged.

A build starts from this, not from the generation that it may copy from: an upgrade of the program or
a damaged file must not make it forget a source.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.errors import IndexDamaged
from corpus.text import place_name
from indexer.language.hidden import hashed

CURRENT, GENERATIONS, MANIFEST = "CURRENT", "generations", "manifest.json"
# A generation's name; nothing else is ever read as one, so that `CURRENT` leads nowhere else.
NAME = re.compile(r"[0-9]{6}")
_SIZE_AND_HASH = 2
# A manifest may be anything: no JSON, not a table, nested a thousand deep.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the manifest of the generation in use says that a build has to keep.

    `n_sources` is how many sources could be read then, or None if it does not say; `last_good` is the
    earlier generation that is kept as files were lost since, and when that was. `files` may be anything.
    """

    folder: Path
    roots: tuple[Path, ...]
    format: object = None
    model: str | None = None
    model_sha256: str | None = None
    n_sources: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    last_good: tuple[str, datetime] | None = None
    files: object = None

    def sha256_of(self, name: str) -> str | None:
        """Return the hash that one of its files had when it was written, or None if it does not say."""
        said = self.files.get(name) if isinstance(self.files, dict) else None
        return str(said[1]) if isinstance(said, list) and len(said) == _SIZE_AND_HASH else None


def recorded(index: Path) -> Recorded | None:
    """Return what the generation in use was built from and with; None where nothing was built yet.

    Raises IndexDamaged, which says what to do, where something was built and cannot be read.
    """
    folder = _in_use(index)
    if folder is None:
        return None
    try:
        return recorded_in(folder)
    except ValueError as error:
        raise IndexDamaged(_what_to_do(index, folder)) from error


def recorded_in(folder: Path) -> Recorded:
    """Return what the manifest in a generation's folder says. Raises ValueError if it cannot be read."""
    try:
        return _read(folder, json.loads((folder / MANIFEST).read_text("utf-8")))
    except _UNREADABLE as error:
        raise ValueError(f"{folder / MANIFEST} cannot be read") from error


def retraction_of(settings: Mapping[str, Any], identifier: str) -> str | None:
    """Return why and when the item that had this id was retracted, in words; None if none was.

    A manifest has the keyed hashes of such ids only, under "retracted" (`indexer.build.replay`).
    """
    try:
        for book in settings.get("retracted", ()):
            said = book["gone"].get(hashed(identifier, bytes.fromhex(book["salt"])))
            if said:
                day = datetime.fromisoformat(said[1]).date()
                return f"This was withdrawn on {day.isoformat()}: {said[0]}"
    except _UNREADABLE:
        return None
    return None


def meeting_id(council: str | None, committee: str | None, day: str) -> str:
    """Return what stands for a meeting among the ids of what is gone: no id of an item has a control character."""
    return f"\0meeting/{place_name(council)}/{place_name(committee)}/{day}"


def person_id(council: str | None, name: str) -> str:
    """Return what stands for a councillor's page among the ids of what is gone."""
    return f"\0person/{place_name(council)}/{place_name(name)}"


def names(index: Path) -> list[str]:
    """Return the names of the complete generations on disk, the oldest first."""
    try:
        found = [path.name for path in (index / GENERATIONS).iterdir() if path.is_dir()]
    except OSError:
        return []
    return sorted(name for name in found if NAME.fullmatch(name))


def _in_use(index: Path) -> Path | None:
    """Return the folder of the generation in use: the newest where `CURRENT` is gone or damaged."""
    there = names(index)
    try:
        named = (index / CURRENT).read_text("utf-8").strip()
    except FileNotFoundError:
        named = ""
        if not there:
            return None
    except (OSError, ValueError):
        named = ""
    if named not in there and there:
        named = there[-1]
    return index / GENERATIONS / (named if NAME.fullmatch(named) else "000000")


def _read(folder: Path, record: Any) -> Recorded:
    roots = record["roots"]
    if not isinstance(roots, list) or not all(isinstance(root, str) and root for root in roots):
        raise ValueError("roots are no list of paths")
    model, sha256 = record.get("model"), record.get("model_sha256")
    n_sources = record.get("n_sources")
    return Recorded(
        folder,
        tuple(Path(root) for root in roots),
        record.get("format"),
        model if isinstance(model, str) and model else None,
        sha256 if isinstance(sha256, str) else None,
        n_sources if isinstance(n_sources, int) else None,
        _settings(record.get("settings")),
        _last_good(record.get("last_good")),
        record.get("files"),
    )


def _settings(known: Any) -> dict[str, Any]:
    """Return the settings as far as they are some, and of the prompts those that are texts."""
    settings = dict(known) if isinstance(known, dict) else {}
    given = settings.get("given_prompts")
    prompts = given.items() if isinstance(given, dict) else ()
    settings["given_prompts"] = {kind: said for kind, said in prompts if isinstance(said, str)}
    return settings


def _last_good(known: Any) -> tuple[str, datetime] | None:
    try:
        name, since = known
        return (name, datetime.fromisoformat(since)) if NAME.fullmatch(name) else None
    except (TypeError, ValueError):
        return None


def _what_to_do(index: Path, folder: Path) -> str:
    command = f"council-search index SOURCE... --index {shlex.quote(str(index))} --replace"
    known = _of_another(index, folder)
    hint = f" The newest generation that can be read was built from {known}." if known else ""
    return (
        f"The index in {index} is damaged: which sources it was built from cannot be read "
        f"({folder.name}/{MANIFEST}), and a build never forgets one by itself. Nothing was changed."
        f"{hint} To build it from the sources that you name, and no others: {command} "
        "(with --model if it was built with another model than the default)"
    )


def _of_another(index: Path, damaged: Path) -> str:
    for name in reversed(names(index)):
        folder = damaged.with_name(name)
        try:
            roots = recorded_in(folder).roots
        except ValueError:
            continue
        return ", ".join(shlex.quote(str(root)) for root in roots)
    return ""
