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
    r"|Consent (?:GRANTED|REFUSED))"
)
# The forms inside prose: the meeting, as a body, decides; a motion is carried or lost.
_PROSE = re.compile(
    rf"\b{_BODY} (?:then |also |had |has |have |therefore |formally |duly |unanimously ){{0,3}}"
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
_CLAUSE = re.compile(
    rf"{re.escape(BULLET)}|[-–*] |\W{{0,3}}\(?(?:[ivx]{{1,5}}|[a-zA-Z]|\d{{1,2}})[.)] ?"
    rf"|\W{{0,4}}[Tt]hat\b|[“\"‘]"
)
# A line that ends so is not finished: what was resolved is the next line.
_OPEN = re.compile(
    r"(?::[-–—]?|[-–—]|\b(?:that|to|as follows|the following)\W*)\s*"
    r"(?:\([^()\n]{2,40}\))?[\s”\"’*]*$"
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
    for line in filter(str.strip, text.split("\n")):
        said = _resolved_in(line)
        if said:
            yield said
            open_clause, wants_next = True, bool(_OPEN.search(said) or _BARE.match(said))
        elif open_clause and _goes_on(line, wants_next=wants_next):
            yield line
            wants_next = bool(_OPEN.search(line))
        else:
            open_clause = wants_next = False


def _resolved_in(line: str) -> str:
    """Return what a line says was resolved: all of it where it sets a resolution apart, else sentences."""
    if not (_STARTS.match(line) or _CAPITALS.search(line)):
        return _decisions(line)
    # A long line of capitals is a heading.
    return "" if line.isupper() and len(line.split()) > _MOST_CAPITALS else line


def _goes_on(line: str, *, wants_next: bool) -> bool:
    """Say whether a line goes on with the resolution above it."""
    return not _ENDS.match(line) and (wants_next or _CLAUSE.match(line) is not None)


_MOST_CAPITALS = 12
_LIKELY = (
    *"agreed resolv decided approv adopted confirm voted noted NOTED AGREED APPROVED carried".split(),
    *"Carried passed Lost lost defeat reject accept supported".split(),
    "fell by",
)


def _decisions(line: str) -> str:
    """Return the stretch of a line of prose from its first deciding sentence to its last, or ""."""
    if not has_any(line, _LIKELY) or not _PROSE.search(line):
        return ""
    start, end = len(line), 0
    for span in sentences(line):
        match = _PROSE.search(line, span.start, span.end)
        if match and not _NO_DECISION.search(line[span.start : match.end()]):
            start, end = min(start, span.start), max(end, span.end)
    return line[start:end].strip() if end else ""
