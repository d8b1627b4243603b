"""What narrows a list of results, as links: each with the number of items that its page shows.

A link chooses its value alone; where others of its facet are chosen, a second one chooses it beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.records import DocumentKind
from corpus.tongue import said
from search.match.facets import Facet
from search.page.words import kind_of
from web.arguments import Asked, narrowed
from web.conditions import committee_called
from web.results import Results

# So many stand open, the rest behind a summary; reason only: what a screen shows at once.
_OPEN = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as it is shown, the items that it has alone (None: not counted), and the request for it alone.

    Of what is chosen `asked` is the request without it, and `count` has no link. `also` is the request for it
    beside what else of its facet is chosen, if anything is, which shows `n_also` items.
    """

    name: str
    count: int | None
    is_chosen: bool
    asked: Asked
    also: Asked | None = None
    n_also: int = 0


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """A facet: its name in addresses, its heading, what stands open, and the rest, in order."""

    name: str
    heading: str
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What a form sends again of what is chosen: the argument, its value, and both in words."""

    argument: str
    value: str
    said: str


def facet_links(asked: Asked, results: Results) -> list[FacetLinks]:
    """Return the facets of some results that have anything to choose or to take off."""
    by_name = {facet: committee_called(facet.value) for facet in results.committees}
    found = [
        _of(asked, results, "committees", said("Committee"), by_name),
        *_of_councils(asked, results),
        _decisions(asked, results.page.n_decided),
        _of(asked, results, "speakers", said("Councillors who speak"), _named(results.people)),
        *_of_kinds(asked, results),
        _document(asked),
    ]
    return [facet for facet in found if facet.choices]


def _named(facets: Iterable[Facet]) -> dict[Facet, str]:
    return {facet: facet.value for facet in facets}


def _of_councils(asked: Asked, results: Results) -> Iterator[FacetLinks]:
    if len(results.councils) > 1 or asked.councils:
        yield _of(asked, results, "councils", said("Council"), _named(results.councils))


def _of_kinds(asked: Asked, results: Results) -> Iterator[FacetLinks]:
    if len(results.kinds) > 1 or asked.kinds:
        names = {facet: kind_of(DocumentKind(facet.value)) for facet in results.kinds}
        shown = {facet: name[:1].upper() + name[1:] for facet, name in names.items()}
        yield _of(asked, results, "kinds", said("Kind of document"), shown)


def _of(
    asked: Asked, results: Results, name: str, heading: str, shown: dict[Facet, str]
) -> FacetLinks:
    """Return the links of a facet of which several may be chosen; `name` is that of its values in `Filters`."""
    chosen = [facet.value for facet in shown if facet.value in results.chosen[name]]

    def asking(values: Sequence[str]) -> Asked:
        given: Any = tuple(map(DocumentKind, values)) if name == "kinds" else tuple(values)
        return narrowed(asked, **{name: given})

    choices = []
    for facet, words in shown.items():
        if facet.value in chosen:
            rest = asking([value for value in chosen if value != facet.value])
            choices.append(Choice(words, facet.count, True, rest))
            continue
        choice = Choice(words, facet.count, False, asking([facet.value]))
        if chosen:
            # An item is of one committee, one council and one kind; several people speak in it.
            further = facet.beside if name == "speakers" else facet.count
            both = results.page.matched + further
            choice = replace(choice, also=asking([*chosen, facet.value]), n_also=both)
        choices.append(choice)
    return FacetLinks(name, heading, *_in_two(choices))


def _in_two(choices: Sequence[Choice]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Return what stands open, what is chosen and what has most items, and the rest; both in their order."""
    first = sorted(choices, key=lambda one: (not one.is_chosen, -(one.count or 0)))[:_OPEN]
    if len(choices) <= _OPEN + 1:
        return tuple(choices), ()
    return (
        tuple(one for one in choices if one in first),
        tuple(one for one in choices if one not in first),
    )


def _decisions(asked: Asked, n_decided: int) -> FacetLinks:
    is_chosen = asked.filters.decided
    other = narrowed(asked, decided=not is_chosen)
    choice = Choice(said("Only with a decision"), n_decided, is_chosen, other)
    return FacetLinks("decided", said("Decisions"), (choice,) if n_decided or is_chosen else ())


def _document(asked: Asked) -> FacetLinks:
    """Return the one document that is asked of, which links of hits choose."""
    choice = Choice(said("Only in this document"), None, True, narrowed(asked, within=""))
    return FacetLinks("within", said("Document"), (choice,) if asked.filters.within else ())


def kept(asked: Asked) -> list[Kept]:
    """Return what of a request a form has no fields of its own for."""
    filters = asked.filters
    found = [
        *(Kept("committee", name, committee_called(name)) for name in asked.committees),
        *(Kept("council", name, name) for name in asked.councils),
        *(Kept("speaker", name, said("%(name)s speaks", name=name)) for name in filters.speakers),
        *(Kept("kind", str(kind), kind_of(kind)) for kind in asked.kinds),
        Kept("decided", "1" if filters.decided else "", said("Only with a decision")),
        Kept("within", filters.within, said("Only in this document")),
        Kept("literal", "1" if filters.literal else "", said("Words as they are")),
    ]
    return [one for one in found if one.value]
