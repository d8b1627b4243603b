"""Says in plain words how a query with operators was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.tongue import message, said
from search.page.words import day, kind_of
from search.query.nodes import And, Filters, Near, Node, Not, Or, Phrase
from search.query.query import Query

_PLACES = {
    "title": message("%(words)s in the title"),
    "decided": message("%(words)s in what was decided"),
    "speaker": message("%(words)s as a speaker"),
    "spoke": message("%(words)s as a speaker"),
    "voted": message("%(words)s in a recorded vote"),
}


def understood(query: Query, given: Filters) -> str:
    """Return a sentence on what was required, or "" if any of the words may match.

    `given` are the filters of the form, which the form shows already.
    """
    parts = [said("contain %(words)s", words=_words(query.condition))] if query.condition else []
    parts += [*_meetings(query.filters, given), *_dates(query.filters, given)]
    return said("Only items that %(meet)s.", meet=", ".join(parts)) if parts else ""


def _meetings(typed: Filters, given: Filters) -> Iterator[str]:
    """Yield of which committees, councils and kinds of documents items must be by what was typed."""
    if committees := _more(typed.committees, given.committees):
        yield said("are from a committee called %(names)s", names=_quoted(committees))
    if councils := _more(typed.councils, given.councils):
        yield said("are from a council called %(names)s", names=_quoted(councils))
    if kinds := _more(typed.kinds, given.kinds):
        yield said("stand in a document of the kind %(kinds)s", kinds=_either(map(kind_of, kinds)))


def _more(typed: Iterable[str], given: Sequence[str]) -> list[str]:
    """Return what was typed beside what the form has."""
    return [name for name in typed if name not in given]


def _quoted(names: Iterable[str]) -> str:
    return _either(f"“{name}”" for name in names)


def _dates(typed: Filters, given: Filters) -> Iterator[str]:
    """Yield between which days items must be by what was typed."""
    if typed.date_from and typed.date_from != given.date_from:
        yield said("are from %(day)s or later", day=day(typed.date_from))
    if typed.date_to and typed.date_to != given.date_to:
        yield said("are from %(day)s or earlier", day=day(typed.date_to))


def _words(node: Node, *, nested: bool = False) -> str:
    match node:
        case And() | Or():
            parts = [_words(child, nested=True) for child in node.nodes]
            text = said(" and ").join(parts) if isinstance(node, And) else _either(parts)
            return f"({text})" if nested else text
        case Not():
            return said("not %(words)s", words=_words(node.node, nested=True))
        case Near():
            near = said(
                "“%(first)s” within %(n)s words of “%(second)s”",
                first=node.first.text,
                n=node.distance,
                second=node.second.text,
            )
            return _in_place(near, node.first.field)
    if isinstance(node, Phrase):
        return _in_place(said("the phrase “%(words)s”", words=node.text), node.field)
    return _in_place(f"“{node.text}”", node.field)


def _in_place(words: str, field: str | None) -> str:
    return said(_PLACES[field], words=words) if field in _PLACES else words


def _either(names: Iterable[str]) -> str:
    return said(" or ").join(names)
