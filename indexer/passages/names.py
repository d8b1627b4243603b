"""What names of people look like in a record, with the titles in front of them."""

from __future__ import annotations

import re

from corpus.wording import one_of

# Members of councils and boards, in Britain, Ireland, Canada, the United States, Australia, New Zealand.
COUNCILLOR = one_of(
    r"[Cc]ouncill?ors?",
    "COUNCILL?ORS?",
    r"Cllrs?\.?",
    r"CLLRS?\.?",
    r"Crs?\.?",
    r"Clrs?\.?",
    r"CRS?\.?",
    "Alderm[ae]n",
    "Alderwom[ae]n",
    r"Ald\.",
    r"Cmhlr\.?",
    r"(?:An )?(?:Comhairleoir|Chomhairleora|gComhairleoir)",
    r"Cyng(?:horydd)?\.?",
    "Senator",
    r"Council ?[Mm]embers?",
    "Councilm[ae]n",
    "Councilwom[ae]n",
    "Trustees?",
    "Commissioners?",
    "Supervisors?",
    "Bailie",
)
PERSONAL = (
    one_of(
        *"Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Revd? Major Sgt Supt".split(),
        *"Superintendent Inspector Canon".split(),
    )
    + r"\.?"
)
PARTICLE = r"(?:ap|ab|ferch|de|van|der|den|von|la|le|Uí|Ó|Ní|Mac|St\.?) "
# Words in capitals that follow a name in a list of who moved what and how it went.
_NO_NAME = (
    r"(?!(?:(?i:seconded|second|moved|carried|lost|defeated|withdrawn|proposed|resolved|motion|ayes?|"
    r"nays?|noes|yeas?|absent|abstain\w*|against|voting|votes?|unanimously|that)|FOR|For|AND|And|BY|TO|"
    r"CR|CLLR|The|THE|Councillors?|Cllrs?|Cr)\b)"
)
_WORD = rf"(?:{_NO_NAME}(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ’'][\w’'-]*|[A-Z]{{3,}}|O[’'] ?[A-Z]\w+|(?:Ó|Uí) h?[A-ZÀ-Þ]\w+))"
_INITIALS = r"(?:[A-Z](?:\.|\b) ?){0,3}"
# "Sheahan (K)" tells two Sheahans apart as "K. Sheahan" does.
NAME = (
    rf"(?:{PERSONAL} )?{_INITIALS}(?:{PARTICLE})?{_WORD}"
    rf"(?:(?: |-)(?:{PARTICLE})?{_WORD}){{0,2}}(?: \([A-Z]{{1,2}}\))?"
)
# Who presides: what they say of a vote is its result.
PRESIDES = (
    r"(?:Speaker|Mayor|Lord Mayor|Chair(?:man|woman|person)?|President|Cathaoirleach|Provost|"
    r"Conven[eo]r|City Clerk|Clerk|Meetings Administrator|Presiding (?:Officer|Member)|"
    r"Returning Officer|Reeve|Warden)"
)


# "B.Oak", and "Oak- Elm" where a line ended.
_GLUED = re.compile(r"(?<=\b[^\W\d_a-z]\.)(?=[^\W\d_a-z][\w’'])")
_BROKEN = re.compile(r"(?<=\w)(?:- | -)(?=[^\W\d_a-z])")


def plain_name(name: str) -> str:
    """Return a name without the possessive and the title in front of it, its initials apart."""
    name = re.sub(r"['’]s?$", "", " ".join(name.split()))
    name = _BROKEN.sub("-", _GLUED.sub(" ", name))
    return re.sub(rf"^(?:{COUNCILLOR}|{PERSONAL}) ", "", name).strip(" ,")
