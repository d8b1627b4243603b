"""The version of what a build makes: four numbers, one of which is raised by whoever changes the bytes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from indexer.build import lexical, reading
from indexer.generation import store
from indexer.tuning import TERMS


@dataclass(frozen=True, slots=True)
class Version:
    """What decides the bytes of an index beside its sources and its model.

    - `format`: the files and their layout (`store.FORMAT`); another one is refused;
    - `pipeline`: what readers and passages make of a source (`reading.PIPELINE`); read again if it differs;
    - `analyzer`: the terms of a text (`lexical.ANALYZER`); analysed again;
    - `window_words`: words of a window, and how many two share; cut and encoded again.

    A test hashes a small index: it fails if the bytes change and none of these does.
    """

    format: int
    pipeline: int
    analyzer: int
    window_words: tuple[int, int]


VERSION = Version(
    store.FORMAT,
    reading.PIPELINE,
    lexical.ANALYZER,
    (TERMS.window, TERMS.overlap),
)


def settings() -> dict[str, Any]:
    """Return what a manifest records of the version; the format has a place of its own there."""
    known = asdict(VERSION) | {"window_words": list(VERSION.window_words)}
    del known["format"]
    return known


def has_same_passages(known: dict[str, Any]) -> bool:
    """Say whether a build of today makes the same passages and windows as one with these settings."""
    now = settings()
    return all(known.get(name) == now[name] for name in ("pipeline", "window_words"))
