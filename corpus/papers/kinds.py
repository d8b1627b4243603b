"""What kind of document a paper is: its form and head weigh more than the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.papers.block import Block
from corpus.papers.evidence import Piece, choose
from corpus.papers.tuning import LINES, OF_KIND
from corpus.records import DocumentKind as Kind
from corpus.statement import who_met
from corpus.tuning import HEADS

# In the first lines of a paper, and in the name of its file; how much each weighs.
_HEADS: tuple[tuple[Kind, float, str], ...] = (
    (Kind.DECISION_RECORD, OF_KIND.form, r"\b(?:proposed )?(?:record of (?:\w+ ){0,3}decisions?\b|(?:\w+ )?decisions? (?:notice|record)\b)|"
     r"\b(?:notice|summary|statement|list) of (?!(?:\w+ ){0,3}(?:intend\w*|intention|forthcoming|future|proposed|key)\b)(?:\w+ ){0,2}decisions?\b"),
    (Kind.EQUALITY_ASSESSMENT, OF_KIND.form, r"\beq[iu]a\b|\b(?:equalit(?:y|ies) (?:and \w+ )?(?:impact )?|integrated impact )(?:assessment|analysis|screening)|\bEIA\b|"
     r"\basesiad (?:o'r )?effaith\b|\bsection 75 (?:equality )?screening\b"),
    (Kind.AMENDMENT, OF_KIND.named, r"\bamendments? (?:form|to (?:the )?(?:motion|budget|recommendation|revenue)|proposed by)|^(?:\w+ ){0,2}amendment\b"),
    (Kind.QUESTIONS, OF_KIND.named, r"^(?:public |members?['’]? |written |oral )*questions? (?:from|to|by|under|and answers|for)|^(?:public|members?['’]?) questions?\b"),
    (Kind.APPENDIX, OF_KIND.part, r"^\W*(?:appendix|atodiad|aguisín|annex(?:e|ure)?|enclosure|attachment|exhibit)\b[ .:–-]*(?:\w{1,2}(?:\.\w{1,2})?\b|$)|^\W*schedule [A-Z0-9]{1,2}\W*$"),
    (Kind.REPORT, OF_KIND.word, r"^(?:(?:city|town|county|staff|officer['’]?s?|board|council|committee|agenda|administrative|item) ){1,3}report\b|^memo(?:randum)?\b|"
     r"^(?:(?:city|town|county|board|council|committee|commission) )*(?:agenda (?:item )?(?:letter|bill|memo(?:randum)?|summary|statement|"
     r"request|communication|cover ?sheet)|(?:board|council) (?:letter|communication|memo(?:randum)?)|issue paper|"
     r"request for (?:council|board|committee|commission) (?:action|decision))\b"),
    (Kind.SUPPLEMENT, OF_KIND.form, r"(?:able|pleased) to enclose|enclosed? (?:is|are|for|please)|\bsupplement(?:ary)? (?:agenda|papers?|pack)|agenda supplement|"
     r"(?:was|were) (?:unavailable|not available) when the agenda"),
)  # fmt: skip
_NAMES: tuple[tuple[Kind, float, str], ...] = (
    (Kind.DECISION_RECORD, OF_KIND.file, r"\b(?:p?rod|record of decisions?|notice of decisions?|decisions? (?:notice|record|sheet|form|list)|"
     r"(?:cabinet|executive|committee) decisions)\b"),
    (Kind.EQUALITY_ASSESSMENT, OF_KIND.file, r"\b(?:eq[iu]a|eia|(?:equalit(?:y|ies) (?:impact )?|integrated impact )(?:assessment|analysis|screening)|asesiad effaith)\b"),
    (Kind.AMENDMENT, OF_KIND.word, r"\bamendments?\b"),
    (Kind.QUESTIONS, OF_KIND.word, r"\b(?:public|members?['’]?s?|written) questions?\b|\bquestions? (?:from|to|and)\b"),
    (Kind.APPENDIX, OF_KIND.word, r"\b(?:appendix|appendices|annex(?:e|ure)?s?|attachments?|exhibits?)\b|\b(?:atodiad|aguisín)\b|\b(?:app|att|attach|encl?|anx)[ .]?[A-Z0-9]{1,2}\b|\bschedule [A-Z0-9]{1,2}\b"),
    (Kind.SUPPLEMENT, OF_KIND.word, r"\bsupplement(?:ary (?:agenda|papers?|pack))?\b|\baddendum\b|\bto follow\b"),
    # As Infocouncil names what it publishes: "OTCB_20250318_AGN_1234", "…_MIN_…", "…_ATT_…".
    (Kind.MINUTES, OF_KIND.plain, r"\bminutes\b|^(?:draft )?minute\b|\b\d{8} MIN\b"),
    (Kind.AGENDA, OF_KIND.word, r"\b\d{8} AGN\b|^cl[áa]r\b|\brhaglen\b|\bagenda\b(?! (?:letter|bill|report|memo|item|summary))|\bfront ?sheet\b|\bsummons\b|\border of business\b|"
     r"\b(?:business|notice) paper\b"),
    (Kind.REPORT, OF_KIND.plain, r"\b(?:reports?|statement)\b"),
    (Kind.LETTER, OF_KIND.plain, r"\bletter\b|\bcorrespondence\b"),
    (Kind.PACK, OF_KIND.word, r"\b(?:agenda )?(?:reports )?pack(?:age)?\b|\bbound papers\b"),
)  # fmt: skip
_MINUTES = re.compile(r"\bminutes\b|\bminute of\b", re.IGNORECASE)
_ATTENDED = re.compile(
    # Not as an item of a list: "1 | Apologies | 3".
    r"(?<!\d \| )\b(?:present|in attendance|attendees|apologies)\s*(?:[:–-]|\|)",
    re.IGNORECASE,
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
_PURPOSE = re.compile(
    r"\W*(?:\d{1,2}[.)]?\d?\s+)?purpose of (?:the |this )?report\W*", re.IGNORECASE
)
_AGENDA_HEADING = re.compile(
    r"\W*(?:(?:[^\W\d_]+ ){0,2}[^\W\d_]+ ?[/|–-] ?)?(?:(?:public|open|draft|final|revised|amended|tentative|proposed|regular|special|meeting|council|board|"
    r"committee) ){0,2}(?:a\s?g\s?e\s?n\s?d\s?a|order of business|summons|(?:notice|business) paper)\b"
    r"(?! (?:items?|letter|bill|report|memo|summary|statement|request|communication|cover|no|number)\b).{0,60}",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"(?:.*\n)?\W*enc(?:losure)?\b[ .:]{0,2}\w{1,2}\b", re.IGNORECASE)
_DEAR = re.compile(r"dear\b.*", re.IGNORECASE | re.DOTALL)
# Properties that modern.gov gives to what it binds.
PACK_NAME = re.compile(r"\((?:public|private) pack\)", re.IGNORECASE)


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
    if block.is_report and _ENCLOSED.match(f"{stem}\n{' '.join(lines[:1])}"):
        # Some boards call each of their papers an enclosure.
        pieces = [piece for piece in pieces if piece.value != Kind.APPENDIX]
    return choose(_without_asides(pieces, stem)).value or _surest(pieces)


def says_report(lines: Sequence[str], block: Block) -> bool:
    """Say whether a text surely says itself that it is a report, whatever its file is called."""
    pieces = [*_of_head(lines), *_of_block(block, lines)]
    weight = sum(piece.weight for piece in pieces if piece.value == Kind.REPORT)
    return weight >= OF_KIND.sure and weight == sum(piece.weight for piece in pieces)


def _surest(pieces: Sequence[Piece[Kind]]) -> Kind:
    """Return the kind that weighs most where two weigh nearly the same: both are right in a way."""
    sums: dict[Kind, float] = {}
    for piece in pieces:
        sums[piece.value] = sums.get(piece.value, 0) + piece.weight
    return max(sums, key=lambda kind: sums[kind]) if sums else Kind.OTHER


def _of_head(lines: Sequence[str]) -> Iterator[Piece[Kind]]:
    filled = [" ".join(line.split()) for line in lines if line.strip()]
    first = filled[: HEADS.kind_lines]
    named = next(
        (n for n, line in enumerate(first[: LINES.minutes]) if _MINUTES_OF.match(line)), None
    )
    if named is not None:
        yield Piece(Kind.MINUTES, OF_KIND.minutes, "its head")
    # What stands behind "Minutes of the meeting …" is said in the minutes.
    yield from _of_headings(
        first[: LINES.kind if named is None else named], filled[: LINES.supplement]
    )
    yield from _of_lines(lines, filled)


def _of_lines(lines: Sequence[str], filled: Sequence[str]) -> Iterator[Piece[Kind]]:
    """Yield the kinds that lines of a head tell without naming them first."""
    first = filled[: HEADS.kind_lines]
    is_said = _MINUTES.search(" ".join(first)) or who_met(lines)
    if is_said and _tells_attendance(filled[: LINES.attendance]):
        yield Piece(Kind.MINUTES, OF_KIND.minutes, "its head")
    is_enclosed = re.search(r"enclose", " ".join(filled[: LINES.attendance]), re.IGNORECASE)
    if _has_line(_AGENDA_HEADING, filled[: LINES.heading]) and not is_enclosed:
        yield Piece(Kind.AGENDA, OF_KIND.minutes, "its head")
    if _has_line(_DEAR, filled[: LINES.heading]):
        yield Piece(Kind.LETTER, OF_KIND.letter, "its head")


def _tells_attendance(lines: Sequence[str]) -> bool:
    return bool(_ATTENDED.search(" ".join(lines))) or _has_line(_ATTENDANCE, lines)


def _has_line(pattern: re.Pattern[str], lines: Sequence[str]) -> bool:
    return any(map(pattern.fullmatch, lines))


def _of_headings(first: Sequence[str], supplement: Sequence[str]) -> Iterator[Piece[Kind]]:
    """Yield the kinds that short lines name; that of a supplement may stand further down than others."""
    for kind, weight, words in _HEADS:
        reach = supplement if kind == Kind.SUPPLEMENT else first
        if any(
            re.search(words, line, re.IGNORECASE)
            for line in reach
            if len(line) < LINES.named_letters
        ):
            yield Piece(kind, weight, "its head")


def _of_block(block: Block, lines: Sequence[str]) -> Iterator[Piece[Kind]]:
    if block.is_mail:
        yield Piece(Kind.LETTER, OF_KIND.block, "its block")
    elif block.is_report:
        yield Piece(Kind.REPORT, OF_KIND.block, "its block")
    elif any(map(_RECOMMENDS.fullmatch, lines)):
        yield Piece(Kind.REPORT, 1.0, "its recommendation")
    if any(map(_PURPOSE.fullmatch, lines)):
        yield Piece(Kind.REPORT, OF_KIND.plain, "its purpose")
    if re.search(
        r"^\s*\|?\s*(?:report (?:author|of|by|to)\b|author\s*[:|])", "\n".join(lines), re.I | re.M
    ):
        yield Piece(Kind.REPORT, OF_KIND.author, "its author")


def _of_name(stem: str) -> Iterator[Piece[Kind]]:
    for kind, weight, words in _NAMES:
        if re.search(words, stem, re.IGNORECASE):
            yield Piece(kind, weight, "its name")


def _of_binding(properties: str, n_parts: int) -> Iterator[Piece[Kind]]:
    if re.search(r"\bsupplement\b", properties, re.IGNORECASE) and PACK_NAME.search(properties):
        yield Piece(Kind.SUPPLEMENT, OF_KIND.bound, "its properties")
    if n_parts > 1:
        yield Piece(Kind.PACK, OF_KIND.parts if n_parts > 2 else OF_KIND.two_parts, "its parts")


def _without_asides(pieces: Sequence[Piece[Kind]], stem: str) -> list[Piece[Kind]]:
    """Return the pieces without what names one kind and means another.

    "Supplementary" in the name of a paper says when it came, an amendment's "covering report" is the
    amendment's, and "Minutes" or "Agenda" in the title of a report are its subject.
    """
    sure = {piece.value for piece in pieces if piece.weight >= OF_KIND.sure}
    gone: set[Kind] = set().union(*(_ASIDES.get(kind, ()) for kind in sure))
    if Kind.SUPPLEMENT not in sure:
        gone |= {Kind.SUPPLEMENT} if sure else set()
        gone |= _BOUND_IN if Kind.PACK in sure else set()
    return [piece for piece in pieces if piece.value not in gone]


# What else a paper may be named that is surely of a kind, and what a pack holds.
_FORMS = {Kind.DECISION_RECORD, Kind.EQUALITY_ASSESSMENT, Kind.AMENDMENT, Kind.APPENDIX}
_ASIDES: dict[Kind, set[Kind]] = {
    Kind.DECISION_RECORD: {Kind.REPORT, Kind.APPENDIX, Kind.AGENDA},
    Kind.EQUALITY_ASSESSMENT: {Kind.REPORT, Kind.APPENDIX, Kind.AGENDA},
    Kind.AMENDMENT: {Kind.REPORT, Kind.APPENDIX},
    Kind.SUPPLEMENT: {Kind.LETTER, Kind.AGENDA, Kind.REPORT, Kind.PACK, *_FORMS},
}
_BOUND_IN = {Kind.AGENDA, Kind.REPORT, Kind.MINUTES}
