"""Says in plain words how a query with operators was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from search.query.nodes import And, Filters, Near, Node, Not, Or, Phrase
from search.query.query import Query
from web.formats import day

_PLACES = {
    "title": " in the title",
    "decided": " in what was decided",
    "speaker": " as a speaker",
    "spoke": " as a speaker",
    "voted": " in a recorded vote",
}


def understood(query: Query, given: Filters) -> str:
    """Return a sentence on what was required, or "" if any of the words may match.

    `given` are the filters of the form, which the form shows already.
    """
    parts = [f"contain {_words(query.condition)}"] if query.condition else []
    parts += [*_meetings(query.filters, given), *_dates(query.filters, given)]
    return f"Only items that {' and '.join(parts)}." if parts else ""


def _meetings(typed: Filters, given: Filters) -> Iterator[str]:
    """Yield of which committees, councils and kinds of documents items must be by what was typed."""
    if committees := _more(typed.committees, given.committees):
        yield f"are from a committee called {_quoted(committees)}"
    if councils := _more(typed.councils, given.councils):
        yield f"are from a council called {_quoted(councils)}"
    if kinds := _more(typed.kinds, given.kinds):
        yield f"stand in a document of the kind {_either(kinds)}"


def _more(typed: Iterable[str], given: Sequence[str]) -> list[str]:
    """Return what was typed beside what the form has."""
    return [name for name in typed if name not in given]


def _quoted(names: Iterable[str]) -> str:
    return _either(f"“{name}”" for name in names)


def _dates(typed: Filters, given: Filters) -> Iterator[str]:
    """Yield between which days items must be by what was typed."""
    if typed.date_from and typed.date_from != given.date_from:
        yield f"are from {day(typed.date_from)} or later"
    if typed.date_to and typed.date_to != given.date_to:
        yield f"are from {day(typed.date_to)} or earlier"


def _words(node: Node, *, nested: bool = False) -> str:
    match node:
        case And() | Or():
            parts = [_words(child, nested=True) for child in node.nodes]
            text = " and ".join(parts) if isinstance(node, And) else _either(parts)
            return f"({text})" if nested else text
        case Not():
            return f"not {_words(node.node, nested=True)}"
        case Near():
            near = f"“{node.first.text}” within {node.distance} words of “{node.second.text}”"
            return f"{near}{_PLACES.get(node.first.field or '', '')}"
    phrase = "the phrase " if isinstance(node, Phrase) else ""
    return f"{phrase}“{node.text}”{_PLACES.get(node.field or '', '')}"


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)
