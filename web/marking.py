"""Text as safe HTML with what the query asked for in <mark>."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from search.page.marked import Pattern, matches
from search.searcher import Hit, ResultPage

_MARK = Markup("<mark>{}</mark>")


def marked(text: str, highlights: Iterable[Sequence[int]]) -> Markup:
    """Return the text escaped, its (start, end) stretches marked. They are in order, none overlap."""
    pieces: list[Markup] = []
    at = 0
    for start, end in highlights:
        pieces += [escape(text[at:start]), _MARK.format(text[start:end])]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


def patterns_of(page: ResultPage) -> tuple[Pattern, ...]:
    """Return what to mark for the query of a result page."""
    return page.patterns


def marked_for(text: str, patterns: Sequence[Pattern]) -> Markup:
    """Return the text escaped, with every match of the patterns marked."""
    return marked(text, ((start, end) for start, end, _ in matches(text, patterns)))


def by_meaning_only(hit: Hit, patterns: Sequence[Pattern]) -> bool:
    """Say whether no word of the query stands in the hit: it is there for its meaning alone."""
    shown = any(snippet.highlights for snippet in hit.snippets)
    return not shown and not hit.lexical_score and not matches(hit.passage.title, patterns)
