"""Whether "unanimous" says that all were for what was put to this meeting: not what was wished for, or of others."""

from __future__ import annotations

import re

from indexer.passages.speech.hearsay import Hearsay

UNANIMOUS = re.compile(
    r"(?<!near )(?<!nearly )(?<!almost )(?<!not )(?<!not be )(?<!who )"
    r"\b(?:[Uu]nanimous(?:ly)?|UNANIMOUS(?:LY)?|nem\.? ?con)\b"
    # An opinion or thanks that all share.
    r"(?! (?:views?|opinions?|feelings?|concerns?|thanks|praise|that)\b)"
    r"(?! in (?!favour\b|(?:its|their) (?:decision|vote|support)\b))"
)
# "is unanimous" of something else than a vote or those who vote; what it would take; what others did.
_NO_UNANIMITY = re.compile(
    r"\b(?:not (?:agreed|quite|entirely|fully|wholly|always)|far from|without|requir\w+|needs?|needed|if|less than|no|lack of|absence of|"
    r"were the (?:vote|decision)|for)(?: an?| the)? $"
    # judges, houses and states are others than the meeting
    r"|\b(?:judges?|justices|courts?|jury|tribunal|parliament|senate|house|congress|nations|states|legislature)\b(?: (?!of\b)[a-z]+){0,3} $"
    # what somebody wishes for
    r"|\b(?:let us|let[’']s|(?:we|I|us|you)(?: all)? (?:can|could|should|must|will|would|hope|ask|urge|trust|encourage|think|want)|"
    r"(?<!to )(?:hope[sd]?|urge[sd]?|asked|wished|appealed))\b(?:(?!\b(?:was|were)\b)[^.;:\n]){0,200}$"
    r"|[’']s? $|\b(?:their|its|his|her) $"
    r"|(?:^|[.;,] )(?:the )?(?!(?:[\w’'-]+ ){0,4}(?:votes?|voting|decisions?|council\w*|committee|members?|meeting|board|all|panel|cabinet|"
    r"commission\w*|authority|approval|result|resolution|motion|support|it|this|that|which|trustees|selectmen|parents|who)\b)"
    r"(?:[\w’'-]+ ){1,4}(?:was|were|is|are) $",
    re.IGNORECASE,
)
# Who speaks to the chair tells it; a clerk reads out a count.
_ADDRESSED = re.compile(
    r", (?:Mr|Mister|Madam)\.?:? (?:Deputy )?(?:Speaker|Chair\w*|Mayor|President)(?:, Sir)?[,.]",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"[^.;]{0,40}\b(?:is|was|be|are|were) (?:required|needed|necessary)\b", re.IGNORECASE
)
# "unanimously rejected the motion": all were against it, which is no "unanimous" of the motion.
_TURNED_DOWN = re.compile(
    r"\W*(?:voted )?(?:against|opposed|rejected|defeated|lost|negatived|in (?:its|their) opposition|in opposing)\b",
    re.IGNORECASE,
)
_MOTION = re.compile(r"\b(?:motion|amendment|proposal|proposition)\b", re.IGNORECASE)


def is_of_others(text: str, match: re.Match[str], hearsay: Hearsay) -> bool:
    """Say whether a sentence speaks of unanimity that was wanted, lacked, or that of others."""
    span = hearsay.sentence(match.start())
    if _NO_UNANIMITY.search(text[span.start : match.start()]):
        return True
    if _ADDRESSED.search(text, span.start, span.end):
        return True
    return _REQUIRED.match(text, match.end(), max(span.end, match.end())) is not None


def is_against(text: str, match: re.Match[str], hearsay: Hearsay) -> bool:
    """Say whether all were against what was moved."""
    span = hearsay.sentence(match.start())
    turned_down = _TURNED_DOWN.match(text, match.end(), span.end)
    return turned_down is not None and _MOTION.search(text, span.start, span.end) is not None
