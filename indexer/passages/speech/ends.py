"""Where the report of what somebody said ends, and where it goes on in a sentence that names no speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.text import BULLET
from corpus.wording import one_of
from indexer.language.windows import Span
from indexer.passages.people.names import COUNCILLOR, NAME, PERSONAL
from indexer.passages.people.people import VERB, Mention
from indexer.passages.speech.spoken_of import SPEAKS
from indexer.passages.tuning import BESIDE

HE = re.compile(
    r"\W*(?:(?:[Ii]n (?:conclusion|addition|response|reply)|Also|Finally|However)[, ]+)?"
    r"(?:He|She|They|he|she) "
)
# Somebody else, as an object: no possessive has such a word behind it.
_HER = re.compile(
    r"(?<!for )(?<!to )(?<!of )(?<!by )(?<!from )(?<!with )(?<!allowing )(?<!letting )(?<!giving )(?<!inviting )"
    r"\b(?:him|her)(?=\W*$|[.,;:)]| (?:for|on|upon|and|about|if|whether|that|at|in|with|as|so|well|again|personally)\b)"
)
_THEY = re.compile(r"\W*(?:[Tt]hey|Both|These (?:Members|[Cc]ouncillors))\b")
_LABELS = re.compile(rf"\W*(?:{COUNCILLOR}|{PERSONAL}) {NAME} ?[:–-] ")
_ENDS_SPEECH = re.compile(
    r"\W*"
    + one_of(
        *"RESOLVED Resolved DECISION".split(),
        "It was ",
        "On being put",
        r"The (?:motion|amendment|recommendations?|"
        r"Committee|Council|Commission|Board|Panel|Cabinet|Executive|meeting)\b",
        r"Members\b",
        "In response",
        "Proposed by",
        "Seconded by",
        "A vote",
        "Voting",
        # somebody without a name: "The officer explained", "One resident said", "Officers advised"
        rf"(?:The|An?|One|Another|Some|Several|Two|Other) (?:[a-z][a-z’'-]+ ){{1,4}}(?:{VERB}|wrote|written)\b",
        rf"[A-Z][a-z]+s (?:then |also |had |have )?(?:{VERB}|wrote|written)\b",
        # somebody with another title: "Chief Ross assured her that it was"
        rf"(?!(?:He|She|They|It|We|This|That|Who|Both|These)\b)(?:[A-Z][\w’'-]+ ){{2,3}}(?:then |also )?(?:{VERB}|assured)\b",
    )
)

# What is read out is somebody else's, or nobody knows whose.
READS = re.compile(
    r"\b(?:read|reads|reading|quoted|circulated|presented|tabled)\b[^.;]{0,30}\b(?:letters?|e-?mails?|statements?|messages?|notes?|"
    r"texts?|submissions?|correspondence|cards?)\b"
)


class Before(NamedTuple):
    """The sentence before: who speaks in it, where it stands, and whether somebody else is asked in it."""

    names: Sequence[str] = ()
    span: Span = Span(0, 0)
    asks: bool = False


def still(
    text: str, span: Span, before: Before, inside: Sequence[Mention], *, new_line: bool
) -> Sequence[str]:
    """Return who goes on speaking in a sentence that names no speaker."""
    if _is_cut_off(text, span, before) or _is_of_another(span, before, inside):
        return ()
    return before.names if _goes_on(text, span, new_line=new_line, before=before.span.end) else ()


def _is_cut_off(text: str, span: Span, before: Before) -> bool:
    """Say whether nobody can be sure to go on in a sentence.

    What was read out goes on as somebody else's. A name with a colon or a dash begins somebody's notes ("Cr Elm:
    against; too high."). Behind "Councillor Pike asked Ms Lee about it." and "… thanked her." she may be either. Of two who spoke nobody
    knows who goes on, but for "they".
    """
    if not before.names or READS.search(text, before.span.start, before.span.end):
        return True
    if _LABELS.match(text, span.start):
        return True
    if HE.match(text, span.start) and (
        before.asks or _HER.search(text, before.span.start, before.span.end)
    ):
        return True
    return len(before.names) > 1 and not _THEY.match(text, span.start)


def _is_of_another(span: Span, before: Before, inside: Sequence[Mention]) -> bool:
    """Say whether a sentence has somebody else as its subject: what they did, the minutes may tell."""
    if not inside or inside[0].start - span.start > BESIDE.gap:
        return False
    surname = inside[0].person.name.rpartition(" ")[2].casefold()
    return surname not in {name.rpartition(" ")[2].casefold() for name in before.names}


def _goes_on(text: str, span: Span, *, new_line: bool, before: int) -> bool:
    """Say whether a sentence that names no speaker still reports what the last one said."""
    if _ENDS_SPEECH.match(text, span.start):
        return False
    if not new_line:
        return True
    is_point = text.startswith(BULLET, max(0, span.start - len(BULLET)))
    announced = text[max(0, before - BESIDE.announced) : before].rstrip(" -–").endswith(
        (":", ";")
    ) or (text[:before].endswith("; and"))
    return (is_point and announced) or bool(
        HE.match(text, span.start) and SPEAKS.search(text, span.start, span.end)
    )
