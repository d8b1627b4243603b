"""HTML that stands in a plain text or in Markdown: tables, breaks of lines, marks of bold and italics.

Static pages and exports of content systems mix both. What HTML hides or strikes out is not read here either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from corpus.lines import Line
from corpus.readers.html_text import document_lines
from corpus.readers.tuning import KNOWN

# Each ends where its own end stands; a block within one of its kind ends it early and is read as text.
_BLOCK = re.compile(
    r"<(?P<tag>table|del|strike|script|style|template|details)\b[^<>]*>.*?</(?P=tag)\s*>"
    r"|<(?P<hidden>div|p|span|section)\b[^<>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|\shidden\b)[^<>]*>"
    r".*?</(?P=hidden)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
_ENDS_LINE = re.compile(
    r"</?(?:p|div|center|ul|ol|li|hr|blockquote|section)(?=[\s/>])[^<>]*>", re.IGNORECASE
)
_BOLD = re.compile(r"</?(?:b|strong)\s*>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:i|em|u|span|font|a|sup|sub|small|big|ins|mark|abbr|img)(?=[\s/>])[^<>]*>", re.IGNORECASE
)
_FEWEST_BREAKS = KNOWN.breaks


def lines_around(text: str) -> Iterator[str | list[Line]]:
    """Yield a text in pieces: as it is, with tags turned to marks, and blocks of HTML as their lines.

    A text that only speaks of a tag is left alone.
    """
    if not _BLOCK.search(text) and len(_BREAK.findall(text)) < _FEWEST_BREAKS:
        yield text
        return
    end = 0
    for block in _BLOCK.finditer(text):
        yield _without_tags(text[end : block.start()])
        yield _block_lines(block[0])
        end = block.end()
    yield _without_tags(text[end:])


def _without_tags(text: str) -> str:
    text = _ENDS_LINE.sub("\n", _BREAK.sub("\n", text))
    return _INLINE.sub("", _BOLD.sub("**", text))


def _block_lines(block: str) -> list[Line]:
    tree = LexborHTMLParser(block)
    return document_lines(tree, tree.body) if tree.body else []
