"""`council-search assure`: what a council must be shown, from what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.options import index_option, plain_errors

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("assure")
@index_option
@click.option("--axe", type=_FILE, help="The report of a run of axe-core (JSON).")
@click.option("--evaluation", type=_FILE, help="What `evaluate --save` wrote.")
@click.option(
    "--site",
    type=_FILE,
    envvar="COUNCIL_SEARCH_SITE",
    help="A site.toml: who owns this and how to reach them.  [default: $COUNCIL_SEARCH_SITE]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@plain_errors
def assure_command(
    index: Path, axe: Path | None, evaluation: Path | None, site: Path | None, as_json: bool
) -> None:
    """Print the facts that a council asks for before it runs this.

    For the accessibility statement, the algorithmic transparency record, the data-protection
    assessment, the model card and the evaluation: each with where it is from. What nobody has measured
    is said to be not measured, and how it would be; what only the council knows, to be filled in by it.
    """
    from indexer.generation.store import open_generation
    from search.evaluation.assurance import assurance, to_json
    from search.evaluation.facts import Owner

    owner = None
    if site is not None:
        from web.site import read_site

        known = read_site(site)
        owner = Owner(known.name, known.contact)
    found = assurance(open_generation(index), axe, evaluation, owner)
    if as_json:
        click.echo(json.dumps(to_json(found), ensure_ascii=False, indent=1))
        return
    for title, facts in found.items():
        click.secho(f"\n{title}", bold=True)
        for fact in facts:
            value = "not measured" if fact.value is None else fact.value
            click.echo(f"  {fact.name}: {value}  " + click.style(f"({fact.source})", dim=True))
