"""The titles and texts of passages alone, without what is noted of them: for looking a form of a word up."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.tuning import TERMS


@dataclass(frozen=True, slots=True)
class Sought:
    """A word in the form that is wanted, and in others.

    Whatever the two patterns match begins with one of the `heads`, letters in lower case: a pattern is
    tried only where one of them stands.
    """

    wanted: re.Pattern[str]
    other: re.Pattern[str]
    heads: tuple[str, ...]


def shares(
    connection: sqlite3.Connection, rows: Sequence[int], sought: Sought
) -> list[tuple[int, float]]:
    """Return (row, share) of those of some rows that have what is wanted, in ascending order.

    `share`, in (0, 1], is that of the places of what is wanted among all of both; in a title they weigh more.
    """
    found: list[tuple[int, float]] = []
    for row, title, text in _texts(connection, rows):
        n_wanted, n_other = _counts(text, sought)
        in_title, other_in_title = _counts(title, sought)
        n_wanted += TERMS.title * in_title
        if n_wanted:
            n_other += TERMS.title * other_in_title
            found.append((row, n_wanted / (n_wanted + n_other)))
    return sorted(found)


def is_written(connection: sqlite3.Connection, rows: Sequence[int], sought: Sought) -> bool:
    """Say whether any of some rows has what is wanted: the first that has it is the last that is read."""
    return any(has_wanted(one, sought) for _, *both in _texts(connection, rows) for one in both)


def has_wanted(text: str, sought: Sought) -> bool:
    """Say whether a text has what is wanted."""
    return any(sought.wanted.match(text, at) for at in _places(text, sought.heads))


def _texts(connection: sqlite3.Connection, rows: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Yield (row, title, text) of some rows, in no order."""
    for first in range(0, len(rows), 500):
        part = [int(row) for row in rows[first : first + 500]]
        marks = ", ".join("?" * len(part))
        query = (
            "SELECT row, title, coalesce(agenda, '') || char(10) || coalesce(decision, '') || char(10) || "  # noqa: S608
            f"coalesce(minutes, '') FROM passages WHERE row IN ({marks})"  # question marks only
        )
        yield from connection.execute(query, part)


def _counts(text: str, sought: Sought) -> tuple[int, int]:
    """Return how often a text has what is wanted, and the other."""
    n_wanted = n_other = 0
    for at in _places(text, sought.heads):
        if sought.wanted.match(text, at):
            n_wanted += 1
        if sought.other.match(text, at):
            n_other += 1
    return n_wanted, n_other


def _places(text: str, heads: Sequence[str]) -> Iterator[int]:
    """Yield where a head may stand in a text, in any case of its letters."""
    lower = text.lower()
    if len(lower) != len(text):  # the few letters whose lower case is two: nothing is left out
        yield from range(len(text))
        return
    for head in heads:
        at = lower.find(head)
        while at >= 0:
            yield at
            at = lower.find(head, at + 1)
