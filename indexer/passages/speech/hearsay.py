"""Whether a vote or an outcome is this item's own, or only mentioned: in a speech, or of another day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from corpus.dates import MONTHS
from corpus.lazy_pattern import lazy_pattern
from corpus.wording import one_of, wordings
from indexer.language.windows import Span
from indexer.passages.people.names import PRESIDES
from indexer.passages.speech.quotations import is_quoted
from indexer.passages.speech.turns import Turn
from indexer.tuning import REACH

# "I was told that it was agreed": a speech. A numeral stands behind a word with a capital ("Phase I was").
FIRST_PERSON = lazy_pattern(
    r"(?:^\W*|[,;:] ?|\b(?i:that|and|but|as|when|if|what|which|because|so|how|why|where) )I(?:[’']\w+)?\b"
    r"|\bI[’'](?:m|ve|d|ll)\b|\b[Mm]y\b"
)
_MONTH = one_of(*(month.capitalize() for month in MONTHS))
# Words behind which somebody's own words follow: whatever is said of a vote there is not its result.
_SAID = lazy_pattern(
    r"(?<!\bbe )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b"
    + wordings("indexer.passages.people", "people.toml")["hearsay"]
    + r"\b"
)
_WHO_PRESIDES = lazy_pattern(
    rf"\b{PRESIDES}\b[^.;]{{0,60}}\b(?:said|stated|noted|reported|announced|declared|confirmed|advised)\b"
)
_PLUPERFECT = lazy_pattern(
    r"\b(?:(?:had|(?:would|could|should|might) have|would|could|might|did not|does not) "
    r"(?:(?:already|just|also|previously|then|not|be|been|only|ever) )*"
    r"(?:vote[ds]?|been|agreed?|carried|carry|lost|lose|passed|pass|resolved?|approved?|adopted?|decided?|"
    r"supported|rejected|support|stood|taken|put))\b[^.;:]*$"
)
# "The Board had thrown out the first design" | "by 9 votes to 2": whatever it had done, no clause begins between.
_HAD_DONE = re.compile(
    r"(?<!who )(?<!which )\bhad (?:(?:already|just|also|previously|since|then|twice|once|earlier|later|only|even|narrowly|\w+ly) )*"
    r"(?!(?:been|spoken)\b)[a-z]+(?:ed|[a-z]en|wn|old|eld|ept|ut|ught|on)\b(?: (?:down|out|up|off|back|to|for|against))?(?: (?!(?:and|but|was|were|is|then|when)\b)[^\s,;:]+){0,14},?(?: by)? ?$"
)
# "Highland Council had" | "agreed by 40 votes to 22", "the parish had" | "unanimously objected"
_HAD = lazy_pattern(
    r"\b(?:had|(?:would|could|should|might) have)(?: (?:already|just|also|previously|been)){0,2} ?$"
)
_DONE = lazy_pattern(
    r"(?:unanimously\b|agreed|carried|lost|defeated|passed|failed|fallen|rejected|adopted|approved|voted|voting)\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = lazy_pattern(
    r"^\W*(?:had|were|should) (?:the|it|this|that|an?|any|there|they|members|councillors)\b|\b(?:if|whether|unless|until|hoped|in the event|should it|were it|in case|provided that)\b"
    r"|\b(?:would|could|might|may|should|will) (?:not )?be(?: \w+){0,2} ?$",
    re.IGNORECASE,
)
_OTHER_DAY = lazy_pattern(
    rf"\b(?:[Ii]n (?:{_MONTH} )?(?:19|20)\d\d\b|[Oo]n (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}"
    r"|\b(?:minute|Minute) \d|years? ago|[Ll]ast (?:year|month|week|meeting|time)|"
    r"[Pp]revious (?:year|meeting|administration|[Cc]ouncil)|[Aa]t (?:its|their|the|a) (?:\w+ )?meeting "
    r"(?:of|on|held|in)\b|earlier (?:this|in the) (?:year|month)|[Yy]ears before)"
)
_BEHIND = lazy_pattern(
    r"[^.;:]{0,20}\((?:minute|Minute|see|item) "
    r"|[^.;:\n]{0,40}\bat (?:its|their) (?:\w+ ){0,3}(?:[Cc]onvention|[Cc]onference|[Cc]ongress|A\.?G\.?M)\b"
)
# Numbers for and against that nobody at the meeting cast.
_SURVEY = lazy_pattern(
    r"\b(?:respon(?:se|dent|ded)\w*|[Pp]etition\w*|[Cc]onsult\w*|signator\w+|signatures|objections?|letters?|"
    r"representations|governing body|governors|referendum|residents|[Ss]urvey\w*|polls?|ballot|House of|"
    r"Parliament|[Tt]eams?|[Ll]eague|[Tt]ournament|[Tt]he (?:match|game)|scor(?:ed?|es|ing)|parishioners|electors|[Nn]eighbours?|[Cc]onsultees?|[Oo]bjectors?|[Ss]upporters|jury)\b"
    r"|\b(?i:against)\b[^.;\n]{0,20}\d+ (?:\w+ )?(?:neutral|comment(?:s|ing)?|undecided|unsure|don[’']t knows?|no (?:view|opinion|comment|objection)s?)\b"
)
# "was taken by the tenants’ association", "the shareholders voted"
_OTHERS = wordings("indexer.passages", "moved_things.toml")["others"]
_BY_OTHERS = lazy_pattern(
    rf"\b(?:taken|held|conducted|cast|votes?|ballot|poll) (?:by|among|amongst|of) (?:the |its |their |all )?(?:[\w’'-]+ ){{0,3}}{_OTHERS}\b"
    rf"|\b{_OTHERS}(?:[’']s?)?(?: (?:members|themselves|have|had|has|then|also)){{0,2}} (?:vot\w+|balloted|were balloted|polled)\b",
    re.IGNORECASE,
)
_DECIDES = lazy_pattern(
    r"\b(?:RESOLVED|Resolved|GRANTED|REFUSED|AGREED|CARRIED|LOST|Carried|Lost|Voting|DECISION|"
    r"[Ss]how of hands|[Pp]ut to the vote|[Rr]ecorded vote|[Oo]n a division)\b"
    r"|^\W*(?:\d{1,2}[.)]|\([a-z\d]{1,3}\)|[ivx]{1,4}[.)])"
)
_YES = lazy_pattern(r"yes\b", re.IGNORECASE)
_CLOSED = lazy_pattern(r"[.!?][”\"’] (?=[A-Z])")


class Hearsay:
    """What of a text is somebody's words, or of another day. Built once for a text."""

    def __init__(self, text: str, spans: Sequence[Span], labelled: Sequence[Turn]) -> None:
        """`spans` are the sentences of the text in order, `labelled` the turns of a transcript."""
        self._text, self.spans = text, spans
        self._starts = [span.start for span in spans]
        self._turns = labelled
        self._turn_starts = [turn.start for turn in labelled]

    def sentence(self, at: int) -> Span:
        """Return the sentence that a character belongs to."""
        number = bisect_right(self._starts, at) - 1
        return self.spans[number] if number >= 0 else Span(0, len(self._text))

    def text_of(self, start: int, end: int) -> str:
        """Return the sentence that a stretch begins in, up to the end of the stretch at least."""
        span = self.sentence(start)
        return self._text[span.start : max(span.end, end)]

    def turn(self, at: int) -> Turn | None:
        """Return the turn that a character belongs to."""
        number = bisect_right(self._turn_starts, at) - 1
        return self._turns[number] if number >= 0 and at < self._turns[number].end else None

    def mentioned(self, at: int) -> bool:
        """Say whether what begins at a character is only mentioned there."""
        span = self.sentence(at)
        start, end = max(span.start, at - REACH.hearsay), min(span.end, at + REACH.hearsay)
        before, sentence = self._text[start:at], self._text[start:end]
        # A sentence that ends in a quotation mark ends there, whatever its last word is.
        before = _CLOSED.split(before)[-1]
        turn = self.turn(at)
        if turn is not None and not turn.presides:
            return True
        if before.count("“") > before.count("”") or is_quoted(self._text, at):
            return True
        if _HYPOTHETICAL.search(before) or is_reported(before):
            return True
        if _is_past(self._text, before, at):
            return True
        return not _DECIDES.search(sentence) and _OTHER_DAY.search(before) is not None

    def _is_answer(self, start: int, at: int) -> bool:
        """Say whether "Yes 34, No 12" stands behind a question that people were asked."""
        before = self._text[max(0, start - REACH.hearsay) : at].rstrip()
        return before.endswith("?") and _YES.match(self._text, at) is not None

    def surveyed(self, at: int) -> bool:
        """Say whether numbers at a character are of people whom somebody asked, and no vote of the meeting."""
        span = self.sentence(at)
        sentence = self._text[
            max(span.start, at - REACH.hearsay) : min(span.end, at + REACH.hearsay)
        ]
        if _BY_OTHERS.search(sentence) or self._is_answer(span.start, at):
            return True
        return not _DECIDES.search(sentence) and _SURVEY.search(sentence) is not None


def _is_past(text: str, before: str, at: int) -> bool:
    """Say whether what begins at a character, behind these words of its sentence, had been done before."""
    if _PLUPERFECT.search(before) or _HAD_DONE.search(before) or _BEHIND.match(text, at):
        return True
    return _HAD.search(before) is not None and _DONE.match(text, at) is not None


def is_reported(before: str) -> bool:
    """Say whether what follows these words of a sentence is told by somebody who does not preside."""
    said = _SAID.search(before)
    return said is not None and not _WHO_PRESIDES.search(before)
