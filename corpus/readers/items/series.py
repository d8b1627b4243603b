"""Series of headings whose numbers count upwards, and lists inside items that only look so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import Line
from corpus.readers.items.known_titles import is_known
from corpus.readers.items.labels import label_before_text
from corpus.readers.items.schemes import Reading, follows
from corpus.readers.items.titles import LEADERS, Heading
from corpus.readers.tuning import SERIES


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
            gap = follows(
                reading_of(headings[at]), reading_of(heading), max_gap=SERIES.most_missing
            )
            if gap is None or (gap == 0 and not _are_twice(headings[at], heading)):
                continue
            total = (
                ended + weight - (SERIES.missing_costs * (gap - 1) if gap else SERIES.twice_costs)
            )
            if total > score[index]:
                score[index], previous[index] = total, at
        order = reading_of(heading).order
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
    reading = reading_of(heading)
    if len(reading.order) == 1 and reading.scheme != "time":
        value = reading.order[0]
        return [best[key] for n in range(SERIES.most_missing + 1) if (key := (value - n,)) in best]
    # Few documents have a hundred times or letters; more are no agenda.
    return [
        found for key, found in list(best.items())[-SERIES.series_kept :] if key <= reading.order
    ]


def reading_of(heading: Heading) -> Reading:
    """Return the reading of a numbered heading."""
    if heading.reading is None:
        raise ValueError("a numbered heading has a number")
    return heading.reading


def _are_twice(above: Heading, below: Heading) -> bool:
    """Say whether two headings of one number may be two items: short titles that differ."""
    titles = [label_before_text(heading) for heading in (above, below)]
    short = all(
        title
        and len(title.split()) <= SERIES.twice
        and (is_known(title) or not title.endswith("."))
        for title in titles
    )
    return short and titles[0] != titles[1] and title_key(above) != title_key(below)


def _weight(line: Line, heading: Heading) -> float:
    weight = 1.0
    if line.stands_out:
        weight += SERIES.looks
    if heading.title.isupper():
        weight += SERIES.capitals
    if is_known(heading.title):
        weight += SERIES.known
    if re.search(r"[.;:,]$", heading.title):
        weight -= SERIES.ended
    reading = heading.reading
    if reading and not reading.marked:
        if reading.order[0] >= SERIES.long_number:
            return weight - SERIES.large
        weight -= SERIES.bare
        if len(heading.title.split()) > SERIES.wordy and not line.stands_out:
            weight -= SERIES.wordy_costs
    return weight


def title_key(heading: Heading) -> tuple[str, str]:
    """Return number and title of a heading as they are compared, without the page it stands on."""
    title = re.sub(r"[\s|]*\d{1,4}$", "", LEADERS.sub("", heading.title))
    return heading.number or "", " ".join(title.casefold().split())


def without_lists(found: Sequence[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Return the headings without lists: runs that begin at 1 again and go on line by line.

    What follows a list counts on from the number above it, so that a list that ends with the number
    in front of the next item's does not take the item.
    """
    kept: list[Heading] = []
    index = 0
    while index < len(found):
        end = _end_of_list(found, index, lines) if kept and place(found[index]) == 1 else index
        if end - index >= SERIES.fewest_points:
            index = _taken_back(found, index, end, place(kept[-1]))
        else:
            kept.append(found[index])
            index += 1
    return kept


def _end_of_list(found: Sequence[Heading], first: int, lines: Sequence[Line]) -> int:
    """Return where a run of numbers ends that follow each other as closely as the first two."""

    def n_between(below: int) -> int:
        between = lines[found[below - 1].line + 1 : found[below].line]
        return sum(bool(line.text) for line in between)

    end = first + 1
    closely = min(n_between(end), SERIES.most_between) if end < len(found) else 0
    while end < len(found):
        step = place(found[end]) - place(found[end - 1])
        if not 1 <= step <= 2 or n_between(end) > closely:
            break
        end += 1
    return end


def _taken_back(found: Sequence[Heading], first: int, end: int, above: int) -> int:
    """Return where a list ends if the item that follows the number `above` is no part of it."""
    last = end - 1
    follows_on = end == len(found) or place(found[end]) == place(found[last]) + 1
    return last if last > first and place(found[last]) == above + 1 and follows_on else end


def place(heading: Heading) -> int:
    """Return the number of a heading that counts."""
    return reading_of(heading).order[0]
