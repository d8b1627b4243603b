"""Is a generation whole: every file what was written, every row the same passage everywhere."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.errors import IndexDamaged
from indexer.build import lexical, segments
from indexer.generation import catalogue, columns, glossary, layout, store
from indexer.generation.postings import FieldPostings
from indexer.generation.postings_write import load

# Passages that are in memory at a time.
_AT_ONCE = 1 << 9


def problems_of(generation: store.Generation) -> list[str]:
    """Return what is wrong with a generation, in words; an empty list when it is whole."""
    problems = store.verify(generation)
    if problems:
        return problems
    try:
        with closing(catalogue.connect(generation.file(catalogue.FILE))) as connection:
            identifiers = catalogue.column(connection, "id")
            for first in range(0, len(identifiers), _AT_ONCE):
                catalogue.fetch(connection, range(first, min(len(identifiers), first + _AT_ONCE)))
            catalogue.meeting_counts(connection)
    except sqlite3.Error as error:
        return [f"{catalogue.FILE} cannot be read: {error}"]
    if len(identifiers) != generation.manifest.n_passages:
        problems.append(f"the catalogue has {len(identifiers)} passages")
    problems += _of_names(generation)
    problems += _of_words(generation, identifiers)
    for name in segments.FIELDS:
        try:
            postings = FieldPostings(generation, name)
        except IndexDamaged as error:
            problems.append(str(error))
            continue
        if postings.n_rows != len(identifiers):
            problems.append(f"postings of {name} are not of the passages of the catalogue")
    return problems


def _of_names(generation: store.Generation) -> list[str]:
    """Return what is wrong with the files of names: short forms, committees, councils."""
    problems = []
    for name in (layout.ACRONYMS, layout.COMMITTEES, layout.COUNCILS):
        try:
            if name == layout.ACRONYMS:
                glossary.read(generation)
            else:
                columns.names_of(generation, name)
        except (OSError, ValueError) as error:
            problems.append(f"{name} cannot be read: {error}")
    return problems


def _of_words(generation: store.Generation, identifiers: list[str]) -> list[str]:
    """Return what is wrong with the word index; its segments are named for the passages they hold."""
    keys = generation.array(f"postings/{lexical.FIELD_KEYS}").tolist()
    if len(keys) != len(identifiers):
        return ["the keys of the word index are not those of the catalogue"]
    named = [(segment.name, segment.n_rows) for segment in lexical.cut(identifiers, keys)]
    noted = _noted(generation.file(layout.POSTINGS) / lexical.SEGMENTS)
    postings = generation.file(layout.POSTINGS)
    try:
        lengths = {f: load(postings, f).lengths(len(identifiers)) for f in segments.FIELDS}
        problems = segments.problems_of(named, lengths, generation.file(layout.WHOOSH))
    except (OSError, ValueError, LookupError) as error:  # arrays that lie do not add up
        problems = [f"the postings do not add up ({type(error).__name__})"]
    if noted != named:
        problems.append("the rows of the word index are not those of the catalogue")
    return problems


def _noted(path: Path) -> list[tuple[str, int]] | None:
    try:
        return [(name, n_rows) for name, n_rows in json.loads(path.read_text())]
    except (OSError, ValueError, TypeError):
        return None
