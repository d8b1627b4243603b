"""A citation as a page shows it, for tests that type it back; tests/web/test_parts.py holds a page to it."""

from __future__ import annotations

from indexer.passages.passage import Passage
from web.reading import cited_place


def citation(passage: Passage, link: str) -> str:
    return f"{cited_place(passage)}, “{passage.title}”, {link}"
