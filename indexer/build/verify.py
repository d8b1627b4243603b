"""Is a generation whole: every file what was written, every row the same passage everywhere."""

from __future__ import annotations

from contextlib import closing

from indexer.build import lexical
from indexer.generation import catalogue, store


def problems_of(generation: store.Generation) -> list[str]:
    """Return what is wrong with a generation, in words; an empty list when it is whole."""
    problems = store.verify(generation)
    if problems:
        return problems
    with closing(catalogue.connect(generation.folder / "catalogue.sqlite")) as connection:
        identifiers = catalogue.column(connection, "id")
    if len(identifiers) != generation.manifest.n_passages:
        problems.append(f"the catalogue has {len(identifiers)} passages")
    if lexical.identifiers(generation.folder / "whoosh") != identifiers:
        problems.append("the rows of the Whoosh index are not those of the catalogue")
    for name in lexical.FIELDS:
        rows = generation.array(f"postings/{name}.rows.npy")
        if len(rows) and not 0 <= int(rows.min()) <= int(rows.max()) < len(identifiers):
            problems.append(f"postings of {name} point outside the catalogue")
    return problems
