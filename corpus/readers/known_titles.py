"""What councils call the business that every meeting has: evidence that a line begins an item."""

from __future__ import annotations

import re

from corpus.wording import one_of

# Written from the forms of standing orders and model agendas in the UK, Ireland, Canada, the USA,
# Australia and New Zealand; beginnings of titles, without number and case.
_OPENS = one_of(
    r"(?:meeting )?call(?:ed|ing)? (?:of |the |meeting ){0,3}to order", r"roll call", r"opening", r"welcome", r"apolog", r"attendance",
    r"present\b", r"pledge", r"invocation", r"prayer", r"karakia", r"acknowledge?ment of country",
    r"land acknowledge?ment", r"moment of silence", r"regrets", r"quorum", r"record of attendance",
    r"ymddiheuriadau", r"croeso", r"leithscéal", r"chair(?:man|person)?['’]?s? welcome",
    r"election of (?:a |the )?(?:chair|mayor|vice|deputy)", r"appointment of (?:a )?chair",
)  # fmt: skip
_CLOSES = one_of(
    r"adjourn", r"any other", r"a\.?o\.?c?\.?b", r"(?:date|time)s?\b.{0,30}\bnext", r"next meeting",
    r"close\b", r"closing", r"closure", r"closed? of meeting", r"urgent business", r"other business",
    r"future (?:meeting|agenda)", r"cyfarfod nesaf", r"dyddiad", r"meeting close",
    r"items for (?:the )?(?:next|future)", r"confirmatory by-?law", r"confirming by-?law",
)  # fmt: skip
_BETWEEN = one_of(
    r"(?:to )?(?:approv\w+|confirm\w*|adopt\w*|sign\w*|read\w*|accept\w*)\b.{0,40}\b(?:minutes|agenda)",
    r"(?:previous )?minutes\b", r"minutes approved", r"approval\b", r"adoption\b", r"confirmation of",
    r"declaration", r"disclosure", r"conflicts? of interest", r"interests\b", r"matters? arising",
    r"correspondence", r"communications?\b", r"presentation", r"deputation", r"delegation", r"petition",
    r"public (?:question|comment|forum|participation|hearing|session|speaking|input|access|notice)",
    r"open (?:forum|session)", r"oral communications", r"citizens?", r"visitor",
    r"questions?\b", r"members['’]? questions", r"notices? of motion", r"motions?\b", r"by-?laws?\b",
    r"consent (?:agenda|calendar|items?|considerations?)", r"(?:un)?finished business", r"(?:old|new|general) business",
    r"(?:discussion|action|information\w*) items?", r"(?:\w+['’]?s?['’]? )?reports?\b", r"reports? (?:of|from|by)\b",
    r"(?:chair|mayor|clerk|treasurer|president|secretary|director|councillor|manager|trustee|member)\w*['’]?s?['’]?.{0,20}"
    r"(?:report|announcement|comment|update|communication|question)", r"announcements?\b",
    r"police", r"finance", r"financial", r"accounts?\b", r"payments?\b", r"budget", r"planning",
    r"closed session", r"executive session", r"in[- ]camera", r"exclusion of", r"exempt", r"recess",
    r"exclu\w+ (?:the )?(?:press|public)", r"work programme", r"forward plan", r"review of",
    r"committee reports?", r"staff reports?", r"resolutions?\b", r"ordinances?\b", r"appointments?\b",
    r"elections? of", r"recognition", r"proclamation", r"items? referred", r"matters? referred", r"llifogydd", r"cofnodion",
)  # fmt: skip
# Agendas of parish councils say each item as what is to be done.
_TO_DO = (
    r"to (?:receive|consider|note|approve|agree|discuss|confirm|review|resolve|elect|appoint|decide|"
    r"sign|adopt|hear|report|determine|authorise|ratify|record|accept|deal|fix|set|exclude|invite)\b"
)
_KNOWN = re.compile(one_of(_OPENS, _BETWEEN, _CLOSES, _TO_DO), re.IGNORECASE)
_ANY = re.compile(
    r"(?:the )?(?:minutes?|reports?|motions?|resolutions?|questions?|payments?|present(?:ation)?|budget|petition|planning|police|exempt|attendance|correspondence)s?\W*",
    re.IGNORECASE,
)
_BUSINESS = re.compile(one_of(_BETWEEN, _TO_DO), re.IGNORECASE)
_FIRST = re.compile(_OPENS, re.IGNORECASE)
_LAST = re.compile(_CLOSES, re.IGNORECASE)


def is_known(title: str) -> bool:
    """Say whether a title begins as the titles of usual business do."""
    return bool(_KNOWN.match(title))


def is_usual(title: str) -> bool:
    """Say whether a title is of usual business and more than one word for any: "Report", "Motion"."""
    return is_known(title) and not _ANY.fullmatch(title)


def is_business(title: str) -> bool:
    """Say whether a title is of what meetings deal with, between what opens and what closes them."""
    return bool(_BUSINESS.match(title))


def opens(title: str) -> bool:
    """Say whether a title is of what a meeting begins with."""
    return bool(_FIRST.match(title))


def closes(title: str) -> bool:
    """Say whether a title is of what a meeting ends with."""
    return bool(_LAST.match(title))
