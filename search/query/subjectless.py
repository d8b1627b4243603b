"""A question that names nothing: "how much was it?" asks of what was spoken of before, and nothing was.

Its words stand in most records, and what they would find is about anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.tongue import message
from corpus.wording import lists
from search.query.framing import is_request
from search.query.nodes import Node, Word

NOTE = message(
    "There is no word that says what this is about. Name the subject, a place or a person."
)

_WORDS = lists("search.query", "words.toml")
_POINTING = frozenset(_WORDS["pointing"])
_TELL_NOTHING = frozenset(
    word for key in ("no_topic", "of_requests", "no_subject") for word in _WORDS[key]
)
_WORD = re.compile(r"[^\W\d_]+")
# "What's", "didn't", "they're".
_SHORTENED = re.compile(r"(?<=[a-z])(?:n['’]t|['’](?:s|re|ve|ll|d|m))\b", re.IGNORECASE)


def names_no_subject(text: str, scored: Sequence[Node]) -> bool:
    """Say whether a text asks, or points at something, without a word of what about.

    One word is looked for as it is, and so are several that neither ask nor point ("to be or not to be"). A
    word with a capital is a name ("the Other One"), but for the first.
    """
    first, *others = _WORD.findall(text) or [""]
    if not others or any(word[:1].isupper() and word != "I" for word in others):
        return False
    return all(map(_tells_nothing, scored)) and _asks_or_points(text, [first, *others])


def _tells_nothing(node: Node) -> bool:
    if not isinstance(node, Word) or node.field is not None:
        return False
    bare = _SHORTENED.sub("", node.bare).strip("?!.,;:'’()").lower()
    return not bare or bare in _TELL_NOTHING


def _asks_or_points(text: str, words: Sequence[str]) -> bool:
    return is_request(text) or text.endswith("?") or not _POINTING.isdisjoint(map(str.lower, words))
