"""The names of a recorded vote, and how they are written: a list taken apart, each without what stands in front and behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.passages.people.names import COUNCILLOR, NAME, PERSONAL, PRESIDES, plain_name

TITLE = rf"(?:(?:and )?(?:{COUNCILLOR}|{PERSONAL}|Directors?|Members?|His Worship|Her Worship|The|the|{PRESIDES})[ ,]+)*"
_ENTRY = re.compile(
    rf"{TITLE}(?:{NAME}|[A-Z]{{2,3}}|[A-Z]\.? ?[A-ZÀ-Þ][\w’'-]+|{PRESIDES})(?: {NAME})?"
    r"(?:,? (?:MEP|MSP|MP|TD|MS|MBE|OBE|CBE|BEM|JP|KC|QC))*"
)
# What is left of "Mr. Oak" where a line or a sentence was cut there.
_ONLY_TITLE = re.compile(
    rf"(?:{COUNCILLOR}|{PERSONAL})\.?|(?i:all|everyone|everybody|unanimous(?:ly)?|both|others|remaining|remainder|present|absent|"
    r"carried|the rest)(?: (?i:present|members?|others|in favou?r|voting))*"
)
_HONOURS = re.compile(r"(?:,? (?:MEP|MSP|MP|TD|MS|MBE|OBE|CBE|BEM|JP|KC|QC))+$")
_WHO_PRESIDES = re.compile(rf"(?:the )?((?:Lord|Deput[ey]|Vice)[- ]{PRESIDES})")
# In two columns nothing but the next title stands between two names.
_TITLED = rf"(?:(?:Deputy|Vice|Lord)[- ])*(?:{COUNCILLOR}|{PERSONAL}|Mayor|Reeve|Warden|Commissioner|Trustee)\.? [A-Z]"
_SPLIT = re.compile(
    rf"[,;/]| and | & |\n|\s{{2,}}|(?<=[a-z]) (?<!Deputy )(?<!Vice )(?<!Lord )(?<!Mayor )(?<!Worship )(?={_TITLED})"
)

# "Oak, Elm (2)", "Oak, Elm. 2", "Oak, Elm – 2"
_HOW_MANY = re.compile(r"(?:\s*\(\d{1,3}\)|[.,;:]? ?[–—-]? \d{1,3})\W*$")
_LINE = re.compile(r"[ \t]*\n[ \t]*(?P<line>[^\n]+)")


@dataclass(frozen=True, slots=True)
class Ballot:
    """The names of one vote: a list for, against, abstained, None where the record has no such list.

    `said` is the character by which it is told whether the vote is only mentioned; `contest` says that those
    who are against were for the amendment.
    """

    start: int
    end: int
    sides: tuple[tuple[str, ...] | None, tuple[str, ...] | None, tuple[str, ...] | None]
    said: int = 0
    contest: bool = False


def names_of(stretch: str) -> tuple[str, ...] | None:
    """Return the names of a list, None if any part of it is none."""
    # Who presides often stands behind "and Mr. Speaker": a title with a name.
    stretch = _HOW_MANY.sub("", stretch.strip(" *_.;:"))
    parts = [part.strip(" *_.:[]") for part in _SPLIT.split(stretch)]
    parts = [re.sub(r"^(?:and|&) ", "", part) for part in parts if part]
    if not parts or not all(is_name(part) for part in parts):
        return None
    return tuple(voter(part) for part in parts)


def _are_titled(line: str) -> bool:
    """Say whether a line is nothing but names, each with its title: it goes on with the list above it."""
    parts = [part.strip(" *_.:") for part in _SPLIT.split(line.strip(" *_.;:")) if part.strip()]
    return bool(parts) and all(is_name(part) and re.match(_TITLED, part) for part in parts)


def end_of_list(text: str, start: int, end: int, until: int) -> int:
    """Return where a list of names ends whose first line ends at `end`: further lines may go on with it."""
    while (line := _LINE.match(text, end, until)) is not None:
        is_open = text[start:end].rstrip(" *_").endswith((",", " and", " &"))
        if not is_open and not _are_titled(line["line"]):
            break
        end = line.end()
    return end


def is_name(part: str) -> bool:
    """Say whether a part of a list, or a cell of a table, is nothing but who votes."""
    part = part.strip(" *_:.")
    return _ENTRY.fullmatch(part) is not None and not _ONLY_TITLE.fullmatch(part)


def voter(part: str) -> str:
    """Return the name of who votes, as the record writes it, without titles and honours."""
    part = _HONOURS.sub("", part.strip(" *_:."))
    if presides := _WHO_PRESIDES.fullmatch(part):
        return presides[1]
    part = re.sub(
        rf"^(?:His Worship |Her Worship |Mr\.? (?={PRESIDES} {COUNCILLOR}))",
        "",
        part,
    )
    part = re.sub(
        rf"^{PRESIDES} (?={COUNCILLOR} )|^(?:Directors?|(?:Vice[- ])?(?:Chair\w*|President)) (?=[A-Z])",
        "",
        part,
    )
    return plain_name(part)
