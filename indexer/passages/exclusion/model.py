"""How surely a sentence that no form understands tells that the public goes: a linear model of its words.

A logistic regression (D. R. Cox, "The regression analysis of binary sequences", 1958) over the features of
`exclusion/features.py`. The weights stand in `exclusion/weights.toml`, each beside the words that it is of;
`python -m tests.quality.exclusion_training` learns them, docs/decisions/0014 has the method and its figures.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, repeat

from corpus.linear_model import LinearModel, model_in
from corpus.wording import lists
from indexer.passages.exclusion.attending import lists_who_was_there
from indexer.passages.exclusion.coming import people_are_in
from indexer.passages.exclusion.damage import mended
from indexer.passages.exclusion.exclusion import closing_clauses, read_sentence
from indexer.passages.exclusion.features import features, of_word, words
from indexer.passages.exclusion.frames import DELIBERATES, compiled
from indexer.passages.exclusion.judged import is_done_by_others, is_for_safety, is_told_privately
from indexer.passages.exclusion.meant import RESOLVED, is_put_off
from indexer.passages.exclusion.nobody import (
    behind_nothing_private,
    behind_public_time,
    is_of_nobody,
)
from indexer.passages.exclusion.notices import HABIT, is_notice
from indexer.passages.exclusion.reach import Deed, Said
from indexer.passages.exclusion.words import role
from indexer.tuning import EXEMPTION


def model() -> LinearModel:
    """Return the model as its file gives it."""
    return model_in("indexer.passages.exclusion", "weights.toml")


def understood(sentence: str, before: str = "") -> Said | None:
    """Return what a form makes of a sentence; a closing by whose other words it is surely none is a mention."""
    said = read_sentence(sentence, before)
    if said is None or said.deed is not Deed.CLOSES:
        return said
    texts = chain((sentence,), (clause for clause, _ in closing_clauses(sentence, before)))
    is_none = all(map(_is_surely_none, texts, repeat(before)))
    return Said(Deed.MENTIONS) if is_none else said


def _is_surely_none(text: str, before: str) -> bool:
    return model().log_odds(sorted(features(text, before))) < EXEMPTION.odds_of_none


def withholds(
    sentence: str,
    before: str = "",
    *,
    n_sentences: int = 1,
    taken_for: Deed | None = None,
) -> bool:
    """Say whether a sentence that no form understands tells surely enough that the public goes.

    `before` is the sentence in front of it, `n_sentences` those of its paragraph. Where a form took it for a mention it
    must be surer, and surer still for a denial.
    """
    sentence = mended(sentence)
    if _THEY.match(sentence) and people_are_in(before):
        sentence = _THEY.sub("The public", sentence)
    if taken_for is None and _is_heading(sentence):
        taken_for = Deed.MENTIONS
    enough = _ENOUGH.get(taken_for, EXEMPTION.odds)
    is_sure = odds(sentence, before, n_sentences=n_sentences) >= enough
    return is_sure and not _is_elsewhere(sentence)


_ENOUGH: dict[Deed | None, float] = {
    Deed.MENTIONS: EXEMPTION.odds_of_mention,
    Deed.DENIES: EXEMPTION.odds_of_denial,
}


def _is_heading(sentence: str) -> bool:
    """Say whether a few words without a stop name something: they must be as sure as a mention."""
    return len(sentence.split()) <= EXEMPTION.sentence and not sentence.rstrip().endswith(".")


# "They left at 8.40 pm.": who was told of in front of it.
_THEY = re.compile(r"^(?:They(?: all)?|All|Both|These)\b")


# The minutes of a private meeting are approved, or released, in public.
_ON_MINUTES = re.compile(
    r"\bminutes\b[^.;]{0,80}\b(?:approv|adopt|confirm|sign|accept|receiv|releas|seal|destroy)|"
    r"\b(?:approv|adopt|confirm|sign|accept|receiv|releas|seal|destroy)\w*\b[^.;]{0,60}\bminutes\b",
    re.IGNORECASE,
)


def _is_elsewhere(sentence: str) -> bool:
    """Say whether a sentence only puts off what it tells of, or tells of minutes or of what is told to one in confidence."""
    if is_put_off(sentence) or is_told_privately(sentence) or is_notice(sentence):
        return True
    if lists_who_was_there(sentence):
        return True
    if sentence.rstrip().endswith("?") or _tells_of_no_act(sentence):
        return True
    if any(p.search(sentence) for p in _NO_ACTS):
        return True
    privately = _PRIVATELY.search(sentence)
    return bool(privately and is_done_by_others("", privately["behind"]))


def _tells_of_no_act(sentence: str) -> bool:
    """Say whether a sentence tells of an alarm, a fault or that there was nobody: nothing that the meeting does."""
    return is_for_safety(sentence) or _is_fault(sentence) or _is_remark(sentence)


def _is_fault(sentence: str) -> bool:
    """Say whether a sentence tells that a webcast broke, and nothing of those who were there."""
    return bool(_BROKE.search(sentence)) and not people_are_in(sentence)


def _is_remark(sentence: str) -> bool:
    """Say whether a sentence tells that there was nobody or nothing to exclude, and no more of it.

    It has the last word over the model: what else in it may tell of a reason, or of how somebody went, leaves it to the model.
    """
    behind = behind_nothing_private(sentence)
    if behind is not None:
        return not (tells_why(behind) or _has_class(behind, _GOING))
    if is_of_nobody(sentence):
        told = _EMPTY.sub(" ", sentence)
        return not (tells_why(told) or _has_class(told, _PUT_OUT))
    behind = behind_public_time(sentence)
    return behind is not None and not (tells_why(sentence) or _MET_ALONE.search(behind))


_GOING = frozenset({"class going"})
_PUT_OUT = _GOING | {"class ask", "class shut"}
# Members who speak among themselves are heard; those who meet alone are not.
_MET_ALONE = compiled(
    r"\b(?:met|meet|sat|conferred)\b[^.;]{0,30}\b(?:alone|by themselves|on their own)\b"
)


def tells_who_went_or_stayed(sentence: str) -> bool:
    """Say whether a short sentence has who is to go, or who alone may stay, and that they did: the act itself."""
    if len(sentence.split()) > EXEMPTION.act_words or RESOLVED.search(sentence):
        return False
    by_word = [_features_of(word) for word in words(sentence)]
    # "Left" is going, and may be alone.
    who = any(of & _WHO_GOES and not of & _WENT_OR_STAYED for of in by_word)
    return who and any(of & _WENT_OR_STAYED for of in by_word)


@lru_cache(maxsize=10_000)
def _features_of(word: str) -> frozenset[str]:
    return frozenset(of_word(word))


_WHO_GOES = frozenset({"class public", "class others", "class alone"})
_WENT_OR_STAYED = frozenset({"class going", "class room", "class presence"})


def _has_class(text: str, classes: frozenset[str]) -> bool:
    return any(not classes.isdisjoint(_features_of(word)) for word in words(text))


# "Tenants were heard in private by an adviser."
_PRIVATELY = compiled(r"\b(?:in private|privately|in confidence|confidentially)\b(?P<behind>.*)")
# While its rules are suspended, members talk among themselves; the meeting goes on behind that.
_SUSPENDED = compiled(r"\bsuspen\w+ (?:of )?(?:the )?(?:standing orders|rules)\b")
# The panel goes, not the public, and comes back with its decision.
_DECIDES = compiled(rf"{DELIBERATES}.*\b(?:in public|announc\w*|return\w*|came back|gave)\b")
# A webcast that broke was not switched off.
_BROKE = compiled(
    rf"{role('feed')}[^.;]{{0,80}}?\b(?:faults?|faulty|plug|failed|failure|broke|crash\w*|froze|technical|batter\w+|cable|outage|(?:was|were) lost)\b"
)
# Where a meeting was held, not how.
_IN_A_ROOM = compiled(
    r"^\W*(?:(?:the )?meeting (?:was )?)?held (?:in|at) (?:the|an?) private (?:\w+ )?(?:rooms?|suite|hall)\b"
)
# Whoever "he" is, he is one; and a meeting that closes at nine is over.
_OF_ONE = compiled(
    r"^\W*(?:s?he\b(?![^.;]*\bat this (?:point|stage)\b[^.;]*\b(?:reporters?|press|public|residents|visitors)\b)|(?:the\s+)?(?:meeting|session)\s+(?:was\s+)?(?:closed|ended|finished|concluded)\s+(?:at\s+)?\d[\d.:]*\s*(?:[ap]\.?m\b\.?|hours|hrs)?\W*$)"
)
# A member's word, or a resident's, is no act of the meeting.
_TOLD = compiled(
    r"\b(?:s?he|they|(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Trustee|Alderman)\.?\s+\w+|an? (?:member|resident|parishioner|petitioner))\s+(?:\w+ly\s+)?"
    rf"{role('speech')}"
)


_NO_ACTS = (_ON_MINUTES, _TOLD, HABIT, _OF_ONE, _SUSPENDED, _DECIDES, _IN_A_ROOM)


# Seats that nobody was told to leave.
_EMPTY = compiled(r"\bempty\b")
# What a closing is for, or by which law it is.
_WHY = frozenset(
    {
        "class private",
        "class mode",
        "class committee_mode",
        "class statute",
        "class affair",
        "class put_out",
    }
)


# A session that "closed at 7.20" is over, which is no reason.
_JUST_CLOSED = compiled(
    r"\bclosed\b(?!\s+(?:to|for|doors?|sessions?|meetings?|council|committee|business|part|portion|agenda)\b)"
)


def tells_why(sentence: str) -> bool:
    """Say whether a sentence has a word for why the public goes: in its own time whoever just leaves goes home."""
    return _has_class(_JUST_CLOSED.sub(" ", sentence), _WHY)


def may_withhold(sentence: str) -> bool:
    """Say whether a sentence tells it at all, enough where the record tells that the public came back behind it."""
    return odds(sentence) >= EXEMPTION.some_odds and not _is_elsewhere(sentence)


def odds(sentence: str, before: str = "", *, n_sentences: int = 1) -> float:
    """Return the logarithm of the odds that a sentence tells that the public goes; of most the bias, unread."""
    known = model()
    if not _may_tell(sentence) or len(sentence.split()) > EXEMPTION.longest:
        return known.bias
    found = features(sentence, before, n_sentences=n_sentences)
    return known.log_odds(sorted(found))


def decisive(sentence: str, before: str = "", *, n_sentences: int = 1) -> list[tuple[str, float]]:
    """Return the features of a sentence that weigh in the model with their weights, the heaviest first."""
    found = features(sentence, before, n_sentences=n_sentences)
    weights = [(name, model().weights[name]) for name in found if name in model().weights]
    return sorted(weights, key=lambda pair: (-abs(pair[1]), pair[0]))


def telling(sentence: str) -> str:
    """Return what in a sentence spoke most for a closing, for people to read; "" where a form or a mark decided."""
    said = read_sentence(sentence)
    taken_for = said.deed if said else None
    if taken_for in (Deed.CLOSES, Deed.OPENS) or not withholds(sentence, taken_for=taken_for):
        return ""
    return ", ".join([name for name, weight in decisive(sentence) if weight > 0][:_MOST_TOLD])


_MOST_TOLD = 5


# A sentence without any word of these classes only has the words of motions in common with a closing.
_TELLING = frozenset(
    (
        "public",
        "others",
        "private",
        "put_out",
        "feed",
        "alone",
        "room",
        "shut",
        "executive",
        "statute",
        "mode",
        "open_mode",
        "committee_mode",
    )
)


def _may_tell(sentence: str) -> bool:
    """Say whether the words of a sentence, each for itself, speak enough for a closing to look at it as a whole."""
    every = words(sentence)
    return not _telling_words().isdisjoint(every) and (
        sum(map(_gain, every)) >= EXEMPTION.first_look
    )


@lru_cache(maxsize=1)
def _telling_words() -> frozenset[str]:
    """Return the words of the classes that tell; "all" alone is no public."""
    classes = lists("indexer.passages.exclusion", "features.toml")
    return frozenset(word for name in _TELLING for word in classes[name]) - {"all"}


@lru_cache(maxsize=100_000)
def _gain(word: str) -> float:
    return sum(model().weights.get(name, 0.0) for name in of_word(word))
