"""What is refused, lost or not needed inside what is private, and that there was no private session: the first words of such texts.

The first forty of each were written before the rules were touched: 156 of 320 leaked and 12 of 224 were hidden. The others were written when those
were mended: then 45 of 300 leaked and 36 of 240 were hidden on their first run (before, 186 and 5).
"""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from tests.unit.agendas import FRONT, shown

CLOSINGS = [
    "Moved Cr Ash, seconded Cr Fir, that the meeting be closed to the public under section 48(1). Carried. ",
    "On the motion of Councillor Fir the public were excluded under Schedule 12A. ",
    "A motion was made by Selectman Ash to enter non-public session under RSA 91-A:3, II(c). Roll call vote: all yes. ",
]
SESSIONS = ["Executive Session", "Exempt business", "Part II: exempt items"]
INSIDE = [
    "The request to exclude the contractor was refused.",
    "No resolution was needed.",
    "The insurer denied the claim and refused the proposal.",
    "The licence was refused and the grant rescinded.",
    "The vendor’s resolution was rescinded in March.",
    "The landlord declined the request.",
    "A motion to sue the contractor was lost.",
    "The proposal was not supported by the lender.",
    "No agreement was reached and the session with the union broke up.",
    "The union’s request was not accepted.",
    "There was no need for a further survey.",
    "The exclusion clause in the policy was not accepted.",
    "The tenant asked for the exclusion of the yard, which was refused.",
    "There was no seconder for the motion to dismiss the manager.",
    "The vote on the settlement was not carried.",
    "The vote of no confidence in the director was lost.",
    "It was not considered necessary to appoint counsel.",
    "The closing date was not met.",
    "The closed bid was rejected.",
    "The closed tender was declared void, no bid being acceptable.",
    "No exclusion from the school had taken place.",
    "The public inquiry was not held.",
    "The bidder’s session was cancelled.",
    "The mediation session did not take place.",
    "The proposal to go to arbitration was withdrawn.",
    "It was agreed not to hold a public consultation.",
    "The private treaty sale was not proceeded with.",
    "A private prosecution was not pursued.",
    "The executive director’s proposal was rejected.",
    "The executive search was not needed.",
    "No confidential reference had been received for the candidate.",
    "There was no confidential settlement with the firm.",
    "The confidential papers were not returned by the bidder.",
    "Nothing had been received from the firm.",
    "None of the bids was acceptable.",
    "No bids were received.",
    "The amendment was lost by six votes to four.",
    "An amendment to defer the sale fell for want of a seconder.",
    "The union withdrew its proposal.",
    "The firm’s motion was dismissed and the injunction refused.",
    "The planning appeal was lost.",
    "The firm declined to attend the meeting.",
    "The grievance was not upheld.",
    "No further session with the mediator was held.",
    "The tenant refused the request for access.",
    "The motion for summary judgment was denied.",
    "The bid was withdrawn before the meeting.",
    "The proposal from the second firm was rejected.",
    "The lender’s request was turned down.",
    "There was no support for the chief officer.",
    "It was decided not to renew the contract.",
    "No offer had been made for the site.",
    "A request for a private hearing was refused by the tribunal.",
    "The public interest test was not met.",
    "A confidential meeting with the owner was cancelled.",
    "The closed school was not to be sold.",
    "The executive’s pay rise was not approved.",
    "The press release was not needed.",
    "No members of the firm’s board were present.",
    "The motion to table the settlement failed.",
    "The officer’s recommendation was not supported, and the vote was 4-3.",
    "The resolution to appoint the deputy was rescinded.",
    "A vote to reject the claim failed.",
    "The second ballot was not necessary.",
    "No item of equipment was returned.",
    "There was no matter outstanding with the union.",
    "Nothing was owed to the contractor.",
    "There were no papers from the bidder.",
    "The employee’s appeal was dismissed in public.",
    "The hearing was not private.",
]
THERE_WAS_NONE = [
    "The Mayor reported that there was no business for closed session.",
    "The Clerk advised that there were no exempt reports this evening.",
    "There being no confidential business, the meeting moved on.",
    "The Chairman indicated that a private session would not be required.",
    "President Holt noted an executive session was not warranted this evening.",
    "The Board decided against an executive session.",
    "Members agreed that the report could be taken in public.",
    "It was resolved not to exclude the public.",
    "The Committee did not resolve to exclude the press and public.",
    "The motion to go into executive session was defeated, three to two.",
    "No executive session took place.",
    "The executive session scheduled for this evening was cancelled.",
    "Not required on this occasion.",
    "Nothing to report.",
    "None this month.",
    "There was nothing of a confidential nature to discuss.",
    "The Town Attorney stated there was nothing requiring an executive session.",
    "No matters required to be heard in private.",
    "The executive session was removed from the agenda.",
    "The need for a closed session had passed, and none was held.",
    "The Council remained in open session.",
    "All business was transacted in public.",
    "The press and public were not asked to leave.",
    "The Chair ruled that the item be heard in public.",
    "No motion to enter executive session was made.",
    "Members felt there was no need to exclude the public.",
    "Director Vale said she had no matters for closed session.",
    "The Board will not be meeting in closed session tonight.",
    "The Chair asked if there was a need for a closed session; there was none.",
    "No need.",
    "There were no private matters this month.",
    "Counsel indicated there was no need to meet in closed session.",
    "This item was withdrawn and no executive session was held.",
    "The Clerk confirmed that there was nothing to be taken in private.",
    "There was no business to transact under this heading.",
    "Members resolved to remain in open session.",
    "The Committee agreed to take the report in public.",
    "The proposal to exclude the public was not carried.",
    "The public were not required to withdraw.",
    "Executive session was not required this evening.",
    "Superintendent Vale reported no items for executive session.",
    "The closed session was postponed to the next meeting.",
    "There was not a need to convene in closed session.",
    "No confidential items were on the agenda.",
    "The Council did not enter into closed session.",
    "There being nothing confidential to discuss, the press remained.",
    "The Board had nothing for executive session.",
    "A closed session was not held.",
]


def _between(title: str, text: str, behind: str) -> str:
    staff = AgendaItem("Staff", "5", minutes=behind)
    return shown(*FRONT, AgendaItem(title, "4", minutes=text), staff).lower()


@pytest.mark.parametrize("text", INSIDE)
@pytest.mark.parametrize("act", CLOSINGS)
def test_what_came_to_nothing_within_a_closed_item_opens_nothing(act: str, text: str) -> None:
    assert "zebra" not in _between("Sale of land", f"{act}{text} Zebra was named.", "A vase.")


@pytest.mark.parametrize("text", INSIDE)
@pytest.mark.parametrize("title", SESSIONS)
def test_what_came_to_nothing_within_a_session_opens_nothing(title: str, text: str) -> None:
    assert "zebra" not in _between(title, f"{text} Zebra was named.", "Zebra was named.")


@pytest.mark.parametrize("tail", ["", " Members thanked the clerk."])
@pytest.mark.parametrize("text", THERE_WAS_NONE)
@pytest.mark.parametrize("title", SESSIONS[:2])
def test_a_session_of_which_is_told_that_there_was_none_closes_nothing(
    title: str, text: str, tail: str
) -> None:
    assert "zebra" in _between(title, f"{text}{tail}", "Zebra was praised.")


# Under the heading of what is private, what "may" be, and whether it was, is what was told there.
ASKED_INSIDE = [
    "The claim may be settled for 50,000. Zebra was named.",
    "Members asked whether Zebra had paid. They agreed to sue.",
    "Members agreed to consider the Zebra bid again.",
    "Any items left by Zebra would be sold.",
    "Counsel said that Zebra may appeal.",
]
ONLY_ASKED = [
    "The Council may enter executive session to discuss pending litigation.",
    "To consider whether to exclude the press and public.",
]


@pytest.mark.parametrize("text", ASKED_INSIDE)
@pytest.mark.parametrize("title", ["Closed session", "Executive Session", "Exempt business"])
def test_what_may_be_under_such_a_heading_was_told_in_private(title: str, text: str) -> None:
    assert "zebra" not in _between(title, text, "A vase.")


@pytest.mark.parametrize("text", ONLY_ASKED)
@pytest.mark.parametrize("title", ["Closed session", "Executive Session"])
def test_a_session_that_is_only_possible_closes_nothing(title: str, text: str) -> None:
    assert "zebra" in _between(title, text, "Zebra was praised.")


@pytest.mark.parametrize(
    "text", ["Nid oedd Sebra wedi talu’r bil.", "Sebra n’a pas payé la facture."]
)
def test_what_is_denied_in_another_language_was_told_in_private(text: str) -> None:
    assert "sebra" not in _between("Materion cyfrinachol", text, "Sebra.")


@pytest.mark.parametrize("text", ["Nid oedd unrhyw fater cyfrinachol.", "Nid oedd dim."])
def test_that_there_was_nothing_private_in_another_language_closes_nothing(text: str) -> None:
    assert "sebra" in _between("Materion cyfrinachol", text, "Sebra.")
