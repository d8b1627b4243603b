"""`council-search retract`: what must not be read any more goes at once, and stays gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from cli.options import index_option, plain_errors
from cli.stdout import done_already
from corpus.errors import UsageError

if TYPE_CHECKING:
    from indexer.build.asking import Asked
    from indexer.build.retracting import Done

_SHOWN = 10


class _Named(TypedDict):
    """What the options name to be retracted, and why; `whole` items go, or only what they hold."""

    items: tuple[str, ...]
    name: str | None
    phrase: str | None
    sources: tuple[str, ...]
    reason: str
    whole: bool


@click.command("retract")
@index_option
@click.option(
    "--item", "items", multiple=True, metavar="ID", help="An item, by its id; several may be given."
)
@click.option(
    "--name",
    metavar="NAME",
    help="A person's name, in all forms that records write it in; - asks for it.",
)
@click.option("--phrase", metavar="TEXT", help="Some words, or a number; - asks for it.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME",
    help="A file or a folder of records, and all that is in it.",
)
@click.option("--reason", default="", help="Why, for the public to read where it was.")
@click.option(
    "--whole", is_flag=True, help="With --name or --phrase: the items that hold it go themselves."
)
@click.option("--list", "lists", is_flag=True, help="List what was retracted.")
@click.option("--undo", metavar="TOKEN", help="Undo a retraction; its sources are read again.")
@plain_errors
def retract_command(index: Path, lists: bool, undo: str | None, **named: Unpack[_Named]) -> None:
    """Take an item, a person's name, a phrase or a source out of an index at once, for good.

    A name or a phrase is put behind a black bar wherever it stands, or with --item in these items only; the
    rest stays searchable. What is gone answers 410 with the reason. Nothing is left of it in any file of the
    index, a server takes it up within a second, and every later import leaves it out: the index keeps a
    ledger of hashes. Without anything to retract, what is noted and not yet done is done.
    """
    if lists:
        _print_history(index)
    elif undo:
        _undo(index, undo)
    else:
        _retract(index, _asked(named))


def _asked(named: _Named) -> Asked | None:
    """Return what to retract, None if nothing is named. Raises UsageError for what does not go together."""
    from indexer.build.asking import Asked

    _refuse_nothing(named)
    _refuse_what_does_not_go_together(named)
    items, reason, whole = named["items"], named["reason"], named["whole"]
    if named["name"]:
        return Asked("name", (_shown_or_asked_for("name", named["name"]),), reason, items, whole)
    if named["phrase"]:
        phrase = _shown_or_asked_for("phrase", named["phrase"])
        return Asked("phrase", (phrase,), reason, items, whole)
    if items:
        return Asked("item", items, reason)
    return Asked("source", named["sources"], reason) if named["sources"] else None


def _refuse_nothing(named: _Named) -> None:
    """Raise UsageError for an option that was given without anything in it, as by a variable that is not set."""
    words = (named["name"], named["phrase"], *named["items"], *named["sources"])
    if any(word is not None and not word.strip() for word in words):
        raise UsageError("--name, --phrase, --item and --source need something to look for.")


def _refuse_what_does_not_go_together(named: _Named) -> None:
    has_words = bool(named["name"] or named["phrase"])
    ways = (named["name"], named["phrase"], named["sources"])
    if sum(map(bool, ways)) > 1 or (named["sources"] and named["items"]):
        raise UsageError("Give one of --name, --phrase and --source at a time.")
    if named["whole"] and not has_words:
        raise UsageError("--whole goes with --name or --phrase.")
    if named["whole"] and named["items"]:
        raise UsageError(
            "--item goes without --whole: the item itself is retracted by --item alone."
        )


def _shown_or_asked_for(kind: str, text: str) -> str:
    """Return a text as it was given; for "-" what is typed unseen, so that no history of a shell has it."""
    if text != "-":
        return text
    typed: str = click.prompt(f"The {kind} to retract", hide_input=True, err=True)
    return typed


def _retract(index: Path, asked: Asked | None) -> None:
    from cli.progress import progress_bar
    from indexer.build.retracting import carry_out, retract

    with progress_bar() as progress:
        done = retract(index, asked, progress) if asked else carry_out(index, progress)
    with done_already(f"It is retracted from {index}."):
        _print_done(index, asked, done)


def _print_done(index: Path, asked: Asked | None, done: Done) -> None:
    if asked:
        again = "" if done.is_new else " (it was retracted before)"
        click.echo(f"Retracted as {done.token}{again}, in {done.seconds:.1f} s")
    else:
        click.echo(f"All that is noted was taken out, in {done.seconds:.1f} s")
    _print_ids("gone, and answered by 410", done.gone)
    _print_ids("something is behind a bar", done.covered)
    if asked and done.is_new and not (done.gone or done.covered):
        click.echo("  it stands nowhere in the index; later imports are watched for it")
    _print_what_is_left(index, done)


def _print_ids(what: str, ids: list[str]) -> None:
    if ids:
        more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
        click.echo(f"  {what}: {len(ids):,} ({', '.join(ids[:_SHOWN])}{more})")


def _print_what_is_left(index: Path, done: Done) -> None:
    click.echo(
        "  not reached from here: the files of the records themselves, backups and snapshots of index and "
        "records, what proxies and browsers keep, other copies of the index"
    )
    _print_not_copied(done.not_copied)
    for name in done.not_removed:
        click.echo(f"  could not be removed, and may hold it still: {index / name}", err=True)
    if done.not_removed:
        raise UsageError("Remove what is named above by hand, and run the command again.")


def _print_not_copied(places: Sequence[Path]) -> None:
    for place in places:
        click.echo(
            f"  the ledger could not be copied to {place}: an index that is built anew from these records "
            "elsewhere, or by somebody else, could have it all again",
            err=True,
        )


def _print_history(index: Path) -> None:
    from indexer.build.ledger import history

    found = history(index)
    for noted in found:
        entry = noted.entry
        state = f"undone {noted.undone_at}" if noted.undone_at else "in force"
        n_forms = len(entry.phrases) + len(entry.beside)
        counts = [
            f"{n:,} {what}"
            for n, what in ((n_forms, "forms"), (len(entry.items), "ids that answer 410"))
            if n
        ]
        where = " in some items" if entry.within else ""
        click.echo(f"{entry.token}  {entry.kind}{where}, {entry.noted_at}, {state}: {entry.reason}")
        click.echo(f"        {'; '.join(counts) or 'nothing of the index so far'}")
    if not found:
        click.echo(f"Nothing was retracted from {index}.")


def _undo(index: Path, token: str) -> None:
    from cli.index_command import print_if_internal
    from cli.progress import progress_bar
    from indexer.build import ledger
    from indexer.build.pipeline import build
    from indexer.generation.recorded import recorded

    n_others = ledger.undo(index, token, datetime.now(UTC).isoformat(timespec="seconds"))
    before = recorded(index)
    _print_not_copied(ledger.mirror(index, before.roots if before else ()))
    with progress_bar() as progress:
        report = build((), index, progress=progress)
    click.echo(
        f"Undone: {token}. {report.n_read:,} files were read again; the index has "
        f"{report.n_passages:,} agenda items"
    )
    print_if_internal(report)
    if n_others:
        click.echo(
            f"  {n_others:,} other retractions stay in force (council-search retract --list)"
        )
