"""Lists of who was at a meeting: the public in one was there, and nothing is done to it."""

from __future__ import annotations

from indexer.passages.exclusion.features import of_word, words
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.words import role

_LABEL = compiled(
    rf"^\W*(?:(?:those|also|others|members|persons|officers)\s+)*{role('attending')}\s*[:–—-]\s*"
)
# A verb, a limit or a negation makes a sentence of it, which may tell of who was not there.
_TELLS = compiled(
    r"\b(?:am|is|are|was|were|had|has|have|been|being|be|only|alone|solely|just|except|excepting|save|but|without|no|not|none|"
    r"nobody|until|till|from|after|before|who|which|when|while|then)\b"
)
_DONE = frozenset(
    f"class {name}"
    for name in (
        *("put_out", "going", "ask", "shut", "private", "mode", "committee_mode", "statute"),
        *("executive", "feed", "room"),
    )
)


def lists_who_was_there(sentence: str) -> bool:
    """Say whether a line lists who was at a meeting, and tells nothing else: "Attending: Cllr Oak, 12 members of the public"."""
    label = _LABEL.match(sentence)
    if label is None:
        return False
    listed = sentence[label.end() :]
    return not _TELLS.search(listed) and all(
        _DONE.isdisjoint(of_word(word)) for word in words(listed)
    )
