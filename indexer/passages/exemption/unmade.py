"""Whether a sentence tells of the closing of its own meeting that it was not made: no word of it is of anything else.

"No closed session was held" undoes a closing; "The motion to extend the closed session was lost" and "It was not
necessary to pay the bond" were told in private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.wording import wordings
from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.whole import has_only_words_of_returns
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.marks import Title, is_section, read_title
from indexer.passages.exemption.prose import NONE_AROSE, without_grounds
from indexer.passages.people.names import COUNCILLOR, NAME, PERSONAL, PRESIDES
from indexer.tuning import EXEMPTION

_WORDS = wordings("indexer.passages", "exemption.toml")
_KNOWN = compiled(rf"(?:{_WORDS['of_headings']}|{_WORDS['of_unmade']})")
_ENGLISH = compiled(r"\b(?:the|to|was|were|is|are|not|no|there|none|of)\b")
_OF_CLOSING = compiled(
    rf"\b(?:exclusion|exclu(?:de|ded|ding)\b(?:\W+\w+){{0,3}}?\W+{PUBLIC}|{PUBLIC}\W+(?:\w+\W+){{0,2}}exclu\w+|(?:exempt|confidential|private) (?:items?|business|matters?|reports?|papers?|information)|"
    r"(?:closed|executive|private|non-?public|in-camera|confidential) (?:session|meeting|sitting|part)|"
    r"(?:resolution|vote)\b[^.;]{0,40}?\b(?:rescinded|revoked|set aside))\b"
)
# What ends a closed session, or is asked of its minutes, is no motion to hold one.
_OF_ITS_END = compiled(
    r"\b(?:out|leav\w+|left|end|ended|ending|adjourn\w*|return\w*|resum\w*|minutes|release\w*|extend\w*|(?:be|to) record(?:ed)?)\b"
)


def is_of_the_meeting(sentence: str) -> bool:
    """Say whether all words of a sentence are those in which a record tells of its own closing."""
    words = re.findall(r"[\w’'.:-]+", sentence)
    others = [word for word in words if not _KNOWN.fullmatch(word.strip(".:'’-"))]
    return has_only_words_of_returns(" ".join(others))


def is_of_closing(sentence: str) -> bool:
    """Say whether a sentence speaks of the closing of its own meeting and of nothing else."""
    return (
        bool(_OF_CLOSING.search(sentence))
        and not _OF_ITS_END.search(sentence)
        and is_of_the_meeting(sentence)
    )


def tells_of_nothing(sentence: str) -> bool:
    """Say whether a sentence that tells that there was nothing tells it of the meeting, as far as its language is known."""
    return not _ENGLISH.search(sentence) or is_of_the_meeting(sentence)


def none_arose(sentence: str, *, is_of_subject: bool) -> bool:
    """Say whether nothing was to be heard in private. What is bare, in an item with a subject, is told of that."""
    if not NONE_AROSE.match(sentence) or not tells_of_nothing(sentence):
        return False
    return not is_of_subject or is_of_closing(sentence)


def is_of_motion(sentence: str) -> bool:
    """Say whether a sentence that tells of something lost tells it of a motion of the meeting to close, or of one that it does not name."""
    if _MOTION_TO_CLOSE.search(sentence) or not _ENGLISH.search(sentence):
        return True
    plain = _NAMED.sub(" ", sentence)
    return any(_NEGATED.search(c) and is_of_the_meeting(c) for c in _clauses(plain))


def _clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a sentence, each with its subject: one without begins with that in front of it."""
    front = ""
    for clause in _CLAUSE.split(text):
        front = f"{front} {clause}" if _HAS_NO_SUBJECT.match(clause) else clause
        yield front


_HAS_NO_SUBJECT = compiled(
    r"^\W*(?:was|were|is|are|had|has|been|did|not|refused|declined|rejected|withdrew|turned|lost|failed|that)\b"
)


# Who has a title, by name.
_NAMED = re.compile(
    rf"\b(?:{COUNCILLOR}|{PERSONAL}|[Pp]resident|[Tt]rustee|[Dd]irector|[Cc]ommissioner|[Ss]upervisor|[Ss]elect(?:man|woman)|[Mm]ember|[Mm]ayor)\s+{NAME}"
)


def is_session(title: str) -> bool:
    """Say whether a title is the heading of what is private, and asks nothing."""
    kind = read_title(title)
    return kind is Title.SECTION or (kind is Title.EXCLUSION and is_section(without_grounds(title)))


def may_be_unmade(sentence: str) -> bool:
    """Say whether a sentence under such a heading may tell that there was no closed session: none was held, or it was moved in vain."""
    if _MOTION_TO_CLOSE.search(sentence) or is_of_closing(sentence):
        return True
    return denies_session(sentence)


def denies_session(sentence: str) -> bool:
    """Say whether a clause of a sentence under such a heading tells, and tells of nothing else, that there was none.

    Who says so stands in front of it; why, or what was done instead, in clauses of their own.
    """
    if not _ENGLISH.search(sentence):
        is_bare = len(sentence.split()) <= EXEMPTION.nil
        return bool(_NONE_ABROAD.search(sentence)) and (
            is_bare or bool(_PRIVATE_ABROAD.search(sentence))
        )
    said = _SAYS.sub("", sentence, count=1)
    speaks_of_it = any(is_of_the_meeting(said[: m.start()]) for m in _OF_SESSION.finditer(said))
    return any(_is_denial(clause, speaks_of_it=speaks_of_it) for clause in _clauses(said))


def _is_denial(clause: str, *, speaks_of_it: bool) -> bool:
    if not is_of_the_meeting(clause) or _OF_ITS_COURSE.search(clause):
        return False
    if _STAYS.search(clause):
        return True
    return bool(_NEGATED.search(clause)) and (speaks_of_it or bool(_NONE.search(clause)))


# What becomes of a closed session that is held.
_OF_ITS_COURSE = compiled(
    r"\b(?:out of|adjourn\w*|return\w*|resum\w*|minutes|releas\w*|(?:be|to) record(?:ed)?|extend\w*|end(?:ed|ing)?)\b"
)
# "The Chair said that", "It was confirmed that", "Mr. Tate said": who tells of it is of the meeting.
_SAYS = compiled(
    rf"^[^;,]{{0,60}}?(?:{PRESIDES}|clerk|officer|attorney|counsel|solicitor|president|convener|manager|administrator|superintendent|secretary|treasurer|"
    r"director|leader|councill?or|trustee|commissioner|supervisor|members?|mrs?\.?|ms\.?|cllr|council|committee|cabinet|board|commission|it was|was)\b"
    r"[^;,]{0,40}?\b(?:said|stat\w+|not(?:ed|es)|advis\w+|confirm\w+|intimat\w+|indicat\w+|announc\w+|report\w+|inform\w+|told|explain\w+|agreed|resolved|"
    r"ruled|decided|felt|consider\w+|declar\w+|concluded|determined|reminded)\b(?:\s+(?:members|the \w+|that))*\s+"
)
_CLAUSE = compiled(
    r"\s*[,;:–—]\s*(?:(?:and|but|as|since|because|so|which|who|however)\s+)*|\s+(?:and|but|as|since|because|so|although|though|while)\s+"
)
_OF_SESSION = compiled(
    rf"{role('private_place', 'in_private')}|\b(?:closed|executive|exec|private|non-?public|in-camera|confidential|exempt)\b|{PUBLIC}"
    r"|\b(?:meeting|session) (?:to )?be (?:closed|held in)\b|\bhuis clos\b"
)
_NEGATED = compiled(
    rf"{role('negation')}|{role('undone')}|\b(?:not|none|nil|nothing|never|unnecessary|cancell?ed|against|removed|deleted|dropped|no)\b"
)
_NONE = compiled(
    r"\b(?:none|nil|nothing)\b|\bno (?:\w+ ){0,2}(?:items?|business|matters?|reports?|papers?|topics?|subjects?)\b|^\W*(?:there was )?no need\W*$|^\W*not (?:needed|required|used|applicable|necessary)\b"
)
_STAYS = compiled(
    r"\b(?:in|into|as)\s+(?:an?\s+|the\s+)?(?:open|public|regular|ordinary)\b|\b(?:press|public)\b.{0,20}\b(?:stay|remain)\w*\b"
)
_NONE_ABROAD = compiled(
    r"\b(?:nid oedd|nid oes|ni fu|ni chafwyd|doedd|does|dim|ní raibh|aucune?s?|ne\b.*\bpas|n[’']\w+\b.*\bpas|néant|cha robh)\b"
)
_PRIVATE_ABROAD = compiled(
    r"\b(?:\w*gyfrinachol|cyfrinachol|eithriedig|preifat|breifat|cyhoedd|gyhoedd|gyhoeddus|busnes|fusnes|eitem\w*|fater\w*|mater\w*|huis clos|"
    r"confidentiel\w*|publique?s?|séance|points?|sujets?|affaires?|rúnda|príobháideach|gnó|dìomhair|prìobhaideach)\b"
)


_MOTION_TO_CLOSE = compiled(
    r"\b(?:motion|proposal|request|vote|moved|proposed)\b.*\b(?:enter|go|going|move|convene|exclude|close)\b(?:\W+\w+){0,3}?"
    rf"\W+(?:closed|executive|private|confidential|non-?public|in[- ]camera|camera|{PUBLIC})\b"
)
