"""What a site has taken back is taken back here: its record, its documents and what stood beside them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from corpus.fetching import layout
from corpus.fetching.listing import ListedMeeting
from corpus.fetching.report import FetchReport
from corpus.fetching.state import KnownDocument, State

DOCUMENTS = "documents"


def take_back(
    state: State, into: Path, report: FetchReport, meetings: Iterable[ListedMeeting]
) -> None:
    """Remove what was fetched of meetings that a site says are not for the public, or deleted."""
    for meeting in meetings:
        known = state.meeting(meeting.id)
        if known is None or not known.file:
            continue
        folder = into / known.folder
        for document in state.documents(meeting.id).values():
            forget_document(state, document, folder / DOCUMENTS)
        remove(folder / DOCUMENTS, layout.SIDECAR)
        # The record last: a run that is killed before it begins here again.
        remove(folder, layout.SIDECAR, known.file)
        nothing = replace(
            known, signature="", file="", fingerprint="", etag=None, last_modified=None
        )
        state.keep_meeting(nothing)
        report.notes.append(
            f"{meeting.committee.name}, {meeting.date}: the site does not show the meeting any more; "
            "its record was removed"
        )


def forget_document(state: State, known: KnownDocument, folder: Path) -> None:
    """Remove a document from its folder, and what is known of it."""
    if known.file:
        (folder / known.file).unlink(missing_ok=True)
    state.forget_document(known.url)


def remove(folder: Path, *names: str) -> None:
    """Remove files of a folder, and the folder and the one above it if nothing else is in them."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
        folder.parent.rmdir()
