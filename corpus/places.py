"""Whose a body is where no council is named beside it: the place in front of it, if the text says it again.

"Pittsfield Planning Board" may be the planning board of Pittsfield or of nothing but its name. Where the
same text has "Town of Pittsfield", "Pittsfield Town Hall" or "Pittsfield, NH 03263", it is the former.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.capitals import in_title_case
from corpus.name_patterns import ORDINARY
from corpus.tuning import PAPERS

_KINDS = r"(?:City|Town|Township|Village|County|Borough|Parish|Municipality)"
# The place says what it is: "Tallgrass County Commissioners Court".
_OF_A_KIND = re.compile(r"(?P<place>[A-Z].* (?:County|Township|Parish|Borough)) (?P<body>[A-Z].*)")


def whose(body: str, text: str, folders: Sequence[str] = ()) -> tuple[str, str] | None:
    """Return (organisation, body) of a body that is named with its place, or None.

    `text` is what names the place again; a folder that has no other name does so too.
    """
    found = _OF_A_KIND.fullmatch(body)
    if found and ORDINARY.fullmatch(found["body"]):
        return found["place"], found["body"]
    words = body.split()
    for n_words in range(min(PAPERS.place, len(words) - 1), 0, -1):
        place, rest = " ".join(words[:n_words]), " ".join(words[n_words:])
        if ORDINARY.fullmatch(rest) and (
            owner := _owner(place, text[: PAPERS.place_searched], folders)
        ):
            return owner, rest
    return None


def apart(
    body: str | None, text: str, folders: Sequence[str] = ()
) -> tuple[str | None, str | None]:
    """Return (organisation, body) of a body; without an organisation where `whose` tells none."""
    return (body and whose(body, text, folders)) or (None, body)


# Bodies that are organisations of their own: what is left without their place.
_OF_ITSELF = re.compile(
    r".* (?P<body>(?:Integration|Valuation) Joint Board|Joint (?:Integration|Valuation) Board|Police(?:, Fire)? and Crime Panel|Board of (?:Education|Supervisors|Commissioners))$"
)


def of_itself(organisation: str) -> str | None:
    """Return the body that an organisation is, without its place: "Integration Joint Board"; None of others."""
    found = _OF_ITSELF.match(organisation)
    return found["body"] if found else None


def _owner(place: str, text: str, folders: Sequence[str]) -> str | None:
    """Return how a text names a place by itself: "Town of Ashton", "Ashton"; None if it does not."""
    name = re.escape(place)
    kind = re.search(rf"\b{_KINDS} of {name}\b", text, re.IGNORECASE)
    if kind:
        return in_title_case(kind[0])
    again = rf"\b{name},? [A-Z]{{2}}\.?,? \d{{5}}\b|\b{name} {_KINDS} (?:Hall|Offices?|Clerk)\b"
    is_folder = any(re.sub(r"[-_]", " ", one).casefold() == place.casefold() for one in folders)
    return place if is_folder or re.search(again, text, re.IGNORECASE) else None
