"""`council-search alerts`: what is new for somebody goes out by e-mail."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import EXIT_USER_MUST_ACT, index_option, plain_errors
from corpus.errors import UsageError

if TYPE_CHECKING:
    from email.message import EmailMessage

    from search.away.alerts.desk import Report, SignedUp
    from search.away.alerts.ledger import Ledger
    from search.away.alerts.sealing import Seal
    from search.away.alerts.sign_ups import SignUps
    from search.away.alerts.wanted import Alerts
    from search.searcher import Searcher


@click.command("alerts")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@index_option
@click.option("--dry-run", is_flag=True, help="Print the mails; nothing is sent and nothing noted.")
@click.option(
    "--since",
    metavar="DATE",
    help="Searches that are new tell of meetings from this day on, too (YYYY-MM-DD).",
)
@click.option(
    "--again",
    metavar="ADDRESS",
    help="Let an address that wanted no more mails have them again; nothing is sent.",
)
@plain_errors
def alerts_command(
    file: Path, index: Path, dry_run: bool, since: str | None, again: str | None
) -> None:
    """Send a mail to everybody for whose searches something new is in the index.

    FILE is an alerts.toml: who, what for, how often. Run it after every `index`. The first run notes what is
    there; from then on new items, and items whose minutes are new, are told once. The mail server is named by
    COUNCIL_SEARCH_SMTP. Exit status 2 if a mail could not be sent; it goes with the next run.
    """
    from search.away.alerts.wanted import read_alerts
    from search.query.dates import read_date
    from search.searcher import open_index

    alerts = read_alerts(file)
    if again is not None:
        _begin_again(index, again)
        return
    first = read_date(since, last=False) if since else None
    if since and first is None:
        raise UsageError(f"There is no date {since!r}. Write --since as YYYY-MM-DD.")
    searcher = open_index(index)
    if searcher.includes_exempt:
        raise UsageError(
            "This index holds the text of exempt items, for internal use. Mails go out of a public index only."
        )
    report = (
        _tried(searcher, alerts, index, first) if dry_run else _sent(searcher, alerts, index, first)
    )
    _print(report, dry_run=dry_run)
    if report.problems:
        sys.exit(EXIT_USER_MUST_ACT)


def _sent(searcher: Searcher, alerts: Alerts, index: Path, since: date | None) -> Report:
    """Send what is due. Raises UsageError before anything is done where it could not be."""
    from search.away.alerts.confirming import end_stopped
    from search.away.alerts.desk import Desk
    from search.away.alerts.ledger_file import open_ledger
    from search.away.alerts.post import Post, server_of_environment
    from search.away.alerts.round import run
    from search.away.alerts.unsubscribing import key_of

    post = Post(server_of_environment())
    with _alone(index), _ledger(open_ledger(index)) as ledger:
        key = key_of(index, make=True)
        assert key is not None  # noqa: S101 (it was made)
        with _sign_ups(index, key) as signing:
            try:
                problems: list[str] = []
                if signing is not None:
                    end_stopped(signing[0], ledger)
                signed = _read_signed_up(signing, ledger, problems)
                desk = Desk(searcher, alerts, ledger, key, date.today(), signed)
                report = run(desk, post.send, since=since)
                report.problems += problems + _confirmations(signing, alerts, post.send)
                return report
            finally:
                post.close()


def _tried(searcher: Searcher, alerts: Alerts, index: Path, since: date | None) -> Report:
    """Print what would be sent; links in it are signed with a key that nobody has."""
    from search.away.alerts.desk import Desk
    from search.away.alerts.ledger_file import existing_ledger, new_in_memory
    from search.away.alerts.round import run
    from search.away.alerts.unsubscribing import key_of, throwaway_key

    found = existing_ledger(index)
    with _ledger(found.copied() if found else new_in_memory()) as ledger:
        if found:
            found.close()
        with _sign_ups(index, key_of(index)) as signing:
            problems: list[str] = []
            signed = _read_signed_up(signing, ledger, problems)
            desk = Desk(searcher, alerts, ledger, throwaway_key(), date.today(), signed)
            report = run(desk, _show, since=since)
            report.problems += problems
            return report


@contextmanager
def _sign_ups(index: Path, key: str | None) -> Iterator[tuple[SignUps, Seal] | None]:
    """Open what people signed up for, None where nobody could. Raises UsageError where it cannot be read."""
    from search.away.alerts.sealing import Seal, can_seal
    from search.away.alerts.sign_ups import open_sign_ups

    found = open_sign_ups(index)
    if found is None or key is None:
        yield None
        return
    can_seal()
    try:
        yield found, Seal(key)
    finally:
        found.close()


def _read_signed_up(
    signing: tuple[SignUps, Seal] | None, ledger: Ledger, problems: list[str]
) -> Callable[[], SignedUp]:
    """Return what reads the sign-ups when a run asks for them."""
    from search.away.alerts.confirming import signed_up
    from search.away.alerts.desk import SignedUp

    if signing is None:
        return SignedUp

    sign_ups, seal = signing

    def read() -> SignedUp:
        found = signed_up(sign_ups, seal, ledger)
        if found.shut:
            problems.append(
                f"{len(found.shut):,} sign-ups are sealed with another key than that of today; what is new for them "
                "waits for that one"
            )
        return found

    return read


def _confirmations(
    signing: tuple[SignUps, Seal] | None, alerts: Alerts, send: Callable[[EmailMessage], None]
) -> list[str]:
    """Mail the confirmations that the server of the site could not; return why some did not go."""
    if signing is None:
        return []
    from search.away.alerts.confirming import mail_confirmations

    done = mail_confirmations(*signing, alerts, send, int(time.time()))
    failed = sum(error is not None for error in done)
    return [f"{failed:,} confirmations wait for the mail server"] if failed else []


def _show(message: EmailMessage) -> None:
    from search.away.alerts.wire import headers_sent

    for name, value in headers_sent(message).items():
        click.echo(f"{name}: {value}")
    click.echo("")
    click.echo(message.get_content())


@contextmanager
def _ledger(ledger: Ledger) -> Iterator[Ledger]:
    try:
        yield ledger
    finally:
        ledger.close()


@contextmanager
def _alone(index: Path) -> Iterator[None]:
    """Hold the lock of the alerts of an index. Raises UsageError where another run has it."""
    from filelock import FileLock, Timeout

    from search.away.alerts.ledger_file import FOLDER

    lock = FileLock(index / FOLDER / "lock", timeout=0)
    try:
        (index / FOLDER).mkdir(mode=0o700, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise UsageError(
            "Another run sends the alerts of this index. Wait until it has ended."
        ) from error
    except OSError as error:
        raise UsageError(
            f"{index} cannot be used: {error.strerror}. Give the folder of an index."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _begin_again(index: Path, address: str) -> None:
    from search.away.alerts.desk import person_of
    from search.away.alerts.ledger_file import open_ledger
    from search.away.alerts.wanted import is_address

    if not is_address(address):
        raise UsageError(f"{address[:100]!r} is no e-mail address.")
    with _alone(index), _ledger(open_ledger(index)) as ledger:
        ledger.begin_again(person_of(address, ledger.salt))
    click.echo(f"{address} has mails again; links of earlier mails stop nothing any more.")


def _print(report: Report, *, dry_run: bool) -> None:
    from search.page.words import count

    verb = "would go out" if dry_run else "sent"
    click.echo(
        f"{count(report.n_new, 'new item')}; {count(report.n_sent, 'mail')} {verb}, with "
        f"{count(report.n_told, 'item')}; {report.n_waiting:,} wait",
        err=dry_run,
    )
    for problem in report.problems:
        click.echo(f"  not sent: {problem}", err=True)
