"""What a page says, and in which language: for the tests of pages that speak another one."""

from __future__ import annotations

import re
from gettext import NullTranslations
from html.parser import HTMLParser

OPEN, CLOSED = "⟦", "⟧"


class Bracketed(NullTranslations):
    """A language in which all that is said stands in brackets: what has none was not said by a catalogue."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSED}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Texts(HTMLParser):
    """The texts of a page outside of brackets, but for those marked as of another language."""

    SHOWN = ("title", "alt", "aria-label", "placeholder", "data-label", "content")

    def __init__(self, page: str, language: str) -> None:
        super().__init__()
        self.language, self.depth = language, 0
        self.marked: list[bool] = []
        self.outside: list[str] = []
        self.whole: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        language = given.get("lang", self.language)
        of_another = (
            (self.marked[-1] if self.marked else False)
            if "lang" not in given
            else language != self.language
        )
        if tag not in ("meta", "link", "input", "br", "rect", "img"):
            # The text of a script is for programs, that of code is what one types.
            self.marked.append(of_another or tag in ("script", "style"))
        if tag == "meta" and given.get("property", "") not in ("og:description",):
            return
        if not of_another and tag not in ("script", "link"):
            for name in self.SHOWN:
                self._take(given.get(name) or "")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        assert tag == "rect"

    def handle_endtag(self, tag: str) -> None:
        self.marked.pop()

    def handle_data(self, data: str) -> None:
        if not self.marked or not self.marked[-1]:
            self._take(data)

    def _take(self, text: str) -> None:
        shown = ""
        for char in text:
            if char == OPEN:
                self.depth += 1
            elif char == CLOSED:
                self.depth -= 1
            elif self.depth == 0:
                shown += char
        self.outside.append(" ".join(shown.split()))
        self.whole.append(" ".join(text.split()))


def words_left(text: str, names: list[str]) -> str:
    """Return what is left of a text without names, numbers, marks and addresses."""
    for name in names:
        text = text.replace(name, " ")
    text = re.sub(r"(?:https?://|/)\S+", " ", text)
    return " ".join(re.findall(r"[^\W\d_]{2,}", text))
