"""Every error this project raises on purpose.

CouncilSearchError        its message is safe to show: what happened, and what to do next
├── RecordError           one source cannot be read; an import reports it and goes on
├── UsageError            an argument or a setting that makes no sense
└── IndexUnavailable      there is no index that can be used
    ├── IndexMissing      nothing was built there yet
    ├── IndexOutdated     built by another version of the format, or with another model
    ├── IndexDamaged      a file is missing or is not what was written
    └── IndexLocked       another process is building it
"""


class CouncilSearchError(Exception):
    """Base of all errors whose message may be shown to a user as it is."""


class RecordError(CouncilSearchError):
    """One source cannot be read."""


class UsageError(CouncilSearchError):
    """An argument or a setting makes no sense."""


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
