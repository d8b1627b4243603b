"""The files that a meeting of an interface links to: what its reader shows the public, on hosts that are the council's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from corpus.errors import RecordError
from corpus.fetching.documents import Link, fetch_documents
from corpus.fetching.listing import ListedMeeting
from corpus.fetching.run import Run
from corpus.fetching.state import KnownMeeting
from corpus.readers.moderngov_address import same_host
from corpus.records import Meeting, Source
from corpus.text import without_file_note

Read = Callable[[Source, Mapping[str, Any]], Meeting]


def fetch_attachments(
    run: Run, meeting: ListedMeeting, read: Read, hosts: tuple[str, ...] = ()
) -> None:
    """Fetch the public files of a meeting that was fetched. Raises SiteUnreachable and OutOfTime only.

    `read` is the reader of its record: what it withholds is not asked for. `hosts` are the domains that the interface
    keeps files on, beside its own host and those that the user names.
    """

    def links(run: Run, known: KnownMeeting, path: Path) -> Iterator[Link]:
        yield from _links(run, path, read, (*hosts, *run.wanted.document_hosts))

    fetch_documents(run, meeting, links)


def _links(run: Run, path: Path, read: Read, hosts: tuple[str, ...]) -> Iterator[Link]:
    """Yield the documents to fetch; those that are withheld or elsewhere are counted."""
    body = path.read_bytes()
    try:
        found = read(Source(path.name, body), json.loads(body))
    except (RecordError, ValueError):
        # Called off or hidden since: the reader withholds all of it.
        return
    for item in found.items:
        for document in item.documents:
            url = document.url
            if item.restricted or document.restricted or not url or not _is_near(run, url, hosts):
                run.report.documents_left_out += 1
                continue
            title = without_file_note(document.title)
            yield Link(
                url, title or unquote(PurePosixPath(urlsplit(url).path).stem), item.number or ""
            )


def _is_near(run: Run, url: str, hosts: tuple[str, ...]) -> bool:
    """Say whether a file is where the council keeps its own: an address may lead anywhere, into our own network, too."""
    if same_host(run.site.base, url):
        return True
    try:
        parts = urlsplit(url)
        # A name alone stands for its usual port.
        where = parts.netloc if parts.port else (parts.hostname or "")
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and parts.username is None
    return is_web and any(where == host or where.endswith(f".{host}") for host in hosts)
