"""Where the items of whole minutes begin: headings that are numbered, marked, or stand out.

A wrong split is worse than a missing one, so a heading has to belong to a sequence: the numbers of
one style that count upwards through the document. Where nothing is numbered, headings that stand
out (Markdown, bold or capitals) split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.dates import find_date
from corpus.lines import Line, texts
from corpus.readers.numbering import ItemNumber, leading_number, longest_sequence, only_number
from corpus.readers.titles import (
    MAX_TITLE_WORDS,
    PART,
    is_in_capitals,
    is_title,
    whole_title,
)
from corpus.text import BULLET
from corpus.wording import one_of

_TITLE_END = re.compile(r"[.;:,]$")
# "1. Apologies ........ 3" is a line of a table of contents.
_LEADERS = re.compile(r"\s*(?:\.{3,}|(?:\. ){3,}|…{1,}|_{3,})\s*\d{0,4}\s*$")
_MAX_GAP = 3
_MAX_LINE_WORDS = 14
_MAX_PART_WORDS = 50
_SECTIONS = 8
# From so many headings in capitals on, a line that is only bold is no heading beside them.
_CAPITALS_RULE = 5
_MOTIONS = re.compile(r"\bmotions?\W*$", re.IGNORECASE)
_NO_HEADING = re.compile(
    r"(?:and\s+)?"
    + one_of(
        "whereas",
        "therefore",
        "be it (?:further )?resolved",
        "(?:it was )?(?:unanimously )?resolved",
        "recommend(?:ed|ation)",
        "carried",
        "motion (?:carried|lost)",
        *"lost passed withdrawn amended referred".split(),
        "laid over",
        *r"yeas? nays? for against abst\w+".split(),
        "in favour",
        *r"repl(?:y|ies) responses? signed dated?(?=\W*$) absent adopted".split(),
        *"decisions? votes? total".split(),
        "moved by",
        "seconded by",
        "proposed by",
    )
    + r"\b",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(
    r"(?:members|officials?|officers|in the chair|in attendance|present|apologies|venue|signed|"
    r"chair|cathaoirleach|mayor|nominations|minutes of\b|"
    r".*\b(?:nominees|nominations|representatives|officials|members)\b$)",
    re.IGNORECASE,
)
# What closes or opens meetings without a number of its own, on a line alone.
_STANDING = re.compile(
    r"(?:any other (?:urgent )?business|a\.?o\.?b\.?|votes? of sympathy|"
    r"condolences|congratulations|"
    r"special meetings?|municipal reception\b.*|urgent business|date of (?:the )?next meeting)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where an item begins: the line, the title put together, and how it is numbered."""

    line: int
    title: str
    number: ItemNumber | None = None


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Return the headings of a document's items in order, or nothing where none can be trusted."""
    plain = texts(lines)
    numbered = _numbered(lines, plain)
    capitals = _in_capitals(lines, plain)
    # Numbers that begin anew in every section are no sequence: there the sections split.
    if len(capitals) >= _SECTIONS and len(capitals) > 1.5 * len(numbered):
        found = _with_parts(lines, plain, capitals)
    elif numbered:
        found = _with_standing(plain, numbered)
    else:
        found = _markdown(lines, plain) or _standing_out(lines, plain, capitals)
    return _without_empty(found, plain)


def _numbered(lines: Sequence[Line], plain: Sequence[str]) -> list[Heading]:
    """Return the heaviest sequence of headings that count upwards; one that stands out weighs more."""
    candidates = [c for i in range(len(plain)) if (c := _candidate(lines, plain, i)) is not None]
    candidates = _without_contents(candidates, plain)
    numbers = [c.number for c in candidates if c.number is not None]
    weights = [_weight(lines[c.line], c) for c in candidates]
    chain = [candidates[i] for i in longest_sequence(numbers, weights, max_gap=_MAX_GAP)]
    if len(chain) == 1:
        return chain if _is_the_only_item(lines, chain[0]) else []
    bare = any(heading.number and not heading.number.marked for heading in chain)
    return chain if len(chain) >= (3 if bare else 2) else []


def _is_the_only_item(lines: Sequence[Line], heading: Heading) -> bool:
    number = heading.number
    marked = lines[heading.line].stands_out
    return number is not None and number.marked and number.value == 1 and marked


def _without_contents(candidates: list[Heading], plain: Sequence[str]) -> list[Heading]:
    """Drop the lines of a table of contents, or of the agenda in front: they come again, with text."""
    kept = []
    for index, heading in enumerate(candidates):
        key = _key(heading)
        end = candidates[index + 1].line if index + 1 < len(candidates) else len(plain)
        n_words = sum(len(line.split()) for line in plain[heading.line : end])
        repeated = any(_key(later) == key for later in candidates[index + 1 :])
        if not (repeated and n_words <= len(heading.title.split()) + 6):
            kept.append(replace(heading, title=_LEADERS.sub("", heading.title)))
    return kept


def _key(heading: Heading) -> tuple[str, str]:
    title = re.sub(r"[\s|]*\d{1,4}$", "", _LEADERS.sub("", heading.title))
    printed = heading.number.printed if heading.number else ""
    return printed, " ".join(title.casefold().split())


def _candidate(lines: Sequence[Line], plain: Sequence[str], index: int) -> Heading | None:
    line = plain[index]
    if not line or line.startswith(BULLET):
        return None
    found = leading_number(line)
    if found is None or found[0].is_sub_item:
        return None
    number, title = found
    if number.style == "item":
        title = title.lstrip("-–: ")
    if title:
        too_long = len(title.split()) > 10 and not lines[index].stands_out
        if not number.marked and (too_long or title.endswith((".", ",", ";"))):
            return None
        title = whole_title(lines, plain, index, title)
        bold = lines[index].stands_out
        return Heading(index, title, number) if is_title(title, bold=bold) else None
    if not number.marked and not lines[index].stands_out:
        return None
    if (above := _title_above(lines, index)) is not None:
        title = " ".join(text for text in plain[above:index] if text)
        return Heading(above, title, number) if is_title(title, bold=True) else None
    for below in range(index + 1, min(index + 4, len(plain))):
        if plain[below]:
            title = whole_title(lines, plain, below, plain[below])
            bold = lines[below].bold
            return Heading(index, title, number) if is_title(title, bold=bold) else None
    return None


def _title_above(lines: Sequence[Line], index: int) -> int | None:
    """Return where a title in bold begins that stands over its number, or None.

    A number beside a title of two lines is read behind both; what is below it is then no title.
    """
    if lines[index].bold:
        return None
    below = next((line for line in lines[index + 1 : index + 4] if line.text), None)
    if below is None or below.stands_out:
        return None
    first = index
    while first > max(index - 4, 0) and (lines[first - 1].bold or not lines[first - 1].text):
        first -= 1
    while first < index and not lines[first].text:
        first += 1
    return first if first < index else None


def _weight(line: Line, heading: Heading) -> float:
    weight = 1.0
    if line.stands_out:
        weight += 0.5
    if heading.title.isupper():
        weight += 0.3
    if _TITLE_END.search(heading.title):
        weight -= 0.3
    if heading.number and not heading.number.marked:
        weight -= 0.6
    return weight


def _with_standing(plain: Sequence[str], headings: list[Heading]) -> list[Heading]:
    """Return the headings with those that open or close a meeting without a number."""
    taken = {heading.line for heading in headings}
    under_number = {i for h in headings for i in range(h.line, h.line + 3)}
    more = [
        Heading(i, text.rstrip(" :"))
        for i, text in enumerate(plain)
        if text and i not in taken | under_number and len(text.split()) <= 10
        and _STANDING.fullmatch(text) and _is_alone(plain, i)
    ]  # fmt: skip
    return sorted([*headings, *more], key=lambda heading: heading.line)


def _is_alone(plain: Sequence[str], index: int) -> bool:
    above = index == 0 or not plain[index - 1]
    return above and (index + 1 == len(plain) or not plain[index + 1])


def _markdown(lines: Sequence[Line], plain: Sequence[str]) -> list[Heading]:
    """Return Markdown's second-level headings and below, if there are at least two."""
    found = [Heading(i, plain[i]) for i, line in enumerate(lines) if 2 <= line.heading <= 4]
    return found if len(found) >= 2 else []


def _in_capitals(lines: Sequence[Line], plain: Sequence[str]) -> list[Heading]:
    """Return the lines in capitals that stand alone; those with nothing between are one title."""
    return _titles(
        plain, [i for i in range(len(lines)) if _stands_out(lines, plain, i, bold=False)]
    )


def _standing_out(
    lines: Sequence[Line], plain: Sequence[str], capitals: list[Heading]
) -> list[Heading]:
    """Return the headings in capitals if they are enough, else all lines that stand out."""
    if len(capitals) >= _CAPITALS_RULE:
        return _with_parts(lines, plain, capitals)
    found = _titles(plain, [i for i in range(len(lines)) if _stands_out(lines, plain, i)])
    return _with_parts(lines, plain, found) if len(found) >= 3 else []


def _without_empty(headings: list[Heading], plain: Sequence[str]) -> list[Heading]:
    """Put a heading without a number and without text in front of the one that follows at once."""
    kept: list[Heading] = []
    for heading in headings:
        above = kept[-1] if kept else None
        if above and above.number is None and heading.number is None:
            between = " ".join(line for line in plain[above.line : heading.line] if line).split()
            if len(between) <= len(above.title.rpartition(": ")[2].split()):
                kept.pop()
                if not heading.title.startswith(above.title):
                    heading = replace(heading, title=f"{above.title}: {heading.title}")
        kept.append(heading)
    return kept


def _stands_out(
    lines: Sequence[Line], plain: Sequence[str], index: int, *, bold: bool = True
) -> bool:
    text = plain[index]
    capitals = text.isupper() and sum(c.isalpha() for c in text) > 4
    if not (capitals or (bold and lines[index].bold)):
        return False
    if not is_title(text) or len(text.split()) > _MAX_LINE_WORDS or _NO_HEADING.match(text):
        return False
    if PART.match(text) or only_number(text):
        return False
    around = [
        i for i in (index - 1, index + 1)
        if 0 <= i < len(plain) and plain[i] and not (capitals and is_in_capitals(plain[i]))
    ]  # fmt: skip
    return not around


def _titles(plain: Sequence[str], standing: Sequence[int]) -> list[Heading]:
    """Return standing lines as headings: lines with nothing between them are one wrapped title."""
    found: list[Heading] = []
    last = -1
    for index in standing:
        text = plain[index].rstrip(" :")
        both = is_in_capitals(text) and last >= 0 and is_in_capitals(plain[last])
        n_words = len(text.split()) + (len(found[-1].title.split()) if found else 0)
        if both and not any(plain[last + 1 : index]) and n_words <= MAX_TITLE_WORDS:
            found[-1] = replace(found[-1], title=f"{found[-1].title} {text}")
        else:
            found.append(Heading(index, text))
        last = index
    return [heading for heading in found if not _is_front_matter(heading)]


def _is_front_matter(heading: Heading) -> bool:
    title = heading.title.strip(" :")
    if re.match(r"(?:city |county |town )?council of the \w+ of\b", title, re.IGNORECASE):
        return True
    dated = find_date(title) is not None and not re.search(r"\bdated\b", title, re.IGNORECASE)
    return dated or bool(_FRONT_MATTER.match(title))


def _with_parts(
    lines: Sequence[Line], plain: Sequence[str], sections: list[Heading]
) -> list[Heading]:
    """Return the sections with the numbered parts in them: "Item 2 – …", and motions under MOTIONS.

    A motion under an item is about that item and stays in it.
    """
    found: list[Heading] = []
    waiting = list(sections)
    section = Heading(-1, "")
    for index, text in enumerate(plain):
        if waiting and waiting[0].line == index:
            section = waiting.pop(0)
            found.append(section)
            continue
        part = PART.match(text)
        if not part or section.line < 0 or text.startswith(BULLET):
            continue
        if part["kind"].lower() == "motion":
            if _MOTIONS.search(section.title) and len(text.split()) <= 4:
                found.append(Heading(index, f"{section.title}: {text.rstrip(' ,:')}"))
        elif (lines[index].bold or _is_alone(plain, index)) and re.match(
            r"\s*[-–:]\s*\S", text[part.end() :]
        ):
            title = whole_title(lines, plain, index, text)
            longest = _MAX_PART_WORDS if lines[index].bold else _MAX_LINE_WORDS
            if len(title.split()) <= longest:
                found.append(Heading(index, title))
    return found
