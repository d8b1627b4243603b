"""What titles, headings, markings and names of files say of what may be published."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath

from corpus.wording import has_any
from indexer.passages.exclusion import read_sentence
from indexer.passages.exclusion_frames import PUBLIC
from indexer.passages.exclusion_reach import Deed
from indexer.passages.exclusion_words import role
from indexer.passages.exemption_prose import ends_meeting, plainly, without_grounds

_STRONG = role("strong_mark")
_THING = role("thing")
_PART_THING = role("part_thing")
_PLACE = role("private_place")
_PART_TWO = role("part_two")
_COLOURED = rf"{role('coloured_papers')}\s+(?:papers?|pages?|sheets?)\b"
# A heading is no sentence: it has few words and none of these.
_MOST_HEADING_WORDS = 14
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|considered|noted|received|circulated|discussed|set)\b",
    re.IGNORECASE,
)


class Title(Enum):
    """What a title says of the public."""

    PLAIN = "nothing"
    MARKED = "the item is not for the public"
    SECTION = "what follows is not for the public"
    EXCLUSION = "it is asked whether the public shall be out"
    ASKS = "it is asked, or told, what may be private"
    OPENS = "what follows is for the public"


class Line(Enum):
    """What a line that stands for itself inside an item says of what follows it."""

    PLAIN = "nothing"
    MARKED = "what follows is not for the public"
    PART = "an appendix follows that is not for the public"
    PUBLIC_PART = "an appendix follows"
    SECTION = "the items that follow are not for the public"
    OPENS = "what follows is for the public"
    DOCUMENT = "it names a document that the public may not open"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# A heading that is made of nothing but such words is a section's, not an item's.
_FILLER = (
    r"(?:items?|matters?|business|sessions?|meetings?|parts?|agenda|section|papers?|reports?|minutes|of|the|an?|"
    r"to|be|in|into|for|with|and|or|by|as|from|considered|discussed|consider|consideration|discuss|move|moves|"
    r"go|going|enter|press|public|media|members|excluded|excluding|exclusion|exclude|present|notice|behind|resolution|resolve|"
    r"motion|determination|determine|local|government|act|acts|access|information|following|under|taken|dealt|"
    r"hold|held|close|closing|closure|committee|\d+|council|only|pages?|mode|adjourn\w*|recess|proceed|if|required|"
    r"necessary|heard|transacted|remainder|which|is|are|likely|during|while|part|containing|contain|contains|involving|"
    r"involve|disclosure|disclosing|exempt|discussion|discussions|deliberations?|members|other|whole|this|that|proceedings|"
    r"eitem\w*|busnes|materion|mater|adroddiad\w*|cyhoedd|wasg|a[’']r|ac|y|yr|sesiwn|i[’']w|trafod|ystyried)"
)
_MARKING = rf"(?:{_PLACE}|{role('mark')}|{_PART_TWO}|{_COLOURED}|{role('in_private')}|{role('in_committee')})"
_SECTION = _compiled(
    rf"^\W*(?:(?:{_MARKING}|{_FILLER})\W+)*?{_MARKING}(?:\W+(?:{_MARKING}|{_FILLER}))*\W*$"
)
_CLOSING_TITLE = _compiled(
    rf"^\W*(?:\w+\s+){{0,4}}?(?:clos(?:e|ing|ure)(?: of)?)\s+(?:the\s+)?meeting\s+to\s+(?:the\s+)?{role('public')}"
)
_EXCLUSION = _compiled(
    rf"{role('exclude')}\s+(?:of\s+)?(?:[\w’'-]+\s+){{0,4}}?{PUBLIC}|\bmotion to exclude\b"
    rf"|{PUBLIC}\s+(?:to\s+)?be\s+excluded|^\W*exclusion\W*$"
    rf"|\bexempt items?\W*$|\bexempt information\b.*\bexclusion\b|^\W*to (?:go|move)\b.*{role('in_committee', 'private_place')}"
    r"|\b(?:resolution|motion|order)\s+to\s+(?:close|exclude|go|move|enter|recess)\b|\bclosure of (?:the )?meeting\b"
    r"|\bdetermination of (?:exempt|private|confidential)\b|\bnotice of closed\b"
)
_ASKS = _compiled(
    r"\b(?:possible|whether|if any|if (?:required|necessary|needed)|announcements?|topics|visitors?|any|identif\w+|"
    r"determine which|which|may|potential|comments?|notice of (?:items|intention)|recommend\w*|proposed|"
    r"requests?|release|policy|protocol|investigat\w+|review of)\b"
)
_OPENS = _compiled(
    rf"^\W*(?:re-?open|reconven|resum|return|re-?admi|rise\b|rising\b|open (?:session|meeting|business|items?|agenda|part)|"
    rf"public (?:session|business|agenda|items?)\b|out of (?:committee|{_PLACE})|back in)"
    rf"|^\W*reports? (?:out )?(?:from|of|out of|on)(?: the)? (?:{_PLACE}|in[- ]camera|committee of the whole)"
    r"|^\W*part (?:1|i|one|a)\b|^\W*part (?:3|iii|three|c)\W*$|\((?:open|public|part (?:1|i|one))\)"
    r"|\b(?:re-?admission|re-?admittance)\b|\breturn of (?:the )?(?:press|public)"
)
_ABOUT_MINUTES = _compiled(
    r"\b(?:adopt\w*|confirm\w*|approv\w*|release|minutes of|from|review)\b.{0,60}$"
)
_MARKED = _compiled(
    rf"^\W*(?:{_STRONG}|strictly confidential)(?:\s*[-–—:(|]|\s+{_THING})|^\W*{_THING}\s+(?:eithriedig|g?cyfrinachol)\b"
    rf"|^\W*(?:{_PLACE}|{_PART_TWO}|private|restricted|closed)\s*[-–—:(|]"
    rf"|^\W*{_PART_TWO}(?=,? (?:of the agenda|agenda|items?|business|reports?|minutes|private))"
    rf"|^\W*(?:restricted|private|closed|non-?public) {_THING}(?=\W*$|\W*[-–—:(]|\s+(?:of|in|to|by)\b(?!\s+\d))"
    rf"|\((?:[^()]*\b)?(?:{_STRONG}|{_PART_TWO}|restricted|in private|closed session|with(?:out)? (?:the )?(?:press|public)[^()]*)[^()]*\)"
    rf"|[-–—:,] *(?:exempt|confidential|private|restricted|in camera|in committee)(?: {_THING})?\W*$"
    rf"|[-–—:] *{_PART_TWO}(?: {_THING})?\W*$"
    rf"|\((?:[^()]*\b)?{role('in_committee')}\W*\)"
    r"|^\W*strictly private\b|^\W*(?:private (?:and|&) confidential|official[- ]sensitive|commercial in confidence)\b"
    r"|\bnot for publication\b|\bschedule (?:12|7) ?a\b"
    r"|\bexempt (?:report|appendix|annex|minutes?|by virtue)"
    rf"|\b(?:taken|considered|heard|held) {role('in_private')}"
)
_CONTAINS = _compiled(
    rf"\b(?:contains?|with|including|and|plus|has)\b[^()]*{_STRONG}\s+{_PART_THING}"
)
_DENIED = _compiled(
    r"\b(?:no|not|non|formerly|previously|un)[- ]?(?:exempt|confidential|restricted|longer)\b"
)


@lru_cache(maxsize=4096)
def read_title(title: str) -> Title:
    """Return what a title says of the public."""
    full = _DENIED.sub(" ", plainly(title))
    plain = without_grounds(full)
    if _OPENS.search(plain):
        return Title.OPENS
    if ends_meeting(plain):
        return Title.PLAIN
    is_asked = _ASKS.search(plain)
    if _EXCLUSION.search(plain) or _CLOSING_TITLE.search(plain):
        return Title.ASKS if is_asked else Title.EXCLUSION
    if _is_section(plain):
        return Title.ASKS if is_asked else Title.SECTION
    if _MARKED.search(full) and not _CONTAINS.search(full):
        return Title.PLAIN if _is_about_minutes(full) else Title.MARKED
    if _MOVES.match(plain) and (said := read_sentence(plain)) and said.deed is Deed.CLOSES:
        return Title.EXCLUSION
    return Title.PLAIN


def asks(title: str) -> bool:
    """Say whether a title only asks, or tells, what may be private."""
    return bool(_ASKS.search(without_grounds(title)))


# "To resolve that the public withdraw": a motion, whose text says what became of it.
_MOVES = _compiled(r"^\W*(?:to|that|motion|proposal|resolution|recommendation)\b")


def _is_section(plain: str) -> bool:
    """Say whether a title is made of nothing but words for what is private."""
    if not _SECTION.match(plain) or _MARKING_ALONE.fullmatch(plain.strip()):
        return False
    return not _IN_COMMITTEE.search(plain) or bool(_GOES_INTO.match(plain))


# These mark the item that they head, not those behind it.
_IN_COMMITTEE = _compiled(role("in_committee"))
_GOES_INTO = _compiled(
    rf"^\W*(?:(?:items?|matters|business|to|be|go|move|meeting|council|moved|considered|taken|discussed|for|motion)\W+)*{role('in_committee')}|.*{role('private_place')}|.*[(–-]\W*{role('in_committee')}\W*$"
)
_MARKING_ALONE = _compiled(
    rf"\W*{_PART_TWO}\W+minutes\W*|\W*(?:private and confidential|official[- ]sensitive.*|commercial in confidence)\W*"
)


def _is_about_minutes(title: str) -> bool:
    """Say whether a title is of an item that only approves the minutes of a private meeting."""
    return bool(
        re.match(r"\W*(?:to )?(?:adopt|confirm|approv|sign|minutes of)\w*", title, re.IGNORECASE)
    ) and bool(re.search(r"\bminutes\b", title, re.IGNORECASE))


_PROTECTIVE = _compiled(
    rf"^[\W_]*(?:(?:classification|protective marking|security|status|marking|exempt status)\s*[:–-]\s*)?"
    rf"{role('protective')}[\W_]*(?:$|(?:[-–—:(/]|by\b|under\b|in accordance\b|pursuant\b|because\b|as\b|paragraphs?\b|"
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
_ANY_PART = _compiled(rf"^[\W_]*(?:public\s+)?{_PART_THING}\s+(?:[\dA-Z]{{1,3}}|[ivx]+)\b")
_DOCUMENT = _compiled(
    r"\bview the reasons? why (?:the )?document is restricted\b|^\W*restricted (?:enclosure|document)\b"
)
_LINE_HINTS = (
    *"exempt confiden restrict private sensitive not appendi annex enclosure attachment schedule part".split(),
    *"camera closed committee paper session public protect privileged members exhibit table addendum".split(),
    *"open reconven resum return rise classif section prejudice eithried cyfrinach gaeedig pages sheet".split(),
)


def read_line(line: str) -> Line:
    """Return what a line that stands for itself says of what follows it."""
    if not has_any(line.casefold(), _LINE_HINTS):
        return Line.PLAIN
    if _DOCUMENT.search(line):
        return Line.DOCUMENT
    plain = _UNMARKED.sub(" ", " ".join(line.split()))
    if _is_protective(plain):
        return Line.MARKED
    if len(plain.split()) > _MOST_HEADING_WORDS or plain.rstrip().endswith((".", "?", ";")):
        return Line.PLAIN
    if _SENTENCE.search(plain) and not plain.isupper():
        return Line.PLAIN
    if _PART_LINE.match(plain):
        return Line.PART
    if _ANY_PART.match(plain):
        return Line.PUBLIC_PART
    return _heading(plain)


def _heading(plain: str) -> Line:
    """Return what a line says that may be the heading of a section."""
    if not plain[:1].isupper():
        return Line.PLAIN
    kind = read_title(plain)
    if kind is Title.OPENS:
        return Line.OPENS
    if re.fullmatch(r"\W*[Pp]art [Bb]\W*", plain):
        return Line.PLAIN  # As often the second half of a question.
    said = read_sentence(plain)
    heads = kind is Title.EXCLUSION and _is_section(without_grounds(plain))
    is_closing = plain.isupper() and said is not None and said.deed is Deed.CLOSES
    is_section = kind is Title.SECTION or heads or is_closing
    return Line.SECTION if is_section else Line.PLAIN


def _is_protective(plain: str) -> bool:
    if _CLASSIFIED.match(plain):
        return True
    if not _PROTECTIVE.match(plain):
        return False
    # "Restricted byway 7 …" begins like a marking; a marking is a line of its own, or in capitals.
    return len(plain.split()) <= 4 or plain[:12].isupper() or plain.casefold().startswith("not for")


def part_label(line: str) -> str | None:
    """Return "appendix 2" for a line or a sentence that begins with an appendix's name, else None."""
    match = re.match(
        rf"[\W_]*(?:[a-z]+\s+)?({_PART_THING})\s+([\dA-Za-z]{{1,3}})\b", line, re.IGNORECASE
    )
    return f"{match[1]} {match[2]}".casefold() if match else None


# The name of a folder is a mark if it is nothing else; "exempt-accommodation" is a subject.
_FOLDER = _compiled(
    r"(?:exempt|confidential|restricted|private|closed|part ?(?:2|ii|two|b)|in camera|in committee|"
    r"not for publication|public excluded|nfp)(?: (?:items?|papers?|reports?|minutes|agendas?|business|sessions?|"
    r"documents?|packs?|annex(?:es)?|appendi(?:x|ces)|meetings?|part))*"
)
_FILE = _compiled(
    r"(?:^|.* )(?:(?:exempt|confidential|restricted|private|closed|not for publication|nfp|in camera|part 2|part ii)"
    r"(?: (?:session|meeting))?"
    r" (?:items?|papers?|reports?|minutes?|agendas?|business|sessions?|documents?|packs?|annex(?:e|es)?|appendi(?:x|ces)|"
    r"version|copy|briefing|note|schedule|enclosure|attachment|\d)|(?:exempt|confidential|not for publication|nfp|"
    r"restricted|in camera|official sensitive|commercial in confidence)$)(?: .*)?"
)
_FILE_DENIED = _compiled(
    r"\b(?:non?|not|un|former(?:ly)?|earlier|redacted|public version|without|minus)\b(?! for pub)"
)


def name_is_marked(source: str) -> bool:
    """Say whether a file's name, or that of a folder it lies in, says that it is not for the public."""
    path = PurePosixPath(source)
    if any(_FOLDER.fullmatch(_words(folder)) for folder in path.parent.parts):
        return True
    words = _words(path.stem)
    return bool(_FILE.fullmatch(words)) and not _FILE_DENIED.search(words)


def _words(name: str) -> str:
    return " ".join(re.sub(r"%20|[^0-9A-Za-z]+", " ", name).split())
