"""A result page as terminal text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from indexer.passages.passage import Passage
from search.page.item_papers import Together
from search.page.snippets import Snippet
from search.page.words import count, in_language, more_in, where
from search.searcher import Hit, ResultPage

if TYPE_CHECKING:
    from search.page.answers import Answer

WIDTH = 96


def to_text(
    page: ResultPage, beside: Callable[[Passage], Together] = lambda _: Together()
) -> Iterator[str]:
    """Yield the lines of a result page for a terminal; the caller decides about colour.

    `beside` gives what belongs to the item of a hit.
    """
    for note in page.notes:
        yield click.style(f"Note: {note}", fg="yellow")
    if page.answers:
        yield ""
        yield click.style("Quoted from the records", bold=True)
    for answer in page.answers:
        yield from _answer_lines(answer)
    if page.answers:
        yield ""
        yield click.style("Agenda items", bold=True)
    for hit in page.hits:
        yield ""
        if page.matched and hit.rank == max(page.first_behind, page.hits[0].rank):
            yield click.style("Also near in meaning (not counted)", bold=True)
            yield ""
        yield from _hit_lines(hit, beside(hit.passage))
    if page.hits:
        first, last = page.hits[0].rank, page.hits[-1].rank
        yield ""
        yield click.style(
            f"{_total(page)}; {first}-{last} shown, {page.elapsed_ms:.0f} ms", dim=True
        )


def _total(page: ResultPage) -> str:
    """Return what counts, and what is near beside it."""
    asked = f" {page.claimed}" if page.claimed else ""
    if not page.matched:
        return f"No agenda item {page.claim_of_none}{asked}; {page.near} near in meaning"
    near = f"; {page.near} more near in meaning" if page.near else ""
    near += f"; {page.folded} of them behind others of their papers" if page.folded else ""
    return f"{count(page.matched, 'agenda item')} {page.claim}{asked}{page.claimed_beside}{near}"


def _answer_lines(answer: Answer) -> Iterator[str]:
    passage = answer.passage
    quoted = highlighted(answer)
    yield ""
    if answer.asked:
        asked = f"Asked: {' '.join(answer.asked.split())}"
        yield from textwrap.wrap(asked, WIDTH, initial_indent="  ", subsequent_indent="  ")
    yield from textwrap.wrap(quoted, WIDTH, initial_indent="  > ", subsequent_indent="  > ")
    said = f"{answer.speaker} · " if answer.speaker else ""
    yield f"    {said}{click.style(where(passage), fg='cyan')}"
    yield f"    {passage.title}  {click.style(f'[{passage.id}]', dim=True)}"
    yield from subtitle_lines(passage)


def _hit_lines(hit: Hit, beside: Together) -> Iterator[str]:
    passage = hit.passage
    yield f"{hit.rank:>2}. {click.style(passage.title, bold=True)}"
    yield from subtitle_lines(passage)
    yield f"    {click.style(where(passage), fg='cyan')}"
    if language := in_language(passage):
        yield f"    {language}"
    if passage.exempt:
        yield f"    {passage.exempt}"
    for snippet in hit.snippets:
        mark = "" if snippet.kind == "words" else click.style("(near in meaning) ", dim=True)
        lines = textwrap.wrap(
            f"{mark}{highlighted(snippet)}", WIDTH, initial_indent="    ", subsequent_indent="    "
        )
        yield from lines
    yield from _beside_lines(passage, beside)
    yield f"    {click.style(passage.url or passage.source, dim=True)}  [{passage.id}]"
    for other in hit.also:
        yield f"    Also: {click.style(where(other), fg='cyan')}  [{other.id}]"
    if hit.more:
        yield f"    {more_in(passage, hit.more)}: --within {passage.id}"


def _beside_lines(passage: Passage, beside: Together) -> Iterator[str]:
    """Yield what was decided on the item of a paper, or the first of an item's papers, each with its id."""
    if beside.decided:
        said = textwrap.shorten(beside.decided.text, 2 * WIDTH, placeholder=" …")
        said = f"Decided: {said} [{beside.decided.passage.id}]"
        # An id that is broken at its hyphen cannot be copied.
        yield from textwrap.wrap(
            said,
            WIDTH,
            initial_indent="    ",
            subsequent_indent="    ",
            break_on_hyphens=False,
            break_long_words=False,
        )
    if beside.papers and not passage.is_of_paper:
        first, n = beside.papers[0], len(beside.papers) - 1
        more = f"; {count(n, 'more paper')}" if n else ""
        kind = first.kind.replace("-", " ")
        yield f"    {kind.capitalize()}: {textwrap.shorten(first.title, WIDTH, placeholder=' …')} [{first.id}]{more}"


def subtitle_lines(passage: Passage) -> Iterator[str]:
    """Yield what an item is about whose title says nothing."""
    if passage.subtitle:
        yield f"    {passage.subtitle}"


def highlighted(shown: Snippet | Answer) -> str:
    """Return a snippet or a quote for a terminal, its marked words in colour."""
    text, pieces, at = shown.text, [], 0
    for start, end in shown.highlights:
        pieces.append(text[at:start])
        pieces.append(click.style(text[start:end], fg="green", bold=True))
        at = end
    return "".join([*pieces, text[at:]])
