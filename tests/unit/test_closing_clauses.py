"""What speaks against a closing in another clause than its own does not undo it; what governs its clause does."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import shown

ACTS = [
    "the public were excluded from the meeting",
    "the Council went into closed session",
    "the Board entered executive session at 8.02 pm",
    "the Committee resolved to exclude the press and public",
    "the meeting was closed to the public under Schedule 12A",
]
# What stands in front and tells only why or when.
FRONTS = [
    "There being no objection, ",
    "No member dissenting, ",
    "With no further questions from the floor, ",
    "Being satisfied that disclosure might harm the tenderers, ",
    "Having considered whether it could be heard in public, ",
    "The matter having been discussed at the previous meeting, ",
    "Councillor Fir having declared an interest and taken no part, ",
    "After the fire alarm had sounded and all were seated again, ",
    "The Solicitor explained the law, after which ",
    "The Clerk reminded members that the paper was confidential, and ",
    "The previous item had been deferred to the end of the meeting; ",
    "Meetings are normally open to everyone, but ",
]
TAILS = [
    "; an amendment to defer the lease was lost.",
    ", as exempt information might be disclosed if it were heard in public.",
    ", no member voting against.",
    ", the previous item having been deferred to the next meeting.",
    ", and the award was deferred to a future meeting.",
]
ASIDES = ["not wishing to harm the talks", "which may sit in public", "with none opposed"]
ANSWERED = [
    "Chair: Is it agreed that the press and public be excluded? AGREED.",
    "The Chair asked whether the public should be excluded. All agreed.",
    "A vote was taken on the exclusion of the public. It was carried by 6 votes to 4.",
    "The Mayor asked whether the public could be excluded and this was agreed.",
    "A request was made that the public leave. They did so at 8.20 pm.",
    "Can I have a motion to go into executive session? So moved by Ash, seconded by Fir.",
    "To resolve to exclude the public? Yes, agreed by all.",
    "Council entered executive session at 7:02 p.m. on Monday, May 6, 2024.",
    "The Council went into closed session to consider the offer received last week.",
    "The Committee went into private session to approve the lease which had been considered previously.",
    "This item was taken at the end of the meeting, the public having been excluded.",
    "The Mayor declared the meeting closed to the public at 9.10 pm.",
]
# What governs the clause, so that nothing is done.
GOVERNING = [
    "Councillor Ash recalled that in May ",
    "A resident said that, having no choice, ",
    "The question was whether ",
    "It was not true that ",
    "If prices had been named, ",
    "In reply to Councillor Fir, Mr Oak said that at the time ",
    "At its meeting in May, as Mr Oak recalled, ",
]
TOLD = [
    "the trust’s meeting was closed to the public",
    "the school board had gone into closed session",
    "the public would be excluded",
]
PUBLIC = [
    "There being no exempt business, the public were not excluded.",
    "Having heard the deputation, the Council resolved not to exclude the public.",
    "With no objection, the Council agreed to stay in open session.",
    "Although it could have been taken in private, the Committee resolved to hear it in public.",
    "The fire alarm having sounded, the public left the building.",
    "Because of a gas leak, the public were asked to leave.",
    "The public left, having heard what they came for.",
    "It was moved that the public be excluded; there was no seconder.",
    "It was moved that the public be excluded, but the motion was lost.",
    "The Chair asked whether the public should be excluded. Members agreed that it should not.",
    "Should the public be excluded? It was not agreed.",
    "Councillor Fir asked why the public were excluded. It was agreed to write to the trust.",
    "Members asked for a report on exclusion of the public. This was agreed.",
    "Recommendation: that the public be excluded from the old quay. Agreed.",
    "It was suggested that the working group meet in private. This was agreed.",
    "The officers asked that the item be heard in private, and this was not agreed.",
    "A motion to return to open session was put. Carried.",
    "Meetings are open to the public, but the public are excluded for tenders.",
    "At its last meeting, the Board went into closed session.",
    "The Board met in closed session last month to discuss the lease received in May.",
    "The council had earlier resolved in committee to sell.",
    "There being no further questions, the public hearing was closed.",
    "The Mayor declared the road closed to the public.",
]
NAMED = "Zebra bid 40,000 for the land, which was too little."


def _shown(told: str) -> str:
    return shown(
        AgendaItem("Minutes", "1", minutes="The minutes were agreed."),
        AgendaItem("Sale of land", "2", minutes=f"{told}\n{NAMED}"),
        AgendaItem("Other matters", "3", minutes="A vase was admired."),
    )


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("front", FRONTS)
def test_what_only_tells_why_in_front_undoes_no_closing(front: str, act: str) -> None:
    assert "Zebra" not in _shown(f"{front}{act}.")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("tail", TAILS)
def test_what_is_told_behind_undoes_no_closing(tail: str, act: str) -> None:
    assert "Zebra" not in _shown(f"{act[0].upper()}{act[1:]}{tail}")


@pytest.mark.parametrize("aside", ASIDES)
def test_what_is_put_between_undoes_no_closing(aside: str) -> None:
    assert "Zebra" not in _shown(f"The Committee, {aside}, resolved to go into private session.")


@pytest.mark.parametrize("told", ANSWERED)
def test_a_closing_in_two_steps_or_of_its_own_day_is_believed(told: str) -> None:
    assert "Zebra" not in _shown(told)


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("front", GOVERNING)
def test_what_somebody_tells_or_supposes_closes_nothing(front: str, told: str) -> None:
    assert "Zebra" in _shown(f"{front}{told}.")


@pytest.mark.parametrize("told", PUBLIC)
def test_no_clause_of_these_closes(told: str) -> None:
    assert "Zebra" in _shown(told)
