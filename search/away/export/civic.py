"""Meetings with their agendas as events of Open Civic Data, one a line (https://open-civic-data.readthedocs.io/).

What the specification has no field for stands in `extras`, so that `index` makes the same items of it again.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.readers.civic import TEXTS
from indexer.passages.passage import Passage
from search.away.export.json_lines import exports, meeting_json, meetings
from search.page.reader import PassageReader

_PARTS = ("agenda", "decision", "minutes")


def events(reader: PassageReader) -> Iterator[str]:
    """Yield the lines of an export, in order of rows."""
    names = exports(reader)
    for together in meetings(reader):
        yield json.dumps(_event(together, names), ensure_ascii=False) + "\n"


def _event(together: Sequence[Passage], names: Sequence[str]) -> dict[str, Any]:
    whole = meeting_json(together, names)
    items = whole.pop("items")
    committee = whole["committee"]
    place = json.dumps([whole["council"], committee, whole["date"], items[0]["id"]])
    return {
        "_type": "event",
        "_id": f"ocd-event/{uuid.uuid5(uuid.NAMESPACE_URL, place)}",
        "name": committee or "Meeting",
        "description": "",
        "classification": "committee-meeting",
        "jurisdiction": {"name": whole["council"]} if whole["council"] else None,
        "start_date": whole["date"] or "",
        "all_day": True,
        "timezone": "",
        "status": "confirmed",
        "location": None,
        "participants": [{"name": committee, "entity_type": "organization", "note": "host"}]
        if committee
        else [],
        "agenda": [_item(item) for item in items],
        "documents": [],
        "media": [],
        "links": [],
        "sources": _sources(items),
        "extras": whole,
    }


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item of an agenda: its texts are its notes, each of them once."""
    texts = {part: item.pop(part) for part in _PARTS if item.get(part)}
    return {
        "description": item["title"],
        "order": item["number"] or "",
        "subjects": [],
        "notes": list(texts.values()),
        "media": [],
        "links": [
            {"note": one["title"], "url": one["url"]}
            for one in item.get("documents", ())
            if one["url"]
        ],
        "related_entities": [],
        "extras": {**item, TEXTS: list(texts)},
    }


def _sources(items: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the addresses of the records that a meeting was read from, each once."""
    urls = dict.fromkeys(link["url"] for item in items for link in item["sources"] if link["url"])
    return [{"url": url, "note": ""} for url in urls]
