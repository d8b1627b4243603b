"""A run of the alerts in a process that dies at its n-th step, for every n."""

from __future__ import annotations

import multiprocessing
import os
import smtplib
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date

from search.away.alerts.desk import Desk
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.post import Post
from search.away.alerts.round import run
from search.away.alerts.wanted import Alerts
from search.searcher import Searcher, open_index
from tests.alerts.conftest import Growing, Mailbox

_KILLED = 9


def killed_at_every_step(
    alerts: Alerts, growing: Growing, mailbox: Mailbox, today: date
) -> Iterator[tuple[int, bool]]:
    """Run with the ledger as it is in processes that die at step 1, 2, …; yield each step and whether it was reached.

    The last one was not. After each the mailbox holds what was sent, and the ledger is as the dead left it.
    """
    path = growing.index / "alerts" / "ledger.sqlite"
    before = path.read_bytes()
    searcher = open_index(growing.index)
    # What is opened before a fork is not used behind it.
    searcher.search("swans", mode="lexical")
    searcher.close_connection()
    fork = multiprocessing.get_context("fork")
    for at in range(1, 1_000):
        path.write_bytes(before)
        mailbox.taken.clear()
        process = fork.Process(
            target=_run_and_die, args=(searcher, alerts, growing, mailbox, today, at)
        )
        process.start()
        process.join()
        # An acknowledgement may come after the process has died.
        _quiet(mailbox)
        yield at, process.exitcode == _KILLED
        if process.exitcode == 0:
            return
    raise AssertionError("it never came to its end")


class _Killed(sqlite3.Connection):
    """A connection whose process dies before the n-th statement."""

    def execute(self, *given: object, **named: object) -> sqlite3.Cursor:
        _step()
        return super().execute(*given, **named)  # type: ignore[arg-type]

    def executemany(self, *given: object, **named: object) -> sqlite3.Cursor:
        _step()
        return super().executemany(*given, **named)  # type: ignore[arg-type]


_left = 0


def _step() -> None:
    global _left
    _left -= 1
    if _left == 0:
        os._exit(_KILLED)


def dies_at_every_step(work: Callable[[], object], again: Callable[[], object]) -> Iterator[bool]:
    """Do a work in processes that die at step 1, 2, …; yield each time whether it was reached: the last one was not.

    `again` puts everything back as it was before. A step is a statement of SQLite or a line to a mail server.
    """
    fork = multiprocessing.get_context("fork")
    for at in range(1, 1_000):
        again()
        process = fork.Process(target=_work_and_die, args=(work, at))
        process.start()
        process.join()
        yield process.exitcode == _KILLED
        if process.exitcode == 0:
            return
    raise AssertionError("it never came to its end")


def _work_and_die(work: Callable[[], object], at: int) -> None:
    _count_down(at)
    work()
    os._exit(0)


def _run_and_die(
    searcher: Searcher, alerts: Alerts, growing: Growing, mailbox: Mailbox, today: date, at: int
) -> None:
    """Run in a process that dies at the n-th statement of the ledger or line to the server."""
    _count_down(at)
    ledger = open_ledger(growing.index)
    post = Post(mailbox.server, 20)
    run(Desk(searcher, alerts, ledger, "k" * 40, today), post.send)
    post.close()
    os._exit(0)


def _count_down(at: int) -> None:
    """Let this process die at the n-th step from now on."""
    global _left
    _left = at
    connect, putcmd = sqlite3.connect, smtplib.SMTP.putcmd
    sqlite3.connect = lambda *a, **k: connect(*a, factory=_Killed, **k)  # type: ignore[assignment]

    def counted(smtp: smtplib.SMTP, *given: str) -> None:
        _step()
        putcmd(smtp, *given)
        _step()

    smtplib.SMTP.putcmd = counted  # type: ignore[method-assign, assignment]


def _quiet(mailbox: Mailbox) -> None:
    before = -1
    while before != len(mailbox.taken):
        before = len(mailbox.taken)
        time.sleep(0.02)
