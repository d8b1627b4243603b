"""What kind of document a paper is: its form and head weigh more than the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.papers.block import Block
from corpus.papers.evidence import Piece, choose
from corpus.records import DocumentKind as Kind
from corpus.statement import who_met

# In the first lines of a paper, and in the name of its file; how much each weighs.
_HEADS: tuple[tuple[Kind, float, str], ...] = (
    (Kind.DECISION_RECORD, 6, r"\b(?:proposed )?(?:record of (?:\w+ ){0,3}decisions?\b|(?:\w+ )?decisions? (?:notice|record)\b)|"
     r"\b(?:notice|summary|statement|list) of (?!(?:\w+ ){0,3}(?:intend\w*|intention|forthcoming|future|proposed|key)\b)(?:\w+ ){0,2}decisions?\b"),
    (Kind.EQUALITY_ASSESSMENT, 6, r"\beq[iu]a\b|\bequality (?:and \w+ )?(?:impact )?(?:assessment|analysis|screening)|\bEIA\b"),
    (Kind.AMENDMENT, 5, r"\bamendments? (?:form|to (?:the )?(?:motion|budget|recommendation|revenue)|proposed by)|^(?:\w+ ){0,2}amendment\b"),
    (Kind.QUESTIONS, 5, r"^(?:public |members?['’]? |written |oral )*questions? (?:from|to|by|under|and answers|for)|^(?:public|members?['’]?) questions?\b"),
    (Kind.APPENDIX, 4.5, r"^\W*(?:appendix|atodiad|aguisín|annex(?:e|ure)?|enclosure|attachment|exhibit)\b[ .:–-]*(?:\w{1,2}(?:\.\w{1,2})?\b|$)|^\W*schedule [A-Z0-9]{1,2}\W*$"),
    (Kind.REPORT, 3.5, r"^(?:(?:city|town|county|staff|officer['’]?s?|board|council|committee|agenda|administrative|item) ){1,3}report\b|^memo(?:randum)?\b|"
     r"^(?:(?:city|town|county|board|council|committee|commission) )*(?:agenda (?:item )?(?:letter|bill|memo(?:randum)?|summary|statement|"
     r"request|communication|cover ?sheet)|(?:board|council) (?:letter|communication|memo(?:randum)?)|issue paper|"
     r"request for (?:council|board|committee|commission) (?:action|decision))\b"),
    (Kind.SUPPLEMENT, 6, r"(?:able|pleased) to enclose|enclosed? (?:is|are|for|please)|\bsupplement(?:ary)? (?:agenda|papers?|pack)|agenda supplement|"
     r"(?:was|were) (?:unavailable|not available) when the agenda"),
)  # fmt: skip
_NAMES: tuple[tuple[Kind, float, str], ...] = (
    (Kind.DECISION_RECORD, 4, r"\b(?:p?rod|record of decisions?|notice of decisions?|decisions? (?:notice|record|sheet|form|list)|"
     r"(?:cabinet|executive|committee) decisions)\b"),
    (Kind.EQUALITY_ASSESSMENT, 4, r"\b(?:eq[iu]a|eia|equality (?:impact )?(?:assessment|analysis))\b"),
    (Kind.AMENDMENT, 3.5, r"\bamendments?\b"),
    (Kind.QUESTIONS, 3.5, r"\b(?:public|members?['’]?s?|written) questions?\b|\bquestions? (?:from|to|and)\b"),
    (Kind.APPENDIX, 3.5, r"\b(?:appendix|appendices|annex(?:e|ure)?s?|attachments?|exhibits?)\b|\b(?:atodiad|aguisín)\b|\b(?:app|att|attach|encl?|anx)[ .]?[A-Z0-9]{1,2}\b|\bschedule [A-Z0-9]{1,2}\b"),
    (Kind.SUPPLEMENT, 3.5, r"\bsupplement(?:ary (?:agenda|papers?|pack))?\b|\baddendum\b|\bto follow\b"),
    (Kind.MINUTES, 3, r"\bminutes\b|^(?:draft )?minute\b"),
    (Kind.AGENDA, 3.5, r"\bagenda\b(?! (?:letter|bill|report|memo|item|summary))|\bfront ?sheet\b|\bsummons\b|\border of business\b|"
     r"\b(?:business|notice) paper\b"),
    (Kind.REPORT, 3, r"\b(?:reports?|statement)\b"),
    (Kind.LETTER, 3, r"\bletter\b|\bcorrespondence\b"),
    (Kind.PACK, 3.5, r"\b(?:agenda )?(?:reports )?pack(?:age)?\b|\bbound papers\b"),
)  # fmt: skip
_FIRST_LINES = 14
_MINUTES = re.compile(r"\bminutes\b|\bminute of\b", re.IGNORECASE)
_ATTENDED = re.compile(
    r"\b(?:present|in attendance|attendees|apologies)\s*(?:[:–-]|\|)", re.IGNORECASE
)
_ATTENDANCE = re.compile(
    r"\W*(?:(?:members?|councillors|directors|also|those) )?(?:present|in attendance|attendance|attendees)\W*",
    re.IGNORECASE,
)
_MINUTES_OF = re.compile(
    r"\W*(?:\w+ ){0,3}minutes (?:of|from|for) (?:an? |the )?.*\b(?:held|meeting|committee|council|board)\b",
    re.IGNORECASE,
)
# "Recommendation(s)", "Recommendations / key decisions required:", "RECOMMENDATION: GRANT".
_RECOMMENDS = re.compile(
    r"\W*(?:\d{1,2}[.)]?\d?\s+)?(?:officer['’]?s? |staff )?recommendations?\b(?:\(s\))?(?:\W+[\w/]+){0,5}\W*|.*\brecommendations?\W*",
    re.IGNORECASE,
)
# Properties that modern.gov gives to what it binds.
_BOUND = re.compile(r"\((?:public|private) pack\)", re.IGNORECASE)


def kind_of(
    lines: Sequence[str], block: Block, stem: str, properties: str = "", *, n_parts: int = 0
) -> Kind:
    """Return the kind of a paper by its first page, its block, the name of its file and its parts.

    What nothing tells is `other`.
    """
    pieces = [
        *_of_head(lines),
        *_of_block(block, lines),
        *_of_name(stem),
        *_of_binding(properties, n_parts),
    ]
    return choose(_without_asides(pieces, stem)).value or _surest(pieces)


def _surest(pieces: Sequence[Piece[Kind]]) -> Kind:
    """Return the kind that weighs most where two weigh nearly the same: both are right in a way."""
    sums: dict[Kind, float] = {}
    for piece in pieces:
        sums[piece.value] = sums.get(piece.value, 0) + piece.weight
    return max(sums, key=lambda kind: sums[kind]) if sums else Kind.OTHER


def _of_head(lines: Sequence[str]) -> Iterator[Piece[Kind]]:
    filled = [" ".join(line.split()) for line in lines if line.strip()]
    first = filled[:_FIRST_LINES]
    named = next((n for n, line in enumerate(first[:5]) if _MINUTES_OF.match(line)), None)
    if named is not None:
        yield Piece(Kind.MINUTES, 5, "its head")
    for kind, weight, words in _HEADS:
        # What stands behind "Minutes of the meeting …" is said in the minutes.
        reach = filled[:30] if kind == Kind.SUPPLEMENT else first[: 6 if named is None else named]
        if any(re.search(words, line, re.IGNORECASE) for line in reach if len(line) < 160):
            yield Piece(kind, weight, "its head")
    text = " ".join(filled[:40])
    says_so = _MINUTES.search(" ".join(first)) or who_met(lines)
    if says_so and (
        _ATTENDED.search(text) or any(_ATTENDANCE.fullmatch(line) for line in filled[:40])
    ):
        yield Piece(Kind.MINUTES, 5, "its head")
    heading = r"\W*(?:public |draft )?(?:a\s?g\s?e\s?n\s?d\s?a|order of business|summons|(?:notice|business) paper)\b"
    heading += r"(?! (?:items?|letter|bill|report|memo|summary|statement|request|communication|cover|no|number)\b).{0,60}"
    if any(re.fullmatch(heading, line, re.IGNORECASE) for line in filled[:25]) and not re.search(
        r"enclose", text, re.IGNORECASE
    ):
        yield Piece(Kind.AGENDA, 5, "its head")
    if any(re.match(r"dear\b", line, re.IGNORECASE) for line in filled[:25]):
        yield Piece(Kind.LETTER, 3, "its head")


def _of_block(block: Block, lines: Sequence[str]) -> Iterator[Piece[Kind]]:
    if block.is_mail:
        yield Piece(Kind.LETTER, 4.5, "its block")
    elif block.is_report:
        yield Piece(Kind.REPORT, 4.5, "its block")
    elif any(map(_RECOMMENDS.fullmatch, lines)):
        yield Piece(Kind.REPORT, 1.0, "its recommendation")
    if re.search(r"^\s*\|?\s*report (?:author|of|by|to)\b", "\n".join(lines), re.I | re.M):
        yield Piece(Kind.REPORT, 2.5, "its author")


def _of_name(stem: str) -> Iterator[Piece[Kind]]:
    for kind, weight, words in _NAMES:
        if re.search(words, stem, re.IGNORECASE):
            yield Piece(kind, weight, "its name")


def _of_binding(properties: str, n_parts: int) -> Iterator[Piece[Kind]]:
    if re.search(r"\bsupplement\b", properties, re.IGNORECASE) and _BOUND.search(properties):
        yield Piece(Kind.SUPPLEMENT, 6, "its properties")
    if n_parts > 1:
        yield Piece(Kind.PACK, 6 if n_parts > 2 else 3, "its parts")


def _without_asides(pieces: Sequence[Piece[Kind]], stem: str) -> list[Piece[Kind]]:
    """Return the pieces without what names one kind and means another.

    "Supplementary" in the name of a paper says when it came, an amendment's "covering report" is the
    amendment's, and "Minutes" or "Agenda" in the title of a report are its subject.
    """
    kinds = {piece.value for piece in pieces if piece.weight >= 4}
    gone: set[Kind] = set()
    if Kind.SUPPLEMENT not in kinds and kinds:
        gone.add(Kind.SUPPLEMENT)
    if kinds & {Kind.DECISION_RECORD, Kind.EQUALITY_ASSESSMENT}:
        gone |= {Kind.REPORT, Kind.APPENDIX, Kind.AGENDA}
    if Kind.AMENDMENT in kinds:
        gone |= {Kind.REPORT, Kind.APPENDIX}
    if Kind.SUPPLEMENT in kinds:
        gone |= {Kind.LETTER, Kind.AGENDA, Kind.REPORT, Kind.PACK, *_of_forms}
    elif kinds & {Kind.PACK}:
        gone |= {Kind.AGENDA, Kind.REPORT, Kind.MINUTES}
    return [piece for piece in pieces if piece.value not in gone]


_of_forms = frozenset(
    {Kind.DECISION_RECORD, Kind.EQUALITY_ASSESSMENT, Kind.AMENDMENT, Kind.APPENDIX}
)
