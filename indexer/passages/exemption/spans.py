"""Stretches of a text that are left out of it."""

from __future__ import annotations

import re


def with_brackets(
    text: str, spans: list[tuple[int, int]], brackets: re.Pattern[str]
) -> list[tuple[int, int]]:
    """Return spans with what stands in brackets outside of them."""
    inside = [match.span() for match in brackets.finditer(text)]
    return sorted(
        [*spans, *(b for b in inside if not any(s < b[1] and b[0] < e for s, e in spans))]
    )


def without(text: str, spans: list[tuple[int, int]], note: str) -> str:
    """Return a text with one note for each run of stretches that are left out."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        between = text[at:start]
        if between.strip() or not parts:
            parts += [between.strip("\n ") if parts else between.rstrip(), note]
        at = end
    if not spans:
        return text
    parts.append(text[at:].strip())
    return "\n\n".join(part for part in parts if part)
