"""`council-search export`: all that is public, in a file that other programs read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
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
    try:
        size = _put(searcher, form, path)
    except (OSError, RuntimeError, sqlite3.Error) as error:
        raise UsageError(f"{path} could not be written: {error}") from error
    click.echo(f"{path}: {searcher.manifest.n_passages:,} items, {size / 2**20:,.1f} MB")


def _put(searcher: Searcher, form: str, path: Path) -> int:
    """Write an export to a file, which is replaced when the new one is whole, or into a pipe or a device.

    Where a link leads is written to, and the link stays. Returns the number of bytes. Raises OSError, sqlite3.Error, and
    RuntimeError for a link to itself.
    """
    is_plain = path.is_file() or not path.exists()
    target = path.resolve()
    folder = nullcontext(target.parent) if is_plain else TemporaryDirectory()
    with folder as place:
        partial = Path(place) / f".{target.name}.{os.getpid()}.partial"
        try:
            _write(searcher, form, partial)
            size = partial.stat().st_size
            if is_plain:
                partial.replace(target)
            else:
                with partial.open("rb") as whole, path.open("wb") as into:
                    copyfileobj(whole, into)
        finally:
            partial.unlink(missing_ok=True)
    return size


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
