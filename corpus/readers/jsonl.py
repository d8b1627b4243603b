"""JSON Lines: one record a line, either BEIR's `_id`, `title`, `text` or the fields of a meeting."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from corpus.dates import find_date
from corpus.errors import RecordError, unquoted
from corpus.losses import FIELDS, HEAD, MARKS, WITHHELD
from corpus.markdown import without_markdown
from corpus.readers import civic, exported, legistar, oparl, popolo
from corpus.readers.fields import list_of, printed, text_or_none
from corpus.readers.held import lost_of, with_lost
from corpus.readers.withheld import is_withheld
from corpus.records import AgendaItem, Document, Meeting, MeetingFacts, Source, meeting
from corpus.text import clean_lines, decode, paragraphs, squash


def read(source: Source) -> Iterator[Meeting | RecordError]:
    """Yield one meeting a line; a line that cannot be read is yielded as its error."""
    # Not splitlines(): a text in quotes may hold U+2028 or U+0085 as they are.
    lines = decode(source.data).split("\n")
    if not any(line.strip() for line in lines):
        raise RecordError("the file is empty")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            where = f"character {error.pos + 1}"
            yield RecordError(f"line {number} is not a record: {error.msg} at {where}")
        except (ValueError, RecursionError) as error:
            yield RecordError(f"line {number} is not a record: {unquoted(error)}")
        else:
            yield from of_record(source, record, f"line {number}", is_escaped="\\u" in line)


def of_record(
    source: Source, record: Any, where: str, *, is_escaped: bool = True
) -> Iterator[Meeting | RecordError]:
    """Yield the meetings that a record tells of, or its error; `where` says which record it is."""
    try:
        if is_escaped:
            # Half of a surrogate pair is no character: it could neither be stored nor encoded.
            json.dumps(record, ensure_ascii=False).encode()
        found = tuple(_meetings(source, record))
        yield from with_lost(found, lost_of(_held(record), found))
    except UnicodeEncodeError:
        yield RecordError(f"{where} is not a record: surrogates are no characters")
    except (ValueError, TypeError, RecursionError) as error:
        yield RecordError(f"{where} is not a record: {unquoted(error)}")
    except RecordError as error:
        yield RecordError(f"{where}: {error}")


def _held(record: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of a record, with what its words are if they stand in none of its items."""
    waiting: list[tuple[str, Any]] = [("", record)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, dict):
            withheld = key == "documents" and is_withheld(value.items())
            waiting += [(WITHHELD if withheld else name, inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(key, inner) for inner in value]
        elif isinstance(value, str):
            yield _name_of(key), value


def _name_of(key: str) -> str:
    """Return what words under a key are if they stand in no item: of texts, the marks of Markdown."""
    if key == WITHHELD or key in _FACT_NAMES:
        return WITHHELD if key == WITHHELD else HEAD
    return MARKS if key in _READ else FIELDS


# What other systems write, by what says that a record is of theirs.
_OF_OTHERS: tuple[tuple[Callable[[Any], bool], Callable[[Source, Any], Meeting]], ...] = (
    (legistar.is_one, legistar.read),
    (oparl.is_one, oparl.read),
    (civic.is_event, civic.read),
    (civic.is_vote, civic.read_vote),
)


def _meetings(source: Source, record: Any) -> Iterator[Meeting]:
    if not isinstance(record, dict):
        raise RecordError("a record is a JSON object in braces")
    if popolo.is_one(record):
        yield from popolo.read(source, record)
    else:
        yield _meeting(source, record)


def _meeting(source: Source, record: dict[str, Any]) -> Meeting:
    if exported.MARK in record:
        return exported.read(source, record)
    for is_one, read_one in _OF_OTHERS:
        if is_one(record):
            return read_one(source, record)
    if "items" in record:
        withheld = is_withheld(record.items())
        items = tuple(_item(item, withheld=withheld) for item in list_of(record, "items"))
        if not items:
            raise RecordError("the meeting has no items")
        return meeting(source, _facts(record), items)
    if "text" in record or "_id" in record:
        return _beir(source, record)
    raise RecordError(
        'a record has either "items" (a meeting) or "_id" and "text" (BEIR), or is one of Legistar, OParl, '
        "Open Civic Data or Popolo"
    )


def _beir(source: Source, record: dict[str, Any]) -> Meeting:
    metadata = record.get("metadata")
    if not isinstance(metadata, dict):
        metadata = {}
    given = {name: record.get(name) or metadata.get(name) for name in _FACT_NAMES}
    item = AgendaItem(
        title=_line(record, "title") or "",
        minutes=_prose(record, "text"),
        record_id=_identifier(record),
        restricted=is_withheld([*record.items(), *metadata.items()]),
    )
    return meeting(source, _facts(given), (item,))


_READ = frozenset(("_id", "title", "text", "number", "agenda", "decision", "minutes"))
_FACT_NAMES = ("council", "committee", "date", "venue", "url")


def _facts(record: dict[str, Any]) -> MeetingFacts:
    known: dict[str, Any] = {name: text for name in _FACT_NAMES if (text := _line(record, name))}
    when: date | None = None
    if "date" in known:
        when = find_date(known.pop("date"))
        if when is None:
            raise RecordError(f"no such date{_figures(record['date'])} (write YYYY-MM-DD)")
    return MeetingFacts(date=when, **known)


def _figures(value: Any) -> str:
    """Return a wrong date for a message if it is made of figures: anything else is the record's words."""
    return f": {value!r}" if re.fullmatch(r"[\d/. -]{1,20}", str(value)) else ""


def _item(record: Any, *, withheld: bool) -> AgendaItem:
    if not isinstance(record, dict):
        raise RecordError("each of the items is a JSON object in braces")
    documents = tuple(
        Document(title=_line(document, "title") or "", url=_line(document, "url"))
        for document in list_of(record, "documents")
        if isinstance(document, dict) and not is_withheld(document.items())
    )
    return AgendaItem(
        title=_line(record, "title") or "",
        number=_number(record),
        agenda=_prose(record, "agenda"),
        decision=_prose(record, "decision"),
        minutes=_prose(record, "minutes"),
        documents=documents,
        url=_line(record, "url"),
        restricted=withheld or is_withheld(record.items()),
    )


def _identifier(record: dict[str, Any]) -> str | None:
    """Return the record's own id as it is; None if it has none."""
    identifier = printed(record, "_id")
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in identifier):
        raise RecordError('"_id" is one line without control characters')
    return identifier if identifier.strip() else None


def _number(record: dict[str, Any]) -> str | None:
    return squash(" ".join(clean_lines(printed(record, "number")))) or None


def _line(record: dict[str, Any], name: str) -> str | None:
    return squash(_text(record, name)) or None


def _prose(record: dict[str, Any], name: str) -> str:
    return without_markdown(_text(record, name))


def _text(record: dict[str, Any], name: str) -> str:
    return paragraphs(clean_lines(text_or_none(record, name) or ""))
