"""Items and meetings as schema.org describes such things (JSON-LD), for the pages of both.

A data block is no script: nothing of it runs, and no policy has to allow it.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for

from indexer.passages.passage import Passage
from search.browse.directory import Meeting
from search.page.words import where
from web.formats import web_address
from web.places import committee_address, meeting_address, shown_body

_CONTEXT = "https://schema.org"


def register(app: Flask) -> None:
    """Let the templates write these objects."""
    app.add_template_global(item_data)
    app.add_template_global(meeting_data)


def item_data(passage: Passage) -> dict[str, Any]:
    """Return an item as a work that was recorded at its meeting; of an exempt one the reason."""
    address = url_for("pages.passage", identifier=passage.id, _external=True)
    original = web_address(passage.url)
    said = {
        "@context": _CONTEXT,
        "@type": "Report" if passage.is_of_paper else "CreativeWork",
        "@id": address,
        "url": address,
        "name": passage.title,
        "description": where(passage),
        "position": passage.number,
        "datePublished": passage.date.isoformat() if passage.date else None,
        "publisher": _council(passage.council),
        "recordedAt": _event_of(passage),
        "isBasedOn": original,
        "isAccessibleForFree": not passage.exempt,
        "conditionsOfAccess": passage.exempt,
    }
    return _known(said)


def meeting_data(meeting: Meeting, items: list[Passage]) -> dict[str, Any]:
    """Return a meeting as an event with the works that were recorded at it."""
    council, committee, day = meeting.place
    address = url_for(
        "places.meeting", council=council, committee=committee, day=day, _external=True
    )
    said = {
        "@context": _CONTEXT,
        **_event(address, shown_body(meeting.council, meeting.committee), day),
        "organizer": {
            "@type": "GovernmentOrganization",
            "name": meeting.committee,
            "url": url_for(
                "places.committee", council=council, committee=committee, _external=True
            ),
            "parentOrganization": _council(meeting.council),
        },
        "recordedIn": [
            {
                "@type": "CreativeWork",
                "@id": url_for("pages.passage", identifier=item.id, _external=True),
                "name": item.title,
            }
            for item in items
        ],
    }
    return _known(said)


def _event_of(passage: Passage) -> dict[str, Any] | None:
    """Return the meeting of an item, None where it is not known."""
    address = meeting_address(passage)
    if not address or not passage.committee or not passage.date or not committee_address(passage):
        return None
    home = url_for("pages.home", _external=True)
    whole = home + address.removeprefix(url_for("pages.home"))
    return _event(whole, shown_body(passage.council, passage.committee), passage.date.isoformat())


def _event(address: str, body: str, day: str) -> dict[str, Any]:
    return {"@type": "Event", "@id": address, "url": address, "name": body, "startDate": day}


def _council(name: str | None) -> dict[str, Any] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _known(said: dict[str, Any]) -> dict[str, Any]:
    """Return an object, at every depth, without what is not known."""
    return {
        name: _known(value) if isinstance(value, dict) else value
        for name, value in said.items()
        if value is not None
    }
