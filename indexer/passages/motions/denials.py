"""What stands around a verb that seems to tell what became of a motion, and makes it tell less, or the opposite."""

from __future__ import annotations

import re

_ADVERBS = r"(?: (?:been|be|to be|to have been|have been|then|therefore|accordingly|\w+ly)){0,3}"
# "The motion was declared not carried", "has never been passed"
_DENIED = re.compile(
    r"(?<!could )(?<!would )(?<!should )(?<!might )(?<!may )(?<!must )(?<!can )"
    rf"\b(?:not(?! yet)|never){_ADVERBS} $",
    re.IGNORECASE,
)
# "votes needed for the motion to be carried", "nearly carried", "was not, in the end, carried", "neither carried nor"
_UNSURE = re.compile(
    r"\b(?:to|be|have|had|having|would|could|should|might|may|must|will|can|cannot|if|once|until|unless|when|nearly|"
    rf"almost|hardly|barely missed being|yet|nor|neither|or|not yet){_ADVERBS} $"
    r"|\b(?:was|were|is|has|had|did|could)(?: \w+)? not\b[^.;]{0,60}, $"
    r"|\b(?:would|could|should|might|may|must|cannot|not|never|without|had)(?: not)?(?: have)? (?:been|being) [\w ]{0,30}$",
    re.IGNORECASE,
)
# "No motion was carried", "any amendment that is carried": of no one motion.
_OF_NO_ONE = re.compile(
    r"\b(?:no|neither|either|any|each|every|which|what|whichever|another|other|previous|earlier)(?: of (?:the|these))? "
    r"(?:\w+ )?$",
    re.IGNORECASE,
)
# "A motion is carried by two thirds": how it is with motions.
_IN_GENERAL = re.compile(r"\ban? (?:\w+ )?$", re.IGNORECASE)
_NOW = re.compile(r"(?:is|are)(?: \w+ly)* |(?=(?:passes|carries|fails)\b)", re.IGNORECASE)
# What is carried, passed or accepted is something else, or only the way to a decision.
_SOMETHING_ELSE = re.compile(
    r"(?:carried|carries|passed|passes|lost|fell) (?:out|on(?! (?:the|an?|division|roll)\b)|forward|over|away|in|through|for|to|"
    r"an?|no|any|some|little|great|more|its|his|her|their|weight)\b"
    r"|(?:accepted|approved|agreed|adopted|passed) (?:for (?:debate|discussion|consideration|the agenda)|"
    r"as (?:an? )?(?:urgent|late|emergency)|onto the agenda|to be)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:not|never|declin\w+|refus\w+|would|could|may|might|can|if|whether|right|entitled)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def is_denied(before: str) -> bool:
    """Say whether the words in front of a verb deny it."""
    return _DENIED.search(before) is not None


def leaves_open(match: re.Match[str], before: str, at: int) -> bool:
    """Say whether a sentence leaves open what became of a motion, or speaks of none in particular.

    `match` begins with the motion (group `thing`) if it is named, `before` is the sentence up to there, and the
    verb stands at character `at`.
    """
    groups = match.groupdict()
    if groups.get("thing") is not None and _is_of_no_one(before, _behind_thing(match)):
        return True
    if "between" not in groups:
        return False
    inside = match.string[match.start() : at]
    return _UNSURE.search(inside) is not None and not is_denied(inside)


def _behind_thing(match: re.Match[str]) -> str:
    """Return what stands behind the motion that a sentence names: the verb, with "is" in front of it."""
    last = "between" if match.groupdict().get("between") is not None else "thing"
    return match.string[match.end(last) : match.end()].strip()


def _is_of_no_one(before: str, verb: str) -> bool:
    """Say whether what is said is of motions in general, or of none."""
    if _OF_NO_ONE.search(before):
        return True
    return _NOW.match(verb) is not None and _IN_GENERAL.search(before) is not None


def is_of_something_else(text: str, at: int) -> bool:
    """Say whether a verb is of something that the motion does or carries, and not of what became of it."""
    return _SOMETHING_ELSE.match(text, at) is not None


def is_refused(before: str) -> bool:
    """Say whether a casting vote was only spoken of: "declined to use his casting vote for the motion"."""
    return _REFUSES.search(before) is not None
