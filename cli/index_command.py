"""`council-search index`, and its report on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import index_option, plain_errors
from cli.stdout import done_already

if TYPE_CHECKING:
    from indexer.build.report import Report


@click.command("index")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_option
@click.option(
    "--model",
    default=None,
    envvar="COUNCIL_SEARCH_MODEL",
    show_default="$COUNCIL_SEARCH_MODEL, else that of the index, else all-MiniLM-L6-v2",
    help="A sentence-transformers name or folder.",
)
@click.option("--query-prompt", help="Put before every query, instead of the model's own prompt.")
@click.option(
    "--passage-prompt", help="Put before every window, instead of the model's own prompt."
)
@click.option("--replace", is_flag=True, help="Index these sources only, forget earlier ones.")
@click.option(
    "--accept-removals",
    is_flag=True,
    help="Go on although a source is empty or has lost more than a fifth of its files, meetings or items.",
)
@click.option(
    "--include-exempt/--no-include-exempt",
    default=None,
    show_default="as the index has it",
    help="Keep the text of exempt items: for an internal index that no member of the public sees.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=None,
    show_default="the processors",
    help="How many files are read at once; the index is the same.",
)
@click.option(
    "--plan", "only_plan", is_flag=True, help="Say what these sources would take; build nothing."
)
@plain_errors
def index_command(
    sources: tuple[Path, ...],
    index: Path,
    model: str | None,
    query_prompt: str | None,
    passage_prompt: str | None,
    replace: bool,
    accept_removals: bool,
    include_exempt: bool | None,
    jobs: int | None,
    only_plan: bool,
) -> None:
    """Build or update an index from files and folders of council records.

    Sources of earlier runs stay in the index; what has not changed is not read or encoded again. With
    another model or passage prompt than before, everything is encoded anew.
    """
    from cli.progress import progress_bar
    from indexer.build.pipeline import build

    if only_plan:
        chosen = (model, query_prompt, passage_prompt)
        _print_plan(sources, index, chosen, include_exempt=include_exempt)
        return
    with progress_bar() as progress:
        report = build(
            sources,
            index,
            model=model,
            query_prompt=query_prompt,
            passage_prompt=passage_prompt,
            replace_sources=replace,
            accept_removals=accept_removals,
            include_exempt=include_exempt,
            jobs=jobs,
            progress=progress,
        )
    with done_already(f"The index in {index} was published."):
        _print_report(report, index)
        print_if_internal(report)


def print_if_internal(report: Report) -> None:
    """Say of an internal index that it is one."""
    if report.is_internal:
        from search.page.as_json import INTERNAL

        click.echo(f"  {INTERNAL}")


def _print_plan(
    sources: tuple[Path, ...],
    index: Path,
    chosen: tuple[str | None, str | None, str | None],
    *,
    include_exempt: bool | None,
) -> None:
    from cli.progress import progress_bar
    from corpus.extras import BUILDING, refuse_without
    from indexer.build.job import is_internal, model_for
    from indexer.build.plan import plan
    from indexer.generation.recorded import recorded

    refuse_without(BUILDING, "Planning a build")
    before = recorded(index)
    model = model_for(before, *chosen)
    keeps = is_internal(before, include_exempt)
    with progress_bar() as progress:
        found = plan(sources, index, model=model, include_exempt=keeps, progress=progress)
    click.echo(f"A build of these sources into {index} would")
    click.echo(
        f"  read {found.n_files:,} files ({found.n_pages:,} pages of PDF); "
        f"{found.n_unchanged:,} are unchanged"
    )
    click.echo(f"  take about {max(found.minutes_of_reading, 1):,.0f} min for reading")
    told = f": {found.encoding.told(found.n_windows)}" if found.encoding else ""
    click.echo(f"  encode up to about {found.n_windows:,} windows{told}")
    click.echo(
        f"  need about {found.needed / 1e6:,.0f} MB of disk; {found.free / 1e6:,.0f} MB are free"
    )
    for name, reason in found.failures:
        click.echo(f"  cannot be read: {name}: {reason}", err=True)


def _print_report(report: Report, index: Path) -> None:
    from cli.info_command import told_of_thresholds
    from indexer.generation import approximate

    _print_counts(report, index)
    _print_what_became_one(report)
    _print_what_items_lack(report)
    for name in report.companions:
        click.echo(f"  not a record, left out: {name}")
    _print_what_is_gone(report, index)
    if not report.is_noted:
        click.echo(
            "  which folders were named could not be noted ($XDG_STATE_HOME, ~/.local/state): the next "
            "build asks for all of them again",
            err=True,
        )
    for place in report.not_copied:
        click.echo(
            f"  what was retracted could not be noted in {place}: who builds an index of these records "
            "elsewhere would have it again",
            err=True,
        )
    for name, reason in report.failures:
        click.echo(f"  problem: {name}: {reason}", err=True)
    for line in told_of_thresholds(report.calibrated_with, is_own=report.is_calibrated):
        click.echo(line)
    if advice := approximate.advice(report.n_windows):
        click.echo(f"  {advice}")
    took = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items())
    click.echo(f"  seconds: {took}")


def _print_counts(report: Report, index: Path) -> None:
    click.echo(
        f"Indexed {report.n_passages:,} agenda items of {report.n_meetings:,} meetings "
        f"({report.n_words:,} words, {report.n_windows:,} windows) into {index}"
    )
    click.echo(
        f"  files: {report.n_read} read, {report.n_unchanged} unchanged, "
        f"{len(report.failures)} failures; windows encoded: {report.n_encoded:,}"
    )
    if report.n_resumed:
        click.echo(f"  of these files {report.n_resumed:,} were read by a build that did not end")
    if report.left_out:
        told = ", ".join(f"{n:,} of {name}" for name, n in report.left_out.items())
        click.echo(f"  words that stand in no item: {told}")
    if report.earlier_model is not None:
        click.echo(
            f"  encoded anew with {report.model}: the index was built with {report.earlier_model} "
            "or another passage prompt"
        )


def _print_what_became_one(report: Report) -> None:
    """Say how many records were of one item, and of which source most were."""
    if report.n_duplicates:
        click.echo(f"  {report.n_duplicates:,} more records of the same items became part of them")
    for name, merged, records in report.merged_within:
        click.echo(
            f"  most of {name} is records of the same items ({merged:,} of {records:,}): if they are "
            "items of their own, give them numbers or titles that differ"
        )


def _print_what_items_lack(report: Report) -> None:
    """Say of how many items something is missing: the text, a date, a language that the model knows."""
    if report.n_exempt:
        click.echo(f"  {report.n_exempt} items are exempt; the public may read their titles only")
    if report.n_retractions:
        click.echo(
            f"  {report.n_retractions:,} retractions are in force (council-search retract --list)"
        )
    if report.n_undated:
        click.echo(
            f"  {report.n_undated} items have no date (a meeting.toml beside the file can give it)"
        )
    if report.language not in ("", "English"):
        named = (
            "a language that is not known here" if report.language == "Other" else report.language
        )
        click.echo(
            f"  most items are in {named}: an embedding model of English ({report.model} is one unless "
            "its page says otherwise) finds them by their words, hardly by their meaning"
        )


def _print_what_is_gone(report: Report, index: Path) -> None:
    if report.n_moved:
        click.echo(f"  {report.n_moved:,} files are there under another name than before")
    for name in report.gone:
        click.echo(f"  gone, so no longer in the index: {name}")
    if report.gone and report.kept_generations:
        kept = ", ".join(report.kept_generations)
        click.echo(
            f"  what is gone stays on disk for a day, in case it was a mistake (generations {kept}); "
            "index with --replace, which forgets it at once, if it must not"
        )
    for name in report.not_removed:
        where = index / name
        click.echo(f"  could not be removed, so earlier texts are still in it: {where}", err=True)
