"""`council-search similar`: precedent for an agenda item, for people and as JSON."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import EXIT_NOTHING_FOUND, index_option, model_option, plain_errors
from corpus.errors import UsageError

if TYPE_CHECKING:
    from search.page.similar import SimilarHit, SimilarPage
    from search.searcher import Searcher

OWN_DATE = "its own date"


@click.command("similar")
@click.argument("identifier", metavar="ID")
@index_option
@model_option
@click.option(
    "--before",
    is_flag=False,
    flag_value=OWN_DATE,
    metavar="[DATE]",
    help="Only meetings before this date (YYYY-MM-DD); without a date, before the item's own.",
)
@click.option("--limit", default=10, show_default=True, help="How many items at most.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@plain_errors
def similar_command(
    identifier: str,
    index: Path,
    model: str | None,
    before: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find precedent: items of other meetings like this one, and what was decided.

    ID is the id of an item, as `query` shows it in brackets. Exit status 1 when nothing comes near
    enough.
    """
    from search.page.as_json import similar_json
    from search.searcher import open_index

    searcher = open_index(index, model)
    when = _before(searcher, identifier, before) if before else None
    page = searcher.similar(identifier, limit=limit, before=when)
    if as_json:
        click.echo(json.dumps(similar_json(page), ensure_ascii=False, indent=1))
    else:
        for line in to_text(page):
            click.echo(line)
        if page.note:
            click.echo(page.note, err=True)
    if not page.hits:
        sys.exit(EXIT_NOTHING_FOUND)


def _before(searcher: Searcher, identifier: str, before: str) -> date | None:
    """Return the date that --before names. Raises UsageError for one that is not known."""
    from search.query.dates import read_date

    if before != OWN_DATE:
        when = read_date(before, last=False)
        if when is None:
            raise UsageError(f"There is no date {before!r}. Write --before as YYYY-MM-DD.")
        return when
    passage = searcher.passage(identifier)
    if passage and passage.date is None:
        raise UsageError(
            f"The date of {identifier} is not known. Say before which: --before YYYY-MM-DD."
        )
    return passage.date if passage else None


def to_text(page: SimilarPage) -> Iterator[str]:
    """Yield the lines for a terminal: what was decided comes first, as that is what is wanted."""
    from cli.text import subtitle_lines
    from search.page.words import where

    yield click.style(f"Like: {page.passage.title}", bold=True)
    yield from subtitle_lines(page.passage)
    yield click.style(f"      {where(page.passage)}", fg="cyan")
    for hit in page.hits:
        yield ""
        yield from _hit_lines(hit)


def _hit_lines(hit: SimilarHit) -> Iterator[str]:
    from cli.text import highlighted, subtitle_lines
    from search.page.words import where

    passage = hit.passage
    yield f"{hit.rank:>2}. {click.style(passage.title, bold=True)}"
    yield from subtitle_lines(passage)
    yield f"    {click.style(where(passage), fg='cyan')}"
    decided = " ".join(passage.resolved.split()) or "no decision is recorded"
    yield from _wrapped(f"Decided: {textwrap.shorten(decided, 400, placeholder=' …')}")
    if hit.alike:
        yield from _wrapped(f"Alike in: {', '.join(hit.alike)}")
    for snippet in hit.snippets:
        yield from _wrapped(highlighted(snippet))
    yield f"    {click.style(passage.url or passage.source, dim=True)}  [{passage.id}]"


def _wrapped(line: str) -> list[str]:
    from cli.text import WIDTH

    return textwrap.wrap(line, WIDTH, initial_indent="    ", subsequent_indent="    ")
