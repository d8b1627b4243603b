"""How the votes fell, as far as a text says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from corpus.first_look import FirstLook, first_look
from indexer.language.windows import sentences
from indexer.passages.annotations import Vote
from indexer.passages.speech.dashed_turns import spoken_turns
from indexer.passages.speech.hearsay import Hearsay
from indexer.passages.tuning import BESIDE
from indexer.passages.votes.ballot_names import Ballot
from indexer.passages.votes.ballot_prose import spoken_ballots
from indexer.passages.votes.ballots import ballots
from indexer.passages.votes.counts import ALL_AYES, as_cast, find_counts, is_bare, is_no_tie
from indexer.passages.votes.unanimity import UNANIMOUS, is_against, is_of_others
from indexer.tuning import REACH

# Only where a sentence says one of these a bare pair of figures in it is a vote.
_DECIDED = re.compile(
    r"\b(?i:resolved|granted|refused|carried|lost|motion|agreed|second(?:ed)?|approved|moved|adopted|defeated)\b"
)
_MOVED_AGAIN = re.compile(r"\b(?:seconded|moved|proposed)\b|\n\n", re.IGNORECASE)
# Behind any of these a vote is no summary in front of the debate.
_MOVED = re.compile(r"\b(?:second|moved|motion|proposed)", re.IGNORECASE)
# "Carried 8-15-19": a day.
_A_DAY = re.compile(r"(?:0?[1-9]|1[0-2])[-/](?:[0-2]?\d|3[01])[-/]\d\d\b")
_NOT_TAKEN = re.compile(
    r"\b(?:not|refused|denied|declined|rejected|insufficient|too few|enough members|attendance)\b",
    re.IGNORECASE,
)
_NONE_TAKEN = re.compile(
    r"\b(?:no|without an?|instead of an?|rather than an?|not require an?|(?:request|call|demand)\w* for an?) (?:\w+ )?$",
    re.IGNORECASE,
)
_RECORDED = re.compile(
    r"\b(?:recorded vote|roll[- ]call vote|(?:vote\w*|voting|taken) by roll[- ]call|votes were recorded|vote was recorded)\b",
    re.IGNORECASE,
)
_LOOK_UNANIMOUS, _LOOK_RECORDED = first_look(UNANIMOUS), first_look(_RECORDED)
_LOOK_ALL_AYES = first_look(ALL_AYES)


def votes(text: str) -> tuple[Vote, ...]:
    """Return the votes that a text reports: counts in prose, lists of names, unanimity.

    A vote that is only mentioned, in somebody's speech or as of another day, is left out.
    """
    counts = list(islice(find_counts(text), REACH.most_votes))
    unanimous = _matches(UNANIMOUS, _LOOK_UNANIMOUS, text)
    unanimous += _matches(ALL_AYES, _LOOK_ALL_AYES, text)
    recorded = _matches(_RECORDED, _LOOK_RECORDED, text)
    listed, spoken = ballots(text), spoken_ballots(text)
    if not (counts or unanimous or recorded or listed or spoken):
        return ()
    hearsay = Hearsay(text, sentences(text), spoken_turns(text))
    found = _counted(text, counts, hearsay)
    found += _unanimous(text, unanimous, found, hearsay)
    found = _each_once(text, sorted(found, key=lambda vote: vote.start))
    listed += [one for one in spoken if _is_own(one, listed, hearsay)]
    found = _with_recorded(text, recorded, _with_names(text, found, listed), hearsay)
    return tuple(_without_summary(text, found))


def _matches(pattern: re.Pattern[str], look: FirstLook, text: str) -> list[re.Match[str]]:
    may_match = look.lets_through(text.casefold())
    return list(islice(pattern.finditer(text), REACH.most_votes)) if may_match else []


def _counted(text: str, counts: Sequence[re.Match[str]], hearsay: Hearsay) -> list[Vote]:
    """Return the votes that are counted here: no day, and none of another meeting."""
    found = [
        as_cast(match, hearsay.text_of(match.start(), match.end()))
        for match in counts
        if not _is_elsewhere(match, hearsay)
        and _is_decided(text, match, hearsay)
        and not _A_DAY.search(match[0])
    ]
    return [vote for vote in found if vote is not None]


def _unanimous(
    text: str, matches: Sequence[re.Match[str]], known: Sequence[Vote], hearsay: Hearsay
) -> list[Vote]:
    """Return the votes of which a text says that all were for it, but for those that are counted."""
    return [
        Vote(_sentence(text, match, hearsay), match.start(), unanimous=True)
        for match in matches
        if not _is_elsewhere(match, hearsay)
        and not is_against(text, match, hearsay)
        and not is_of_others(text, match, hearsay)
        and not any(abs(match.start() - vote.start) < REACH.unanimous for vote in known)
    ]


def _is_elsewhere(match: re.Match[str], hearsay: Hearsay) -> bool:
    """Say whether a vote is no vote of this meeting: only mentioned, or of people who were asked."""
    return hearsay.mentioned(match.start()) or hearsay.surveyed(match.start())


def _each_once(text: str, found: list[Vote]) -> list[Vote]:
    """Return the votes without one that the next words say again: "Ayes: 3. Nays: 1. Carried 3-1."."""
    kept: list[Vote] = []
    for vote in found:
        before = kept[-1] if kept else None
        again = (
            before is not None
            and vote.in_favour is not None
            and _same(before, vote)
            and not _MOVED_AGAIN.search(text, before.start + len(before.text), vote.start)
            and vote.start - before.start - len(before.text) < REACH.same_vote
        )
        if not again:
            kept.append(vote)
    return kept


def _is_decided(text: str, match: re.Match[str], hearsay: Hearsay) -> bool:
    if is_no_tie(match, hearsay.text_of(match.start(), match.end())):
        return False
    if not is_bare(match):
        return True
    span = hearsay.sentence(match.start())
    return _DECIDED.search(text, span.start, match.start()) is not None


def _sentence(text: str, match: re.Match[str], hearsay: Hearsay) -> str:
    span = hearsay.sentence(match.start())
    return text[span.start : max(span.end, match.end())].strip()[: BESIDE.quote]


def _with_names(text: str, found: list[Vote], lists: Sequence[Ballot]) -> list[Vote]:
    """Return the votes with the lists of names joined to their counts, and those that have none."""
    for one in lists:
        counts = [None if names is None else len(names) for names in one.sides]
        at = _nearest(found, one, counts)
        if at is not None:
            found[at] = _named(found[at], one, counts)
        else:
            stretch = text[one.start : one.end].strip()[: BESIDE.quote]
            # Where one side is not named, how many there were is not known.
            known = counts if None not in counts[:2] else [None] * len(counts)
            found.append(_named(Vote(stretch, one.start, *known), one, counts))
    return sorted(found, key=lambda vote: vote.start)


def _nearest(found: Sequence[Vote], one: Ballot, counts: list[int | None]) -> int | None:
    """Return which vote a list of names is of: the nearest that it agrees with, None if there is none."""
    near = [
        at
        for at, vote in enumerate(found)
        if one.start - BESIDE.listed_before < vote.start < one.end + BESIDE.listed_behind
        and _agrees(vote, counts)
    ]
    return min(near, key=lambda at: abs(found[at].start - one.start), default=None)


def _is_own(one: Ballot, lists: Sequence[Ballot], hearsay: Hearsay) -> bool:
    """Say whether a sentence tells of a vote of this meeting that no list has already."""
    again = any(one.start < other.end and other.start < one.end for other in lists)
    return not again and not hearsay.mentioned(one.said)


def _named(vote: Vote, ballot: Ballot, counts: list[int | None]) -> Vote:
    """Return a vote with the names of a ballot; one that says only "unanimous" gets their number."""
    first, second, third = (tuple(side or ()) for side in ballot.sides)
    return replace(
        vote,
        in_favour=counts[0] if vote.unanimous else vote.in_favour,
        against=(counts[1] or 0) if vote.unanimous else vote.against,
        recorded=True,
        contest=vote.contest or ballot.contest,
        names_for=first,
        names_against=second,
        names_abstained=third,
    )


def _agrees(vote: Vote, counts: list[int | None]) -> bool:
    """Say whether a list of names may be that of a vote: who presides is sometimes not listed."""
    if vote.unanimous:
        return not counts[1]
    pairs = [(vote.in_favour, counts[0] or 0), (vote.against, counts[1] or 0)]
    if counts[0] is None or counts[1] is None:
        # Only one side is named: it is that of the count if it is as many.
        return any(said is not None and said == listed for said, listed in pairs)
    return all(said is not None and abs(said - listed) <= 1 for said, listed in pairs)


def _with_recorded(
    text: str, matches: Sequence[re.Match[str]], found: list[Vote], hearsay: Hearsay
) -> list[Vote]:
    """Return the votes, those recorded by name marked; one with nothing but that it was taken."""
    for match in matches:
        if not _is_taken(text, match, hearsay) or any(
            vote.recorded and abs(vote.start - match.start()) < BESIDE.record for vote in found
        ):
            continue
        at = _result_of(match, found, hearsay)
        if at is None:
            found.append(Vote(_sentence(text, match, hearsay), match.start(), recorded=True))
        else:
            found[at] = replace(found[at], recorded=True)
    return sorted(found, key=lambda vote: vote.start)


def _is_taken(text: str, match: re.Match[str], hearsay: Hearsay) -> bool:
    """Say whether a recorded vote that a sentence speaks of was taken, at this meeting."""
    span = hearsay.sentence(match.start())
    if _is_elsewhere(match, hearsay) or _NONE_TAKEN.search(text[span.start : match.start()]):
        return False
    return _NOT_TAKEN.search(text, match.end(), span.end) is None


def _result_of(match: re.Match[str], found: Sequence[Vote], hearsay: Hearsay) -> int | None:
    """Return which counts are those of "a recorded vote": the nearest behind it, or in its sentence."""
    span = hearsay.sentence(match.start())
    near = [
        at
        for at, vote in enumerate(found)
        if vote.in_favour is not None and span.start <= vote.start < match.end() + BESIDE.result
    ]
    return min(near, key=lambda at: abs(found[at].start - match.start()), default=None)


def _without_summary(text: str, found: list[Vote]) -> list[Vote]:
    """Return the votes without those that a later one says again: a summary stands in front."""
    return [
        vote
        for at, vote in enumerate(found)
        if not (
            at == 0
            and not _MOVED.search(text, 0, vote.start)
            and vote.in_favour is not None
            and any(
                _same(vote, later) and later.start - vote.start > BESIDE.summary
                for later in found[1:]
            )
            and sum(_same(vote, later) for later in found) == 2
        )
    ]


def _same(vote: Vote, other: Vote) -> bool:
    return (vote.in_favour, vote.against) == (other.in_favour, other.against)
