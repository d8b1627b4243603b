"""Signing up by e-mail: a wish is asked for, its address is asked whether it is theirs, and then it is one.

No address is trusted before its link was opened: the mail says nothing that whoever asked has typed, so that nobody can
have us mail their words to others.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate

from corpus.errors import MailNotSent, UsageError
from corpus.tongue import said
from search.away.alerts.desk import SignedUp, person_of
from search.away.alerts.ledger import Ledger
from search.away.alerts.letter import one_line
from search.away.alerts.round import Send
from search.away.alerts.sealing import Seal
from search.away.alerts.sign_ups import LONGEST_S, Confirmed, SignUps
from search.away.alerts.unsubscribing import Leaving
from search.away.alerts.wanted import Alert, Alerts, alert_of, digest
from search.away.alerts.wire import WIRE

# What a link may hold: a search as people type it.
LONGEST_SEARCH, MOST_FILTERS = 300, 20
_SUBJECT = "Please confirm: e-mails of what is new"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked to be told of; `name` is the link's own, so that it is good for once."""

    name: str
    alert: Alert


def wish_of(alert: Alert) -> Wish:
    """Return a new wish. Raises UsageError for one that no link could hold."""
    filters = alert.filters
    n_filters = len(filters.committees) + len(filters.councils) + len(filters.kinds)
    longest = max(map(len, (alert.search, *filters.committees, *filters.councils)))
    if longest > LONGEST_SEARCH or n_filters > MOST_FILTERS:
        raise UsageError(
            said(
                "A search that is kept has %(n)s letters and %(m)s filters at most.",
                n=LONGEST_SEARCH,
                m=MOST_FILTERS,
            )
        )
    return Wish(secrets.token_hex(12), alert)


def ask(sign_ups: SignUps, seal: Seal, client: str, wish: Wish, now: int) -> int:
    """Let a confirmation be mailed; return 0, or how many seconds this client has to wait before it may ask again."""
    return sign_ups.ask(seal.mark("client", client), seal.sealed("asked", _entry(wish), now), now)


def mail_confirmations(
    sign_ups: SignUps, seal: Seal, site: Alerts, send: Send, now: int
) -> Iterator[MailNotSent | None]:
    """Mail what waits; yield for each mail None or why it did not go. It goes again later, for two days.

    `site` says its address, its name and who sends. Stops where the server cannot be reached.
    """
    while (taken := sign_ups.take(now)) is not None:
        number, at, sealed = taken
        wish = _wish(seal.opened("asked", sealed, at=now))
        address = seal.mark("address", _mailbox(wish.alert.to)) if wish else b""
        if wish is None or not sign_ups.may_be_mailed(address, now):
            sign_ups.drop(number)
            continue
        link = f"{site.site}alerts/confirm/{seal.sealed('link', _entry(wish), at)}"
        try:
            send(confirmation(site, wish, link))
        except MailNotSent as error:
            yield error
            if error.is_lost:
                return
            continue
        sign_ups.note_mailed(number, address, now)
        yield None


def confirmation(site: Alerts, wish: Wish, link: str) -> EmailMessage:
    """Return the mail that asks whether an address wants what was asked for it."""
    mail = EmailMessage(policy=WIRE)
    mail["Subject"] = f"{_SUBJECT} – {one_line(site.name)[:80]}".replace("=?", "= ?")
    mail["From"] = site.sender
    mail["To"] = wish.alert.to
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<{wish.name}@{site.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    lines = (
        f"Somebody asked {one_line(site.name)} to write to this address when the records have something new for a search.",
        "",
        "If that was you, open this page and confirm it. It shows what for:",
        "",
        link,
        "",
        f"The link is good for {LONGEST_S // 3_600} hours. If it was not you, do nothing: without it no mail follows, and",
        "this address is forgotten.",
        "",
        "-- ",
        f"{one_line(site.name)} – {site.site}",
    )
    mail.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return mail


def read_link(seal: Seal, token: str, now: int) -> Wish | None:
    """Return what a link asks for, None for one that is not ours, or is too old."""
    return _wish(seal.opened("link", token, at=now, longest_s=LONGEST_S))


def confirm(
    sign_ups: SignUps, ledger: Ledger, seal: Seal, wish: Wish, now: int
) -> tuple[Confirmed, Leaving]:
    """Note that the address of a wish wants it; return what came of it, and what would end it again.

    Each step can be done again: who was not answered opens the link once more.
    """
    watch, person = digest(wish.alert.wanted, ledger.salt), person_of(wish.alert.to, ledger.salt)
    sealed = seal.sealed("signed up", _entry(wish), now)
    outcome = sign_ups.outcome(wish.name, watch, person)
    if outcome == "new":
        # Before it is noted: a run that comes in between removes what is ended.
        ledger.resume(person, watch)
        outcome = sign_ups.confirm(wish.name, watch, person, sealed, now)
    if outcome in ("new", "again"):
        ledger.expect(watch)
    return outcome, Leaving(person, ledger.turn(person), watch)


def signed_up(sign_ups: SignUps, seal: Seal, ledger: Ledger) -> SignedUp:
    """Return what everybody signed up for who did not end it; what no key of ours opens is left as it is."""
    found: list[Alert] = []
    shut: list[str] = []
    for watch, person, sealed in sign_ups.signed_up():
        if ledger.is_stopped(person, watch):
            continue
        wish = _wish(seal.opened("signed up", sealed, at=0))
        if wish is None:
            shut.append(watch)
        else:
            found.append(wish.alert)
    return SignedUp(found, frozenset(shut))


def end_stopped(sign_ups: SignUps, ledger: Ledger) -> None:
    """Remove what was ended in the ledger by a process that died before it could be removed here."""
    for watch, person, _ in sign_ups.signed_up():
        if ledger.is_stopped(person, watch):
            sign_ups.end(person, watch)


def _mailbox(address: str) -> str:
    """Return whose mailbox an address is, whatever is behind a plus: it is counted once."""
    local, _, host = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def _entry(wish: Wish) -> list[object]:
    """Return a wish as values of JSON: its name, and an entry of an `alerts.toml`."""
    alert, filters = wish.alert, wish.alert.filters
    entry = {
        "search": alert.search,
        "follow": alert.follow,
        "to": alert.to,
        "every": str(alert.every),
        "committee": list(filters.committees),
        "council": list(filters.councils),
        "kind": [str(kind) for kind in filters.kinds],
        "date_from": str(filters.date_from or ""),
        "date_to": str(filters.date_to or ""),
        "literal": filters.literal,
        "near": alert.near,
    }
    return [wish.name, {name: value for name, value in entry.items() if value}]


def _wish(opened: list[object] | None) -> Wish | None:
    if opened is None:
        return None
    name, entry = opened
    assert isinstance(entry, dict)  # noqa: S101 (it was sealed here)
    try:
        return Wish(str(name), alert_of(entry))
    except UsageError:
        # Of a version that allowed what this one does not.
        return None
