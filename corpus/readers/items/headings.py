"""Where the items of whole minutes begin: the hypothesis that the whole document speaks for most.

Every scheme of numbers and every kind of type is one hypothesis (`candidates`); the evidence for each
is weighed (`evidence`); the best wins as a whole. Where even that is weak, nothing is split.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.lines import Line
from corpus.readers.items import candidates
from corpus.readers.items.among import merged, with_around
from corpus.readers.items.candidates import Hypothesis
from corpus.readers.items.evidence import Evidence, weigh
from corpus.readers.items.known_titles import is_known, is_usual
from corpus.readers.items.schemes import readings
from corpus.readers.items.standing import with_standing
from corpus.readers.items.titles import Heading, is_in_capitals, run_in_heading
from corpus.readers.items.typography import may_be_heading
from corpus.readers.items.wrapped import whole_lines
from corpus.readers.tuning import CHOICE

# The scheme of the parts of one number: "numbers 1.#".
_IN_ONE = re.compile(r"numbers \d+\.#.*")
_RUNS_IN = frozenset(("bold", "capitals", "bold or capitals"))


@dataclass(frozen=True, slots=True)
class Choice:
    """The headings of a document, by which rule, how likely (0 to 1), and how far ahead of the next."""

    headings: tuple[Heading, ...] = ()
    kind: str = ""
    score: float = 0.0
    margin: float = 0.0


def choose(lines: Sequence[Line]) -> Choice:
    """Return the likeliest headings of a document's items, none where no hypothesis is likely enough."""
    whole, starts = whole_lines(lines)
    choice = _chosen(whole)
    if not choice.headings and len(whole) < len(lines):
        # What ends at a line's end may be a title, where whole paragraphs name none.
        return _chosen(lines)
    headings = (replace(h, line=starts[h.line], end=starts[h.end]) for h in choice.headings)
    return replace(choice, headings=tuple(headings))


def _chosen(lines: Sequence[Line]) -> Choice:
    ranked = weighed(lines)
    if not ranked:
        return Choice()
    best, evidence = _with_all_of_its_level(ranked, lines)
    if not _is_enough(best, evidence):
        return Choice(score=evidence.score)
    lines_of_best = {heading.line for heading in best.headings}
    others = [
        other.score
        for hypothesis, other in ranked[1:]
        if {heading.line for heading in hypothesis.headings} != lines_of_best
    ]
    headings = finish(lines, best)
    margin = evidence.score - max(others, default=0.0)
    return Choice(tuple(headings), best.kind, evidence.score, margin)


def _with_all_of_its_level(
    ranked: Sequence[tuple[Hypothesis, Evidence]], lines: Sequence[Line]
) -> tuple[Hypothesis, Evidence]:
    """Return the likeliest hypothesis, or one nearly as likely that has more headings of the same level.

    Capitals are counted in letters, so that they miss "ROAD"; a level of headings was set by hand.
    """
    best, evidence = ranked[0]
    mine, levels = _lines_of(best), _levels(best, lines)
    if len(levels) > 1 or 0 in levels:
        return best, evidence
    near = (pair for pair in ranked[1:] if evidence.score - pair[1].score <= CHOICE.nearly)
    more = (pair for pair in near if _lines_of(pair[0]) > mine)
    return next((pair for pair in more if _levels(pair[0], lines) == levels), (best, evidence))


def _lines_of(hypothesis: Hypothesis) -> set[int]:
    return {heading.line for heading in hypothesis.headings}


def _levels(hypothesis: Hypothesis, lines: Sequence[Line]) -> set[int]:
    return {lines[line].heading for line in _lines_of(hypothesis)}


def _is_enough(best: Hypothesis, evidence: Evidence) -> bool:
    """Say whether the likeliest hypothesis may be trusted; a lone "1." below a heading is structure.

    Sentences that are all parts of one number ("1.1", "1.2") are its paragraphs.
    """
    if _IN_ONE.fullmatch(best.kind) and not evidence.signs["titles"]:
        return False
    stands_out = evidence.signs["look"] > CHOICE.mostly
    return len(best.headings) == 1 or evidence.score >= (
        CHOICE.enough_standing_out if stands_out else CHOICE.enough
    )


def weighed(lines: Sequence[Line]) -> list[tuple[Hypothesis, Evidence]]:
    """Return the hypotheses that a document may hold, the likeliest first."""
    before = [0, *accumulate(len(line.text.split()) for line in lines)]

    def ranked(found: Iterable[Hypothesis]) -> list[tuple[Hypothesis, Evidence]]:
        held = [(h, weigh(h, lines, before)) for h in found if _may_hold(h, lines)]
        return sorted(held, key=lambda pair: -pair[1].score)

    found = ranked(candidates.hypotheses(lines))
    if not _is_sure(found):
        found = ranked([*(h for h, _ in found), *candidates.plain_hypotheses(lines)])
    if not _is_sure(found):
        likely = ranked(candidates.likely_hypotheses(lines))
        if likely and _is_clearly_better(likely[0][1], found):
            found = likely + found
    return found


def _is_sure(found: Sequence[tuple[Hypothesis, Evidence]]) -> bool:
    return bool(found) and found[0][1].score >= CHOICE.sure


def _is_clearly_better(likely: Evidence, found: Sequence[tuple[Hypothesis, Evidence]]) -> bool:
    """Say whether titles by likelihood alone are better than what may be trusted; numbers that count are not."""
    if not found or not _is_enough(*found[0]):
        return True
    best, evidence = found[0]
    return not best.is_numbered and likely.score - evidence.score >= CHOICE.clearly


def _may_hold(hypothesis: Hypothesis, lines: Sequence[Line]) -> bool:
    headings = hypothesis.headings
    if len(headings) == 1:
        return hypothesis.is_numbered and _is_the_only_item(lines, headings[0])
    if not hypothesis.is_numbered:
        return len(headings) >= (2 if lines[headings[0].line].heading else CHOICE.fewest)
    if hypothesis.kind.endswith(" by place anew"):
        return True
    return _counts(headings) and len(headings) >= (CHOICE.fewest if _is_bare(headings) else 2)


def _counts(headings: Sequence[Heading]) -> bool:
    """Say whether numbers count: a day at the head of each page is the same each time."""
    return len({heading.reading.order for heading in headings if heading.reading}) > 1


def _is_bare(headings: Sequence[Heading]) -> bool:
    """Say whether nothing sets some of the numbers off, nor capitals all of the titles."""
    bare = any(h.reading and not h.reading.marked for h in headings)
    return bare and not all(is_in_capitals(h.title) for h in headings)


def _is_the_only_item(lines: Sequence[Line], heading: Heading) -> bool:
    reading = heading.reading
    if reading is None or not reading.marked or reading.order != (1,):
        return False
    above = next((line for line in reversed(lines[: heading.line]) if line.text), None)
    return lines[heading.line].stands_out or (above is not None and above.stands_out)


def finish(lines: Sequence[Line], best: Hypothesis) -> list[Heading]:
    """Return the headings of the chosen hypothesis with those that its rule cannot see."""
    if not best.is_numbered:
        return _with_run_in(lines, best)
    own = replace(best, headings=tuple(one for one in best.headings if one.reading))
    headings = _with_out_of_order(lines, own, _with_misnumbered(lines, own))
    if " among " in best.kind:
        taken = {one.line for one in headings}
        whole = _with_run_in(lines, replace(best, kind=best.kind.partition(" among ")[2]))
        sections = (one for one in whole if one.line not in taken)
        return with_standing(lines, merged(headings, sections))
    return with_standing(lines, with_around(lines, _with_siblings(lines, headings)))


def _with_run_in(lines: Sequence[Line], best: Hypothesis) -> list[Heading]:
    """Return headings of one kind of type with usual business of that type that runs on into its text.

    "**Approval of Minutes:** They were approved." between titles that are bold as a whole.
    """
    headings = list(best.headings)
    if best.kind not in _RUNS_IN:
        return headings
    taken = {i for heading in headings for i in range(heading.line, heading.end)}
    free = sorted(set(range(headings[0].line + 1, len(lines))) - taken)
    found = [heading for i in free if (heading := _runs_in(lines, i, best.kind))]
    return merged(headings, _said_once(found, headings))


def _said_once(found: Sequence[Heading], headings: Sequence[Heading]) -> list[Heading]:
    said = Counter(heading.title.casefold() for heading in [*headings, *found])
    return [heading for heading in found if said[heading.title.casefold()] == 1]


def _runs_in(lines: Sequence[Line], index: int, kind: str) -> Heading | None:
    """Return the heading of usual business that a line of a kind of type begins with, or None."""
    heading = run_in_heading(lines, index)
    if heading is None or not (is_usual(heading.title) and may_be_heading(heading.title)):
        return None
    is_bold = bool(lines[index].lead) and kind != "capitals"
    in_capitals = is_in_capitals(heading.title) and kind != "bold"
    return heading if is_bold or in_capitals else None


def _with_siblings(lines: Sequence[Line], headings: list[Heading]) -> list[Heading]:
    """Return numbered headings, all of one level, with those of that level that have no number."""
    level = lines[headings[0].line].heading
    if not level or any(lines[heading.line].heading != level for heading in headings):
        return headings
    first, taken = headings[0].line, {heading.line for heading in headings}
    more = [
        Heading(i, i + 1, line.text.rstrip(" :"))
        for i, line in enumerate(lines)
        if line.heading == level and i > first and i not in taken and not readings(line)
    ]
    return merged(headings, more)


def _with_misnumbered(lines: Sequence[Line], best: Hypothesis) -> list[Heading]:
    """Return the headings with those whose number is a slip: they look alike and stand between two.

    A number is a slip if one is missing there, or if it is near and the title is usual business.
    """
    headings = list(best.headings)
    if len(headings) < CHOICE.fewest or " anew" in best.kind:
        return headings
    stand_out = sum(lines[h.line].stands_out for h in headings) >= CHOICE.alike * len(headings)
    alike = [heading for heading in best.spare if lines[heading.line].stands_out == stand_out]
    found = list(headings)
    for above, below in pairwise(headings):
        between = [heading for heading in alike if above.end <= heading.line < below.line]
        found += _slips(above, between, below, stand_out=stand_out)
    return merged(found, ())


def _slips(
    above: Heading, between: Sequence[Heading], below: Heading, *, stand_out: bool
) -> list[Heading]:
    """Return of the headings between two that look like them the one whose number is a slip."""
    if stand_out and len(between) == 1 and _is_slip(above, between[0], below):
        return list(between)
    near = [
        heading for heading in between
        if is_known(heading.title) and abs(_value(heading) - _value(above)) <= 2
        and len(heading.title.split()) <= CHOICE.slip
    ]  # fmt: skip
    return near if len(near) == 1 else []


def _is_slip(above: Heading, heading: Heading, below: Heading) -> bool:
    """Say whether a number is that which is missing between two, with a figure lost or said twice."""
    missing = _value(above) + 1
    lost = str(missing).endswith(str(_value(heading)))
    return _value(below) == missing + 1 and (lost or _value(heading) in (missing - 1, missing + 1))


def _with_out_of_order(
    lines: Sequence[Line], best: Hypothesis, headings: list[Heading]
) -> list[Heading]:
    """Return the headings with those that were taken out of their order: another number, the same look.

    Only capitals, bold type and levels are a look; where plain lines count, nothing tells items of lists.
    """
    looks = {_look(lines, heading) for heading in headings}
    if len(headings) < CHOICE.fewest or len(looks) != 1 or " anew" in best.kind or not any(*looks):
        return headings
    values = Counter(_value(heading) for heading in [*headings, *best.spare])

    def is_one(heading: Heading) -> bool:
        is_behind = heading.line > headings[0].line and _look(lines, heading) in looks
        return is_behind and values[_value(heading)] == 1 and _is_short(heading)

    return merged(headings, filter(is_one, best.spare))


def _is_short(heading: Heading) -> bool:
    marked = heading.reading is not None and heading.reading.marked
    return marked and len(heading.title.split()) <= CHOICE.longest_out_of_order


def _look(lines: Sequence[Line], heading: Heading) -> tuple[int, bool, bool]:
    line = lines[heading.line]
    return line.heading, bool(line.bold or line.lead), is_in_capitals(heading.title)


def _value(heading: Heading) -> int:
    return heading.reading.order[0] if heading.reading else 0


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Return the headings of a document's items in order, or nothing where none can be trusted."""
    return list(choose(lines).headings)
