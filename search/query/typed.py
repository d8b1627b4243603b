"""What was typed, as it was meant: marks nobody sees, spaces that split a name or a field, capitals.

Everything that is read otherwise than it was typed is said in a note.
"""

from __future__ import annotations

import re

from corpus.lazy_pattern import lazy_pattern
from corpus.tongue import said
from search.tuning import EXPANDING

# Soft hyphens and marks of no width, which come with text copied from a page or a PDF.
_UNSEEN = lazy_pattern("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTED = lazy_pattern(r'"[^"]*"')
_FIELD = lazy_pattern(
    r"(?<!\S)(title|decided|speaker|voted|committee|council|kind)(?: :|:(?= )) *(?=[^\s:]|$)"
)
_DATE_FIELD = lazy_pattern(r"(?<!\S)(from|to)(?: :|:(?= )) *(?=\d{4})")
# "O Brien", "o dea" behind a councillor: one name, which is written O'Brien, O’ Brien or Ó Brien.
_OF_THE_O = lazy_pattern(
    r"(?<![\w'’])(?:O['’]? (?=[A-Z][a-z]{2,})|(?i:(?<=councillor )|(?<=cllr )|(?<=cllr\. ))o['’]? (?=[a-z]{3,}))"
    r"(?P<name>[^\W\d_]+)"
)
# A filter that is typed is the same as one that is chosen: what stands beside it is read as without it.
FILTER = lazy_pattern(r'(?<!\S)(?:committee|council|kind|from|to):(?:"[^"]*"|\S*)')
_OPERATOR = lazy_pattern(r"(?<!\S)(?:AND|OR|NOT|NEAR/\d+)(?!\S)")
_ACRONYM_LETTERS = EXPANDING.acronym
_NEGATION = lazy_pattern(
    r"\b(?P<not>not|never|excluding|except(?: for)?|other than)\s+"
    r"(?:(?:a|an|the|any|yet|been|be|being|to)\s+)*(?P<word>[^\W\d_]{3,})",
    re.IGNORECASE,
)
# "Why was it not built" asks for a reason, not for what it was not.
_ASKS_OTHERWISE = lazy_pattern(
    r"(?:why|how|when|where|who|should|did|do|does|is|are|was|were|can|could|will|would|has|have|had|what)\b",
    re.IGNORECASE,
)
_NO_NEGATION = lazy_pattern(r"(?:only|just|least|yet|sure)\b", re.IGNORECASE)


def readable(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with one space between its words as it is meant, and notes of what was changed."""
    notes: list[str] = []
    text = " ".join(text.split())
    seen = _UNSEEN.sub("", text)
    if seen != text:
        notes.append(said("Marks that cannot be seen (soft hyphens and the like) were left out."))
    pieces, at = [], 0
    # What stands in quotation marks is meant as it is typed.
    for quoted in _QUOTED.finditer(seen):
        pieces += [_unquoted(seen[at : quoted.start()], notes), quoted[0]]
        at = quoted.end()
    pieces.append(_unquoted(seen[at:], notes))
    return "".join(pieces), tuple(notes)


def _unquoted(text: str, notes: list[str]) -> str:
    for pattern in (_FIELD, _DATE_FIELD):
        for match in pattern.finditer(text):
            name = match[1]
            notes.append(
                said(
                    "“%(name)s: ” was read as %(name)s: with what stands behind the space.",
                    name=name,
                )
            )
        text = pattern.sub(r"\1:", text)

    def named(match: re.Match[str]) -> str:
        letter = match[0][0]
        read_as = f"{letter}'{match['name']}"
        notes.append(
            said("“%(typed)s” was read as one name, %(name)s.", typed=match[0], name=read_as)
        )
        return f"{letter}'{match['name']}"

    return _OF_THE_O.sub(named, text)


def is_title_in_capitals(text: str) -> bool:
    """Say whether a text in capitals throughout is a title, in which AND, OR and NOT are words.

    "CCTV AND ASB" are acronyms with an operator; a word of more letters makes a title of it.
    """
    text = FILTER.sub(" ", text)
    if any(letter.islower() for letter in text) or not _OPERATOR.search(text):
        return False
    words = re.findall(r"[^\W\d_]+", _QUOTED.sub(" ", _OPERATOR.sub(" ", text)))
    return any(len(word) > _ACRONYM_LETTERS for word in words)


def negation_note(text: str) -> str:
    """Return what to say of a "not" in small letters, which excludes nothing; "" without one."""
    text = _QUOTED.sub(" ", text)
    if _ASKS_OTHERWISE.match(text):
        return ""
    for match in _NEGATION.finditer(text):
        if match["not"].isupper() or _NO_NEGATION.match(match["word"]):
            continue
        return said(
            "“%(negation)s %(word)s” leaves nothing out: items with “%(word)s” are found as well. "
            "To leave them out, write NOT %(word)s, in capitals.",
            negation=match["not"],
            word=match["word"],
        )
    return ""
