"""One module a format; this table picks the one that reads a source: by content, then by suffix.

A new format is one module with `read(source) -> Iterator[Meeting | RecordError]` and one line in
`READERS`. PDF, DOCX and the modern.gov web service have their places here when they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.errors import RecordError
from corpus.readers import html_page, jsonl, minutes, moderngov_text
from corpus.records import Meeting, Source
from corpus.text import decode

_SNIFFED_CHARACTERS = 8192


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, which files may hold it, how its text is recognised, and how it is read."""

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Source, str], bool]
    read: Callable[[Source], Iterator[Meeting | RecordError]]


def _looks_like_json_lines(source: Source, text: str) -> bool:
    return source.suffix in (".jsonl", ".ndjson") or text.lstrip().startswith('{"')


def _looks_like_html(source: Source, text: str) -> bool:
    start = text.lstrip()[:512].lower()
    return start.startswith(("<!doctype html", "<html", "<div", "<body", "<table")) or (
        start.startswith("<") and "<html" in start
    )


def _any_text(source: Source, text: str) -> bool:
    return True


READERS: tuple[Reader, ...] = (
    Reader("JSON Lines", (".jsonl", ".ndjson"), _looks_like_json_lines, jsonl.read),
    Reader("HTML", (".html", ".htm", ".aspx"), _looks_like_html, html_page.read),
    Reader("modern.gov page text", (".txt",), moderngov_text.recognises, moderngov_text.read),
    Reader("minutes", (".txt", ".md", ".markdown"), _any_text, minutes.read),
)
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def pick(source: Source) -> Reader:
    """Return the reader for a source. Raises RecordError when it is no text at all."""
    if not source.data.strip():
        raise RecordError("the file is empty")
    text = decode(source.data)[:_SNIFFED_CHARACTERS]
    return next(reader for reader in READERS if reader.recognises(source, text))


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meetings of a source; a record in it that cannot be read is yielded as its error.

    Raises RecordError when the whole source cannot be read.
    """
    yield from pick(source).read(source)
