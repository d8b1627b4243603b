"""How much work one query may cost: a limit of processor time that whatever may take long asks about.

A query that reaches it is cut short, so that no text that anybody types keeps others waiting. It is
processor time of the query's own thread, not of the clock: a busy machine cuts nothing short.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from corpus.errors import CutShort

# The slowest query of the sample's judged ones takes 0.1 s, cold 0.6 s; what takes longer than this is made to. With
# the longest step between two looks at the clock no query takes 2 s.
BUDGET_S = 1.5


@dataclass
class _Limit:
    """Processor time of this thread that ends it, and what the clock must say before that can be, both in seconds."""

    end: float
    not_before: float

    def is_reached(self) -> bool:
        # A thread computes no faster than the clock goes: until then its own time, dear to ask for, need not be asked.
        now = time.monotonic()
        if now < self.not_before:
            return False
        left = self.end - time.thread_time()
        self.not_before = now + left
        return left < 0


_limit: ContextVar[_Limit | None] = ContextVar("limit", default=None)


@contextmanager
def limited(seconds: float | None = None) -> Iterator[None]:
    """Give what is done inside a limit of processor time, `BUDGET_S` where none is said.

    Inside another one the earlier end counts.
    """
    around = _limit.get()
    may_take = BUDGET_S if seconds is None else seconds
    limit = _Limit(time.thread_time() + may_take, time.monotonic() + may_take)
    token = _limit.set(limit if around is None or limit.end < around.end else around)
    try:
        yield
    finally:
        _limit.reset(token)


def check() -> None:
    """Raise CutShort if the limit around this has been reached; without a limit do nothing."""
    limit = _limit.get()
    if limit is not None and limit.is_reached():
        raise CutShort(
            "This search asks for more than one search may take, so it was cut short. "
            "Try it again, or with fewer words, above all fewer with *, ~ or NEAR."
        )
