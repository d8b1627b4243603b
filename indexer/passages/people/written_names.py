"""Where a person's name stands in a text whose surname and given names are known by keyed hashes only.

A form of a name that stands in one piece is a phrase. What is found here stands apart: a middle name or an initial
between, a style behind the surname, a surname that two share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import lists
from indexer.language.hidden import Wanted, hashed, pieces, spans
from indexer.tuning import RETRACTION

_STYLE = (
    rf"(?i:(?:{'|'.join(lists('indexer.passages.people', 'people.toml')['styles'])})(?![^\W_])\.?)"
)
# A word or an initial of a name; no small letter begins it, but in what stands before a surname.
_WORD = rf"(?!{_STYLE})(?![a-zß-öø-ÿ])[^\W\d_][\w'’]*(?:[-‐‑][\w'’]+)*"
_SMALL = (
    r"(?:n[eé]e|formerly|de|da|di|du|del|la|le|von|van|der|den|mac|ap|ab|ferch|verch|u[ií]|n[ií])\b"
)
_INITIAL = r"(?![a-zß-öø-ÿ])[^\W\d_]{1,2}\b\.?"
_AND = r"(?:\s*[&+/]\s*|\s+(?:and|or|a|ac|agus)\s+)"
_BETWEEN = r"(?:\s*[-‐‑]\s*|\s*[(\[\"“”‘’')\]]+\s*|\s+)"
_AHEAD = rf"(?:{_BETWEEN}|(?<=\b\w)\.\s*|(?<=\b\w\w)\.\s*)"
_INITIALS = rf"(?:{_AHEAD}?{_INITIAL})*"
_NAME = rf"(?:{_STYLE}\s*)*{_WORD}\.?{_INITIALS}"
_MOST = RETRACTION.middle_names
# "Jane Mary Quillfeather", "Jane M. Quillfeather", "J (Janey) Quillfeather", "Jane Smith (née Quillfeather)".
_MIDDLE = lazy_pattern(rf"{_AHEAD}(?:(?:{_INITIAL}|{_WORD}|{_SMALL}){_AHEAD}){{0,{_MOST}}}")
# "Jane and John Quillfeather", "Jane M, John and Mary Anne Quillfeather", "Mr J. and Mrs M. Quillfeather".
_SHARED = lazy_pattern(
    rf"\.?{_INITIALS}(?:\s*,\s*{_NAME}){{0,{_MOST}}},?{_AND}{_NAME}(?:{_AHEAD}{_WORD})?\.?\s*"
)
# "Quillfeather, Mrs Jane", "Quillfeather (Mrs J)", "QUILLFEATHER Mrs Jane".
_STYLED = lazy_pattern(
    rf"(?:\s*[,;:(\[]\s*|[^\S\n]+|\s*[-–—]\s*)(?:{_STYLE}\s*(?:{_AND}{_STYLE}\s*)?)+[(\[]?"
)
# "Quillfeather, John and Jane", "Quillfeather (Mr J and Mrs A)".
_SHARED_AHEAD = lazy_pattern(
    rf"\s*[,;:(\[]\s*{_NAME}(?:\s*,\s*{_NAME}){{0,{_MOST}}},?{_AND}(?:{_STYLE}\s*)*"
)
_GOES_ON = lazy_pattern(rf"\.?\s+{_WORD}")
# Names of files and addresses: "jane-mary-quillfeather", "quillfeather_mrs_jane".
_PLAIN = r"[-_.+ ]+"
_PLAIN_MIDDLE = lazy_pattern(rf"{_PLAIN}(?:[^\W\d_]+{_PLAIN}){{1,2}}")
_PLAIN_STYLED = lazy_pattern(rf"{_PLAIN}(?:{_STYLE}{_PLAIN})+")
_OTHER_NAME = re.compile(r"[-‐‑](?![a-zß-öø-ÿ])[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Written:
    """A name as a ledger knows it: hashes, by their numbers of letters, of the surname and of what stands for the given ones."""

    surnames: Wanted
    givens: Wanted


def written_spans(text: str, name: Written, key: bytes) -> Iterator[tuple[int, int]]:
    """Yield where a name stands whose parts are not side by side. Takes linear time in the text."""
    for start, end in spans(text, name.surnames, key):
        if _OTHER_NAME.match(text, end) and text[start].isupper():
            continue
        begin = max(0, start - RETRACTION.reach)
        before = _givens(text[begin:start], name.givens, key)
        firsts = [begin + at for at, to in before if _is_ahead(text, begin + at, begin + to, start)]
        behind = _givens(text[end : end + RETRACTION.reach], name.givens, key)
        lasts = [end + to for at, to in behind if _is_behind(text, end, end + at, end + to)]
        if firsts or lasts:
            yield min([start, *firsts]), max([end, *lasts])


def _givens(text: str, wanted: Wanted, key: bytes) -> list[tuple[int, int]]:
    """Return where given names and initials stand, "JM" for "J" as well."""
    found = spans(text, wanted, key)
    initials = wanted.get(1, ())
    joined = (p for p in pieces(text) if len(p.letters) == 2 and text[p.start : p.end].isupper())
    found += [(p.start, p.end) for p in joined if hashed(p.letters[0], key) in initials]
    return found


def _is_ahead(text: str, start: int, end: int, surname: int) -> bool:
    """Say whether a given name in front belongs to a surname."""
    if text[surname].islower() and text[start].islower():
        return bool(_PLAIN_MIDDLE.fullmatch(text, end, surname))
    between = text[end:surname]
    if not text[start].isupper() or re.search(r"\n\s*\n", between):
        return False
    if _SHARED.fullmatch(text, end, surname):
        return True
    return bool(_MIDDLE.fullmatch(text, end, surname)) and not _is_list(text, start, between)


def _is_list(text: str, start: int, between: str) -> bool:
    """Say whether a name and the next one stand in lines of their own: "Jane Smith" above "Bob Quillfeather"."""
    is_broken = re.search(r"\w\W*\n\W*\w", between) is not None
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return is_broken and re.fullmatch(rf"\W*(?:{_STYLE}\s*)*", line) is not None


def _is_behind(text: str, surname: int, start: int, end: int) -> bool:
    """Say whether a given name behind a surname belongs to it."""
    if text[start].islower():
        return bool(_PLAIN_STYLED.fullmatch(text, surname, start))
    if _STYLED.fullmatch(text, surname, start):
        return True
    is_shared = _SHARED_AHEAD.fullmatch(text, surname, start) is not None
    return is_shared and not _GOES_ON.match(text, end)
