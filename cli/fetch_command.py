"""`council-search fetch`: its options, and its report on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import plain_errors, read_dates
from corpus.errors import FetchError

if TYPE_CHECKING:
    from corpus.fetching.report import FetchReport

MEGABYTE = 2**20
_SHOWN_FAILURES = 20


@click.command("fetch")
@click.argument("base_url")
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to; each site needs one of its own.",
)
@click.option(
    "--committee",
    multiple=True,
    metavar="NAME|ID",
    help="Only this committee: its number, its name or a part of it; may be given again.",
)
@click.option("--from", "date_from", help="Only meetings from this date on (YYYY-MM-DD).")
@click.option("--to", "date_to", help="Only meetings up to this date (YYYY-MM-DD).")
@click.option(
    "--recheck-days",
    default=90,
    show_default=True,
    help="Ask again for meetings of the last N days: minutes appear weeks late.",
)
@click.option(
    "--documents",
    "--papers",
    "documents",
    is_flag=True,
    help="Also the PDF and Word files that items link to, each with its item.",
)
@click.option(
    "--max-document-mb",
    default=50.0,
    show_default=True,
    help="Leave out documents that are larger.",
)
@click.option(
    "--documents-host",
    "document_hosts",
    multiple=True,
    metavar="HOST",
    help="Also documents that are on this host, as Legistar's and OParl's may be; may be given again.",
)
@click.option(
    "--council", help="The council's name, if the site does not say it as it should be shown."
)
@click.option(
    "--pause",
    default=1.0,
    show_default=True,
    help="Seconds between requests; a longer pause that robots.txt asks for is kept.",
)
@click.option("--timeout", default=30.0, show_default=True, help="Seconds to wait for an answer.")
@click.option(
    "--max-time",
    default=1440.0,
    show_default=True,
    help="Minutes after which the run ends; the next one goes on from there.",
)
@click.option(
    "--contact",
    envvar="COUNCIL_SEARCH_CONTACT",
    help="Your e-mail or web address, told to the site with every request.  "
    "[default: $COUNCIL_SEARCH_CONTACT]",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["modern.gov", "legistar", "oparl"]),
    help="What kind of site it is.  [default: what the address looks like, else modern.gov]",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@plain_errors
def fetch_command(
    base_url: str,
    into: Path,
    committee: tuple[str, ...],
    date_from: str | None,
    date_to: str | None,
    recheck_days: int,
    documents: bool,
    max_document_mb: float,
    document_hosts: tuple[str, ...],
    council: str | None,
    pause: float,
    timeout: float,
    max_time: float,
    contact: str | None,
    kind: str | None,
    as_json: bool,
) -> None:
    """Download a council's records from its modern.gov site, Legistar's Web API or OParl.

    BASE_URL is the address of any page of a modern.gov site: its web service is asked first, its pages where
    that is switched off. Or https://webapi.legistar.com/v1/CLIENT, or a system or body of OParl. What is written is
    what `index` reads:

    \b
    council-search fetch https://democracy.example.gov.uk/ --into minutes --from 2020-01-01
    council-search fetch https://democracy.example.gov.uk/ --into minutes --committee "Audit"
    council-search index minutes

    Run it again to get what is new: meetings of the last days are looked at again, older ones that
    are there already are not, and files that have not changed are not written. A run that was
    killed goes on where it was. What fails is listed, does not stop the rest, and is tried again by
    the next run. The report is also in fetch-report.json in the folder.
    """  # noqa: D301 (\b is for click)
    import json

    from cli.progress import progress_bar
    from corpus.fetching.fetch import MODERN_GOV, fetch
    from corpus.fetching.politeness import Politeness
    from corpus.fetching.run import Wanted
    from corpus.interfaces.kinds import LISTERS, kind_of

    first, last = read_dates(date_from, date_to)
    wanted = Wanted(
        committees=committee,
        first=first,
        last=last,
        documents=documents,
        max_document_bytes=int(max_document_mb * MEGABYTE),
        recheck_days=recheck_days,
        council=council,
        document_hosts=document_hosts,
    )
    politeness = Politeness(
        pause_s=pause, timeout_s=timeout, max_time_s=60 * max_time, contact=contact
    )
    with progress_bar() as progress:
        lister = LISTERS.get(kind or kind_of(base_url), MODERN_GOV)
        report = fetch(base_url, into, wanted, politeness, lister=lister, progress=progress)
    if as_json:
        click.echo(json.dumps(report.to_json(), indent=1, ensure_ascii=False))
    else:
        for line in _lines(report):
            click.echo(line)
    for failure in report.failures[:_SHOWN_FAILURES]:
        click.echo(f"  failed: {failure.what}: {failure.reason} ({failure.url})", err=True)
    if len(report.failures) > _SHOWN_FAILURES:
        more = len(report.failures) - _SHOWN_FAILURES
        click.echo(f"  and {more} more, all in {into}/fetch-report.json", err=True)
    if report.listed and report.failed == report.listed:
        raise FetchError(
            f"None of the {report.listed} meetings could be fetched. Try again later, or look at "
            f"the reasons in {into}/fetch-report.json"
        )


def _lines(report: FetchReport) -> Iterator[str]:
    whose = f" of {report.council}" if report.council else ""
    again = ", going on with a run that was stopped" if report.resumed else ""
    yield (
        f"{report.listed:,} meetings of {report.committees:,} committees{whose}, "
        f"by {report.by} of {report.base}{again}"
    )
    yield (
        f"  meetings: {report.downloaded:,} new, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged, {report.settled:,} not asked for again, "
        f"{report.empty:,} without an agenda yet, {report.called_off:,} called off, "
        f"{report.failed:,} failed" + (f", {report.not_tried:,} left" if report.not_tried else "")
    )
    documents = (
        f"  documents: {report.documents_downloaded:,} new, {report.documents_changed:,} changed, "
        f"{report.documents_unchanged:,} unchanged, {report.documents_left_out:,} left out, "
        f"{report.documents_failed:,} failed"
    )
    if not documents.startswith("  documents: 0 new, 0 changed, 0 unchanged, 0 left out, 0 failed"):
        yield documents
    yield f"  {report.requests:,} requests, {report.downloaded_bytes / MEGABYTE:.1f} MB"
    for note in report.notes:
        yield f"  note: {note}"
    if report.downloaded or report.changed:
        yield f"Next: council-search index {report.into}"
