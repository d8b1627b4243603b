"""What a committee, a meeting, a councillor or a matter has, to take away: all of its page, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from flask import Blueprint, Response, abort, url_for
from numpy.typing import NDArray

from corpus.tongue import said
from indexer.generation import catalogue
from indexer.passages.passage import Passage
from search.browse.directory import directory
from search.browse.listing import read
from search.browse.matter import matters
from search.page.words import where
from web import places
from web.feeds import feed
from web.index import searcher
from web.items import item
from web.tables import table

blueprint = Blueprint("lists", __name__)
_TABLE = "/list/<any(csv, jsonl):form>"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: what it is called, the page that shows it, and the rows of its items in the order of that."""

    title: str
    page: str
    rows: NDArray[np.int64]

    @property
    def found(self) -> Iterable[Passage]:
        """Return its items, a few of which are held at a time."""
        return read(searcher(), self.rows)


@blueprint.get("/feed/committee/<council>/<committee>")
def committee_feed(council: str, committee: str) -> Response:
    """Follow what a committee dealt with."""
    return _feed(
        _of_committee(council, committee), "committee", council=council, committee=committee
    )


@blueprint.get(f"{_TABLE}/committee/<council>/<committee>")
def committee_table(form: str, council: str, committee: str) -> Response:
    """Return all that a committee dealt with."""
    return table(_of_committee(council, committee).found, form)


@blueprint.get("/feed/meeting/<council>/<committee>/<day>")
def meeting_feed(council: str, committee: str, day: str) -> Response:
    """Follow what becomes of a meeting."""
    shown = _of_meeting(council, committee, day)
    return _feed(shown, "meeting", council=council, committee=committee, day=day)


@blueprint.get(f"{_TABLE}/meeting/<council>/<committee>/<day>")
def meeting_table(form: str, council: str, committee: str, day: str) -> Response:
    """Return all items and papers of a meeting."""
    return table(_of_meeting(council, committee, day).found, form)


@blueprint.get("/feed/person/<council>/<name>")
def person_feed(council: str, name: str) -> Response:
    """Follow the items in which a councillor is reported as speaking or moving."""
    return _feed(_of_person(council, name), "person", council=council, name=name)


@blueprint.get(f"{_TABLE}/person/<council>/<name>")
def person_table(form: str, council: str, name: str) -> Response:
    """Return all items in which a councillor is reported as speaking or moving."""
    return table(_of_person(council, name).found, form)


@blueprint.get("/feed/matter/<identifier:identifier>")
def matter_feed(identifier: str) -> Response:
    """Follow the matter that an item belongs to, itself among its steps."""
    return _feed(_of_matter(identifier), "matter", identifier=item(identifier).id)


@blueprint.get(f"{_TABLE}/matter/<identifier:identifier>")
def matter_table(form: str, identifier: str) -> Response:
    """Return the steps of the matter that an item belongs to, itself among them."""
    return table(_of_matter(identifier).found, form)


def _feed(shown: Listed, kind: str, **values: Any) -> Response:
    own = url_for(f"lists.{kind}_feed", **values, _external=True)
    return feed(shown.title, own, shown.page, shown.rows)


def _of_committee(council: str, committee: str) -> Listed:
    shown = places.known_committee(council, committee)
    rows = np.array([row for one in shown.meetings for row in one.rows], np.int64)
    page = url_for("places.committee", council=council, committee=committee, _external=True)
    return Listed(places.shown_body(shown.council, shown.name), page, rows)


def _of_meeting(council: str, committee: str, day: str) -> Listed:
    shown = places.known_meeting(council, committee, day)
    (first,) = searcher().passages(shown.rows[:1])
    page = url_for("places.meeting", council=council, committee=committee, day=day, _external=True)
    return Listed(where(first), page, np.array(shown.rows, np.int64))


def _of_person(council: str, name: str) -> Listed:
    shown = directory(searcher()).people.get((council, name))
    if shown is None:
        abort(404, description=said("There is no such councillor in this index."))
    mask = np.zeros(searcher().manifest.n_passages, np.bool_)
    mask[list(shown.rows)] = True
    rows = searcher().columns.in_order_of_date(mask, newest=True)
    page = url_for("people.person", council=council, name=name, _external=True)
    title = said("Councillor %(name)s", name=shown.name)
    return Listed(title, page, rows)


def _of_matter(identifier: str) -> Listed:
    shown = item(identifier)
    found = [shown, *(step.passage for step in matters(searcher()).of(shown))]
    found.sort(key=lambda p: (-p.date.toordinal() if p.date else 0, p.id))
    page = url_for("matter.page", identifier=shown.id, _external=True)
    rows = np.array([searcher().read(catalogue.row_of, one.id) for one in found], np.int64)
    return Listed(said("The matter of “%(title)s”", title=shown.title), page, rows)
