"""What a site answers: its content, or why there is none; and what this program calls itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from math import isnan

import httpx2
from protego import Protego

from corpus.errors import ResponseError, UsageError

# The name by which a robots.txt may speak to this program.
AGENT = "council-search"
_LONGEST_HEADER = 1_000
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered. `not_modified` is a 304: the body is then empty."""

    url: str
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False


def user_agent(contact: str | None) -> str:
    """Return what the site's keeper reads in the log. Raises UsageError for unprintable text."""
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise UsageError("--contact is an e-mail or web address, in plain ASCII letters.")
    who = f"; {contact}" if contact else ""
    return f"{AGENT}/{version('council-search')} (search over council records{who})"


def raise_for_status(response: httpx2.Response) -> None:
    """Raise ResponseError for an answer that is neither content nor a 304."""
    status = response.status_code
    if status in (200, 304):
        return
    text = f"HTTP {status} {response.reason_phrase}".strip()
    if status == 500 and _is_switched_off(response):
        # ASP.NET's way to say that a web service takes no GET requests; asking again is no use.
        raise ResponseError("the web service is switched off (HTTP 500)", status=405)
    raise ResponseError(
        text,
        status=status,
        is_passing=status in _PASSING,
        retry_after_s=retry_after_s(response.headers.get("retry-after")),
    )


def _is_switched_off(response: httpx2.Response) -> bool:
    head = b""
    for chunk in response.iter_bytes():
        head += chunk
        if len(head) > 4096:
            break
    return b"Request format is unrecognized" in head


def sendable(header: str | None) -> str | None:
    """Return a header that can be sent back as it came (RFC 9110, section 5.5), else None."""
    if header and len(header) <= _LONGEST_HEADER and header.isascii() and header.isprintable():
        return header
    return None


def asked_pause_s(rules: Protego) -> float:
    """Return the seconds between requests that a robots.txt asks for, 0 where it asks for none."""
    asked = [rules.crawl_delay(AGENT) or 0.0]
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests:
        asked.append(rate.seconds / rate.requests)
    return max(0.0, *(float(seconds) for seconds in asked if not isnan(seconds)))


def retry_after_s(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3), or None."""
    if not value:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        # The parser of dates has an error of each kind for some text that is none.
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
