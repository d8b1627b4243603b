"""Figures of an evaluation as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from search.evaluation.evaluate import MEASURES, Table, by_kind, interval
from search.evaluation.risk import Given, curve, of_unanswerable

_WORST = 10


def to_text(table: Table, *, verbose: bool) -> Iterator[str]:
    """Yield the lines of the table for a terminal."""
    yield f"{table.name}: {len(table.answerable)} answerable queries, {len(table.unanswerable)} not"
    if table.unmatched:
        yield f"  {table.unmatched} quotes are in no passage of the index"
    yield from _lines_of_measures(table)
    yield from _lines_of_kinds(table)
    for result in table.results:
        yield (
            f"  {result.mode}: nothing returned for {result.silent} of {len(table.unanswerable)} "
            f"unanswerable and {result.emptied} of {len(table.answerable)} answerable queries"
        )
    quoted = table.quoted
    yield (
        f"  answers: given for {quoted.answerable} of {len(table.answerable)} answerable, first one "
        f"in a relevant passage for {quoted.right} of {quoted.answerable} (best grade: {quoted.best}); "
        f"given for {quoted.unanswerable} of {len(table.unanswerable)} unanswerable"
    )
    yield from _lines_of_unanswerable(table)
    yield from _lines_of_risk(table)
    if verbose:
        yield from _worst(table)


def _lines_of_measures(table: Table) -> Iterator[str]:
    """Yield the measures of each mode: the mean, and the interval that it lies in."""
    names = [str(measure) for measure in MEASURES]
    yield "          " + "".join(f"{name:>22}" for name in names)
    for result in table.results:
        cells = []
        for name in names:
            low, high = interval(result.values[name])
            cells.append(f"{np.mean(result.values[name]):.3f} [{low:.2f}, {high:.2f}]")
        yield f"  {result.mode:<8}" + "".join(f"{cell:>22}" for cell in cells)


def _lines_of_kinds(table: Table) -> Iterator[str]:
    """Yield two of the measures for each kind of query, if there is more than one."""
    kinds = sorted({query.kind for query in table.answerable})
    if len(kinds) < 2:
        return
    for kind in kinds:
        count = sum(1 for query in table.answerable if query.kind == kind)
        cells = [
            f"{r.mode} nDCG@10 {by[kind]['nDCG@10']:.3f} Success@5 {by[kind]['Success@5']:.2f}"
            for r in table.results
            for by in [by_kind(table, r)]
        ]
        yield f"  {kind} ({count}): " + "; ".join(cells)


def _lines_of_unanswerable(table: Table) -> Iterator[str]:
    by_kind_of = of_unanswerable(table.asked_unanswerable)
    if len(by_kind_of) > 1:
        cells = [f"{kind} {a}, {b} of {n}" for kind, (a, b, n) in by_kind_of.items()]
        yield f"  unanswerable that get a list, a quote: {'; '.join(cells)}"


def _lines_of_risk(table: Table) -> Iterator[str]:
    """Yield the curves of lists and of quoted answers, every second point of them."""
    yield "  given to so many of all queries, the surest first, and wrong of that:"
    yield _line_of_risk("lists", [one.listed for one in table.asked])
    yield _line_of_risk("quotes", [one.quoted for one in table.asked])


def _line_of_risk(name: str, given: Sequence[Given]) -> str:
    # Backwards, so that all that is given is among them.
    points = curve(given)[::-2][::-1]
    cells = (
        f"{100 * point.given:.0f} %: {point.wrong:.2f} [{point.low:.2f}, {point.high:.2f}]"
        for point in points
    )
    return f"    {name:<7} {'; '.join(cells) or 'none'}"


def _worst(table: Table) -> Iterator[str]:
    result = table.results[0]
    ndcg = result.values["nDCG@10"]
    order = sorted(range(len(ndcg)), key=lambda i: (ndcg[i], i))[:_WORST]
    yield f"  worst queries ({result.mode}):"
    for i in order:
        query = table.answerable[i]
        wanted = ", ".join(query.grades) or "a quote that no passage holds"
        yield f"    {ndcg[i]:.2f} {query.text!r}: first is {result.tops[i]}, wanted {wanted}"
