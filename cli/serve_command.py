"""`council-search serve`: an index in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from cli.options import index_option, model_option, plain_errors


@click.command("serve")
@index_option
@model_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at; 0.0.0.0 lets other machines in.",
)
@click.option("--port", default=8080, show_default=True, help="The port to listen at.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes; usually one a processor.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="COUNCIL_SEARCH_SITE",
    help="A site.toml: public address, name, contact.  [default: $COUNCIL_SEARCH_SITE]",
)
@plain_errors
def serve_command(
    index: Path, model: str | None, host: str, port: int, workers: int | None, site: Path | None
) -> None:
    """Serve the index to browsers, until Ctrl-C."""
    from web.serve import serve
    from web.site import read_site

    serve(index, host, port, workers, model, read_site(site) if site else None)
