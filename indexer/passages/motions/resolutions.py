"""What a text says was resolved: lines that a record sets apart, and sentences in its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.text import BULLET
from indexer.language.windows import sentences
from indexer.passages.annotations import Motion
from indexer.passages.motions.clauses import Clauses
from indexer.passages.motions.decided_prose import decisions
from indexer.passages.motions.procedural import are_procedural
from indexer.passages.speech.questions_put import Put, told_by_mouth
from indexer.passages.speech.turns import LABEL, is_transcript, turns
from indexer.tuning import REACH

_NUMBERED = r"[\W_]*(?:\d{1,3}(?:\.\d{1,3})*[a-z]?[.)]?[\W_]*)?"
# The forms at the start of a line, where a record sets its resolution apart.
_STARTS = re.compile(
    rf"{_NUMBERED}(?:(?:(?:[Ii]t|IT) (?:was|WAS)|[Aa]nd|AND|[Tt]herefore)[ :,-]*)*"
    r"(?:(?:[Uu]nanimously|UNANIMOUSLY) )?"
    r"(?:RESOLVED|Resolved|RECOMMENDED|RECOMMENDATIONS? AGREED|DECISIONS?(?: MADE)?|AGREED|Agreed"
    r"|DECIDED|Decisions?(?=\W*$|:))\b"
    r"(?! (?:items?|minutes|notice|by|maker|details|status))"
)
_CAPITALS = re.compile(
    r"\b(?:RESOLVED|(?:was|be|were|also|unanimously) (?:AGREED|RECOMMENDED)"
    r"|Permission (?:GRANTED|REFUSED)"
    r"|(?:APPROVED|AGREED|NOTED|ENDORSED|REFUSED|GRANTED|CARRIED) (?:the|that|to|as|subject|by)\b"
    r"|Consent (?:GRANTED|REFUSED)|(?<=[.”] )Resolved(?::| (?:to|that|unanimously)\b))"
)
_CLAUSE = re.compile(rf"{re.escape(BULLET)}|[-–*] |\W{{0,4}}[Tt]hat\b|[“\"‘]")
# A quotation that follows so is the resolution; another one may be somebody's speech.
_SET_APART = re.compile(r"(?:RESOLVED|[Rr]esolved|AGREED|[Aa]greed|[Dd]ecided)\W{0,6}“|^\W*“That\b")
# The text of a motion: nobody knows from it what became of it.
_PROPOSAL = re.compile(r"\bbe it\b,?(?: \w+){0,2},? resolved\b", re.IGNORECASE)
_RECITAL = re.compile(r"\W*(?:AND )?WHEREAS\b|\W*(?:And )?[Ww]hereas\b")
_ADOPTED = re.compile(
    r"^\W*(?:(?:and|approved|passed|adopted)\b[, ]*){1,4}(?:(?:at|in) [^.\n]{2,60})?(?:this|on|by)\b",
    re.IGNORECASE | re.MULTILINE,
)
# A line that ends so is not finished: what was resolved is the next line, or a page ends in the middle of it.
_OPEN = re.compile(
    r"(?::[-–—]?|[-–—]|\b(?:that|to|as follows|the following)\W*)\s*"
    r"(?:\([^()\n]{2,40}\))?[\s”\"’*]*$"
    r"|\b(?:and|or|of|the|to|for|in|by|with|a|an|on|at|from|as)\s*$|\b(?:Mr|Mrs|Ms|Dr|Cllr)\.\s*$"
)
# The bare word, on a line of its own and without an end: "RESOLVED", "It was AGREED unanimously".
_BARE = re.compile(
    rf"{_STARTS.pattern}[ ,:]*(?:[Uu]nanimously|UNANIMOUSLY)?[^\w.]*$",
)
_ENDS = re.compile(
    r"\W*(?:Reasons?\b|REASONS?\b|Voting\b|VOTING\b|Note\b|NOTE\b|\[Note|Other [Oo]ptions"
    r"|(?:Councillor|Cllr|Proposed|Seconded|The (?:Chair|Director|Head|Leader|meeting)) )"
)


def resolutions(text: str, *, is_carried: bool = False, own: frozenset[str] = frozenset()) -> str:
    """Return what `text` says was resolved: verbatim lines, and sentences out of prose, in order.

    The text of a motion ("BE IT RESOLVED that ...") is resolved if the text says that it was adopted, or `is_carried`
    does. What somebody but the chair says in a speech is what they say. `own` are the words of the name of the body
    (`of_others.own_words`): what another one decided is not resolved here.
    """
    is_carried = is_carried or _ADOPTED.search(text) is not None
    return "\n".join(_resolution_lines(text, is_carried=is_carried, own=own))


def _resolution_lines(text: str, *, is_carried: bool, own: frozenset[str]) -> Iterator[str]:
    open_clause = wants_next = False
    clauses = Clauses()
    n_quoted = 0  # Lines that an open quotation may still take.
    by_mouth = told_by_mouth(text)
    for at, line, is_speech in _lines(text):
        said = _resolved_in(line, own, is_speech=is_speech, is_carried=is_carried)
        said = said or _put_in(text, at, at + len(line), by_mouth)
        if said:
            yield said
            open_clause, wants_next = True, bool(_OPEN.search(said) or _BARE.match(said))
            n_quoted, clauses = _n_quoted(said), Clauses(said)
        elif open_clause and (n_quoted or _goes_on(line, clauses, wants_next=wants_next)):
            yield line
            clauses.add(line)
            wants_next = bool(_OPEN.search(line))
            n_quoted = _n_quoted(line) or (0 if "”" in line else max(0, n_quoted - 1))
        else:
            open_clause = wants_next = False


def _put_in(text: str, start: int, end: int, by_mouth: Sequence[Put]) -> str:
    """Return the questions that were put in a line, with their answers."""
    return " ".join(text[put.start : put.end] for put in by_mouth if start <= put.start < end)


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line that is not empty with its first character, and whether somebody speaks in it who does not preside.

    In a transcript what follows a turn belongs to it, until the next one.
    """
    labelled = turns(text)
    begins = {turn.said: turn.presides for turn in labelled}
    is_debate = is_transcript(labelled)
    is_speech, at = False, 0
    for line in text.split("\n"):
        own = [presides for start, presides in begins.items() if at <= start <= at + len(line)]
        if own or not is_debate:
            is_speech = bool(own) and not own[0]
        if line.strip():
            yield at, line, is_speech
        at += len(line) + 1


def _n_quoted(said: str) -> int:
    """Return how many lines may follow of a resolution whose quotation begins and does not end."""
    is_left_open = said.count("“") > said.count("”")
    return REACH.quoted if is_left_open and _SET_APART.search(said) else 0


def _resolved_in(line: str, own: frozenset[str], *, is_speech: bool, is_carried: bool) -> str:
    """Return what a line says was resolved: all of it where it sets a resolution apart, else sentences."""
    if _is_proposal(line, is_speech) or _RECITAL.match(line):
        return line if is_carried and not _RECITAL.match(line) else ""
    return (
        _set_apart(line)
        if _STARTS.match(line) or _CAPITALS.search(line)
        else _told(line, is_speech, own)
    )


def _is_proposal(line: str, is_speech: bool) -> bool:
    """Say whether a line is of the text of a motion: in a speech somebody only reads from it."""
    is_read = is_speech and LABEL.match(line) is not None
    return _PROPOSAL.search(line) is not None and not is_read


def _told(line: str, is_speech: bool, own: frozenset[str]) -> str:
    return "" if is_speech else decisions(line, own)


def _set_apart(line: str) -> str:
    """Return a line that sets a resolution apart, from the sentence on that does so."""
    capitals = _CAPITALS.search(line)
    # A long line of capitals is a heading.
    if line.isupper() and len(line.split()) > REACH.capitals:
        return ""
    return (
        line if capitals is None or _STARTS.match(line) else _from_sentence(line, capitals.start())
    )


def _from_sentence(line: str, at: int) -> str:
    """Return a line from the sentence on that resolves; all of it where that says too little by itself."""
    start = max((span.start for span in sentences(line) if span.start <= at), default=0)
    said, before = line[start:], line[:start]
    return said if len(said.split()) >= REACH.fewest_resolved and len(before.split()) > 1 else line


def _goes_on(line: str, clauses: Clauses, *, wants_next: bool) -> bool:
    """Say whether a line goes on with the resolution above it."""
    if _ENDS.match(line):
        return False
    return wants_next or clauses.go_on_with(line) or _CLAUSE.match(line) is not None


def is_adopted(text: str, moved: Sequence[Motion]) -> bool:
    """Say whether motions whose text a record gives were adopted: each was carried, and none is left over.

    A motion on how the meeting goes on ("that the rules be suspended") adopts no text.
    """
    beside = are_procedural(text, moved)
    of_substance = [one for one, is_beside in zip(moved, beside, strict=True) if not is_beside]
    is_text = [_is_proposal(line, is_speech) for _, line, is_speech in _lines(text)]
    n_texts = sum(now and not before for before, now in pairwise([False, *is_text]))
    return (
        bool(of_substance)
        and all(one.outcome == "carried" for one in of_substance)
        and n_texts <= len(of_substance)
    )
