"""What a question asks about, apart from how it asks: "what was said about school places".

The frame of a request ("summarise the discussion about", "what did the committee decide on") has
words that stand in most records, so neither retriever may take them for the topic.
"""

from __future__ import annotations

import re

from corpus.lazy_pattern import lazy_pattern
from corpus.wording import lists, one_of

_WHOSE = one_of(
    *"the their his her any all our an? some previous past earlier members['’] councillors['’]".split()
)
_TALK = one_of(
    *(
        "discussions? debates? talks? conversations? arguments? opinions? views? comments? thoughts? "
        "remarks? statements? concerns? questions? questioning answers? decisions? minutes "
        "resolutions? recommendations? details information points? issues?"
    ).split()
)
_SAYING = one_of(
    *(
        "sa(?:y|id) th(?:ink|ought) talk(?:ed)? discuss(?:ed)? debated? mention(?:ed)? comment(?:ed)? "
        "ask(?:ed)? suggest(?:ed)? t(?:ell|old) decided? agreed? resolved? explain(?:ed)? described? "
        "report(?:ed)? recommend(?:ed)?"
    ).split()
)
_ABOUT = one_of(
    *"about on of over regarding concerning towards? around".split(),
    "with regard to",
    "in relation to",
    "as to",
    "for",
)
_BODY = "(?:(?:the|our) )?" + one_of(
    *"meeting group committee council cabinet board panel members councillors officers staff they we".split()
)
_SHOW = r"(?:summari[sz]e|describe|outline|explain|list|find|show(?: me)?|give(?: me)?|tell me)"
_FRAMES = tuple(
    lazy_pattern(frame, re.IGNORECASE)
    for frame in (
        # "summarise the discussion of", "what was the debate over", "previous decisions on"; but
        # "points of order" and "questions for the mayor" are what they say
        rf"(?:(?:please )?{_SHOW}|what (?:was|were|is|are)) (?:{_WHOSE} )*{_TALK} {_ABOUT} ",
        rf"(?:{_WHOSE} )*{_TALK} (?:about|on|over|regarding|concerning) ",
        # "what was said about", "what has been decided on"
        rf"what (?:was|were|ha[sd] been|have been) {_SAYING} (?:{_ABOUT} )?",
        # "what did the committee decide on"
        rf"(?:what|how|why) (?:did|do|does|has|have|had) {_BODY} {_SAYING} (?:{_ABOUT} )?",
        # "what was the Cabinet asked to agree on", "recommendations on"
        r"what (?:was|were|is|are) (?:\S+ ){1,5}?(?:asked|invited|requested|recommended) to "
        r"(?:agree|approve|endorse|consider|note|decide|accept|adopt|support|do) (?:on|about|regarding|concerning|over) ",
        rf"(?:the )?(?:officers?['’]? |staff )?recommendations? {_ABOUT} ",
        r"(?:please )?(?:summari[sz]e|describe|outline|explain) ",
    )
)
_REQUEST = lazy_pattern(
    one_of(
        *(
            "what how why who when where which summari[sz]e describe outline explain did does do was "
            "were is are has have can could would should will"
        ).split()
    )
    + r"\b",
    re.IGNORECASE,
)
# Words of a request that say what kind of talk is asked for, not what it was about.
REQUEST_WORDS = frozenset(lists("search.query", "words.toml")["of_requests"])


def subject(text: str) -> str:
    """Return a text without the frame of its request; the text itself where it has none."""
    for frame in _FRAMES:
        match = frame.match(text)
        if match and re.search(r"\w{3}", text[match.end() :]):
            return text[match.end() :]
    return text


def is_request(text: str) -> bool:
    """Say whether a text asks or tells to do something, rather than to be a few keywords."""
    return _REQUEST.match(text) is not None
