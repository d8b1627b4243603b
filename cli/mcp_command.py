"""`council-search mcp`: the records for assistants, as verbatim quotes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from cli.options import index_option, plain_errors


@click.command("mcp")
@index_option
@click.option(
    "--http", is_flag=True, help="Answer over HTTP, not at the standard input and output."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8090, show_default=True, help="The port to listen at.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="COUNCIL_SEARCH_SITE",
    help="A site.toml, for links to the pages of `serve`.  [default: $COUNCIL_SEARCH_SITE]",
)
@plain_errors
def mcp_command(index: Path, http: bool, host: str, port: int, site: Path | None) -> None:
    """Answer assistants over the Model Context Protocol, with verbatim quotes and never a summary.

    Tools: search, passage, meeting, person, similar, coverage. It speaks to the program that starts it, or with
    --http at http://HOST:PORT/mcp. Needs the extra [mcp]. An index with the text of exempt items is refused.
    """
    from corpus.extras import ANSWERING, refuse_without
    from search.live import LiveIndex

    refuse_without(ANSWERING, "Answering assistants", "mcp")
    from search.away.assistants.records import Source
    from search.away.assistants.server import run_http, run_stdio, server
    from web.serve import listen
    from web.site import SiteFacts, read_site

    facts = read_site(site) if site else SiteFacts()
    source = Source(LiveIndex(index), facts.address)
    # Refuses what it must before anything listens, and loads what the first question would wait for.
    searcher = source.searcher()
    searcher.search("council", limit=1)
    made = server(source, facts.name)
    if not http:
        run_stdio(made)
        return
    for one in listen(host, port):
        one.close()
    click.echo(f"Answering assistants at http://{host}:{port}/mcp (stop with Ctrl-C)", err=True)
    run_http(made, host, port, urlsplit(facts.address).netloc)
