"""`council-search query`: ask an index."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import (
    EXIT_NOTHING_FOUND,
    EXIT_USER_MUST_ACT,
    index_option,
    model_option,
    plain_errors,
    read_dates,
)
from corpus.errors import UsageError

if TYPE_CHECKING:
    from search.query.nodes import Filters


@click.command("query")
@click.argument("text")
@index_option
@model_option
@click.option("--limit", default=10, show_default=True, help="How many hits.")
@click.option("--offset", default=0, help="How many hits to leave out first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--mode", default="hybrid", show_default=True, help="hybrid, lexical or dense.")
@click.option("--sort", default="relevance", show_default=True, help="relevance, newest or oldest.")
@click.option("--from", "date_from", help="Only meetings from this date on (YYYY-MM-DD).")
@click.option("--to", "date_to", help="Only meetings up to this date (YYYY-MM-DD).")
@click.option("--committee", multiple=True, help="Only this committee; may be given again.")
@click.option("--council", multiple=True, help="Only this council; may be given again.")
@click.option(
    "--speaker",
    multiple=True,
    help="Only items in which this councillor speaks; may be given again.",
)
@click.option("--decided", is_flag=True, help="Only items in which something was decided.")
@click.option(
    "--literal", is_flag=True, help="Dates, committees and citations in the text are only words."
)
@click.option("--kind", multiple=True, help="Only documents of this kind: minutes, report, …")
@click.option(
    "--within", default="", help="Only the document that the item with this id stands in."
)
@plain_errors
def query_command(
    text: str,
    index: Path,
    model: str | None,
    limit: int,
    offset: int,
    as_json: bool,
    mode: str,
    sort: str,
    date_from: str | None,
    date_to: str | None,
    committee: tuple[str, ...],
    council: tuple[str, ...],
    kind: tuple[str, ...],
    speaker: tuple[str, ...],
    decided: bool,
    literal: bool,
    within: str,
) -> None:
    """Ask a question, or search for words. Exit status 1 when nothing is found.

    \b
    "a phrase"  +must  -mustnot  word*  word~  AND OR NOT (…)  a NEAR/5 b
    title: decided: speaker: voted: committee: council: kind: from: to:
    """  # noqa: D301 (\b is for click)
    from cli.text import to_text
    from search.page.as_json import INTERNAL, to_json
    from search.page.item_papers import together
    from search.searcher import open_index

    filters = replace(
        _filters(date_from, date_to, kind),
        committees=_named(committee),
        councils=_named(council),
        literal=literal,
        within=within,
        speakers=_named(speaker),
        decided=decided,
    )
    searcher = open_index(index, model)
    page = searcher.search(
        text,
        limit=limit,
        offset=offset,
        mode=mode,  # type: ignore[arg-type]
        filters=filters,
        sort=sort,  # type: ignore[arg-type]
    )
    if searcher.includes_exempt and not as_json:
        click.secho(INTERNAL, fg="red", bold=True)
    if as_json:
        click.echo(json.dumps(to_json(page), ensure_ascii=False, indent=1))
    elif page.cut_short:
        raise UsageError(page.notes[-1])
    else:
        for line in to_text(page, partial(together, searcher)):
            click.echo(line)
        if not page.hits:
            n = searcher.manifest.n_passages
            click.echo(f"Nothing found for {text!r} in {n:,} agenda items.", err=True)
    if not page.hits:
        sys.exit(EXIT_USER_MUST_ACT if page.cut_short else EXIT_NOTHING_FOUND)


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.strip())


def _filters(date_from: str | None, date_to: str | None, kind: tuple[str, ...]) -> Filters:
    from corpus.records import DocumentKind
    from search.query.kinds import kind_named
    from search.query.nodes import Filters

    kinds = [found for name in kind if (found := kind_named(name))]
    if len(kinds) < len(kind):
        raise UsageError(f"--kind is one of: {', '.join(DocumentKind)}.")
    first, last = read_dates(date_from, date_to)
    return Filters(date_from=first, date_to=last, kinds=tuple(kinds))
