"""How an address names an agenda item, and the item that it names."""

from __future__ import annotations

from flask import Flask, abort
from werkzeug.routing import BaseConverter

from corpus.tongue import said
from indexer.passages.passage import Passage
from web.index import searcher


class _Identifier(BaseConverter):
    """Any text: the id that a record brings along may begin with a slash."""

    regex = ".+"
    part_isolating = False
    # Behind all that is more exact.
    weight = 200


def register(app: Flask) -> None:
    """Let the rules of the application say `<identifier:…>`."""
    app.url_map.converters["identifier"] = _Identifier


def item(identifier: str) -> Passage:
    """Return the agenda item with this id; without one the answer is 404, of one that was retracted 410."""
    found = searcher().passage(identifier)
    if found is None and (why := searcher().retraction(identifier)):
        abort(410, description=why)
    if found is None:
        abort(
            404,
            description=said(
                "There is no agenda item “%(id)s” in this index.", id=identifier[:160]
            ),
        )
    return found
