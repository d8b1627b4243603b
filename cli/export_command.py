"""`council-search export`: all that is public, in a file that other programs read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import plain_errors
from corpus.errors import UsageError

if TYPE_CHECKING:
    from search.searcher import Searcher


@click.command("export")
@click.argument("index", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--as",
    "form",
    type=click.Choice(["jsonl", "ocd", "popolo", "sqlite", "parquet"]),
    default="jsonl",
    show_default=True,
    help="JSON Lines of everything, Open Civic Data events, Popolo JSON of people and votes, a SQLite file, or the "
    "vectors with their ids as Parquet (pip install 'council-search[parquet]').",
)
@click.option(
    "--to",
    "path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; one that is there is replaced when the new one is whole.",
)
@plain_errors
def export_command(index: Path, form: str, path: Path) -> None:
    """Write down all that an INDEX holds and the public may read.

    What is exempt is there by its title and the reason, what was retracted is not there. `index` reads what
    --as jsonl or --as ocd wrote and makes the same items of it, with the same ids.
    """
    import sqlite3

    from search.searcher import open_index

    searcher = open_index(index)
    if searcher.includes_exempt:
        raise UsageError(
            "This index holds the text of exempt items, for internal use. Only a public index is exported."
        )
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        _write(searcher, form, partial)
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"{path} could not be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    n_items, size = searcher.manifest.n_passages, path.stat().st_size
    click.echo(f"{path}: {n_items:,} items, {size / 2**20:,.1f} MB")


def _write(searcher: Searcher, form: str, path: Path) -> None:
    from search.away.export import civic, database, json_lines, popolo, vectors

    if form == "parquet":
        vectors.write(searcher, path)
    elif form == "sqlite":
        database.write(searcher, path)
    elif form == "popolo":
        _write_text(path, [json.dumps(popolo.popolo(searcher), ensure_ascii=False, indent=1), "\n"])
    elif form == "ocd":
        _write_text(path, civic.events(searcher))
    else:
        _write_text(path, json_lines.lines(searcher))


def _write_text(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts)
