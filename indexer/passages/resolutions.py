"""What a text says was resolved: lines that a record sets apart, and sentences in its prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.text import BULLET
from corpus.wording import has_any
from indexer.language.windows import sentences

_NUMBERED = r"[\W_]*(?:\d{1,3}(?:\.\d{1,3})*[a-z]?[.)]?[\W_]*)?"
_BODY = (
    r"(?:[Cc]ouncil|[Cc]ommittee|[Cc]abinet|[Bb]oard|[Cc]ommission|[Pp]anel|[Ee]xecutive"
    r"|[Mm]eeting|"
    r"[Ss]ub-[Cc]ommittee|[Aa]ssembly|[Aa]uthority|[Mm]embers)"
)
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
# The forms inside prose: the meeting, as a body, decides; a motion is carried or lost.
_PROSE = re.compile(
    rf"\b{_BODY} (?:then |also |therefore |formally |duly |unanimously ){{0,3}}"
    r"(?:resolved|agreed|AGREED|APPROVED|approved|decided|adopted|confirmed|voted|RESOLVED|NOTED) "
    r"(?:unanimously )?(?:to\b(?! disagree)|the\b(?! need)|by \d|[“\"‘'])"
    rf"|\b{_BODY},? [^.\n]{{0,120}}?\bagreed the following"
    r"|\b[Ii]t was (?:therefore |then |also |duly |formally )?(?:unanimously |further )?"
    r"(?:resolved|agreed|decided)(?:,[^.\n]{0,60},)? (?:that|to|unanimously|on)\b"
    r"|\b(?:was|were) (?:unanimously |duly |formally |put and |then |accordingly ){0,2}"
    r"(?:carried(?! out| on| forward| over)|adopted|passed(?! to| on| by| away)|lost|defeated"
    r"|approved as|confirmed(?: as|\b(?=[ .,]*(?:and signed|$|\.)))|agreed as|noted\."
    r"|declared (?:carried|lost))"
    r"|\b(?:[Tt]he )?(?:[Mm]otion|[Aa]mendment|[Rr]ecommendations?|[Pp]roposal|[Rr]esolution"
    r"|[Mm]inutes)\b[^.\n]{0,60}?\b(?:was|were) "
    r"(?:put (?:and )?|then |duly |unanimously |therefore )*"
    r"(?:carried|approved|agreed|lost|defeated|adopted|passed|rejected|accepted|noted|confirmed)\b"
    r"|\bthe following (?:resolution|motion|decision|recommendation)s? (?:was|were) "
    r"(?:unanimously )?(?:agreed|passed|carried|adopted|approved)"
    r"|\bseconded by [^;\n]{2,60}?,? and (?:it was )?(?:unanimously |duly )?"
    r"(?:agreed|resolved|carried|approved|adopted)\b"
    r"|\bunanimously (?:agreed|adopted|resolved|approved|carried|supported)\b"
    r"|\b(?:[Ll]ost|[Cc]arried|[Ff]ell) by \d"
)
_NO_DECISION = re.compile(
    r"\b(?:resolves|would be|could be|if|should be|asked whether|may be|not yet|previously|earlier"
    r"|had been|agreed in principle by the Government)\b"
    r"|^\W*(?:That )?(?:[Tt]his )?Council (?:notes|resolves|believes)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = (
    rf"(?:(?:[A-Z][a-z]+day,? )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?|(?:19|20)\d\d)(?![\w/–-])"
)
_AT_A_MEETING = (
    rf"(?:the|its|their|our|a|an) (?:(?:{_DATE} )(?:[\w’'-]+ ){{0,4}}?[Mm]eeting"
    rf"|(?:[\w’'-]+ ){{0,5}}?[Mm]eeting (?:of (?:the )?(?:[\w’'-]+ ){{1,6}}?)?"
    rf"(?:(?:held )?(?:on|of|in) )(?:the )?{_DATE})"
)
# A sentence that begins with another day or another meeting tells what was decided then.
_AT_ANOTHER_TIME = re.compile(
    rf"\W*(?:(?:On|In|During|By) {_DATE}|At {_AT_A_MEETING}"
    r"|At (?:the|its|their|our) (?:last|previous|earlier|preceding) (?:\w+ ){0,2}(?:meeting|session)\b"
    r"|(?:Last|The previous) (?:year|month|week|summer|autumn|winter|spring|meeting)\b)"
)
_BY_ANOTHER_MEETING = re.compile(rf"[^.;\n]{{0,120}}?\bat {_AT_A_MEETING}")
# What is agreed to be done may well be done at another meeting.
_TO_COME = re.compile(r"[ ,]*(?:to|that)\b")
# A quotation that follows so is the resolution; another one may be somebody's speech.
_SET_APART = re.compile(r"(?:RESOLVED|[Rr]esolved|AGREED|[Aa]greed|[Dd]ecided)\W{0,6}“|^\W*“That\b")
# What a meeting does about itself is no decision on the item under which it does so.
_ABOUT_ITSELF = re.compile(
    r"(?:to take (?:[Aa]genda )?[Ii]tems?\b"
    r"|(?:that )?(?:[Aa]genda )?[Ii]tems? \d[\d, and&]*(?:should )?be (?:taken|brought forward|moved|heard)\b"
    r"|to (?:vary|change|alter|suspend) (?:the )?(?:order\b|agenda\b|[Ss]tanding [Oo]rders?\b)"
    r"|to adjourn(?: the (?:meeting|sitting|session))?(?: (?:for|until|at)\b|\W*$)"
    r"|to extend the (?:meeting|sitting)\b"
    rf"|to hold (?:the|its|their) (?:next |{_MONTH} |[Aa]nnual |[Oo]rdinary ){{1,3}}[Mm]eeting\b)"
)
# What was seconded, or put, stands in the sentence before.
_POINTS_BACK = re.compile(
    r"\W*(?:This|That|It|These|Both|The (?:proposal|suggestion|request)) (?:was|were) "
    r"(?:then |also |duly )?(?:seconded|put|supported)\b"
)
_CLAUSE = re.compile(
    rf"{re.escape(BULLET)}|[-–*] |\W{{0,3}}\(?(?:[ivx]{{1,5}}|[a-zA-Z]|\d{{1,2}})[.)] ?"
    rf"|\W{{0,4}}[Tt]hat\b|[“\"‘]"
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


def resolutions(text: str) -> str:
    """Return what `text` says was resolved: verbatim lines, and sentences out of prose, in order."""
    return "\n".join(_resolution_lines(text))


def _resolution_lines(text: str) -> Iterator[str]:
    open_clause = wants_next = False
    n_quoted = 0  # Lines that an open quotation may still take.
    for line in filter(str.strip, text.split("\n")):
        said = _resolved_in(line)
        if said:
            yield said
            open_clause, wants_next = True, bool(_OPEN.search(said) or _BARE.match(said))
            n_quoted = _MOST_QUOTED if _is_left_open(said) and _SET_APART.search(said) else 0
        elif open_clause and (n_quoted or _goes_on(line, wants_next=wants_next)):
            yield line
            wants_next = bool(_OPEN.search(line))
            n_quoted = 0 if "”" in line else max(0, n_quoted - 1)
        else:
            open_clause = wants_next = False


def _is_left_open(said: str) -> bool:
    """Say whether a quotation begins and does not end."""
    return said.count("“") > said.count("”")


def _resolved_in(line: str) -> str:
    """Return what a line says was resolved: all of it where it sets a resolution apart, else sentences."""
    capitals = _CAPITALS.search(line)
    if not (_STARTS.match(line) or capitals):
        return _decisions(line)
    # A long line of capitals is a heading.
    if line.isupper() and len(line.split()) > _MOST_CAPITALS:
        return ""
    return (
        line if capitals is None or _STARTS.match(line) else _from_sentence(line, capitals.start())
    )


def _from_sentence(line: str, at: int) -> str:
    """Return a line from the sentence on that resolves; all of it where that says too little by itself."""
    start = max((span.start for span in sentences(line) if span.start <= at), default=0)
    said, before = line[start:], line[:start]
    return said if len(said.split()) >= _FEWEST_WORDS and len(before.split()) > 1 else line


def _goes_on(line: str, *, wants_next: bool) -> bool:
    """Say whether a line goes on with the resolution above it."""
    return not _ENDS.match(line) and (wants_next or _CLAUSE.match(line) is not None)


_MOST_CAPITALS = 12
_MOST_QUOTED = 8
# "It was RESOLVED accordingly.": reason only.
_FEWEST_WORDS = 6
_LIKELY = (
    *"agreed resolv decided approv adopted confirm voted noted NOTED AGREED APPROVED carried".split(),
    *"Carried passed Lost lost defeat reject accept supported".split(),
    "fell by",
)


def _decisions(line: str) -> str:
    """Return the stretch of a line of prose from its first deciding sentence to its last, or ""."""
    if not has_any(line, _LIKELY) or not _PROSE.search(line):
        return ""
    start, end, before = len(line), 0, None
    for span in sentences(line):
        if _is_decided_here(line[span.start : span.end]):
            first = before if before and _POINTS_BACK.match(line, span.start) else span
            start, end = min(start, first.start), max(end, span.end)
        before = span
    return line[start:end].strip() if end else ""


def _is_decided_here(sentence: str) -> bool:
    """Say whether a sentence of prose tells what this meeting decided, on the item that it speaks of."""
    match = _PROSE.search(sentence)
    if match is None or _NO_DECISION.search(sentence[: match.end()]):
        return False
    if _AT_ANOTHER_TIME.match(sentence) or _ABOUT_ITSELF.search(sentence):
        return False
    is_to_come = match.group().endswith((" to", " that")) or _TO_COME.match(sentence, match.end())
    return bool(is_to_come) or not _BY_ANOTHER_MEETING.match(sentence, match.end())
