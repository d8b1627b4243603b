"""One meeting: asked for, compared with what is known, written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpus.errors import ResponseError, RobotsForbid
from corpus.fetching import layout, pages, service
from corpus.fetching.answers import Answer
from corpus.fetching.listing import ListedMeeting
from corpus.fetching.run import Run, now
from corpus.fetching.state import KnownMeeting
from corpus.readers.moderngov_address import Site

Outcome = Literal["downloaded", "changed", "unchanged", "settled", "empty", "called_off", "failed"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a site gives a meeting, and the file that it is kept in."""

    name: str
    file: str
    url: Callable[[Site, ListedMeeting], str]
    check: Callable[[Answer], None]
    has_items: Callable[[bytes], bool]
    fingerprint: Callable[[bytes], str]


Asked = Callable[[Run, ListedMeeting, KnownMeeting | None], tuple[Form, Answer] | None]
_SERVICE = Form(
    name="web service",
    file="meeting.xml",
    url=lambda site, meeting: service.meeting_url(site, meeting.id),
    check=service.check_meeting,
    has_items=lambda body: service.n_items(body) > 0,
    fingerprint=lambda body: hashlib.sha256(body).hexdigest(),
)
_PAGE = Form(
    name="page",
    file="meeting.html",
    url=pages.meeting_url,
    check=pages.check_page,
    has_items=pages.has_items,
    fingerprint=pages.fingerprint,
)


def fetch_meeting(run: Run, meeting: ListedMeeting, ask: Asked | None = None) -> Outcome:
    """Fetch a meeting if it is due, and return what came of it.

    `ask` gets it from a site that is none of modern.gov, and notes why there is none. Raises SiteUnreachable and
    OutOfTime only.
    """
    if meeting.is_called_off:
        return "called_off"
    known = run.state.meeting(meeting.id)
    if known is not None and not _is_due(run, meeting, known):
        return "settled"
    found = (ask or _ask)(run, meeting, known)
    if found is None:
        return "failed"
    form, answer = found
    if answer.not_modified and known is not None:
        _move(run, known, layout.meeting_folder(meeting))
        _keep(run, meeting, known.file, known.fingerprint, answer, known)
        return "unchanged"
    if not form.has_items(answer.body):
        return _without_items(run, meeting, form, answer, known)
    return _write(run, meeting, form, answer, known)


def address_of(site: Site, meeting: ListedMeeting) -> str:
    """Return the public address of a meeting."""
    return meeting.url or pages.meeting_url(site, meeting)


def file_of(run: Run, known: KnownMeeting) -> Path | None:
    """Return the file that holds a known meeting, or None if there is none."""
    path = run.into / known.folder / known.file
    return path if known.file and path.is_file() else None


def _is_due(run: Run, meeting: ListedMeeting, known: KnownMeeting) -> bool:
    if known.signature != meeting.signature or (known.file and file_of(run, known) is None):
        return True
    if run.was_checked(known.checked_at):
        return False
    return run.is_recent(meeting)


def _ask(
    run: Run, meeting: ListedMeeting, known: KnownMeeting | None
) -> tuple[Form, Answer] | None:
    """Return the meeting in the first form that the site gives, or note why it gives none."""
    reasons = []
    for form in _forms(run, known):
        stored = known if _is_stored(run, known, form) else None
        try:
            answer = run.client.get(
                form.url(run.site, meeting),
                check=form.check,
                etag=stored.etag if stored else None,
                last_modified=stored.last_modified if stored else None,
            )
        except (ResponseError, RobotsForbid) as error:
            reasons.append(f"{form.name}: {error}")
            continue
        if reasons:
            run.report.by_page += 1
        return form, answer
    when = meeting.date.isoformat() if meeting.date else "undated"
    run.report.fail(
        f"{meeting.committee.name}, {when}",
        pages.meeting_url(run.site, meeting),
        "; ".join(reasons),
    )
    return None


def _forms(run: Run, known: KnownMeeting | None) -> list[Form]:
    """Return the forms to ask for, the fullest first."""
    if not run.by_service:
        return [_PAGE]
    if known is not None and known.file == _SERVICE.file:
        # The page would replace the fuller record; the next run asks the service again.
        return [_SERVICE]
    return [_SERVICE, _PAGE]


def _is_stored(run: Run, known: KnownMeeting | None, form: Form) -> bool:
    return known is not None and known.file == form.file and file_of(run, known) is not None


def _without_items(
    run: Run, meeting: ListedMeeting, form: Form, answer: Answer, known: KnownMeeting | None
) -> Outcome:
    """Remember a meeting without an agenda. What the council has taken back is taken back here."""
    path = file_of(run, known) if known else None
    if path is not None:
        path.unlink()
        run.report.notes.append(
            f"{meeting.committee.name}, {meeting.date}: the site shows no agenda any more; "
            "the record was removed"
        )
    _keep(run, meeting, "", form.fingerprint(answer.body), answer)
    return "empty"


def _write(
    run: Run, meeting: ListedMeeting, form: Form, answer: Answer, known: KnownMeeting | None
) -> Outcome:
    folder = layout.meeting_folder(meeting)
    fingerprint = form.fingerprint(answer.body)
    if known is not None:
        _move(run, known, folder)
    path = run.into / folder / form.file
    facts = layout.meeting_facts(meeting, address_of(run.site, meeting))
    # The facts first: a file without them would be read as of no committee.
    layout.write_if_changed(path.with_name(layout.SIDECAR), facts)
    is_known = known is not None and known.file != ""
    same = (
        known is not None
        and (known.file, known.fingerprint) == (form.file, fingerprint)
        and path.is_file()
    )
    written = not same and layout.write_if_changed(path, answer.body)
    for other in (_SERVICE, _PAGE):
        if other.file != form.file:
            path.with_name(other.file).unlink(missing_ok=True)
    _keep(run, meeting, form.file, fingerprint, answer)
    if not written:
        return "unchanged"
    return "changed" if is_known else "downloaded"


def _move(run: Run, known: KnownMeeting, folder: str) -> None:
    """Move a meeting's folder when the site has given it another date or committee name."""
    old, new = run.into / known.folder, run.into / folder
    if old == new or not old.is_dir() or new.exists():
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    old.rename(new)
    # Empty now, unless the committee has other meetings.
    with suppress(OSError):
        old.parent.rmdir()


def _keep(
    run: Run,
    meeting: ListedMeeting,
    file: str,
    fingerprint: str,
    answer: Answer,
    earlier: KnownMeeting | None = None,
) -> None:
    known = KnownMeeting(
        id=meeting.id,
        signature=meeting.signature,
        folder=layout.meeting_folder(meeting),
        file=file,
        fingerprint=fingerprint,
        etag=answer.etag,
        last_modified=answer.last_modified,
        checked_at=now(),
    )
    if earlier is not None:
        # A 304 may leave out what it has said before.
        known = replace(
            known,
            etag=answer.etag or earlier.etag,
            last_modified=answer.last_modified or earlier.last_modified,
        )
    run.state.keep_meeting(known)
