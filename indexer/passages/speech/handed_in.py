"""What was handed in under a title that names who did, and the reply to it: "Question submitted by …", "REPLY: …".

Such a text begins in the first person ("I will ask at the next Meeting …"): its words are of whom the title names, who is
reported to speak though the text has no name of theirs. Behind the mark of a reply stands what was answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from indexer.language.windows import Span, sentences
from indexer.passages.annotations import Annotations, Speech
from indexer.passages.people.names import NAME, plain_name
from indexer.passages.people.people import mentions

_W = wordings("indexer.passages.speech", "handed_in.toml")
_TITLE = lazy_pattern(
    rf"\W*(?:[\d.]+\W+)?(?:{_W['before']} )?{_W['handed_in']}\b[^()]*?"
    rf"(?:\b{_W['by']} |[-–—:] ?)(?P<who>[^()]+?)(?= to |\(|$)",
    re.IGNORECASE,
)
_FIRST_PERSON = lazy_pattern(
    rf"[“‘\"'\W]*(?:\(?[\da-z]{{1,2}}[.)] ?)?{_W['first_person']}\b", re.IGNORECASE
)
_REPLY = lazy_pattern(rf"(?:^|(?<=[.?!:;”\"’)] )){_W['reply']}\s*[:–-]\s*", re.MULTILINE)
# Who has no title that every record has: "Niall Collins, T.D.", "Senator M. Byrne".
_ONE = lazy_pattern(
    rf"(?i:(?P<called>{_W['called']}) )?(?P<name>{NAME})(?:,? (?P<behind>{_W['behind']}))?\W*"
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The first sentence of what some people handed in, as a stretch of a text, and the reply, empty where there is none.

    `first` is the end of the first sentence of the reply.
    """

    names: tuple[str, ...]
    words: Span
    reply: Span
    first: int


def handed_in(title: str, text: str) -> HandedIn | None:
    """Return what was handed in under a title and the reply to it, None where title or text are of another form.

    Two marks of a reply are of two questions: then there is no reply that is surely to the first.
    """
    said = _TITLE.match(title)
    if said is None or not _FIRST_PERSON.match(text):
        return None
    names = _names(said["who"])
    marks = list(_REPLY.finditer(text))
    words = next(iter(sentences(text[: marks[0].start()] if marks else text)), None)
    if not names or words is None:
        return None
    reply = Span(marks[0].end(), len(text)) if len(marks) == 1 else Span(len(text), len(text))
    first = next(iter(sentences(text[reply.start :])), None)
    return HandedIn(names, words, reply, reply.start + first.end if first else reply.start)


def _names(who: str) -> tuple[str, ...]:
    """Return the people whom the end of a title names."""
    named = tuple(dict.fromkeys(mention.person.name for mention in mentions(who)))
    one = None if named else _ONE.fullmatch(who)
    if one is not None and (one["called"] or one["behind"]):
        return (plain_name(one["name"]),)
    return named


def with_who_handed_in(found: Annotations, title: str, text: str) -> Annotations:
    """Return annotations in which those whom a title names speak the words that they handed in."""
    handed = handed_in(title, text)
    if handed is None:
        return found
    start, end = handed.words.start, handed.words.end
    own = tuple(Speech(name, start, end) for name in handed.names)
    return replace(found, speeches=(*own, *(one for one in found.speeches if one not in own)))
