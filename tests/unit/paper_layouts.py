"""How invented councils lay out their papers: the files of each folder, and where each belongs.

`LAYOUTS` are by name: the files, and of each file what is to be told of it: (body, date, kind, item),
None where nothing tells. A file's text stands here as its first pages would print it.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Told(NamedTuple):
    """Where a paper belongs, and what it is."""

    body: str | None
    day: date | None
    kind: str
    item: str | None = None


FILLER = """The survey of last year found that the work is needed before the next winter sets in. Members
asked in the meeting of 4 April 2024 what it would cost, and the letter of 12 June 2024 gave a first
figure, which the quarter to 31 December 2024 has not changed."""


def _front(head: str, items: str) -> str:
    return f"{head}\n\nAGENDA\n\n{items}\n"


# A water district of the United States: one folder for all, one below it for each date; "RE:", month first.
_WATER = _front(
    "CEDAR FLATS WATER DISTRICT\n\nBOARD OF DIRECTORS\n\nREGULAR MEETING\n\nMarch 12, 2024 at 6:00 p.m.",
    "1. Call to Order\n2. Public Comment\n3. Consent Calendar\n   Minutes of the February 13, 2024 Regular Meeting\n"
    "4. Well 7 Pump Replacement\n5. Water Rate Study Proposal\n6. General Manager's Report\n7. Adjournment",
)
US_DISTRICT = {
    "cedar-flats-water-district/2024-03-12/Agenda.txt": _WATER,
    "cedar-flats-water-district/2024-03-12/Minutes 02-13-2024.txt": (
        "CEDAR FLATS WATER DISTRICT\n\nMINUTES OF THE REGULAR MEETING OF THE BOARD OF DIRECTORS\n\nFebruary 13, 2024\n\n"
        "Directors present: Ash, Birch, Cole\n\n1. Call to Order\n\nPresident Ash called the meeting to order at 6:00 p.m.\n\n"
        "2. Well 7\n\nThe manager told the Board that the pump has failed twice.\n"
    ),
    "cedar-flats-water-district/2024-03-12/Item 4 Staff Report - Well 7.txt": (
        "STAFF REPORT\n\nDATE: March 5, 2024\n\nTO: Board of Directors\n\nFROM: Lee Rowan, District Engineer\n\n"
        f"RE: Well 7 Pump Replacement\n\nRECOMMENDATION:\n\nThat the Board award the contract.\n\nBACKGROUND:\n\n{FILLER}\n"
    ),
    "cedar-flats-water-district/2024-03-12/Water Rate Study Proposal.txt": (
        "Juniper & Elm Consulting\n\nFebruary 20, 2024\n\nMr. Lee Rowan\nCedar Flats Water District\n\n"
        f"Dear Mr. Rowan:\n\nWe are glad to offer this proposal for a water rate study.\n\n{FILLER}\n\nSincerely,\n"
    ),
    "cedar-flats-water-district/2024-03-12/GM Report.txt": (
        f"GENERAL MANAGER'S REPORT\n\nMarch 2024\n\nOperations\n\n{FILLER}\n\nPersonnel\n\n{FILLER}\n"
    ),
    "cedar-flats-water-district/2024-04-09/agenda_2024-04-09.txt": _WATER.replace(
        "March 12", "April 9"
    ).replace("February 13", "March 12"),
    "cedar-flats-water-district/2024-04-09/Resolution 24-03.txt": (
        "RESOLUTION NO. 24-03\n\nA RESOLUTION OF THE BOARD OF DIRECTORS OF CEDAR FLATS WATER DISTRICT AWARDING THE "
        "CONTRACT FOR THE WELL 7 PUMP\n\nWHEREAS, the pump of Well 7 has failed; and\n\nWHEREAS, bids were opened on "
        "February 2, 2024;\n\nNOW, THEREFORE, BE IT RESOLVED that the contract is awarded.\n"
    ),
}
_MARCH, _APRIL = date(2024, 3, 12), date(2024, 4, 9)
_BOARD = "Board of Directors"
US_TOLD = {
    "Agenda.txt": Told(_BOARD, _MARCH, "agenda"),
    "Minutes 02-13-2024.txt": Told(_BOARD, date(2024, 2, 13), "minutes", "3"),
    "Item 4 Staff Report - Well 7.txt": Told(_BOARD, _MARCH, "report", "4"),
    "Water Rate Study Proposal.txt": Told(_BOARD, _MARCH, "letter", "5"),
    "GM Report.txt": Told(_BOARD, _MARCH, "report", "6"),
    "agenda_2024-04-09.txt": Told(_BOARD, _APRIL, "agenda"),
    "Resolution 24-03.txt": Told(_BOARD, _APRIL, "other", "4"),
}

# One flat folder, the date in the file's name in five forms; nothing but the name joins papers.
_FLAT = (
    "THORNEY BOROUGH COUNCIL\n\nPLANNING COMMITTEE\n\n{day}\n\nAGENDA\n\n1. Apologies\n2. Declarations of interest\n"
    "3. Land at Mill Lane\n4. Tree preservation at the Old Rectory\n5. Performance of the service\n"
)
FLAT = {
    "flat/2025-05-20 Planning Committee agenda.txt": _FLAT.format(day="Tuesday 20 May 2025"),
    "flat/20250520 Land at Mill Lane.txt": (
        "Report of the Head of Planning\n\nLand at Mill Lane\n\n1. Purpose of the report\n\n1.1 To decide the "
        f"application.\n\n2. The site\n\n2.1 {FILLER}\n"
    ),
    "flat/20.05.2025 Appendix A - Tree survey.txt": (
        f"Appendix A\n\nTree survey of the Old Rectory, April 2025\n\n{FILLER}\n"
    ),
    "flat/Planning Performance 20 May 2025.txt": (
        "Agenda item 5\n\nPerformance of the service in the quarter to 31 March 2025\n\nReport author: Kit Alder\n\n"
        f"Recommendation\n\nThat the report be noted.\n\n{FILLER}\n"
    ),
    "flat/Minutes May 20th 2025.txt": (
        "THORNEY BOROUGH COUNCIL\n\nMinutes of a meeting of the Planning Committee held on Tuesday 20 May 2025\n\n"
        "Present: Councillors Alder and Birch\n\n1. Apologies\n\nThere were none.\n\n3. Land at Mill Lane\n\n"
        "Resolved: that permission be granted.\n"
    ),
    "flat/17-06-2025 agenda.txt": _FLAT.format(day="Tuesday 17 June 2025").replace(
        "3. Land at Mill Lane", "3. Barn at Cold Ash"
    ),
    "flat/17_06_2025 Barn report.txt": (
        "Report of the Head of Planning\n\nBarn at Cold Ash: conversion to two dwellings\n\n1. Purpose of the report\n\n"
        f"1.1 To decide the application.\n\n2. The barn\n\n2.1 {FILLER}\n"
    ),
}
_MAY, _JUNE = date(2025, 5, 20), date(2025, 6, 17)
_PLANNING = "Planning Committee"
FLAT_TOLD = {
    "2025-05-20 Planning Committee agenda.txt": Told(_PLANNING, _MAY, "agenda"),
    "20250520 Land at Mill Lane.txt": Told(_PLANNING, _MAY, "report", "3"),
    "20.05.2025 Appendix A - Tree survey.txt": Told(_PLANNING, _MAY, "appendix", "4"),
    "Planning Performance 20 May 2025.txt": Told(_PLANNING, _MAY, "report", "5"),
    "Minutes May 20th 2025.txt": Told(_PLANNING, _MAY, "minutes"),
    "17-06-2025 agenda.txt": Told(_PLANNING, _JUNE, "agenda"),
    "17_06_2025 Barn report.txt": Told(_PLANNING, _JUNE, "report", "3"),
}

# A Scottish council: a folder for each committee, agendas and reports in it, no date in a report's name.
_SCOTS = (
    "GLENARDLE COUNCIL\n\nEducation and Families Committee\n\nAgenda\n\n{day}, 10.00am\n\nCouncil Chamber\n\n"
    "Item 1 Apologies\nItem 2 Minute of previous meeting\n{items}\nItem 5 Date of next meeting\n"
)
COMMITTEES = {
    "Education and Families Committee/Agenda 14 August 2024.txt": _SCOTS.format(
        day="Wednesday 14 August 2024", items="Item 3 School roll projections\nItem 4 Gaelic plan"
    ),
    "Education and Families Committee/Agenda 6 November 2024.txt": _SCOTS.format(
        day="Wednesday 6 November 2024", items="Item 3 Free school meals\nItem 4 Winter term dates"
    ),
    "Education and Families Committee/EF-12-24 School roll projections.txt": (
        "Report No: EF/12/24\n\nGlenardle Council\n\nReport to: Education and Families Committee\n\n"
        "Date of Meeting: 14 August 2024\n\nReport by: Head of Education\n\nTitle: School roll projections\n\n"
        f"1. Purpose\n\n1.1 To tell members what the rolls will be.\n\n2. Detail\n\n2.1 {FILLER}\n"
    ),
    "Education and Families Committee/EF-19-24 Free school meals.txt": (
        f"Report No: EF/19/24\n\nReport by: Head of Education\n\nFREE SCHOOL MEALS\n\n1. Purpose\n\n1.1 To extend "
        f"them.\n\n2. Detail\n\n2.1 {FILLER}\n"
    ),
    "Education and Families Committee/Minute 14 August 2024.txt": (
        "GLENARDLE COUNCIL\n\nMinute of meeting of the Education and Families Committee of 14 August 2024\n\n"
        "Present: Councillors Rowan and Birk\n\n1. Apologies\n\nNone.\n\n3. School roll projections\n\nThe Committee "
        "agreed to note the report.\n"
    ),
}
_EDUCATION = "Education and Families Committee"
_AUGUST, _NOVEMBER = date(2024, 8, 14), date(2024, 11, 6)
COMMITTEES_TOLD = {
    "Agenda 14 August 2024.txt": Told(_EDUCATION, _AUGUST, "agenda"),
    "Agenda 6 November 2024.txt": Told(_EDUCATION, _NOVEMBER, "agenda"),
    "EF-12-24 School roll projections.txt": Told(_EDUCATION, _AUGUST, "report", "3"),
    "EF-19-24 Free school meals.txt": Told(_EDUCATION, _NOVEMBER, "report", "3"),
    "Minute 14 August 2024.txt": Told(_EDUCATION, _AUGUST, "minutes"),
}

# An English district: the papers of two bodies of one evening in one folder.
_TWO = "MARDLE DISTRICT COUNCIL\n\n{body}\n\nThursday, 6th March, 2025 at {hour} pm\n\nAGENDA\n\n{items}\n"
TWO_BODIES = {
    "2025-03-06/Agenda - Cabinet.txt": _TWO.format(
        body="CABINET", hour="5", items="1. Apologies\n2. Leisure contract\n3. Council tax support"
    ),
    "2025-03-06/Agenda - Licensing Panel.txt": _TWO.format(
        body="LICENSING PANEL",
        hour="7",
        items="1. Apologies\n2. Hackney carriage fares\n3. Street trading",
    ),
    "2025-03-06/Leisure.txt": (
        "Committee: Cabinet\n\nDate: 6 March 2025\n\nReport of: Director of Place\n\nPortfolio Holder: Cllr Rowan\n\n"
        f"Title: Leisure contract\n\n1. Summary\n\n1.1 {FILLER}\n"
    ),
    "2025-03-06/Fares.txt": (
        "REPORT TO LICENSING PANEL\n\n6 MARCH 2025\n\nREPORT OF THE HEAD OF LICENSING\n\nHACKNEY CARRIAGE FARES\n\n"
        f"1. Purpose of report\n\n1.1 To set them.\n\n2. Background\n\n2.1 {FILLER}\n"
    ),
    "2025-03-06/Appendix 1 Street trading map.txt": "Appendix 1\n\nStreet trading: map of pitches\n\nPitch A\nPitch B\n",
    "2025-03-06/Equality impact assessment - Council tax support.txt": (
        f"Equality Impact Assessment\n\nName of policy: council tax support\n\n{FILLER}\n"
    ),
}
_6_MARCH = date(2025, 3, 6)
TWO_TOLD = {
    "Agenda - Cabinet.txt": Told("Cabinet", _6_MARCH, "agenda"),
    "Agenda - Licensing Panel.txt": Told("Licensing Panel", _6_MARCH, "agenda"),
    "Leisure.txt": Told("Cabinet", _6_MARCH, "report", "2"),
    "Fares.txt": Told("Licensing Panel", _6_MARCH, "report", "2"),
    "Appendix 1 Street trading map.txt": Told("Licensing Panel", _6_MARCH, "appendix", "3"),
    "Equality impact assessment - Council tax support.txt": Told(
        "Cabinet", _6_MARCH, "equality-assessment", "3"
    ),
}

# A modern.gov county, as fetched: a body's folder, a date's below it; decision and forms of other bodies.
COUNTY = {
    "Adult Care Cabinet Committee/13 March 2025/Agenda frontsheet 13th-Mar-2025 14.00.txt": (
        "AGENDA\n\nADULT CARE CABINET COMMITTEE\n\nThursday, 13th March, 2025, at 2.00 pm\n\nAsk for: Pat Elm\n\n"
        "Council Chamber, Shire Hall, Sedgeford\n\n1 Introduction/Webcast announcement\n2 Apologies and Substitutes\n"
        "3 Declarations of Interest by Members in items on the Agenda\n4 Minutes of the meeting held on 21 January 2025 "
        "(Pages 1 - 8)\n5 Verbal updates by the Cabinet Member and Corporate Director\n6 25/00021 - Day Services "
        "Contract (Pages 9 - 42)\n7 Adult Care Performance Dashboard (Pages 43 - 60)\n8 Work Programme (Pages 61 - 64)\n"
        "\nMotion to exclude the press and public\n"
    ),
    "Adult Care Cabinet Committee/13 March 2025/Item 6 Report.txt": (
        "From: Dana Moss, Cabinet Member for Adult Care\n\nRuth Hale, Corporate Director Adult Care\n\n"
        "To: Adult Care Cabinet Committee – 13 March 2025\n\nSubject: Day Services Contract\n\nDecision Number: 25/00021\n\n"
        "Classification: Unrestricted\n\nPast Pathway of report: Growth Cabinet Committee – 21 January 2025\n\n"
        "Future Pathway of report: Cabinet Member Decision\n\nElectoral Division: All\n\nSummary: The contract ends in "
        f"June.\n\nRecommendation(s): The Committee is asked to consider and endorse the decision.\n\n1. Introduction\n\n1.1 {FILLER}\n"
    ),
    "Adult Care Cabinet Committee/13 March 2025/25-00021 PROD.txt": (
        "SEDGEFORD COUNTY COUNCIL – PROPOSED RECORD OF DECISION\n\nDECISION TO BE TAKEN BY:\n\nDana Moss, Cabinet Member "
        "for Adult Care\n\nDECISION NO:\n\n25/00021\n\nFor publication\n\nKey decision: YES\n\nTitle of Decision: Day "
        "Services Contract\n\nDecision:\n\nAs Cabinet Member I propose to let the contract.\n\nCabinet Committee "
        "recommendations and other consultation:\n\nThe proposal goes to the Adult Care Cabinet Committee on 13 March 2025.\n"
    ),
    "Adult Care Cabinet Committee/13 March 2025/Work Programme.txt": (
        "From: Ben Holt, Head of Governance\n\nTo: Adult Care Cabinet Committee – 13 March 2025\n\nSubject: Work Programme\n\n"
        "Classification: Unrestricted\n\nPast and Future Pathway of Paper: Standard agenda item\n\n"
        f"Summary: This is the programme.\n\n1. Introduction\n\n1.1 {FILLER}\n"
    ),
    "Adult Care Cabinet Committee/13 March 2025/Appendix 1 Dashboard Q3.txt": (
        "Adult Care Performance Dashboard\n\nQuarter 3, October to December 2024\n\nProduced 14 February 2025\n\n"
        "Measure | Target | Result\nVisits | 90 | 87\n"
    ),
    "Adult Care Cabinet Committee/13 March 2025/Minutes 21 January 2025.txt": (
        "SEDGEFORD COUNTY COUNCIL\n\nADULT CARE CABINET COMMITTEE\n\nMINUTES of a meeting of the Adult Care Cabinet "
        "Committee held in the Council Chamber, Shire Hall, Sedgeford on Tuesday, 21 January 2025.\n\nPRESENT: Mr A Ash "
        "(Chair), Mrs B Birch\n\nIN ATTENDANCE: Ms R Hale\n\nUNRESTRICTED ITEMS\n\n1. Apologies and Substitutes\n(Item 2)\n\n"
        "Apologies were received from Mr Cole.\n\n2. Day services\n(Item 5)\n\nRESOLVED to note the update.\n"
    ),
}
_13_MARCH = date(2025, 3, 13)
_ADULT = "Adult Care Cabinet Committee"
COUNTY_TOLD = {
    "Agenda frontsheet 13th-Mar-2025 14.00.txt": Told(_ADULT, _13_MARCH, "agenda"),
    "Item 6 Report.txt": Told(_ADULT, _13_MARCH, "report", "6"),
    "25-00021 PROD.txt": Told(_ADULT, _13_MARCH, "decision-record", "6"),
    "Work Programme.txt": Told(_ADULT, _13_MARCH, "report", "8"),
    "Appendix 1 Dashboard Q3.txt": Told(_ADULT, _13_MARCH, "appendix", "7"),
    "Minutes 21 January 2025.txt": Told(_ADULT, date(2025, 1, 21), "minutes", "4"),
}

# An Australian shire: a folder a meeting with the date run together, papers by number, item numbers with a point.
SHIRE = {
    "council-meetings/20240625/OCM 25 June 2024 Agenda.txt": (
        "SHIRE OF WANDILLA\n\nORDINARY COUNCIL MEETING\n\nAGENDA\n\nTuesday 25 June 2024\n\nCommencing at 6:00pm\n\n"
        "1 Opening of meeting\n2 Attendance and apologies\n3 Confirmation of minutes\n4 Weed control on verges\n"
        "5 Lease of the old station\n6 Closure\n"
    ),
    "council-meetings/20240625/4 - Weed control.txt": (
        "Ordinary Council Meeting 25 June 2024\n\nWeed control on verges\n\nFile No: 45/2\n\nReporting Officer: Jo Banks, "
        f"Works Manager\n\nDate of report: 11 June 2024\n\nPurpose\n\nTo choose a method.\n\nBackground\n\n{FILLER}\n"
    ),
    "council-meetings/20240625/Attachment 5.1 Draft lease.txt": (
        f"Attachment 5.1\n\nDraft lease of the old station\n\nThis lease is made on the 1 July 2024.\n\n{FILLER}\n"
    ),
    "council-meetings/20240625/Unconfirmed Minutes OCM 28 May 2024.txt": (
        "SHIRE OF WANDILLA\n\nMINUTES\n\nORDINARY COUNCIL MEETING\n\nHeld on Tuesday 28 May 2024\n\nPresent: Cr Ash, Cr Oak\n\n"
        "1 Opening of meeting\n\nThe President opened the meeting at 6:00pm.\n\n4 Footpaths\n\nCarried that they be mended.\n"
    ),
}
_25_JUNE = date(2024, 6, 25)
SHIRE_TOLD = {
    "OCM 25 June 2024 Agenda.txt": Told("Council", _25_JUNE, "agenda"),
    "4 - Weed control.txt": Told("Council", _25_JUNE, "report", "4"),
    "Attachment 5.1 Draft lease.txt": Told("Council", _25_JUNE, "appendix", "5"),
    "Unconfirmed Minutes OCM 28 May 2024.txt": Told("Council", date(2024, 5, 28), "minutes", "3"),
}

LAYOUTS = {
    "a district of the United States": (US_DISTRICT, US_TOLD),
    "a flat folder with dates in names": (FLAT, FLAT_TOLD),
    "a folder for each committee": (COMMITTEES, COMMITTEES_TOLD),
    "two bodies in one folder": (TWO_BODIES, TWO_TOLD),
    "a county with front sheets": (COUNTY, COUNTY_TOLD),
    "a shire with dates run together": (SHIRE, SHIRE_TOLD),
}
