"""The councillors whom the records report as speaking, and what each of them said, moved and voted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from corpus.tongue import counted, said
from indexer.language.windows import sentences
from indexer.passages.passage import Passage
from search.browse.directory import Person, directory, named
from search.page.said import motions_of, said_by
from web.facts import moved_by
from web.index import searcher
from web.reading import anchor_at

# Of one item on the page of a person, and of one person on one page.
STRETCHES_SHOWN, ITEMS_A_PAGE = 2, 50

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
def everybody() -> str:
    """List the councillors whom the records report as speaking, by council."""
    found = directory(searcher()).people.values()
    by_council = groupby(found, key=lambda one: named(one.council))
    return render_template(
        "people.html", councils=[list(of_council) for _, of_council in by_council]
    )


@dataclass(frozen=True, slots=True)
class Spoken:
    """An item with what a person said in it (text, anchor), and what they moved (in words, anchor)."""

    passage: Passage
    said: tuple[tuple[str, str], ...]
    n_more: int
    moved: tuple[tuple[str, str], ...]


@blueprint.get("/person/<council>/<name>")
def person(council: str, name: str) -> ResponseReturnValue:
    """Show what a councillor said and moved, newest first; with `about`, search it."""
    found = directory(searcher()).people.get((council, name))
    if found is None and (why := searcher().retraction_of_person(council, name)):
        abort(410, description=why)
    if found is None:
        abort(404, description=said("There is no such councillor in this index."))
    if about := request.args.get("about", "").strip():
        return redirect(url_for("pages.home", **_about(found, about)))
    passages = sorted(
        searcher().passages(found.rows),
        key=lambda p: (-p.date.toordinal() if p.date else 0, p.committee or "", p.position),
    )
    page = _page(len(passages))
    shown = passages[ITEMS_A_PAGE * (page - 1) : ITEMS_A_PAGE * page]
    years = groupby(shown, key=lambda passage: passage.date.year if passage.date else None)
    return render_template(
        "person.html",
        person=found,
        years=[(year, [_spoken(one, found.name) for one in items]) for year, items in years],
        n_items=len(passages),
        page=page,
        n_pages=-(-len(passages) // ITEMS_A_PAGE),
        n_voted=_n_voted(found),
        voted=f'voted:"{found.name}"',
    )


def _about(found: Person, about: str) -> dict[str, Any]:
    """Return the arguments of a search of what somebody said of a topic, by date."""
    asked = {"q": about, "speaker": found.name, "sort": "newest"}
    if len(searcher().columns.council_names) > 1 and found.council:
        asked["council"] = found.council
    return asked


def _page(n_items: int) -> int:
    typed = request.args.get("page", "1")
    n_pages = max(1, -(-n_items // ITEMS_A_PAGE))
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:9]) <= n_pages:
        abort(
            404,
            description=counted(
                "There is %(n)s page of this.", "There are %(n)s pages of this.", n_pages
            ),
        )
    return int(typed)


def _spoken(passage: Passage, name: str) -> Spoken:
    stretches = said_by(passage, name)
    shown = stretches[:STRETCHES_SHOWN]
    return Spoken(
        passage=passage,
        said=tuple(
            (_first_sentence(passage.text[start:end]), anchor_at(passage, start))
            for start, end in shown
        ),
        n_more=len(stretches) - len(shown),
        moved=tuple(
            (moved_by(motion, passage.annotations), anchor_at(passage, motion.start))
            for motion in motions_of(passage, name)
        ),
    )


def _first_sentence(text: str) -> str:
    """Return the sentence that names the speaker: what follows may tell of others as well."""
    span = next(iter(sentences(text)), None)
    return text[span.start : span.end] if span else ""


def _n_voted(found: Person) -> int:
    """Return how many items say how this person voted: as many as the link to them shows."""
    return searcher().search(f'voted:"{found.name}"', limit=1, mode="lexical").matched
