"""A question for what was recommended prefers what recommends: "what was recommended about the wardens".

Like a date in plain words, it leaves nothing out and is said on the page.
"""

from __future__ import annotations

import re

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import lists, one_of
from search.query.nodes import Preference
from search.query.terms import query_terms
from search.tuning import FAVOURED

_DECIDES = one_of(
    *"agree approve endorse consider note decide accept adopt support do authorise".split()
)
# A body or an office. What one person recommended in a debate is what they said of it.
_WHO = (
    rf"(?:[\w’'-]+ ){{0,5}}?{one_of(*lists('search.query', 'words.toml')['who_recommends'])}"
    r"(?: (?:of|for)(?: [\w’'-]+){1,4}?)? "
)
_ASKS = lazy_pattern(
    rf"what (?:(?:was|were|is|are|has been|had been|have been) (?:the )?(?:officers?['’]? )?recommend(?:ed|ations?)\b"
    rf"|(?:did|do|does) {_WHO}recommend\b"
    rf"|(?:was|were|is|are) {_WHO}(?:asked|invited|requested|recommended) to {_DECIDES}\b)"
    rf"|^(?:the )?(?:officers?['’]? |staff )?recommendations?(?= (?:on|about|for|regarding|concerning|to)\b)",
    re.IGNORECASE,
)
# What is in quotes is looked for as it stands.
_QUOTED = lazy_pattern(r"[\"“][^\"“”]*[\"”]")
# What stands where somebody recommends, or asks a body to decide.
_PHRASES = (
    "recommend", *(f"asked to {what}" for what in "agree approve endorse consider note".split())
)  # fmt: skip
# Half as much again: a section that recommends is shorter than those that tell of the matter (reason only).
_WEIGHT = FAVOURED.wish


def wishes(text: str) -> tuple[Preference, ...]:
    """Return what a question prefers by what it asks for: what recommends, or nothing."""
    asks = _ASKS.search(_QUOTED.sub(" ", text))
    if not asks:
        return ()
    phrases = tuple(tuple(query_terms(phrase)) for phrase in _PHRASES)
    return (Preference(asks[0].strip(), "what recommends", _WEIGHT, phrases=phrases, is_wish=True),)
