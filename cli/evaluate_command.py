"""`council-search evaluate`: the ranking measured on judged queries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import index_option, model_option, plain_errors
from corpus.errors import UsageError
from corpus.extras import MEASURING, refuse_without

if TYPE_CHECKING:
    from search.evaluation.evaluate import Table

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("evaluate")
@index_option
@click.option("--queries", multiple=True, type=_FILE, help="Judged quotes; may be given again.")
@click.option("--beir", multiple=True, type=_FOLDER, help="A BEIR folder; may be given again.")
@click.option(
    "--keep", type=_FOLDER, help="Keep the indexes of BEIR folders here for the next run."
)
@model_option
@click.option("--variants", is_flag=True, help="Also fuse by min-max and by reciprocal rank.")
@click.option("--save", type=_FILE, help="Write every query's figures into this file.")
@click.option("--compare", type=_FILE, help="Test what changed since a saved run.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--verbose", is_flag=True, help="List the worst queries.")
@plain_errors
def evaluate_command(
    index: Path,
    queries: tuple[Path, ...],
    beir: tuple[Path, ...],
    keep: Path | None,
    model: str | None,
    variants: bool,
    save: Path | None,
    compare: Path | None,
    as_json: bool,
    verbose: bool,
) -> None:
    """Measure the ranking of all three modes on judged queries.

    The indexes of BEIR folders are built with --model, if it is given.
    """
    refuse_without(MEASURING, "Measuring")
    from search.evaluation import comparison
    from search.evaluation.evaluate import VARIANTS
    from search.rank.values import MODES

    if not queries and not beir:
        raise UsageError("Give --queries FILE (with --index) or --beir DIR; both may be repeated.")
    # What cannot be saved or compared is told before the measuring, which takes long.
    if save:
        comparison.check_writable(save)
    if compare:
        comparison.load(compare)
    modes = (*MODES, *VARIANTS) if variants else MODES
    tables = [*_of_quotes(index, queries, modes, model), *_of_beir(beir, keep, modes, model)]
    if save:
        comparison.save(save, tables)
    if as_json:
        _print_json(tables)
    else:
        _print_text(tables, compare, verbose=verbose)


def _of_quotes(
    index: Path, files: Sequence[Path], modes: Sequence[str], model: str | None
) -> list[Table]:
    from search.evaluation import evaluate

    return [evaluate.quotes(index, path, modes, model) for path in files]


def _of_beir(
    folders: Sequence[Path], keep: Path | None, modes: Sequence[str], model: str | None
) -> list[Table]:
    from cli.progress import progress_bar
    from search.evaluation import evaluate

    tables = []
    for folder in folders:
        with progress_bar() as progress:
            tables.append(evaluate.beir(folder, keep, modes, progress, model))
    return tables


def _print_json(tables: Sequence[Table]) -> None:
    """Print one object: a table, or several under "sets"."""
    from search.evaluation import evaluate

    records = [evaluate.to_json(table) for table in tables]
    click.echo(json.dumps(records[0] if len(records) == 1 else {"sets": records}, indent=1))


def _print_text(tables: Sequence[Table], earlier: Path | None, *, verbose: bool) -> None:
    from search.evaluation import as_text, comparison

    for table in tables:
        for line in as_text.to_text(table, verbose=verbose):
            click.echo(line)
    for line in comparison.compare(tables, earlier) if earlier else ():
        click.echo(line)
