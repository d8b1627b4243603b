"""How much work one query may cost: a limit of processor time that whatever may take long asks about.

A query that reaches it is cut short, so that no text that anybody types keeps others waiting. It is
processor time of the query's own thread, not of the clock: a busy machine cuts nothing short.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from corpus.errors import CutShort

# The slowest query of the sample's judged ones takes 0.1 s, cold 0.6 s; what takes longer than this is made to. With
# the longest step between two looks at the clock no query takes 2 s.
BUDGET_S = 1.5
_ends_at: ContextVar[float | None] = ContextVar("ends_at", default=None)


@contextmanager
def limited(seconds: float | None = None) -> Iterator[None]:
    """Give what is done inside a limit of processor time, `BUDGET_S` where none is said.

    Inside another one the earlier end counts.
    """
    before = _ends_at.get()
    end = time.thread_time() + (BUDGET_S if seconds is None else seconds)
    token = _ends_at.set(end if before is None else min(before, end))
    try:
        yield
    finally:
        _ends_at.reset(token)


def check() -> None:
    """Raise CutShort if the limit around this has been reached; without a limit do nothing."""
    end = _ends_at.get()
    if end is not None and time.thread_time() > end:
        raise CutShort(
            "This search asks for more than one search may take, so it was cut short. "
            "Use fewer words with *, ~ or NEAR."
        )
