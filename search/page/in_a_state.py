"""Whether a number of things is of those that are there, or of those of them that have become something else.

"6 unfinished estates are now complete" does not tell how many unfinished estates there are.
"""

from __future__ import annotations

import re

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from search.query.terms import query_terms

_W = wordings("search.page", "in_a_state.toml")
_ARE_THERE = lazy_pattern(
    r"\bhow many (?P<things>[^?,;]{3,80}?) (?:(?:are|is|were|was) (?:still |now |currently )?there\b(?! (?:been|being)\b)"
    r"|(?:do|does|did) (?:the )?(?:[\w’'-]+ ){1,3}?have\W*(?:$|\b(?:in|on|at|now|today|left)\b)"
    r"|(?:remain|exist)\w*\b|(?:are|is) (?:left|in existence)\b)",
    re.IGNORECASE,
)
# What the things are, or have become, behind them: "are now complete", "have been let", "closed last year".
_BECAME = (
    r"(?:(?:'s|’s)?\b(?: (?!(?:that|which|who|and|but|with|where)\b)[\w’'-]+){0,4}? "
    rf"(?:is|are|was|were|has|have|had|will be|been|being)(?: (?:{_W['how']}))* "
    rf"(?!(?:{_W['counts']})\b)(?P<state>(?:\w+(?:ed|wn|ught|lt|ilt|oken|olen|aken)|{_W['states']}))\b(?! (?:the|a|an|that)\b)"
    rf"|s? (?:{_W['did']})\b)"
)


def are_those_there(question: str, sentence: str) -> bool:
    """Say whether a sentence may tell how many there are, if that is asked: not of those that became something else."""
    asked = _ARE_THERE.search(question)
    if asked is None:
        return True
    thing = re.sub(r"(?:ies|s)$", "", asked["things"].rpartition(" ")[2])
    became = re.search(rf"\b{re.escape(thing)}(?:ies|y|s)?{_BECAME}", sentence)
    if became is None:
        return True
    return became["state"] is not None and set(query_terms(became["state"])) <= set(
        query_terms(question)
    )
