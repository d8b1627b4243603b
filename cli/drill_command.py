"""`council-search drill`: whether a takedown works on this index, tried on a copy of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from cli.options import index_option, plain_errors
from corpus.errors import UsageError

_MOST_ITEMS = 1000


@click.command("drill")
@index_option
@click.option(
    "--items",
    "n_items",
    type=click.IntRange(1, _MOST_ITEMS),
    default=3,
    show_default=True,
    help="How many items to retract.",
)
@plain_errors
def drill_command(index: Path, n_items: int) -> None:
    """Retract some items, taken by chance, from a copy of the index, and search every byte of it for them.

    The index is only read, and nothing is noted in its ledger. The copy needs as much room as the index, beside
    it, and is removed. `assure` prints what the last drill measured. Status 2 if anything was left.
    """
    from indexer.build.drill import drill

    done = drill(index, n_items, _retract)
    click.echo(
        f"{done.n_items:,} items were retracted from a copy of generation {done.generation} in {done.seconds:.1f} s"
    )
    click.echo(
        f"  words that only they had: {done.n_before:,} of {done.n_words:,} found before, in "
        f"{len(done.left):,} of {done.n_files:,} files after ({done.n_bytes / 1e6:,.0f} MB searched)"
    )
    if done.left or done.n_before < done.n_words:
        for name in done.left:
            click.echo(f"  holds one still: {name}", err=True)
        raise UsageError("The drill failed. Do not rely on retract for this index; build it again.")


def _retract(copy: Path, items: Sequence[str]) -> None:
    """Run the command as an operator would; what it notes for this machine goes into a folder of its own."""
    named = [part for item in items for part in ("--item", item)]
    command = [sys.executable, "-m", "cli.cli", "retract", "--index", str(copy), *named]
    with tempfile.TemporaryDirectory() as state:
        done = subprocess.run(  # noqa: S603 (our own command)
            [*command, "--reason", "A drill"],
            env={**os.environ, "XDG_STATE_HOME": state},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise UsageError(f"The drill could not retract anything. {done.stderr.strip()[-500:]}")
