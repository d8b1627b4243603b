"""Everything that counts for a search as JSON, part after part: a cursor says where the next one begins."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from flask import Blueprint, abort, request, url_for

from corpus.errors import UsageError
from search.page.as_json import passage_json
from web import arguments
from web.arguments import Asked
from web.index import searcher
from web.tables import listed_rows

MOST, USUAL = 1_000, 100
_CURSOR = re.compile(r"([0-9]{1,12}(?:\.[0-9a-f]{12})?)-([0-9]{1,9})")
_GONE = (
    "The records were read again since this list was begun, and it may have changed. "
    "Begin again without a cursor."
)

blueprint = Blueprint("cursors", __name__)


@blueprint.get("/api/items")
def items() -> dict[str, Any]:
    """Return up to `limit` of the items that count, how many there are, and the address of the next ones.

    A cursor is of one generation of the index: of an earlier one the answer is 410, so that no item is left out or
    told twice in silence.
    """
    asked = arguments.read(request.args)
    limit, offset = _limit(), _offset()
    rows = listed_rows(asked, asked.sort)
    following = offset + limit if offset + limit < len(rows) else None
    return {
        "matched": len(rows),
        "offset": offset,
        "items": [
            passage_json(passage)
            | {"permalink": url_for("pages.passage", identifier=passage.id, _external=True)}
            for passage in searcher().passages(rows[offset : offset + limit].tolist())
        ],
        "next": None if following is None else _address(asked, limit, following),
    }


def _limit() -> int:
    typed = request.args.get("limit", "").strip() or str(USUAL)
    if not re.fullmatch(r"[0-9]{1,4}", typed) or not 0 < int(typed) <= MOST:
        raise UsageError(f"limit is a number from 1 to {MOST}, not “{typed[:40]}”.")
    return int(typed)


def _offset() -> int:
    """Return where the part asked for begins. Raises UsageError for what is no cursor; of an old one it is 410."""
    typed = request.args.get("cursor", "").strip()
    if not typed:
        return 0
    cursor = _CURSOR.fullmatch(typed)
    if cursor is None:
        raise UsageError("This is no cursor. Follow the address that `next` gives, unchanged.")
    if cursor[1] != _generation():
        abort(410, description=_GONE)
    return int(cursor[2])


def _generation() -> str:
    """Return what tells a generation from all others: its name alone is given again in an index that is built anew."""
    generation = searcher().generation
    built_at = hashlib.sha256(generation.manifest.built_at.encode()).hexdigest()[:12]
    return f"{generation.name}.{built_at}"


def _address(asked: Asked, limit: int, offset: int) -> str:
    given = arguments.address(asked)
    cursor = f"{_generation()}-{offset}"
    return url_for("cursors.items", **given, limit=limit, cursor=cursor, _external=True)  # type: ignore[arg-type]
