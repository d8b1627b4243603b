"""Items without a number among those that have one: what opens and closes a meeting, and sections between.

Numbers that count on across headings of type are the items of a record, and those headings its sections. A section
whose own text stands below it is an item too: "PUBLIC COMMENT" between two cases on a docket.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from corpus.lines import Line
from corpus.readers.items.fronts import is_empty
from corpus.readers.items.known_titles import closes, is_known, is_usual, opens
from corpus.readers.items.schemes import readings
from corpus.readers.items.titles import Heading, is_in_capitals
from corpus.readers.items.typography import stands_out
from corpus.readers.tuning import CHOICE

# What stands in capitals may be prose: "CLOSE THE BUILDING. IF YOU ARE RECORDING, …".
_SENTENCES = re.compile(r"[a-zA-Z]{3}[.!?;]\s|,$")


def among(
    numbered: Sequence[Heading], by_type: Sequence[Heading], lines: Sequence[Line]
) -> list[Heading]:
    """Return numbered headings with those of a kind of type between them, or nothing.

    Nothing where the numbers do not count on from one section to another: then they are a list in one of them; nor
    where most sections are neither only a name over a number nor usual business: then they are parts of items. Where
    the numbered lines stand out themselves, only usual business is told from their parts, if some are only such a name.
    """
    if len(numbered) < CHOICE.fewest:
        return []
    sections = _from_opening(_sections(numbered, by_type, lines), numbered)
    if _n_with_numbers(numbered, sections) < CHOICE.sections:
        return []
    both = merged(numbered, sections)
    names = _names(both, lines)
    over_numbers = [line for line, is_over_number in names.items() if is_over_number]
    stand_out = _stand_out(numbered, lines)
    if _are_parts(sections, over_numbers, stand_out):
        return []
    return [one for one in both if one.line not in names and _is_told(one, stand_out)]


def _is_told(heading: Heading, stand_out: bool) -> bool:
    return heading.reading is not None or not stand_out or is_usual(heading.title)


def _are_parts(sections: Sequence[Heading], over_numbers: Collection[int], stand_out: bool) -> bool:
    n_sure = sum(one.line in over_numbers or is_usual(one.title) for one in sections)
    if stand_out and len(over_numbers) < CHOICE.sections:
        return True
    return n_sure <= CHOICE.mostly * len(sections)


def _sections(
    numbered: Sequence[Heading], by_type: Sequence[Heading], lines: Sequence[Line]
) -> list[Heading]:
    """Return headings without a number that stand out at least as most of the numbered ones do."""
    taken, begun = _lines_of(numbered), _lines_of(by_type)
    (level, *least), _ = Counter(_look(lines, one) for one in numbered).most_common(1)[0]

    def is_one(heading: Heading) -> bool:
        own, *looks = _look(lines, heading)
        is_as_strong = (not level or own == level) and all(
            a >= b for a, b in zip(looks, least, strict=True)
        )
        is_own = heading.line not in taken and not readings(lines[heading.line])
        is_whole = heading.line - 1 in begun or not _goes_on(lines, heading.line)
        return is_own and is_as_strong and is_whole and _is_name(heading.title)

    return [one for one in by_type if is_one(one)]


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line is the rest of a paragraph that stands out as it does."""
    above = next((line for line in reversed(lines[:index]) if line.text.strip()), None)
    return above is not None and above.stands_out and not above.heading


def _is_name(title: str) -> bool:
    return len(title.split()) <= CHOICE.section and not _SENTENCES.search(title)


def _from_opening(sections: Sequence[Heading], numbered: Sequence[Heading]) -> list[Heading]:
    """Return sections without what stands in front of one that opens the meeting before the first number."""
    front = [one for one in sections if one.line < numbered[0].line]
    start = next((i for i, one in enumerate(front) if opens(one.title)), 0)
    return list(sections[start:])


def _lines_of(headings: Sequence[Heading]) -> set[int]:
    return {line for one in headings for line in range(one.line, one.end)}


def merged(headings: Iterable[Heading], more: Iterable[Heading]) -> list[Heading]:
    """Return headings of both in the order of the document."""
    return sorted([*headings, *more], key=lambda heading: heading.line)


def _stand_out(headings: Sequence[Heading], lines: Sequence[Line]) -> bool:
    n_out = sum(lines[one.line].stands_out or is_in_capitals(one.title) for one in headings)
    return n_out > CHOICE.inside * len(headings)


def _n_with_numbers(numbered: Sequence[Heading], sections: Sequence[Heading]) -> int:
    """Return in how many sections numbered headings stand."""
    starts = [one.line for one in sections]
    return len({at for one in numbered if (at := bisect_right(starts, one.line))})


def _names(headings: Sequence[Heading], lines: Sequence[Line]) -> dict[int, bool]:
    """Return the lines of sections without a text of their own, and whether a numbered item is the next.

    Usual business is one without a text, too, where another section is the next.
    """
    return {
        above.line: below.reading is not None
        for above, below in pairwise(headings)
        if above.reading is None
        and is_empty(above, below, lines)
        and (below.reading is not None or not is_usual(above.title))
    }


def with_around(lines: Sequence[Line], headings: list[Heading]) -> list[Heading]:
    """Return numbered headings of one look with the usual business of that look that has no number.

    What opens a meeting in front of the first, what closes it behind the last; between two, one alone behind the text of
    an item, for several, or one right below a title, are the parts of an item.
    """
    look, n_alike = Counter(_look(lines, one) for one in headings).most_common(1)[0]
    if not any(look) or n_alike < CHOICE.alike * len(headings):
        return headings
    said = {_key(one.title) for one in headings}
    free = sorted({*range(len(lines))} - _lines_of(headings))
    alike = (
        Heading(i, i + 1, lines[i].text.rstrip(" :")) for i in free if _is_alike(lines, i, look)
    )
    found = [one for one in alike if _key(one.title) not in said]
    return merged(
        headings,
        [*_before(found, headings), *_between(found, headings, lines), *_behind(found, headings)],
    )


def _before(found: Sequence[Heading], headings: Sequence[Heading]) -> list[Heading]:
    front = [one for one in found if one.line < headings[0].line]
    start = next((i for i, one in enumerate(front) if opens(one.title)), len(front))
    return [one for one in front[start:] if is_usual(one.title)]


def _between(
    found: Sequence[Heading], headings: Sequence[Heading], lines: Sequence[Line]
) -> list[Heading]:
    starts = [one.line for one in headings]
    inside = {one: bisect_right(starts, one.line) for one in found}
    n_inside = Counter(inside.values())

    def is_item(one: Heading, at: int) -> bool:
        is_alone = 0 < at < len(starts) and n_inside[at] == 1
        return is_alone and _ends_an_item(headings[at - 1], one, lines)

    return [one for one, at in inside.items() if is_item(one, at)]


def _behind(found: Sequence[Heading], headings: Sequence[Heading]) -> list[Heading]:
    return [one for one in found if one.line > headings[-1].line and closes(one.title)]


def _ends_an_item(above: Heading, heading: Heading, lines: Sequence[Line]) -> bool:
    """Say whether usual business stands behind the text of the item above, which is no report on several things."""
    is_own = is_usual(heading.title) and not is_empty(above, heading, lines)
    return is_own and (opens(heading.title) or closes(heading.title))


def _is_alike(lines: Sequence[Line], index: int, look: tuple[int, bool, bool]) -> bool:
    line = lines[index]
    alike = (line.heading, bool(line.bold), is_in_capitals(line.text)) == look
    is_title = len(line.text.split()) <= CHOICE.standing and not _SENTENCES.search(line.text)
    is_own = is_title and is_known(line.text) and not readings(line)
    return alike and is_own and stands_out(lines, index)


def _look(lines: Sequence[Line], heading: Heading) -> tuple[int, bool, bool]:
    line = lines[heading.line]
    return line.heading, bool(line.bold or line.lead), is_in_capitals(heading.title)


def _key(title: str) -> str:
    return " ".join(title.casefold().strip(" :.").split())
