"""`council-search verify`: whether every file of an index is what was written."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import index_option, plain_errors
from corpus.errors import UsageError


@click.command("verify")
@index_option
@plain_errors
def verify_command(index: Path) -> None:
    """Check every file of the index against its hash, and that all rows are aligned."""
    from indexer.build.verify import problems_of
    from indexer.generation.store import open_generation

    generation = open_generation(index)
    problems = problems_of(generation)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise UsageError(
            f"The index in {index} is damaged. Build it again: council-search index SOURCE..."
        )
    manifest = generation.manifest
    click.echo(
        f"{index} is whole: generation {generation.name}, {manifest.n_passages:,} agenda items, "
        f"{manifest.n_windows:,} windows, {len(manifest.files)} files, model {manifest.model}"
    )
