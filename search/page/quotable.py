"""Which sentences of a passage can be quoted on their own.

A quote is a whole sentence that says something: no heading, no list of names, no row of a table, no
line that stands in every minutes ("that the report be noted"), and nothing that only points at what
was said before ("He agreed.") unless that is quoted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import one_of, wordings
from indexer.language.windows import Span, sentences
from search.page.attribution import behind_label
from search.page.tuning import SHOWN

MIN_WORDS, MAX_WORDS = SHOWN.quote_words, SHOWN.most_quote_words

_ENDS = lazy_pattern(r"[.!;…][”’\"')\]]*$|[.!?][”\"]$")
_ENDS_LINE = lazy_pattern(r"[.!?:;…][”’\"')\]]*$")
_BEGINS = lazy_pattern(r"[“‘\"'(\[]?(?:[A-ZÀ-Þ£€$\d]|\([a-z\d]{1,4}\) ?[“]?[A-Z])")
_W = wordings("search.page", "quotable.toml")
_VERB = lazy_pattern(rf"\b{_W['verbs']}\b")
_COUNTED = rf"{_W['counts']} {_W['behind_counts']}\b"
_LINKS = rf"(?:{_W['links']},? )*"
_IMPERSONAL = rf" (?:was|is|had been) (?:\w+ly )?{_W['impersonal']}\b"
# "This Council …" points at nothing.
_THIS_BODY = r" (?:Council|Committee|Authority|City|County|permission|approval|the )\b"
# What such a sentence points at stands before it.
_POINTS_BACK = lazy_pattern(
    rf"{_COUNTED}|[“‘\"'(]?{_LINKS}(?:{_W['pronouns']}\b(?!{_IMPERSONAL})(?!{_THIS_BODY}))"
)
_BY_HE_OR_SHE = lazy_pattern(r"(?:He|She|They)\b")
_ANNOUNCES = one_of(rf"To {_W['to_do']}\b", _W["announces"], rf"{_W['labels']}\s*[:–-]")
_IN_EVERY_MINUTES = one_of(
    rf"{_W['noted_things']}s?\b[^.;]{{0,40}}\b(?:be|was|were|is) "
    "(?:received|noted|approved and signed|taken as read|confirmed)",
    rf"(?:meeting|proceedings) (?:then )?{_W['meeting_ends']} at",
    rf"(?:thanked|thanks to) (?:\w+ ){{1,6}}for (?:\w+ ){{0,4}}{_W['thanked_for']}",
    _W["in_every_minutes"],
)
_ROUTINE = lazy_pattern(
    r"\b(?:I|We) (?:will |would like to |wish to )?ask\b"
    rf"|^\W*(?:\(?[a-z\d]{{1,4}}[.)] )?{_ANNOUNCES}"
    rf"|\b{_IN_EVERY_MINUTES}"
    # The name of a thing that is done, with nothing said of it: "Parking a vehicle on a footpath."
    r"|^\W*[A-Z][a-z]+ing (?:an?|the|of|in|on|at|with|without|to)\b(?![^.;]*\b(?:is|was|were|are|has|have|had|"
    r"will|would|can|could|may|might|should|must|does|did)\b)"
)
_ASKS = lazy_pattern(
    rf"\b(?:{_W['asks']} (?:\w+ ){{0,3}}?{_W['asks_what']}\b|{_W['asks_otherwise']})", re.IGNORECASE
)
# A recital says why somebody moves, as they see it.
_MOVES = lazy_pattern(
    rf"\b{_W['moves']}|^\W*[Dd]o all (?:other )?things|^\W*(?:(?:AND|And),? )?(?:WHEREAS|Whereas)\b"
    rf"|^\W*(?:\w{{1,3}}[.)] )?(?:I )?{_W['moves_first']}"
)
_HANDED_IN = lazy_pattern(rf"\W*(?:[\d.]+\W+)?{_W['handed_in']}", re.IGNORECASE)
_BECAME = lazy_pattern(rf"\b{_W['became']}")
_CAME_OF_IT = lazy_pattern(
    r"\b(?:(?:was|were|been|is|it|that|and|[Uu]nanimously|Council|Committee|Members|Board|Cabinet|all) "
    rf"(?:then |also |duly |unanimously )*{_W['came']}|{_W['came_of_it']})\b"
)
_REPLIED = lazy_pattern(rf"\b{_W['replied']}\b")
# The head of a page that ran into a sentence.
_PAGE_HEAD = lazy_pattern(r"(?:[A-Z]{2,} ){4}")
_LOOSE = lazy_pattern(
    r"[“‘\"'(]?(?:And|But|So|Yet|However|Also|Nor|Therefore|Instead|\w{1,4}\))[, ]"
)
_NAMED = lazy_pattern(r"[A-ZÀ-Þ][\w’'.-]*")
_CAPITALS_SHARE, _NUMBERS_SHARE = SHOWN.capitals, SHOWN.numbers


def quotable(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield (sentence, quote) of what can be quoted.

    The quote has the sentence and what it needs, without the label of who speaks: that is the sentence's.
    """
    whole = whole_sentences(text)
    spans = [behind_label(text, span) for span in whole]
    for at, span in enumerate(spans):
        if stands_alone(text[span.start : span.end]):
            quote = (
                _completed(text, spans, at)
                if span == whole[at]
                else _to_its_end(text, spans, at, at)
            )
            if quote is not None:
                yield whole[at], quote


def whole_sentences(text: str) -> list[Span]:
    """Return the sentences of a text, those that a wrapped line cuts in two put together again."""
    joined: list[Span] = []
    for span in sentences(text):
        before = joined[-1] if joined else None
        if (
            before is not None
            and text[span.start].islower()
            and not text[before.end : span.start].strip()
            and not _ENDS_LINE.search(text, before.start, before.end)
        ):
            joined[-1] = Span(before.start, span.end)
        else:
            joined.append(span)
    return joined


def stands_alone(sentence: str) -> bool:
    """Say whether a sentence is whole, says something, and is none of those that every minutes have."""
    words = sentence.split()
    if not (MIN_WORDS <= len(words) <= MAX_WORDS and _ENDS.search(sentence)):
        return False
    if not _BEGINS.match(sentence) or not _VERB.search(sentence) or _ROUTINE.search(sentence):
        return False
    return not _is_of_layout(sentence, words)


def _is_of_layout(sentence: str, words: list[str]) -> bool:
    """Say whether a sentence is the head of a page, a row of a table, or a list of names or figures."""
    if _PAGE_HEAD.match(sentence) or "|" in sentence or "\t" in sentence:
        return True
    capitals = sum(1 for word in words[1:] if _NAMED.match(word.lstrip("“‘\"'([")))
    numbers = sum(1 for word in words if not any(letter.isalpha() for letter in word))
    return capitals > _CAPITALS_SHARE * len(words) or numbers > _NUMBERS_SHARE * len(words)


def only_asks(sentence: str) -> bool:
    """Say whether a sentence only asks, moves or introduces: not what was replied or came of it."""
    if _MOVES.search(sentence):
        return not _CAME_OF_IT.search(sentence)
    asked = _ASKS.search(sentence)
    return asked is not None and not (
        _REPLIED.search(sentence, asked.end()) or _CAME_OF_IT.search(sentence, asked.end())
    )


def is_premise(title: str, text: str, at: int) -> bool:
    """Say whether a place in an item is of the question or motion that was handed in, in front of what became of it."""
    if not _HANDED_IN.match(title):
        return False
    became = _BECAME.search(text)
    return became is not None and at < became.start()


def is_loose(quote: str) -> bool:
    """Say whether a quote begins as the continuation of something: "But …", "(b) …"."""
    return bool(_LOOSE.match(quote))


def by_a_pronoun(quote: str) -> bool:
    """Say whether a quote begins with "he" or "she": it can stand if it is said who that is."""
    return bool(_BY_HE_OR_SHE.match(quote))


def _completed(text: str, spans: list[Span], at: int) -> Span | None:
    """Return the sentence with the one it points back at, and to the end of what it quotes.

    None if that would be too long, or the sentence before does not stand on its own either.
    """
    first = at
    if _POINTS_BACK.match(text, spans[at].start) and at and _same_line(text, spans, at):
        before = text[spans[at - 1].start : spans[at - 1].end]
        if _BEGINS.match(before) and _ENDS.search(before) and not _POINTS_BACK.match(before):
            first = at - 1
    quote = _to_its_end(text, spans, first, at)
    if quote is None:
        return None
    shown = text[quote.start : quote.end]
    return None if _POINTS_BACK.match(shown) and not by_a_pronoun(shown) else quote


def _to_its_end(text: str, spans: list[Span], first: int, last: int) -> Span | None:
    """Return some sentences to the end of what they quote, None if that is too long or has no end."""
    while _opened(text[spans[first].start : spans[last].end]) and last + 1 < len(spans):
        if not _same_line(text, spans, last + 1):
            break
        last += 1
    quote = Span(spans[first].start, spans[last].end)
    shown = text[quote.start : quote.end]
    return None if len(shown.split()) > MAX_WORDS or _opened(shown) else quote


def _opened(shown: str) -> bool:
    """Say whether a quotation or a bracket that begins in a stretch does not end there."""
    if shown.count("(") > shown.count(")"):
        return True
    return shown.count("“") != shown.count("”") or shown.count('"') % 2 == 1


def _same_line(text: str, spans: list[Span], at: int) -> bool:
    """Say whether a sentence follows the one before it in the same paragraph."""
    between = text[spans[at - 1].end : spans[at].start]
    return "\n" not in between and not between.strip()
