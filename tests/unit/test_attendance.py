"""Who the minutes name as present and whose apologies they record: only councillors, and nobody in doubt.

The wordings were written, from what councils of eight countries write, before any was read by the program.
"""

from __future__ import annotations

import pytest

from indexer.passages.passage import Passage
from search.browse.attendance import Attendance, attendance

OPENING = "Attendance and opening of the meeting"
# name, [(title of an item, its minutes)], who is present, whose apologies are recorded
TOLD = [
    (
        "an English county, with those who are no councillors behind a semicolon",
        [(OPENING, "Oakshire County Council\n\nPresent: Councillors Jane Kemp (Chair), Winifred Achebe (Labour) and Peter O’Hara; Mr Joseph Adu (parent governor) and the Revd Hilary Stott (diocese)\n\nOfficers: Farah Siddiqui (Director of Finance), Bridget Nolan")],
        ["Jane Kemp", "Winifred Achebe", "Peter O’Hara"],
        [],
    ),
    (
        "an English parish, a line each, apologies as an item",
        [
            (OPENING, "Present:\n\nCllr A. Smith (Chairman)\nCllr Mrs J. Brown\nCllr T. de Vere\n\nIn attendance: Mrs P. Quill (Clerk) and six members of the public"),
            ("Apologies for absence", "Apologies were received from Cllr Green (work) and Cllr Mrs Hill (holiday)."),
        ],
        ["A. Smith", "J. Brown", "T. de Vere"],
        ["Green", "Hill"],
    ),
    (
        "a Scottish council, titles in the plural, wrapped lines",
        [
            (OPENING, "PRESENT: Provost Bruce; Councillors Alder, McRae,\nMacLean, Ó Néill and\nStewart-Park.\n\nAPOLOGIES: Councillors Campbell and Fraser.\n\nIN ATTENDANCE: J Reid, Chief Executive; K Low, Head of Roads."),
        ],
        ["Bruce", "Alder", "McRae", "MacLean", "Ó Néill", "Stewart-Park"],
        ["Campbell", "Fraser"],
    ),
    (
        "an Irish municipal district",
        [(OPENING, "PRESENT IN THE CHAIR:\n\nCouncillor R. O’Dowd, An Cathaoirleach.\n\nMEMBERS PRESENT:\n\nCouncillors Keane, Tighe, McMahon, and Sheedy.\n\nOFFICIALS IN ATTENDANCE:\n\nDirector, Regional Services (Ms. C. Curran), Meetings Administrator (Ms. K. Burke)")],
        ["R. O’Dowd", "Keane", "Tighe", "McMahon", "Sheedy"],
        [],
    ),
    (
        "a council of Northern Ireland, aldermen and councillors",
        [(OPENING, "Present: Alderman Ann Carson (Mayor) in the Chair; Aldermen Bell and Dodds; Councillors Quinn, Magee\n\nApologies: Alderman Wells and Councillor Hanna")],
        ["Ann Carson", "Bell", "Dodds", "Quinn", "Magee"],
        ["Wells", "Hanna"],
    ),
    (
        "a township of Ontario, regrets",
        [("Call to order", "Present:\nMayor Dale Fenn\nDeputy Mayor Ruth Orr\nCouncillor Lee Marsh\nCouncillor Kim Tran (via Zoom)\n\nRegrets:\nCouncillor Joe Pratt\n\nStaff:\nTom Hale, Clerk\nIda Ness, Treasurer")],
        ["Dale Fenn", "Ruth Orr", "Lee Marsh", "Kim Tran"],
        ["Joe Pratt"],
    ),
    (
        "a city of the United States, a roll call",
        [("ROLL CALL", "Present: Mayor Ortiz, Council Members Alvarez, Boyle, Chen and Diaz\nAbsent: Council Member Eaton (excused)\nStaff present: City Manager Ray Holt, City Clerk Ana Ruiz")],
        ["Ortiz", "Alvarez", "Boyle", "Chen", "Diaz"],
        [],
    ),
    (
        "a shire of Australia",
        [("Attendance", "Councillors in attendance:\nCr P Yates (President)\nCr M Dunn\nCrs Hall and Webb\n\nApologies:\nCr S Noble\n\nLeave of absence:\nCr T Voss\n\nOfficers in attendance:\nMr D Pope, Chief Executive Officer")],
        ["P Yates", "M Dunn", "Hall", "Webb"],
        ["S Noble"],
    ),
    (
        "a district of New Zealand, apologies as a resolution",
        [
            ("Apologies", "Moved Councillor Rata, seconded Councillor Wynn: That the apologies from Councillors Heke and Moss be accepted. CARRIED"),
        ],
        [],
        ["Heke", "Moss"],
    ),
    (
        "a Welsh community, in prose",
        [("Apologies for absence", "Councillor Siân Pugh sent her apologies. Councillors Evans and Howell had given theirs to the Clerk. PC Rhys Bowen also apologised.")],
        [],
        ["Siân Pugh"],
    ),
    (
        "an English district, who came for whom",
        [("Apologies and substitutions", "Apologies for absence were submitted on behalf of Councillor Dean and from Mr Len Tighe (co-opted). Councillor Fry was present as substitute for Councillor Dean. Apologies for lateness were received from Councillor Gale.")],
        [],
        ["Dean"],
    ),
    (
        "a table of names",
        [(OPENING, "Councillor Ann Pike | Chair | Present\nCouncillor Bo Ray | Member | Apologies\nCouncillor Cy Low | Member | Absent\nDana Moe | Officer | Present")],
        ["Ann Pike"],
        ["Bo Ray"],
    ),
    (
        "a word of apology and of nobody in front of the names",
        [("Apologies for absence", "From Councillors Duddy and Rudge.")],
        [],
        ["Duddy", "Rudge"],
    ),
    (
        "brackets that say that somebody was not there",
        [(OPENING, "Councillors present: Cllrs Ash (Chair), Birch (apologies), Cedar (from item 4), Dogwood (absent) and Elm")],
        ["Ash", "Cedar", "Elm"],
        ["Birch"],
    ),
    # A second round, written when all of the above were read as they should be.
    (
        "names of one surname, told apart by an initial",
        [(OPENING, "MEMBERS PRESENT:\n\nCouncillors Byrne, Hogan (J), Hogan (M), Power (T.), Walsh\n\nOFFICIALS IN ATTENDANCE:\n\nMs. P. Roche")],
        ["Byrne", "Hogan (J)", "Hogan (M)", "Power (T.)", "Walsh"],
        [],
    ),
    (
        "minutes that are one piece",
        [("Minutes of Council", "MINUTES OF A SPECIAL MEETING\n\nMEMBERS PRESENT:\n\nCouncillors Byrne, Hogan and Walsh,\n\nOFFICIALS IN ATTENDANCE:\n\nChief Executive (Mr. P. Roche)\n\nCouncillor Byrne proposed a vote of sympathy.")],
        ["Byrne", "Hogan", "Walsh"],
        [],
    ),
    (
        "a label above a label",
        [(OPENING, "Members present:\n\nCouncillors:\nDaniel Burke, Ita Cole,\nPat Dunne and Una Moran.\n\nApologies:\n\nCouncillors: Liam Quinn, Joan Reid")],
        ["Daniel Burke", "Ita Cole", "Pat Dunne", "Una Moran"],
        ["Liam Quinn", "Joan Reid"],
    ),
    (
        "the chair in a sentence, the others with him",
        [("Apologies", "Councillor Holt was in the chair and Councillors Ivory, Jones and King were present. Councillor Lamb had given her apologies and was replaced by Councillor Moss.")],
        ["Holt", "Ivory", "Jones", "King"],
        ["Lamb"],
    ),
    (
        "an officer's title behind lines that were joined",
        [(OPENING, "In attendance: Councillors Ash, Birch and Cedar Ray Holt, Chief Executive\nAna Ruiz, Solicitor")],
        ["Ash", "Birch"],
        [],
    ),
    (
        "who presides by an office, with the name in brackets",
        [(OPENING, "Present: The Lord Mayor (Councillor Fay Gill), Councillors Nash, Orr; the Town Clerk and two members of the press")],
        ["Fay Gill", "Nash", "Orr"],
        [],
    ),
    (
        "others with titles among councillors with titles",
        [(OPENING, "Councillors Mrs B Ford (Chairman), Dr T Gray, J Hale MBE and Miss L Ives; Mr S Kay (Clerk)\n\nPresent:\nCouncillors Mrs B Ford (Chairman), Dr T Gray, J Hale MBE and Miss L Ives; Mr S Kay (Clerk)")],
        ["B Ford", "T Gray", "J Hale", "L Ives"],
        [],
    ),
    (
        "apologies of one whose reason follows",
        [("Apologies for absence", "Apologies for absence were received from Councillor Dell, who was abroad, and Councillors Eve and Frost owing to council business elsewhere.")],
        [],
        ["Dell", "Eve", "Frost"],
    ),
    (
        "a title cut short that nobody knows",
        [(OPENING, "Present: Councillors Ash, Cmtt. Reps and others")],
        ["Ash"],
        [],
    ),
    (
        "members online are there",
        [(OPENING, "MEMBERS PRESENT:\n\nCouncillors , Conroy, O’Shea and E. Ryan\n\nMEMBERS ON-LINE:\n\nCouncillor Carr.")],
        ["Conroy", "O’Shea", "E. Ryan", "Carr"],
        [],
    ),
    (
        "a Hansard of a roll call in lines with bullets",
        [("1. Roll call", "**Present:**\n\n- Council Member Rosa Diaz\n- Council Member Tim O’Dell\n- Mayor Pro Tem Gail Stone\n\n**Absent:**\n\n- Council Member Eli Voss")],
        ["Rosa Diaz", "Tim O’Dell", "Gail Stone"],
        [],
    ),
]  # fmt: skip

# What tells nobody's presence: residents, officers, children, agendas, thanks, plans, other meetings.
UNTOLD = [
    [("Public participation", "Mr Karl Dent and Mrs Ida Moss were present. Amy Reed (aged 9) was present with her class.")],
    [("Apologies for absence", "No apologies had been received. Councillor Brook thanked Councillor Low for her apology in the paper.")],
    [("Apologies for absence", "There were no apologies from councillors. Apologies for lateness were received from Councillor Gale.")],
    [("Apologies for absence", "None. Councillor Lisle was five minutes late.")],
    [("Apologies for absence", "Councillor Hart apologised to Councillor Moon for what she had said at the last meeting.")],
    [("Complaint about the pool", "Apologies were received from Councillor Dean and passed on to the family. Present: Councillor Stone.")],
    [(OPENING, "Present: A. Smith, B. Jones and C. Wills; Amy Reed, Year 6")],
    [(OPENING, "Present: Councillors Ash, Birch until the vote on item 9 was taken and 14 residents")],
    [(OPENING, "Officers present: Ray Holt, Ana Ruiz\n\nMembers of the public present: Councillor Road residents, Ida Moss")],
    [(OPENING, "Not present: Councillors Ash and Birch")],
    [(OPENING, "Absent: Councillors Ash and Birch")],
    [("Apologies for absence", "Councillor Ash submitted apologies for leaving before the end. It was hoped that Councillor Birch would be present.")],
    [(OPENING, "Present: Councillors Ash, Mr Birch, Cole and Ms Dunn")],
    [(OPENING, "Absent:\n\nCouncillors: Ash and Birch")],
    [(OPENING, "In the chair: Councillor Ash\n\nMembers: Councillors Birch, Cole and Dean")],
    [("Apologies", "Apologies were received from Councillor Ash, who was replaced by Councillor Birch and Councillor Cole.")],
    [("Apologies", "Councillor Ash asked whether Councillor Birch had sent an apology. Apologies were not received from Councillor Cole.")],
    [("Apologies", "Councillor Ash conveyed apologies on behalf of the Chief Executive. Councillor Birch sent apologies to the residents of Elm Road.")],
    [(OPENING, "Councillors present: Tom Ash, Ray Holt, Town Clerk")],
    [(OPENING, "Youth councillors present: Amy Reed, Ben Stone\n\nPresent: Councillor Cara Low (youth councillor)")],
    [("Attendance allowances", "Present: allowances of Councillors Ash and Birch were reviewed.")],
    [("Apologies for absence", "Apologies were received from the family of the late Councillor Ash, and from Mrs Birch.")],
    [("Minutes of the last meeting", "It was agreed that the list should read: Present: Councillor Ash.")],
]  # fmt: skip


def of_meeting(*items: tuple[str, str]) -> list[Passage]:
    """Return the passages of minutes, each (title, minutes)."""
    return [
        Passage(str(n), title, minutes, "minutes.md", minutes=minutes, position=n)
        for n, (title, minutes) in enumerate(items, 1)
    ]


@pytest.mark.parametrize(
    ("items", "present", "apologies"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD]
)
def test_it_names_whom_the_minutes_name(
    items: list[tuple[str, str]], present: list[str], apologies: list[str]
) -> None:
    assert attendance(of_meeting(*items)) == Attendance(tuple(present), tuple(apologies))


@pytest.mark.parametrize("items", UNTOLD, ids=lambda items: items[0][1][:40])
def test_in_doubt_it_names_nobody(items: list[tuple[str, str]]) -> None:
    assert attendance(of_meeting(*items)) == Attendance()


def test_an_agenda_tells_nobodys_presence() -> None:
    words = "Present: Councillors Ash and Birch\n\nApologies: Councillor Elm"
    agenda = Passage("1", OPENING, words, "agenda.md", agenda=words)
    assert attendance([agenda]) == Attendance()


def test_what_is_withheld_tells_nobodys_presence() -> None:
    (told,) = of_meeting((OPENING, "Present: Councillors Ash and Birch"))
    assert attendance([told]) != Attendance()
    assert attendance([Passage(told.id, OPENING, "", "x", exempt="part 2")]) == Attendance()
