"""Where a text points at another item: "see minute 11, “Lessons Learned”, below", "Minute 45/19"."""

from __future__ import annotations

import re

from corpus.dates import find_date
from indexer.passages.annotations import Reference

_NUMBER = r"[A-Z]{0,3}\d{1,4}[a-z]?(?:[./]\d{1,4})*(?:/[A-Z][a-z]{2}/\d{4})?(?:\(\d{1,3}\))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}|\d{1,2}/\d{1,2}/\d{4}"
_REFERENCE = re.compile(
    r"\b(?:(?P<body>Council|Cabinet|Executive|Planning|Scrutiny|Licensing|Audit"
    r"|[A-Z][a-z]+ Committee) )?"
    r"(?P<kind>[Mm]inutes?|MINUTE|[Aa]genda [Ii]tems?|[Ii]tems?)"
    r"(?: [Nn](?:o|os|umber|umbers)\b\.?)? "
    rf"(?P<number>{_NUMBER})(?!\d|[,.]\d|[-–]\d| (?:minutes|per cent|am|pm|or fewer)\b|%)"
    rf"(?:,? (?:(?:of|on|dated|from)(?: the)?(?: meeting (?:of|held on))? )?(?P<date>{_DAY}))?"
    r"(?:,? ?[“\"‘](?P<title>[^”\"\n]{4,300})[”\"’])?"
    r"(?:,? (?:above|below)\b)?"
)


def references(text: str) -> tuple[Reference, ...]:
    """Return the references in a text, not yet resolved, in order."""
    found = []
    for match in _REFERENCE.finditer(text):
        when = find_date(match["date"]) if match["date"] else None
        found.append(
            Reference(
                text=match[0].rstrip(" ,"),
                start=match.start(),
                kind="minute" if match["kind"].lower().startswith("minute") else "item",
                number=match["number"],
                title=" ".join((match["title"] or "").split()),
                body=match["body"] or "",
                when=when.isoformat() if when else "",
            )
        )
    return tuple(found)
