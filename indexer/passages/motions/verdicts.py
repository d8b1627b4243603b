"""The one word for what became of a motion, by the verbs of the record."""

from __future__ import annotations

AMENDMENT = ("amendment", "substitute motion")
# The one word for what became of a motion, by the verbs of the record.
_VERBS = {
    "carried": "carried carries passed passes adopted agreed approved accepted",
    "lost": "lost defeated rejected negatived denied failed fails fell lapsed",
    "withdrawn": "withdrawn",
    "deferred": "deferred",
    "referred": "referred",
    "noted": "noted",
}
OUTCOME = {verb: word for word, verbs in _VERBS.items() for verb in verbs.split()}
VERB = "|".join(OUTCOME)
_OTHERS = {"withdrew": "withdrawn"} | dict.fromkeys(
    ("in favour of", "in favor of", "for", "approve", "adopt", "accept", "pass"), "carried"
)
THING = r"(?:substitute motion|motion|amendment|proposal|proposition|resolution|recommendations?)"


def outcome_of(word: str, *, is_denied: bool) -> str:
    """Return the one word of an outcome for the verb of the record; what is denied says little."""
    word = word.lower()
    outcome = OUTCOME.get(word) or _OTHERS.get(word, "lost")
    if is_denied:
        return "lost" if outcome == "carried" else ""
    return outcome
