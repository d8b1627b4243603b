"""Whether "Parking: yes" in a list is of a thing, and no ballot: answers are of people only where something says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.passages.people.names import COUNCILLOR, PERSONAL, PRESIDES
from indexer.passages.tuning import BESIDE
from indexer.passages.votes.ballot_names import Ballot, is_name
from indexer.passages.votes.counts import counted, find_counts

_ROW = re.compile(r"\W{0,3}(?P<label>[^\n:–—]{1,60}?) ?(?::|[–—]| - ) ?(?P<value>[^\n]{1,60})")
# What a line of a roll call may say of a member.
_ANSWER = re.compile(
    r"\W*(?:voted |votes? )?(?:ayes?|yeas?|yes|nays?|noes?|no|y|n|for|against|in favou?r|opposed|abst\w+|absent|excused|recus\w+|present|"
    r"not (?:present|voting)|did not vote|pass(?:ed)?|away|leave|conflict|declared|left|vacan\w+|apolog\w+|tá|níl)\b",
    re.IGNORECASE,
)
# Other lines that stand beside names: "Motion: carried", "Moved by: Oak", "Date: …".
_OF_A_VOTE = re.compile(
    r"(?:the )?(?:motions?|amendments?|results?|votes?|roll[- ]?call|ayes?|yeas?|nays?|noes?|abst\w+|absent|total|mover|seconder|"
    r"moved|seconded|proposed|second|carried|lost|for|against|outcome|decision|resolution|ordinance|date|time|item)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(rf"\b(?:{COUNCILLOR}|{PERSONAL})(?![\w’'])")
_SURELY = re.compile(
    rf"\b(?:{PRESIDES}|Directors?|Members?)\b|\b(?i:ayes?|yeas?|nays?)\b|\b[A-Z]\. ?[A-Z]"
)
_VOTE = r"\b(?:vot(?:e|es|ed|ing)|ballot|division|roll[- ]?call(?:ed)?|polled)\b"
# What stands in front of names introduces their votes.
_INTRODUCES = re.compile(
    rf"{_VOTE}[^\n]*[:–—-]\s*$|\b(?:roll[- ]?call(?:ed)?|recorded vote)\b[^\n]*$"
    rf"|(?:^|\n)(?=[^\n]*{_VOTE})(?:[^\s.]+ ){{0,7}}[^\s.]+\s*$",
    re.IGNORECASE,
)


def is_of_things(text: str, one: Ballot) -> bool:
    """Say whether names with their answers are words of a list of things: nothing says that people voted."""
    if _TITLED.search(text, one.start, one.end):
        return False
    if _is_checklist(text, one):
        return True
    if _SURELY.search(text, one.start, one.end):
        return False
    front = text[max(0, one.start - BESIDE.listed_before) : one.start]
    return not (
        _INTRODUCES.search(front) or _is_counted(text, one, front) or _names_movers(text, one)
    )


def _is_checklist(text: str, one: Ballot) -> bool:
    """Say whether a line of the same list has an answer that no member gives, or is of no name."""
    return any(
        not _ANSWER.match(value) or not is_name(re.sub(r" \([^()]*\)$", "", label))
        for label, value in _rows(text, one)
        if not _OF_A_VOTE.match(label)
    )


def _rows(text: str, one: Ballot) -> Iterator[tuple[str, str]]:
    """Yield label and answer of each line of the paragraph in which names stand one a line."""
    if "\n" not in text[one.start : one.end]:
        return
    start = text.rfind("\n\n", 0, one.start) + 1
    end = text.find("\n\n", one.end)
    for line in text[start : len(text) if end < 0 else end].split("\n"):
        row = _ROW.fullmatch(line)
        if row:
            yield row["label"].strip(), row["value"]


def _is_counted(text: str, one: Ballot, front: str) -> bool:
    """Say whether a count beside names is that of their answers."""
    sizes = [len(side or ()) for side in one.sides[:2]]
    stretch = f"{front}\n{text[one.end : one.end + BESIDE.listed_behind]}"
    votes = map(counted, find_counts(stretch))
    return any([vote.in_favour or 0, vote.against or 0] == sizes for vote in votes)


def _names_movers(text: str, one: Ballot) -> bool:
    """Say whether one of the names is somewhere else that of who moves, seconds or speaks."""
    names: Sequence[str] = [name for side in one.sides for name in side or ()]
    last = "|".join(re.escape(name.rpartition(" ")[2]) for name in names)
    acts = re.compile(
        rf"(?:\b(?:by|from|[Ss]econd(?:ed)?|[Mm]oved|[Pp]roposed|{COUNCILLOR}|{PERSONAL}):? (?:[A-Z][\w.’'-]* ){{0,2}}(?:{last})\b"
        rf"|\b(?:{last}),? (?:moved|seconded|proposed|made|asked|said|stated)\b|\((?:[^()\n]{{1,30}}/)?(?:{last})[/)])"
    )
    return any(not one.start <= match.start() < one.end for match in acts.finditer(text))
