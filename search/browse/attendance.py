"""Whom the minutes of a meeting name as present, and whose apologies they record.

Only who is called a councillor, or by their office, in the list itself: officers, residents and children stand
in such lists, too. A list that cannot be read to its end tells of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from corpus.lazy_pattern import lazy_pattern
from corpus.text import place_name, squash
from corpus.wording import wordings
from indexer.passages.passage import Passage
from search.browse.listed import Listed, councillors_in

_W = wordings("search.browse", "attendance.toml")
_ITEM = lazy_pattern(_W["items"], re.IGNORECASE)
_MARKS = r"[\s*_#]*"
_LABELS = ("others", "apologies", "councillors", "present", "below", "unsure")
_LABEL = {
    kind: lazy_pattern(rf"{_MARKS}{_W[kind]}{_MARKS}(?::|$){_MARKS}", re.IGNORECASE)
    for kind in _LABELS
}
# Any other words with a colon behind them begin a list of something else.
_HEADING = lazy_pattern(r"[^:|;.,()]+:(?:\s|$)")
_AWAY = lazy_pattern(_W["away"], re.IGNORECASE)
_SENT = lazy_pattern(_W["sent"], re.IGNORECASE)
_NO_COUNCILLOR = lazy_pattern(_W["no_councillor"], re.IGNORECASE)
_UNFINISHED = lazy_pattern(r"(?:[,;&]|\band)$|\([^()]*$")
_APOLOGY = r"(?:apolog(?:y|ies)|regrets)(?: for (?:absence|non-attendance|inability to attend))?"
_RECEIVED = lazy_pattern(
    rf"(?<!no )\b{_APOLOGY}(?: (?:was|were|had|have|has|been|also|{_W['receiving']}))*"
    r" (?:from|by|of|on behalf of) |^From (?=.)",
    re.IGNORECASE | re.MULTILINE,
)
_SENDING = lazy_pattern(
    rf" (?:(?:had|has|have|also) )*(?:{_W['sending']} (?:(?:his|her|their|an) )?{_APOLOGY}"
    r"|apologised(?: for (?:(?:his|her|their) )?(?:absence|non-attendance))?)"
    r"(?: ?(?:[.;]|$)|,? and (?:was|were|had been) (?:replaced|represented|substituted) by)",
    re.IGNORECASE | re.MULTILINE,
)
_WERE = lazy_pattern(r" (?:was|were) (?:also )?(?:present|in attendance)(?:[.;]|$)", re.MULTILINE)
_WITH = lazy_pattern(
    r"(?:^|(?<=\. ))(?:Also )?[Pp]resent (?:with (?:him|her|them) )?(?:was|were)(?: also)? ",
    re.MULTILINE,
)
# An item of nothing else may name them without a word.
_ONLY_APOLOGIES = lazy_pattern(rf"{_MARKS}{_W['apologies']}", re.IGNORECASE)
_FOLLOWS = lazy_pattern(rf" ?{_W['follows']}", re.IGNORECASE)
_SENTENCE = lazy_pattern(r"(?:^|(?<=[.;] ))(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attendance:
    """The names of who is recorded as present, and of who sent apologies, as written, without titles."""

    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """The names found so far, by how an address says them; `is_unsure`: who came may not be all, or too many."""

    present: dict[str, str] = field(default_factory=dict)
    apologies: dict[str, str] = field(default_factory=dict)
    is_unsure: bool = False

    def take(self, people: Sequence[Listed], kind: str) -> None:
        """Take those of a list of some kind, each by what the brackets say of them."""
        if kind == "unsure":
            self.is_unsure = self.is_unsure or bool(people)
        for one in people if kind not in ("others", "unsure") else ():
            if _NO_COUNCILLOR.search(one.note):
                continue
            if kind == "apologies" or _SENT.search(one.note):
                self.apologies.setdefault(place_name(one.name), one.name)
            elif not _AWAY.search(one.note):
                self.present.setdefault(place_name(one.name), one.name)

    def told(self) -> Attendance:
        """Return what is sure."""
        both = self.present.keys() & self.apologies.keys()
        present = {} if self.is_unsure else self.present
        return Attendance(_without(present, both), _without(self.apologies, both))


def _without(found: Mapping[str, str], left_out: Set[str]) -> tuple[str, ...]:
    return tuple(name for place, name in found.items() if place not in left_out)


def attendance(passages: Sequence[Passage]) -> Attendance:
    """Return who is named in the minutes of one meeting, whose passages these are, in their order.

    Who is named as both present and away is named as neither.
    """
    found = _Found()
    minutes = [one for one in passages if one.minutes and not one.is_of_paper]
    for passage in minutes:
        lines, is_of_it = _unwrapped(passage.minutes), bool(_ITEM.search(passage.title))
        # Minutes of one piece have no item of their own for it.
        if is_of_it or len(minutes) == 1:
            _read_lists(lines, found)
            _read_rows(lines, found)
        if is_of_it:
            _read_sentences("\n".join(lines), found)
        if _ONLY_APOLOGIES.match(passage.title):
            first = councillors_in(lines[0])
            found.take(first.people if first.is_whole else (), "apologies")
    return found.told()


def _unwrapped(text: str) -> list[str]:
    """Return the lines of a text, those that end within a list or a bracket together with the next."""
    lines: list[str] = []
    for line in (squash(line).lstrip("-–—*•·> ") for line in text.splitlines()):
        if lines and _UNFINISHED.search(lines[-1]) and not _label(line):
            lines[-1] = squash(f"{lines[-1]} {line}")
        else:
            lines.append(line)
    return lines


def _read_lists(lines: Sequence[str], found: _Found) -> None:
    """Take whom the lines behind each label name, up to a line that is no list of them.

    Behind "Councillors present:" they are named without a title.
    """
    kind, people, is_open, carries = "others", list[Listed](), False, False
    for line in filter(None, lines):
        label = _label(line)
        if label:
            found.take(people, kind)
            people, is_open, carries = [], True, label[0] in ("councillors", "below")
            kind, line = label if label[0] != "below" else (kind, label[1])
        if is_open and line:
            named = councillors_in(line, is_carried=carries)
            is_open = named.is_whole and bool(named.people)
            people += named.people if named.is_whole else ()
    found.take(people, kind)


def _label(line: str) -> tuple[str, str] | None:
    """Return the kind of list that a line begins, and what stands behind the label."""
    for kind in _LABELS:
        begins = _LABEL[kind].match(line)
        if begins and (":" in begins[0] or not councillors_in(line).people):
            return kind, line[begins.end() :]
    return ("others", "") if _HEADING.match(line) else None


def _read_rows(lines: Sequence[str], found: _Found) -> None:
    """Take who stands in a row of a table of which one cell says whether they were there."""
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        people = [one for cell in cells for one in councillors_in(cell).people]
        kinds = [kind for cell in cells for kind in ("attended", "apologies") if _is(cell, kind)]
        if len(people) == len(kinds) == 1:
            found.take(people, kinds[0])


def _is(cell: str, kind: str) -> bool:
    return bool(re.fullmatch(_W[kind], cell, re.IGNORECASE))


def _read_sentences(text: str, found: _Found) -> None:
    """Take whom a sentence names: "received from …", "… sent her apologies", "… were present"."""
    for begins in _RECEIVED.finditer(text):
        named = councillors_in(text, begins.end())
        if named.is_whole or _FOLLOWS.match(text, named.end):
            found.take(named.people, "apologies")
    for begins in _WITH.finditer(text):
        named = councillors_in(text, begins.end())
        found.take(named.people if named.is_whole else (), "present")
    for begins in _SENTENCE.finditer(text):
        named = councillors_in(text, begins.start())
        if _SENDING.match(text, named.end):
            found.take(named.people, "apologies")
        if _WERE.match(text, named.end):
            found.take(named.people, "present")
