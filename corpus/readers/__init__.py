"""One module a format; this table picks the one that reads a source: by content, then by suffix.

A new format is one module with `read(source) -> Iterator[Meeting | RecordError]` and one line in
`READERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.errors import RecordError
from corpus.losses import together
from corpus.papers.printed import Printed
from corpus.readers import (
    archive,
    beside,
    captions,
    docx,
    html_page,
    json_file,
    jsonl,
    legacy_word,
    mail,
    moderngov_text,
    moderngov_xml,
    odt,
    pdf,
    printed,
    rtf,
    spreadsheet,
)
from corpus.readers.text_lines import lines_of_text
from corpus.readers.tuning import KNOWN
from corpus.readers.withheld import front_matter_withholds
from corpus.records import AgendaItem, Meeting, MeetingFacts, Neighbour, Source, meeting
from corpus.text import decode, decode_start

MB = 2**20
_SNIFFED_BYTES = 64 * 1024
# Where a page begins, so many characters tell; before its first tag a declaration or comments may stand.
_LOOKED_AT = 16 * 1024
_IN_FRONT = re.compile(r"\A(?:\s|\ufeff|<\?xml[^>]*\?>|<!--.*?-->)+", re.DOTALL)
_TAG = re.compile(
    r"<(?:!doctype html|/?(?:html|head|body|title|meta|link|base|style|script|h[1-6]|p|div|span|table|thead|tbody|tr|"
    r"section|article|main|header|nav|center|font|ul|ol|dl|pre|textarea|blockquote|b|strong|i|em|u|a|img|br|hr|form)"
    r"(?=[\s/>])[^<>]*>)",
    re.IGNORECASE,
)
_END_OF_BLOCK = re.compile(r"</(?:p|div|h[1-6]|li|td|th|tr|table|ul|ol|section)\s*>", re.IGNORECASE)
_FEW_BLOCKS = KNOWN.blocks
_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
# Files that accompany records and are none themselves.
COMPANION = re.compile(
    r"meeting\.toml|review\.toml|fetch-report\.json|(?:notes|readme|(?:.*[-_])?licen[cs]e)(?:\.(?:txt|md))?",
    re.IGNORECASE,
)
# Formats that are known and not read, by how their files begin, with what to do instead.
_REFUSED = {
    b"\x1f\x8b": "compressed with gzip; unpack it",
    b"\x89PNG": "an image; only text can be searched",
    b"\xff\xd8\xff": "an image; only text can be searched",
    b"GIF8": "an image; only text can be searched",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: its name, which files may hold it, how its content is recognised, how it is read.

    `recognises` gets the source and the beginning of its text, which is empty for what is no text.
    A file larger than `max_bytes` is refused. `printed` gives what the format is as a printed document,
    `lines` the lines that any other one shows.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Source, str], bool]
    read: Callable[[Source], Iterator[Meeting | RecordError]]
    max_bytes: int = 32 * MB
    printed: Callable[[Source], Printed] | None = None
    lines: Callable[[Source], Sequence[str]] | None = None


def _looks_like_json_lines(source: Source, text: str) -> bool:
    return bool(text) and (source.suffix in (".jsonl", ".ndjson") or text.lstrip().startswith('{"'))


def _looks_like_html(source: Source, text: str) -> bool:
    """Say whether a text is a page: it begins with a tag, or most of what it holds stands in tags."""
    start = _IN_FRONT.sub("", text[:_LOOKED_AT])
    if _TAG.match(start) or re.search(r"<(?:html|body)\b[^<>]*>", start, re.IGNORECASE):
        return True
    # Markdown has its tables as HTML where they are wide: what stands around them decides.
    around = _TABLE.sub("", start)
    looked_at = around if _n_lines(around) >= _FEW_BLOCKS else start
    n_blocks = len(_END_OF_BLOCK.findall(looked_at))
    return n_blocks >= _FEW_BLOCKS and n_blocks >= KNOWN.tagged * _n_lines(looked_at)


def _n_lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.splitlines())


def _printed_text(source: Source) -> Printed:
    return printed.of_lines(lines_of_text(decode(source.data)))


def _any_text(source: Source, text: str) -> bool:
    return bool(text)


READERS: tuple[Reader, ...] = (
    Reader("PDF", (".pdf",), pdf.recognises, pdf.read, 128 * MB, pdf.printed_of),
    Reader("DOCX", (".docx",), docx.recognises, docx.read, 128 * MB, docx.printed_of),
    Reader("ODT", (".odt",), odt.recognises, odt.read),
    Reader("XLSX", (".xlsx", ".xlsm"), spreadsheet.recognises, spreadsheet.read),
    Reader("ZIP", (".zip",), archive.recognises, archive.read, 256 * MB),
    Reader("RTF", (".rtf",), rtf.recognises, rtf.read),
    Reader("DOC", (".doc",), legacy_word.recognises, legacy_word.read),
    Reader("mail", (".eml", ".msg", ".mht", ".mhtml"), mail.recognises, mail.read),
    Reader("captions", (".vtt", ".srt"), captions.recognises, captions.read),
    Reader("JSON", (".json",), json_file.recognises, json_file.read, 256 * MB),
    Reader("JSON Lines", (".jsonl", ".ndjson"), _looks_like_json_lines, jsonl.read, 256 * MB),
    Reader("GetMeeting XML", (".xml",), moderngov_xml.recognises, moderngov_xml.read),
    Reader(
        "HTML",
        (".html", ".htm", ".aspx"),
        _looks_like_html,
        html_page.read,
        lines=html_page.lines_of,
    ),
    Reader("modern.gov page text", (".txt",), moderngov_text.recognises, moderngov_text.read),
    Reader(
        "minutes", (".txt", ".md", ".markdown"), _any_text, printed.read_text, printed=_printed_text
    ),
)
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
MAX_BYTES = max(reader.max_bytes for reader in READERS)


def pick(source: Source) -> Reader:
    """Return the reader for a source. Raises RecordError when none reads it, or it is too large."""
    if not source.data.strip():
        raise RecordError("the file is empty")
    _refuse_known_formats(source.data)
    text, problem = _beginning(source.data)
    reader = next((reader for reader in READERS if reader.recognises(source, text)), None)
    if reader is None:
        raise _why_no_reader(source.data) or problem or RecordError("the file is empty")
    if len(source.data) > reader.max_bytes:
        raise RecordError(
            f"larger than {reader.max_bytes // MB} MB, the limit for {reader.name}; split it"
        )
    return reader


def _refuse_known_formats(data: bytes) -> None:
    for beginning, reason in _REFUSED.items():
        if data.startswith(beginning):
            raise RecordError(reason)


def _why_no_reader(data: bytes) -> RecordError | None:
    if not data.startswith(mail.OLE):
        return None
    return RecordError(
        "an old Microsoft Office file, or one with a password; save it as DOCX without one"
    )


def n_pages(source: Source) -> int:
    """Return how many pages a PDF has, 0 for other formats and for what cannot be opened."""
    return pdf.n_pages(source.data) if pdf.recognises(source, "") else 0


def _beginning(data: bytes) -> tuple[str, RecordError | None]:
    try:
        return decode_start(data, _SNIFFED_BYTES), None
    except RecordError as error:
        return "", error


def recognises_content(name: str, start: bytes) -> bool:
    """Say whether a file whose suffix says nothing begins like a format that is read."""
    source = Source(name, start)
    text, _ = _beginning(start)
    return any(r.recognises(source, text) for r in READERS if r.recognises is not _any_text)


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield the meetings of a source; a record in it that cannot be read is yielded as its error.

    A report to a meeting is one item, however many numbered sections it has. Raises RecordError
    when the whole source cannot be read.
    """
    source = replace(source, neighbours=told(source.neighbours))
    reader = pick(source)
    found = reader.read(source)
    # What is printed is read as a paper with that title where it is put in its place.
    whole = source.facts.document is None or reader.printed is not None
    read = found if whole else _as_document(source, found)
    if source.facts.restricted or front_matter_withholds(source.data):
        read = (one if isinstance(one, RecordError) else _restricted(one) for one in read)
    yield from read


def _restricted(found: Meeting) -> Meeting:
    """Return a record of which nothing is for the public."""
    items = tuple(
        replace(
            item,
            restricted=True,
            documents=tuple(replace(document, restricted=True) for document in item.documents),
        )
        for item in found.items
    )
    document = found.document and replace(found.document, restricted=True)
    return replace(found, items=items, document=document)


def told(neighbours: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """Return neighbours with what those that are read say of their meeting."""
    return tuple(_told(one) for one in neighbours)


@lru_cache(maxsize=64)
def _told(neighbour: Neighbour) -> Neighbour:
    """Return a neighbour with what it says of its meeting, where it is one that is read."""
    if not neighbour.data:
        return neighbour
    try:
        source = Source(neighbour.name, neighbour.data)
        reader = pick(source)
        if reader.printed:
            return beside.told_by(neighbour, reader.printed(source))
        lines = reader.lines(source) if reader.lines else ()
        return beside.told_by_records(neighbour, reader.read(source), lines)
    except RecordError:
        return replace(neighbour, data=b"")


def _as_document(
    source: Source, found: Iterator[Meeting | RecordError]
) -> Iterator[Meeting | RecordError]:
    """Yield one meeting with one item that holds all text; errors are yielded as they come."""
    items: list[AgendaItem] = []
    lost: dict[str, int] = {}
    for record in found:
        if isinstance(record, RecordError):
            yield record
        else:
            items.extend(record.items)
            lost = together(lost, record.left_out)
    restricted = any(part.restricted for part in items)
    title, text = source.facts.document or "", _all_text(items)
    item = AgendaItem(title=title, agenda=text, restricted=restricted)
    yield replace(meeting(source, MeetingFacts(), (item,)), left_out=lost)


def _all_text(items: Sequence[AgendaItem]) -> str:
    """Return the text of some items with their titles; that of a lone item is the reader's and left out."""
    paragraphs = []
    for part in items:
        heading = " ".join(word for word in (part.number, part.title) if word)
        paragraphs += [heading if len(items) > 1 else ""]
        paragraphs += [part.agenda, part.decision, part.minutes]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
