"""Names as records write them: O'Brien is also O’ Brien and Ó Brien."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.query.nodes import Expansion, Node, Word
from search.query.terms import query_terms

_OF_THE_O = re.compile(r"O['’](?P<name>[^\W\d_]{3,})", re.IGNORECASE)


def names_of_the_o(nodes: Sequence[Node]) -> Iterator[Expansion]:
    """Yield for each plain name of the O the phrase of two terms that it may stand as."""
    for node in nodes:
        if isinstance(node, Word) and node.field is None:
            match = _OF_THE_O.fullmatch(node.bare)
            if match:
                yield Expansion(
                    tuple(query_terms(node.bare)), (("o", *query_terms(match["name"])),)
                )
