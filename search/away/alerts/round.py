"""One run: what is new is taken up, whoever is due gets one mail, and the ledger knows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from email.message import EmailMessage

from corpus.errors import MailNotSent
from search.away.alerts.desk import Desk, Report, Watch, Watches
from search.away.alerts.ledger import Entry, Mail
from search.away.alerts.letter import Part, Told, letter
from search.away.alerts.percolate import Reasons
from search.away.alerts.taking_up import take_up
from search.away.alerts.unsubscribing import Leaving, signed
from search.away.alerts.wanted import Alert
from search.searcher import Searcher

# A server that cannot be reached so often in a row is not asked again in this run.
_MOST_LOST = 3
Send = Callable[[EmailMessage], None]


def run(desk: Desk, send: Send, *, since: date | None = None) -> Report:
    """Take up what is new in the index, and send what is due; whatever goes wrong with one mail stops no other.

    A search that the ledger does not know yet is told of what is new from now on, or with `since` of the
    meetings from that day on. `send` raises MailNotSent.
    """
    report = Report()
    # Before the searches are read: who signs up in between is in none of the two, or in both.
    known = desk.ledger.known_watches()
    watches = desk.watches()
    take_up(desk, watches, known, report, since)
    _send_all(desk, watches, send, report)
    report.n_waiting = len(desk.ledger.waiting())
    return report


def _send_all(desk: Desk, found: Watches, send: Send, report: Report) -> None:
    """Send what was begun before, then what is due; stop where the server cannot be reached."""
    n_lost, watches = 0, found.asked
    for mail in _mails(desk, found):
        if n_lost >= _MOST_LOST:
            desk.ledger.release(mail)
            continue
        try:
            _send_one(desk, watches, mail, send, report)
            n_lost = 0
        except MailNotSent as error:
            if not error.is_unsure:
                desk.ledger.release(mail)
            n_lost = n_lost + 1 if error.is_lost else 0
            report.problems.append(_unsent(watches, mail, error))


def _unsent(watches: Mapping[str, Watch], mail: Mail, error: MailNotSent) -> str:
    """Return what is said of a mail that did not go; a server may have named its address."""
    again = "it may have been taken, and goes again" if error.is_unsure else "it goes"
    watch = next((watches[one.watch] for one in mail.entries if one.watch in watches), None)
    why = str(error)
    if watch is not None and watch.signed_up:
        why = why.replace(watch.alert.to, "…")
    return f"{watch.who if watch else '?'}: {why} ({again} with the next run)"


def _mails(desk: Desk, found: Watches) -> Iterator[Mail]:
    """Yield what a killed run had begun, and then a mail for every person who is due.

    What is of a search that cannot be asked today waits: nobody knows whether it may still be told.
    """
    begun = [desk.ledger.let_wait(mail, found.unasked) for mail in desk.ledger.begun()]
    yield from begun
    # What was refused just now waits for the next run.
    due = _due(desk, found, {entry for mail in begun for entry in mail.entries})
    # Everybody in the order of the file.
    for person in dict.fromkeys(watch.person for watch in found.asked.values()):
        if person in due:
            yield desk.ledger.begin(person, due[person], desk.today)


def _due(desk: Desk, found: Watches, tried: Set[Entry]) -> dict[str, list[Entry]]:
    """Return what waits for each person whose day it is, but for what was tried."""
    askable = {key: one for key, one in found.asked.items() if key not in found.unasked}
    last = desk.ledger.last_days()
    due: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in desk.ledger.waiting():
        watch = askable.get(entry.watch)
        if watch and entry not in tried and _is_due(watch.alert, last.get(entry.watch), desk.today):
            due[watch.person].append(entry)
    return dict(due)


def _is_due(alert: Alert, last: date | None, today: date) -> bool:
    return last is None or today >= last + alert.every.days


def _send_one(
    desk: Desk, watches: Mapping[str, Watch], mail: Mail, send: Send, report: Report
) -> None:
    parts = _parts(desk, watches, mail)
    if parts:
        turn = desk.ledger.turn(mail.person)
        stop_all = _link(desk, Leaving(mail.person, turn, ""))
        send(letter(desk.alerts, mail, parts, stop_all))
        report.n_sent += 1
        report.n_told += sum(len(part.told) for part in parts)
    desk.ledger.end(mail, desk.today, was_sent=bool(parts))


def _parts(desk: Desk, watches: Mapping[str, Watch], mail: Mail) -> list[Part]:
    """Return what of a mail can still be told: the text is that of today's index, never a kept one.

    What was retracted since, is not found by the search any more, or is of a search that was stopped, is not.
    """
    of_watch: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in mail.entries:
        of_watch[entry.watch].append(entry)
    turn = desk.ledger.turn(mail.person)
    return [
        Part(
            watch.alert,
            sorted(told, key=_newest_first),
            _link(desk, Leaving(mail.person, turn, key)),
        )
        for key, watch in watches.items()
        if key in of_watch and not desk.ledger.is_stopped(mail.person, key)
        if (told := list(_told(desk.searcher, watch.alert, of_watch[key])))
    ]


def _newest_first(told: Told) -> tuple[int, str]:
    when = told.passage.date
    return (-when.toordinal() if when else 1, told.passage.id)


def _told(searcher: Searcher, alert: Alert, entries: Iterable[Entry]) -> Iterator[Told]:
    """Yield what one search tells of, with why, in the order of its entries."""
    reasons = Reasons(searcher, alert)
    for entry in entries:
        passage = searcher.passage(entry.item)
        reason = reasons.of(passage) if passage else None
        if passage and reason:
            yield Told(passage, entry.event, reason)


def _link(desk: Desk, leaving: Leaving) -> str:
    return f"{desk.alerts.site}unsubscribe/{signed(desk.key, leaving)}"
