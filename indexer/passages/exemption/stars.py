"""Items that a sign marks, where a note of the record says what it stands for, and stretches between signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.readers.underlined import UNDERLINED
from corpus.records import AgendaItem
from corpus.wording import has_any
from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.kept import is_kept, tells_of_absence
from indexer.passages.exemption.paragraphs import unwrapped
from indexer.passages.exemption.state import LEADING, text_of
from indexer.passages.exemption.statements import read_mark
from indexer.passages.tuning import WITHHOLDING

_SIGN = r"(?:\*{1,3}|∗{1,3}|†|‡|#|§|¶|\((?:\*|\w{1,2})\)|\[(?:\*|\w{1,2})\]|\{\w{1,2}\})"
# What numbers no list: "(a)" may.
_NO_NUMBER = r"(?:\*{1,3}|∗{1,3}|†|‡|#|§|¶|\((?:\*|e|p|c|ex)\)|\[(?:\*|e|p|c|ex)\])"
# A letter is a sign as a capital only: "a" is an article.
_LETTER = r"(?-i:[A-Z]{1,2})(?!\w)"
_PRIVATE = (
    r"(?:(?:exempt|confidential|private|not for publication|closed|restricted|in camera|part (?:2|ii|two))\b|"
    r"(?:public|press|media)\b[^.]{0,40}?\b(?:excluded|withdr[ae]wn?|withdrew|left|absent)\b|\bexclusion of the (?:press|public))"
)
_WORD = r"(?:asterisk(?:ed)?|star(?:red)?|dagger|hash)"
# A sign is told by what stands for it: it denotes, indicates, marks.
_TELLS = r"(?:denot\w*|indicat\w*|marks?|marked|mean\w*|signif\w*|show\w*|identif\w*|refers? to|stands? for|=)"
_THINGS = r"(?:items?|reports?|matters?|papers?|minutes?|business|headings?|titles?|numbers?|what is|whatever is|those|entries)"
# "* Denotes exempt item", "Items marked # are confidential", "Items lettered R were taken …", "a number with P after it".
_LEGEND = compiled(
    rf"(?:^|\s)[“\"']?(?P<sign>{_NO_NUMBER}|•)[”\"']?\s*(?:{_TELLS}|[-–:])(?=\s)"
    rf"|(?:^\W{{0,3}}|\bletters?\s+[“\"'‘]?)(?P<letter>{_SIGN}|{_LETTER})[”\"'’]?\s+(?:{_TELLS})(?=\s)"
    rf"|\b(?:symbol|sign|mark|letter|suffix|prefix)\s+[“\"'‘]?(?P<named_sign>{_SIGN}|{_LETTER})[”\"'’]?(?:\s+[\w’']+){{0,6}}?\s+{_TELLS}(?=\s)"
    rf"|\b{_THINGS}\s+(?:(?:that|which)\s+)?(?:(?:are|is)\s+)?(?:marked|lettered|starred|followed by|bearing|suffixed|prefixed|headed|tagged|labelled|with)\s+"
    rf"(?:with\s+|by\s+)?(?:an?\s+|the\s+)?(?:(?:letters?|signs?|suffix|prefix|marks?|symbol)\s+)?[“\"'‘]?(?P<other>{_SIGN}|{_LETTER}|asterisk|star)[”\"'’]?(?!\w)"
    rf"|\b{_THINGS}\b[^.]{{0,40}}?\bwith\s+(?:an?\s+|the\s+)?[“\"'‘]?(?P<behind>{_SIGN}|{_LETTER})[”\"'’]?\s+(?:after|behind|beside|before|in front of|against|next to)\b"
    rf"|^\W{{0,3}}(?P<first>{_SIGN})\s+(?:behind|after|beside|before|against|next to)\s+(?:an?\s+|the\s+|its\s+)?{_THINGS}"
    rf"|\b(?P<word>{_WORD})\b[^.]{{0,60}}?\b{_TELLS}\b"
    rf"|\b(?:items?|reports?|matters?|papers?|titles?)\b[^.]{{0,40}}?\b(?P<named>{_WORD})\b"
    rf"|^\W{{0,2}}(?P<bare>{_NO_NUMBER}|•)\s*(?:items?\s+)?(?:\w+\s+){{0,4}}?{_PRIVATE}"
)
_STATES_PRIVATE = compiled(
    rf"{_PRIVATE}|{role('private_place', 'statute')}|\bin private\b|\bunder (?:section|s\.|standing order|rule) ?\d"
)
# What is explained is spoken of, heard or shown in public.
_STATES_PUBLIC = compiled(
    r"\b(?:public|residents|visitors|press) (?:may|can|could|might|will) (?:speak|comment|attend|stay|see|read)\b|\b(?:not|no longer|never) (?:exempt|confidential|private|restricted)\b"
    r"|\b(?:last|previous|earlier) meeting\b|\bcarried over\b|\b(?:private|confidential) (?:hire|road|street|house|sector|owner|land|garden|shredding|member|car|bill)\w*\b"
)


@dataclass(frozen=True, slots=True)
class Signs:
    """The items of a meeting, of which those are restricted that a sign marks; if any is; and what brackets hide.

    `lines` are the numbers of lines of their texts that a sign marks.
    """

    items: Sequence[AgendaItem]
    are_borne: bool = False
    lines: frozenset[str] = frozenset()
    brackets: re.Pattern[str] | None = None


def starred(items: Sequence[AgendaItem]) -> Signs:
    """Return what the notes of a record on its signs come to."""
    lines = [line for item in items for line in (item.title, *unwrapped(text_of(item)))]
    signs = {sign for line in lines for sign in _signs(line)}
    hidden = next(filter(None, map(_brackets, lines)), None)
    in_text = _lines_with(signs, items) if signs else frozenset()
    marked = [_marked(item, signs) for item in items]
    are_borne = bool(in_text) or marked != list(items)
    return Signs(marked, are_borne=are_borne, lines=in_text, brackets=hidden)


def _marked(item: AgendaItem, signs: set[str]) -> AgendaItem:
    return replace(item, restricted=True) if _bears(item, signs) else item


def _lines_with(signs: set[str], items: Sequence[AgendaItem]) -> frozenset[str]:
    """Return the numbers of lines inside of texts that bear a sign: items that their reader took for none."""
    lines = (line for item in items for line in text_of(item).split("\n"))
    numbered = (
        (match[1], line[match.start(1) + len(match[1]) :].strip(" .):"))
        for line in lines
        if len(line.split()) <= WITHHOLDING.part and (match := LEADING.match(line))
    )
    return frozenset(n.casefold() for n, title in numbered if _bears(AgendaItem(title, n), signs))


def is_legend(sentence: str) -> bool:
    """Say whether a sentence is the note that explains a sign."""
    return bool(_signs(sentence)) or _brackets(sentence) is not None


# Letters of which whatever tells that something is private has some.
_CUES = (
    *(
        "exempt",
        "confiden",
        "private",
        "public",
        "press",
        "closed",
        "restrict",
        "camera",
        "website",
        "members",
        "visitors",
    ),
    *("publish", "gallery", "cleared", "strangers", "audience", "guests"),
    *("part ", "section", "councillors", "session", "schedule", "media", "residents"),
)


_SIGN_OF = {"aster": "*", "star": "*", "starr": "*", "dagge": "†", "hash": "#"}


@lru_cache(maxsize=4096)
def _signs(line: str) -> frozenset[str]:
    """Return the signs that a line explains as those of what is private."""
    if not has_any(line.casefold(), _CUES):
        return frozenset()
    found = [
        (match, next(filter(None, match.groups())))
        for match in _LEGEND.finditer(line)
        if _tells_private(line[match.start() :])
    ]
    signs = {_plain(_SIGN_OF.get(sign.casefold()[:5], sign)) for _, sign in found}
    underlined = {UNDERLINED} if UNDERLINED in line and _tells_of_underlining(line) else set()
    return frozenset(signs | underlined | set(_of_key(line)))


# "Items underlined are confidential", "Underlining shows that …", "The numbers of exempt items are underlined".
_OF_UNDERLINING = compiled(
    rf"(?:\b(?:{_PRIVATE}\s+)?{_THINGS}\b|\bunderlin\w+\b)[^.;]{{0,60}}?(?:\bunderlin\w+|{_TELLS}|{_THINGS})\b"
)


def hides_what_is_underlined(sentence: str) -> bool:
    """Say whether a sentence tells that what is underlined is private, in a text of which no reader saw what is."""
    return UNDERLINED not in sentence and _tells_of_underlining(sentence)


def _tells_of_underlining(line: str) -> bool:
    clauses = re.split(r"(?<=[a-z)])[.;](?:\s|$)", line) if "underlin" in line.casefold() else ()
    return any(
        "underlin" in clause.casefold()
        and _OF_UNDERLINING.search(clause)
        and not _NEGATED.search(clause)
        and _tells_private(clause)
        for clause in clauses
    )


_NEGATED = compiled(r"\b(?:no|not|nothing|none|never)\b(?!\s+(?:for publication|open|public))")


# "Key to the letters behind the numbers: (o) taken with the public there; (c) taken once the public had gone".
_KEY = compiled(
    r"\b(?:key|legend|letters?|signs?|marks?|symbols?|codes?)\b[^.;]{0,60}?(?=[(\[]\w{1,2}[)\]])"
)
_ENTRY = re.compile(r"(?P<sign>[(\[]\w{1,2}[)\]])\s*(?:[=:–-]\s*)?(?P<told>[^;()\[\]]{3,120})")


def _of_key(line: str) -> Iterator[str]:
    """Yield the signs that a key explains as those of what is private."""
    key = _KEY.search(line)
    for entry in _ENTRY.finditer(line, key.end()) if key else ():
        if _tells_private(entry["told"]):
            yield entry["sign"]


def _tells_private(text: str) -> bool:
    """Say whether what a sign stands for is private, by any of the ways in which that is told."""
    sentence = re.split(r"(?<=[a-z)])[.;](?:\s|$)", text, maxsplit=1)[0]
    if _STATES_PUBLIC.search(sentence):
        return False
    if _STATES_PRIVATE.search(sentence) or tells_of_absence(sentence):
        return True
    said = read_sentence(sentence)
    return (
        bool(said and said.deed is Deed.CLOSES)
        or is_kept(f"This item, {sentence}")
        or bool(read_mark(sentence))
    )


_BRACKET_KINDS = {
    "square": r"\[{sign}[^\]]*\]",
    "curly": r"\{{{sign}[^}}]*\}}",
    "curled": r"\{{{sign}[^}}]*\}}",
    "angle": r"<{{1,2}}{sign}[^>]*>{{1,2}}",
    "pointed": r"<{{1,2}}{sign}[^>]*>{{1,2}}",
    "double": r"\[\[{sign}[^\]]*\]\]|\(\({sign}[^)]*\)\)",
    "[": r"\[{sign}[^\]]*\]",
    "{": r"\{{{sign}[^}}]*\}}",
    "<<": r"<<{sign}[^>]*>>",
    "«": r"«{sign}[^»]*»",
}
# "What stands between {curly} brackets is taken out before …", "passages in square brackets marked C".
_OF_BRACKETS = compiled(
    r"\b(?:in|between|inside|within)\s+(?:the\s+)?\W{0,2}(?P<kind>square|curly|curled|angle|pointed|double|\[|\{|<<|«)"
    r"(?:\W{1,3}brackets?)?(?:\W*\bbrackets?\W*)?(?:\s+(?:and|with|marked|beginning)\s+(?:an?\s+|the\s+)?(?:letter\s+)?(?P<sign>(?-i:[A-Z]{1,2})\b)?)?"
)


@lru_cache(maxsize=4096)
def _brackets(line: str) -> re.Pattern[str] | None:
    """Return what a line says that hides what is private in the text: a kind of brackets."""
    match = _OF_BRACKETS.search(line) if "bracket" in line.casefold() or "between" in line else None
    if match is None or not _tells_private(line[_sentence_of(line, match.start()) :]):
        return None
    sign = rf"{match['sign']}\b" if match["sign"] else ""
    return re.compile(_BRACKET_KINDS[match["kind"].casefold()].format(sign=sign))


def _sentence_of(line: str, at: int) -> int:
    """Return where the sentence begins in which a place of a line stands."""
    ends = [end.end() for end in re.finditer(r"(?<=[a-z)])[.;]\s+", line[:at])]
    return ends[-1] if ends else 0


def _plain(text: str) -> str:
    """Return a text with the stars that a reader keeps as signs (`corpus/readers/signs.py`) or bullets as usual ones."""
    return text.replace("∗", "*").replace("•", "*")


def _bears(item: AgendaItem, signs: set[str]) -> bool:
    return any(_bears_sign(item, sign) for sign in signs)


def _bears_sign(item: AgendaItem, sign: str) -> bool:
    title, number = _plain(item.title.strip()), (item.number or "").strip(" .)")
    if sign.isalpha():
        # As a word of its own in front, at the end or in brackets, or behind the number.
        bare = re.escape(sign)
        borne = rf"^{bare}\s+(?=\S)|[\s\d]{bare}$|[(\[{{]{bare}[)\]}}]|^\d+[./]?{bare}\b"
        return bool(
            re.search(borne, title) or re.fullmatch(rf"[\d./]+{bare}|{bare}[\d./]+", number)
        )
    title, sign = title.casefold(), sign.casefold()
    if number.casefold().endswith(sign):
        return True
    return bool(
        re.search(rf"(?:\s|\w|[)\].]){re.escape(sign)}$|^{re.escape(sign)}(?:\s|\w)", title)
    )
