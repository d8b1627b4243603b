"""Who moved something, and who seconded it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.wording import has_any
from indexer.language.windows import Span, sentences
from indexer.passages.annotations import Motion
from indexer.passages.names import COUNCILLOR, NAME, PERSONAL, plain_name
from indexer.passages.people import Mention, mentions
from indexer.passages.turns import Turn, turns

_CHAIR = (
    r"(?:Lord |Deputy |Vice[- ]?)?(?:Chairman|Chairwoman|Chairperson|Chair|Mayor|Leader|President|"
    r"Cathaoirleach|Provost|Reeve)"
)
_TITLE = rf"(?:(?:y |yr |an |the )?(?:{COUNCILLOR}|Directors?|Members?|{_CHAIR})|(?={PERSONAL} ))"
_NOBODY = (
    r"(?!(?:The|This|That|It|A|An|He|She|They|Who|Not|No|There|Nobody|Then|Also|Was|Motion|Seconded|Moved|"
    r"Proposed|Amendment|Councillors?|Cllrs?|Members?|Council|Committee|Officers?|Mr|Ms)\b)"
)
# Named with a title; by an office; or bare, which only some words before allow.
_TITLED = (
    rf"(?:(?:the )?{_CHAIR},? ?)?{_TITLE}(?: {{0,3}}|\n)(?P<named>{NAME}|[A-Z]\.? [A-Z]{{2,}})"
    rf"|(?:the )?(?P<chair>{_CHAIR})\b"
)
_BARE = rf"(?P<bare>{_NOBODY}{NAME}|[A-Z]{{2,3}}\b|[A-Z]{{1,2}}[a-z]\b)"
_TITLED_ONLY = re.compile(_TITLED)
_ANYBODY = re.compile(f"{_TITLED}|{_BARE}")
# Words behind which the proposer is named, titled or not; in front of them a clause begins.
_CLAUSE = r"(?:^|(?<=[.;:,|(“] )|(?<=[|(“\n])|(?<= and )|(?<=\bwas )|(?<=\bbeen )|(?<=– ))"
_FIRST_IS = re.compile(
    rf"{_CLAUSE}(?:(?:proposed|moved|submitted)(?: by| ?:| –| -)|motion(?: by| –| ?:(?=[^.\n]{{2,60}}\bsecond))|moved(?= (?:Crs?|Cllrs?)\b)|"
    r"(?:proposer|mover):?|m/s(?:/[cp])?:?)\s+"
    r"|\b(?:(?:a|the|this|that|his|her|substitute|following) )?(?:motion|amendment|proposal)"
    r"(?: (?:was|is|were))?(?: (?:made|moved|offered|introduced|proposed|put))? by\s+"
    r"|\b(?:cynigiwyd|cynnig)(?: gan)?:?\s+|\b(?:ar )?mholadh\s+|\barna mholadh ag\s+",
    re.IGNORECASE | re.MULTILINE,
)
# Behind these only a name with a title tells a mover from anything else that moved.
_FIRST_IS_TITLED = re.compile(
    r"\b(?:(?:proposed|moved|submitted)(?: in the name of)?(?: by| ?:)|"
    r"(?:proposal|motion|proposition|amendment|in the name) of|"
    r"[Mm]otion (?:to|that) [^.;\n]{3,200}?(?<!seconded) by)\s+",
    re.IGNORECASE,
)
_SECOND_IS = re.compile(
    r"\b(?:second(?:ed)?(?:,? and supported)?(?: by| from| ?:| –| -|(?= (?:Councillor|Cllr|Cr|CR)\b))|"
    r"seconder:?|eiliwyd(?: gan)?|(?:arna )?(?:chuidiú|cuidiú)(?: (?:ag|le))?|cuidithe ag)\s*",
    re.IGNORECASE,
)
_BY = rf"(?:, (?:and )?seconded by (?:{_TITLE} ?)?(?:{NAME}|[A-Z]{{2,3}}),)"
_HOW = r"(?: (?:then|formally|also|who|duly|having|so|therefore|further|thereupon|, and))*"
_POST = (
    r"(?:Chair|Vice|Leader|Cabinet|Deputy|Portfolio|Executive|Lead|Mayor|Conven[eo]r|Member|Group)"
)
_MOVES = (
    r"(?P<first>(?:proposed|moved|made a motion|made the motion|offered a motion|put a motion)"
    r"(?! (?:by|on|into|away|in to|in|house|home|up|down|here|there|closer|back|from|out|forward|"
    r"to (?:another|a (?:seat|chair|new)|the (?:public|next|city|area|other)))\b))"
)
# Verbs behind the person who proposes or seconds.
_DOES = re.compile(
    rf"{_BY}?(?: \([^()\n]{{2,60}}\))?(?:,[^.;\n]{{2,90}}?,|, {_POST}[^.,;\n]{{2,80}}?)?,?{_HOW} "
    rf"(?:{_MOVES}|(?P<second>seconded)\b(?! by|:? (?:Crs?|CR|Cllr|Councillor)\b))"
    r"|(?:[’']s?|(?<=[’']s)|(?<=s[’'])) (?P<own>proposal|motion|amendment)\b"
)
# The same of somebody without a title, at the beginning of a clause.
_BARE_DOES = re.compile(
    rf"(?:^|(?<=[.;] )|(?<=\band ))(?:(?:Director|Member|{_CHAIR}) )?(?P<who>{_NOBODY}{NAME})"
    rf"(?:{_BY} {_MOVES}(?= (?:that|to|approval|for|the|adoption|,))"
    r"|,? (?:(?:then|so) )?(?P<moves>moved|made (?:a|the) motion)(?= (?:to [a-z]+|that|approval|adoption|"
    r"for|the (?:motion|adoption|approval|recommendation))\b|, seconded)"
    r"|,? (?P<second>seconded)(?= (?:the|it|this)\b|[.,;]|$))",
    re.MULTILINE,
)
# "R2018-082 O. Oak, E. Elm: That …", "Cr Oak/Cr Elm: …", "M/S/C (Oak/Elm)"
_PAIR = re.compile(
    rf"(?:^|(?<=\d )|(?<=[.)] ))(?P<one>(?:[A-Z]\. ){NAME}), (?P<two>(?:[A-Z]\. ){NAME}): ?(?=That|THAT|Be it|WHEREAS)"
    rf"|(?:(?:[Mm]oved|MOVED|Resolved|RESOLVED|M/S(?:/[CP])?|MSC):? ?)?\(?\b(?P<three>Crs? {NAME}|(?<=\()[A-Z][a-z]+)"
    rf" ?/ ?(?P<four>(?:Cr )?{NAME})\b",
    re.MULTILINE,
)
_HE_MOVES = re.compile(
    r"(?:\b(?:He|She|They)(?: (?:then|also|therefore))?|,? and(?: (?:then|so|therefore))?) "
    r"moved(?=,? (?:and|that|the|an|to (?:[a-z]+)|seconded|as an)\b)(?! to (?:another|a|the)\b)"
)
_AMENDS = re.compile(
    r"\b(?:an?|the|this|his|her|as an|further|following) (?:[a-z]+ )?amendment\b|^\W*amendment\b|"
    r"\bsubstitute motion|[’']s amendment\b|\bto (?:add|replace|insert|delete)\b[^.]{0,40}“",
    re.IGNORECASE,
)
# "The proposal by Councillor Pike was put": what was moved before.
_AGAIN = re.compile(r"(?:the|that|this|his|her)\b", re.IGNORECASE)
# Only spoken of: another day, or never.
_NOT_HERE = re.compile(
    r"\b(?:would|had|if|could|might|should|will|were to|years? ago|in (?:19|20)\d\d)\b[^.;]{0,60}$"
)
_WAS_BEFORE = re.compile(r"[^.;\n]{0,40}?\bhad (?:\w+ )?(?:been|fallen|failed|passed)\b")
_PLACE = re.compile(r"\b(?:Road|Street|Lane|Avenue|Park|House|Hall|School|Bridge|Square|Church)\b")
_LIKELY = "second moved mover propos submitted motion eiliwyd cynig mhol m/s msc".split()
_LIKELY += [": that", "cr "]
_REACH = 420
_NEAR = 160


def motions(text: str, found: Sequence[Mention] | None = None) -> tuple[Motion, ...]:
    """Return who moved and seconded what, in order of the text.

    A seconder belongs to the last proposer before, if there is one near enough without a seconder.
    """
    if not has_any(text.casefold(), _LIKELY):
        return ()
    named = mentions(text) if found is None else found
    pairs = list(_pairs(text))
    spoken = turns(text)
    debate = [turn for turn in spoken if not turn.presides]
    firsts = [
        *_outside(_behind(text, _FIRST_IS, _ANYBODY), debate),
        *_outside(_behind(text, _FIRST_IS_TITLED, _TITLED_ONLY), debate),
        *_outside(_doing(text, named, "first", "own"), spoken),
        *_outside(_bare(text, "first", "moves"), spoken),
        *_outside(_pronouns(text, named), spoken),
    ]
    seconds = [
        *_outside(_behind(text, _SECOND_IS, _ANYBODY), debate),
        *_outside(_doing(text, named, "second"), spoken),
        *_outside(_bare(text, "second"), spoken),
    ]
    found_motions = [*_paired(_each_place(text, firsts), _each_place(text, seconds)), *pairs]
    spans = sentences(text)
    found_motions = [one for one in found_motions if not _is_again(text, one, found_motions)]
    return tuple(
        replace(one, amendment=_amends(text, one, spans))
        for one in sorted(found_motions, key=lambda motion: motion.start)
    )


_Place = tuple[int, str]


def _outside(places: Iterable[_Place], spoken: Sequence[Turn]) -> list[_Place]:
    """Return the places that stand in nobody's speech: who moved what is for the minutes to say."""
    starts = [turn.start for turn in spoken]
    kept = []
    for place in places:
        at = bisect_right(starts, place[0]) - 1
        if at < 0 or place[0] >= spoken[at].end:
            kept.append(place)
    return kept


def _behind(text: str, words: re.Pattern[str], who: re.Pattern[str]) -> Iterator[_Place]:
    for match in words.finditer(text):
        if _NOT_HERE.search(text, max(0, match.start() - 80), match.start()):
            continue
        name = who.match(text, match.end())
        if name is None or not _is_motion(text, match, name.end()):
            continue
        groups = name.groupdict()
        shown = groups["named"] or groups["chair"] or groups.get("bare") or ""
        if shown and not (groups.get("bare") and _PLACE.search(shown)):
            yield match.start(), _person(shown, text[match.end() : name.end()])


def _is_motion(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether what somebody "submitted" is a motion, of this day: questions are submitted too."""
    if not match[0].lower().startswith("submitted"):
        return not _WAS_BEFORE.match(text, end)
    before = text[max(0, match.start() - 60) : match.start()]
    return bool(
        re.search(r"(?i:motion)(?:(?!(?i:question))[^.\n])*$", before)
        or re.match(r"\W*(?:I|We) (?:will|shall|hereby) move\b", text[end : end + 30])
    )


def _person(shown: str, whole: str) -> str:
    """Return a name, "Ms. Oak" with its title as people without an office are named everywhere."""
    personal = re.match(rf"{PERSONAL} ", whole)
    return f"{personal[0].strip()} {plain_name(shown)}" if personal else plain_name(shown)


def _doing(text: str, named: Sequence[Mention], *kinds: str) -> Iterator[_Place]:
    for number, mention in enumerate(named):
        following = named[number + 1].start if number + 1 < len(named) else len(text)
        reach = max(following, mention.end)
        by = re.compile(_BY).match(text, mention.end)
        if by:
            reach = min(len(text), by.end() + _NEAR)
        match = _DOES.match(text, mention.end, reach)
        if not match or not any(match[kind] for kind in kinds):
            continue
        if match["second"] and match.end() + 1 >= reach < len(text):
            # "Pike, seconded Cr Lee": who seconded is named behind.
            continue
        line = text.rfind("\n", 0, mention.start) + 1
        before = text[max(line, mention.start - 60) : mention.start]
        if match["first"] == "proposed" and not _may_move(mention):
            continue
        seconds = re.search(r"\bsecond(?:ed)? by (?:the )?$", before) and not match["second"]
        if not seconds and not _NOT_HERE.search(before):
            yield mention.start, mention.person.name


def _may_move(mention: Mention) -> bool:
    """Say whether who "proposed" something may have moved it: an officer only suggests."""
    name = mention.person.name
    return (
        mention.person.councillor
        or re.match(rf"{PERSONAL} ", name) is not None
        or re.match(_CHAIR, name) is not None
    )


def _bare(text: str, *kinds: str) -> Iterator[_Place]:
    for match in _BARE_DOES.finditer(text):
        if any(match[kind] for kind in kinds):
            yield match.start("who"), plain_name(match["who"])


def _pronouns(text: str, named: Sequence[Mention]) -> Iterator[_Place]:
    """Yield the movers who stand in front of "… said that …, and moved that" or "She moved"."""
    for match in _HE_MOVES.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        before = [one for one in named if line <= one.start < match.start()]
        if _NOT_HERE.search(text, max(line, match.start() - 80), match.start()):
            continue
        subjects = {one.person.name for one in before}
        yield match.start(), subjects.pop() if len(subjects) == 1 else ""


def _pairs(text: str) -> Iterator[Motion]:
    for match in _PAIR.finditer(text):
        first, second = match["one"] or match["three"], match["two"] or match["four"]
        yield Motion(plain_name(first), plain_name(second), match.start())


def _each_place(text: str, found: Sequence[_Place]) -> list[_Place]:
    """Return the places in order; of those that name one person within a few words only the first."""
    kept: list[_Place] = []
    for start, name in sorted(found):
        again = (
            kept
            and start - kept[-1][0] < _NEAR
            and (name == kept[-1][1] or _surname(name) == _surname(kept[-1][1]))
        )
        if again and "\n\n" not in text[kept[-1][0] : start]:
            continue
        kept.append((start, name))
    return kept


def _surname(name: str) -> str:
    return re.sub(r" \([A-Z]{1,2}\)$", "", name).rpartition(" ")[2]


def _paired(firsts: Sequence[_Place], seconds: Sequence[_Place]) -> Iterator[Motion]:
    used = 0
    waiting: _Place | None = None
    for start, seconder in seconds:
        while used < len(firsts) and firsts[used][0] < start:
            if waiting and waiting[1]:
                yield Motion(waiting[1], "", waiting[0])
            waiting = firsts[used]
            used += 1
        if waiting and start - waiting[0] < _REACH and waiting[1] != seconder:
            yield Motion(waiting[1], seconder, waiting[0])
        else:
            if waiting and waiting[1]:
                yield Motion(waiting[1], "", waiting[0])
            yield Motion("", seconder, start)
        waiting = None
    for start, proposer in ([waiting] if waiting else []) + list(firsts[used:]):
        if proposer:
            yield Motion(proposer, "", start)


def _is_again(text: str, motion: Motion, others: Sequence[Motion]) -> bool:
    """Say whether this only names a motion of somebody that another place has in full."""
    if motion.seconder:
        return False
    same = [
        one
        for one in others
        if one is not motion and _surname(one.proposer) == _surname(motion.proposer)
    ]
    if any(one.seconder for one in same):
        return True
    before = text[max(0, motion.start - 5) : motion.start + 5]
    return _AGAIN.search(before) is not None and any(one.start < motion.start for one in same)


def _amends(text: str, motion: Motion, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, motion.start, key=lambda span: span.start) - 1
    return at >= 0 and _AMENDS.search(text, spans[at].start, spans[at].end) is not None
