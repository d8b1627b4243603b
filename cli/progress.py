"""A progress bar on the terminal's error stream, with rate and remaining time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click
from tqdm import tqdm

if TYPE_CHECKING:
    from corpus.progress import Progress

_FORMAT = "{desc}: {percentage:3.0f}% |{bar}| {n:,} of {total:,}, {rate_fmt}, {remaining} left"


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Yield a function (stage, done, total) that draws one bar for each stage, or tells a sentence."""
    bars: dict[str, tqdm[NoReturn]] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            for bar in bars.values():
                bar.close()
            if not total:
                # Where there is no terminal too, which has no bars.
                click.echo(stage, err=True)
                return
            bars[stage] = tqdm(
                total=total, desc=stage, file=sys.stderr, disable=None, unit="", bar_format=_FORMAT
            )
        bars[stage].update(done - bars[stage].n)

    try:
        yield show
    finally:
        for bar in bars.values():
            bar.close()
