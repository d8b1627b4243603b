"""The turns of a transcript: "Councillor Pike: Chair, …" is Pike speaking, whoever is named in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.lazy_pattern import lazy_pattern
from indexer.passages.people.names import COUNCILLOR, LABELLED, NAME, PRESIDES, plain_name
from indexer.tuning import REACH

_CAPITALS = r"(?:COUNCIL ?MEMBER|COUNCIL(?:M[AE]N|WOM[AE]N)|COMMISSIONER|SUPERVISOR|TRUSTEE|ALDERM[AE]N|SENATOR)"
TITLED = (
    rf"(?:(?:(?i:The|Acting|Deputy|Vice|Madame?|Mr|His Worship|Her Worship)\b\.?[ -]?){{0,3}}(?i:{PRESIDES})"
    rf"(?: {NAME})?(?: \([^()\n:]{{3,40}}\))?"
    rf"|(?:Deputy Mayor )?(?:{COUNCILLOR}) {NAME}(?: \([^()\n:]{{3,40}}\))?"
    rf"|(?:(?:Right )?Hon\.? )?{LABELLED} {NAME}(?: \([^()\n:]{{3,40}}\))?|{NAME} (?:AM|AS|MS|MP|MSP|TD)"
    # in capitals throughout, as transcripts have their labels
    rf"|{_CAPITALS} {NAME}|(?:M(?:R|RS|S)|DR|HON)\.? {NAME})"
)
# "Question 3 from Councillor Pike to Councillor Lee, Convener:", "Reply by Councillor Lee:"
_ASKED = (
    r"(?:Supplementary |Written |Oral |First |Second )?(?:[Qq]uestion|Answer|Reply|Response)"
    r"(?:,? (?:[Nn]o\.? ?)?\(?\d{1,3}\)?)?(?: (?:asked|put|given|submitted|to the [A-Z][\w ]{2,40}?))? (?:from|by|of) (?:the )?"
)
_ASKED_WHOM = r"(?:,? (?:to|of) (?:the )?[A-Z][^:\n]{1,80}|, [^:\n]{2,60})?"
# "A. Councillor Pike: I …", at the beginning of a line or of a sentence, or behind the mark of a caption.
LABEL = lazy_pattern(
    rf"(?:(?P<asked>^\W{{0,3}}{_ASKED})|^\W{{0,3}}(?:(?:[A-Z]|\d{{1,3}})[.)] ?|[QA] ?[–—-] ?)?"
    rf"|(?<=[.!?…”)\]] )|(?<=[.!?…”)\]] [-–—] )|(?<=>> )|(?<=>>))"
    # Written once, since compiling it takes a sixth of what a cold query compiles.
    rf"(?P<name>{TITLED})(?(asked){_ASKED_WHOM}):[ *_]*"
    r"(?=[“\"'‘(]?[A-Z\d£€$])",
    re.MULTILINE,
)
# So many marks may stand in front of a label, and behind its colon.
_ABOVE, _BELOW = 3, 24
# In captions two of these say that somebody else speaks, whether or not it is said who.
_ANOTHER_SPEAKS = ">>"
# Another label behind it ("Reply: …") may be of somebody else.
_OTHER_LABEL = lazy_pattern(r"[.!?…”] [A-Z][\w’'. -]{1,40}: ?(?=[“\"'‘]?[A-Z\d£€$]|$)")
# What was asked is answered in the same paragraph: "Question from Councillor Pike: Why …? The Mayor replied that …"
_ANSWERS = lazy_pattern(
    r"[.!?…”] (?=In (?:reply|response|answer)\b|(?:The|Councillor|Cllr|Mr|Mrs|Ms) [^.?!:]{0,60}?(?:replied|answered|responded)\b)"
)
# "Councillor Pike (to the Mayor): …"
_TO_WHOM = lazy_pattern(
    r" \((?:to|in (?:reply|answer|response)|replying|answering|via|by|online|remotely)\b[^()]*\)$"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says in a transcript: characters `start` (of the label) up to `end`.

    `said` is where their words begin; `presides` says that it is the chair or the clerk.
    """

    name: str
    start: int
    said: int
    end: int
    presides: bool


def is_transcript(labelled: Sequence[Turn]) -> bool:
    """Say whether turns are those of a transcript: enough of them are of people who do not preside."""
    return sum(not turn.presides for turn in labelled) >= REACH.fewest_turns


def turns(text: str) -> list[Turn]:
    """Return the turns of a text in order, each within its paragraph; no two overlap."""
    return list(_kept(text)) if ":" in text else []


# Votes, speeches and hearsay ask for those of one text one after the other.
@lru_cache(maxsize=2)
def _kept(text: str) -> tuple[Turn, ...]:
    return tuple(_turns(text))


def labels(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels of a text, as `LABEL.finditer` does.

    Each ends with the only colon that it has. So only what stands in front of a colon, in its line, is looked through:
    a quarter of the time for transcripts, a twentieth for minutes.
    """
    behind = 0
    for colon in re.finditer(":", text):
        at = colon.start()
        if at < behind:
            continue
        # The label may begin in the empty lines above.
        start = max(behind, text.rfind("\n", 0, at) - _ABOVE, at - REACH.label, 0)
        label = LABEL.search(text, start, at + _BELOW)
        if label and label.end() > at:
            yield label
            behind = label.end()


def _turns(text: str) -> Iterator[Turn]:
    found = list(labels(text))
    for number, label in enumerate(found):
        end = text.find("\n", label.end())
        end = len(text) if end < 0 else end
        if number + 1 < len(found):
            # A dash in front of the next label is of neither.
            end = min(end, found[number + 1].start())
            end = label.end() + len(text[label.end() : end].rstrip(" -–—"))
        end = _before_another(text, label.end(), end)
        answered = _ANSWERS.search(text, label.end(), end) if label["asked"] else None
        end = answered.start() + 1 if answered else end
        end = _end_of_quotation(text, label, end)
        yield turn_of(label["name"], label.start(), label.end(), end)


def turn_of(label: str, start: int, said: int, end: int) -> Turn:
    """Return the turn of a label, under the name that it has for who speaks."""
    name = _TO_WHOM.sub("", label)
    presides = re.fullmatch(rf".*\b(?i:{PRESIDES})\b.*", name) is not None
    shown = re.sub(r" \([^()]{3,}\)$", "", name) if not presides else name
    if re.match(rf"{COUNCILLOR}|{_CAPITALS}", name):
        shown = plain_name(re.sub(f"^{_CAPITALS} ", "", shown))
    return Turn(" ".join(shown.split()), start, said, end, presides)


def _before_another(text: str, said: int, end: int) -> int:
    """Return where a turn ends in which a caption or another label says that somebody else speaks."""
    changed = text.find(_ANOTHER_SPEAKS, said, end)
    end = end if changed < 0 else changed
    other = _OTHER_LABEL.search(text, said, end)
    return other.start() + 1 if other else end


def _end_of_quotation(text: str, label: re.Match[str], end: int) -> int:
    """Return where a turn ends that is quoted inside the report of another's speech."""
    named = label.start("name")
    begins_line = "\n" in text[label.start() : named] or not label.start()
    begins_line = begins_line or text[label.start() - 1] == "\n"
    mark = text[label.end() : label.end() + 1]
    closing = {"“": "”", '"': '"', "‘": "’"}.get(mark)
    if closing is None:
        return end
    closed = text.find(closing, label.end() + 1, end)
    return end if closed < 0 or (begins_line and closed + 1 >= end) else closed + 1
