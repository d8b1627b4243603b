"""The kinds of documents as people name them: kind:report, kind:"decision record", kind:eqia."""

from __future__ import annotations

import re

from corpus.records import DocumentKind

_NAMED = {
    **{str(kind): kind for kind in DocumentKind},
    "eqia": DocumentKind.EQUALITY_ASSESSMENT,
    "equality": DocumentKind.EQUALITY_ASSESSMENT,
    "decision": DocumentKind.DECISION_RECORD,
    "annex": DocumentKind.APPENDIX,
    "appendices": DocumentKind.APPENDIX,
    "question": DocumentKind.QUESTIONS,
}


def kind_named(text: str) -> DocumentKind | None:
    """Return the kind of document that a word or two name, in the singular or the plural, or None."""
    name = re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
    for form in (name, name.removesuffix("s")):
        if form in _NAMED:
            return _NAMED[form]
    return None
