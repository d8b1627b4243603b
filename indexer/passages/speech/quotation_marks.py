"""Straight quotation marks as curved ones: what opens and what closes a quotation is then told by the mark."""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.passages.annotations import Vote

_STRAIGHT = re.compile(
    r'(?P<opens>(?:(?<=[\s(\[“‘—–-])|^)"(?=[^\s"]))|(?P<closes>(?<=\S)")|\n', re.MULTILINE
)


def curved(text: str) -> str:
    """Return a text with its straight double quotation marks curved, each character where it was.

    A mark behind a word closes only what was opened in its line: 6" are inches.
    """
    if '"' not in text:
        return text
    found: list[str] = []
    at, is_open = 0, False
    for match in _STRAIGHT.finditer(text):
        mark = match[0]
        if match["opens"]:
            mark, is_open = "“", True
        elif match["closes"] and is_open:
            mark, is_open = "”", False
        elif mark == "\n":
            is_open = False
        found += [text[at : match.start()], mark]
        at = match.end()
    return "".join([*found, text[at:]])


def as_written(vote: Vote, text: str, read: str) -> Vote:
    """Return a vote with the words of the text of which `read` is the curved form."""
    at = read.find(vote.text, max(0, vote.start - len(vote.text)))
    return replace(vote, text=text[at : at + len(vote.text)]) if at >= 0 else vote
