"""Sites that answer as Legistar's Web API and as OParl do, over real HTTP (`tests.moderngov_server.served`)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.moderngov_council import Asked, Fault

Row = dict[str, Any]
Answered = tuple[int, str, bytes]


@dataclass
class Site:
    """What every site of these tests has: its rules, its faults, and who asked for what."""

    robots: str | None = None
    validators: bool = False
    faults: list[Fault] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    # What is there beside the interface, by its path.
    files: dict[str, bytes] = field(default_factory=dict)
    base: str = ""

    def targets(self, part: str = "") -> list[str]:
        return [asked.target for asked in list(self.asked) if part in asked.target]

    def answer(self, target: str) -> Answered:
        parts = urlsplit(target)
        if parts.path == "/robots.txt":
            found = self.robots.encode() if self.robots else b"none"
            return (200 if self.robots else 404), "text/plain", found
        if parts.path in self.files:
            return 200, "application/octet-stream", self.files[parts.path]
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        value = self.value(parts.path, asked)
        if value is None:
            return 404, "application/json", b'{"Message": "No HTTP resource was found"}'
        return 200, "application/json; charset=utf-8", json.dumps(value).encode()

    def value(self, path: str, asked: dict[str, str]) -> Any:
        raise NotImplementedError


def event(number: int, body: str, day: str, **more: Any) -> Row:
    """Return an event as Legistar gives it: its list of items is always empty there, whatever it has."""
    return {
        "EventId": number,
        "EventGuid": f"DC62D62D-A475-472C-8309-{number:012}",
        "EventLastModifiedUtc": "2024-05-24T04:16:05.3",
        "EventRowVersion": "AAAAAAAN2+o=",
        "EventBodyId": 138 + len(body),
        "EventBodyName": body,
        "EventDate": f"{day}T00:00:00",
        "EventTime": "6:30 PM",
        "EventVideoStatus": "Public",
        "EventAgendaStatusId": 10,
        "EventAgendaStatusName": "Final",
        "EventMinutesStatusId": 10,
        "EventMinutesStatusName": "Final",
        "EventLocation": "Guildhall, Room 4",
        "EventAgendaFile": None,
        "EventMinutesFile": None,
        "EventAgendaLastPublishedUTC": "2023-12-20T00:59:23.113",
        "EventMinutesLastPublishedUTC": None,
        "EventComment": None,
        "EventVideoPath": None,
        "EventMedia": None,
        "EventInSiteURL": f"https://harrow-on-spey.legistar.example/MeetingDetail.aspx?LEGID={number}",
        "EventItems": [],
        **more,
    }


def event_item(number: int, title: str | None, sequence: int, **more: Any) -> Row:
    """Return an item of an event as Legistar gives it; most of its fields are null."""
    blank = (
        *(
            "AgendaNote",
            "MinutesNote",
            "ActionId",
            "ActionName",
            "ActionText",
            "PassedFlag",
            "PassedFlagName",
        ),
        *(
            "RollCallFlag",
            "FlagExtra",
            "Tally",
            "AccelaRecordId",
            "Mover",
            "Seconder",
            "MatterId",
            "MatterGuid",
        ),
        *(
            "MatterFile",
            "MatterName",
            "MatterType",
            "MatterStatus",
            "AgendaNumber",
            "Video",
            "VideoIndex",
        ),
    )
    return {
        **{f"EventItem{name}": None for name in blank},
        "EventItemId": number,
        "EventItemGuid": f"3F49F475-77B5-4338-A9CD-{number:012}",
        "EventItemLastModifiedUtc": "2024-05-24T04:16:05.393",
        "EventItemEventId": 0,
        "EventItemAgendaSequence": sequence,
        "EventItemMinutesSequence": None,
        "EventItemVersion": "1",
        "EventItemTitle": title,
        "EventItemConsent": 0,
        "EventItemMatterAttachments": [],
        **{f"EventItem{name}": value for name, value in more.items()},
    }


def attachment(number: int, name: str, *, shown: bool | None = True) -> Row:
    return {
        "MatterAttachmentId": number,
        "MatterAttachmentName": name,
        "MatterAttachmentHyperlink": f"https://files.legistar.example/attachments/{number}.pdf",
        "MatterAttachmentFileName": f"{number}.pdf",
        "MatterAttachmentMatterVersion": "0",
        "MatterAttachmentIsHyperlink": False,
        "MatterAttachmentBinary": None,
        "MatterAttachmentShowOnInternetPage": shown,
        "MatterAttachmentIsBoardLetter": False,
        "MatterAttachmentDescription": None,
    }


def vote(number: int, name: str, value: str) -> Row:
    return {
        "VoteId": number,
        "VotePersonId": number,
        "VotePersonName": name,
        "VoteValueId": 16,
        "VoteValueName": value,
        "VoteSort": number,
        "VoteResult": 1,
    }


@dataclass
class LegistarSite(Site):
    """One client of the Web API. `most` is how many rows it gives at once, whatever it is asked for."""

    events: list[Row] = field(default_factory=list)
    items: dict[int, list[Row]] = field(default_factory=dict)
    votes: dict[int, list[Row]] = field(default_factory=dict)
    roll_calls: dict[int, list[Row]] = field(default_factory=dict)
    most: int = 1_000

    def value(self, path: str, asked: dict[str, str]) -> Any:
        found = self._rows(path.removeprefix("/v1/harrow/").strip("/"), asked)
        if found is None:
            return None
        by = asked.get("$orderby", "")
        found = sorted(found, key=lambda row: row[by]) if by else found
        skip, top = int(asked.get("$skip", 0)), int(asked.get("$top", self.most))
        return found[skip : skip + min(top, self.most)]

    def _rows(self, path: str, asked: dict[str, str]) -> list[Row] | None:
        if path == "Events":
            return [row for row in self.events if _fits(row, asked.get("$filter", ""))]
        if match := re.fullmatch(r"Events/(\d+)/EventItems", path):
            return [_told(row, asked) for row in self.items.get(int(match[1]), [])]
        if match := re.fullmatch(r"EventItems/(\d+)/(Votes|RollCalls)", path):
            return (self.votes if match[2] == "Votes" else self.roll_calls).get(int(match[1]))
        return None


def _fits(row: Row, wanted: str) -> bool:
    for name, how, day in re.findall(r"(\w+) (ge|lt) datetime'([\d-]+)'", wanted):
        if (row[name][:10] < day) if how == "ge" else (row[name][:10] >= day):
            return False
    return True


def _told(row: Row, asked: dict[str, str]) -> Row:
    """Return an item without what is only told to those who ask for it."""
    found = dict(row)
    for argument, name in (("AgendaNote", "AgendaNote"), ("MinutesNote", "MinutesNote")):
        if asked.get(argument) != "1":
            found[f"EventItem{name}"] = None
    if asked.get("Attachments") != "1":
        found["EventItemMatterAttachments"] = []
    return found


def harrow() -> LegistarSite:
    """Return a council in America with four meetings, one called off and one that nobody may see."""
    bridge = event_item(
        *(41, "Resolution to award a contract for the Spey Street bridge", 3),
        AgendaNumber="3.",
        MinutesSequence=3,
        AgendaNote="Staff recommend the lowest responsible bidder.",
        MinutesNote="The engineer said that the <b>girders</b> were rusted through.",
        ActionName="adopted",
        ActionText="A motion was made by Oak, seconded by Elm, that this resolution be adopted.",
        PassedFlag=1,
        PassedFlagName="Pass",
        Tally="2-1",
        Mover="Ada Oak",
        Seconder="Bo Elm",
        MatterId=900,
        MatterFile="24-0512",
        MatterType="Resolution",
        MatterStatus="Passed",
        MatterAttachments=[
            attachment(7, "Staff Report"),
            attachment(8, "Draft zeugma memo", shown=False),
        ],
    )
    roll = event_item(40, "Call to Order\r\nRoll Call", 1, MinutesSequence=1, RollCallFlag=1)
    closed = event_item(
        *(42, "Conference with legal counsel", 4),
        AgendaNumber="4.",
        MinutesSequence=4,
        MatterType="Closed Session Item",
        MinutesNote="Settle the quagga claim for $40,000.",
    )
    draft = event_item(
        50,
        "Zoning map for the mill district",
        1,
        AgendaNumber="A",
        MinutesNote="The xebec vote was taken.",
    )
    return LegistarSite(
        events=[
            event(901, "City Council", "2024-01-08"),
            event(
                *(902, "Plan Commission", "2024-02-05"),
                EventMinutesStatusName="Not Viewable by the Public",
            ),
            event(903, "City Council", "2024-02-12", EventAgendaStatusName="Cancelled"),
            event(
                904,
                "Ethics Board",
                "2024-02-14",
                EventAgendaStatusName="Not Viewable by the Public",
            ),
        ],
        items={
            901: [closed, bridge, roll],
            902: [draft],
            904: [event_item(60, "The okapi affair", 1)],
        },
        votes={41: [vote(1, "Ada Oak", "Yea"), vote(2, "Bo Elm", "Yea"), vote(3, "Cy Ash", "Nay")]},
        roll_calls={
            40: [
                {"RollCallPersonName": name, "RollCallValueName": value, "RollCallSort": n}
                for n, (name, value) in enumerate([("Ada Oak", "Present"), ("Di Yew", "Excused")])
            ]
        },
    )


@dataclass
class OParlSite(Site):
    """A system of OParl 1.1 with one body. `a_page` is how many rows a page of a list has."""

    organisations: list[Row] = field(default_factory=list)
    meetings: list[Row] = field(default_factory=list)
    objects: dict[str, Row] = field(default_factory=dict)
    a_page: int = 2
    name: str = "Stadt Wiesental"

    def at(self, path: str) -> str:
        return f"{self.base.rstrip('/')}/{path}"

    def value(self, path: str, asked: dict[str, str]) -> Any:
        name = path.removeprefix("/oparl").strip("/")
        body = {
            "id": self.at("body/1"),
            "type": "https://schema.oparl.org/1.1/Body",
            "name": self.name,
            "organization": self.at("body/1/organization"),
            "meeting": self.at("body/1/meeting"),
        }
        lists = {
            "bodies": [body],
            "body/1/organization": self.organisations,
            "body/1/meeting": self.meetings,
        }
        if name in lists:
            return self._page(lists[name], name, int(asked.get("page", 1)))
        system = {
            "id": self.base,
            "type": "https://schema.oparl.org/1.1/System",
            "body": self.at("bodies"),
        }
        return {"": system, "body/1": body}.get(name, self.objects.get(name))

    def _page(self, rows: list[Row], name: str, page: int) -> Row:
        first = (page - 1) * self.a_page
        links = {"first": self.at(f"{name}?page=1")}
        if first + self.a_page < len(rows):
            links["next"] = self.at(f"{name}?page={page + 1}")
        return {
            "data": rows[first : first + self.a_page],
            "links": links,
            "pagination": {
                "totalElements": len(rows),
                "elementsPerPage": self.a_page,
                "currentPage": page,
            },
        }


def wiesental(site: OParlSite) -> None:
    """Fill a system with a German town's meetings; its address must be known, for every id is one."""

    def met(number: int, body: int, start: str, *items: Row, **more: Any) -> Row:
        return {
            "id": site.at(f"meeting/{number}"),
            "type": "https://schema.oparl.org/1.1/Meeting",
            "name": f"{number}. Sitzung",
            "start": start,
            "organization": [site.at(f"organization/{body}")],
            "location": {"description": "Rathaus, Raum 136"},
            "agendaItem": list(items),
            "modified": "2024-01-08T14:05:27+01:00",
            **more,
        }

    def item(number: int, order: int, name: str, **more: Any) -> Row:
        return {
            "id": site.at(f"agendaitem/{number}"),
            "type": "https://schema.oparl.org/1.1/AgendaItem",
            "number": f"{order}.",
            "order": order,
            "name": name,
            "public": True,
            **more,
        }

    site.organisations = [
        {
            "id": site.at(f"organization/{n}"),
            "type": "https://schema.oparl.org/1.1/Organization",
            "name": name,
        }
        for n, name in enumerate(("Finanzausschuss", "Bauausschuss", "Rat"), start=1)
    ]
    site.objects["agendaitem/13"] = item(
        13, 3, "Ankauf eines Grundstücks", public=False, resolutionText="Der Preis beträgt quetsal."
    )
    file = {
        "name": "Vorlage 12/2024",
        "accessUrl": site.at("file/1"),
        "mimeType": "application/pdf",
    }
    site.meetings = [
        met(
            *(281, 1, "2024-01-04T18:00:00+01:00"),
            item(
                12,
                2,
                "Haushalt",
                result="Geändert beschlossen",
                resolutionText="Der Etat steigt auf 4 Mio.\nEuro.",
            ),
            item(11, 1, "Feststellung der Tagesordnung", auxiliaryFile=[file, site.at("file/2")]),
            site.at("agendaitem/13"),
        ),
        met(282, 2, "2024-02-01T23:30:00+01:00", item(21, 1, "Radweg am Mühlbach")),
        met(283, 2, "2024-03-07T18:00:00+01:00", item(31, 1, "Entfällt"), cancelled=True),
        {
            "id": site.at("meeting/284"),
            "type": "https://schema.oparl.org/1.1/Meeting",
            "deleted": True,
        },
        met(285, 3, "2024-03-14T18:00:00+01:00"),
    ]
