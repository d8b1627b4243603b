"""How far a long piece of work has come, told to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

# (stage, done, total); a total of 0: the stage is a sentence to be told as it is, nothing is counted.
Progress = Callable[[str, int, int], object]


def silent(stage: str, done: int, total: int) -> None:
    """Show nothing."""
