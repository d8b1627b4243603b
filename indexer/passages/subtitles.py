"""What an item is about whose title says nothing: "Question submitted by Councillor Pike".

A title says nothing if it has no word beside those of a form (question, motion, petition) and of who
brings it. Then the first words of what is asked or moved stand below it, verbatim but for a capital.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import one_of
from indexer.passages.people.names import COUNCILLOR, NAME
from indexer.passages.tuning import BESIDE
from indexer.tuning import REACH

_FORM = r"(?:questions?|quer(?:y|ies)|motions?|petitions?|deputations?|requests?)"
_PLAIN = one_of(
    r"(?:notices? of|written|oral|public|urgent|emergency|supplementary|members?[’']?)",
    r"(?:submitted|received|raised|tabled|asked|put|moved|brought|for|to|of|and|or|with|without|the|a|an)",
    r"(?:notice|answers?|answered|debate|members?|public|councillors?|elected|leader|mayor|chair)",
    r"(?:cabinet|executive|portfolio|holders?|committee|chairs?|chairpersons?|item|no\.?|number|from|by|in)",
    r"(?:\d+|[ivx]+|[a-h])",
)
# Without a word of a form a title says something: the first look, since few have one. The patterns
# behind it take 30 ms to compile, which a query whose hits have no such title does without.
_HAS_FORM = lazy_pattern(_FORM, re.IGNORECASE)
_TITLE = rf"(?i:(?:{_PLAIN}\W+)*{_FORM}(?:\W+{_PLAIN})*\W*)"
# Who brings it: what stands behind "by" or "from", or a dash, and is written as a name.
_WORD_OF_NAME = r"(?:[A-ZÀ-Þ][\w’'.-]*|(?:de|la|van|von|der|Mac|Mc) ?[A-ZÀ-Þ][\w’'.-]*)"
_TITLED = one_of(
    COUNCILLOR, r"(?:Mr|Mrs|Ms|Miss|Dr|Trustee|Alderman|Member|Commissioner|Supervisor)\.?"
)
_WHO = (
    r"(?:\b(?:by|from|By|From|BY|FROM):? (?:the (?:Municipal|Metropolitan) District of )?(?:the )?|"
    rf"[-–—:] ?(?={_TITLED} ))"
    rf"{_WORD_OF_NAME}(?:(?:,? (?:and |& )?|, ){_WORD_OF_NAME})*\W*$"
)
_BRACKETS = lazy_pattern(r"\([^()]*\)?")

_PERSON = rf"(?:{_TITLED} {NAME}|{NAME})"
_BODY = r"(?: of (?:the )?[A-Z][\w’'-]*(?:(?: (?:of|and|the|&))?[ -][A-Z][\w’'-]*)*)?"
_MEETING = rf"(?: at (?:the|our) next\W*(?:[A-Z][a-z]+ )?[Mm]eeting{_BODY})?"
# What stands before the matter, each taken off as often as it comes.
_LEADS = (
    r"\W+",
    r"\(?(?:[A-Za-z]|[ivx]{1,4}|\d{1,3}(?:\.\d{1,3})?)[.)] ?(?=\W*[A-Za-z])",
    rf"(?:I|We) (?:(?:will|shall|would like to|wish to|hereby|beg to|am going to) )?"
    rf"(?:ask|move|propose|call|request)\b{_MEETING}",
    rf"(?:It was |Motion )?(?:[Pp]roposed|[Mm]oved|[Ss]econded|[Ss]ubmitted|[Mm]otion)(?: by)?:? {_PERSON}",
    rf"and (?:[Ss]econded|[Pp]roposed|[Mm]oved) by {_PERSON}",
    rf"{_PERSON}(?:, (?:of|from) [A-Z][^,.:]{{2,40}})?,? (?:to (?:move|second|ask)|moved|moves|seconded|proposed|asked|asks|submitted|put)"
    rf"(?: (?:the )?(?:[A-Z]\w+(?: for \w+)?|Cabinet Member[^:,.]*?)(?= (?:when|why|what|how|whether|if|who)\b))?",
    r"(?:asked |submitted |put |raised )?the following (?:written )?(?:questions?|motions?|resolution)"
    r"(?: (?:of|to) the [^:.]{3,60})?",
    r"(?:[Tt]hat|WHEREAS|Whereas|for|to|as follows|the following)(?: that)?(?=[\s:,])",
    rf"{_PERSON} to the [A-Z][^.:,]{{3,60}}:",
    r"at the (?:next )?[^,.;]{0,60}?[Mm]eeting that",
    r"To (?:answer|receive|consider|deal with) [^.:]{3,120}[.:]",
    r"[^.:]{3,120}\b(?:Procedure Rules?|Standing Orders?|set aside for questions)\b[^.:]{0,60}[.:]",
)
_ENDS = lazy_pattern(
    r"(?<=[?])\W|(?:(?<!\bSt)(?<!\bNo)(?<!\b[A-Z])[.]|[;:”])(?=\s|$|\W)|\b(?:REPLY|Reply|RESPONSE|Response)\b:?"
)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a title of form, and of who brings it at the end of one."""
    return re.compile(_TITLE), re.compile(_WHO)


@cache
def _leads() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _LEADS))


@lru_cache(maxsize=10_000)
def says_nothing(title: str) -> bool:
    """Say whether a title has only the words of a form and of who brings it."""
    if not _HAS_FORM.search(title):
        return False
    only_form, who = _forms()
    bare = _BRACKETS.sub(" ", title)
    return only_form.fullmatch(who.sub("", bare).strip()) is not None


def subtitle(title: str, text: str) -> str:
    """Return the first words of what is asked or moved under a title that says nothing, else ""."""
    if not says_nothing(title):
        return ""
    matter = _behind_leads(" ".join(text[: BESIDE.matter].split()))
    end = _ENDS.search(matter)
    words = (matter[: end.start()] if end else matter).split()
    if len(words) < REACH.fewest_of_subtitle:
        return ""
    shown = " ".join(words[: REACH.subtitle])
    if len(words) > REACH.subtitle:
        shown = f"{shown.rstrip(',;:–-')}…"
    return shown[0].upper() + shown[1:]


def _behind_leads(text: str) -> str:
    """Return a text from where its matter begins."""
    for _ in range(REACH.most_leads):
        match = next((found for lead in _leads() if (found := lead.match(text))), None)
        if match is None or not match.end():
            break
        text = text[match.end() :]
    return text
