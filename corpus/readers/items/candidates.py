"""Hypotheses of where a document's items begin: one for every scheme of numbers and kind of type.

Each is a list of headings that would hold for the whole document; `evidence` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from corpus.lines import Line
from corpus.readers.items.among import among
from corpus.readers.items.contents import without_contents
from corpus.readers.items.initials import is_initial, sure_romans
from corpus.readers.items.known_titles import is_usual
from corpus.readers.items.labels import with_labels
from corpus.readers.items.likely_titles import likely_titles
from corpus.readers.items.lone_numbers import with_lone_numbers
from corpus.readers.items.pieces import all_first, in_pieces
from corpus.readers.items.plain_titles import plain_titles
from corpus.readers.items.schemes import readings
from corpus.readers.items.series import best_series, place, reading_of, without_lists
from corpus.readers.items.small_letters import small_letters
from corpus.readers.items.titles import Heading, is_in_capitals, numbered_heading
from corpus.readers.items.typography import typographic
from corpus.readers.tuning import CHOICE, MEASURED, SERIES, TITLES
from corpus.wording import lists


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Where items would begin, by one rule, which `kind` names; `n_rivals` counts what else looks so.

    `is_numbered` says that the headings are held together by numbers that count; `spare` are headings
    of the same scheme that do not count on. `likelihood` is the mean of those of titles that a model found.
    """

    kind: str
    headings: tuple[Heading, ...]
    n_rivals: int
    is_numbered: bool
    spare: tuple[Heading, ...] = ()
    likelihood: float | None = None


# What stands between a number and its title.
_MARKS = frozenset(".)]:-–—|")
_PERSON = re.compile(
    rf"(?:{'|'.join(lists('corpus.readers', 'words.toml')['forms_of_address'])})\b\.? [A-ZÀ-Þ][\w’'.-]*"
)
_Rule: TypeAlias = Callable[[Sequence[Heading], Sequence[Line]], list[Heading]]
_Look: TypeAlias = tuple[str, list[Heading], list[Heading]]


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
            is_part = _is_part_of_sections(hypothesis, by_type)
            if not (is_part or _is_inside_one(hypothesis, by_type) or _are_people(hypothesis)):
                yield hypothesis
                yield from _among(hypothesis, by_type, lines)


def _among(
    numbers: Hypothesis, by_type: Sequence[Hypothesis], lines: Sequence[Line]
) -> Iterator[Hypothesis]:
    """Yield the numbers of one count over the whole document with each kind of type as their sections."""
    if " anew" in numbers.kind:
        return
    for other in by_type:
        if other.kind != "run-in titles" and (
            both := among(numbers.headings, other.headings, lines)
        ):
            n_rivals = numbers.n_rivals + other.n_rivals
            kind = f"{numbers.kind} among {other.kind}"
            yield Hypothesis(kind, tuple(both), n_rivals, True, numbers.spare)


def plain_hypotheses(lines: Sequence[Line]) -> Iterator[Hypothesis]:
    """Yield the hypotheses of a document whose titles neither numbers nor type set off."""
    for kind, headings, n_alike in plain_titles(lines):
        yield Hypothesis(kind, tuple(headings), n_alike - len(headings), False)


def likely_hypotheses(lines: Sequence[Line]) -> Iterator[Hypothesis]:
    """Yield the hypotheses of a document of whose lines only a model says which are likely titles."""
    for one in likely_titles(lines):
        yield Hypothesis(one.kind, one.headings, one.n_near, False, likelihood=one.likelihood)


def _is_part_of_sections(hypothesis: Hypothesis, by_type: Sequence[Hypothesis]) -> bool:
    """Say whether series that begin anew are the parts of sections that are headings too."""
    if " anew" not in hypothesis.kind or not hypothesis.kind.startswith("numbers item"):
        return False
    mine = {heading.line for heading in hypothesis.headings}
    return any(mine < {heading.line for heading in other.headings} for other in by_type)


def _are_people(numbers: Hypothesis) -> bool:
    """Say whether numbers count those who spoke or were there: "1. Mr Oak - Mr Oak spoke of his hedge"."""
    return all(_PERSON.match(one.title) for one in numbers.headings)


def _is_inside_one(numbers: Hypothesis, by_type: Sequence[Hypothesis]) -> bool:
    """Say whether numbers that name no usual business all stand in one item of headings that mostly do."""
    if any(is_usual(one.title) for one in numbers.headings):
        return False
    first, last = numbers.headings[0].line, numbers.headings[-1].line
    return any(
        len(starts) >= TITLES.fewest_plain
        and n_usual >= MEASURED.usual * len(starts)
        and bisect_right(starts, first) == bisect_right(starts, last) > 0
        for starts, n_usual in map(_starts, by_type)
    )


def _starts(hypothesis: Hypothesis) -> tuple[list[int], int]:
    """Return the lines of headings, and how many of them name usual business."""
    titles = [one.title for one in hypothesis.headings]
    return [one.line for one in hypothesis.headings], sum(map(is_usual, titles))


def numbered(lines: Sequence[Line]) -> dict[str, list[Heading]]:
    """Return the headings that numbers may begin, by the numbers' scheme, without tables of contents."""
    found: dict[str, list[Heading]] = defaultdict(list)
    romans = sure_romans(lines)
    for index, line in enumerate(lines):
        for reading in readings(line):
            heading = numbered_heading(lines, index, reading)
            if heading is not None and not is_initial(lines, index, reading, romans):
                found[reading.scheme].append(heading)
    found["#"] = with_lone_numbers(found.get("#", ()), lines)
    found |= small_letters(lines)
    ends = _words_before(lines)
    return {one: without_contents(headings, ends) for one, headings in found.items() if headings}


def _words_before(lines: Sequence[Line]) -> list[int]:
    """Return how many words stand before each line, and in all."""
    counts = [0]
    for line in lines:
        counts.append(counts[-1] + len(line.text.split()))
    return counts


def _of_scheme(scheme: str, found: list[Heading], lines: Sequence[Line]) -> Iterator[Hypothesis]:
    """Yield the best series of a scheme: over all its lines, over those that look alike, and anew."""
    yield from _series(f"numbers {scheme}", found, lines)
    pieces = in_pieces(found)
    if pieces:
        n_rivals = len(found) - len(pieces)
        yield Hypothesis(
            f"numbers {scheme} in pieces", tuple(with_labels(pieces, lines)), n_rivals, True
        )
    if ones := all_first(found, lines):
        yield Hypothesis(f"numbers {scheme} by place anew", tuple(ones), 0, True)
    outer = _of_outer_list(found, lines)
    if outer and len(best_series(outer, lines)) == len(outer):
        yield from _series(f"numbers {scheme} of the outer list", outer, lines)
    outside = without_lists(found, lines)
    if len(outside) < len(found):
        yield from _series(f"numbers {scheme} outside lists", outside, lines)
    kind = f"numbers {scheme} anew"
    for look, headings, anew in _of_looks(found, lines, _counted_anew):
        yield Hypothesis(
            kind + look, tuple(with_labels(anew, lines)), len(headings) - len(anew), True
        )


def _series(kind: str, found: list[Heading], lines: Sequence[Line]) -> Iterator[Hypothesis]:
    """Yield the heaviest series that count upwards."""
    for look, headings, series in _of_looks(found, lines, best_series):
        taken = {heading.line for heading in series}
        spare = tuple(heading for heading in found if heading.line not in taken)
        n_rivals = len(headings) - len(series)
        yield Hypothesis(kind + look, tuple(with_labels(series, lines)), n_rivals, True, spare)


def _of_looks(found: list[Heading], lines: Sequence[Line], rule: _Rule) -> Iterator[_Look]:
    """Yield each look, the headings of it and those of them that a rule keeps.

    Where the rule keeps of all lines those that look alike and more, the look adds nothing.
    """
    looks = {
        "": found,
        " in bold": [h for h in found if lines[h.line].stands_out],
        " in capitals": [h for h in found if is_in_capitals(h.title)],
        " with one mark": _with_one_mark(found, lines),
    }
    whole: set[int] = set()
    for look, headings in looks.items():
        kept = rule(headings, lines)
        taken = {heading.line for heading in kept}
        if not taken <= whole:
            yield look, headings, kept
        whole = whole or taken


def _with_one_mark(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings whose number most have such a mark behind, so that "4 - Site plan" is no "4. Site"."""

    def mark(heading: Heading) -> str:
        behind = lines[heading.line].text.partition(heading.number or "")[2].lstrip()
        return behind[:1] if behind[:1] in _MARKS else ""

    marks = Counter(map(mark, found))
    usual = max(marks, key=lambda one: marks[one], default="")
    return [heading for heading in found if mark(heading) == usual] if usual else list(found)


def _of_outer_list(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings that no list inside another holds, nothing where there is none such."""
    depths = {lines[heading.line].depth for heading in found}
    return [h for h in found if lines[h.line].depth <= 1] if len(depths) > 1 and 1 in depths else []


def _counted_anew(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings of numbers that begin at 1 again in every section.

    A section is what stands out without a number of its own: lists inside numbered items are none.
    """
    kept: list[Heading] = []
    n_starts = n_inside = 0
    for heading in found:
        value = place(heading)
        above = place(kept[-1]) if kept else 0
        if value == 1 and (not kept or _is_section(lines[kept[-1].end : heading.line])):
            n_starts += 1
            n_inside += _is_inside_number(lines, heading)
        elif not kept or not 1 <= value - above <= SERIES.most_missing:
            continue
        kept.append(heading)
    return kept if n_starts > 1 and n_inside <= CHOICE.inside * n_starts else []


def _is_inside_number(lines: Sequence[Line], heading: Heading) -> bool:
    """Say whether the line above a heading has a number of another scheme: "III. Reports"."""
    above = next(
        (line for line in reversed(lines[: heading.line][-CHOICE.above :]) if line.text), None
    )
    if above is None:
        return False
    scheme = reading_of(heading).scheme
    return any(other.marked and other.scheme != scheme for other in readings(above))


def _is_section(lines: Sequence[Line]) -> bool:
    """Say whether a line among these is a heading that has no number."""
    return any(
        line.text and (line.bold or line.heading or is_in_capitals(line.text))
        and not readings(line) and len(line.text.split()) <= CHOICE.section
        for line in lines
    )  # fmt: skip
