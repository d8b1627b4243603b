"""The address of a modern.gov site, and of what stands below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlencode, urljoin, urlsplit

from corpus.errors import UsageError

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Site:
    """A modern.gov site. `base` is its address up to the last slash."""

    base: str

    def url(self, page: str, **arguments: object) -> str:
        """Return the address of one of its pages."""
        # The web service reads dates with plain slashes, as its own help page writes them.
        query = urlencode({name: str(value) for name, value in arguments.items()}, safe="/")
        return f"{self.base}{page}" + (f"?{query}" if query else "")

    def absolute(self, reference: str, page: str | None = None) -> str | None:
        """Return the address of a link on a page, without fragment; None if it is no web address."""
        try:
            url = urljoin(page or self.base, reference.strip())
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            return None
        path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        return f"{parts.scheme}://{parts.netloc}{path}" + (f"?{query}" if query else "")


def read_site(text: str) -> Site:
    """Return the site that a user named, by any of its pages. Raises UsageError."""
    parts, host, port = _parts_of(text.strip())
    scheme = parts.scheme.lower()
    host = f"[{host}]" if ":" in host else host
    where = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    return Site(f"{scheme}://{where}{_folder(parts.path or '/')}/")


def _parts_of(text: str) -> tuple[SplitResult, str, int | None]:
    """Return the parts of an address, its host and its port. Raises UsageError for what is none."""
    if not re.match(r"https?://", text, re.IGNORECASE):
        hint = "" if "://" in text else f" Did you mean https://{text}?"
        raise UsageError(f"{text!r} is no web address (http:// or https://).{hint}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"{text!r} is no web address: {error}.") from error
    if not parts.hostname or re.search(r"[\s\\]", parts.netloc):
        raise UsageError(f"{text!r} names no host.")
    if parts.username or parts.password:
        raise UsageError("Leave the user name and password out of the address.")
    return parts, parts.hostname, port


def _folder(path: str) -> str:
    """Return the path of the folder that a page is in, without a slash at its end."""
    if path.rsplit("/", 1)[1].lower().endswith((".aspx", ".asmx", ".htm", ".html")):
        path = path.rsplit("/", 1)[0]
    return re.sub(r"/mgWebService\.asmx(?:/.*)?$", "", path, flags=re.IGNORECASE).rstrip("/")


def item_url(meeting_url: str | None, item_id: str | None) -> str | None:
    """Return the address of an agenda item on its meeting's page, or None if either is unknown."""
    if not meeting_url or not item_id or not re.fullmatch(r"\d+", item_id):
        return None
    if "ielistdocuments.aspx" not in meeting_url.lower():
        return None
    return f"{meeting_url.partition('#')[0]}#AI{item_id}"


def same_host(url: str, other: str) -> bool:
    """Say whether both addresses are of one host, and the second is no less secure."""
    try:
        mine, its = urlsplit(url), urlsplit(other)
        ports = [p.port or _DEFAULT_PORTS.get(p.scheme) for p in (mine, its)]
    except ValueError:
        return False
    if its.scheme not in _DEFAULT_PORTS or mine.hostname != its.hostname:
        return False
    upgraded = (mine.scheme, its.scheme) == ("http", "https") and ports == [80, 443]
    return upgraded or (mine.scheme == its.scheme and ports[0] == ports[1])
