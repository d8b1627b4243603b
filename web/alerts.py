"""The link in a mail by which somebody wants no more of them (RFC 8058): a page that asks, and what it does."""

from __future__ import annotations

import sqlite3

from flask import Blueprint, abort, current_app, render_template

from corpus.errors import UsageError
from corpus.tongue import message, said
from search.away.alerts.ledger import Ledger
from search.away.alerts.ledger_file import existing_ledger
from search.away.alerts.sign_ups import open_sign_ups
from search.away.alerts.unsubscribing import Leaving, key_of, read_signed
from web.index import served_index

blueprint = Blueprint("alerts", __name__)
_UNKNOWN = message(
    "This link is not one of ours, or it was copied incompletely. Copy it whole from the mail, or write to "
    "whoever sends the mails."
)
_EARLIER = message(
    "This link is from before these mails were asked for again. Use that of the newest mail."
)
_NOT_NOW = message(
    "Your wish could not be noted just now. Try the link again later, or write to whoever sends the mails."
)


@blueprint.get("/unsubscribe/<token>")
def ask(token: str) -> str:
    """Ask whether no more mails are wanted: programs that look at every link in a mail stop nothing."""
    leaving = _leaving(token)
    return render_template("unsubscribe.html", token=token, one=bool(leaving.watch), done=False)


@blueprint.post("/unsubscribe/<token>")
def stop(token: str) -> str:
    """Note that no more mails are wanted; a second time changes nothing."""
    leaving = _leaving(token)
    try:
        ledger = existing_ledger(served_index(current_app).path)
        stopped = ledger is not None and _stop(ledger, leaving)
        if stopped:
            _end_sign_up(leaving)
    except (UsageError, sqlite3.Error) as error:
        current_app.logger.error("unsubscribe: %s", error)
        abort(503, description=said(_NOT_NOW))
    if not stopped:
        abort(410, description=said(_EARLIER))
    return render_template("unsubscribe.html", token=token, one=bool(leaving.watch), done=True)


def _stop(ledger: Ledger, leaving: Leaving) -> bool:
    try:
        return ledger.stop(*leaving)
    finally:
        ledger.close()


def _end_sign_up(leaving: Leaving) -> None:
    """Remove what was signed up for, with the address: the ledger knows already that it is ended."""
    sign_ups = open_sign_ups(served_index(current_app).path)
    if sign_ups is not None:
        try:
            sign_ups.end(leaving.person, leaving.watch)
        finally:
            sign_ups.close()


def _leaving(token: str) -> Leaving:
    """Return what a link says; of one that is not signed the answer is 404, where no key can be read 503."""
    try:
        key = key_of(served_index(current_app).path)
    except UsageError as error:
        current_app.logger.error("unsubscribe: %s", error)
        abort(503, description=said(_NOT_NOW))
    leaving = read_signed(key, token) if key else None
    if leaving is None:
        abort(404, description=said(_UNKNOWN))
    return leaving
