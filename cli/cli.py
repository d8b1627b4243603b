"""The `council-search` command. Each subcommand imports what it needs when it runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.fetch_command import fetch_command
from cli.info_command import info_command
from cli.models_command import models_command
from cli.options import (
    EXIT_NOTHING_FOUND,
    EXIT_USER_MUST_ACT,
    index_option,
    model_option,
    plain_errors,
    read_dates,
)
from cli.similar_command import similar_command
from corpus.errors import UsageError

if TYPE_CHECKING:
    from indexer.build.report import Report
    from search.query.nodes import Filters


_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="council-search")
def main() -> None:
    """Search council records by words and by meaning.

    \b
    council-search fetch URL --into minutes/  download records from a modern.gov site
    council-search index minutes/             build an index of a folder of records
    council-search query "school places"      ask it
    council-search serve                      open it to a browser
    """  # noqa: D301 (\b is for click)


main.add_command(fetch_command)
main.add_command(info_command)
main.add_command(models_command)
main.add_command(similar_command)


@main.command("index")
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
    "--include-exempt",
    is_flag=True,
    help="Keep the text of exempt items: for an internal index that no member of the public sees.",
)
@plain_errors
def index_command(
    sources: tuple[Path, ...],
    index: Path,
    model: str | None,
    query_prompt: str | None,
    passage_prompt: str | None,
    replace: bool,
    include_exempt: bool,
) -> None:
    """Build or update an index from files and folders of council records.

    Sources of earlier runs stay in the index; what has not changed is not read or encoded again. With
    another model or passage prompt than before, everything is encoded anew.
    """
    from cli.progress import progress_bar
    from indexer.build.pipeline import build

    with progress_bar() as progress:
        report = build(
            sources,
            index,
            model=model,
            query_prompt=query_prompt,
            passage_prompt=passage_prompt,
            replace_sources=replace,
            include_exempt=include_exempt,
            progress=progress,
        )
    _print_report(report, index)
    if include_exempt:
        from search.as_json import INTERNAL

        click.echo(f"  {INTERNAL}")


def _print_report(report: Report, index: Path) -> None:
    from indexer.generation import approximate

    click.echo(
        f"Indexed {report.n_passages:,} agenda items of {report.n_meetings:,} meetings "
        f"({report.n_words:,} words, {report.n_windows:,} windows) into {index}"
    )
    click.echo(
        f"  files: {report.n_read} read, {report.n_unchanged} unchanged, "
        f"{len(report.failures)} failures; windows encoded: {report.n_encoded:,}"
    )
    if report.earlier_model is not None:
        click.echo(
            f"  encoded anew with {report.model}: the index was built with {report.earlier_model} "
            "or another passage prompt"
        )
    if report.n_duplicates:
        click.echo(f"  {report.n_duplicates:,} more records of the same items became part of them")
    for name, merged, records in report.merged_within:
        click.echo(
            f"  most of {name} is records of the same items ({merged:,} of {records:,}): if they are "
            "items of their own, give them numbers or titles that differ"
        )
    if report.n_exempt:
        click.echo(f"  {report.n_exempt} items are exempt; the public may read their titles only")
    if report.n_undated:
        click.echo(
            f"  {report.n_undated} items have no date (a meeting.toml beside the file can give it)"
        )
    for name in report.companions:
        click.echo(f"  not a record, left out: {name}")
    if report.n_moved:
        click.echo(f"  {report.n_moved:,} files are there under another name than before")
    for name in report.gone:
        click.echo(f"  gone, so no longer in the index: {name}")
    for name, reason in report.failures:
        click.echo(f"  not read: {name}: {reason}", err=True)
    if advice := approximate.advice(report.n_windows):
        click.echo(f"  {advice}")
    took = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items())
    click.echo(f"  seconds: {took}")


@main.command("query")
@click.argument("text")
@index_option
@model_option
@click.option("--limit", default=10, show_default=True, help="How many hits.")
@click.option("--offset", default=0, help="How many hits to leave out first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--mode", default="hybrid", show_default=True, help="hybrid, lexical or dense.")
@click.option("--sort", default="relevance", show_default=True, help="relevance, newest or oldest.")
@click.option("--from", "date_from", help="Only meetings from this date on (YYYY-MM-DD).")
@click.option("--to", "date_to", help="Only meetings up to this date (YYYY-MM-DD).")
@click.option("--committee", multiple=True, help="Only this committee; may be given again.")
@click.option("--kind", multiple=True, help="Only documents of this kind: minutes, report, …")
@plain_errors
def query_command(
    text: str,
    index: Path,
    model: str | None,
    limit: int,
    offset: int,
    as_json: bool,
    mode: str,
    sort: str,
    date_from: str | None,
    date_to: str | None,
    committee: tuple[str, ...],
    kind: tuple[str, ...],
) -> None:
    """Ask a question, or search for words. Exit status 1 when nothing is found.

    \b
    "a phrase"  +must  -mustnot  word*  word~  AND OR NOT (…)  a NEAR/5 b
    title: decided: speaker: committee: kind: from: to:
    """  # noqa: D301 (\b is for click)
    from cli.text import to_text
    from search.as_json import INTERNAL, to_json
    from search.searcher import open_index

    filters = _filters(date_from, date_to, committee, kind)
    searcher = open_index(index, model)
    page = searcher.search(
        text,
        limit=limit,
        offset=offset,
        mode=mode,  # type: ignore[arg-type]
        filters=filters,
        sort=sort,  # type: ignore[arg-type]
    )
    if searcher.includes_exempt and not as_json:
        click.secho(INTERNAL, fg="red", bold=True)
    if as_json:
        click.echo(json.dumps(to_json(page), ensure_ascii=False, indent=1))
    elif page.cut_short:
        raise UsageError(page.notes[-1])
    else:
        for line in to_text(page):
            click.echo(line)
        if not page.hits:
            n = searcher.manifest.n_passages
            click.echo(f"Nothing found for {text!r} in {n:,} agenda items.", err=True)
    if not page.hits:
        sys.exit(EXIT_USER_MUST_ACT if page.cut_short else EXIT_NOTHING_FOUND)


def _filters(
    date_from: str | None, date_to: str | None, committee: tuple[str, ...], kind: tuple[str, ...]
) -> Filters:
    from corpus.records import DocumentKind
    from search.query.kinds import kind_named
    from search.query.nodes import Filters

    named = tuple(name for name in committee if name.strip())
    kinds = [found for name in kind if (found := kind_named(name))]
    if len(kinds) < len(kind):
        raise UsageError(f"--kind is one of: {', '.join(DocumentKind)}.")
    return Filters(named, *read_dates(date_from, date_to), tuple(kinds))


@main.command("serve")
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
@plain_errors
def serve_command(
    index: Path, model: str | None, host: str, port: int, workers: int | None
) -> None:
    """Serve the index to browsers, until Ctrl-C."""
    from web.serve import serve

    serve(index, host, port, workers, model)


@main.command("evaluate")
@index_option
@click.option("--queries", multiple=True, type=_FILE, help="Judged quotes; may be given again.")
@click.option("--beir", multiple=True, type=_FOLDER, help="A BEIR folder; may be given again.")
@click.option(
    "--keep", type=_FOLDER, help="Keep the indexes of BEIR folders here for the next run."
)
@click.option("--variants", is_flag=True, help="Also fuse by min-max and by reciprocal rank.")
@click.option("--save", type=_FILE, help="Write every query's figures into this file.")
@click.option("--compare", type=_FILE, help="Test what changed since a saved run.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--verbose", is_flag=True, help="List the worst queries.")
@plain_errors
def evaluate_command(
    index: Path,
    queries: tuple[Path, ...],
    beir: tuple[Path, ...],
    keep: Path | None,
    variants: bool,
    save: Path | None,
    compare: Path | None,
    as_json: bool,
    verbose: bool,
) -> None:
    """Measure the ranking of all three modes on judged queries."""
    from cli.progress import progress_bar
    from search.evaluation import comparison, evaluate
    from search.rank.ranking import MODES

    if not queries and not beir:
        raise UsageError("Give --queries FILE (with --index) or --beir DIR; both may be repeated.")
    # What cannot be saved or compared is told before the measuring, which takes long.
    if save:
        comparison.check_writable(save)
    if compare:
        comparison.load(compare)
    modes = (*MODES, *evaluate.VARIANTS) if variants else MODES
    tables = [evaluate.quotes(index, path, modes) for path in queries]
    for folder in beir:
        with progress_bar() as progress:
            tables.append(evaluate.beir(folder, keep, modes, progress))
    if save:
        comparison.save(save, tables)
    if as_json:
        found = [evaluate.to_json(table) for table in tables]
        click.echo(json.dumps(found[0] if len(found) == 1 else {"sets": found}, indent=1))
        return
    for table in tables:
        for line in evaluate.to_text(table, verbose=verbose):
            click.echo(line)
    for line in comparison.compare(tables, compare) if compare else ():
        click.echo(line)


@main.command("verify")
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
        f"{index} is whole: generation {generation.folder.name}, {manifest.n_passages:,} agenda items, "
        f"{manifest.n_windows:,} windows, {len(manifest.files)} files, model {manifest.model}"
    )


if __name__ == "__main__":
    main()
