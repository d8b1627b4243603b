"""The titles and texts of passages alone, without what is noted of them: for looking a form of a word up."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from indexer.tuning import TERMS


def shares(
    connection: sqlite3.Connection,
    rows: Sequence[int],
    wanted: re.Pattern[str],
    other: re.Pattern[str],
) -> list[tuple[int, float]]:
    """Return (row, share) of those of some rows that have what is wanted, in ascending order.

    `share`, in (0, 1], is that of the places of what is wanted among all of both; in a title they weigh more.
    """
    found: list[tuple[int, float]] = []
    for first in range(0, len(rows), 500):
        part = [int(row) for row in rows[first : first + 500]]
        marks = ", ".join("?" * len(part))
        query = (
            "SELECT row, title, agenda, decision, minutes FROM passages "  # noqa: S608 (question marks only)
            f"WHERE row IN ({marks})"
        )
        for row, title, *texts in connection.execute(query, part):
            n_wanted, n_other = (
                TERMS.title * len(pattern.findall(title))
                + sum(len(pattern.findall(text)) for text in texts if text)
                for pattern in (wanted, other)
            )
            if n_wanted:
                found.append((row, n_wanted / (n_wanted + n_other)))
    return sorted(found)
