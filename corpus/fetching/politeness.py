"""How a site is treated: how often, how long and how much it is asked."""

from __future__ import annotations

from dataclasses import dataclass

MAX_REDIRECTS = 5
MAX_PAGE_BYTES = 64 * 2**20
MAX_ROBOTS_BYTES = 512 * 2**10  # RFC 9309, section 2.5
# A site that asks for a longer wait is left alone; the next run goes on from there.
MAX_WAIT_S = 600.0
# Requests in a row: without any answer or with one that says to come later; with any error that passes.
MAX_FAILURES_IN_A_ROW = 5
MAX_ERRORS_IN_A_ROW = 20


@dataclass(frozen=True, slots=True)
class Politeness:
    """How a site is treated. Times are in seconds; `max_answer_s` bounds one whole answer.

    `max_time_s` bounds everything that is asked of it; None does not.
    """

    pause_s: float = 1.0
    timeout_s: float = 30.0
    max_answer_s: float = 300.0
    max_time_s: float | None = None
    attempts: int = 4
    backoff_s: float = 2.0
    contact: str | None = None
