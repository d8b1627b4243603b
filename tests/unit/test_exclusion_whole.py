"""What a private item tells of pools, banks and tribunals lets nobody read on, however like a return it sounds."""

from __future__ import annotations

import pytest

from corpus.records import AgendaItem
from indexer.passages.exclusion.whole import tells_only_of_return
from tests.unit.agendas import EXCLUDE, exclusion, shown

OF_SOMETHING_ELSE = [
    "The gallery was reopened to visitors in May.",
    "The meeting had come back from private session twice that year.",
    "The Mayor reopened the meeting rooms in June after the leak.",
    "The bidder reopened the session hall last spring.",
    "The contractor opened the meeting with an offer of £40,000.",
    "Officers will open the meeting with Vale Ltd at £2m.",
    "The landlord opened the doors to the public in 2019.",
    "The museum's doors were reopened to the public.",
    "The arbitrator opened the session by asking for £5,000.",
    "Members of the public were let in to the fair free in June.",
    "The public are back in the baths since the settlement.",
    "The press came in at once when the first claim was made.",
    "The employee asked that the public be let back in to the surgery.",
    "The gallery owner, Mr Vale, came back with an offer of £12,000.",
    "The public benches in the square were reinstated at a cost of £400.",
    "The public were readmitted to the pool after the accident in 2024.",
    "The tenant said the public should be welcomed back to the hall.",
    "The school reopened to the public in September under the agreement.",
    "The committee resumed its public sittings in 1998 after the dispute.",
    "Press interest resumed when Mr Vale's dismissal came out.",
    "The meeting with the bank resumed in public last March.",
    "The hearing returned to open session on the second day and Mr Vale lost.",
    "The tribunal went back into public session and awarded £30,000.",
    "The council's nursery reopened to the public and Ms Pine was paid off.",
    "Members of the public were again present at the site and photographed the spill.",
    "The public came back in numbers once the stall was let to Mr Vale.",
    "The shop reopened its doors on the Monday.",
    "The tenant came back to the meeting with a lower figure.",
    "The parties returned to open court in March.",
    "The inquest resumed in public before the coroner.",
    "The café was opened to the public again after the claim.",
    "The firm's livestream resumed when the dispute ended.",
    "The employment tribunal sat in public again on 4 March 2025.",
    "The meeting between the head and Ms Pine resumed in the open office.",
    "The school's governors returned to open session and dismissed the head.",
    "Residents were let back into their flats after the fire.",
    "The library doors were unlocked and the public let in.",
    "Visitors were readmitted to the ward.",
    "The prison gallery was reopened.",
    "The minister's office returned to the negotiation in open session.",
    "The public were allowed back on the land by Mr Vale's licence.",
    "Press were invited back to the launch in September.",
    "The contractor returned to the room and raised the offer.",
    "Councillor Frayne was called back in.",
    "Councillor Oak was readmitted to the meeting.",
    "The Chief Executive returned to the meeting.",
    "The officers rejoined the meeting.",
    "The applicant was readmitted.",
    "The applicants were invited back in.",
    "The appellant and his representative were called back into the room.",
    "Mr Vale was let back in and told of the offer.",
    "Members returned to the room.",
    "The solicitor re-entered the meeting.",
    "The town hall was reopened to the public.",
    "The school was reopened to the public.",
    "The village school reopened.",
    "The court resumed in public session.",
    "The health services building was reopened to the public.",
    "The council building was reopened to the public in part.",
    "The town library's doors were reopened.",
    "The public were let in to the fair at 8.30 pm.",
    "The public were readmitted to the pool at 10 am.",
    "The station was reopened to the public.",
    "The passengers were let back in.",
    "The party returned to open session.",
    "The partner's meeting resumed in public.",
    "The council nursery resumed its open sessions.",
    "The public were admitted to the school hall on polling day.",
    "Public opening resumed.",
    "The board of the company returned to open session.",
    "The staff meeting was reopened to all.",
    "The community centre was reopened to the public at noon.",
    "The open day was resumed.",
    "The director's resume was released to the press.",
]
OF_THIS_MEETING = [
    "The public returned to the room at 8.40 pm.",
    "Members of the public were invited back in.",
    "The meeting reconvened in public at 7.15 pm.",
    "The Council resumed in open session.",
    "The Board of Education reconvened in open session at 8:05 pm.",
    "The Planning and Licensing Committee returned to open session.",
    "Council rose from closed session and reported progress.",
    "The Town Council reconvened in public session.",
    "The City Council reconvened in open session at 8:12 p.m. with all members present.",
    "The webcast was resumed.",
    "All returned to the meeting.",
    "The doors were reopened and the public were invited back in.",
    "The Health and Wellbeing Board resumed in public.",
    "The School Board came out of executive session at 9:12 pm.",
    "The gallery was reopened.",
    "The meeting reopened to the public at 8.40 pm.",
    "The Chair reopened the meeting.",
    "The doors were reopened to the public and the meeting continued.",
    "The press and public were readmitted.",
    "The public came back in at 9.10 pm.",
    "The meeting came out of private session at 7:41.",
    "The session was reopened to the public on the motion of Cllr Oak.",
    "Members of the public returned to the meeting.",
    "The Cabinet then resumed in open session.",
    "Following consideration of the lease, the meeting was reopened to the public at 8.40 pm.",
    "Having considered the claim, the Committee returned to open session.",
    "At the conclusion of the confidential business the press and public were readmitted to the meeting.",
    "On the motion of Councillor Oak, seconded by Councillor Elm, the meeting returned to open session.",
    "Moved by Ms. Cole, second by Mr. Hale, to return to public session at 8:12 p.m. All ayes.",
    "The Mayor invited the public to return to the Council Chamber.",
    "The live stream was restarted and the public were admitted once more.",
    "RESOLVED that the meeting move back into public session.",
    "The Planning Committee reconvened in public at 7.15 pm to announce its decision.",
    "The Council came out of committee.",
    "The public and press were re-admitted to the meeting for the remainder of the business.",
]


def _read(sentence: str, *, apart: bool) -> str:
    """Return what the public may read behind a sentence in a private item, in its paragraph or on its own."""
    between = "\n\n" if apart else " "
    text = (
        f"The claim of Mr Vale was opened.{between}{sentence}{between}He was paid zorvath pounds."
    )
    behind = AgendaItem("Staffing", "10", minutes="Ms Pine was dismissed for qualmish conduct.")
    return shown(exclusion(EXCLUDE), AgendaItem("Claim", "9", minutes=text), behind)


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("sentence", OF_SOMETHING_ELSE)
def test_what_is_told_of_something_else_opens_nothing(sentence: str, apart: bool) -> None:
    read = _read(sentence, apart=apart)
    assert "zorvath" not in read
    assert "qualmish" not in read


@pytest.mark.parametrize("sentence", OF_THIS_MEETING)
def test_a_return_opens_what_stands_behind_it(sentence: str) -> None:
    assert tells_only_of_return(sentence)
    assert "zorvath" in _read(sentence, apart=True)
