"""Ways in which a body goes where the public is not that name no private session: another room, other papers, its lawyer."""

from __future__ import annotations

from indexer.passages.exclusion.words import role

_BODY = rf"(?:{role('body', 'readers')})"
_LAWYER = r"(?:(?:legal |town |city |county |district )?(?:counsel|attorneys?|solicitors?|lawyers?)|legal advisers?)"
_OTHER_ROOM = r"(?:the|an?|its|their)\s+(?:(?:small|smaller|other|back|side|next|adjoining|inner|upstairs|conference|committee|mayor[’']s|clerk[’']s|manager[’']s)\s+)+(?:room|office|chamber|parlou?r)"
_WENT = r"(?:moved?|moves|retired?|retires|withdrew|withdraw|went|go|goes|repaired|adjourned?|adjourns|recessed?|stepped|step)"
_AFFAIR = r"(?:personnel|litigation|legal|lawsuit|negotiat\w+|bargaining|real estate|acquisition|disciplin\w+|employee|evaluation|grievance|contract|tender|pending)"

# Members and their papers of another colour, which the public has none of.
_PAPERS = rf"(?:(?!green\b){role('coloured_papers')})\s+(?:papers?|pages?|sheets?|agenda)\b"

_CY = r"(?:cyhoedd|gyhoedd|trigolion|drigolion|preswylwyr|breswylwyr|wasg|pawb|bawb|bobl|rhai)"
_CY_MEETING = r"(?:cyfarfod|gyfarfod|sesiwn|siambr|ystafell|drafodaeth|trafodaeth|eitem|gweddill)"
_ASKED = r"(?:asked|invited|requested|told|directed)"
# Those who are put out: by what they are, or where they sit.
OUT = (
    rf"(?:{role('outsider')}|\bfolk\b|\bthose\s+(?:at|in|watching|listening|sitting)\b|\b(?:ladies|gentlemen|men|women|people)\s+(?:at|in|on)\s+the\b)"
    rf"[^.;]{{0,50}}?\b(?:was|were)\s+(?:(?:then|now|all|next|also)\s+)*{_ASKED}\s+to\s+(?:now\s+)?(?:step|go|move|wait|stand|stay)\s+(?:out\b|outside)(?!\s+for\s+a\s+(?:photo|picture|walk|look))",
    rf"\b(?:gofyn\w*|gofynnwyd)\s+i['’]?r?\s*(?:[\w'’]+\s+)?{_CY}\b[^.;]{{0,60}}?\b(?:adael|fynd allan|gadael|ymadael|ymneilltuo|fynd o)\b",
    rf"\baeth\s+(?:y|yr)\s+(?:[\w'’]+\s+){{0,2}}?{_CY}\b[^.;]{{0,30}}?\ballan\b(?!\s+(?:i weld|i edrych|am))",
    r"\barhosodd\b[^.;]{0,60}?\byn unig\b",
    # "Gwaharddwyd y cyhoedd o'r cyfarfod", "Caewyd y cyfarfod i'r wasg": out of a park it is nobody's meeting.
    rf"\b(?:gwaharddwyd|gwaherddir|eithriwyd|heithriwyd|caewyd allan)(?:\s+(?:y|yr|a|a['’]r|ac|aelodau|o['’]r))*\s+(?:cyhoedd|wasg|gwasg)\b(?!\s+(?:o['’]r|rhag|o|i['’]r)\s+(?!{_CY_MEETING}|{_CY}))",
    r"\b(?:caewyd|cau|gaewyd|cau['’]r)\s+(?:y\s+|['’]r\s+)?(?:cyfarfod|sesiwn|drysau)\s+(?:i|rhag)(?:['’]r|\s+y)\s+(?:wasg|cyhoedd)\b",
)

# Each with the name of the frame that it is judged as.
ROOMS = (
    rf"\b{_BODY}\b[^.;]{{0,60}}?\b{_LAWYER}\b[^.;]{{0,40}}?\b{_WENT}\s+(?:in)?to\s+{_OTHER_ROOM}",
    rf"\b{_BODY}\b[^.;]{{0,40}}?\b{_WENT}\s+(?:in)?to\s+{_OTHER_ROOM}\b[^.;]{{0,40}}?\b{_LAWYER}\b",
    rf"\b(?:to\s+)?(?:retired?|withdrew|withdraw|recessed?|adjourned?|stepped out)\s+(?:to\s+(?:discuss|confer|consult|consider|meet|speak)|considering|discussing|conferring)\b[^.;]{{0,60}}?\b{_AFFAIR}\b",
    rf"\b{_BODY}\s+(?:then\s+|now\s+|next\s+)?(?:turned|moved|went|passed|proceeded|came)\s+(?:on\s+|over\s+)?to\s+(?:the\s+|their\s+){_PAPERS}",
)
