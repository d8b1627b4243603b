"""A line of `council-search export --as jsonl`: a meeting whose items are indexed again as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus.errors import RecordError
from corpus.readers.fields import list_of, text_or_none
from corpus.records import AgendaItem, Document, DocumentKind, Exported, Meeting, Source

# What says that a line is of an export, and of which version.
MARK, VERSION = "council_search_export", 1
_OF_DOCUMENT = ("title", "url", "author", "source", "item")
_PAGES = ("first_page", "last_page")


def read(source: Source, record: dict[str, Any]) -> Meeting:
    """Return the meeting of a line. Raises RecordError for one that no export of this version wrote."""
    if record[MARK] != VERSION:
        raise RecordError(f"an export of another version than {VERSION}")
    items = record.get("items")
    if not isinstance(items, list) or not items:
        raise RecordError('"items" is a list in brackets')
    return Meeting(
        items=tuple(_item(source, item) for item in items),
        source=source.name,
        council=text_or_none(record, "council"),
        committee=text_or_none(record, "committee"),
        date=_day(record),
    )


def _item(source: Source, item: Any) -> AgendaItem:
    if not isinstance(item, dict):
        raise RecordError("each of the items is a JSON object in braces")
    identifier, exempt = _text(item, "id"), text_or_none(item, "exempt")
    if not identifier.strip() or not identifier.isprintable():
        raise RecordError('"id" is a text of one line')
    own = Exported(
        id=identifier,
        council=text_or_none(item, "council"),
        committee=text_or_none(item, "committee"),
        date=_day(item),
        document=_document(item.get("document")),
        heading=_text(item, "heading"),
        paragraph=text_or_none(item, "paragraph"),
        procedural=item.get("procedural") is True,
        exempt=exempt,
        # As if it lay in an archive of the export's name: a retracted source is found in it.
        sources=tuple(
            (f"{source.name}/{_text(link, 'name')}", text_or_none(link, "url"))
            for link in _objects(item, "sources")
        ),
        aliases=tuple(_text({"alias": alias}, "alias") for alias in list_of(item, "aliases")),
    )
    return AgendaItem(
        title=_text(item, "title"),
        number=text_or_none(item, "number"),
        agenda=_text(item, "agenda"),
        decision=_text(item, "decision"),
        minutes=_text(item, "minutes"),
        documents=tuple(found for one in _objects(item, "documents") if (found := _document(one))),
        url=text_or_none(item, "url"),
        restricted=exempt is not None,
        page=_number(item, "page"),
        exported=own,
    )


def _document(value: Any) -> Document | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise RecordError('"document" is a JSON object in braces')
    kind = text_or_none(value, "kind")
    if kind is not None and kind not in list(DocumentKind):
        raise RecordError('"kind" is no kind of document')
    texts = {name: text_or_none(value, name) for name in _OF_DOCUMENT}
    pages = {name: _number(value, name) for name in _PAGES}
    return Document(
        title=texts.pop("title") or "",
        kind=DocumentKind(kind) if kind else None,
        restricted=value.get("restricted") is True,
        first_page=pages["first_page"],
        last_page=pages["last_page"],
        url=texts["url"],
        author=texts["author"],
        source=texts["source"],
        item=texts["item"],
    )


def _day(record: dict[str, Any]) -> date | None:
    text = text_or_none(record, "date")
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise RecordError('"date" is written YYYY-MM-DD') from None


def _text(record: dict[str, Any], name: str) -> str:
    return text_or_none(record, name) or ""


def _number(record: dict[str, Any], name: str) -> int | None:
    value = record.get(name)
    if value is not None and (type(value) is not int or not 0 <= value < 2**31):
        raise RecordError(f'"{name}" is a whole number')
    return value


def _objects(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = list_of(record, name)
    if not all(isinstance(one, dict) for one in found):
        raise RecordError(f'each of "{name}" is a JSON object in braces')
    return found
