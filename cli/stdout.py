"""What a command does where its standard output takes no more: a full disk, a closed stream, a closed pipe."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from cli.options import EXIT_USER_MUST_ACT


@contextmanager
def done_already(what: str) -> Iterator[None]:
    """Have a failure of standard output in what follows say what was done before it."""
    try:
        yield
    except OSError as error:
        error.add_note(what)
        raise


@contextmanager
def told() -> Iterator[None]:
    """Turn what standard output refuses into one sentence and a status; a closed pipe stays silent."""
    if sys.stdout is None:
        raise _refuse("it is closed")
    try:
        yield
    except SystemExit as leaving:
        # What was written may still be in a buffer: the status waits for it.
        if error := _refusal():
            raise _told(error, leaving.code) from error
        raise
    except OSError as error:
        if not (_refusal() or _is_of_echo(error)):
            raise
        raise _told(error) from error


def _refusal() -> OSError | None:
    """Return what standard output says to what is still to be written: nothing where all was taken."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return error
    return None


def _is_of_echo(error: OSError) -> bool:
    """Say whether an error was raised by what commands write with: without a buffer nothing is left to try again."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return frame.f_code is click.echo.__code__


def _told(error: OSError, status: object = 1) -> SystemExit:
    """Return the end of the command; what is left in buffers goes nowhere, or Python would speak of it."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    if error.errno == errno.EPIPE:
        return SystemExit(status or 1)
    return _refuse(error.strerror or str(error), getattr(error, "__notes__", ()))


def _refuse(why: str, before: tuple[str, ...] | list[str] = ()) -> SystemExit:
    done = " ".join(["", *before])
    click.echo(
        f"council-search: what this command says could not be written to standard output: {why}.{done} "
        "Make room, or send it elsewhere.",
        err=True,
    )
    return SystemExit(EXIT_USER_MUST_ACT)
