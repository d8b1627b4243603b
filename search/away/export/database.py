"""Everything that is public as one SQLite file: tables with foreign keys, as Datasette and others open them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.generation.catalogue_write import key_of
from indexer.passages.annotations import Vote, sides
from indexer.passages.passage import Passage
from search.away.export.json_lines import every_passage
from search.browse.directory import named
from search.page.reader import PassageReader

_TABLES = """
CREATE TABLE committees (id TEXT PRIMARY KEY, council TEXT, name TEXT NOT NULL);
CREATE TABLE meetings (
    id TEXT PRIMARY KEY, committee TEXT NOT NULL REFERENCES committees (id), date TEXT NOT NULL
);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, title TEXT, kind TEXT, author TEXT, url TEXT, source TEXT, first_page INTEGER,
    last_page INTEGER
);
CREATE TABLE items (
    id TEXT PRIMARY KEY, meeting TEXT REFERENCES meetings (id), document TEXT REFERENCES documents (id),
    number TEXT, title TEXT NOT NULL, heading TEXT, paragraph TEXT, page INTEGER, url TEXT, procedural INTEGER NOT NULL,
    exempt TEXT, agenda TEXT, decision TEXT, minutes TEXT, resolved TEXT
);
CREATE TABLE sources (item TEXT NOT NULL REFERENCES items (id), name TEXT NOT NULL, url TEXT);
CREATE TABLE linked_documents (item TEXT NOT NULL REFERENCES items (id), title TEXT, url TEXT);
CREATE TABLE speakers (item TEXT NOT NULL REFERENCES items (id), name TEXT NOT NULL);
CREATE TABLE votes (
    id TEXT PRIMARY KEY, item TEXT NOT NULL REFERENCES items (id), text TEXT NOT NULL, in_favour INTEGER,
    against INTEGER, abstained INTEGER, unanimous INTEGER NOT NULL, contest INTEGER NOT NULL
);
CREATE TABLE voters (vote TEXT NOT NULL REFERENCES votes (id), name TEXT NOT NULL, option TEXT NOT NULL);
CREATE TABLE motions (
    item TEXT NOT NULL REFERENCES items (id), start INTEGER NOT NULL, proposer TEXT, seconder TEXT,
    amendment INTEGER NOT NULL, outcome TEXT, vote TEXT REFERENCES votes (id)
);
CREATE TABLE item_references (
    item TEXT NOT NULL REFERENCES items (id), text TEXT NOT NULL, number TEXT, target TEXT REFERENCES items (id)
);
CREATE INDEX items_meeting ON items (meeting);
CREATE INDEX speakers_name ON speakers (name);
CREATE INDEX voters_name ON voters (name);
CREATE INDEX references_target ON item_references (target);
"""


def write(reader: PassageReader, path: Path) -> None:
    """Write the file, which must not be there. Raises OSError or sqlite3.Error if the disk refuses."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_TABLES)
        with connection:
            for passage in every_passage(reader):
                _insert(connection, passage)
            # An item may refer to one that stands behind it, or that is there no more.
            connection.execute(
                "UPDATE item_references SET target = NULL WHERE target NOT IN (SELECT id FROM items)"
            )
        connection.execute("VACUUM")


def _insert(connection: sqlite3.Connection, passage: Passage) -> None:
    meeting = _meeting(connection, passage)
    _row(connection, "items", (*_place(connection, passage, meeting), *_texts(passage)))
    for table, row in _details(passage):
        _row(connection, table, row)


def _place(
    connection: sqlite3.Connection, passage: Passage, meeting: str | None
) -> tuple[Any, ...]:
    """Return the columns of an item in front of its texts; the document that it stands in is inserted."""
    key, one = None, passage.document
    if one:
        key = key_of(one)
        pages = (one.first_page, one.last_page)
        row = (key, one.title, one.kind, one.author, one.url, one.source, *pages)
        _row(connection, "documents", row)
    what = (passage.number, passage.title, passage.heading or None, passage.paragraph, passage.page)
    return (passage.id, meeting, key, *what, passage.url, passage.procedural, passage.exempt)


def _texts(passage: Passage) -> tuple[str | None, ...]:
    if passage.exempt:
        return ()
    parts = (passage.agenda, passage.decision, passage.minutes, passage.resolved)
    return tuple(part or None for part in parts)


def _meeting(connection: sqlite3.Connection, passage: Passage) -> str | None:
    if not passage.committee or not passage.date:
        return None
    committee = f"{named(passage.council)}/{named(passage.committee)}"
    _row(connection, "committees", (committee, passage.council, passage.committee))
    meeting = f"{committee}/{passage.date.isoformat()}"
    _row(connection, "meetings", (meeting, committee, passage.date.isoformat()))
    return meeting


def _details(passage: Passage) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield (table, row) of what belongs to an item; of an exempt one only its records."""
    for link in passage.sources:
        yield "sources", (passage.id, link.name, link.url)
    if passage.exempt:
        return
    for one in passage.documents:
        yield "linked_documents", (passage.id, one.title, one.url)
    for name in passage.speakers:
        yield "speakers", (passage.id, name)
    for number, vote in enumerate(passage.annotations.votes):
        yield from _vote(passage.id, f"{passage.id}/{number}", vote)
    yield from (("motions", row) for row in _motions(passage))
    for reference in passage.annotations.references:
        yield "item_references", (passage.id, reference.text, reference.number, reference.target)


def _motions(passage: Passage) -> Iterator[tuple[Any, ...]]:
    n_votes = len(passage.annotations.votes)
    for motion in passage.annotations.motions:
        joined = motion.vote is not None and motion.vote < n_votes
        vote = f"{passage.id}/{motion.vote}" if joined else None
        who = (motion.proposer or None, motion.seconder or None)
        yield (passage.id, motion.start, *who, motion.amendment, motion.outcome or None, vote)


def _vote(item: str, key: str, vote: Vote) -> Iterator[tuple[str, tuple[Any, ...]]]:
    counts = (vote.in_favour, vote.against, vote.abstained, vote.unanimous, vote.contest)
    yield "votes", (key, item, vote.text, *counts)
    named = (vote.names_for, vote.names_against, vote.names_abstained)
    for option, names in zip(sides(vote), named, strict=True):
        yield from (("voters", (key, name, option)) for name in names)


def _row(connection: sqlite3.Connection, table: str, values: tuple[Any, ...]) -> None:
    """Insert a row; its last columns may be missing. What is there already stays."""
    n_columns = len(connection.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608 (our own names)
    marks = ", ".join("?" * n_columns)
    whole = (*values, *(None,) * (n_columns - len(values)))
    connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", whole)  # noqa: S608 (our own names)
