"""Why an item is withheld, in words for the public."""

from __future__ import annotations

import re

from indexer.passages.tuning import WITHHOLDING

_PARAGRAPHS = re.compile(
    r"\bparagraphs?\s*\(?(\d(?:(?:\s*(?:,|and|&)\s*)\d)*)\)?(?!\d|\.\d)", re.IGNORECASE
)
_ACT_OF_1972 = re.compile(
    r"schedule 12 ?a|local government act,? 1972|section 100 ?a|s\.? ?100 ?a", re.IGNORECASE
)


def _paragraphs(text: str) -> str:
    """Return the paragraphs of Schedule 12A that a text names, such as "1 and 3", or ""."""
    for match in _PARAGRAPHS.finditer(text):
        around = text[max(0, match.start() - WITHHOLDING.law) : match.end() + WITHHOLDING.law]
        if re.search(
            r"exempt|not for publication|schedule|confidential|12a", around, re.IGNORECASE
        ):
            return " ".join(match[1].split())
    return ""


def reason(text: str) -> str:
    """Return why an item is withheld; the Act of England and Wales only where the record names it."""
    paragraphs = _paragraphs(text)
    if _ACT_OF_1972.search(text):
        stated = f", paragraph {paragraphs} of Schedule 12A" if paragraphs else ""
        return f"Exempt item: not for publication (Local Government Act 1972{stated})"
    stated = f" (paragraph {paragraphs})" if paragraphs else ""
    return f"Exempt item: not for publication{stated}"
