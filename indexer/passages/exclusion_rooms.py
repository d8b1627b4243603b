"""Ways in which a body goes where the public is not that name no private session: another room, other papers, its lawyer."""

from __future__ import annotations

from indexer.passages.exclusion_words import role

_BODY = rf"(?:{role('body', 'readers')})"
_LAWYER = r"(?:(?:legal |town |city |county |district )?(?:counsel|attorneys?|solicitors?|lawyers?)|legal advisers?)"
_OTHER_ROOM = r"(?:the|an?|its|their)\s+(?:(?:small|smaller|other|back|side|next|adjoining|inner|upstairs|conference|committee|mayor[’']s|clerk[’']s|manager[’']s)\s+)+(?:room|office|chamber|parlou?r)"
_WENT = r"(?:moved?|moves|retired?|retires|withdrew|withdraw|went|go|goes|repaired|adjourned?|adjourns|recessed?|stepped|step)"
_AFFAIR = r"(?:personnel|litigation|legal|lawsuit|negotiat\w+|bargaining|real estate|acquisition|disciplin\w+|employee|evaluation|grievance|contract|tender|pending)"

# Members and their papers of another colour, which the public has none of.
_PAPERS = rf"(?:(?!green\b){role('coloured_papers')})\s+(?:papers?|pages?|sheets?|agenda)\b"

# Each with the name of the frame that it is judged as.
ROOMS = (
    rf"\b{_BODY}\b[^.;]{{0,60}}?\b{_LAWYER}\b[^.;]{{0,40}}?\b{_WENT}\s+(?:in)?to\s+{_OTHER_ROOM}",
    rf"\b{_BODY}\b[^.;]{{0,40}}?\b{_WENT}\s+(?:in)?to\s+{_OTHER_ROOM}\b[^.;]{{0,40}}?\b{_LAWYER}\b",
    rf"\b(?:to\s+)?(?:retired?|withdrew|withdraw|recessed?|adjourned?|stepped out)\s+(?:to\s+(?:discuss|confer|consult|consider|meet|speak)|considering|discussing|conferring)\b[^.;]{{0,60}}?\b{_AFFAIR}\b",
    rf"\b{_BODY}\s+(?:then\s+|now\s+|next\s+)?(?:turned|moved|went|passed|proceeded|came)\s+(?:on\s+|over\s+)?to\s+(?:the\s+|their\s+){_PAPERS}",
)
