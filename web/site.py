"""What a council says of its own site in `site.toml`: its public address, its name, whom to write to, whom to believe."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from email.utils import formataddr, parseaddr
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from corpus.errors import UsageError
from corpus.plain_file import read_plain
from search.away.alerts.wanted import is_address
from web.proxies import THIS_MACHINE, Believing, Proxies
from web.tongues import OWN, languages
from web.tongues import register as speak_in

_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
_LONGEST = 200
# A page with what it shows is to stay below 60 kB.
_LARGEST_LOGO = 30_000
_LARGEST = 2**20
_PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
_EXTENSION = "council-search site"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: its bytes and their media type."""

    content: bytes
    kind: str

    @property
    def hash(self) -> str:
        """Return what tells this picture from another."""
        return hashlib.sha256(self.content).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """The site: each fact is "" where the council does not say, but for its name.

    `address` is the public one, whatever a request or a proxy says it was asked by; its path stands in
    front of all others. `contact` is an e-mail or web address, `statement` that of the accessibility
    statement. `proxies` are the addresses or networks whose word is believed on how they were asked. `alerts_from` is
    who sends e-mails of what is new, where everybody may sign up for them. `language` is the code of what the pages speak.
    """

    address: str = ""
    name: str = "Council records search"
    contact: str = ""
    statement: str = ""
    language: str = OWN
    logo: Logo | None = None
    proxies: tuple[str, ...] = THIS_MACHINE
    alerts_from: str = ""

    @property
    def contact_link(self) -> str:
        """Return where a link to the contact leads."""
        return f"mailto:{self.contact}" if _EMAIL.fullmatch(self.contact) else self.contact


def read_site(path: Path) -> SiteFacts:
    """Return what a `site.toml` says. Raises UsageError, which names the line that is wrong."""
    found, text = _table(path)
    known = [field.name for field in fields(SiteFacts) if field.name != "alerts_from"]
    for name, value in found.items():
        problem = (
            _problem_of_alerts(value, found) if name == "alerts" else _problem(name, value, known)
        )
        if problem:
            raise UsageError(f"{path}, line {_line_of(name, text)}: {problem}")
    if "proxies" in found:
        found["proxies"] = tuple(found["proxies"])
    if "logo" in found:
        try:
            found["logo"] = _logo(path.parent / found["logo"])
        except UsageError as error:
            raise UsageError(f"{path}, line {_line_of('logo', text)}: {error}") from error
    told = found.pop("alerts", {})
    return SiteFacts(**found, alerts_from=_sender(told["from"]) if told.get("public") else "")


def _table(path: Path) -> tuple[dict[str, Any], str]:
    """Return the table of a file of TOML, and its text. Raises UsageError."""
    try:
        text = read_plain(path, _LARGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{path} cannot be read: {why}") from error
    try:
        return tomllib.loads(text), text
    except RecursionError as error:
        raise UsageError(f"{path} is no TOML: brackets in brackets without end") from error
    except tomllib.TOMLDecodeError as error:
        last = f"at line {len(text.splitlines())}"
        why = str(error).replace("at end of document", last)
        raise UsageError(f"{path} is no TOML: {why}") from error


def _problem_of_alerts(value: object, found: dict[str, Any]) -> str:
    """Return what is wrong with the table [alerts], "" if nothing is."""
    if not isinstance(value, dict) or not value.keys() <= {"public", "from"}:
        return "[alerts] has public = true and from, nothing else."
    if type(value.get("public", False)) is not bool:
        return "public is true or false."
    if not value.get("public"):
        return ""
    if not isinstance(value.get("from"), str) or not _sender(value["from"]):
        return 'from is who sends: from = "Example Council <records@example.gov.uk>".'
    # What a request says it was asked by is in no mail.
    return "" if found.get("address") else "with public = true the site has an address."


def _sender(value: str) -> str:
    """Return who sends, as a header has it, "" for what is no sender."""
    shown, mailbox = parseaddr(value)
    is_one = value.isprintable() and len(value) <= _LONGEST and is_address(mailbox)
    return formataddr((shown, mailbox)) if is_one else ""


def _logo(path: Path) -> Logo:
    kind = _PICTURES.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"logo is the name of a picture that ends with {' or '.join(_PICTURES)}.")
    try:
        content = read_plain(path, _LARGEST)
    except (OSError, ValueError) as error:
        raise UsageError(f"the logo {path} cannot be read.") from error
    if not 0 < len(content) <= _LARGEST_LOGO:
        raise UsageError(
            f"the logo {path} has {len(content):,} bytes, of at most {_LARGEST_LOGO:,}."
        )
    return Logo(content, kind)


def _problem(name: str, value: object, known: list[str]) -> str:
    """Return what is wrong with a fact, "" if nothing is."""
    if name not in known:
        return f"there is no {name!r}; there are: {', '.join([*known, 'alerts'])}."
    if name == "proxies":
        return _problem_of_proxies(value)
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        return f"{name} is a text in quotes, up to {_LONGEST} letters."
    if not value.isprintable():
        return f"{name} is one line."
    return _PROBLEMS[name](value)


def _problem_of_contact(value: str) -> str:
    if _is_address(value) or _EMAIL.fullmatch(value):
        return ""
    return "contact is an e-mail address or a web address with https:// in front."


def _problem_of_statement(value: str, name: str = "statement") -> str:
    return "" if _is_address(value) else f"{name} is a web address with https:// in front."


def _problem_of_address(value: str) -> str:
    if problem := _problem_of_statement(value, "address"):
        return problem
    is_whole = re.search(r"[?#]|[^/]$", value) is None
    return "" if is_whole else "address ends with a slash, and has no ? or #."


def _problem_of_language(value: str) -> str:
    known = languages()
    return "" if value in known else f"language is one of {', '.join(known)}."


def _problem_of_proxies(value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return 'proxies is a list of addresses in quotes, such as ["127.0.0.1", "10.0.3.0/24"].'
    try:
        Proxies(value)
    except ValueError as error:
        return f"proxies are addresses or networks: {error}."
    return ""


_PROBLEMS: dict[str, Callable[[str], str]] = {
    "address": _problem_of_address,
    "name": lambda _: "",
    "contact": _problem_of_contact,
    "statement": _problem_of_statement,
    "logo": lambda _: "",
    "language": _problem_of_language,
}


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    is_plain = value.isascii() and " " not in value and parts.username is None
    return parts.scheme in ("http", "https") and bool(parts.hostname) and is_plain


def _line_of(name: str, text: str) -> int:
    lines = text.splitlines()
    given = re.compile(
        rf"""\s*["']?{re.escape(name)}["']?\s*[=.\]]|\s*\[+\s*["']?{re.escape(name)}"""
    )
    return next((n for n, line in enumerate(lines, start=1) if given.match(line)), 1)


class _Addressed:
    """An application that is always asked by its public address."""

    def __init__(self, app: WSGIApplication, address: str) -> None:
        parts = urlsplit(address)
        self._app, self._scheme, self._host = app, parts.scheme, parts.netloc
        self._prefix = parts.path.rstrip("/")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.url_scheme"], environ["HTTP_HOST"] = self._scheme, self._host
        path = environ.get("PATH_INFO", "")
        # A proxy may hand the prefix on or take it off.
        if self._prefix and (path + "/").startswith(self._prefix + "/"):
            environ["PATH_INFO"] = path[len(self._prefix) :] or "/"
        environ["SCRIPT_NAME"] = self._prefix
        return self._app(environ, start_response)


def register(app: Flask, site: SiteFacts) -> None:
    """Let the application be asked by its public address, and its pages say what the site says."""
    app.jinja_env.globals["site"] = site
    app.extensions[_EXTENSION] = site
    speak_in(app, site.language)
    if site.address:
        app.wsgi_app = _Addressed(app.wsgi_app, site.address)  # type: ignore[method-assign]
    app.wsgi_app = Believing(app.wsgi_app, Proxies(site.proxies))  # type: ignore[method-assign]


def site_of(app: Flask) -> SiteFacts:
    """Return what the council says of the site that an application is; of one that was told nothing, what is usual."""
    facts: SiteFacts = app.extensions.get(_EXTENSION, SiteFacts())
    return facts


@cache
def mark_of(site: SiteFacts) -> str:
    """Return what tells apart what two sites say of themselves, or one site before and after a change."""
    return hashlib.sha256(repr(site).encode()).hexdigest()[:12]
