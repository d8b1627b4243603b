"""What a text says of motions: what became of one, or a vote; which motion it is of, `outcomes` decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.passages.annotations import Motion, Vote
from indexer.passages.motions import denials, forms
from indexer.passages.motions.beside_movers import beside, in_front
from indexer.passages.motions.parts_of_motions import is_of_a_part
from indexer.passages.motions.procedural import is_called_so
from indexer.passages.motions.verdicts import AMENDMENT, OUTCOME, THING, outcome_of
from indexer.passages.of_others import is_by_another
from indexer.passages.speech.hearsay import Hearsay
from indexer.passages.speech.questions_put import questions_put
from indexer.passages.votes.counts import ALL_AYES
from indexer.tuning import REACH


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of a motion: its outcome, or a vote; "" and None where it does not.

    `thing` is what the sentence calls it, `main` that it is not an amendment; `own` is the motion
    (its number) behind whose mover it stands, `close` says that it stands alone, `dropped`
    that nobody seconded, `contest` that the motion was put against the amendment, `only` that the text speaks of an amendment and of nothing else that was
    decided, `procedural` that it calls the motion one of procedure. A motion that is moved up to `until` may be meant.
    """

    start: int
    until: int
    outcome: str = ""
    vote: int | None = None
    thing: str = ""
    main: bool = False
    own: int | None = None
    close: bool = False
    dropped: bool = False
    contest: bool = False
    only: bool = False
    said: int | None = None
    procedural: bool = False


def statements(
    text: str, moved: Sequence[Motion], votes: Sequence[Vote], hearsay: Hearsay
) -> list[Statement]:
    """Return what is said of motions, in order; what is only mentioned is left out."""
    found = [_of_vote(text, moved, vote, at, hearsay) for at, vote in enumerate(votes)]
    found += [*_own_outcomes(text, moved, hearsay), *_heard(text, votes, hearsay)]
    found = [one for one in found if not is_of_a_part(text, one.start, moved, hearsay)]
    # What the record calls an amendment may have been moved without the word.
    only = not any(motion.amendment for motion in moved) and all(
        one.thing in AMENDMENT for one in found if one.own is None
    )
    # Of two at one place the word comes before the figures, which are of the same motion.
    in_order = sorted(found, key=lambda one: (one.start, one.vote is not None))
    return [replace(one, only=only) for one in in_order]


def _own_outcomes(text: str, moved: Sequence[Motion], hearsay: Hearsay) -> Iterator[Statement]:
    """Yield what is said of the motions of this item: not what became of "that we suspend the rules"."""
    elsewhere = {put.answered for put in questions_put(text) if put.is_about_itself}
    for one in _outcomes(text, moved, hearsay):
        if one.start not in elsewhere and not hearsay.mentioned(one.start):
            yield one


def _heard(text: str, votes: Sequence[Vote], hearsay: Hearsay) -> Iterator[Statement]:
    """Yield "the Noes have it", unless members were counted."""
    for match in forms.HAVE_IT.finditer(text) if all(v.in_favour is None for v in votes) else ():
        if not hearsay.mentioned(match.start()):
            won = match["side"][0] in "AaYy"
            yield Statement(match.start(), match.start(), "carried" if won else "lost")


def _of_vote(
    text: str, moved: Sequence[Motion], vote: Vote, at: int, hearsay: Hearsay
) -> Statement:
    behind = next((one for one in enumerate(moved) if one[1].start > vote.start), None)
    own = None
    front = in_front(text, behind[1], hearsay) if behind else None
    if behind and front and front.start <= vote.start:
        own = behind[0]
    said = _introduced(text, vote, hearsay)
    return Statement(
        vote.start,
        vote.start if own is None else moved[own].start,
        outcome=_outcome_of_vote(text, vote),
        vote=at,
        thing=_thing_of_vote(text, vote, said),
        main=_is_of_main(text, vote, hearsay),
        own=own,
        said=said,
        procedural=is_called_so(text[said : vote.start + len(vote.text)]),
        contest=vote.contest and vote.in_favour is not None and vote.against is not None,
    )


def _outcome_of_vote(text: str, vote: Vote) -> str:
    """Return what a vote alone says: where it is "Ayes: all", whatever word follows."""
    return "carried" if vote.unanimous and ALL_AYES.match(text, vote.start) else ""


def _introduced(text: str, vote: Vote, hearsay: Hearsay) -> int:
    """Return where the sentence of a vote begins, or that with a colon which introduces the names below."""
    start = hearsay.sentence(vote.start).start
    before = text[:start].rstrip()
    return hearsay.sentence(len(before) - 1).start if before.endswith(":") else start


def _thing_of_vote(text: str, vote: Vote, said: int) -> str:
    end = vote.start + len(vote.text)
    behind = forms.VOTE_ON.match(text, end)
    named = re.findall(rf"\b{THING}\b", text[said:end], re.IGNORECASE)
    if behind is None and not named:
        behind = forms.VOTE_SO.match(text, end)
    return behind["thing"].lower() if behind else named[0].lower() if named else ""


def _is_of_main(text: str, vote: Vote, hearsay: Hearsay) -> bool:
    if "for the motion" in vote.text.casefold():
        return True
    span = hearsay.sentence(vote.start)
    return (
        forms.MAIN.search(text, span.start, max(span.end, vote.start + len(vote.text))) is not None
    )


def _outcomes(text: str, moved: Sequence[Motion], hearsay: Hearsay) -> Iterator[Statement]:
    for span in hearsay.spans:
        if dropped := forms.NOT_SECONDED.search(text, span.start, span.end):
            thing = re.findall(rf"\b{THING}\b", text[span.start : span.end], re.IGNORECASE)
            # "Lapsed for want of a seconder: Cr Oak moved …": a label in front.
            is_label = forms.IS_LABEL.match(text, dropped.end(), span.end)
            yield Statement(
                dropped.start(),
                span.end if is_label else dropped.start(),
                "lost",
                thing=thing[0].lower() if thing else "",
                dropped=True,
            )
            continue
        yield from _in_sentence(text, moved, span.start, span.end)
    for number, motion in enumerate(moved):
        if decided := beside(text, motion, hearsay):
            yield Statement(decided.start, decided.start, decided.outcome, own=number)


_IN_SENTENCE = (
    forms.SAID_OF,
    forms.DECLARED,
    forms.CASTING,
    forms.BARE_THING,
    forms.WITHDREW,
    forms.RESOLVED_TO,
    forms.THIS,
    forms.ALL_AGAINST,
)


def _in_sentence(text: str, moved: Sequence[Motion], start: int, end: int) -> Iterator[Statement]:
    seen: set[int] = set()
    for pattern in _IN_SENTENCE:
        for first in pattern.finditer(text, start, end):
            match = _nearest(text, first, end)
            word, at = _verb_of(match)
            if at not in seen and _is_said(text, match, start, at):
                seen.add(at)
                yield _said(text, moved, match, start, word, at)
    yield from _alone(text, start, end)


def _nearest(text: str, match: re.Match[str], end: int) -> re.Match[str]:
    """Return what was said of the thing that stands nearest to its verb, behind another one."""
    between = match.groupdict().get("between")
    others = list(forms.OTHER_THING.finditer(text, *match.span("between"))) if between else []
    nearer = (
        match.re.match(text, others[-1].end() - _last_word(others[-1]), end) if others else None
    )
    return nearer or match


def _last_word(match: re.Match[str]) -> int:
    return len(match[0].rpartition(" ")[2])


def _verb_of(match: re.Match[str]) -> tuple[str, int]:
    """Return the verb of what was said of a motion, and where it stands."""
    groups = match.groupdict(default="")
    word = next((groups[k] for k in ("was", "now", "self") if groups.get(k)), "")
    return word, match.start("was") if groups.get("was") else match.end() - len(word)


def _is_said(text: str, match: re.Match[str], start: int, at: int) -> bool:
    """Say whether a verb tells what became of the motion, not what carried something else."""
    between = match.groupdict().get("between") or ""
    clause = forms.CLAUSE.search(between)
    if clause is not None and not forms.CLAUSE_ENDS.search(between, clause.end()):
        return False
    if denials.is_of_something_else(text, at) or forms.MENTIONS.match(text, at):
        return False
    if is_by_another(text[match.end() : match.end() + REACH.verb].partition("\n")[0]):
        return False
    before = text[start : match.start()]
    return not (
        denials.is_refused(before)
        if match.re is forms.CASTING
        else denials.leaves_open(match, before, at)
    )


def _said(
    text: str, moved: Sequence[Motion], match: re.Match[str], start: int, word: str, at: int
) -> Statement:
    groups = match.groupdict(default="")
    # "Amendment 2, moved by Councillor Oak, was lost": who moved it stands between.
    within = [number for number, one in enumerate(moved) if match.start() <= one.start < at]
    return Statement(
        match.start(),
        match.end() if match.re is forms.ALL_AGAINST else at,
        outcome_of(
            word, is_denied=bool(groups.get("not")) or denials.is_denied(text[match.start() : at])
        ),
        thing=groups.get("thing", "").lower(),
        main=forms.MAIN.search(text, start, at) is not None,
        own=within[0] if len(within) == 1 else None,
        procedural=is_called_so(text[start:at]),
    )


def _alone(text: str, start: int, end: int) -> Iterator[Statement]:
    if alone := forms.ALONE.match(text, start, end):
        at = alone.start("was")
        yield Statement(at, at, OUTCOME[alone["was"].lower()], close=True)
    elif agreed := forms.AGREED.match(text, start, end):
        yield Statement(agreed.start("was"), agreed.start("was"), "carried")
