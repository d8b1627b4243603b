"""The language in which a page speaks: what is said in English in the source, as a catalogue of gettext says it.

Without a catalogue, as in the commands, all is said in English. What the records say is never translated.
"""

from __future__ import annotations

from contextvars import ContextVar
from gettext import NullTranslations

ENGLISH = NullTranslations()
_speaking: ContextVar[NullTranslations] = ContextVar("speaking", default=ENGLISH)


def speak(language: NullTranslations) -> None:
    """Let everything that is said from here on in this context be said in a language."""
    _speaking.set(language)


def said(message: str, **values: object) -> str:
    """Return a message in the language that is spoken, with the values that it names as %(name)s."""
    found = _speaking.get().gettext(message)
    return found % values if values else found


def counted(one: str, several: str, number: int, **values: object) -> str:
    """Return a message about a number, which it names as %(n)s, in the form that the language has for it."""
    found = _speaking.get().ngettext(one, several, number)
    return found % {"n": f"{number:,}", **values}


def message(text: str) -> str:
    """Return a message as it is: it is marked here as one that is said elsewhere."""
    return text
