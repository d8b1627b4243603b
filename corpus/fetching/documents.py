"""The files that agenda items link to: public ones of this site that a reader can read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.errors import FetchError, ResponseError, RobotsForbid
from corpus.fetching import layout, pages, service
from corpus.fetching.answers import Answer
from corpus.fetching.client import OutOfTime
from corpus.fetching.listing import ListedMeeting
from corpus.fetching.meetings import file_of
from corpus.fetching.run import Run, now
from corpus.fetching.state import KnownDocument, KnownMeeting
from corpus.fetching.withdrawn import DOCUMENTS, forget_document, remove
from corpus.readers.moderngov_address import same_host
from corpus.text import without_file_note

_WORD = b"word/document.xml"


@dataclass(frozen=True, slots=True)
class Link:
    """A document that may be fetched: its address, its title, and the number of its item or nothing."""

    url: str
    title: str
    item: str


Links = Callable[[Run, KnownMeeting, Path], Iterator[Link]]


def fetch_documents(run: Run, meeting: ListedMeeting, links_of: Links | None = None) -> None:
    """Fetch the documents of a meeting that was fetched, if they are wanted. Raises SiteUnreachable and OutOfTime only.

    `links_of` yields those of a site that is none of modern.gov, from the file of the meeting. Those that the site says
    are unchanged are not fetched again; of a site that gives no ETag and no date for them, one that has been fetched is
    taken to stay as it is. One that no item shows any more is removed, also where no others are wanted.
    """
    record = run.state.meeting(meeting.id)
    known = run.state.documents(meeting.id)
    if record is None or not (run.wanted.documents or known):
        return
    path = file_of(run, record)
    found = (links_of or _links)(run, record, path) if path is not None else ()
    links = {link.url: link for link in found}
    folder = run.into / record.folder / DOCUMENTS
    for url in known.keys() - links.keys():
        forget_document(run.state, known[url], folder)
    for link in links.values() if run.wanted.documents else ():
        _one(run, meeting, link, folder, known.get(link.url))
    _write_facts(run, meeting, links, folder)


def _write_facts(run: Run, meeting: ListedMeeting, links: Mapping[str, Link], folder: Path) -> None:
    """Write beside the documents what each of them is."""
    kept = {
        document.file: (url, links[url].title, links[url].item)
        for url, document in run.state.documents(meeting.id).items()
        if document.file
    }
    if kept:
        layout.write_if_changed(folder / layout.SIDECAR, layout.document_facts(kept))
    else:
        remove(folder, layout.SIDECAR)


def _links(run: Run, record: KnownMeeting, path: Path) -> Iterator[Link]:
    """Yield the documents to fetch; those that are restricted or elsewhere are counted."""
    body = path.read_bytes()
    page = run.site.url("ieListDocuments.aspx")
    if record.file.endswith(".xml"):
        found = [(d.title, d.url, d.item, d.restricted) for d in service.documents(body)]
    else:
        found = [(*link, False) for link in pages.document_links(body)]
    for title, href, item, restricted in found:
        url = run.site.absolute(href, page)
        if restricted or url is None or not same_host(run.site.base, url):
            run.report.documents_left_out += 1
        else:
            # Some links have no text; their file's name says what it is.
            title = without_file_note(title) or unquote(PurePosixPath(urlsplit(url).path).stem)
            yield Link(url, title, item)


def _one(
    run: Run, meeting: ListedMeeting, link: Link, folder: Path, known: KnownDocument | None
) -> None:
    """Fetch a document if it is due, write it if it changed, and note in the state what is known of it."""
    stored = known if known is not None and _is_there(known, folder) else None
    if stored is not None and not _is_due(run, meeting, stored):
        run.report.documents_unchanged += 1
        return
    answer = _ask(run, meeting, link, stored)
    if answer is None:
        return
    fingerprint = hashlib.sha256(answer.body).hexdigest()
    is_same = answer.not_modified or (stored is not None and fingerprint == stored.fingerprint)
    if known is not None and is_same:
        run.report.documents_unchanged += 1
        _keep(run, meeting, link, answer, (known.file, known.fingerprint), known)
        return
    file = _write(answer, link, folder)
    _count_written(run, file, known)
    _keep(run, meeting, link, answer, (file, fingerprint), known)


def _is_there(known: KnownDocument, folder: Path) -> bool:
    """Say whether a document's file is where it was put, or it needed none."""
    return not known.file or (folder / known.file).is_file()


def _keep(
    run: Run,
    meeting: ListedMeeting,
    link: Link,
    answer: Answer,
    written: tuple[str, str],
    known: KnownDocument | None,
) -> None:
    """Note in the state what is known of a document: its file and the hash of what is in it, `written`."""
    file, fingerprint = written
    run.state.keep_document(
        KnownDocument(
            url=link.url,
            meeting_id=meeting.id,
            file=file,
            fingerprint=fingerprint,
            etag=answer.etag or (known.etag if known else None),
            last_modified=answer.last_modified or (known.last_modified if known else None),
            checked_at=now(),
        )
    )


def _ask(
    run: Run, meeting: ListedMeeting, link: Link, stored: KnownDocument | None
) -> Answer | None:
    """Return the site's answer, None where it gives none, which is noted in the report."""
    report, host = run.report, urlsplit(link.url).netloc
    if host in run.silent:
        report.documents_left_out += 1
        return None
    try:
        return run.client.get(
            link.url,
            etag=stored.etag if stored else None,
            last_modified=stored.last_modified if stored else None,
            max_bytes=run.wanted.max_document_bytes,
        )
    except RobotsForbid as error:
        report.documents_left_out += 1
        if str(error) not in report.notes:
            report.notes.append(str(error))
    except ResponseError as error:
        report.documents_failed += 1
        report.fail(f"{meeting.committee.name}, {meeting.date}: {link.title}", link.url, error)
    except FetchError as error:
        if isinstance(error, OutOfTime) or same_host(run.site.base, link.url):
            raise
        # Meetings are not left behind because of a host that only keeps their papers.
        run.silent.add(host)
        run.client.forgive()
        report.documents_failed += 1
        report.fail(f"documents on {host}", link.url, error)
    return None


def _count_written(run: Run, file: str, known: KnownDocument | None) -> None:
    if not file:
        run.report.documents_left_out += 1
    elif known is not None and known.file:
        run.report.documents_changed += 1
    else:
        run.report.documents_downloaded += 1


def _is_due(run: Run, meeting: ListedMeeting, known: KnownDocument) -> bool:
    can_ask = bool(known.etag or known.last_modified)
    return can_ask and run.is_recent(meeting) and not run.was_checked(known.checked_at)


def _write(answer: Answer, link: Link, folder: Path) -> str:
    """Write a document and return its file's name, or "" for a kind that no reader reads."""
    suffix = _suffix(answer.body)
    if not suffix:
        return ""
    number = re.search(r"(?:[?&]ID=|documents/s)([0-9]{1,18})(?![0-9])", link.url)
    key = number[1] if number else hashlib.sha256(link.url.encode()).hexdigest()[:8]
    name = f"{key}-{layout.folder_name(link.title)}{suffix}"
    layout.write(folder / name, answer.body)
    return name


def _suffix(body: bytes) -> str:
    """Return the suffix of a document by its content: addresses and types are often wrong."""
    if b"%PDF-" in body[:1024]:
        return ".pdf"
    if body.startswith(b"PK\x03\x04") and _WORD in body:
        return ".docx"
    return ""
