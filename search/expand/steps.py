"""The steps that rewrite a query as it is searched, in their order: each is (Query, Records) -> Query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from search.expand.acronyms import with_acronyms
from search.expand.citations import with_citation
from search.expand.committees import with_committees
from search.expand.compounds import with_other_forms
from search.expand.correction import corrected, with_unknown
from search.expand.dashes import with_dashes
from search.expand.elsewhere import with_places_elsewhere
from search.expand.forms import with_typed_forms
from search.expand.places import with_places
from search.expand.records import Records
from search.expand.speaker import of_speaker
from search.expand.sums import with_sums
from search.expand.thesaurus import with_synonyms
from search.expand.wildcards import with_wildcards
from search.query.query import PARTS, Query


class Step(NamedTuple):
    """A step by its name. Where only the meaning is compared, words are not looked up."""

    name: str
    rewrite: Callable[[Query, Records], Query]
    looks_words_up: bool = True


STEPS = (
    Step("dashes", with_dashes, looks_words_up=False),
    Step("speakers", of_speaker, looks_words_up=False),
    Step("wildcards", with_wildcards, looks_words_up=False),
    Step("committees", with_committees),
    Step("places", with_places),
    Step("acronyms", with_acronyms),
    Step("sums", with_sums),
    Step("spelling", corrected),
    Step("places elsewhere", with_places_elsewhere),
    Step("compounds", with_other_forms),
    Step("synonyms", with_synonyms),
    Step("unknown words", with_unknown),
    Step("typed forms", with_typed_forms),
    Step("citations", with_citation, looks_words_up=False),
)

# What can be left out by its name, to measure what it brings: a step, or a part of the reading in front of them.
SWITCHES = frozenset((*(step.name for step in STEPS), *PARTS))


def rewritten(
    query: Query, records: Records, *, without: Iterable[str] = (), look_words_up: bool = True
) -> Query:
    """Return a query as it is searched: every step of `STEPS` taken, but those named in `without`.

    Raises ValueError for a name that is none of `SWITCHES`: it would leave nothing out.
    """
    left_out = frozenset(without)
    if unknown := left_out - SWITCHES:
        raise ValueError(f"no step of a query is called {', '.join(sorted(unknown))}")
    for step in STEPS:
        if step.name not in left_out and (look_words_up or not step.looks_words_up):
            query = step.rewrite(query, records)
    return query
