"""Where a process is killed: the calls of one whole run are counted first, then kills are spread over all of them."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

STEPS = ("fsync", "rename", "replace", "unlink", "rmdir")


class Call(NamedTuple):
    """A call that changes the disk, and the name of what it makes or takes away."""

    step: str
    name: str


def watched(at: Callable[[int, Call], None], behind: Callable[[int, Call], None]) -> None:
    """Have both functions told of every call of this process from now on, with its number, before and behind it."""
    calls = iter(range(1_000_000))

    def patched(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            number, this = next(calls), Call(step, _name_of(step, arguments))
            at(number, this)
            try:
                return function(*arguments, **named)
            finally:  # A call that fails, as the unlink of a file that is not there, is a step like any other.
                behind(number, this)

        return call

    for step in STEPS:
        setattr(os, step, patched(step, getattr(os, step)))


def _name_of(step: str, arguments: Sequence[Any]) -> str:
    if step == "fsync":
        return Path(f"/proc/self/fd/{arguments[0]}").readlink().name
    return Path(arguments[1 if step in ("rename", "replace") else 0]).name


def counted(run: Callable[[], object]) -> str:
    """Return the calls of a run as JSON, to be handed on by a process of its own."""
    found: list[Call] = []
    watched(lambda _, call: found.append(call), lambda *_: None)
    run()
    return json.dumps(found)


def calls_of(told: str | None) -> list[Call]:
    """Return what `counted` told. Raises ValueError for what is none of it, as where the run failed."""
    return [Call(*one) for one in json.loads(told or "")]


def die_at(number: int, *, before: bool) -> None:
    """Have this process killed before or behind one of its calls."""

    def kill(this: int, _: Call) -> None:
        if this == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def go_on(*_: object) -> None:
        """Let the call be."""

    watched(kill if before else go_on, go_on if before else kill)


def opens(inside: Path, tell: Callable[[int], None]) -> None:
    """Have a function told of every file below a folder that this process opens from now on, by its number."""
    numbers = iter(range(1_000_000))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and str(arguments[0]).startswith(str(inside)):
            tell(next(numbers))

    sys.addaudithook(hook)


def decisive(calls: Sequence[Call]) -> list[int]:
    """Return the calls that put a generation in place, the manifest first, and some that remove what was there before."""
    moves = [n for n, call in enumerate(calls) if call.step in ("rename", "replace")]
    pointer = max(n for n in moves if calls[n].name == "CURRENT")
    folder = max(n for n in moves if n < pointer and calls[n].name.isdigit())
    manifest = max(n for n in range(folder) if calls[n].name.startswith("manifest"))
    gone = [n for n in range(pointer + 1, len(calls)) if calls[n].step in ("unlink", "rmdir")]
    removed = [gone[0], gone[len(gone) // 2], gone[-1]] if gone else []
    return sorted({folder, pointer, manifest, len(calls) - 1, *removed})


def spread(n_calls: int, n_trials: int, always: Sequence[int] = ()) -> list[int]:
    """Return so many numbers of calls: those that are always among them, and the others evenly over all."""
    chosen = list(always)[-n_trials:]
    rest = [n for n in range(n_calls) if n not in set(chosen)]
    n_rest = min(n_trials - len(chosen), len(rest))
    chosen += [rest[round(at * (len(rest) - 1) / max(1, n_rest - 1))] for at in range(n_rest)]
    return sorted(chosen)
