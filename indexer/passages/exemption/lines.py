"""What a line that stands for itself inside an item says of what may be published."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from corpus.first_look import letters_of
from corpus.wording import has_any
from indexer.passages.exclusion.damage import mended
from indexer.passages.exclusion.exclusion import read_sentence, sentence_patterns
from indexer.passages.exclusion.frames import PUBLIC
from indexer.passages.exclusion.frames import compiled as _compiled
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.forms import QUESTION, withholds_by_answer
from indexer.passages.exemption.marks import HEADINGS, Title, is_section, read_title
from indexer.passages.exemption.prose import without_clock, without_grounds
from indexer.passages.tuning import WITHHOLDING
from indexer.tuning import EXEMPTION

_PART_THING = role("part_thing")
_PART_TWO = role("part_two")
# A heading is no sentence: it has none of these.
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|considered|noted|received|circulated|discussed|set)\b",
    re.IGNORECASE,
)


class Line(Enum):
    """What a line that stands for itself inside an item says of what follows it."""

    PLAIN = "nothing"
    MARKED = "what follows is not for the public"
    PART = "an appendix follows that is not for the public"
    PUBLIC_PART = "an appendix follows"
    SECTION = "the items that follow are not for the public"
    OPENS = "what follows is for the public"
    DOCUMENT = "it names a document that the public may not open"
    WHOLE = "its item is not for the public"
    DENIED = "a form's answer: its item is for the public"


_EDGE = rf"(?:{role('mark')}|{role('private_place')}|{_PART_TWO})(?:\W+(?:{role('thing')}|text|minute|portion|passage|material))*"
_BEGINS = _compiled(
    rf"^\W*(?:start|beginning|begins?|commencement|begin)\s+(?:of\s+)?(?:the\s+)?{_EDGE}\W*$"
    rf"|^\W*(?:the\s+)?{_EDGE}\s+(?:begins?|starts?|commences?|follows?)\b(?:\s+here)?\W*$"
)
_ENDS = _compiled(
    rf"^\W*(?:end|ends?|close|conclusion|finish)\s+(?:of\s+)?(?:the\s+)?{_EDGE}\W*$"
    rf"|^\W*(?:the\s+)?{_EDGE}\s+(?:ends?|concludes?|finishes|closes)\b(?:\s+here)?\W*$"
)
# "PART B: ITEMS DURING WHICH IT IS LIKELY THAT THE MEETING WILL NOT BE OPEN TO THE PUBLIC".
_PRIVATE_ITEMS = _compiled(
    rf"^\W*(?:(?:part|section|schedule)\s+(?:[ivx]+|\d|[a-d])\b\W*)?(?:the\s+)?(?:following\s+)?(?:items?|business|matters?|reports?|"
    rf"agenda|papers?|proceedings|meeting)\b.{{0,120}}?(?:\bnot\s+(?:be\s+)?open\s+to\s+(?:the\s+)?{PUBLIC}|{PUBLIC}.{{0,60}}\bexcluded|"
    rf"\bin the absence of|\bin private\b|\b(?:contain\w*|involv\w*|disclos\w*)\s+(?:\w+\s+){{0,3}}(?:exempt|confidential)|"
    rf"\bclosed to (?:the )?{PUBLIC}|\bwithout (?:the )?{PUBLIC})"
)
_ASKS_IF_ANY = _compiled(
    r"\bif (?:any|required|necessary|needed)\b|\bno\b|\bnone\b|\bwhether\b|\bmay\b|\bany\b"
)


def _heads_private_items(plain: str) -> bool:
    """Say whether a line in capitals, or one that names a part of the agenda, heads what the public may not hear."""
    is_heading = plain.isupper() or re.match(r"\W*(?:PART|Part|SECTION|Section)\s", plain)
    return bool(
        is_heading
        and len(plain.split()) <= EXEMPTION.heading_in_capitals
        and _PRIVATE_ITEMS.match(plain)
        and not _ASKS_IF_ANY.search(plain)
    )


def edge(plain: str) -> Line | None:
    """Return what a line says that only tells where a private stretch begins or ends, or None."""
    if _BEGINS.match(plain):
        return Line.SECTION
    return Line.OPENS if _ENDS.match(plain) else None


_PROTECTIVE = _compiled(
    rf"^[\W_]*(?:(?:classification|protective marking|security|status|marking|exempt status)\s*[:–-]\s*)?"
    rf"{role('protective')}[\W_]*(?:$|(?:[-–—:(/\[]|by\b|under\b|in accordance\b|pursuant\b|because\b|as\b|paragraphs?\b|"
    rf"when complete|{role('protective')}).{{0,260}}$)"
)
_UNMARKED = _compiled(
    r"\b(?:un|non|not)[- ]?(?:restricted|classified|exempt|confidential|sensitive)\b|\bexempt\s*[:–-]\s*no\b"
)
_CLASSIFIED = _compiled(
    r"^[\W_]*(?:classification|protective marking|security|status|access|exempt(?: information)?|part of (?:the )?agenda)\s*[:–-]\s*"
    rf"(?:yes\b|exempt|confidential|restricted|private|official[- ]sensitive|not for publication|{_PART_TWO})"
)
_PART_LINE = _compiled(
    rf"^[\W_]*(?:(?:{role('mark')})\W+{_PART_THING}|{_PART_THING}\b.{{0,70}}?{role('mark', 'protective')})"
)
# "Exempt Annex C: bids received" heads an annex, whatever stands behind it.
_MARKED_PART = _compiled(
    rf"^[\W_]*(?:{role('mark')})\W+{_PART_THING}(?:\s+[\dA-Z]{{1,3}})?\s*(?:$|[-–—:(])"
    rf"|^[\W_]*{_PART_THING}\s+[\dA-Z]{{1,3}}\s*[-–—:(\[]\s*(?:{role('mark', 'protective')})"
)
_ANY_PART = _compiled(rf"^[\W_]*(?:public\s+)?{_PART_THING}\s+(?:[\dA-Z]{{1,3}}|[ivx]+)\b")
_DOCUMENT = _compiled(
    r"\bview the reasons? why (?:the )?document is restricted\b|^\W*restricted (?:enclosure|document)\b"
)
# The number of an item whose title a reader left in the text of another.
_NUMBER_IN_FRONT = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(\d{1,2}\))\s+(?=[A-Za-z(*\[])")


@lru_cache(maxsize=1)
def _letters() -> tuple[str, ...]:
    """Return letters of which every line has some that is more than plain."""
    own = (_DOCUMENT, _BEGINS, _ENDS, _CLASSIFIED, _PROTECTIVE, _PRIVATE_ITEMS, _PART_LINE)
    return letters_of(*own, _ANY_PART, QUESTION, *HEADINGS, *sentence_patterns(), one_line=True)


@lru_cache(maxsize=256)
def read_line(line: str) -> Line:
    """Return what a line that stands for itself says of what follows it."""
    line = mended(line)
    if not has_any(" ".join(line.split()).casefold(), _letters()):
        return Line.PLAIN
    if _DOCUMENT.search(line):
        return Line.DOCUMENT
    line = _NUMBER_IN_FRONT.sub("", line)
    line = re.sub(r"(?i)\bofficial\W{1,4}sensitive", "official-sensitive", " ".join(line.split()))
    if (kind := edge(line)) is not None:
        return kind
    if (withholds := withholds_by_answer(line)) is not None:
        return Line.WHOLE if withholds else Line.DENIED
    plain = _UNMARKED.sub(" ", line)
    if _is_protective(plain):
        return Line.MARKED
    if _heads_private_items(plain):
        return Line.SECTION
    return Line.PLAIN if _is_sentence(without_clock(plain)) else _of_heading(plain)


def _is_sentence(plain: str) -> bool:
    """Say whether a line is one of prose: it has too many words, a full stop or a verb."""
    if len(plain.split()) > EXEMPTION.heading or plain.rstrip().endswith((".", "?", ";")):
        return True
    names_part = _MARKED_PART.match(plain)
    return bool(_SENTENCE.search(plain)) and not plain.isupper() and not names_part


def _of_heading(plain: str) -> Line:
    """Return what a line says that has the form of a heading."""
    if _PART_LINE.match(plain):
        return Line.PART
    if _ANY_PART.match(plain):
        return Line.PUBLIC_PART
    return _heading(plain)


def _heading(plain: str) -> Line:
    """Return what a line says that may be the heading of a section."""
    if not without_clock(plain)[:1].isupper():
        return Line.PLAIN
    kind = read_title(plain)
    if kind is Title.OPENS:
        return Line.OPENS
    if re.fullmatch(r"\W*[Pp]art [Bb]\W*", plain):
        return Line.PLAIN  # As often the second half of a question.
    said = read_sentence(plain)
    heads = kind is Title.EXCLUSION and is_section(without_grounds(plain))
    is_closing = plain.isupper() and said is not None and said.deed is Deed.CLOSES
    return Line.SECTION if kind is Title.SECTION or heads or is_closing else Line.PLAIN


def _is_protective(plain: str) -> bool:
    if _CLASSIFIED.match(plain):
        return True
    if not _PROTECTIVE.match(plain):
        return False
    # "Restricted byway 7 …" begins like a marking; a marking is a line of its own, or in capitals.
    is_short = len(plain.split()) <= WITHHOLDING.marking
    in_capitals = plain[: WITHHOLDING.marking_letters].isupper()
    return (
        is_short or in_capitals or is_bare_marking(plain) or plain.casefold().startswith("not for")
    )


def is_bare_marking(line: str) -> bool:
    """Say whether a line is a marking and nothing else: no ground, no name of what is marked."""
    return bool(_BARE.fullmatch(" ".join(mended(line).split())))


_BARE = _compiled(rf"[\W_]*{role('protective')}(?:\W+{role('protective')})*[\W_]*")


def part_label(line: str) -> str | None:
    """Return "appendix 2" for a line or a sentence that begins with an appendix's name, else None."""
    match = re.match(
        rf"[\W_]*(?:[a-z]+\s+)?({_PART_THING})\s+([\dA-Za-z]{{1,3}})\b", line, re.IGNORECASE
    )
    return f"{match[1]} {match[2]}".casefold() if match else None
