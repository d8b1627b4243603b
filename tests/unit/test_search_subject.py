"""A quote is about the subject of the question and gives what it asks for; each rule with its query."""

from __future__ import annotations

import pytest

from tests.unit.asked import told


@pytest.mark.parametrize(
    ("question", "other", "title"),
    [
        # Another thing of the same form.
        (
            "how much will weekly food waste collections cost?",
            "The garden waste subscription would cost £55 in 2026.",
            "Weekly food waste collections",
        ),
        (
            "how many disabled parking spaces are there in the city?",
            "The Council provides approximately 3,500 parking spaces in the city.",
            "Parking",
        ),
        (
            "is Nash's Lane a public road?",
            "The Council intended to declare that Brewery Lane be a public road.",
            "Question submitted by Councillor Scanlan",
        ),
        (
            "how much did the council make from parking fines in 2019?",
            "The budget for 2021 provides for income of £1.9m for parking fines.",
            "Parking fines",
        ),
        # Another number than the one asked for.
        (
            "how many homes were flooded in Mill Street?",
            "The flood in Mill Street stopped 300 yards from the homes of the depot.",
            "Flood",
        ),
        (
            "how many derelict sites are there in Newton?",
            "There were 15 derelict site notices issued in Newton.",
            "Question submitted by Councillor Galvin",
        ),
        (
            "how many playgrounds were opened in Newton?",
            "The playgrounds in Newton were opened on 3 May 2019.",
            "Playgrounds",
        ),
        # Another use of money, or none.
        (
            "how much did the solar farm cost?",
            "The solar farm had earned £92,000 in six months.",
            "Solar farm",
        ),
        ("how much did the lido cost?", "The lido opened in May after 12 years.", "Lido"),
        # No date, no reason, no length, no decision.
        (
            "when will the lido open?",
            "The lido would open as soon as the tiles were mended.",
            "Lido",
        ),
        ("why was the lido closed?", "The lido was closed by the Council in September.", "Lido"),
        ("how long is the lease of the lido?", "The lease of the lido was before Members.", "Lido"),
        ("how wide is the new lane?", "The new lane was built in 14 weeks.", "Lane"),
        (
            "what was decided about the speed ramps?",
            "Councillor Pike said that the speed ramps should be installed.",
            "Speed ramps",
        ),
        # A word of the title alone.
        (
            "are foxes hunted on council land?",
            "The Director said that it had been two, both released in a bad temper.",
            "Foxes hunted on council land",
        ),
        # What is asked is no answer.
        ("when will the lido open?", "Members queried the position of the lido in May.", "Lido"),
        ("why did the lido close?", "Why did the lido close because of the boiler.", "Lido"),
        # Somebody else's.
        (
            "who is responsible for clearing snow from sidewalks?",
            "In other jurisdictions clearing snow from sidewalks is for the home owner, who is responsible.",
            "Snow",
        ),
        (
            "how much is the fee for a garden bin?",
            "The fee for a garden bin was £60 in neighbouring councils.",
            "Garden bin",
        ),
        # About another part of the same thing, a recital, the name of an offence.
        (
            "what does the cycling strategy say about snow clearing?",
            "My colleague and I have been speaking in support of the cycling strategy since last week.",
            "Cycling strategy",
        ),
        (
            "what did the tree policy say about lime trees in parks?",
            "The tree policy was said to have been written in haste by two consultants.",
            "Tree policy",
        ),
        (
            "what does the strategy say about snow clearing?",
            "AND WHEREAS the public was led to believe that the strategy changes snow clearing;",
            "Strategy",
        ),
        (
            "what was said about parking bays?",
            "Parking a vehicle in a disabled persons parking bay without a permit on show.",
            "Parking",
        ),
        # A place that is called as somebody is.
        (
            "who asked Councillor Collins about parking?",
            "Councillor Galvin referred to the parking layout at Collins Park, and asked for a plan.",
            "Parking",
        ),
        (
            "what was Councillor Hartley told about cladding?",
            "The cladding of Hartley Court was combustible, as the residents were told.",
            "Cladding",
        ),
        (
            "why did Mr Quinn object to the shelter?",
            "Objections to the shelter at Quinn’s Cross were made because of the trees.",
            "Shelter",
        ),
        # Another kind of the same people or things: of whom, or of what, is not said.
        (
            "how long may members of the public speak for?",
            "The Council agreed to shorten Members’ speeches, and to speak for four minutes.",
            "Public questions and length of speeches",
        ),
        (
            "how many heads of service are there?",
            "There are 47 heads in the 47 schools of the city.",
            "Review of service directorates",
        ),
        (
            "what was decided about the keeper of the archives?",
            "It was agreed that keeper gloves be bought for the youth team.",
            "Archives",
        ),
        # A word that only sounds like it: the past of another verb.
        (
            "why was the felling of the plane tree agreed?",
            "The plane tree lost a limb because it fell in the storm.",
            "Plane tree",
        ),
        (
            "what was said about the founding of the school?",
            "The inspectors found that the school was good.",
            "School",
        ),
        (
            "what was said about sawing in the park?",
            "Members saw three ducks that were in the park.",
            "Ducks",
        ),
        # Another office.
        (
            "what did the Leader say about the referendum?",
            "The Leader of the Opposition said that the referendum was a fair hit.",
            "Referendum",
        ),
    ],
)
def test_what_is_about_something_else_or_gives_nothing_asked_for_is_not_quoted(
    question: str, other: str, title: str
) -> None:
    assert told(question, other, title=title) == []


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("how much did the solar farm cost?", "The solar farm had cost £92,000 in all."),
        ("how many derelict sites are there in Newton?", "There were 15 derelict sites in Newton."),
        (
            "how many applications are on the housing list?",
            "The number of applications on the Housing List is 567.",
        ),
        ("when will the lido open?", "The lido would open in the spring of 2021."),
        ("why was the lido closed?", "The lido was closed because its boiler had failed."),
        ("how long is the lease of the lido?", "The lease of the lido was for twenty-five years."),
        ("how wide is the new lane?", "The new lane was 3.2 metres wide."),
        ("what was decided about the ramps?", "It was agreed that the ramps be installed by May."),
        ("what did the Leader say about the lido?", "The Leader said that the lido was safe."),
        (
            "how long may members of the public speak for?",
            "Members of the public may speak for three minutes.",
        ),
        ("what was the cost of the lido?", "The cost of the lido was £3.1 million in all."),
        ("why was the tree felled?", "The tree was felled because it was rotten."),
        ("is Nash's Lane a public road?", "Nash’s Lane had been a public road since the war."),
    ],
)
def test_what_gives_it_about_the_same_subject_is(question: str, fitting: str) -> None:
    assert told(question, fitting) == [fitting]
