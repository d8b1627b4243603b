"""Whether the text under a title tells that there is nothing private, or that there was no private session."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import AgendaItem
from indexer.language.windows import sentences
from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.state import text_of
from indexer.passages.exemption.unmade import (
    denies_session,
    is_of_the_meeting,
    is_session,
    may_be_unmade,
)
from indexer.passages.tuning import WITHHOLDING
from indexer.tuning import EXEMPTION

_NIL = re.compile(
    r"^[\W_]*(?:none(?! of)|nil|no|n/?a|dim|nothing|not (?:needed|required|applicable|used|necessary|held)|cancelled|"
    r"withdrawn|-)(?:\b|(?=_))[^.\n]{0,60}[\W_]*$",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(
    rf"{role('negation')}|{role('undone')}|\b(?:open session|in public|in the open|stay(?:ed)? open|remain(?:ed)? (?:in )?open)\b",
    re.IGNORECASE,
)


def is_marked_nil(item: AgendaItem) -> bool:
    """Say whether an item under a marked title says that there is nothing."""
    text = text_of(item).strip()
    return len(text.split()) <= EXEMPTION.nil and bool(_NIL.match(text))


def says_none(item: AgendaItem) -> bool:
    """Say whether the text of an item that is about what is private says that there is nothing."""
    text = text_of(item).strip()
    if not text:
        return False
    if _NIL.match(text):
        return True
    first = [text[s.start : s.end] for s in sentences(text.replace("\n", " "))]
    first = first[: WITHHOLDING.told]
    told = list(filter(may_be_unmade, first)) if is_session(item.title) else first
    deeds = _deeds(first, told)
    if Deed.CLOSES in deeds:
        return False
    if Deed.DENIES in deeds or any(map(denies_session, first)):
        return True
    return _is_short_denial(text, first, told)


def _is_short_denial(text: str, first: Sequence[str], told: Sequence[str]) -> bool:
    """Say whether a text is short and its first sentence, of the meeting itself, has a word that denies."""
    is_all = len(first) == 1 and is_of_the_meeting(first[0])
    is_denied = any((is_all or s in told) and _NO_SUCH.search(s) for s in first[:1])
    return is_denied and len(text.split()) <= EXEMPTION.denial


def _deeds(first: Sequence[str], told: Sequence[str]) -> set[Deed]:
    """Return what sentences do, and what those deny of which it counts."""
    read = {s: said.deed for s in first if (said := read_sentence(s))}
    return {deed for s, deed in read.items() if deed is not Deed.DENIES or s in told}
