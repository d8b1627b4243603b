"""Where a text says who moves and who seconds: the places, each with a name; `motions` pairs them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from corpus.first_look import first_look
from corpus.wording import wordings
from indexer.passages.moved_things import (
    LENT,
    is_in_place_of,
    is_of_this_meeting,
    is_only_spoken_of,
    is_told,
    takes_over,
    was_before,
)
from indexer.passages.people.names import COUNCILLOR, NAME, PERSONAL, plain_name
from indexer.passages.people.people import Mention
from indexer.passages.speech.turns import Turn
from indexer.passages.tuning import BESIDE
from indexer.tuning import REACH

_CHAIR = (
    r"(?:Lord |Deputy |Vice[- ]?)?(?:Chairman|Chairwoman|Chairperson|Chair|Mayor|Leader|President|"
    r"Cathaoirleach|Provost|Reeve|Conven[eo]r)"
)
# "Regional Councillor Oak" of a county that has two kinds.
_OF_WHERE = r"(?:(?:Regional|Local|City|County|Town|Township|District|Borough|Parish|Ward) )?"
_TITLE = rf"(?:(?:y |yr |an |the )?(?:{_OF_WHERE}{COUNCILLOR}|Directors?|Members?|{_CHAIR})|(?={PERSONAL} ))"
_NOBODY = rf"(?!{wordings('indexer.passages.people', 'people.toml')['nobody']}\b)"
# "BM Steele", "FC Field": initials, or a rank, without stops.
_CAPITALS = (
    rf"(?!(?:CR|CRS|MR|MRS|MS|DR|CLR|THE|AND|BY|TO|FOR|NO)\b)[A-Z]{{2,3}} (?=[A-Z][a-z]){NAME}"
)
# Named with a title; by an office; or bare, which only some words before allow.
_TITLED = (
    rf"(?:(?:His|Her) Worship,? )?(?:(?:the )?{_CHAIR},? ?)?{_TITLE}(?: {{0,3}}|\n)(?P<named>{NAME}|{_CAPITALS}|[A-Z]\.? [A-Z]{{2,}})"
    rf"|(?:the )?(?P<chair>{_CHAIR})\b"
)
_BARE = rf"(?P<bare>{_NOBODY}{NAME}|{_CAPITALS}|[A-Z]{{2,3}}\b|[A-Z]{{1,2}}[a-z]\b)"
_TITLED_ONLY = re.compile(_TITLED)
_ANYBODY = re.compile(f"{_TITLED}|{_BARE}")
# Words behind which the proposer is named, titled or not; in front of them a clause begins.
_CLAUSE = r"(?:^|(?<=[.;:,|(“] )|(?<=[|(“\n])|(?<= and )|(?<=\bwas )|(?<=\bbeen )|(?<=– ))"
_FIRST_IS = re.compile(
    rf"{_CLAUSE}(?:(?:proposed|moved|submitted)(?: by ?:?| ?:| –| -)|motion(?: by ?:?| –| ?:(?=[^\n]{{2,60}}(?:\n\W{{0,3}})?\bsecond))|"
    r"(?:proposed|moved)(?= (?:Crs?|Cllrs?|Clrs?|Councillor)\b)|"
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
    r"(?:introduced|offered) by(?=[^.;\n]{2,60}\bseconded by)|"
    r"[Mm]otion (?:to|that) [^.;\n]{3,200}?(?<!seconded) by)\s+",
    re.IGNORECASE,
)
_SECOND_IS = re.compile(
    r"(?<=, )seconded(?= M(?:rs?|s)\b\.?(?: [A-Z][\w’'-]*\.?){1,3}[,.;\n])\s+|\b(?:second(?:ed)?(?:,? and supported)?(?: by ?:?| from| ?:| –| -|(?= (?:Councillor|Cllr|Clr|Cr|CR)\b))|"
    r"(?<!want of a )(?<!lack of a )(?<!absence of a )(?<!\bno )seconder[:,]?|eiliwyd(?: gan)?|(?:arna )?(?:chuidiú|cuidiú)(?: (?:ag|le))?|cuidithe ag)\s*",
    re.IGNORECASE,
)
# "Moved by Trustee Oak, supported by Trustee Elm"
_SUPPORTS = re.compile(r"(?:(?<=, )|(?<= and )|(?<=, duly ))support(?:ed)? by\s+")
_BY = rf"(?:, (?:and |duly )?(?:second|support)ed by (?:{_TITLE} ?)?(?:{NAME}|[A-Z]{{2,3}}),)"
_HOW = r"(?: (?:then|now|formally|also|who|duly|having|so|therefore|further|thereupon|, and))*"
_POST = (
    r"(?:Chair|Vice|Leader|Cabinet|Deputy|Portfolio|Executive|Lead|Mayor|Conven[eo]r|Member|Group)"
)
_MOVES = (
    r"(?P<first>(?:(?i:proposed|moved)|made a motion|made the motion|offered a motion|put a motion)"
    r"(?! (?:by|on|into|away|in to|in|house|home|up|down|here|there|closer|back|from(?! the [Cc]hair)|out|forward|"
    r"to (?:another|a (?:seat|chair|new)|the (?:public|next|city|area|other)))\b))"
)
# Verbs behind the person who proposes or seconds.
_DOES = re.compile(
    rf"{_BY}?(?: \([^()\n]{{2,60}}\))?(?:,[^.;\n]{{2,90}}?,|, {_POST}[^.,;\n]{{2,80}}?)?,?{_HOW} "
    rf"(?:{_MOVES}|(?P<second>(?i:seconded)|seconds?(?= (?:the|this) motion\b))\b(?! by|:? (?:Crs?|CR|Cllr|Councillor)\b|{LENT}))"
    r"|(?:[’']s?|(?<=[’']s)|(?<=s[’'])) (?P<own>proposal|motion|amendment)\b"
    r"| (?P<notice>(?:had )?(?:given|gave) (?:due )?notice of (?:a|the|this|his|her|their)(?: following)? motion)\b"
    r"| (?P<tables>tabled (?:the|a|this|his|her|their)(?: following)?(?: (?i:notice of))? (?i:motion))\b"
    r"| (?P<withdraws>withdrew (?:his|her|their) (?:motion|amendment))\b"
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
_HE_MOVES = re.compile(
    r"(?:\b(?:He|She|They)(?: (?:then|also|therefore))?|,? and(?: (?:then|so|therefore))?) "
    r"(?:moved(?=,? (?:and|that|the|an|to (?:[a-z]+)|seconded|as an)\b)(?! to (?:another|a|the)\b)"
    r"|proposed(?= the (?:motion|recommendations?|amendment)\b))"
)
# What a text with a mover or a seconder has one of.
WAYS = (_FIRST_IS, _FIRST_IS_TITLED, _SECOND_IS, _SUPPORTS, _DOES, _BARE_DOES, _HE_MOVES)
_LOOKS = [first_look(way) for way in WAYS]
_PLACE = re.compile(r"\b(?:Road|Street|Lane|Avenue|Park|House|Hall|School|Bridge|Square|Church)\b")


# What stands between "Seconded" and who did: "Pike, seconded Cr Lee", "Pike Seconded - Cr Lee".
_BEHIND_IT = (" ", ": ", " : ", " - ", " – ", " — ", "- ", "– ", ":")
Place = tuple[int, str]


def movers(text: str, named: Sequence[Mention], spoken: Sequence[Turn]) -> list[Place]:
    """Return where somebody moves something and who: "" where that is a "he" whom nothing names.

    What stands in a speech of a transcript is left out, except where who presides says it.
    """
    debate = [turn for turn in spoken if not turn.presides]
    return [
        *_outside(_behind(text, _FIRST_IS, _ANYBODY), debate),
        *_outside(_behind(text, _FIRST_IS_TITLED, _TITLED_ONLY), debate),
        *_outside(_doing(text, named, "first", "own", "notice", "tables", "withdraws"), spoken),
        *_outside(_bare(text, "first", "moves"), spoken),
        *_outside(_pronouns(text, named), spoken),
    ]


def seconders(text: str, named: Sequence[Mention], spoken: Sequence[Turn]) -> list[Place]:
    """Return where somebody seconds something and who, as `movers` does."""
    debate = [turn for turn in spoken if not turn.presides]
    return [
        *_outside(_behind(text, _SECOND_IS, _ANYBODY), debate),
        *_outside(_behind(text, _SUPPORTS, _ANYBODY), debate),
        *_outside(_doing(text, named, "second"), spoken),
        *_outside(_bare(text, "second"), spoken),
    ]


def _outside(places: Iterable[Place], spoken: Sequence[Turn]) -> list[Place]:
    """Return the places that stand in nobody's speech: who moved what is for the minutes to say."""
    starts = [turn.start for turn in spoken]
    kept = []
    for place in places:
        at = bisect_right(starts, place[0]) - 1
        if at < 0 or place[0] >= spoken[at].end:
            kept.append(place)
    return kept


def _behind(text: str, words: re.Pattern[str], who: re.Pattern[str]) -> Iterator[Place]:
    for match in _matches(words, text):
        if _is_not_here(text, match, words):
            continue
        if words is _SUPPORTS and not _is_seconding(text, match.start()):
            continue
        name = who.match(text, match.end())
        if name is None or (match[0].rstrip().endswith("r,") and _goes_on(text, name.end())):
            continue
        if _is_motion(text, match, name.end()) and is_of_this_meeting(
            text, match.start(), match.end(), name.end()
        ):
            yield from _named(text, match, name)


def _is_not_here(text: str, match: re.Match[str], words: re.Pattern[str]) -> bool:
    """Say whether words of `_behind` tell of another day, or whose the motion is that somebody else moves."""
    before = text[max(0, match.start() - BESIDE.elsewhere) : match.start()]
    # "… will be mended Proposed by Councillor Oak": a label, which goes on with nothing.
    if not match[0][:1].isupper() and is_only_spoken_of(before):
        return True
    return words not in (_SECOND_IS, _SUPPORTS) and takes_over(before)


def _matches(way: re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """Return the matches of one of `WAYS` in a text."""
    return _all_matches(text)[WAYS.index(way)]


@lru_cache(maxsize=4)
def _all_matches(text: str) -> tuple[tuple[re.Match[str], ...], ...]:
    """Return the matches of each of `WAYS`: movers and seconders look for the same ones in one text."""
    folded = text.casefold()
    return tuple(
        tuple(way.finditer(text)) if way is not _DOES and look.lets_through(folded) else ()
        for way, look in zip(WAYS, _LOOKS, strict=True)
    )


def _goes_on(text: str, end: int) -> bool:
    """Say whether who is named behind "with the consent of his seconder," begins another clause."""
    return re.match(r"\s+[a-z]", text[end : end + BESIDE.clause]) is not None


def _named(text: str, match: re.Match[str], name: re.Match[str]) -> Iterator[Place]:
    """Yield the place with the name that stands behind its words, unless that is a place on the map."""
    groups = name.groupdict()
    shown = groups["named"] or groups["chair"] or groups.get("bare") or ""
    if shown and not (groups.get("bare") and _PLACE.search(shown)):
        yield match.start(), _person(shown, text[match.end() : name.end()])


def _is_seconding(text: str, at: int) -> bool:
    """Say whether "supported by" stands behind who moved, in the same sentence."""
    before = text[max(0, at - REACH.supported) : at]
    if re.search(r"(?i:\b(?:moved|proposed|motion) by )[^.;\n]+$", before):
        return True
    return re.match(r"[^.;\n]{2,60}, (?:moved|proposed)\b", text[at:]) is not None


def _is_motion(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether what somebody "submitted" is a motion, of this day: questions are submitted too."""
    if not match[0].lower().startswith("submitted"):
        return not was_before(text, end)
    before = text[max(0, match.start() - BESIDE.before) : match.start()]
    return bool(
        re.search(r"(?i:motion)(?:(?!(?i:question))[^.\n])*$", before)
        or re.match(r"\W*(?:I|We) (?:will|shall|hereby) move\b", text[end : end + BESIDE.moves])
    )


def _person(shown: str, whole: str) -> str:
    """Return a name, "Ms. Oak" with its title as people without an office are named everywhere."""
    personal = re.match(rf"{PERSONAL} ", whole)
    return f"{personal[0].strip()} {plain_name(shown)}" if personal else plain_name(shown)


def _doing(text: str, named: Sequence[Mention], *kinds: str) -> Iterator[Place]:
    for number, mention in enumerate(named):
        following = named[number + 1].start if number + 1 < len(named) else len(text)
        reach = _reach(text, mention, following)
        match = _DOES.match(text, mention.end, reach)
        if not match or not any(match[kind] for kind in kinds):
            continue
        # "Pike, seconded Cr Lee", "Pike Seconded: Cr Lee": who seconded is named behind.
        is_behind = (
            match["second"] and text[match.end() : reach] in _BEHIND_IT and reach < len(text)
        )
        if not is_behind and _does(text, mention, match):
            yield from _doer(text, named, number)


def _doer(text: str, named: Sequence[Mention], number: int) -> Iterator[Place]:
    """Yield who stands in front of a verb: before an aside in "Oak, in the absence of Elm, moved"."""
    start = named[number].start
    is_aside = is_in_place_of(text[max(0, start - BESIDE.before) : start])
    who = named[number - is_aside : number - is_aside + 1] if number >= is_aside else []
    yield from ((one.start, one.person.name) for one in who)


def _reach(text: str, mention: Mention, following: int) -> int:
    """Return how far behind a person the verb may stand: as far as the next one, further behind "by"."""
    by = re.compile(_BY).match(text, mention.end)
    return min(len(text), by.end() + REACH.seconder) if by else max(following, mention.end)


def _does(text: str, mention: Mention, match: re.Match[str]) -> bool:
    """Say whether who stands in front of a verb moves or seconds, here and now."""
    if (match["first"] or "").lower() == "proposed" and not _may_move(mention):
        return False
    line = text.rfind("\n", 0, mention.start) + 1
    before = text[max(line, mention.start - BESIDE.before) : mention.start]
    seconds = (
        re.search(r"\b(?:second|support)(?:ed)? by (?:the )?$", before) and not match["second"]
    )
    is_of_another = (match["notice"] or match["own"]) and takes_over(before)
    return not seconds and not is_of_another and not is_only_spoken_of(before)


def _may_move(mention: Mention) -> bool:
    """Say whether who "proposed" something may have moved it: an officer only suggests."""
    name = mention.person.name
    return (
        mention.person.councillor
        or re.match(rf"{PERSONAL} ", name) is not None
        or re.match(_CHAIR, name) is not None
    )


def _bare(text: str, *kinds: str) -> Iterator[Place]:
    for match in _matches(_BARE_DOES, text):
        before = text[max(0, match.start() - BESIDE.elsewhere) : match.start()]
        if any(match[kind] for kind in kinds) and not is_told(before):
            yield match.start("who"), plain_name(match["who"])


def _pronouns(text: str, named: Sequence[Mention]) -> Iterator[Place]:
    """Yield the movers who stand in front of "… said that …, and moved that" or "She moved"."""
    for match in _matches(_HE_MOVES, text):
        line = text.rfind("\n", 0, match.start()) + 1
        before = [one for one in named if line <= one.start < match.start()]
        if is_only_spoken_of(text[max(line, match.start() - BESIDE.elsewhere) : match.start()]):
            continue
        subjects = {one.person.name for one in before}
        yield match.start(), subjects.pop() if len(subjects) == 1 else ""
