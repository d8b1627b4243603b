"""A value to filter by, with its count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, and how many of the matched passages have it; `beside` of them what is chosen leaves out."""

    value: str
    count: int
    beside: int = 0
