"""Which passages of a generation hold some words, told from its catalogue without making passages of it."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from indexer.generation.catalogue_tables import COLUMNS

# What is made of the others, or is a number.
_DERIVED = frozenset(
    {"told", "resolved", "annotations", "date", "procedural", "record", "position", "page"}
)
_SAID = [name for name in COLUMNS if name not in _DERIVED]
_OF_DOCUMENT = ("title", "url", "author", "source")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def letters_in(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, str]]:
    """Yield of every row of "passages" or "originals" its number and all its letters, folded.

    Words follow each other without anything between, so that what is in a row is in its letters, but not
    always the other way round.
    """
    documents = {
        key: squashed(" ".join(value or "" for value in said))
        for key, *said in _tuples(connection, "documents", ("key", *_OF_DOCUMENT))
    }
    names = ["rowid", *(name for name in _SAID if name != "document"), "document"]
    for number, *said, key in _tuples(connection, table, names):
        text = squashed(" ".join(value for value in said if isinstance(value, str)))
        yield number, text + documents.get(key, "")


def _tuples(
    connection: sqlite3.Connection, table: str, names: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(f"SELECT {', '.join(names)} FROM {table}")  # noqa: S608 (our own names)


def squashed(text: str) -> str:
    """Return the letters and figures of a text as `indexer.language.hidden` folds them, twice if it has escapes."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if "%" in text:
        text = f"{text} {unquote(text)}"
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, text)).casefold()
