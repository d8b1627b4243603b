"""Who is named in a sentence that reports speech, and only spoken of: an object, or the subject of what is told."""

from __future__ import annotations

import re

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import wordings
from indexer.passages.people.people import VERB
from indexer.passages.tuning import BESIDE
from indexer.tuning import REACH

_W = wordings("indexer.passages.people", "people.toml")
# A verb that reports speech, unless it is passive or denied.
SPEAKS = lazy_pattern(
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bis )(?<!\bbeing )(?<!\bnever )\b{VERB}\b"
)
# Words behind which a person is not who speaks.
_OBJECT = lazy_pattern(r"\b" + _W["objects"] + r"(?: the| an?)?(?: [A-Z]\w+)?\W*$")
# "Pike, replying to", "Pike, on behalf of": beside who speaks.
_ASIDE = lazy_pattern(
    r", (?:(?:in )?(?:quoting|citing|replying|responding|referring|answering|supporting|seconding|echoing|reply|"
    r"response)(?: to)?|on behalf of|speaking for)(?: the)? $"
)
# "He stated that Councillor Oak had agreed", "She asked if Councillor Oak had read it": a report of others.
_TOLD = lazy_pattern(
    rf"{SPEAKS.pattern}[^.;]*\b(?:that|if|whether|why|how|when|where|what|who|which) (?:the )?(?:[\w ]{{0,30}}, )?$"
)
# "a meeting at which Councillor Oak had moved", "contrary to what Councillor Oak had said"
_ELSEWHERE = lazy_pattern(
    r"\b(?:(?:at|in|by|to|of) which|what|how|as|than|which|whom) (?:the )?$", re.IGNORECASE
)
# "a meeting at which Councillor Oak had moved, and Councillor Elm seconded"
_THERE_TOO = lazy_pattern(r"\b(?:at|in) which [^.;]*\bhad [a-z]+,? (?:and|while|but) (?:the )?$")
# "Thanking Councillor Oak, Councillor Elm said", "Speaking after Councillor Oak, …"
_PREFACE = lazy_pattern(
    r"(?:^|[.;] )\W*(?:(?:In|On|By|After|Before) )?[A-Za-z][a-z]+ing(?: [a-z]+){0,3} $"
)
# "Councillor Oak’s son said": somebody else, but of what Oak wrote or said.
_ANOTHERS = lazy_pattern(
    r" (?!(?:[\w-]+ )?(?:report|motion|amendment|proposal|question|statement|letter|speech|view|opinion|concern|"
    r"point|comment|remark|respon[sc]e|reply|answer|suggestion|submission|request|argument|contribution)s?\b)"
)
# Who is asked, or introduced, may well be who speaks next.
_ASKS_WHOM = lazy_pattern(
    r"\b(?:asked|invited|introduced|requested|questioned|called (?:on|upon)|(?:handed|passed) (?:over )?to|over to|met(?: with)?|"
    r"heard from|spoken (?:to|with))(?: the)? $"
)
_HAD_DONE = lazy_pattern(r"\W*had\b")
_RELATIVE = lazy_pattern(r", (?:who|whose|whom|which|that)\b(?: [\w’'-]+){0,4} $")


def is_beside(inside: str) -> bool:
    """Say whether who is named behind these words stands in an aside: "Pike, whose amendment Councillor Lee had opposed"."""
    return bool(_ASIDE.search(inside[-REACH.verb :]) or _RELATIVE.search(inside[-REACH.object :]))


def is_spoken_of(inside: str, clause: str, name: str) -> bool:
    """Say whether who is named between these is only spoken of: an object, or the subject of a report."""
    if _is_anothers(name, clause):
        return True
    if _OBJECT.search(inside[-BESIDE.object :]) or _TOLD.search(inside[-REACH.verb :]):
        return True
    if _THERE_TOO.search(inside[-REACH.verb :]):
        return True
    is_begun = clause.startswith(",") and len(inside) <= REACH.object
    if is_begun and _PREFACE.search(inside):
        return True
    return (
        _ELSEWHERE.search(inside[-BESIDE.object :]) is not None
        and _HAD_DONE.match(clause) is not None
    )


def _is_anothers(name: str, clause: str) -> bool:
    """Say whether a name stands in the possessive, and what is theirs speaks: "Councillor Oak’s son said"."""
    return name.endswith(("’s", "'s", "s’", "s'")) and _ANOTHERS.match(clause) is not None


def is_asked(before: str) -> bool:
    """Say whether who is named behind these words is asked, or introduced, and may well speak next."""
    return _ASKS_WHOM.search(before[-REACH.object :]) is not None
