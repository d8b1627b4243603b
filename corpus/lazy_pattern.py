"""Patterns that are compiled when they are first used.

A module compiles its patterns as it is imported, and most of what a command imports it never asks. The
patterns that a query imports took a quarter of a second to compile, of which it used a few.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern; what is asked of it once is asked of the pattern itself from then on."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern; Python calls this for what the object does not have yet."""
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what acts as `re.compile(source, flags)`; an error in the pattern is raised by its first use.

    The functions of `re` take no such pattern: ask the pattern itself.
    """
    return cast("re.Pattern[str]", _Lazy(source, flags))
