"""A committee that is named in a query is where to look first, not what to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.tongue import counted, said
from search.expand.records import Records
from search.query.nodes import Node, Preference, Word
from search.query.query import STOP_WORDS, Query
from search.query.typed import FILTER
from search.query.when import WHEN
from search.tuning import EXPANDING

# What ends the name of a body. "Council" alone is any body, and its business is everything.
_BODIES = (
    "committee",
    "panel",
    "board",
    "cabinet",
    "forum",
    "subcommittee",
    "sub-committee",
    "district",
    "scrutiny",
)
# How "committee" is typed short.
_SHORT = {
    **dict.fromkeys(("cttee", "ctte", "ctee", "cmte", "cttee."), "committee"),
    **dict.fromkeys(("sub-cttee", "subcttee"), "sub-committee"),
}

_BARE_YEAR = re.compile(r"(?:19|20)\d\d")


def with_committees(query: Query, records: Records) -> Query:
    """Return the query with a preference for the committee that it names, and without its name.

    A year beside it is a date. A query of nothing else keeps its words.
    """
    if query.condition is not None or query.given.literal:
        return query
    nodes = query.scored
    words = [_word_of_name(_plain(node).lower()) for node in nodes]
    found = _named(words, records.committees)
    if found is None:
        return query
    first, last, names = found
    said = " ".join(node.text for node in nodes[first:last] if isinstance(node, Word))
    years, topic = _years_apart([*nodes[:first], *nodes[last:]])
    preferences = [Preference(said, _listed(names), WHEN, names), *map(_of_year, years)]
    query = replace(query, preferences=(*query.preferences, *preferences))
    for preference in preferences:
        query = query.with_note(preference.note)
    return _about(query, topic, [preference.said for preference in preferences])


def _word_of_name(word: str) -> str:
    """Return a word as names of bodies have it: "cttee" in full, "children's" without its ending."""
    return _SHORT.get(word) or re.sub(r"['’]s?$", "", word)


def _years_apart(nodes: Sequence[Node]) -> tuple[list[str], list[Node]]:
    """Return the bare years among some nodes, and the other nodes."""
    is_year = [_BARE_YEAR.fullmatch(_plain(node)) is not None for node in nodes]
    years = [_plain(node) for node, is_one in zip(nodes, is_year, strict=True) if is_one]
    return years, [node for node, is_one in zip(nodes, is_year, strict=True) if not is_one]


def _of_year(year: str) -> Preference:
    days = date(int(year), 1, 1), date(int(year), 12, 31)
    return Preference(year, year, WHEN, (), *days)


def _about(query: Query, topic: Sequence[Node], said: Sequence[str]) -> Query:
    """Return the query about its topic, without what is said beside, if a word is left to search for."""
    if not any(re.search(r"[^\W\d_]{2}", _plain(node)) for node in topic):
        return query
    # The name of the filter is no word of the committee's name.
    text = FILTER.sub(" ", query.about or query.text)
    for words in said:
        text = _without(text, words)
    return replace(query, scored=tuple(topic), about=text)


def _without(text: str, said: str) -> str:
    """Return a text without some words in a row, between which others may stand that were left out."""
    pattern = r"\b(?:(?:of|in|at|by) )?(?:the )?" + r"\W+(?:\w+\W+)?".join(
        map(re.escape, said.split())
    )
    return " ".join(re.sub(rf"{pattern}(?!\w)", " ", text, count=1).split())


def _plain(node: Node) -> str:
    """Return the word of a plain node, "" for another."""
    return node.bare if isinstance(node, Word) and node.field is None else ""


def _named(
    words: Sequence[str], committees: Sequence[str]
) -> tuple[int, int, tuple[str, ...]] | None:
    """Return (first, last, names) of the longest stretch of words that names committees."""
    names = {name: _parts(name) for name in committees}
    for last in range(len(words), 0, -1):
        if words[last - 1] not in _BODIES:
            continue
        for first in range(max(0, last - EXPANDING.committee), last):
            if not _may_name(words, first, last):
                continue
            stretch = set(words[first:last])
            fitting = tuple(name for name, parts in names.items() if stretch <= parts)
            if fitting:
                return first, last, fitting
    return None


def _may_name(words: Sequence[str], first: int, last: int) -> bool:
    """Say whether a stretch of words may be the name of a body: of one word only "cabinet" may."""
    stretch = words[first:last]
    if stretch == ["cabinet"]:
        # "Cabinet Member for Housing" is a person.
        return words[last : last + 1] != ["member"]
    return len(stretch) > 1 and all(stretch)


def _parts(name: str) -> set[str]:
    words = {word.strip(",.()").lower() for word in name.split()}
    return words - STOP_WORDS


def _listed(names: Sequence[str]) -> str:
    if len(names) < 3:
        return said(" and ").join(names)
    return counted("%(n)s committee", "%(n)s committees", len(names))
