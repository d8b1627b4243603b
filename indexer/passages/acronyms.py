"""Acronyms and the long forms by which a text introduces them.

The algorithm of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (PSB 2003): the letters of what stands in brackets are looked for from right to left
in the words before them, and the first letter must begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.wording import lists
from indexer.passages.annotations import Acronym
from indexer.passages.tuning import BESIDE
from indexer.tuning import REACH

_BRACKETS = re.compile(r"\s?[(\[]\s*[“\"‘']?([^()\[\]\n]{2,120}?)[”\"’']?\s*[)\]]")
_SHORT = re.compile(r"[A-Za-z0-9][\w&/.-]{1,9}")
_WORDS_BEFORE = re.compile(r"[^\s()\[\]“”\"]+")
# Where a long form cannot reach over: the end of a sentence or of a part of one.
_BREAK = re.compile(r"[.;:!?](?=\s)|\n")
# Titles, places and notes that stand in brackets behind names, and are no short forms.
_NOT_SHORT = frozenset(lists("indexer.passages.people", "people.toml")["in_brackets"])


def acronyms(text: str) -> tuple[Acronym, ...]:
    """Return the acronyms that a text introduces, in its order, each short form once."""
    found: dict[str, Acronym] = {}
    for match in _BRACKETS.finditer(text):
        for acronym in _introduced(text, match):
            found.setdefault(acronym.short, acronym)
    return tuple(found.values())


def _introduced(text: str, match: re.Match[str]) -> Iterator[Acronym]:
    inside = match[1].strip()
    before = text[max(0, match.start() - REACH.long_form) : match.start()]
    before = _BREAK.split(before)[-1]
    if _is_short(inside):
        long = _long_form(inside, before)
        if long:
            yield Acronym(inside.rstrip("."), long)
        return
    # The other way round: "EHCP (Education, Health and Care Plan)".
    words = _WORDS_BEFORE.findall(before)
    if words and _is_short(short := words[-1]) and sum(map(str.isupper, short)) > 1:
        long = _long_form(short, inside)
        if long and len(long) == len(inside):
            yield Acronym(short, long)


def _is_short(text: str) -> bool:
    """Say whether a text may be a short form: two to ten characters, one of them a capital."""
    if not _SHORT.fullmatch(text) or text.lower().rstrip(".") in _NOT_SHORT:
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and any(char.isupper() for char in letters)


def _long_form(short: str, before: str) -> str | None:
    """Return the words at the end of `before` that `short` stands for, or None."""
    letters = [char.lower() for char in short if char.isalnum()]
    words = list(_WORDS_BEFORE.finditer(before))
    n_most = min(len(letters) + BESIDE.letters, 2 * len(letters))
    if not words:
        return None
    window_start = words[max(0, len(words) - n_most)].start()
    at = _first_letter(letters, before, window_start)
    if at is None:
        return None
    start = _fuller_start(letters, [word for word in words if word.start() <= at], before, at)
    long = " ".join(before[start:].split()).strip(" ,‘’'“”\"")
    return long if _is_likely(short, letters, long) else None


def _first_letter(letters: Sequence[str], before: str, least: int) -> int | None:
    """Return where the first letter stands if all are found from the end backwards, not before `least`."""
    at = len(before)
    for number in range(len(letters) - 1, -1, -1):
        places = range(at - 1, least - 1, -1)
        at = next((p for p in places if _is_letter(letters, number, before, p)), -1)
        if at < 0:
            return None
    return at


def _is_letter(letters: Sequence[str], number: int, before: str, at: int) -> bool:
    """Say whether a letter of a short form stands at a place; the first one begins a word."""
    return before[at].lower() == letters[number] and (number > 0 or _begins_word(before, at))


def _fuller_start(letters: list[str], words: list[re.Match[str]], before: str, at: int) -> int:
    """Return where the long form starts: earlier where that explains more of the initials.

    The shortest match for OPW in "Office of Public Works" is "of Public Works", for LLFA in "Lead
    Local Flood Authority" the last three words.
    """
    if not words:
        return at
    best = words[-1].start()
    most = _in_order(letters, _initials(before[best:]))
    for word in reversed(words[-BESIDE.begins : -1]):
        n = _in_order(letters, _initials(before[word.start() :]))
        begins = word[0][0].lower() == letters[0]
        if begins and (n > most or (n == most and before[best:].startswith("of "))):
            best, most = word.start(), n
    return best


def _initials(text: str) -> list[str]:
    return [word[0].lower() for word in re.findall(r"[^\W_]+", text)]


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "'’")


def _is_likely(short: str, letters: list[str], long: str) -> bool:
    """Say whether a candidate is no accident: longer, of several words, mostly by its initials."""
    words = re.findall(r"[^\W_]+", long)
    if len(long) <= len(short) or len(words) < 2 or short.lower() in (w.lower() for w in words):
        return False
    if not long[:1].isalnum() or not short[0].isalnum():
        return False
    matched = _in_order(letters, _initials(long))
    return matched >= max(2, len(letters) / 2)


def _in_order(letters: Iterable[str], initials: Iterable[str]) -> int:
    """Return how many of the letters can be taken from the initials, in order."""
    left = list(initials)
    n = 0
    for letter in letters:
        if letter in left:
            n += 1
            left = left[left.index(letter) + 1 :]
    return n
