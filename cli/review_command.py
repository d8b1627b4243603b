"""`council-search review`: what is withheld and why, and a person's decisions of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import index_option, plain_errors
from corpus.errors import UsageError

if TYPE_CHECKING:
    from indexer.build.review import Open
    from indexer.passages.reviewed import Key

EXIT_UNDECIDED = 1
_LONGEST_SENTENCE = 300
_ANSWERS = {"p": "public", "e": "exempt"}
_ASKED = "  public or exempt? p, e; P, E for all that this sentence decided; s skips, q ends"


@click.command("review")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--public", "public", multiple=True, metavar="ID", help="Decide that it is public.")
@click.option("--exempt", "exempt", multiple=True, metavar="ID", help="Decide that it is exempt.")
@click.option("--decided", "with_decided", is_flag=True, help="List what is decided, too.")
@click.option("--all", "every", is_flag=True, help="List every item, public ones too.")
@click.option("--ask", is_flag=True, help="Ask for each undecided item.")
@click.option("--json", "as_json", is_flag=True, help="Print the items as JSON.")
@index_option
@plain_errors
def review_command(
    sources: tuple[Path, ...],
    public: tuple[str, ...],
    exempt: tuple[str, ...],
    with_decided: bool,
    every: bool,
    ask: bool,
    as_json: bool,
    index: Path,
) -> None:
    """Show what is withheld as exempt, with the sentence that decided it, and decide it.

    Reads the records again: an index holds nothing of a withheld text. Decisions go into a review.toml
    beside the records, which every later build obeys; an item that changes is asked again. What is
    printed is not for the public; what was retracted from the index, or from another one of the same
    folders, has a bar. Exit status: 0 if nothing is left to decide, 1 if something is, 2 if
    you must act first.
    """
    from cli.progress import progress_bar
    from indexer.build import ledger
    from indexer.build.review import withheld_items

    retractions = ledger.noted_for(index, [source.resolve() for source in sources])
    failures: list[tuple[str, str]] = []
    with progress_bar() as progress:
        items = list(
            withheld_items(
                sources, failures, every=True, progress=progress, retractions=retractions
            )
        )
    _decide_named(items, public, exempt)
    named = {*public, *exempt}
    open_items = _undecided(items, named)
    if ask:
        open_items = _asked(open_items, items)
    if named:
        click.echo(f"Decided: {len(named)}. Build the index again, so that it obeys.")
    listed = open_items
    if with_decided:
        listed = [one for one in items if one in open_items or _is_settled(one, named)]
    if every:
        listed = items
    _print(listed, failures, as_json=as_json)
    if open_items:
        sys.exit(EXIT_UNDECIDED)


def _is_settled(one: Open, named: Set[str]) -> bool:
    """Say whether a person decided of an item; `named` are the ids that were just decided."""
    return bool(one.decision) or one.key.id in named


def _undecided(items: Sequence[Open], named: Set[str]) -> list[Open]:
    """Return what a person still has to decide; `named` are the ids that were just decided."""
    from indexer.build.review import is_to_decide

    asked = (one for one in items if one.decision is None and is_to_decide(one.verdict))
    return [one for one in asked if one.key.id not in named]


def _refuse_what_cannot_be_decided(
    items: Sequence[Open], public: Set[str], exempt: Set[str]
) -> None:
    if both := public & exempt:
        raise UsageError(f"An item is public or exempt, not both: {', '.join(sorted(both))}.")
    if missing := (public | exempt) - {one.key.id for one in items}:
        raise UsageError(
            f"There is no item {', '.join(sorted(missing))}. It may have changed: see council-search review."
        )


def _decide_named(items: Sequence[Open], public: Sequence[str], exempt: Sequence[str]) -> None:
    from indexer.build.review import decide

    _refuse_what_cannot_be_decided(items, set(public), set(exempt))
    for decision, ids in (("public", public), ("exempt", exempt)):
        if ids:
            chosen = [one for one in items if one.key.id in ids]
            decide(chosen, decision, {one.key for one in items})


def _asked(open_items: list[Open], items: Sequence[Open]) -> list[Open]:
    """Ask for each item what it is; return those that stay undecided."""
    from indexer.build.review import decide

    known = {one.key for one in items}
    left = list(open_items)
    for one in open_items:
        # What was decided with another by the same sentence is not asked.
        if not any(other.key == one.key for other in left):
            continue
        click.echo("\n".join(_lines(one)))
        answer = click.prompt(_ASKED, type=click.Choice(list("pePEsq"), case_sensitive=True))
        if answer == "q":
            break
        if answer != "s":
            chosen = _with_its_like(one, left) if answer.isupper() else [one]
            decide(chosen, _ANSWERS[answer.lower()], known)
            left = _without(left, {each.key for each in chosen})
    return left


def _with_its_like(one: Open, items: Sequence[Open]) -> list[Open]:
    """Return the items that the same sentence decided."""
    return [other for other in items if other.verdict.sentence == one.verdict.sentence]


def _without(items: Sequence[Open], keys: Set[Key]) -> list[Open]:
    return [one for one in items if one.key not in keys]


def _print(items: Sequence[Open], failures: list[tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        import json

        record = {
            "items": [_record(one) for one in items],
            "failures": [{"source": name, "reason": why} for name, why in failures],
        }
        click.echo(json.dumps(record, ensure_ascii=True, indent=2))
        return
    from search.page.words import count

    for one in items:
        click.echo("\n".join(_lines(one)))
    for name, reason in failures:
        click.echo(f"problem: {name}: {reason}", err=True)
    n_open = sum(one.decision is None and one.verdict.reason is not None for one in items)
    click.echo(f"{count(len(items), 'item')}, {n_open:,} of them withheld as a whole and undecided")


def _what(one: Open) -> str:
    if one.verdict.reason is not None:
        return "exempt"
    return "exempt in part" if one.verdict.is_part else "public"


def _lines(one: Open) -> list[str]:
    """Return an item's lines, without what would move a terminal's cursor."""
    from indexer.passages.exclusion.model import telling

    doubt = ", doubtful" if one.verdict.is_doubtful else ""
    decided = f"; decided: {one.decision}" if one.decision else ""
    place = " · ".join(filter(None, (one.shown.committee, str(one.date or ""), one.shown.source)))
    lines = [
        f"{one.key.id}  {one.key.number}  {one.shown.title}".rstrip(),
        f"  {place}",
        f"  {_what(one)}{doubt}{decided}",
    ]
    if one.shown.sentence:
        lines.append(f"  because: {one.shown.sentence[:_LONGEST_SENTENCE]}")
    if words := telling(one.shown.sentence):
        lines.append(f"  by its words: {words}")
    return ["".join(c if c.isprintable() else " " for c in line) for line in lines]


def _record(one: Open) -> dict[str, object]:
    return {
        "id": one.key.id,
        "source": one.shown.source,
        "committee": one.shown.committee,
        "date": one.date.isoformat() if one.date else None,
        "number": one.key.number or None,
        "title": one.shown.title,
        # By the hash of its text what was retracted could be guessed.
        "sha256": None if one.shown.touched else one.key.sha256,
        "verdict": _what(one),
        "is_doubtful": one.verdict.is_doubtful,
        "reason": one.verdict.reason,
        "sentence": one.shown.sentence,
        "decision": one.decision,
    }
