"""Which sentences of a passage can be quoted on their own.

A quote is a whole sentence that says something: no heading, no list of names, no row of a table, no
line that stands in every minutes ("that the report be noted"), and nothing that only points at what
was said before ("He agreed.") unless that is quoted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.wording import one_of
from indexer.language.windows import Span, sentences
from search.page.attribution import behind_label

MIN_WORDS, MAX_WORDS = 6, 60

_ENDS = re.compile(r"[.!;…][”’\"')\]]*$|[.!?][”\"]$")
_ENDS_LINE = re.compile(r"[.!?:;…][”’\"')\]]*$")
_BEGINS = re.compile(r"[“‘\"'(\[]?(?:[A-ZÀ-Þ£€$\d]|\([a-z\d]{1,4}\) ?[“]?[A-Z])")
# A sentence says something with a verb; these are the forms that minutes are written in.
_VERB = re.compile(
    r"\b"
    + one_of(
        *(
            "is are was were be been am has have had do does did will would shall should can could "
            "may might must said says told gave went came took made paid held kept found felt "
            "thought saw knew spoke rose fell cost met lost won sent built left put set read ran "
            "became began wrote got stood brought bought sold let cut shut drew grew remains? "
            "includes? requires? provides? shows? means costs gives takes makes allows? continues? "
            "wants? needs?"
        ).split(),
        r"\w{2,}ed",
        r"\w+[’']s",
        r"\w+[’'](?:ll|re|ve|d)",
        r"\w+n[’']t",
    )
    + r"\b"
)
# "Three had", "most of them": out of those whom the sentence before names.
_COUNTED = (
    one_of(
        *"One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split(),
        r"\w+(?:teen|ty)(?:-\w+)?",
        *"Most Many Few Half All None Several Another".split(),
    )
    + " "
    + one_of(
        *"had were was have are is would did said asked wished".split(),
        "of (?:them|these|those)",
    )
    + r"\b"
)
_LINKS = (
    "(?:"
    + one_of(
        *"And But So Yet However Also Nor".split(),
        "In (?:reply|response|addition|conclusion)",
        *"Finally Instead".split(),
    )
    + ",? )*"
)
_PRONOUNS = one_of(
    *(
        "[Hh]e [Ss]he [Tt]hey [Ii]t [Tt]his [Tt]hese [Tt]hose [Tt]hat [Hh]is [Hh]er [Tt]heir [Ii]ts "
        "[Bb]oth [Nn]either [Ss]uch [Ss]ome [Oo]thers"
    ).split(),
    "[Tt]he (?:latter|former|second|other|rest)",
)
# "It was agreed that …" and "This Council …" point at nothing.
_IMPERSONAL = (
    r" (?:was|is|had been) (?:\w+ly )?"
    + one_of(
        *(
            "agreed resolved noted decided moved proposed suggested reported clear important "
            "confirmed unanimously"
        ).split()
    )
    + r"\b"
)
_THIS_BODY = r" (?:Council|Committee|Authority|City|County|permission|approval|the )\b"
# What such a sentence points at stands before it.
_POINTS_BACK = re.compile(
    rf"{_COUNTED}|[“‘\"'(]?{_LINKS}(?:{_PRONOUNS}\b(?!{_IMPERSONAL})(?!{_THIS_BODY}))"
)
_BY_HE_OR_SHE = re.compile(r"(?:He|She|They)\b")
_TO_DO = (
    "To "
    + one_of(
        *(
            "receive consider note approve confirm agree appoint discuss elect determine authorise hear "
            "ask answer adopt put deal"
        ).split()
    )
    + r"\b"
)
_LABEL = one_of(
    *"Date Time Venue Signed Chair(?:man)? Author".split(),
    "Wards? [Aa]ffected",
    *"Tel Email Note".split(),
)
# What an agenda announces: how such a line begins.
_ANNOUNCES = one_of(
    _TO_DO,
    r"Reports? of\b",
    "(?:The )?(?:attached )?[Rr]eport (?:attached|to follow)",
    "Apolog",
    r"Present\b",
    "In attendance",
    "Members? present",
    "Agenda [Ii]tem",
    "Contact",
    r"(?:REPLY: ?)?Please (?:note|find|see)\b",
    "Circulated",
    "Copies of",
    "A copy of",
    "Proposed by",
    "Seconded by",
    "Moved by",
    "[Vv]oting",
    r"For\b.*\bAgainst\b",
    rf"{_LABEL}\s*[:–-]",
)
# Lines that every minutes have.
_IN_EVERY_MINUTES = one_of(
    one_of(
        *"report minutes update position presentation petition correspondence contents? item".split()
    )
    + r"s?\b[^.;]{0,40}\b(?:be|was|were|is) "
    + "(?:received|noted|approved and signed|taken as read|confirmed)",
    r"declar(?:ed|ation of) (?:an? |any |no )?(?:\w+ ){0,2}interests?",
    "apologies (?:were|for)",
    "(?:meeting|proceedings) (?:then )?"
    + one_of(*"closed concluded adjourned ended opened commenced began".split())
    + " at",
    r"(?:thanked|thanks to) (?:\w+ ){1,6}for (?:\w+ ){0,4}"
    + one_of(*"presentation attend report work time question".split()),
    "left the (?:meeting|room|chamber)",
    "took no part",
    "next (?:ordinary )?meeting (?:will|would|is)",
    "submitted the following",
    "put (?:forward )?the following",
    "(?:circulated|read) (?:a |the )?(?:report|correspondence|reply)",
    "copy of which",
    r"(?:Bill|report|paper|motion|resolution) (?:\w+ )?(?:was|is) (?:tabled|circulated)",
)
_ROUTINE = re.compile(
    r"\b(?:I|We) (?:will |would like to |wish to )?ask\b"
    rf"|^\W*(?:\(?[a-z\d]{{1,4}}[.)] )?{_ANNOUNCES}"
    rf"|\b{_IN_EVERY_MINUTES}"
)
# A question, or the promise of one, is no answer.
_ASKS = re.compile(
    r"\b"
    + one_of(
        one_of(
            *"asked ask asking enquired inquired queried questioned wondered".split(),
            "wished to know",
            "wanted to know",
            *"sought requested requesting".split(),
        )
        + r" (?:\w+ ){0,3}?"
        + one_of(
            *"whether if why what how when where which who".split(),
            "for an?",
            "about",
            r"clarif\w+",
            "an update",
            "confirmation",
        )
        + r"\b",
        r"(?:could|can|would|will) (?:you|the (?:Council|Executive|Director|Mayor))\b",
        "an update (?:on|was (?:sought|requested))",
        "invited questions",
        r"(?:some|a few|one more|more|further|my (?:\w+ )?|final|next) questions?\b",
        "(?:want|wanted|like|wish) to (?:understand|know|speak to|ask)",
        "(?:just|am|[’']m) wondering",
        "touched on",
    ),
    re.IGNORECASE,
)
# A motion, or the words in which one is put, is not what came of it.
_MOVES = re.compile(
    r"\b"
    + one_of(
        r"I (?:will |would |hereby |shall |wish to |would like to |beg to )?(?:move|propose|second|call)\b",
        r"(?<!In )(?:proposing|proposed|moved|moving|seconded|seconding) (?:that\b|the (?:motion|following))",
        "suggested that",
        "posed (?:a|the|another|several|some) (?:\\w+ ){0,2}?questions?",
        r"[Nn]otice of [Mm]otion\b",
        "motion (?:that is |which is )?(?:in front of|before) (?:us|you|the)",
        "[Mm]otion (?:is|reads|calls for|asks)\\b",
    )
    + r"|^\W*[Dd]o all (?:other )?things"
)
# What became of it, or what was replied, in the same sentence.
_CAME_OF_IT = re.compile(
    r"\b"
    + one_of(
        r"(?:was|were|been|is|it|that|and|[Uu]nanimously|Council|Committee|Members|Board|Cabinet|all) (?:then |also |duly |unanimously )*"
        + one_of(
            *(
                "carried agreed resolved adopted passed approved defeated lost rejected decided "
                "accepted withdrawn suspended"
            ).split()
        ),
        "RESOLVED",
        "[Mm]otion (?:carried|lost|defeated)",
    )
    + r"\b"
)
_REPLIED = re.compile(
    r"\b"
    + one_of(
        *"replied responded answered confirmed explained advised clarified".split(),
        "(?:was|were) (?:told|informed|assured|advised)",
        "(?:and|who|but) (?:\\w+ ){0,5}?(?:said|stated)",
        "(?:in|In) (?:reply|response)",
    )
    + r"\b"
)
# The head of a page that ran into a sentence.
_PAGE_HEAD = re.compile(r"(?:[A-Z]{2,} ){4}")
_LOOSE = re.compile(r"[“‘\"'(]?(?:And|But|So|Yet|However|Also|Nor|Therefore|Instead|\w{1,4}\))[, ]")
_NAMED = re.compile(r"[A-ZÀ-Þ][\w’'.-]*")
_CAPITALS_SHARE, _NUMBERS_SHARE = 0.6, 0.35


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
    if _PAGE_HEAD.match(sentence) or "|" in sentence or "\t" in sentence:
        return False
    capitals = sum(1 for word in words[1:] if _NAMED.match(word.lstrip("“‘\"'([")))
    numbers = sum(1 for word in words if not any(letter.isalpha() for letter in word))
    return capitals <= _CAPITALS_SHARE * len(words) and numbers <= _NUMBERS_SHARE * len(words)


def only_asks(sentence: str) -> bool:
    """Say whether a sentence only asks, moves or introduces: not what was replied or came of it."""
    if _MOVES.search(sentence):
        return not _CAME_OF_IT.search(sentence)
    asked = _ASKS.search(sentence)
    return asked is not None and not (
        _REPLIED.search(sentence, asked.end()) or _CAME_OF_IT.search(sentence, asked.end())
    )


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
