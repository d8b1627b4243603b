"""Every error this project raises on purpose.

CouncilSearchError        its message is safe to show: what happened, and what to do next
├── RecordError           one source cannot be read; an import reports it and goes on
├── UsageError            an argument or a setting that makes no sense
│   └── CutShort          a query that costs more than one may
├── FetchError            records cannot be fetched from a council's site
│   ├── NothingThere      the address, or what was asked of it, leads to no records
│   ├── RobotsForbid      the site's robots.txt asks programs like this one to stay away
│   └── ResponseError     one request got no usable answer; a fetch reports it and goes on
├── MailNotSent           the mail server did not take a mail, or did not say so; the run goes on
├── IndexNotWritten       the disk refused: it is full, read-only, over a quota, or failing
└── IndexUnavailable      there is no index that can be used
    ├── IndexMissing      nothing was built there yet
    ├── IndexOutdated     built by another version of the format, or with another model
    ├── IndexDamaged      a file is missing or is not what was written
    └── IndexLocked       another process is building it
"""

from __future__ import annotations

from pathlib import Path


class CouncilSearchError(Exception):
    """Base of all errors whose message may be shown to a user as it is."""


class RecordError(CouncilSearchError):
    """One source cannot be read."""


class UsageError(CouncilSearchError):
    """An argument or a setting makes no sense."""


class CutShort(UsageError):
    """A query costs more processor time than one may; nothing of it is left to be shown."""


class FetchError(CouncilSearchError):
    """Records cannot be fetched from a council's site."""


class NothingThere(FetchError):
    """The address, or what was asked of it, leads to no records."""


class RobotsForbid(FetchError):
    """The site's robots.txt asks programs like this one to stay away."""


class ResponseError(FetchError):
    """One request got no usable answer.

    `status` is the HTTP status, or None where there was none. `is_passing` says whether asking
    again may help; `retry_after_s` is how long the site asks to wait first.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        is_passing: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        """Remember what is needed to decide about another try."""
        super().__init__(message)
        self.status = status
        self.is_passing = is_passing
        self.retry_after_s = retry_after_s


class MailNotSent(CouncilSearchError):
    """The mail server did not take a mail.

    `is_unsure`: it may have; it did not say. `is_lost`: the server cannot be reached at all.
    """

    def __init__(self, message: str, *, is_unsure: bool = False, is_lost: bool = False) -> None:
        """Remember what is needed to decide about another try."""
        super().__init__(message)
        self.is_unsure, self.is_lost = is_unsure, is_lost


class IndexNotWritten(CouncilSearchError):
    """The disk refused to take an index."""


class IndexUnavailable(CouncilSearchError):
    """There is no index that can be used."""


class IndexMissing(IndexUnavailable):
    """Nothing was built there yet."""


class IndexOutdated(IndexUnavailable):
    """The index was built by another version of the format, or with another model."""


class IndexDamaged(IndexUnavailable):
    """A file of the index is missing or is not what was written."""


class IndexLocked(IndexUnavailable):
    """Another process is building the index."""


def unquoted(error: Exception) -> str:
    """Return an unexpected error's kind and place, without its words.

    These may quote a record that nobody may read, and what is reported is kept in the index.
    """
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    if last is None:
        return type(error).__name__
    file_name = Path(last.tb_frame.f_code.co_filename).name
    return f"{type(error).__name__} in {file_name}, line {last.tb_lineno}"
