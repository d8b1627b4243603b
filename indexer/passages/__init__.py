"""The domain: a passage, its exemption, its annotations and their kinds; `passages(meeting)` makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.passages.of_meeting import passages as passages


def __getattr__(name: str) -> Any:
    """Return `passages`, on which other tools rely; what it needs is imported when it is asked for."""
    if name != "passages":
        raise AttributeError(name)
    from indexer.passages.of_meeting import passages

    return passages
