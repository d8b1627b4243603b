"""Hypotheses of where a document's items begin: one for every scheme of numbers and kind of type.

Each is a list of headings that would hold for the whole document; `evidence` weighs them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.lines import Line
from corpus.readers.known_titles import is_known
from corpus.readers.schemes import Reading, follows, readings
from corpus.readers.titles import LEADERS, Heading, is_in_capitals, numbered_heading
from corpus.readers.typography import typographic

# Numbers of one series: so many may be missing between two.
_MAX_GAP = 3
_MISSING_COSTS = 0.4
_TWICE_COSTS = 0.8


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Where items would begin, by one rule, which `kind` names; `n_rivals` counts what else looks so.

    `is_numbered` says that the headings are held together by numbers that count; `spare` are headings
    of the same scheme that do not count on.
    """

    kind: str
    headings: tuple[Heading, ...]
    n_rivals: int
    is_numbered: bool
    spare: tuple[Heading, ...] = ()


def hypotheses(lines: Sequence[Line]) -> Iterator[Hypothesis]:
    """Yield every hypothesis that a document gives; none is empty."""
    by_type = [
        Hypothesis(kind, tuple(headings), n_alike - len(headings), False)
        for kind, headings, n_alike in typographic(lines)
        if headings
    ]
    yield from by_type
    for scheme, found in numbered(lines).items():
        for hypothesis in _of_scheme(scheme, found, lines):
            if not _is_part_of_sections(hypothesis, by_type):
                yield hypothesis


def _is_part_of_sections(hypothesis: Hypothesis, by_type: Sequence[Hypothesis]) -> bool:
    """Say whether series that begin anew are the parts of sections that are headings too."""
    if " anew" not in hypothesis.kind or not hypothesis.kind.startswith("numbers item"):
        return False
    mine = {heading.line for heading in hypothesis.headings}
    return any(mine < {heading.line for heading in other.headings} for other in by_type)


def numbered(lines: Sequence[Line]) -> dict[str, list[Heading]]:
    """Return the headings that numbers may begin, by the numbers' scheme, without tables of contents."""
    found: dict[str, list[Heading]] = defaultdict(list)
    for index, line in enumerate(lines):
        for reading in readings(line):
            heading = numbered_heading(lines, index, reading)
            if heading is not None:
                found[reading.scheme].append(heading)
    ends = _words_before(lines)
    return {scheme: _without_contents(headings, ends) for scheme, headings in found.items()}


def _words_before(lines: Sequence[Line]) -> list[int]:
    """Return how many words stand before each line, and in all."""
    counts = [0]
    for line in lines:
        counts.append(counts[-1] + len(line.text.split()))
    return counts


def _without_contents(headings: list[Heading], before: Sequence[int]) -> list[Heading]:
    """Drop the lines of a table of contents, or of the agenda in front: they come again, with text."""
    last = {_key(heading): index for index, heading in enumerate(headings)}
    kept = []
    for index, heading in enumerate(headings):
        end = headings[index + 1].line if index + 1 < len(headings) else len(before) - 1
        n_words = before[end] - before[heading.line]
        repeated = last[_key(heading)] > index
        if not (repeated and n_words <= len(heading.title.split()) + 6):
            kept.append(replace(heading, title=LEADERS.sub("", heading.title)))
    return kept


def _key(heading: Heading) -> tuple[str, str]:
    title = re.sub(r"[\s|]*\d{1,4}$", "", LEADERS.sub("", heading.title))
    return heading.number or "", " ".join(title.casefold().split())


def _of_scheme(scheme: str, found: list[Heading], lines: Sequence[Line]) -> Iterator[Hypothesis]:
    """Yield the best series of a scheme: over all its lines, and over those that look alike."""
    looks = {
        "": found,
        " in bold": [h for h in found if lines[h.line].stands_out],
        " in capitals": [h for h in found if is_in_capitals(h.title)],
    }
    whole: set[int] = set()
    for look, headings in looks.items():
        series = best_series(headings, lines)
        taken = {heading.line for heading in series}
        # Where the series of all lines has those that look alike and more, it is the better one.
        if series and not (look and taken <= whole):
            spare = tuple(heading for heading in found if heading.line not in taken)
            n_rivals = len(headings) - len(series)
            yield Hypothesis(f"numbers {scheme}{look}", tuple(series), n_rivals, True, spare)
        whole = whole or taken
    whole = set()
    for look, headings in looks.items():
        anew = _counted_anew(headings, lines)
        taken = {heading.line for heading in anew}
        if anew and not (look and taken <= whole):
            kind = f"numbers {scheme} anew{look}"
            yield Hypothesis(kind, tuple(anew), len(headings) - len(anew), True)
        whole = whole or taken


def best_series(headings: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the heaviest series of headings whose numbers count upwards.

    A number left out costs 0.4, one that comes twice 0.8. For each number only the best series that
    ends with it is kept, so that the time is linear in the headings.
    """
    best: dict[tuple[int, ...], tuple[float, int]] = {}
    score = [0.0] * len(headings)
    previous = [-1] * len(headings)
    for index, heading in enumerate(headings):
        weight = _weight(lines[heading.line], heading)
        score[index] = weight
        for ended, at in _before(heading, best, headings):
            gap = follows(_reading(headings[at]), _reading(heading), max_gap=_MAX_GAP)
            if gap is None or (gap == 0 and not _are_twice(headings[at], heading)):
                continue
            total = ended + weight - (_MISSING_COSTS * (gap - 1) if gap else _TWICE_COSTS)
            if total > score[index]:
                score[index], previous[index] = total, at
        order = _reading(heading).order
        if score[index] > best.get(order, (0.0, -1))[0]:
            best[order] = (score[index], index)
    last = max(range(len(headings)), key=lambda i: (score[i], -i), default=-1)
    series = []
    while last >= 0:
        series.append(headings[last])
        last = previous[last]
    return series[::-1]


def _before(
    heading: Heading, best: dict[tuple[int, ...], tuple[float, int]], headings: Sequence[Heading]
) -> list[tuple[float, int]]:
    """Return the best series that a heading may carry on."""
    reading = _reading(heading)
    if len(reading.order) == 1 and reading.scheme != "time":
        value = reading.order[0]
        return [best[key] for n in range(_MAX_GAP + 1) if (key := (value - n,)) in best]
    # Few documents have a hundred times or letters; more are no agenda.
    return [found for key, found in list(best.items())[-100:] if key <= reading.order]


def _reading(heading: Heading) -> Reading:
    if heading.reading is None:
        raise ValueError("a numbered heading has a number")
    return heading.reading


def _are_twice(above: Heading, below: Heading) -> bool:
    """Say whether two headings of one number may be two items: short titles that differ."""
    short = all(len(h.title.split()) <= 12 and not h.title.endswith(".") for h in (above, below))
    return short and _key(above) != _key(below) and not (above.text or below.text)


def _weight(line: Line, heading: Heading) -> float:
    weight = 1.0
    if line.stands_out:
        weight += 0.5
    if heading.title.isupper():
        weight += 0.3
    if is_known(heading.title):
        weight += 0.3
    if re.search(r"[.;:,]$", heading.title):
        weight -= 0.3
    reading = heading.reading
    if reading and not reading.marked:
        weight -= 0.6
        if len(heading.title.split()) > 10 and not line.stands_out:
            weight -= 0.4
    return weight


def _counted_anew(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings of numbers that begin at 1 again in every section.

    A section is what stands out without a number of its own: lists inside numbered items are none.
    """
    kept: list[Heading] = []
    n_starts = n_inside = 0
    for heading in found:
        value = _reading(heading).order[0]
        above = _reading(kept[-1]).order[0] if kept else 0
        if value == 1 and (not kept or _is_section(lines[kept[-1].end : heading.line])):
            n_starts += 1
            n_inside += _is_inside_number(lines, heading)
        elif not kept or not 1 <= value - above <= _MAX_GAP:
            continue
        kept.append(heading)
    return kept if n_starts > 1 and n_inside <= 0.3 * n_starts else []


def _is_inside_number(lines: Sequence[Line], heading: Heading) -> bool:
    """Say whether the line above a heading has a number of another scheme: "III. Reports"."""
    above = next((line for line in reversed(lines[: heading.line][-6:]) if line.text), None)
    if above is None:
        return False
    scheme = _reading(heading).scheme
    return any(other.marked and other.scheme != scheme for other in readings(above))


def _is_section(lines: Sequence[Line]) -> bool:
    """Say whether a line among these is a heading that has no number."""
    return any(
        line.text and (line.bold or line.heading or is_in_capitals(line.text))
        and not readings(line) and len(line.text.split()) <= 14
        for line in lines
    )  # fmt: skip
