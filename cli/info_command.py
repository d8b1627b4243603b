"""`council-search info`: what an index holds, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import index_option, plain_errors

if TYPE_CHECKING:
    from search.browse.info import CommitteeInfo, Gap, Info

_SHOWN_FAILURES = 20
_MEGABYTE = 2**20


@click.command("info")
@index_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--losses", is_flag=True, help="List the words of each file that stand in no item.")
@plain_errors
def info_command(index: Path, as_json: bool, losses: bool) -> None:
    """Show what an index holds: committees, dates, gaps, and what could not be read.

    A gap is a time without a meeting that is more than three times as long as is usual for the
    committee: records may be missing there.
    """
    import json

    from indexer.generation.store import open_generation
    from search.browse.info import info, to_json

    held = info(open_generation(index))
    if as_json:
        click.echo(json.dumps(to_json(held), indent=1, ensure_ascii=False))
    else:
        for line in to_losses(held) if losses else to_text(held, index):
            click.echo(line)


def to_losses(held: Info) -> Iterator[str]:
    """Yield the words that stand in no item: those of all files, then of each, by what they were."""
    total = sum(held.left_out.values())
    yield click.style(f"{total:,} words of the files stand in no item", bold=True)
    yield from (f"  {n:>9,}  {name}" for name, n in _most(held.left_out))
    for source, lost in held.losses.items():
        yield source
        yield from (f"  {n:>9,}  {name}" for name, n in _most(lost))


def _most(lost: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(lost.items(), key=lambda pair: (-pair[1], pair[0]))


def to_text(held: Info, index: Path) -> Iterator[str]:
    """Yield the lines for a terminal."""
    yield click.style(f"{index}: " + (", ".join(held.councils) or "council unknown"), bold=True)
    yield from _counts(held)
    if held.advice:
        yield click.style(f"  {held.advice}", fg="yellow")
    yield ""
    several = len({committee.council for committee in held.committees}) > 1
    labels = [_label(committee, several) for committee in held.committees]
    yield from _table(held.committees, labels)
    yield from _missing(held, labels)


def _counts(held: Info) -> Iterator[str]:
    """Yield what there is how many of, and what it was made from and with."""
    from search.page.words import count

    span = f", {held.first} to {held.last}" if held.first else ""
    yield (
        f"  {count(held.n_passages, 'agenda item')} of {count(held.n_meetings, 'meeting')} of "
        f"{count(len(held.committees), 'committee')}{span}; {count(held.n_words, 'word')}"
    )
    with_text = "WITH TEXT: for internal use only" if held.includes_exempt else "without text"
    yield (
        f"  {count(held.n_exempt, 'exempt item')} {with_text}, "
        f"{count(held.n_undated, 'item')} without a date"
    )
    yield (
        f"  {count(len(held.unplaced), 'file')} of unknown committee or date, "
        f"{count(held.n_of_no_kind, 'document')} of no known kind"
    )
    yield f"  last import: {held.built_at}, generation {held.generation}, format {held.format}"
    yield (
        f"  {count(held.n_sources, 'file')} read, {count(len(held.failures), 'failure')}, "
        f"from {', '.join(held.roots)}"
    )
    left_out = sum(held.left_out.values())
    yield (
        f"  {count(left_out, 'word')} left out (--losses says what), "
        f"{count(held.n_doubtful, 'file')} whose items are doubtful"
    )
    yield (
        f"  model {held.model} ({held.dimensions} dimensions), {held.n_windows:,} windows, "
        f"{held.size_bytes / _MEGABYTE:,.1f} MB"
    )
    yield from told_of_thresholds(held.calibrated_with, is_own=held.is_calibrated)


def told_of_thresholds(calibrated_with: str, *, is_own: bool) -> Iterator[str]:
    """Yield a line if the thresholds that an index holds were not measured with its model."""
    if not is_own:
        yield f"  thresholds carried over from {calibrated_with}, not measured with this model (docs/models.md)"


def _missing(held: Info, labels: Sequence[str]) -> Iterator[str]:
    """Yield the gaps between the meetings of each committee, and what could not be read."""
    for name, committee in zip(labels, held.committees, strict=True):
        for gap in committee.gaps:
            yield click.style(f"  gap: {name}: {_gap_text(gap, committee)}", fg="yellow")
    yield from _unplaced(held)
    for name, reason in held.failures[:_SHOWN_FAILURES]:
        yield click.style(f"  problem: {name}: {reason}", fg="yellow")
    if len(held.failures) > _SHOWN_FAILURES:
        yield f"  and {len(held.failures) - _SHOWN_FAILURES:,} more: --json lists them all"


def _unplaced(held: Info) -> Iterator[str]:
    """Yield the files of which nothing tells whose they are, with the file that would settle it."""
    for one in held.unplaced[:_SHOWN_FAILURES]:
        unknown = " and ".join(one.unknown)
        said = f"  {unknown} unknown: {one.source}; write it into {one.beside}"
        yield click.style(said, fg="yellow")
    if len(held.unplaced) > _SHOWN_FAILURES:
        yield f"  and {len(held.unplaced) - _SHOWN_FAILURES:,} more: --json lists them all"


def _table(committees: Sequence[CommitteeInfo], labels: Sequence[str]) -> Iterator[str]:
    head = ("committee", "first", "last", "meetings", "items", "words", "exempt", "undated")
    rows = [
        (
            name,
            str(committee.first or "-"),
            str(committee.last or "-"),
            f"{committee.n_meetings:,}",
            f"{committee.n_passages:,}",
            f"{committee.n_words:,}",
            f"{committee.n_exempt:,}",
            f"{committee.n_undated:,}",
        )
        for name, committee in zip(labels, committees, strict=True)
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = [
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  " + "  ".join(cells)


def _label(committee: CommitteeInfo, several_councils: bool) -> str:
    name = committee.name or "committee unknown"
    return f"{committee.council or 'council unknown'}: {name}" if several_councils else name


def _gap_text(gap: Gap, committee: CommitteeInfo) -> str:
    usual = f"usually one in {committee.usual_days}"
    when = f"after {gap.start}" if gap.end is None else f"between {gap.start} and {gap.end}"
    return f"no meeting {when}: {gap.days:,} days, {usual}"
