"""Sentences that say of their own item, or of an appendix to it, that it is not for the public."""

from __future__ import annotations

import re
from enum import Enum

from corpus.first_look import letters_of
from corpus.wording import has_any
from indexer.passages.exclusion.damage import mended
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.kept import is_kept
from indexer.passages.tuning import WITHHOLDING


class Mark(Enum):
    """Of what a sentence says that it is not for the public."""

    WHOLE = "the item"
    PART = "an appendix"
    BEHIND = "what stands behind it in its item"


_WHOLE = role("whole_thing")
_PART = role("part_thing")
_EXEMPT = r"(?:exempt|confidential)"
_IS = r"(?:is|are|was|were|remains?|must remain|to be treated as|be)"
_SHUT = (
    r"(?:restricted(?=\W*$|,| to| under| by| as)|not for publication|not open to|not available to the public(?! until)|closed to|"
    r"private and confidential|exempt(?: from (?:publication|disclosure)| by| under| in accordance| as| and\b|\W*$|[,;])|"
    r"confidential(?!\s+(?:helpline|waste|service)))"
)
_GROUND = r"(?:by virtue|under|in accordance|from (?:publication|disclosure)|pursuant)"
_OTHER_GROUND = compiled(
    r"\b(?:vat|tax|taxation|fees?|charges?|rates?|section 40|foi|freedom of information|licen[cs]\w+|scheme)\b"
)
_FORMS = tuple(
    compiled(pattern)
    for pattern in (
        rf"\b(?:this|the|above|present|following)\s+(?:\w+\s+)?(?:{_WHOLE}|{_PART})\b[^.\n]{{0,80}}?\b{_IS}\s+(?:\w+\s+){{0,2}}?{_SHUT}",
        rf"{_PART}\s+(?:[\dA-Za-z]{{1,3}})\b[^.\n]{{0,60}}?\b{_IS}\s+(?:\w+\s+){{0,2}}?{_SHUT}",
        rf"\b(?:this|the)\s+(?:{_WHOLE}|{_PART})\b[^.\n]{{0,60}}?exempt information",
        r"\bnot for publication\b",
        r"\b(?:item|matter|discussion|minute|this) (?:was |is |has been )?(?:minuted|recorded) (?:separately|confidentially|in confidence)\b",
        rf"\b(?:contain(?:s|ed|ing)?|disclos(?:e|es|ure of|ing)|reveal\w*)\s+(?:\w+\s+)?{_EXEMPT} information",
        rf"(?:^|\b(?:it|this|which|these|they)\s+(?:\w+\s+){{0,3}}?|{_WHOLE}\s+(?:\w+\s+){{0,3}}?)exempt {_GROUND}",
        r"(?:^\W*|\b(?:of|involves?|as) )exempt information (?:as defined|under|within|by)",
        rf"\b(?:considered|received|noted|discussed|reviewed|debated|presented|circulated|in)\s+(?:(?!with\b)[\w’'-]+\s+){{0,3}}{_EXEMPT}\s+{_WHOLE}",
        rf"\b(?:discussed|debated|considered)\s+(?:the\s+|an?\s+)?{_EXEMPT}\s+{_PART}",
        rf"\bthe {_EXEMPT} (?:report|minutes?|paper|item)\b",
        r"\b(?:schedule|atodlen) (?:12|7) ?a\b|\bsection 100 ?a ?\(4\)|\bs\.? ?100 ?a ?\(4\)",
        rf"\b(?:in|under|within) {role('part_two')} of the (?:agenda|meeting)",
        r"\b(?:eitem|adroddiad|papur|atodiad) (?:hon|hwn|yma)\b[^.\n]{0,60}?\b(?:eithriedig|g?c?h?yfrinachol|i[’']w g?c?h?yhoeddi)\b",
        r"\b(?:nid|ddim|heb fod) (?:yw[’']r \w+ (?:hon|hwn) )?i[’']w g?c?h?yhoeddi\b",
        rf"{_WHOLE}[^.\n]{{0,60}}?\bkept (?:strictly )?(?:confidential|private)",
    )
)
_LETTERS = letters_of(*_FORMS, one_line=True)
_NEGATED_BEFORE = compiled(rf"{role('negation')}(?:\s+[\w’'-]+){{0,5}}\W*$")
_NEGATED_INSIDE = compiled(
    r"\b(?:no|not|never|nothing)\b|\b(?:moved|taken|brought|transferred|lifted)\s+(?:out of|from)\b"
)
_NEGATED_BEHIND = compiled(
    r"^[^.\n]{0,40}?\b(?:(?:was|were|is|are|had|been) not|not be|need not|never|has (?:now |since )?been published|"
    r"(?:is|are|was|were) now (?:public|published))\b"
)
_TOLD = compiled(rf"{role('speech')}")
_PERHAPS = compiled(rf"{role('perhaps')}")
# "Declared an interest in the confidential report": it is declared before, and elsewhere, than the report is read.
_INTEREST = compiled(
    r"\b(?:interests?|conflicts?)\s*(?:\b(?:in|with|regarding|concerning|relating to|on)\b[^.;]*)?$"
)
# What a form or a standing order tells its reader to do.
_INSTRUCTS = compiled(
    r"\b(?:do not|don’t|don't|please|must not|should not|should be (?:attached|included|listed|marked)|ensure|"
    r"delete as|tick|complete this|to be completed|insert|if (?:any|this|the|it|your|exempt))\b"
)
_PAST = compiled(
    r"\b(?:ballot|formerly|previously|last year|once|no longer|earlier|since published)\b"
)
# The minutes of a private meeting are approved in public.
_MINUTES = compiled(r"\bminutes\W*$")
_CONFIRMS = compiled(r"\b(?:approv|confirm|sign|adopt|correct record|accepted as)\w*")
_DISCUSSES = compiled(r"(?:discussed|debated|considered)\b")
_PART_IN = compiled(_PART)
# "This report has a confidential appendix, which is not for publication."
_HAS_PART = compiled(
    rf"(?:this|the)\s+(?:\w+\s+)?{_WHOLE}\s+(?:has|contains|includes|is accompanied by|comes with)\b[^.;]{{0,40}}?{_PART}"
)
_OF_PART = compiled(rf"{_PART}\b[^.;]{{0,60}}$")
# "(The following paragraph is not for publication)".
_BEHIND = compiled(
    r"\b(?:following|next|remaining|rest of the|remainder of the|below)\s+(?:\w+\s+)?(?:paragraphs?|passages?|text|section|part|notes?|discussion|"
    r"information|figures|lines|sentences?|debate)\b(?!\s+of the (?:meeting|agenda))|\b(?:paragraphs?|text|figures) below\b"
)
_OWN = compiled(r"not for publication|not open|not available to the public")


def read_mark(text: str) -> Mark | None:
    """Return of what a sentence says that it is not for the public, or None if of nothing."""
    sentence = mended(" ".join(text.split()))
    if has_any(sentence.casefold(), _LETTERS) and (found := _by_forms(sentence)) is not None:
        return found
    return _of_kept(sentence) if is_kept(sentence) else None


def _of_kept(sentence: str) -> Mark | None:
    """Return of what a sentence says that it is kept from the public, or None if it is told of others."""
    if _PAST.search(sentence) or _TOLD.search(sentence) or _MINUTES_OF_OTHERS.search(sentence):
        return None
    if _BEHIND.search(sentence):
        return Mark.BEHIND
    return Mark.PART if _PART_FIRST.match(sentence) else Mark.WHOLE


_PART_FIRST = compiled(rf"\W*(?:the\s+)?{_PART}\b")
# Minutes of another day, which are approved or released in public.
_MINUTES_OF_OTHERS = compiled(
    r"\bminutes (?:of|from) (?:the )?(?:\w+ ){0,4}(?:\d|meeting|session (?:of|held|on)|january|february|march|april|may|june|july|august|september|october|november|december)"
)


def _by_forms(sentence: str) -> Mark | None:
    found: Mark | None = None
    for form in _FORMS:
        for match in form.finditer(sentence):
            if _counts(sentence, match):
                if _BEHIND.search(sentence):
                    found = Mark.BEHIND
                elif _is_of_part(sentence, match):
                    found = Mark.PART
                else:
                    return Mark.WHOLE
    return found


def _is_of_part(sentence: str, match: re.Match[str]) -> bool:
    """Say whether it is an appendix that is marked: its report stays public, unless it was discussed."""
    if _HAS_PART.match(match[0]):
        return True
    if _DISCUSSES.match(match[0]) or match[0].casefold().startswith("this"):
        return bool(_OF_PART.search(sentence[: match.start()]))
    return bool(_PART_IN.search(match[0]) or _OF_PART.search(sentence[: match.start()]))


def _is_denied(before: str, inside: str, behind: str) -> bool:
    return bool(
        _NEGATED_BEFORE.search(before)
        or _NEGATED_INSIDE.search(_OWN.sub(" ", inside))
        or _NEGATED_BEHIND.search(behind)
    )


def _counts(sentence: str, match: re.Match[str]) -> bool:
    """Say whether a wording is meant: neither denied, nor only possible, told or of another time."""
    before, inside, behind = sentence[: match.start()], match[0], sentence[match.end() :]
    if _is_denied(before, inside, behind) or _PAST.search(sentence):
        return False
    if _INSTRUCTS.search(sentence) or (_MINUTES.search(inside) and _CONFIRMS.search(sentence)):
        return False
    if _TOLD.search(before) or _PERHAPS.search(before) or _INTEREST.search(before):
        return False
    return not _OTHER_GROUND.search(
        inside + behind[: WITHHOLDING.ground]
    ) and not _OTHER_THING.search(before)


# "The press release was not for publication before Friday."
_OTHER_THING = compiled(
    r"\b(?:release|statement|letter|embargo|article|photograph\w*|leaflet|email|e-mail|address(?:es)?|names?|picture\w*|film)\s+"
    r"(?:is|are|was|were|be|had been|has been)\s+(?:\w+\s+)?$"
)
