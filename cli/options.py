"""What the commands share: the index's option, dates, exit statuses, errors shown plainly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from corpus.errors import CouncilSearchError, UsageError

EXIT_NOTHING_FOUND, EXIT_USER_MUST_ACT = 1, 2
P = ParamSpec("P")
R = TypeVar("R")

index_option = click.option(
    "--index",
    "index",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("index"),
    envvar="COUNCIL_SEARCH_INDEX",
    show_default="$COUNCIL_SEARCH_INDEX, else ./index",
    help="The folder of the index.",
)


model_option = click.option(
    "--model",
    default=None,
    envvar="COUNCIL_SEARCH_MODEL",
    show_default="$COUNCIL_SEARCH_MODEL, else any",
    help="Refuse an index that was built with another model (a name or a folder).",
)


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Show an error of ours as its message with exit status 2, without a traceback."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except CouncilSearchError as error:
            click.echo(f"council-search: {error}", err=True)
            sys.exit(EXIT_USER_MUST_ACT)

    return wrapped


def read_dates(date_from: str | None, date_to: str | None) -> tuple[date | None, date | None]:
    """Return the dates that --from and --to name. Raises UsageError for one that does not exist."""
    from search.query.dates import read_date

    dates = []
    for name, value in (("--from", date_from), ("--to", date_to)):
        when = read_date(value, last=name == "--to") if value else None
        if value and when is None:
            raise UsageError(f"There is no date {value!r}. Write {name} as YYYY-MM-DD.")
        dates.append(when)
    return dates[0], dates[1]
