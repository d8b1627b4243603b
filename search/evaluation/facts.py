"""A fact of what a council is shown, and whose search it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

COUNCILS = "to be filled in by the council"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: `value` is None where nobody has measured it, `source` says where it is from or how to."""

    name: str
    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose search it is and how to reach them, as the site says it; "" where it does not."""

    name: str = ""
    contact: str = ""
