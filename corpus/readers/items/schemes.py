"""Every way to read the number of an item off a line: the scheme it is of and its place in it.

A number with several parts ("26/047", "2603.01", "FC/26/047", "12/2017") is read once for each part
that may be the one that counts; the others are part of the scheme. Which reading is meant shows only
over the whole document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.lines import Line
from corpus.readers.items.known_titles import is_known
from corpus.roman import value_of
from corpus.text import BULLET
from corpus.wording import lists

_WORD = (
    r"(?:(?:agenda\s+|business\s+)?item|minute|min|resolution|motion|order|point|subject|matter|"
    r"eitem|cofnod|mír|article|question|report|case|application)"
)
_NUMBER = re.compile(
    rf"(?P<open>[(\[#]?)(?P<word>{_WORD}\b\.?\s*(?:(?:no|nos|number|ref)\b\.?)?\s*[:#]?\s*)?"
    r"(?P<body>(?:[A-Z]{1,4}[ ./-]?)?(?:\d{5,6}|\d{1,4})(?![\d,])(?:[.-]\d{1,4}|/[A-Za-z0-9]{1,5}){0,3}"
    r"(?: \d{3,6}(?=\s))?)(?P<letter>[a-z](?![a-z]))?"
    r"(?P<end>\s?[.):\]]+|\s*[-–—|](?=\s)|(?=\s|$))",
    re.IGNORECASE,
)
# Right before its title, where a table or a tab was lost: "4COUNCIL REPORTS", "12Date of next meeting".
_GLUED = re.compile(r"(?P<body>[1-9]\d?)(?P<rest>[A-Z](?:[A-Z]{2}|[a-z]{2}).*)", re.DOTALL)
_ROMAN = re.compile(
    rf"(?P<open>\(?)(?P<word>{_WORD}\b\.?\s*(?:no\b\.?)?\s*)?"
    r"(?P<roman>(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?P<end>\s?[.):]|\s[-–—|](?=\s)|(?=\s|$))"
)
_LETTER = re.compile(
    rf"(?P<open>\(?)(?P<word>{_WORD}\b\.?\s*)?(?P<letter>[A-Z])(?P<end>\s?[.):])(?=\s)"
)
# "8-A", "4A.": the parts of one number that has none of its own.
_PARTED = re.compile(r"(?P<value>\d{1,3})(?P<dash>-?)(?P<letter>[A-Z])(?P<end>\s?[.):]|(?=\s))")
_W = lists("corpus.readers", "words.toml")
_COUNTED = _W["counted"]
_ORDINALS = _W["ordinals"]
# "41b/19", between "41a/19" and "42/19": parts of one number, and a year.
_IN_YEAR = re.compile(
    r"(?P<printed>(?P<value>\d{1,4})(?P<letter>[a-z]?)/(?P<year>\d\d(?:\d\d)?))(?P<end>[.):]?)\s"
)
_SPELT = re.compile(
    rf"(?P<word>{_WORD}\b\s*)?(?P<spelt>{'|'.join(sorted([*_COUNTED, *_ORDINALS], key=len, reverse=True))})"
    r"(?:\s?[.):]|\s[-–—](?=\s)|(?=\s*$))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\(?(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)\s*(?P<half>[ap]\.?m\b\.?|hrs|hours)?(?=[\s:.,)–-])",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[^\W\d_].{2,150}?\s*[\[(](?:(?:agenda )?item |minute |min\.? )?(?P<printed>(?P<letter>[A-Z])?"
    r"-?(?P<value>\d{0,3})(?P<sub>[a-z]?)(?P<more>(?:[/,]? ?[A-Z](?:-?\d{1,3})?\b)*))[\])]\.?"
)
_DATE = re.compile(
    r"(?:st|nd|rd|th)?\s*(?:of )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_SEPARATORS = " \t-–—:.,|)]"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a line's number: its scheme, its place in it, what is printed, and the rest.

    `marked` says that something sets the number off: a dot, a bracket, a word before it, a part.
    """

    scheme: str
    order: tuple[int, ...]
    printed: str
    rest: str
    marked: bool


def readings(line: Line) -> list[Reading]:
    """Return every reading of the number that a line opens or ends with."""
    text = line.text
    if not text or text.startswith(BULLET):
        return []
    found = [*_timed(text), *_trailing(text)]
    if found and found[0].scheme == "time":
        return found
    return [
        *_numbered(line),
        *_glued(text),
        *_in_year(text),
        *_roman(line),
        *_lettered(text),
        *_parted(text),
        *_spelt(text),
        *found,
    ]


def _numbered(line: Line) -> list[Reading]:
    text = line.text
    match = _NUMBER.match(text)
    if not match or match["letter"]:
        return []
    after = text[match.end() :]
    word = " ".join(re.sub(r"[^\w]+|\bno\b|\bnumber\b", " ", (match["word"] or "").lower()).split())
    bare = _is_bare(line, match, word)
    if bare and (_DATE.match(after.strip()) or after.strip().startswith((",", "%"))):
        return []
    printed = match["body"].strip()
    rest = after.strip().lstrip(_SEPARATORS)
    parts = re.findall(r"\d+|[A-Za-z]+|[^\w]+", re.sub(r"(?<=\d) \d{3,6}$", "", printed))
    found = []
    for at in _counting(parts):
        shape = "".join(parts[:at]).upper() + "#" + "".join(parts[at + 1 :])
        bracket = match["open"] + word
        found.append(
            Reading(f"{bracket}{shape}", (int(parts[at]),), printed, rest, not bare or shape != "#")
        )
    return found


def _glued(text: str) -> list[Reading]:
    match = _GLUED.fullmatch(text)
    return (
        [Reading("#", (int(match["body"]),), match["body"], match["rest"], True)] if match else []
    )


def _in_year(text: str) -> list[Reading]:
    match = _IN_YEAR.match(text)
    if not match:
        return []
    order = (int(match["value"]), ord(match["letter"]) - 96 if match["letter"] else 0)
    rest = text[match.end() :].strip().lstrip(_SEPARATORS)
    return [Reading(f"#a/{match['year']}", order, match["printed"], rest, True)]


def _is_bare(line: Line, match: re.Match[str], word: str) -> bool:
    """Say whether nothing sets a number off: no dot, bracket or word, and no cell of its own."""
    in_cell = bool(line.cells) and line.cells[0].strip(" .:)") == match["body"]
    return not (match["end"].strip() or word or match["open"] or in_cell)


def _counting(parts: list[str]) -> list[int]:
    """Return which parts of a number may be the one that counts: the last, or the first before "/"."""
    digits = [i for i, part in enumerate(parts) if part.isdigit()]
    first, last = digits[0], digits[-1]
    if first == last:
        return [last]
    behind = "".join(parts[first + 1 :])
    # "43.15" is the 43rd minute of 2015; parts of an item seldom come to more than nine.
    in_year = re.fullmatch(r"\.[1-4]\d", behind)
    counts_first = behind.startswith(("/", "-")) or re.fullmatch(r"\.0+", behind) or in_year
    is_zero = re.fullmatch(r"\.0+", behind)
    return ([first] if counts_first else []) + ([] if is_zero else [last])


def _roman(line: Line) -> list[Reading]:
    match = _ROMAN.match(line.text)
    if not match or not match["roman"]:
        return []
    rest = line.text[match.end() :].strip().lstrip(_SEPARATORS)
    marked = bool(match["end"].strip() or match["word"] or match["open"])
    if not marked and not _may_stand_bare(match["roman"], rest, stands_out=line.stands_out):
        return []
    word = (match["word"] or "").strip().lower()
    return [Reading(f"{word}roman", (value_of(match["roman"]) or 0,), match["roman"], rest, marked)]


def _may_stand_bare(roman: str, rest: str, *, stands_out: bool) -> bool:
    """Say whether a roman number without a mark is one: "I" and "V" are also words and initials."""
    looks_so = stands_out or rest.isupper() or len(roman) > 1 or is_known(rest)
    return looks_so and rest[:1].isupper()


def _lettered(text: str) -> list[Reading]:
    match = _LETTER.match(text)
    if not match:
        return []
    rest = text[match.end() :].strip().lstrip(_SEPARATORS)
    scheme = f"{match['open']}{(match['word'] or '').strip().lower()}letter"
    return [Reading(scheme, (ord(match["letter"]) - 64,), match["letter"], rest, True)]


def _parted(text: str) -> list[Reading]:
    """Return the reading of a letter behind a number, by the letter: "8-A MINUTES"."""
    match = _PARTED.match(text)
    if not match or not (match["dash"] or match["end"].strip()):
        return []
    rest = text[match.end() :].strip().lstrip(_SEPARATORS)
    scheme = f"{match['value']}{match['dash']}letter"
    printed = f"{match['value']}{match['dash']}{match['letter']}"
    return [Reading(scheme, (ord(match["letter"]) - 64,), printed, rest, True)]


def _spelt(text: str) -> list[Reading]:
    """Return the reading of a number in words: "Item One:", "First."."""
    match = _SPELT.match(text)
    if not match or not text[0].isupper():
        return []
    spelt = match["spelt"].lower()
    counted = _COUNTED if spelt in _COUNTED else _ORDINALS
    scheme = (
        f"{(match['word'] or '').strip().lower()}{'word' if counted is _COUNTED else 'ordinal'}"
    )
    rest = text[match.end() :].strip().lstrip(_SEPARATORS)
    return [Reading(scheme, (counted.index(spelt) + 1,), match["spelt"], rest, True)]


def _timed(text: str) -> list[Reading]:
    match = _TIME.match(text)
    if not match or int(match["hour"]) > 24 or not (match["half"] or ":" in match[0]):
        return []
    later = 12 if (match["half"] or "").lower().startswith("p") and int(match["hour"]) < 12 else 0
    order = ((int(match["hour"]) + later) * 60 + int(match["minute"]),)
    rest = text[match.end() :].strip().lstrip(_SEPARATORS)
    return [Reading("time", order, match[0].strip("( "), rest, True)]


def _trailing(text: str) -> list[Reading]:
    match = _TRAILING.fullmatch(text)
    if not match or not match["printed"].strip("-") or not (match["letter"] or match["value"]):
        return []
    if len(match["value"]) == 3 and not match["letter"]:
        return []
    return [Reading("behind", _order_behind(match), match["printed"], text, True)]


def _order_behind(match: re.Match[str]) -> tuple[int, int, int]:
    """Return the place of "G-1b": letter, number, part; "G-1/G-8" stands before its own "G-1"."""
    letter = ord(match["letter"]) - 64 if match["letter"] else 0
    part = ord(match["sub"]) - 96 if match["sub"] else -1 if match["more"] else 0
    return letter, int(match["value"] or 0), part


def follows(above: Reading, below: Reading, *, max_gap: int) -> int | None:
    """Return how many steps further a number is than another of its scheme, or None if too many.

    0 says that it is the same number again. Times and numbers of several parts go on by any step.
    """
    if below.order < above.order:
        return None
    if below.scheme in ("time", "behind"):
        return 1 if below.order > above.order else None
    gap = below.order[0] - above.order[0]
    if not gap and below.order > above.order:
        return 1
    return gap if gap <= max_gap else None
