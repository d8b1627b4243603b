"""What came before and after: the steps of one matter, and who refers to an item."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from search.browse.matter import Step, matters
from search.page.as_json import passage_json
from web.index import searcher
from web.items import item

blueprint = Blueprint("matter", __name__)


@blueprint.get("/matter/<identifier:identifier>")
def page(identifier: str) -> str:
    """Show the steps of the matter of an item, in order of dates, with what became of each."""
    shown = item(identifier)
    found = matters(searcher()).of(shown)
    own = Step(shown, (), is_certain=True)
    steps = sorted([own, *found], key=lambda step: step.place)
    return render_template("matter.html", passage=shown, steps=steps, n_others=len(found))


@blueprint.get("/api/matter/<identifier:identifier>")
def api(identifier: str) -> dict[str, Any]:
    """Return an item and the steps of its matter, in order of dates: why each is one, and whether that is certain."""
    shown = item(identifier)
    steps = matters(searcher()).of(shown)
    return {
        "passage": passage_json(shown),
        "steps": [
            {**passage_json(one.passage), "certain": one.is_certain, "reasons": list(one.reasons)}
            for one in steps
        ],
    }
