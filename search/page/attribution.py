"""Who says a sentence that is quoted: in doubt nobody.

A report ("Councillor Pike said that …") names its speaker as the subject of a verb of speech, and goes
on from sentence to sentence. A transcript names its speaker in a label ("Councillor Pike: Chair, …").
Whoever is named inside what is said is not who says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lazy_pattern import lazy_pattern
from indexer.language.shingles import folded
from indexer.language.windows import Span, sentences
from indexer.passages.annotations import Annotations
from indexer.passages.passage import Passage
from indexer.passages.people.names import COUNCILLOR, LABELLED, PRESIDES
from indexer.passages.people.people import mentions
from indexer.passages.speech.dashed_turns import spoken_turns
from indexer.passages.speech.interjections import interjections, nameless_interjections
from indexer.passages.speech.speech import reporting, speeches
from indexer.passages.speech.turns import LABEL, Turn
from search.page.tuning import SHOWN

# Whom a speaker addresses.
_ADDRESS = lazy_pattern(
    rf"(?:Thank you,? (?:very much,? )?)?(?:(?:Mr|Madame?)\.? (?:Deputy |Acting )?{PRESIDES}|Chair)[,.] (?=[A-Z])"
)
# The number of a paragraph, and a heading that ran into its first sentence: "4.Notice", "14.2 The",
# "… at 10.00 a.m. (b) Overdraft Accommodation The Deputy …".
_NUMBER = lazy_pattern(r"\d{1,3}\.(?:\d{1,3}\.? )?(?=[A-Z][a-z])")
_ITEM = lazy_pattern(r".*(?:\.[”’\"')]?) \((?:[a-z]|[ivx]{1,4})\) (?=[A-Z])", re.DOTALL)
_HEADING = lazy_pattern(
    r"(?:[A-Z][\w’'-]*(?: (?:of|and|for|in|to|&))* ){2,8}"
    r"(?<! of )(?<! and )(?<! for )(?<! in )(?<! to )(?=(?:The|It|This|There) [\w’'-]+ )"
)
# In front of a label, and of neither who speaks before nor who speaks behind it: ">> Mayor Oak: …"
_MARK = lazy_pattern(r"(?:>+|[-–—]) ?")
_I = lazy_pattern(r"\b(?:I|[Mm]y|[Mm]e|myself)\b(?!\.)")
_IN_QUOTATION_MARKS = lazy_pattern(r"“[^”]*”?|\"[^\"]*\"?")
_NAME_FIRST = lazy_pattern(r"\W*(?:[\d.]+ )?(?:The |An? )?[A-Z][\w’'.]* (?:and )?\(?[A-Z]")
_MOST_SPEAKERS = SHOWN.speakers
# "as Councillor Pike pointed out", "… said that Councillor Pike": inside what is said.
_AS = lazy_pattern(rf"\b[Aa]s (?:the )?(?:{COUNCILLOR} |{LABELLED} )?$")
# Whom the sentence answers stands in front of the comma before who speaks.
# "Neither Oak nor Elm said that": it is told of them, and nobody said it.
_NOBODY = lazy_pattern(r"\W*(?:neither|none of|nobody|no[- ]one)\b", re.IGNORECASE)
_ANSWERS = lazy_pattern(
    r"\W*(?:[Ii]n (?:response|reply|answer|reaction|relation) to|[Rr](?:esponding|eplying) to|[Aa]nswering|[Ff]ollowing|[Aa]t the (?:request|invitation) of|"
    r"[Oo]n foot of|[Aa]rising from|[Ff]urther to|[Ff]rom|[Qq]uestioned by|[Aa]sked by|[Pp]ressed by|[Tt]o)\b"
)
_SAYS = lazy_pattern(
    r"\b(?:said|says|replied|answered|responded|advised|stated|confirmed|explained|added|informed|told|reported|noted|clarified|outlined|agreed|undertook|indicated|"
    r"assured|acknowledged|promised|thought|felt|observed|remarked|commented|pointed out)\b"
)
_SAID_THAT = lazy_pattern(
    r"\b(?:said|told (?:\w+ ){1,3}|felt|thought|found|saw|says|\w+(?:ed|ing)) that\b"
)


def behind_label(text: str, span: Span) -> Span:
    """Return a sentence without what stands in front of it.

    That is a number, a heading, the label of its speaker, or whom it addresses.
    """
    start = next(
        (
            turn.said
            for turn in spoken_turns(text)
            if turn.start <= span.start < turn.said < span.end
        ),
        span.start,
    )
    for pattern in (_ITEM, _NUMBER, _HEADING, LABEL, _ADDRESS):
        match = pattern.match(text, start, span.end)
        if match:
            start = match.end()
    return Span(start, span.end)


def labelled(text: str, at: int) -> str:
    """Return who is named by the label that the paragraph of a place stands behind, "" if none is."""
    return next((turn.name for turn in spoken_turns(text) if turn.start <= at < turn.end), "")


def speakers(text: str, annotations: Annotations, sentence: Span) -> list[str]:
    """Return those who say a sentence, each under one name; none in doubt."""
    called = _called_in(text, sentence)
    if called is not None:
        return called
    told = _of_turns(text, sentence)
    if told is not None:
        return told
    said = text[sentence.start : sentence.end]
    if _NOBODY.match(said):
        return []
    # Reports are in the third person: who says "I" is not whom they name, but in a quotation.
    if _I.search(_IN_QUOTATION_MARKS.sub("", said)):
        return []
    own = reporting(text, sentence)
    going_on = _going_on(annotations, sentence.start)
    if own is None:
        # "She added that …": whoever spoke before, if that is one.
        return _who_is_she(text, sentence, going_on)
    inside = _named_inside(said)
    surnames = (set(map(_surname, own)) - {""}) - _answered_in(said)
    names = _each_once([name for name in going_on if _surname(name) in surnames])
    return [name for name in names if _surname(name) not in inside]


def _answered_in(said: str) -> set[str]:
    """Return the surnames of those whom a sentence only answers: "In reply to Oak and Elm, Ash said"."""
    opening = _ANSWERS.match(said)
    reported = _SAYS.search(said, opening.end()) if opening else None
    comma = said.rfind(", ", 0, reported.start()) if reported else -1
    return {_surname(m.person.name) for m in mentions(said) if m.end <= comma + 1} - {""}


def _of_turns(text: str, sentence: Span) -> list[str] | None:
    """Return whose turn of a transcript a sentence is of, nobody's if of two, None if of none."""
    if len({turn.name for turn in spoken_turns(text) if _overlaps(turn, sentence)}) > 1:
        return []
    mark = _MARK.match(text, sentence.start, sentence.end)
    label = labelled(text, mark.end() if mark else sentence.start)
    return [label] if label else None


def _overlaps(turn: Turn, sentence: Span) -> bool:
    return turn.said < sentence.end and sentence.start < turn.end


def _who_is_she(text: str, sentence: Span, going_on: Sequence[str]) -> list[str]:
    """Return who a "she" is that begins a sentence: the one who spoke before, if nobody else is named there."""
    names = _each_once(going_on)
    return names if len(names) == 1 and not _names_others(text, sentence, names[0]) else []


def _names_others(text: str, sentence: Span, name: str) -> bool:
    """Say whether the sentence in front names somebody else, who may be "she" as well: "Pike welcomed Ms Lee."."""
    before = [span for span in sentences(text[: sentence.start]) if span.end <= sentence.start]
    if not before:
        return False
    named = mentions(text[before[-1].start : before[-1].end])
    return any(_surname(one.person.name) != _surname(name) for one in named)


def _called_in(text: str, sentence: Span) -> list[str] | None:
    """Return who calls a sentence into another's speech, nobody where only a part of it is called, None if none is."""
    found = [
        one for one in interjections(text) if one.start < sentence.end and sentence.start < one.end
    ]
    if not found:
        return [] if _is_called_by_nobody(text, sentence) else None
    return [
        one.name for one in found if one.start <= sentence.start and sentence.end <= one.end + 1
    ]


def _is_called_by_nobody(text: str, sentence: Span) -> bool:
    """Say whether a sentence has something of what somebody without a name calls into a speech."""
    called = nameless_interjections(text)
    return any(start < sentence.end and sentence.start < end for start, end in called)


def _going_on(annotations: Annotations, at: int) -> list[str]:
    """Return whose reported speech a place stands in."""
    return [speech.name for speech in annotations.speeches if speech.start <= at < speech.end]


def _surname(name: str) -> str:
    return folded(name)[-1] if folded(name) else ""


def speaker(text: str, annotations: Annotations, sentence: Span, quote: Span) -> str:
    """Return the one or two people who say a quote, or "".

    A report goes on from sentence to sentence; one that begins with another name ends it.
    """
    shown = text[quote.start : quote.end]
    said = folded(shown)
    names = speakers(text, annotations, sentence)
    named = [name for name in names if folded(name)[-1:] and folded(name)[-1] in said]
    if not named and not labelled(text, sentence.start) and _NAME_FIRST.match(shown):
        return ""
    found = named or names
    return " and ".join(found) if len(found) <= _MOST_SPEAKERS else ""


def _named_inside(said: str) -> set[str]:
    """Return the surnames of those whom a sentence names, but not as who says it."""
    found = mentions(said)
    subjects = {folded(speech.name)[-1] for speech in speeches(said, found) if folded(speech.name)}
    reported = _SAID_THAT.search(said)
    behind = reported.start() if reported else len(said)
    named = {_surname(mention.person.name) for mention in found} - {""}
    # Who is the subject once may well be named again in what they say.
    return named - {
        name
        for mention in found
        if (name := _surname(mention.person.name)) in subjects
        and mention.start <= behind
        and not _AS.search(said, max(0, mention.start - SHOWN.as_before), mention.start)
    }


def _each_once(names: Sequence[str]) -> list[str]:
    """Return names without those that are another one in short, or the same."""
    words = {name: set(folded(name)) for name in names}
    return [
        name
        for at, name in enumerate(words)
        if not any(
            words[name] < words[other] or (words[name] == words[other] and before < at)
            for before, other in enumerate(words)
            if other != name
        )
    ]


def who_says(passage: Passage, shown: Span) -> str:
    """Return who says a stretch of a passage, of several sentences only who says all of them; "" where it is not sure."""
    names = {
        speaker(passage.text, passage.annotations, sentence, sentence)
        for sentence in sentences(passage.text)
        if sentence.start < shown.end and shown.start < sentence.end
    }
    return names.pop() if len(names) == 1 else ""
