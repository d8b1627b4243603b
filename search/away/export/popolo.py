"""People, bodies, meetings, motions and votes as Popolo describes them (https://www.popoloproject.com/specs/).

People are the councillors whom the records report as speaking, as their pages have them; a vote has the counts and
the names that its record says, word for word in `text`, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.passages.annotations import Motion, Vote, sides
from indexer.passages.passage import Passage
from search.away.export.json_lines import every_passage
from search.browse.directory import Directory, Person, named, person_of
from search.page.reader import PassageReader

_CONTEXT = "http://www.popoloproject.com/contexts/"


def popolo(reader: PassageReader) -> dict[str, Any]:
    """Return one object with `organizations`, `persons`, `events`, `motions` and `vote_events`."""
    places = Directory(reader.generation)
    motions: list[dict[str, Any]] = []
    votes: list[dict[str, Any]] = []
    for passage in every_passage(reader):
        if not passage.exempt:
            motions += _motions(passage, places)
            votes += _votes(passage, places)
    return {
        "organizations": list(_organizations(places)),
        "persons": [_of_person(person, places) for person in places.people.values()],
        "events": [
            {
                "@context": f"{_CONTEXT}event.jsonld",
                "id": "/".join(("meeting", *meeting.place)),
                "name": meeting.committee,
                "classification": "committee-meeting",
                "start_date": meeting.date.isoformat(),
                "organization_id": _organization(*meeting.place[:2]),
            }
            for meeting in places.meetings.values()
        ],
        "motions": motions,
        "vote_events": votes,
    }


def _of_person(person: Person, places: Directory) -> dict[str, Any]:
    """Return a person; of a name that may be short for others it says so, as it may be nobody else."""
    council, _ = person.place
    others = [(council, named(name)) for name in person.may_also_be]
    return {
        "@context": f"{_CONTEXT}person.jsonld",
        "id": _person_id(person.place),
        "name": person.name,
        "other_names": [],
        "may_also_be": [_person_id(place) for place in others if place in places.people],
    }


def _person_id(place: tuple[str, str]) -> str:
    return "/".join(("person", *place))


def _organization(council: str, committee: str) -> str:
    return f"committee/{council}/{committee}"


def _organizations(places: Directory) -> Iterator[dict[str, Any]]:
    councils: set[str] = set()
    for committee in places.committees.values():
        council = f"council/{named(committee.council)}"
        if committee.council and council not in councils:
            councils.add(council)
            yield {
                "@context": f"{_CONTEXT}organization.jsonld",
                "id": council,
                "name": committee.council,
                "classification": "council",
            }
        yield {
            "@context": f"{_CONTEXT}organization.jsonld",
            "id": _organization(*committee.place),
            "name": committee.name,
            "classification": "committee",
            **({"parent_id": council} if committee.council else {}),
        }


def _of_meeting(passage: Passage) -> dict[str, Any]:
    if not passage.committee or not passage.date:
        return {}
    place = (named(passage.council), named(passage.committee))
    return {
        "organization_id": _organization(*place),
        "event_id": "/".join(("meeting", *place, passage.date.isoformat())),
        "date": passage.date.isoformat(),
    }


def _motions(passage: Passage, places: Directory) -> Iterator[dict[str, Any]]:
    for number, motion in enumerate(passage.annotations.motions):
        yield {
            "@context": f"{_CONTEXT}motion.jsonld",
            "id": f"motion/{passage.id}/{number}",
            "item_id": passage.id,
            "classification": "amendment" if motion.amendment else "motion",
            "name": passage.title,
            **_of_meeting(passage),
            **_who(passage, motion, places),
            **({"result": motion.outcome} if motion.outcome else {}),
            **_joined(passage, motion),
        }


def _who(passage: Passage, motion: Motion, places: Directory) -> dict[str, str]:
    found = {"creator": motion.proposer, "seconder": motion.seconder}
    said: dict[str, str] = {}
    for role, name in found.items():
        if name:
            said |= {f"{role}_name": name, **_person(passage, name, places, f"{role}_id")}
    return said


def _person(passage: Passage, name: str, places: Directory, role: str) -> dict[str, str]:
    """Return the link to whom a name is of, nothing where the item does not tell or they are none of the persons."""
    place = person_of(passage, name)
    return {role: _person_id(place)} if place in places.people else {}


def _joined(passage: Passage, motion: Motion) -> dict[str, list[str]]:
    if motion.vote is None or motion.vote >= len(passage.annotations.votes):
        return {}
    return {"vote_event_ids": [f"vote/{passage.id}/{motion.vote}"]}


def _votes(passage: Passage, places: Directory) -> Iterator[dict[str, Any]]:
    for number, vote in enumerate(passage.annotations.votes):
        yield {
            "@context": f"{_CONTEXT}vote-event.jsonld",
            "id": f"vote/{passage.id}/{number}",
            "item_id": passage.id,
            "text": vote.text,
            "unanimous": vote.unanimous,
            **_of_meeting(passage),
            "counts": [
                {"option": option, "value": n}
                for option, n in _counts(vote).items()
                if n is not None
            ],
            "votes": [
                {
                    "option": option,
                    "voter_name": name,
                    **_person(passage, name, places, "voter_id"),
                }
                for option, names in _names(vote).items()
                for name in names
            ],
        }


def _counts(vote: Vote) -> dict[str, int | None]:
    return dict(zip(_options(vote), (vote.in_favour, vote.against, vote.abstained), strict=True))


def _options(vote: Vote) -> tuple[str, str, str]:
    """Return the options of a vote: of a motion and its amendment that are put together, both by name."""
    return sides(vote) if vote.contest else ("yes", "no", "abstain")


def _names(vote: Vote) -> dict[str, tuple[str, ...]]:
    named = (vote.names_for, vote.names_against, vote.names_abstained)
    return dict(zip(_options(vote), named, strict=True))
