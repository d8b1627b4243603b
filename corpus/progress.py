"""How far a long piece of work has come, told to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

# (stage, done, total)
Progress = Callable[[str, int, int], object]


def silent(stage: str, done: int, total: int) -> None:
    """Show nothing."""
