"""What somebody calls into another's speech: "(“It was not!” – Councillor Vine)", "“Shame,” called Councillor Vine"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.lazy_pattern import lazy_pattern
from indexer.passages.annotations import Speech
from indexer.passages.people.names import COUNCILLOR, NAME, PERSONAL, plain_name

_WHO = rf"(?:{COUNCILLOR} (?P<{{0}}>{NAME})|(?P<{{0}}_mr>{PERSONAL} {NAME}))"
_CALLED = (
    r"(?:said|asked|added|replied|retorted|responded|called|cried|shouted|yelled|interjected|interrupted|muttered|"
    r"whispered|heckled|from|came from)(?: (?:out|back))?"
)
_FORMS = (
    # in brackets, with what was said in quotation marks
    rf"[(\[](?=[^()\[\]\n]{{0,300}}[“\"])[^()\[\]\n]{{0,300}}?\b{_WHO}[^()\[\]\n]{{0,300}}[)\]]",
    # behind what was said
    rf"[“\"][^“”\"\n]{{2,400}}[.,!?…][”\"],? ?(?:[–—-] ?|{_CALLED} ){_WHO}",
    # between dashes
    rf"[–—] ?{_WHO}: ?[“\"][^“”\"\n]{{2,300}}[”\"] ?[–—]",
)
_INTERJECTION = lazy_pattern(
    "|".join(form.replace("{0}", f"n{at}") for at, form in enumerate(_FORMS))
)
# In brackets, said in quotation marks by nobody who is named: "(A voice: “When?”)", "[“Shame!” from the gallery]".
_NAMELESS = lazy_pattern(
    r"[(\[](?:[^()\[\]\n“\"]{0,60}[:–—-] ?)?[“\"][^“”\"()\[\]\n]{2,300}[.,!?…][”\"][^()\[\]\n“\"]{0,60}[)\]]"
)


def nameless_interjections(text: str) -> list[tuple[int, int]]:
    """Return where (start, end) a text sets apart in brackets what is called into a speech: by whom is not certain."""
    if "“" not in text and '"' not in text:
        return []
    return [match.span() for match in _NAMELESS.finditer(text)]


def interjections(text: str) -> list[Speech]:
    """Return what a text sets apart as called into a speech, or told behind it, each by who is named there."""
    if "“" not in text and '"' not in text:
        return []
    return [Speech(_name(match), *match.span()) for match in _INTERJECTION.finditer(text)]


def _name(match: re.Match[str]) -> str:
    kind, name = next((kind, name) for kind, name in match.groupdict().items() if name)
    return " ".join(name.split()) if kind.endswith("_mr") else plain_name(name)


def with_interjections(told: tuple[Speech, ...], called: Sequence[Speech]) -> tuple[Speech, ...]:
    """Return speeches and what is called into them, in order of the text, without overlaps of the two."""
    if not called:
        return told
    parts = [part for one in told for part in _without(one, called)]
    return tuple(sorted([*parts, *called], key=lambda one: one.start))


def _without(speech: Speech, others: Sequence[Speech]) -> Iterator[Speech]:
    """Yield what is left of a speech outside of what is called into it."""
    start = speech.start
    for other in others:
        if start < other.end and other.start < speech.end:
            if start < other.start:
                yield Speech(speech.name, start, other.start)
            start = other.end
    if start < speech.end:
        yield Speech(speech.name, start, speech.end)
