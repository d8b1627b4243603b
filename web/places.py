"""Places to go: a meeting, a committee and what it decided; and what the start page leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from weakref import WeakKeyDictionary

from flask import Blueprint, Flask, abort, render_template, url_for

from corpus.names import is_bare_council
from corpus.tongue import said
from indexer.passages.passage import Passage
from search.browse.attendance import attendance
from search.browse.directory import Committee, Meeting, Person, directory, named, person_of
from search.browse.info import CommitteeInfo
from search.page.words import item_number, item_of, where
from search.searcher import Searcher
from search.tuning import START
from web.conditions import committee_called
from web.coverage import coverage
from web.facts import at_a_glance
from web.index import searcher
from web.linking import woven
from web.marking import marked_for
from web.reading import sections

LATEST_SHOWN, COMMITTEES_SHOWN, DECIDED_SHOWN = 6, 12, 2
# A generation never changes.
_starts: WeakKeyDictionary[Searcher, Start] = WeakKeyDictionary()

blueprint = Blueprint("places", __name__)


def meeting_address(passage: Passage) -> str | None:
    """Return the address of the meeting at which an item was dealt with, None where it is not known."""
    if not passage.committee or not passage.date:
        return None
    council, committee = named(passage.council), named(passage.committee)
    return url_for("places.meeting", council=council, committee=committee, day=passage.date)


def committee_address(passage: Passage) -> str | None:
    """Return the address of the committee that dealt with an item, None where it is not known."""
    if not passage.committee or not passage.date:
        return None
    council, committee = named(passage.council), named(passage.committee)
    return url_for("places.committee", council=council, committee=committee)


def shown_body(council: str | None, committee: str) -> str:
    """Return the name of a committee as it is told from those of other councils, where there are several.

    The council itself is called by its own name.
    """
    if not has_several_councils():
        return committee
    if is_bare_council(committee):
        return council or said("%(name)s (of a council that is not named)", name=committee)
    return f"{committee}, {council}" if council else committee


def has_several_councils() -> bool:
    """Say whether the records are of several councils, each of which may have a committee of one name."""
    return len(searcher().columns.council_names) > 1


def shown_place(passage: Passage) -> str:
    """Return where and when an item was dealt with; the council only where the records are of several."""
    told = where(passage)
    return told if has_several_councils() else told.removeprefix(f"{passage.council} · ")


def register(app: Flask) -> None:
    """Give the templates the addresses of an item's meeting, committee and speakers."""
    app.add_template_global(meeting_address)
    app.add_template_global(committee_address)
    app.add_template_global(person_of)
    app.add_template_global(shown_body)
    app.add_template_global(shown_place)
    app.add_template_global(item_of)
    app.add_template_global(item_number)
    app.add_template_filter(named, "place_name")
    app.add_template_filter(committee_called, "committee_called")


def place_in_meeting(passage: Passage) -> tuple[int, int] | None:
    """Return (n, m) for the n-th of the m items of a meeting, None for a paper or an unknown meeting."""
    if passage.is_of_paper or not passage.committee or not passage.date:
        return None
    place = (named(passage.council), named(passage.committee), passage.date.isoformat())
    meeting = directory(searcher()).meetings.get(place)
    items = meeting.items if meeting else ()
    return (items.index(passage.id) + 1, len(items)) if passage.id in items else None


def built_at(found_in: Searcher) -> datetime:
    """Return when the records were last read: what is dated later has not taken place."""
    try:
        return datetime.fromisoformat(found_in.manifest.built_at).astimezone(UTC)
    except ValueError:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Start:
    """What the start page leads to; each of the latest meetings with the first of what it decided."""

    examples: Sequence[str]
    latest: Sequence[tuple[Meeting, Sequence[Passage]]]
    committees: Sequence[Committee]
    n_committees: int


def start() -> Start:
    """Return examples, the latest meetings and the committees that met last."""
    found_in = searcher()
    if found_in not in _starts:
        _starts[found_in] = _start(found_in)
    return _starts[found_in]


def _start(found_in: Searcher) -> Start:
    places = directory(found_in)
    latest = places.latest(LATEST_SHOWN, built_at(found_in).date())
    committees = sorted(
        places.committees.values(), key=lambda c: (-c.meetings[0].date.toordinal(), c.place)
    )[:COMMITTEES_SHOWN]
    return Start(
        examples=tuple(islice(_answered(found_in, places.examples), START.examples)),
        latest=[(one, decided_at(found_in, one)[:DECIDED_SHOWN]) for one in latest],
        committees=sorted(committees, key=lambda committee: committee.place),
        n_committees=len(places.committees),
    )


def _answered(found_in: Searcher, titles: Sequence[str]) -> Iterator[str]:
    """Yield the titles that find their own item first, as one that counts."""
    for title in titles:
        page = found_in.search(title, limit=1)
        if page.matched and page.hits and page.hits[0].passage.title == title:
            yield title


def decided_at(found_in: Searcher, meeting: Meeting) -> list[Passage]:
    """Return the items of a meeting in which something was decided, in order, formalities left out."""
    return [p for p in found_in.passages(meeting.rows) if p.resolved and not p.procedural]


@blueprint.get("/meeting/<council>/<committee>/<day>")
def meeting(council: str, committee: str, day: str) -> str:
    """Show a meeting: its items in order, with what was decided, and the papers of each."""
    one_meeting = known_meeting(council, committee, day)
    passages = searcher().passages(one_meeting.rows)
    earlier, later = directory(searcher()).around(one_meeting)
    return render_template(
        "meeting.html",
        meeting=one_meeting,
        items=[passage for passage in passages if not passage.is_of_paper],
        papers=_papers(passages),
        spoke=_who_spoke(passages),
        there=_who_was_there(one_meeting, passages),
        sources=list(dict.fromkeys(link for p in passages for link in p.sources)),
        earlier=earlier,
        later=later,
        at_a_glance=at_a_glance,
    )


@blueprint.get("/meeting/<council>/<committee>/<day>/whole")
def whole_meeting(council: str, committee: str, day: str) -> str:
    """Show all items of a meeting with all their words on one page, to be printed or read through."""
    one_meeting = known_meeting(council, committee, day)
    passages = searcher().passages(one_meeting.rows)
    return render_template(
        "meeting_whole.html",
        meeting=one_meeting,
        items=[(one, sections(one)) for one in passages if not one.is_of_paper],
        marked_for=marked_for,
        woven=woven,
    )


def _papers(passages: Sequence[Passage]) -> list[Passage]:
    """Return the first passage of every paper, in order."""
    first: dict[object, Passage] = {}
    for passage in passages:
        if passage.is_of_paper:
            first.setdefault(passage.document, passage)
    return list(first.values())


def _who_spoke(passages: Sequence[Passage]) -> list[Person]:
    people = directory(searcher()).people
    places = dict.fromkeys(person_of(p, name) for p in passages for name in p.speakers)
    return [people[place] for place in places if place in people]


def _who_was_there(
    held: Meeting, passages: Sequence[Passage]
) -> list[tuple[str, list[tuple[str, Person | None]]]]:
    """Return ("Present", …) and ("Apologies", …): the councillors of each, with their pages, where there are any."""
    people, told = directory(searcher()).people, attendance(passages)
    lists = ((said("Present"), told.present), (said("Apologies"), told.apologies))
    return [
        (label, [(name, people.get((named(held.council), named(name)))) for name in names])
        for label, names in lists
        if names
    ]


def known_meeting(council: str, committee: str, day: str) -> Meeting:
    """Return a meeting; without one the answer is 404, of one that was retracted 410."""
    found = directory(searcher()).meetings.get((council, committee, day))
    if found is None and (why := searcher().retraction_of_meeting(council, committee, day)):
        abort(410, description=why)
    if found is None:
        abort(404, description=said("There is no such meeting in this index."))
    return found


@blueprint.get("/committee/<council>/<committee>")
def committee(council: str, committee: str) -> str:
    """Show a committee: its meetings by year, and where there is a gap."""
    shown = known_committee(council, committee)
    return render_template(
        "committee.html",
        committee=shown,
        several=has_several_councils(),
        years=_by_year(shown.meetings),
        known=_info_of(shown),
    )


@blueprint.get("/committee/<council>/<committee>/decisions/<int:year>")
def decisions(council: str, committee: str, year: int) -> str:
    """List what a committee decided in a year, in order of dates."""
    shown = known_committee(council, committee)
    meetings = [one for one in reversed(shown.meetings) if one.date.year == year]
    if not meetings:
        abort(
            404,
            description=said(
                "No meeting of %(name)s in %(year)s is in this index.", name=shown.name, year=year
            ),
        )
    decided = [passage for one in meetings for passage in decided_at(searcher(), one)]
    years = sorted({one.date.year for one in shown.meetings})
    return render_template(
        "decisions.html",
        committee=shown,
        year=year,
        years=years,
        decided=decided,
        n_meetings=len(meetings),
    )


def known_committee(council: str, committee: str) -> Committee:
    """Return a committee; without one the answer is 404."""
    known = directory(searcher()).committees.get((council, committee))
    if known is None:
        abort(404, description=said("There is no such committee in this index."))
    return known


def _by_year(meetings: Sequence[Meeting]) -> list[tuple[int, list[Meeting]]]:
    return [(year, list(held)) for year, held in groupby(meetings, key=lambda one: one.date.year)]


def _info_of(committee: Committee) -> CommitteeInfo | None:
    """Return what is known of a committee's dates, None where its name is written in several ways."""
    same = [
        one
        for one in coverage(searcher()).committees
        if one.name and (named(one.council), named(one.name)) == committee.place
    ]
    return same[0] if len(same) == 1 else None
