"""Which items stand on every agenda, whatever the meeting is about."""

from __future__ import annotations

import re

from corpus.dates import MONTHS

# "Minutes – 22 August 2019" stands on an agenda. With a body behind the dash it is the title of a
# document, which its passages share: they are about whatever was minuted.
_WHEN = (
    r"(?:(?:the|of|meetings?|held|on|and|last|previous|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    rf"{'|'.join(MONTHS)}|\d+(?:st|nd|rd|th)?)\b\W*)+$"
)
_PROCEDURAL = re.compile(
    r"(?:apolog(?:y|ies)\b|declarations? of|disclosures? (?:of|by)|interests?$|members.? interests|"
    r"(?:confirmation|adoption|approval|signing) of (?:the )?(?:previous )?minutes|"
    r"minutes?$|minutes (?:of (?:the )?(?:last|previous)|silence)|minute.s silence|"
    rf"minutes\s*[-–—]\s*(?:(?:to|for) |(?:the )?(?:last|previous)\b|{_WHEN})|"
    r"previous minutes|prayers?$|attendance|roll call|substitut|appointment of (?:chair|vice)|"
    r"election of (?:a )?(?:chair|vice)|any other (?:urgent )?business|urgent (?:business|items?)$|"
    r"items? of urgent business|notification of other business|"
    r"(?:date|dates) (?:and time )?of (?:the )?next meeting|next meeting|exclusion of (?:the )?"
    r"(?:press|public)|(?:the )?(?:chair|mayor)\w*.s (?:announcements|communications)|"
    r"work(?:ing)? programme|forward plan|dispensations|lobbying|recording of (?:the )?proceedings|"
    r"votes? of sympathy|procedural business|clos(?:e|ing|ure)\b(?:$|\W*(?:of|the)\b.*meeting)|"
    r"meeting closed?$|adjournment|call(?:ed)? to order|opening$|quorum|public (?:question|participation)"
    r"(?:s|time)?\b(?: time)?$|matters arising|correspondence$|a\.?o\.?b\.?$|welcome)",
    re.IGNORECASE,
)


def is_procedural(title: str) -> bool:
    """Say whether an item is one that stands on every agenda (apologies, declarations, …)."""
    return bool(_PROCEDURAL.match(title.strip()))
