"""Pieces of HTML for other sites: a search box and the latest decisions, without frame and without script."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from corpus.errors import UsageError
from search.searcher import Searcher
from web import arguments
from web.arguments import Asked
from web.index import searcher
from web.places import built_at
from web.tables import listed

MOST, USUAL = 50, 10

blueprint = Blueprint("pieces", __name__)


@blueprint.get("/pieces/search")
def box() -> str:
    """Return a form that searches here, to be copied into another page."""
    return render_template("_piece_search.html")


@blueprint.get("/pieces/decisions")
def decisions() -> str:
    """Return a list of the newest decisions of a selection, to be fetched by another site's server.

    `limit` and the arguments of a search are its options; without any it is of everything.
    """
    found = (one for one in listed(_asked(), "newest") if one.resolved and not one.procedural)
    return render_template("_piece_decisions.html", decided=list(islice(found, _limit())))


def _limit() -> int:
    typed = request.args.get("limit", "").strip() or str(USUAL)
    if not typed.isascii() or not typed.isdecimal() or not 0 < int(typed[:9]) <= MOST:
        raise UsageError(f"limit is a number from 1 to {MOST}, not “{typed[:40]}”.")
    return int(typed)


def _asked() -> Asked:
    """Return the selection that is asked for; without any it is all that has taken place."""
    asked = arguments.read(request.args)
    if asked.text.strip() or asked.is_filtered or asked.problems:
        return asked
    return arguments.read(MultiDict({"to": _today(searcher())}))


def _today(found_in: Searcher) -> str:
    return built_at(found_in).date().isoformat()
