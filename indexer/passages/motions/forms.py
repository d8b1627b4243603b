"""The forms in which a sentence says what became of a motion, or how a vote on it went, each a pattern."""

from __future__ import annotations

import re

from indexer.passages.motions.verdicts import THING, VERB

_HOW = (
    r"(?:(?:then|duly|accordingly|thereupon|therefore|again|put(?: to the (?:vote|meeting))?|and|declared|also|"
    r"unanimously|subsequently|voted (?:up)?on|so|to be|stood|it|taken|by a majority|on a show of hands),? )*"
)
# A full stop that ends no sentence: "Cllr. O. Oak".
_SHORTENED = r"(?:(?<=\bCllr)|(?<=\bCr)|(?<=\bMr)|(?<=\bMrs)|(?<=\bMs)|(?<=\bDr)|(?<=\b[A-Z]))\."
# "The amendment, on being put to the vote, was LOST", "Motion carried", "consideration … was deferred"
SAID_OF = re.compile(
    rf"\b(?P<thing>{THING})(?P<as> as amended)?\b(?P<between>(?:[^.;\n]|{_SHORTENED}){{0,220}}?)\b"
    rf"(?:(?:was|were|is|been|being) {_HOW}(?P<not>(?:not|never) )?(?P<was>{VERB})"
    rf"|(?:declared|stood|duly|voted|unanimously|put(?: to the (?:vote|meeting))?,? and) (?P<now>{VERB})"
    rf"|(?P<self>did not (?:pass|carry)|fell|failed|fails|passes|passed|carries|carried|lapsed))\b",
    re.IGNORECASE,
)
# "a motion that the park be sold was lost": the verb of the clause is not that of the motion.
CLAUSE = re.compile(r"\b(?:that|which|whether)\b", re.IGNORECASE)
CLAUSE_ENDS = re.compile(r"\bbe(?: not)? \w+\b|[,”\"’)] ?$")
BARE_THING = re.compile(rf"\b(?P<thing>motion|amendment)\W{{1,3}}(?P<was>{VERB})\b", re.IGNORECASE)
# "The Committee resolved to approve the motion"
RESOLVED_TO = re.compile(
    r"(?:\b(?:resolved|agreed|decided|voted)(?: unanimously)? |"
    # the line below "The Council resolved:-"
    r"(?<=resolved:\n)|(?<=resolved:\n\n)|(?<=resolved:-\n)|(?<=resolved:-\n\n)|(?<=resolved –\n\n)|(?<=resolved -\n\n))to (?P<was>approve|adopt|accept|pass|reject|defeat) "
    rf"(?:the|this) (?:\w+ )?(?P<thing>{THING})\b",
    re.IGNORECASE,
)
# "the amendment had four votes and the motion was carried": behind the comma another thing is spoken of.
OTHER_THING = re.compile(
    r"(?:[,;]|\band) (?:the|this) (?:\w+ )?(?:motion|amendment)\b", re.IGNORECASE
)
THIS = re.compile(
    rf"\b(?:(?P<thing>{THING}), which|[Tt]his|[Ii]t|[Ww]hich|[Tt]he division) (?:was|were) {_HOW}(?P<not>not )?(?P<was>(?i:{VERB}))\b(?! (?:that|to|on|out)\b)"
)
# A line or a sentence that is nothing but the outcome, perhaps with its figures.
ALONE = re.compile(
    r"\W*(?:(?i:for|ayes?|yeas?)\W{1,3}\d{1,3}\W{1,4}(?i:against|nays?|noes)\W{1,3}\d{1,3}\b(?:\W{1,4}(?i:abst\w+)\W{1,3}\d{1,3}\b)?\W{1,4})?"
    r"(?P<was>CARRIED|Carried|LOST|Lost|DEFEATED|Defeated|PASSED|Passed|WITHDRAWN|Withdrawn|"
    r"NEGATIVED|Negatived|(?:ADOPTED|Adopted|APPROVED|Approved|REJECTED|Rejected)(?=\W{1,3}(?:\d|(?i:ayes?|yeas?)\b)))\b"
    r"(?: (?i:en bloc)\b)?(?=\W*$|\W{1,3}(?:\d|by \d|by \w+ votes?|[Uu]nanim|UNANIM|nem\b|(?i:on (?:the|a|division)|ayes?|yeas?)\b))"
)
# A sentence that is nothing but agreement: weaker than "CARRIED", it wants a motion with a seconder.
AGREED = re.compile(
    r"\W*(?P<was>(?:[Uu]nanimous(?:ly)?(?: agreed| approved| carried)?|UNANIMOUS|[Aa]ll (?:in favou?r|agreed)|"
    r"AGREED|Agreed|APPROVED|Approved|ADOPTED|Adopted)(?: unanimously| nem\.? ?con)?)\b[^\w?:]*$"
)
# "The Mayor declared the proposal defeated"
DECLARED = re.compile(
    rf"\bdeclared (?:that )?(?:the|this) (?:\w+ )?(?P<thing>{THING})(?: (?:to (?:be|have been)|was|had been))? "
    rf"(?P<was>{VERB})\b",
    re.IGNORECASE,
)
# "used her casting vote in favour of the motion"
CASTING = re.compile(
    r"\b(?:used?|using|exercis\w+|cast|gave|giving) (?:his|her|their|the|a) (?:second (?:or|and) )?casting vote "
    r"(?P<was>in favou?r of|for|against) (?:the|this) (?:\w+ )?(?P<thing>motion|amendment|proposal)\b",
    re.IGNORECASE,
)
# All against it: "voted unanimously against the motion"
ALL_AGAINST = re.compile(
    rf"\b[Uu]nanimous(?:ly)? (?:voted |in voting )?(?P<was>against) (?:the|this|his|her|that) (?:\w+ )?(?P<thing>{THING})\b",
    re.IGNORECASE,
)
HAVE_IT = re.compile(
    r"\b[Tt]he (?P<side>[Aa]yes|AYES|[Yy]eas|[Nn]oes|NOES|[Nn]ays) (?:have|had|has) it\b"
)
WITHDREW = re.compile(
    rf"\b(?P<was>withdrew) (?:(?:his|her|their|the|this) )(?:\w+ )?(?P<thing>{THING})\b"
)
NOT_SECONDED = re.compile(
    r"\b(?:not (?:been |being )?seconded|(?:want|lack|absence) of (?:a |any )?second|(?:no|without a|nor a) second|"
    r"(?:failed to|did not|could not) (?:find|attract|receive|gain|get|have|obtain|secure) a second|"
    r"nobody seconded)",
    re.IGNORECASE,
)
IS_LABEL = re.compile(r"\w{0,4} ?: ")
# "The road that the notice of motion referred to": only a body has something referred to it.
MENTIONS = re.compile(r"[Rr]eferred to\b(?! (?:the |its |a |an )?[A-Z])")
# "Following a vote (13 for, 21 against)" | "the amendment was not agreed"
VOTE_SO = re.compile(
    rf"[^.;\n]{{0,20}}?\b(?:the|this) (?:\w+ )?(?P<thing>{THING}) (?:was|were|is|fell|carried|failed|passed)\b",
    re.IGNORECASE,
)
# "4 votes for and 3 against" | "the amendment of Councillor Oak"
VOTE_ON = re.compile(rf" (?:the|this) (?:\w+ )?(?P<thing>{THING})\b", re.IGNORECASE)
MAIN = re.compile(
    r"\b(?:substantive|original|main|amended) (?:motion|proposal|proposition|recommendations?)|\bas (?:amended|altered)\b",
    re.IGNORECASE,
)
