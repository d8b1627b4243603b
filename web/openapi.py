"""The interface for programs described by OpenAPI 3.1, at /api/openapi.json."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from flask import Blueprint, current_app, url_for

from corpus.records import DocumentKind
from search.rank.values import MODES, SORTS
from search.searcher import MAX_LIMIT
from web import cursors
from web.site import site_of

blueprint = Blueprint("openapi", __name__)
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MAYBE: Schema = {"type": ["string", "null"]}


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _object(required: dict[str, Schema]) -> Schema:
    """Return the schema of an object that has at least these properties; later versions may add some."""
    return {"type": "object", "properties": required, "required": list(required)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_PLACE = {
    **dict.fromkeys(("id", "title", "source"), _TEXT),
    **dict.fromkeys(("subtitle", "number", "council", "committee", "url", "heading"), _MAYBE),
    "date": {"type": ["string", "null"], "format": "date"},
    "page": {"type": ["integer", "null"]},
}
_PASSAGE = {
    **_PLACE,
    "exempt": {**_MAYBE, "description": "Why the text is withheld; then `text` is empty."},
    "speakers": _list_of(_TEXT),
    "languages": _list_of(_TEXT),
    "resolved": _TEXT,
    "text": {**_TEXT, "description": "The record's own words."},
}
_SNIPPET = _object(
    {
        "text": _TEXT,
        "start": _COUNT,
        "kind": {"enum": ["words", "meaning"]},
        "highlights": _list_of({"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}),
    }
)
_SCORES = {
    "rank": {"type": "integer", "minimum": 1},
    **dict.fromkeys(("score", "lexical_score", "dense_score"), _NUMBER),
    "snippets": _list_of(_ref("Snippet")),
}
_FACETS = _list_of(_object({"value": _TEXT, "count": _COUNT}))
_SCHEMAS: dict[str, Schema] = {
    "Error": _object({"error": _TEXT, "status": {"type": "integer"}}),
    "Snippet": _SNIPPET,
    "Passage": _object(_PASSAGE),
    "Hit": _object({**_PASSAGE, **_SCORES, "group": {"enum": ["counted", "near"]}}),
    "SimilarHit": _object({**_PASSAGE, **_SCORES, "alike": _list_of(_TEXT)}),
    "Results": _object(
        {
            "query": _TEXT,
            "mode": {"enum": list(MODES)},
            "sort": {"enum": list(SORTS)},
            "matched": {
                **_COUNT,
                "description": "How many items count; what is only near does not.",
            },
            "listed": _COUNT,
            "offset": _COUNT,
            "cut_short": {"type": "boolean"},
            "elapsed_ms": _NUMBER,
            "notes": _list_of(_TEXT),
            "hits": _list_of(_ref("Hit")),
            "answers": _list_of(
                _object({"text": _TEXT, "speaker": _MAYBE, "asked": _MAYBE, **_PLACE})
            ),
            "facets": _object(
                {
                    **dict.fromkeys(
                        ("committees", "councils", "kinds", "years", "people"), _FACETS
                    ),
                    "decided": _COUNT,
                }
            ),
        }
    ),
    "Items": _object(
        {
            "matched": _COUNT,
            "offset": _COUNT,
            "items": _list_of(_ref("Passage")),
            "next": {"type": ["string", "null"], "format": "uri"},
        }
    ),
    "Item": _object(
        {
            **_PASSAGE,
            **dict.fromkeys(("agenda", "decision", "minutes"), _TEXT),
            "procedural": {"type": "boolean"},
            "papers": _list_of(_object({"id": _TEXT, "title": _TEXT, "permalink": _TEXT})),
        }
    ),
    "Similar": _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "notes": _list_of(_TEXT),
            "hits": _list_of(_ref("SimilarHit")),
        }
    ),
    "Matter": _object(
        {
            "passage": _ref("Passage"),
            "steps": _list_of(
                _object({**_PASSAGE, "certain": {"type": "boolean"}, "reasons": _list_of(_TEXT)})
            ),
        }
    ),
    "Coverage": _object(
        {
            "councils": _list_of(_TEXT),
            "committees": _list_of({"type": "object"}),
            "n_meetings": _COUNT,
            "n_passages": _COUNT,
        }
    ),
    "Health": _object({"status": {"const": "ok"}, "generation": _TEXT, "passages": _COUNT}),
}


def _asked(name: str, said: str, schema: Schema, **more: object) -> Schema:
    return {"name": name, "in": "query", "description": said, "schema": schema, **more}


_ID: Schema = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The id of an item. It may have slashes; they may be written as they are or as %2F.",
    "schema": {**_TEXT, "minLength": 1},
}
_NARROWING = [
    _asked("committee", "Name of a committee, or a part of it; unknown: of none.", _list_of(_TEXT)),
    _asked("council", "Name of a council, or a part of it.", _list_of(_TEXT)),
    _asked("speaker", "Name of a councillor who speaks.", _list_of(_TEXT)),
    _asked("decided", "1: only items with a decision.", {"enum": ["0", "1"]}),
    _asked("kind", "Kind of document.", _list_of({"enum": [str(kind) for kind in DocumentKind]})),
    _asked("from", "First day: 2019, 2019-05 or 2019-05-31.", _TEXT),
    _asked("to", "Last day.", _TEXT),
    _asked("within", "Id of an item: only the document that it stands in.", _TEXT),
    _asked(
        "literal", "1: dates and names of committees in the words are words.", {"enum": ["0", "1"]}
    ),
    _asked("sort", "Order.", {"enum": list(SORTS), "default": SORTS[0]}),
]
_WORDS = _asked("q", "Words, with the operators of the search box.", _TEXT)
_SEARCHED = [
    _WORDS,
    *_NARROWING,
    _asked("mode", "Words, meaning, or both.", {"enum": list(MODES), "default": MODES[0]}),
    _asked("page", "Ten hits a page, from 1.", {"type": "integer", "minimum": 1}),
]
_PART = [
    _asked("limit", "Items of a part.", {"type": "integer", "minimum": 1, "maximum": cursors.MOST}),
    _asked("cursor", "Where a part begins: as `next` gives it.", _TEXT),
]


def _answers(content: dict[str, Schema], *, errors: Sequence[str] = ("400", "503")) -> Schema:
    said = {"400": "It makes no sense; the message says why.", "503": "There is no index yet."}
    said |= {"404": "There is no such item.", "410": "It was withdrawn, or the list has changed."}
    failed = {"application/json": {"schema": _ref("Error")}}
    return {
        "200": {"description": "The answer.", "content": content},
        **{status: {"description": said[status], "content": failed} for status in errors},
    }


def _json(name: str) -> dict[str, Schema]:
    return {"application/json": {"schema": _ref(name)}}


def _get(name: str, said: str, parameters: list[Schema], answers: Schema) -> Schema:
    return {
        "get": {
            "operationId": name,
            "summary": said,
            "parameters": parameters,
            "responses": answers,
        }
    }


def _paths() -> dict[str, Schema]:
    of_item = ("400", "404", "410", "503")
    similar = [
        _ID,
        _asked("before", "Only of earlier meetings; empty: than the item's own.", _TEXT),
        _asked("limit", "Items.", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT}),
    ]
    return {
        "/api/search": _get(
            "search", "Search by words and by meaning.", _SEARCHED, _answers(_json("Results"))
        ),
        "/api/items": _get(
            "items",
            "Everything that counts for a search, part after part.",
            [_WORDS, *_NARROWING, *_PART],
            _answers(_json("Items"), errors=("400", "410", "503")),
        ),
        "/api/passage/{id}": _get(
            "passage", "One agenda item in full.", [_ID], _answers(_json("Item"), errors=of_item)
        ),
        "/api/similar/{id}": _get(
            "similar", "Precedent.", similar, _answers(_json("Similar"), errors=of_item)
        ),
        "/api/matter/{id}": _get(
            "matter",
            "What came before and after.",
            [_ID],
            _answers(_json("Matter"), errors=of_item),
        ),
        "/api/coverage": _get(
            "coverage", "What is here.", [], _answers(_json("Coverage"), errors=("503",))
        ),
        "/healthz": _get(
            "health", "Whether it answers.", [], _answers(_json("Health"), errors=("503",))
        ),
    }


@blueprint.get("/api/openapi.json")
def described() -> Schema:
    """Return the description of the interface (OpenAPI 3.1)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site_of(current_app).name,
            "version": version("council-search"),
            "description": (
                "Agendas, decisions and minutes of councils. Texts are the record's own words; of exempt items there "
                "is the title and the reason. Lists as files: /search.csv, /search.jsonl and /search.atom, with the "
                "arguments of /api/search."
            ),
        },
        "servers": [{"url": url_for("pages.home", _external=True).rstrip("/")}],
        "paths": _paths(),
        "components": {"schemas": _SCHEMAS},
    }
