"""How the votes fell, as far as a text says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.wording import has_any


@dataclass(frozen=True, slots=True)
class Vote:
    """How a vote fell, as far as the text says; `text` is the verbatim stretch that says it."""

    text: str
    start: int
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    unanimous: bool = False
    recorded: bool = False


_NUMBER = r"(?:\d{1,3}|no|none|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WORDS = {
    word: number
    for number, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"none": 0, "nil": 0}
# "Twelve votes for, three against and one abstention."
_IN_PROSE = (
    rf"(?P<f1>{_NUMBER})\b(?: (?:votes?|members?|councillors?|were|voted|voting|votes cast))*,? "
    rf"(?:for|in favour|in favor)\b(?: of \w+)?[^.;\n]{{0,30}}?[,;]? (?:and |with )?"
    rf"(?P<a1>{_NUMBER})\b(?: (?:votes?|members?|voted|voting))*,? against"
    rf"(?:[,;]?(?: and| with)?[ \n]+(?P<b1>{_NUMBER})\b (?:abst\w+|not voting))?"
)
# "For: 12 Against: 3 Abstained: 1"
_IN_A_TABLE = (
    r"(?:[Ff]or|FOR|In favour)\W{1,4}(?P<f2>\d{1,3})\W{1,6}"
    r"(?:[Aa]gainst|AGAINST)\W{1,4}(?P<a2>\d{1,3})"
    r"(?:\W{1,6}(?:[Aa]bst\w+|ABST\w+)\W{1,4}(?P<b2>\d{1,3}))?"
)
# "Twelve votes to three"
_VOTES_TO = (
    rf"(?P<f3>{_NUMBER})\b votes? to (?P<a3>{_NUMBER})\b"
    rf"(?:,? (?:with )?(?P<b3>{_NUMBER})\b abst\w+)?"
)
# "Carried by 12 to 3"
_CARRIED_BY = (
    r"(?:[Cc]arried|[Ll]ost|[Dd]efeated|[Aa]greed|[Vv]oting|vote of) (?:by )?"
    rf"(?P<f4>{_NUMBER})\b(?: votes?)? (?:to|for and) (?P<a4>{_NUMBER})\b(?: against)?"
    rf"(?:,? (?:with )?(?P<b4>{_NUMBER})\b abst\w+)?"
)
_COUNTS = re.compile(rf"\b{_IN_PROSE}|\b{_IN_A_TABLE}|\b{_VOTES_TO}|\b{_CARRIED_BY}")
_UNANIMOUS = re.compile(r"\b(?:[Uu]nanimous(?:ly)?|UNANIMOUS(?:LY)?|nem\.? ?con)\b")
_RECORDED = re.compile(
    r"\b(?:recorded vote|roll call|votes were recorded|vote was recorded)\b"
    r"|^\W*(?:In favour|For|FOR|IN FAVOUR|Voting for)\W*(?:the (?:motion|amendment|proposal)\W*)?"
    r"(?::|$)",
    re.IGNORECASE | re.MULTILINE,
)
_LISTED = re.compile(
    r"^\W*(?P<kind>(?:in )?favour|(?:voting )?for|against|abst\w+)\b"
    r"(?: the (?:motion|amendment|proposal))?\W*?(?::\W*(?P<names>[^\n]+)|$)",
    re.IGNORECASE | re.MULTILINE,
)


# What every form above has one of; most texts have none.
_LIKELY = (
    *"against vote unanim abst nemcon nem.con".split(),
    *("nem con", "nem. con", "roll call"),
)
_LIKELY_COUNT = re.compile(r"by \d+ to ")


def votes(text: str) -> tuple[Vote, ...]:
    """Return the votes that a text reports: counts in prose, lists of names, unanimity."""
    folded = text.casefold()
    if not has_any(folded, _LIKELY) and not _LIKELY_COUNT.search(folded):
        return ()
    found = [_counted(match) for match in _COUNTS.finditer(text)]
    found += [
        Vote(_clause(text, match), match.start(), unanimous=True)
        for match in _UNANIMOUS.finditer(text)
        if not any(abs(match.start() - vote.start) < 80 for vote in found)
    ]
    counted = [at for at, vote in enumerate(found) if vote.in_favour is not None]
    recorded = _RECORDED.search(text)
    if counted and recorded:
        # The counts that stand nearest to "a recorded vote" are its result.
        near = min(counted, key=lambda at: abs(found[at].start - recorded.start()))
        found[near] = replace(found[near], recorded=True)
    elif listed := _listed(text):
        found.append(listed)
    elif recorded:
        found.append(Vote(_clause(text, recorded), recorded.start(), recorded=True))
    return tuple(sorted(found, key=lambda vote: vote.start))


def _clause(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "\n", ".\n")) + 1
    end = min(
        (e for mark in (". ", "\n") if (e := text.find(mark, match.end())) >= 0), default=len(text)
    )
    return text[start : end + 1].strip()[:300]


def _counted(match: re.Match[str]) -> Vote:
    counts = [
        next((v for name, v in match.groupdict().items() if v and name[0] == kind), None)
        for kind in "fab"
    ]
    numbers = [
        None if c is None else _WORDS.get(c.lower(), 0) if not c.isdigit() else int(c)
        for c in counts
    ]
    return Vote(match[0], match.start(), numbers[0], numbers[1], numbers[2])


def _listed(text: str) -> Vote | None:
    """Return a recorded vote whose sides are lists of names."""
    counts: dict[str, int] = {}
    first: re.Match[str] | None = None
    sides = list(_LISTED.finditer(text))
    for number, match in enumerate(sides):
        until = sides[number + 1].start() if number + 1 < len(sides) else match.end() + 600
        names = match["names"] or text[match.end() : until]
        kind = match["kind"].lower()
        side = "b" if kind.startswith("abst") else "a" if kind == "against" else "f"
        if side not in counts and (n := _n_names(names)):
            counts[side] = n
            first = first or match
    if first is None or not {"f", "a"} <= set(counts):
        return None
    return Vote(
        first[0].strip(), first.start(), counts["f"], counts["a"], counts.get("b"), recorded=True
    )


def _n_names(text: str) -> int:
    """Return how many names a list holds: as it says in brackets, else as it names; 0 for no list."""
    said = re.search(r"\((\d{1,3})\)", text)
    if said:
        return int(said[1])
    first = re.split(r"\n\W*\n", text.strip())[0]
    parts = [part for part in re.split(r",|;| and | & ", first) if part.strip(" *.\n")]
    return len(parts) if all(len(part.split()) < 7 for part in parts) else 0
