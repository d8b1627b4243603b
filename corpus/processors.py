"""How many processors there are to work with."""

from __future__ import annotations

import os


def n_processors() -> int:
    """Return how many processors this process may use; of the machine where the system does not say."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
