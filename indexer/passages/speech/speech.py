"""Which stretches of a text report what a person said, and in whose turn of a transcript they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from indexer.language.windows import Span, sentences
from indexer.passages.annotations import Speech
from indexer.passages.moved_things import (
    LENT,
    is_of_this_meeting,
    is_only_spoken_of,
    takes_over,
    was_before,
)
from indexer.passages.people.people import VERB, Mention, mentions
from indexer.passages.speech.dashed_turns import spoken_turns
from indexer.passages.speech.ends import HE, READS, Before, still
from indexer.passages.speech.interjections import interjections, with_interjections
from indexer.passages.speech.quotations import is_quoted
from indexer.passages.speech.spoken_of import SPEAKS, is_asked, is_beside, is_spoken_of
from indexer.passages.speech.turns import Turn
from indexer.passages.tuning import BESIDE
from indexer.tuning import REACH

_W = wordings("indexer.passages.people", "people.toml")
# Verbs that report speech only with what was said behind them, and tell what was done without it.
_ALSO_DONE = (
    rf"(?:{_W['also_done']}\b"
    r"(?! (?:for|on|upon|notice|attention|out|forward|an update|her view|his view)\b"
    r"|[^.;]{0,60} (?:that|how|why|whether|what)\b|[^.;]{0,40}[:“]))"
)
_REPORTS = lazy_pattern(rf"(?!{_ALSO_DONE}){SPEAKS.pattern}")
_LIST = lazy_pattern(r",?(?: and| &)? ?")
_HAD = lazy_pattern(r"\bha(?:d|s|ve|ving)(?: \w+)?\W*$")
# White space and a bullet between two sentences.
_GAP = BESIDE.gap


def speeches(text: str, found: Sequence[Mention] | None = None) -> tuple[Speech, ...]:
    """Return the stretches that report speech, in order of the text.

    In a transcript, each turn is one of who its label names. In a report a stretch goes on to the end
    of its paragraph, with the list that a colon announces, until somebody else speaks, the meeting
    acts, or a resolution begins.
    """
    called = interjections(text)
    all_mentions = [
        one
        for one in (mentions(text) if found is None else found)
        if not is_quoted(text, one.start)
        and not any(other.start <= one.start < other.end for other in called)
    ]
    labelled = spoken_turns(text)
    told = _joined(
        [Speech(turn.name, turn.said, turn.end) for turn in labelled if turn.said < turn.end]
        + _reported(text, all_mentions, labelled)
    )
    return with_interjections(told, called)


def _reported(text: str, found: Sequence[Mention], labelled: list[Turn]) -> list[Speech]:
    """Return what the sentences outside the turns of a transcript report, one by one."""
    starts = [mention.start for mention in found]
    result: list[Speech] = []
    before, line_end = Before(), -1
    for span in sentences(text):
        new_line = span.start > line_end
        line_end = _line_end(text, span.end) if new_line else line_end
        if _in_turn(labelled, span):
            # Who spoke before need not go on behind an interjection.
            before = Before()
            continue
        inside = found[bisect_right(starts, span.start - 1) : bisect_right(starts, span.end - 1)]
        names = subjects(text, span, inside) or still(text, span, before, inside, new_line=new_line)
        result.extend(Speech(name, span.start, span.end) for name in names)
        asks = any(is_asked(text[span.start : one.start]) for one in inside)
        before = Before(names, span, asks)
    return result


def _in_turn(labelled: list[Turn], span: Span) -> bool:
    at = bisect_right(labelled, span.end - 1, key=lambda turn: turn.start) - 1
    return at >= 0 and span.start < labelled[at].end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def subjects(text: str, span: Span, found: Sequence[Mention]) -> list[str]:
    """Return who speaks in a sentence: who stands before a verb of speech, as its subject."""
    names: dict[str, None] = {}
    waiting: list[str] = []
    before: list[str] = []
    if _NO_REPORT.match(text, span.start, span.end):
        return []
    for number, mention in enumerate(found):
        inside = text[span.start : _list_start(found, number)]
        following = found[number + 1].start if number + 1 < len(found) else span.end
        clause = text[mention.end : min(following, span.end, mention.end + REACH.verb)]
        moves = _moves(text, span, inside, mention)
        if moves or _WHO_SPEAKS.match(clause):
            names.setdefault(mention.person.name)
            waiting = waiting if moves else []
        elif is_beside(inside):
            # "Pike, replying to Councillor Lee, said": behind the aside it goes on with who stands before.
            waiting = _going_on(clause.partition(",")[2], waiting or before, names)
        elif is_spoken_of(inside, clause, text[mention.start : mention.end]):
            waiting = []
        else:
            before = [*waiting, mention.person.name]
            waiting = _going_on(clause, before, names)
    return list(names)


def _list_start(found: Sequence[Mention], number: int) -> int:
    """Return where the list of names begins that one stands in: all of it are asked, or none."""
    for _ in range(REACH.most_in_list):
        if not number or found[number - 1].alone:
            break
        number -= 1
    return found[number].start


def _going_on(clause: str, waiting: list[str], names: dict[str, None]) -> list[str]:
    """Return who still waits for a verb: nobody where `clause` has it (they are noted) or goes elsewhere."""
    if SPEAKS.search(clause) and not _IS_LENT.match(clause):
        names.update(dict.fromkeys(waiting))
        return []
    return waiting if _GOES_WITH.fullmatch(clause) else []


# A recital or the words of a motion: whoever is named there does not speak.
_NO_REPORT = lazy_pattern(
    r"[\W\d]*+(?:\(?[a-zA-Z\d]{1,3}[.)] )*(?:(?:AND|And|NOW|Now),? )?"
    r"(?:WHEREAS|Whereas|THEREFORE|BE IT|Be it|THAT\b|That (?:Councill?or|Cllr|Cr|the)\b)"
    # by whom it is told, which is not who is named next
    r"|[\W\d]*+(?:According to|In the (?:opinion|view|words) of)\b"
)
_IS_LENT = lazy_pattern(rf" seconded{LENT}")
_BY = lazy_pattern(r"\bby (?:the )?$")
# "Pike claimed, and Councillor Lee denied, that": what follows is not what Lee says.
_DENIES = lazy_pattern(r"\b(?:denied|disputed|doubted|disagreed|rejected|opposed|contested),")
# "supported by Councillor Oak, who thanked": an object that speaks for itself.
_WHO_SPEAKS = lazy_pattern(rf",? who (?:also |then |further |in turn )?{VERB}\b")


# What stands between two who speak: a list, or a post or a party of the first; a verb makes another subject.
_GOES_WITH = lazy_pattern(
    r"(?:\s*\([^)]*\))?\s*(?:(?:,? ?(?:and|&)|,)(?: also| the)?|, [^,;]{2,60},(?: and)?(?: the)?)?\s*"
)
_MOVED_BY = lazy_pattern(
    r"\b(?:[Pp]roposed|PROPOSED|[Ss]econded|SECONDED|[Mm]oved|MOVED|[Rr]aised|[Ss]ubmitted|[Aa]sked(?= by)|"
    r"[Ss]uggested(?= by)|[Rr]equested(?= by)|[Qq]uestioned(?= by)|[Qq]ueried(?= by))"
    r"(?: in the name of)?(?: by)?[: ]*(?:the )?$"
    r"|(?:(?:^|[\n.:;(] ?|\b(?:[Oo]n|[Uu]pon|[Ff]ollowing|[Bb]y) )(?:(?:the|a) )?(?:proposal|motion|proposition)"
    r"|\b(?:Mover|Seconder|[Pp]roposer|name)) ?(?:of|:)? ?(?:the )?$"
)


# "Councillor Oak proposed Councillor Elm for the chair": who is named behind does nothing.
_PROPOSES, _NAMED = (
    lazy_pattern(r"[a-z]+ (?:the )?$"),
    re.compile(r"[A-ZÀ-Þ][\w’'.-]* (?:(?:then|also|duly|had) )?$"),
)
_DONE_HERE = lazy_pattern(r"(?:moved|proposed|seconded)\b")


def _moves(text: str, span: Span, inside: str, mention: Mention) -> bool:
    """Say whether "moved by", "raised by" stands in front of a person, of what a meeting deals with."""
    match = _MOVED_BY.search(inside[-BESIDE.object :])
    if match is None or (match[0].startswith("name") and takes_over(inside)):
        return False
    start = span.start + max(0, len(inside) - BESIDE.object) + match.start()
    if _PROPOSES.match(match[0]) and _NAMED.search(text, span.start, start):
        return False
    # What "had been raised by" somebody was raised, if not here; a motion was not moved here.
    if _DONE_HERE.match(match[0]) and (
        is_only_spoken_of(inside[: -len(match[0])]) or was_before(text, mention.end)
    ):
        return False
    return is_of_this_meeting(text, start, mention.start, mention.end)


def _joined(found: Sequence[Speech]) -> tuple[Speech, ...]:
    """Return the stretches; those of one person with nothing but white space between are one."""
    joined: list[Speech] = []
    latest: dict[str, int] = {}
    for speech in sorted(found, key=lambda speech: speech.start):
        at = latest.get(speech.name)
        if at is not None and speech.start - joined[at].end <= _GAP:
            joined[at] = Speech(speech.name, joined[at].start, max(joined[at].end, speech.end))
        else:
            latest[speech.name] = len(joined)
            joined.append(speech)
    return tuple(joined)


def reporting(text: str, span: Span, found: Sequence[Mention] | None = None) -> list[str] | None:
    """Return who a sentence itself reports as speaking, None where it says so of a "he" or "she".

    That is stricter than `speeches`, which follow a report through its paragraph: an empty list says
    that the sentence is narrative, or goes on with what somebody said before.
    """
    inside = text[span.start : span.end]
    named = mentions(inside) if found is None else list(found)
    speaking = subjects(inside, Span(0, len(inside)), named)
    names = [
        mention.person.name
        for at, mention in enumerate(named)
        if mention.person.name in speaking and _reports(inside, named, at)
    ]
    verb = _reporting_verb(inside)
    if names or verb < 0 or any(mention.start < verb for mention in named):
        return list(dict.fromkeys(names))
    return None if HE.match(inside) else []


def _reports(inside: str, named: Sequence[Mention], at: int) -> bool:
    """Say whether a verb of speech is of who is named: "questioned by Councillor Pike, the Treasurer said" is not."""
    clause = _clause(inside, named, at)
    if _BY.search(
        inside[max(0, named[at].start - REACH.object) : named[at].start]
    ) and not _WHO_SPEAKS.match(clause):
        return False
    if READS.search(clause) or _DENIES.search(clause):
        return False
    return _reporting_verb(clause) >= 0


def _clause(inside: str, named: Sequence[Mention], at: int) -> str:
    """Return what is said of a person who is named: up to the next one who is no part of a list."""
    start = named[at].end
    while at + 1 < len(named) and _LIST.fullmatch(inside, named[at].end, named[at + 1].start):
        at += 1
        start = named[at].end
    end = named[at + 1].start if at + 1 < len(named) else len(inside)
    return inside[start : min(end, start + REACH.verb)].partition(";")[0]


def _reporting_verb(inside: str) -> int:
    """Return where the first verb stands that surely reports speech, -1 where none does."""
    for match in _REPORTS.finditer(inside):
        if not _HAD.search(inside, 0, match.start()):
            return match.start()
    return -1
