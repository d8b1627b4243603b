"""What the prose of an item says beside its words: what was resolved, who spoke, what is procedural.

A first, careful reading by patterns; each is measured by the tests on the sample council.
"""

from __future__ import annotations

import re

from corpus.text import BULLET

_RESOLVED = re.compile(
    r"^\W*(?:(?:it was|and)[ :-]*)?(?:unanimously )?"
    r"(?:RESOLVED|Resolved|RECOMMENDED|DECISION MADE|AGREED|DECIDED|DECISION|Decision)\b"
)
_ENDS_IN_RESOLVED = re.compile(r"\b(?:it was|was|be)\W*(?:RESOLVED|resolved|AGREED)\b")
_CLAUSE = re.compile(
    rf"{re.escape(BULLET)}|[-–*] |\(?(?:[ivx]{{1,5}}|[a-z]|\d{{1,2}})[.)] ?|[“\"]?[Tt]hat\b|[“\"]"
)
_TITLE = r"(?:Councillor|Cllr\.?|Alderman|Cmhlr\.?)"
_NAME = r"(?:[A-Z]\.? ?){0,2}[A-Z][\w’'-]+(?: (?:(?:Uí|Ó|de|van) )?[A-Z][\w’'-]+)?"
_SPOKE = (
    r"(?:said|asked|explained|stated|reported|commented|noted|advised|replied|responded|argued|"
    r"suggested|proposed|moved|seconded|queried|questioned|welcomed|expressed|thanked|warned|"
    r"told|added|agreed|disagreed|objected|raised|felt|considered|observed|outlined|introduced|"
    r"presented|addressed|requested|urged|spoke|pointed|highlighted|referred|described|opposed|"
    r"supported|declared|pressed|wondered|confirmed|insisted|acknowledged|apologised|called)"
)
_SPEAKER = re.compile(rf"\b{_TITLE} (?P<name>{_NAME})(?=[^.;\n]{{0,120}}?\b{_SPOKE}\b)")
_PROPOSED = re.compile(rf"\b(?i:(?:proposed|seconded|moved) by) {_TITLE} (?P<name>{_NAME})")


def resolutions(text: str) -> str:
    """Return the paragraphs of `text` that state what was resolved, with their clauses."""
    kept: list[str] = []
    open_clause = False
    for line in text.split("\n"):
        if not line:
            continue
        if _RESOLVED.match(line) or _ENDS_IN_RESOLVED.search(line):
            kept.append(line)
            open_clause = True
        elif open_clause and _CLAUSE.match(line):
            kept.append(line)
        else:
            open_clause = False
    return "\n".join(kept)


def speakers(text: str) -> tuple[str, ...]:
    """Return the names of the councillors whom `text` reports as speaking, in order, each once."""
    found: dict[str, None] = {}
    for match in sorted(
        [*_SPEAKER.finditer(text), *_PROPOSED.finditer(text)], key=lambda match: match.start()
    ):
        found.setdefault(match["name"].strip().removesuffix("’s").removesuffix("'s"))
    return tuple(found)
