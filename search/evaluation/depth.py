"""A ranking as deep as it is measured: a page lists ten of what is near, a measure of recall asks for more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from search.searcher import Searcher


@contextmanager
def to_depth(searcher: Searcher, depth: int) -> Iterator[None]:
    """Let a searcher rank so many that are near, inside the block; the first ten are those of a page."""
    before = searcher.ranker.most_near
    searcher.ranker.most_near = depth
    try:
        yield
    finally:
        searcher.ranker.most_near = before
