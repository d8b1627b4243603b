"""Which items of a meeting the public may not read. What looks exempt is; a mention of it is not.

Local Government Act 1972, section 100A(4) and Schedule 12A: a meeting resolves to exclude the press
and public while an item is dealt with that would disclose exempt information. The item with that
resolution is public. What follows it is not, unless the resolution names other items or the record
says that the public came back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import AgendaItem
from corpus.wording import has_any
from indexer.passages.procedure import is_procedural

_KINDS = (
    r"(?:items?|reports?|minutes?|append(?:ix|ices)|annex(?:es)?|papers?|business|session"
    r"|documents?|briefing|summary|section)"
)
_PART_TWO = r"part (?:2|ii|two|b)\b"
_TITLE = re.compile(
    r"^\W*(?:exempt|confidential)\b(?! (?:items?|business|information)\W*$"
    r"| (?:accommodation|supported|reporting|waste|persons?|housing)\b)"
    rf"|^\W*{_PART_TWO}(?=\W*$|\W*[-–—:(]|,? "
    rf"(?:of the agenda|agenda|items?|business|reports?|minutes|private))"
    rf"|^\W*(?:restricted|private|closed) {_KINDS}"
    rf"|\((?:[^()]*\b)?(?:exempt|confidential|not for publication|{_PART_TWO})[^)]*\)"
    rf"|[-–—:,] *(?:exempt|confidential|private|{_PART_TWO})(?: {_KINDS})?\W*$"
    r"|\bnot for publication\b|\bschedule 12 ?a\b"
    r"|\bexempt (?:report|appendix|annex|minutes?|by virtue)",
    re.IGNORECASE,
)
# A member's "as we discussed in private session", or "we will move into private session", is a mention.
_TAKEN = (
    r"(?:was|were|then|committee|council|panel|board|cabinet|members|and) (?:then )?"
    r"(?:considered|discussed|held|heard|taken|determined|debated|dealt with)"
)
_TEXT = re.compile(
    r"\bnot for publication\b"
    rf"|\b(?:this|the) (?:{_KINDS}|appendix|annex)\b[^.\n]{{0,80}}?\b"
    rf"(?:(?:is|are|was|were) (?:therefore )?(?:exempt|confidential|restricted)\b"
    rf"|exempt information)"
    rf"|\b(?:considered|received|noted|discussed|reviewed|debated|presented|circulated|in) "
    rf"(?:[\w’'-]+ ){{0,3}}(?:exempt|confidential) {_KINDS}"
    rf"|\bthe (?:exempt|confidential) (?:report|appendix|annex|minutes?)\b"
    r"|\bexempt (?:by virtue|under|in accordance|from (?:publication|disclosure))"
    r"|\bexempt information (?:as defined|under|within|by)"
    r"|\b(?:contain(?:s|ed|ing)?|disclos(?:e|es|ure of|ing)) (?:exempt|confidential) information"
    r"|\bschedule 12 ?a\b|\bsection 100 ?a ?\(4\)|\bs\.? ?100 ?a ?\(4\)"
    rf"|\b{_TAKEN} (?:(?:the|this|that|an?) (?:{_KINDS}|matter|application) )?in "
    rf"(?:private|closed session)\b"
    r"|\b(?:moved|went|met|sat|resolved|continued|retired|deliberated|withdrew) (?:in|into) "
    r"(?:private|closed) session\b"
    rf"|\b(?:in|under|within) {_PART_TWO} of the (?:agenda|meeting)",
    re.IGNORECASE,
)
_NEGATED_BEFORE = re.compile(
    r"\b(?:no|nothing|none|without|neither|never)\b(?: [\w’'-]+){0,4}\W*$", re.IGNORECASE
)
_NEGATED_BEHIND = re.compile(
    r"^[^.\n]{0,40}?\b(?:(?:was|were|is|are|had|been) not|not be|need not|never)\b", re.IGNORECASE
)
_NEVER_NEGATED = re.compile(r"not for publication", re.IGNORECASE)

_EXCLUSION_TITLE = re.compile(
    r"\bexclu(?:sion|de|ding) (?:of )?(?:the )?(?:press|public|members of the public)\b"
    r"|^\W*(?:exempt|confidential|private) (?:items?|business|information)\W*$|\bexempt items?\W*$"
    r"|\bexempt information\b.*\bexclusion\b",
    re.IGNORECASE,
)
_EXCLUDED = re.compile(
    r"\b(?:press and(?: the)? public|public and(?: the)? press|members of the public|the public"
    r"|press)\b"
    r"[^.\n]{0,60}?\b(?:be|are|is|were|was|been|being) (?:now |then |formally |therefore )?"
    r"(?:excluded|asked to leave)"
    r"|\bexclu(?:de|ded|ding|sion of) (?:the |members of the )?(?:press|public)\b",
    re.IGNORECASE,
)
_NOT_EXCLUDED = re.compile(
    r"\b(?:no|not any) (?:exempt|confidential|private|part (?:2|ii|two))\b"
    r"|\b(?:no|without) (?:need|necessity|requirement|reason)\b"
    r"|\bno (?:items?|business|reports?|matters?|resolution|motion)\b[^.\n]{0,60}\b"
    r"(?:exempt|exclu|private|confidential|closed)"
    r"|\b(?:not|never) (?:be |been |to |wish to |(?:necessary|needed|required) to )*"
    r"(?:exclude|moved|needed|necessary|required|passed|agreed)"
    r"|\bthere (?:were|was|are) (?:none|nothing)\b"
    r"|\b(?:lost|withdrawn|remain(?:ed)? in (?:open|public))\b",
    re.IGNORECASE,
)
_RESOLVED = re.compile(
    r"\b(?:resolved|agreed|carried|decided|moved|voted)\b|\bpublic (?:were|was) (?:then )?excluded",
    re.IGNORECASE,
)
# Standing items that only ask whether anything of the agenda is exempt, or name it themselves.
_ONLY_ASKS = re.compile(
    r"\bwhether\b|\bif any\b|\bany items?\b|\bpossible\b|\bhighlight reports\b|\bdesignated as\b"
    rf"|\bidentified (?:as|on)\b|\b{_PART_TWO} of the (?:agenda|meeting)|\bappend(?:ix|ices)\b"
    rf"|\bparts? of the agenda\b",
    re.IGNORECASE,
)
_ONE_ITEM = re.compile(
    r"\b(?:the )?(?:following|next|this) (?:agenda )?(?:item|report|matter)\b(?!s)"
)
_NAMED = re.compile(
    r"\b(?:items?|minutes?)(?: (?:nos?|numbers?)\b\.?)? "
    r"(\d[\w/.]*(?:(?:,| and| &| to|[-–])+ ?\d[\w/.]*)*)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+) ?(?:to|[-–]) ?(\d+)")
_BACK = re.compile(
    r"\b(?:re-?admi(?:t|tted|ssion)|re-?join(?:ed)?|invited back|returned to the meeting)\b"
    r"|\b(?:resum|return|reconven)\w* (?:in|into|to) (?:the )?(?:public|open)\b",
    re.IGNORECASE,
)
_PART_ONE_TITLE = re.compile(
    r"^\W*part (?:1|i|one|a)\b|\((?:open|public|part (?:1|i|one))\)"
    r"|^\W*(?:open|public) (?:session|business|items?)\b"
    r"|\breadmission of\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"\bparagraphs?\s*\(?(\d(?:(?:\s*(?:,|and|&)\s*)\d)*)\)?(?!\d|\.\d)", re.IGNORECASE
)
# Words an exclusion item may have behind its resolution before that must be somebody's debate.
_MAX_WORDS_BEHIND = 60


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a resolution excludes the public from: the next item, named items, or all that follow."""

    paragraphs: str = ""
    numbers: frozenset[str] = frozenset()
    only_next: bool = False


def exempt_reasons(items: Sequence[AgendaItem]) -> list[str | None]:
    """Return for each item of a meeting why it is withheld, or None if it is public."""
    reasons: list[str | None] = []
    scope: _Scope | None = None
    behind_part_two = False
    for at, item in enumerate(items):
        if _PART_ONE_TITLE.search(item.title) or (scope and _BACK.search(_text(item))):
            scope, behind_part_two = None, False
        own = _own_reason(item)
        named = scope is not None and (not scope.numbers or _number(item) in scope.numbers)
        if own is None and (named or behind_part_two) and not _is_exclusion(item):
            own = _reason(scope.paragraphs if scope else "")
        reasons.append(own)
        if scope and scope.only_next:
            scope = None
        behind_part_two |= bool(re.match(rf"\W*{_PART_TWO}", item.title, re.IGNORECASE) and own)
        scope = _scope_behind(items, at) or scope
    return reasons


def _text(item: AgendaItem) -> str:
    return "\n".join((item.agenda, item.decision, item.minutes))


def _number(item: AgendaItem) -> str:
    return (item.number or "").strip(" .()").casefold()


def _is_exclusion(item: AgendaItem) -> bool:
    return bool(_EXCLUSION_TITLE.search(item.title)) and not item.restricted


def _own_reason(item: AgendaItem) -> str | None:
    """Return why an item is withheld for what it says itself."""
    text = _text(item)
    if _is_exclusion(item):
        # The resolution is public; what was said once the public had left is not.
        return _reason(_paragraphs(text)) if _debate_behind(text) else None
    opening = is_procedural(item.title)
    if item.restricted or _TITLE.search(item.title) or _says_exempt(text, opening=opening):
        return _reason(_paragraphs(f"{item.title}\n{text}"))
    return None


# What every wording above has one of: most texts have none.
_LIKELY = (
    *"exempt confidential publication restricted 12a 100a private exclu".split(),
    *("12 a", "100 a", "closed session", "part 2", "part ii", "part two", "part b"),
    "asked to leave",
)


def _says_exempt(text: str, *, opening: bool) -> bool:
    if not has_any(text.casefold(), _LIKELY):
        return False
    for match in _TEXT.finditer(text):
        start = max(text.rfind(".", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        negated = _NEGATED_BEFORE.search(text[start : match.start()]) or _NEGATED_BEHIND.search(
            text[match.end() : match.end() + 80]
        )
        if _NEVER_NEGATED.search(match[0]) or not negated:
            # "Procedural business" holds the resolution to exclude the public from later items.
            if opening and _EXCLUDED.search(text) and not _debate_behind(text):
                continue
            return True
    return any(
        _RESOLVED.search(sentence) and not _NOT_EXCLUDED.search(sentence) and not opening
        for sentence in _sentences_that_exclude(text)
    )


def _sentences_that_exclude(text: str) -> list[str]:
    found: list[str] = []
    if not re.search("exclu|asked to leave", text, re.IGNORECASE):
        return found
    for match in _EXCLUDED.finditer(text):
        start = max(text.rfind(". ", 0, match.start()), text.rfind("\n\n", 0, match.start())) + 1
        end = text.find("\n\n", match.end())
        found.append(text[start : end if end >= 0 else len(text)])
    return found


def _debate_behind(text: str) -> bool:
    """Say whether much follows the paragraph that excludes the public, other than its own clauses."""
    last = max((match.end() for match in _EXCLUDED.finditer(text)), default=-1)
    end = text.find("\n\n", last) if last >= 0 else -1
    if end < 0:
        return False
    behind = [
        paragraph
        for paragraph in text[end:].split("\n\n")
        if not (_TEXT.search(paragraph) or _PARAGRAPH.search(paragraph) or _NAMED.search(paragraph))
    ]
    return len(" ".join(behind).split()) > _MAX_WORDS_BEHIND


def _scope_behind(items: Sequence[AgendaItem], at: int) -> _Scope | None:
    """Return what the public is excluded from behind item `at`, or None if it does not say so."""
    item = items[at]
    text = _text(item)
    sentences = _sentences_that_exclude(text)
    titled = _is_exclusion(item)
    if not titled and not any(_RESOLVED.search(s) for s in sentences):
        return None
    if _NOT_EXCLUDED.search(text if titled else " ".join(sentences)):
        return None
    said = "\n".join(sentences)
    numbers = _named_numbers(f"{item.title}\n{text}") & {_number(i) for i in items[at + 1 :]}
    paragraphs = _paragraphs(text)
    if numbers:
        return _Scope(paragraphs, frozenset(numbers))
    if _ONLY_ASKS.search(said or f"{item.title}\n{text}"):
        return None
    if not text.strip() and _stands_at_the_front(items, at):
        return None
    return _Scope(paragraphs, only_next=bool(_ONE_ITEM.search(said)))


def _stands_at_the_front(items: Sequence[AgendaItem], at: int) -> bool:
    """Say whether only procedural items come before: there it is on every agenda, needed or not."""
    return all(is_procedural(i.title) for i in items[:at]) and len(items) - at > 3


def _named_numbers(text: str) -> set[str]:
    found: set[str] = set()
    for match in _NAMED.finditer(text):
        found.update(number.strip(".").casefold() for number in re.findall(r"\d[\w/.]*", match[1]))
        for first, last in _RANGE.findall(match[1]):
            if 0 < int(last) - int(first) < 100:
                found.update(map(str, range(int(first), int(last) + 1)))
    return found


def _paragraphs(text: str) -> str:
    """Return the paragraphs of Schedule 12A that a text names, such as "1 and 3", or ""."""
    for match in _PARAGRAPH.finditer(text):
        around = text[max(0, match.start() - 120) : match.end() + 120]
        if re.search(
            r"exempt|not for publication|schedule|confidential|12a", around, re.IGNORECASE
        ):
            return " ".join(match[1].split())
    return ""


def _reason(paragraphs: str) -> str:
    stated = f", paragraph {paragraphs} of Schedule 12A" if paragraphs else ""
    return f"Exempt item: not for publication (Local Government Act 1972{stated})"
