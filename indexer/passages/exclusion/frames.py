"""The ways in which a sentence may close a meeting to the public, each a pattern of the roles' words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.first_look import FirstLook, FirstLooks, first_look
from indexer.passages.exclusion.rooms import OUT, ROOMS
from indexer.passages.exclusion.words import role

PART_TWO = role("part_two")
# The press and public as those who are out, not the public sector or a press release.
PUBLIC = rf"(?:{role('public')}(?!\s+{role('public_behind')}))"
_STOP = r"[^.;\n]"
# What a meeting moves before, about or after is not where it goes.
_ON = (
    r"(?!(?:before|after|about|despite|since|regarding|from|there|which|who)\b"
    r"|following\s+(?:an?|the|their|its|this|that|his|her|our|discussion|consideration)\b)"
)
# What is private there is no meeting: the sector, a school, a garden.
_IN_PRIVATE = (
    r"\bin private(?![- ]+(?:sector|hands?\b|owner|rent|school|home|hous|hire|garden|land|vehicle|care\b|practice|industr|"
    r"li[fv]e|propert|nurser|residen|compan|dwelling|hospital|club|invest|financ|cars?\b|road|street|tenan|accommodation|"
    r"equity|capital|fund|halls?\b|rooms?\b|law|place|premises|building|wood|foster|let|market|trust|member|bill|enterprise|"
    r"provision|provider|individual|patient|person|correspond|conversation|use\b|parking|estate|development|space))"
)
# The panel goes, not the public; what it decided is told behind that.
DELIBERATES = (
    r"\b(?:retir\w*|withdr\w*|adjourn\w*|deliberat\w*)\b[^.;]{0,60}?\b(?:decision|verdict|deliberat\w*|advice|findings|"
    r"determination|guidance)\b"
)


_BEGAN = r"(?:commenced|began|begun|started|was entered|convened|opened|was called to order|called to order|ensued|was held)\b"

# Between a closed session and that it began may stand by which law, or what for.
_BY_LAW = (
    r"(?:,?\s+(?:under|pursuant to|per|as (?:permitted|allowed|provided|authori[sz]ed)|in accordance with|by virtue of"
    r"|for|to)\b[^;]{2,90}?,?)?"
)

# The public as who they are, not the first half of a name: "public footpath", "press release".
_HEAD = (
    r"\b(?:(?:members of )?the (?:press|public|media)|press|public|media|(?:members|representatives?) of the (?:press|public|media)|"
    r"press (?:and|&|or) (?:the )?public|public (?:and|&|or) (?:the )?(?:press|media)|(?:press|media) representatives?|observers|"
    r"spectators|strangers|journalists|reporters|visitors|non-members|persons not being members|all persons (?:other than|except)|"
    r"public gallery)(?=\s+(?:and|or|be|is|are|was|were|to|from|had|has|have|then|now|who|present|in|at|for|during|while|whilst|"
    r"left|leave|withdr\w+|retir\w+|should|shall|having|being|do|did|representatives?|gallery|officers?|vacat\w+|depart\w+|"
    r"exit\w*)\b|[^\w\s]|$)"
)
_GONE = (
    r"(?:exclu(?:ded?|sion|ding)(?!\s+(?:minutes?|sessions?|items?|reports?|agendas?|matters?|business|part|papers?|meetings?|resolutions?))|withdr(?:aw|ew|awn|awal)|leave(?!\s+out)|left(?!\s+out)|retired?|vacated?|depart(?:ed)?|exit(?:ed)?|dismissed|"
    r"sent out|shut out|removed|escorted)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to close a meeting: its pattern, and the first look at a sentence on one line for it."""

    name: str
    pattern: re.Pattern[str]
    look: FirstLook


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern that does not look at case."""
    return re.compile(pattern, re.IGNORECASE)


def _frame(name: str, pattern: re.Pattern[str]) -> Frame:
    return Frame(name, pattern, first_look(pattern, one_line=True))


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """Return the ways to close a meeting, put together from the roles' words."""
    public, leave = PUBLIC, role("leave")
    asked = rf"{role('ask')}\s+(?:\w+\s+)?to\s+(?:now\s+)?{leave}(?!\s+(?:\w+\s+)?(?:their|his|her|any|a|all)\b)"
    out = rf"(?:{role('put_out')}|{asked})"
    room = r"(?:room|chamber|hall|gallery|meeting|council chamber|meeting room|committee room|auditorium|board ?room|court ?room)"
    place = rf"(?:{role('private_place')}(?!\s+(?:rooms?|hall|suite)\s+(?:of|at|in)\b)|{PART_TWO}(?=\W*$|,|;| of the (?:agenda|meeting)| and\b| at\b))"
    private = (
        rf"(?:(?<!loss )(?<!lost )(?<!faith )(?<!trust )(?<!interest )(?:{role('in_private')}|{_IN_PRIVATE})|"
        rf"in\s+(?:the\s+)?absence\s+of\s+(?:the\s+|any\s+|all\s+)?(?:\w+\s+){{0,3}}?{public}|"
        rf"{role('in_committee')}(?!\s+(?:of\b|stage|room))|"
        rf"(?:in|under|with|into)\s+(?:an?\s+|the\s+)?{place}|into\s+(?:private|confidential|closed|exempt)(?=\W*$|[,.;]|\s+(?:and|at|for|to|which|as|so)\b)|behind closed doors|in[- ]camera|"
        rf"without\s+(?:the\s+)?(?:\w+\s+){{0,3}}{public}(?:\s+\w+){{0,4}}?\s+(?:present|in the room|in attendance)|"
        rf"with\s+(?:the\s+)?(?:\w+\s+){{0,3}}{public}(?:\s+\w+){{0,4}}?\s+"
        rf"(?:excluded|withdrawn|absent|outside|out of the room|no longer (?:present|in the room|in attendance)|not present)|"
        rf"after\s+(?:the\s+)?(?:\w+\s+){{0,3}}{public}\s+had\s+(?:withdrawn|left|been))"
    )
    be = r"(?:be|are|is|were|was|been|being|stand)"
    meeting = role("meeting_part")
    shut = r"(?:closed|not\s+(?:be\s+)?open|no longer (?:be\s+)?(?:open|public))"
    to_public = rf"to\s+(?:the\s+|all\s+)?(?:members\s+of\s+)?(?:the\s+)?{public}(?!\s+(?:comment|hearing|question|input|participation|speak))"
    return (
        _frame("put out", compiled(rf"{public}{_STOP}{{0,140}}?\b{be}\s+(?:\w+\s+){{0,3}}?{out}")),
        _frame(
            "put out",
            compiled(
                rf"{public}\s+(?:\w+\s+)?excluded(?=\W*$|\s+(?:at|from|for|during|while|until|under)\b)"
            ),
        ),
        _frame(
            "put out",
            compiled(
                rf"{public}{_STOP}{{0,20}}?\beu gwahardd\b|\bcau(?:[’']r)?\s+(?:[\w’']+\s+){{0,2}}?{public}{_STOP}{{0,30}}?\ballan\b"
            ),
        ),
        _frame(
            "cleared",
            compiled(
                rf"\bclear(?:ed|s|ing|ance)?\b{_STOP}{{0,50}}?\b(?:of|from)\s+(?:all\s+|any\s+|the\s+)*{public}"
                rf"|\bclear(?:ed|s|ing)?\s+(?:of\s+)?(?:the\s+)?(?:public\s+)?{room}\b(?!\s+of\s+(?!(?:all|the|any)\b))|\b{room}\s+(?:[\w’]+\s+){{0,4}}?(?:{be}|to be)\s+(?:\w+\s+)?cleared\b(?!\s+(?:of|from)\b)"
            ),
        ),
        _frame("put out", compiled(rf"{role('exclude')}\s+(?:[\w’',-]+\s+){{0,6}}?{public}")),
        _frame(
            "put out",
            compiled(
                rf"{role('ask')}\s+(?:[\w’',-]+\s+){{0,4}}?{public}\s+(?:\w+\s+){{0,3}}?to\s+(?:now\s+)?{leave}"
                r"(?!\s+(?:\w+\s+)?(?:comments?|feedback|questions|messages|their|a name)\b)"
            ),
        ),
        _frame(
            "put out",
            compiled(
                rf"{role('ask')}\s+that\b[^.;]{{0,90}}?{public}\s+(?:\w+\s+){{0,2}}?{leave}(?!\s+(?:comments?|feedback|their))"
            ),
        ),
        _frame(
            "put out",
            compiled(
                rf"\b(?:gofyn|gofynnwyd|gwahodd|gwahoddwyd)\b[^.;]{{0,40}}?{public}[^.;]{{0,20}}?\badael\b"
            ),
        ),
        _frame(
            "left",
            compiled(
                rf"{public}(?:\s+(?:present|then|now|also|had|in attendance|having|representatives?|were|to|and|the|all|at this point|therefore|both|who were)){{0,4}}?,?\s+{leave}"
            ),
        ),
        _frame(
            "shut",
            compiled(
                rf"{meeting}{_STOP}{{0,60}}?\b(?:{be}\s+)(?:\w+\s+){{0,2}}?{shut}\s+{to_public}"
            ),
        ),
        # As notes have it: "2022-03-03: meeting closed to the public".
        _frame(
            "shut",
            compiled(
                rf"^\W*(?:\d[\d.:/-]*\s*(?:[ap]\.?m\b\.?)?\W+)?(?:the\s+)?(?:meeting|session)\s+(?:then\s+|now\s+)?closed\s+{to_public}"
                r"(?=\W*$|\s+(?:at|for|under|pursuant|during|from|while|so that|because|as)\b|\W+\d)"
            ),
        ),
        _frame(
            "shut",
            compiled(
                rf"\bdeclar\w+\s+(?:\w+\s+){{0,2}}?{meeting}\s+(?:\w+\s+)?{shut}\s+{to_public}"
            ),
        ),
        _frame(
            "shut",
            compiled(
                rf"\b(?:clos(?:e|es|ed|ing|ure of))\s+(?:\w+\s+){{0,2}}?{meeting}\s+(?:\w+\s+){{0,4}}?{to_public}"
            ),
        ),
        _frame(
            "shut",
            compiled(
                r"\b(?:motion|moved|resolved|agreed|voted)\b[^;\n]{0,80}?\bto (?:close|recess) the (?:\w+ )?meeting\s+"
                r"(?:under|pursuant|in accordance|per|to (?:discuss|consider|evaluate|review|receive))\b"
            ),
        ),
        _frame(
            "dealt",
            compiled(
                rf"{role('matter')}{_STOP}{{0,80}}?\b(?:{be}|continue|has|have|had|will|would)?\s*(?:\w+\s+){{0,2}}?{role('dealt')}\s+(?:[\w’'-]+\s+){{0,5}}?[“\"‘']?{private}"
            ),
        ),
        _frame(
            "dealt",
            compiled(
                rf"\b(?:it|this|they)\s+(?:{be}|has been|had been|and|then|would be|will be)\s+(?:\w+\s+){{0,2}}?{role('dealt')}\s+(?:[\w’'-]+\s+){{0,5}}?[“\"‘']?{private}"
            ),
        ),
        _frame(
            "dealt",
            compiled(
                rf"{role('body')}\s+(?:\w+\s+)?{role('dealt')}\s+(?:(?:the|this|that|an?)\s+{role('matter')}\s+)?{private}"
            ),
        ),
        _frame(
            "dealt",
            compiled(
                rf"\b(?:deal|dealt|proceed)\s+with\s+(?:the\s+|its\s+|any\s+)?{role('strong_mark')}\s+{role('thing')}"
            ),
        ),
        _frame(
            "went",
            compiled(
                rf"{role('move')}\s+(?:{_ON}[\w’'“\"-]+\s+){{0,7}}?[“\"‘']?(?:{private}|(?:an?\s+)?{place})"
            ),
        ),
        _frame(
            "went",
            compiled(
                rf"{role('move')}\s+(?:{_ON}[\w’'“\"-]+\s+){{0,5}}?[“\"‘']?{role('in_committee')}(?!\s+(?:of\b|stage|room))"
            ),
        ),
        _frame("went", compiled(rf"{role('move')}\s+(?:[\w’'-]+\s+){{0,6}}?{shut}\s+{to_public}")),
        _frame(
            "began", compiled(rf"{role('private_place')}{_BY_LAW}\s+(?:{be}\s+|then\s+)*{_BEGAN}")
        ),
        # Whatever a meeting resolves to do where the public is not.
        _frame(
            "resolved",
            compiled(
                rf"(?:\b(?:resolved|agreed|ordered|determined|decided|voted|carried|penderfynwyd|moved(?=(?:\W+[\w’'.]+){{0,8}}?\W+that))\b|^\W*that\s+(?!(?:is|was|seem\w*|would|will|has|had|may|might|could|can|did|does|means|includes)\b))"
                rf"(?:(?!\b(?:ago|who|which|would|could|might)\b){_STOP}){{0,220}}?\b(?:{be}|{role('dealt')}|{role('move')})\s+"
                rf"(?:{_ON}[\w’'“\",-]+\s+){{0,7}}?[“\"‘']?{private}"
            ),
        ),
        # The public and a word for going, near each other: enough where a meeting acts, at a time of the day or by law.
        _frame(
            "loose",
            compiled(
                rf"{_HEAD}(?:(?!\bto (?:speak|comment|address)\b){_STOP}){{0,80}}?\b{_GONE}\b|\b{_GONE}\b{_STOP}{{0,60}}?{_HEAD}"
                rf"|\bclos(?:ed|es|ing|e)\s+(?:its|the|their)\s+doors\b|\bdoors\s+(?:{be}\s+)?(?:closed|locked|shut)\b"
            ),
        ),
        *(_frame("went", compiled(pattern)) for pattern in ROOMS),
        *(_frame("put out", compiled(pattern)) for pattern in OUT),
        _frame(
            "kept",
            compiled(
                rf"{role('matter')}{_STOP}{{0,80}}?\b(?:be|remain|stay|is|are)\s+(?:kept\s+|held\s+)?(?:in confidence|confidential until)"
            ),
        ),
    )


@lru_cache(maxsize=1)
def _looks() -> FirstLooks:
    return FirstLooks(frame.look for frame in frames())


@lru_cache(maxsize=256)
def frames_for(folded: str) -> tuple[Frame, ...]:
    """Return the ways to close a meeting that may be in a text on one line, in lower case."""
    every = frames()
    return tuple(every[number] for number in _looks().letting_through(folded))


def may_close(text: str) -> bool:
    """Say whether a text on one line, or any stretch of it, may have a way to close a meeting."""
    return bool(frames_for(text.casefold()))
