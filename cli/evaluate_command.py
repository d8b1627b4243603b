"""`council-search evaluate`: the ranking measured on judged queries."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.options import index_option, plain_errors
from corpus.errors import UsageError
from corpus.extras import MEASURING, refuse_without

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("evaluate")
@index_option
@click.option("--queries", multiple=True, type=_FILE, help="Judged quotes; may be given again.")
@click.option("--beir", multiple=True, type=_FOLDER, help="A BEIR folder; may be given again.")
@click.option(
    "--keep", type=_FOLDER, help="Keep the indexes of BEIR folders here for the next run."
)
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
    variants: bool,
    save: Path | None,
    compare: Path | None,
    as_json: bool,
    verbose: bool,
) -> None:
    """Measure the ranking of all three modes on judged queries."""
    refuse_without(MEASURING, "Measuring")
    from cli.progress import progress_bar
    from search.evaluation import as_text, comparison, evaluate
    from search.rank.values import MODES

    if not queries and not beir:
        raise UsageError("Give --queries FILE (with --index) or --beir DIR; both may be repeated.")
    # What cannot be saved or compared is told before the measuring, which takes long.
    if save:
        comparison.check_writable(save)
    if compare:
        comparison.load(compare)
    modes = (*MODES, *evaluate.VARIANTS) if variants else MODES
    tables = [evaluate.quotes(index, path, modes) for path in queries]
    for folder in beir:
        with progress_bar() as progress:
            tables.append(evaluate.beir(folder, keep, modes, progress))
    if save:
        comparison.save(save, tables)
    if as_json:
        found = [evaluate.to_json(table) for table in tables]
        click.echo(json.dumps(found[0] if len(found) == 1 else {"sets": found}, indent=1))
        return
    for table in tables:
        for line in as_text.to_text(table, verbose=verbose):
            click.echo(line)
    for line in comparison.compare(tables, compare) if compare else ():
        click.echo(line)
