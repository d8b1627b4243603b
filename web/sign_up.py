"""Signing up for e-mails of what is new for a search: a form, a link that confirms it, and no account.

Whatever is known of an address, the answer is the same: a mail is on its way. There is no cookie, so a form is bound to
the client that it was shown to, and a browser that says it comes from another site is refused.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_network
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from corpus.errors import IndexUnavailable, UsageError
from corpus.tongue import message, said
from search.away.alerts.confirming import Wish, ask, confirm, read_link
from search.away.alerts.ledger_file import open_ledger
from search.away.alerts.sealing import Seal, can_seal
from search.away.alerts.sign_ups import LONGEST_S, SignUps, open_sign_ups
from search.away.alerts.unsubscribing import key_of, signed
from search.away.alerts.wanted import Every
from web import arguments
from web.delivery import not_to_be_kept
from web.index import searcher, served_index
from web.mailing import Mailing
from web.proxies import address_of
from web.sign_up_form import EVERY, hidden, narrowed, read, searched
from web.site import site_of

blueprint = Blueprint("sign_up", __name__)
MAILING = "council-search.mailing"
_FORM_S, _MOST_BYTES = 12 * 3_600, 16_384
# What one household is given of IPv6 (RFC 6177: at least).
_HOUSEHOLD_BITS = 64
_HOURS = LONGEST_S // 3_600
_NOT_NOW = message("This cannot be done just now. Nothing was kept; try again later.")
_CLOSED = message("There are no e-mails to sign up for here.")
_ELSEWHERE = message(
    "This form was sent from another site, so nothing was done. Open it here and send it again."
)
_OLD_LINK = message(
    "This link is not one of ours, was copied incompletely, or is older than %(hours)s hours. Copy it whole from the "
    "mail, or sign up again."
)
_USED = message(
    "This link was used, and what it began was ended since. Sign up again if you want these e-mails."
)
_FULL = message(
    "This address has as many searches as one may have here. End one of them by the link in its mails first."
)


def register(app: Flask) -> None:
    """Open the form where the site says who sends, and let its pages lead to it."""
    site = site_of(app)
    if site.alerts_from:
        app.extensions[MAILING] = Mailing(served_index(app).path, site)
    app.add_template_global(_is_open, "can_sign_up")


def check(app: Flask) -> None:
    """Make what signing up needs, before anything is served. Raises UsageError where it cannot be had."""
    if MAILING in app.extensions:
        can_seal()
        app.extensions[MAILING].check()
        path = served_index(app).path
        key_of(path, make=True)
        found = open_sign_ups(path, make=True)
        if found:
            found.forget(_now())
            found.close()


def _is_open() -> bool:
    """Say whether anybody may sign up: never for what is not for the public."""
    try:
        return MAILING in current_app.extensions and not searcher().includes_exempt
    except IndexUnavailable:
        return False


@blueprint.get("/alerts/sign-up")
def form() -> ResponseReturnValue:
    """Show the form for a search, which the address of the page says as that of its results does."""
    with _opened() as (_, seal):
        wrong = {name: why for name, why in read(request.args)[1].items() if name == "search"}
        return _form(seal, request.args, wrong)


@blueprint.post("/alerts/sign-up")
def asked() -> ResponseReturnValue:
    """Let a confirmation be mailed, and say the same whatever is known of the address."""
    request.max_content_length = _MOST_BYTES
    _refuse_other_sites()
    with _opened() as (sign_ups, seal):
        values = request.form
        wish, problems = read(values)
        if not _is_ours(seal, values.get("form", "")):
            problems["form"] = said(
                "This page was open for long, or your network has changed. Press the button again."
            )
        if wish is None or problems:
            return _form(seal, values, problems), 400
        wait_s = ask(sign_ups, seal, _client(), wish, _now())
    if wait_s:
        abort(429, description=said("Too many e-mails were asked for. Try again later."))
    current_app.extensions[MAILING].begin()
    return redirect(url_for("sign_up.on_its_way"), 303)


@blueprint.get("/alerts/on-its-way")
def on_its_way() -> str:
    """Say what happens now."""
    _refuse_closed()
    return render_template("sign_up_asked.html", hours=_HOURS)


@blueprint.get("/alerts/confirm/<token>")
def look(token: str) -> str:
    """Show what a link would begin: programs that look at every link in a mail begin nothing."""
    with _opened() as (_, seal):
        wish = _linked(seal, token)
        return _confirm_page(wish, token=token)


@blueprint.post("/alerts/confirm/<token>")
def begin(token: str) -> str:
    """Begin what a link asks for; a second time changes nothing."""
    _refuse_other_sites()
    with _opened() as (sign_ups, seal):
        wish = _linked(seal, token)
        ledger = open_ledger(served_index(current_app).path)
        try:
            outcome, leaving = confirm(sign_ups, ledger, seal, wish, _now())
        finally:
            ledger.close()
        if outcome == "used":
            abort(410, description=said(_USED))
        if outcome == "full":
            abort(409, description=said(_FULL))
        return _confirm_page(wish, stop=signed(seal.key, leaving))


def _confirm_page(wish: Wish, token: str = "", stop: str = "") -> str:
    return render_template(
        "sign_up_confirm.html",
        token=token,
        stop=stop,
        alert=wish.alert,
        narrowed=narrowed(searched(MultiDict(parse_qsl(urlsplit(wish.alert.page).query)))),
        every=said(dict(EVERY)[wish.alert.every]),
    )


def _form(seal: Seal, values: MultiDict[str, str], problems: dict[str, str]) -> str:
    asked = searched(values)
    return render_template(
        "sign_up.html",
        asked=asked,
        narrowed=narrowed(asked),
        address=arguments.address,
        hidden=hidden(asked),
        mail=values.get("mail", "")[:300],
        every=values.get("every", Every.RUN),
        near=values.get("near") == "1",
        choices=[(value, said(how)) for value, how in EVERY],
        token=seal.sealed("form", _client(), _now()),
        problems=problems,
    )


def _linked(seal: Seal, token: str) -> Wish:
    wish = read_link(seal, token, _now())
    if wish is None:
        abort(404, description=said(_OLD_LINK, hours=_HOURS))
    return wish


def _is_ours(seal: Seal, token: str) -> bool:
    """Say whether a form was shown to this client, not long ago: another site cannot have one for it."""
    return seal.opened("form", token, at=_now(), longest_s=_FORM_S) == _client()


def _refuse_other_sites() -> None:
    """Refuse a form that a browser says another site has sent."""
    comes_from = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    is_ours = origin is None or _origin(origin) == _origin(request.host_url)
    if comes_from not in ("same-origin", "none") or not is_ours:
        abort(403, description=said(_ELSEWHERE))


def _origin(address: str) -> tuple[str, str | None, int | None] | None:
    """Return scheme, host and port of an address, None of what is none, as "null"."""
    try:
        parts = urlsplit(address)
        usual = {"https": 443, "http": 80}.get(parts.scheme)
        return (parts.scheme, parts.hostname, parts.port or usual) if parts.hostname else None
    except ValueError:
        return None


def _refuse_closed() -> None:
    if not _is_open():
        abort(404, description=said(_CLOSED))


@contextmanager
def _opened() -> Iterator[tuple[SignUps, Seal]]:
    """Open the sign-ups for one request; without a key or a file that can be used the answer is 503."""
    _refuse_closed()
    not_to_be_kept()
    path = served_index(current_app).path
    sign_ups = None
    try:
        key, sign_ups = key_of(path), open_sign_ups(path)
        if key is None or sign_ups is None:
            raise UsageError(
                "there is no key or no file of sign-ups; serve makes both when it starts"
            )
        yield sign_ups, Seal(key)
    except (UsageError, sqlite3.Error) as error:
        current_app.logger.error("sign-up: %s", error)
        abort(503, description=said(_NOT_NOW))
    finally:
        if sign_ups is not None:
            sign_ups.close()


def _client() -> str:
    """Return the network that asks: a whole one of IPv6, of which one household has many addresses."""
    known = address_of(request.remote_addr or "")
    if isinstance(known, IPv6Address):
        return str(ip_network((known, _HOUSEHOLD_BITS), strict=False))
    return str(known or "")


def _now() -> int:
    return int(time.time())
