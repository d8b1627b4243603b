"""What stands over a sentence and is told with it: the head of its passage, and for a reply the question that it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.language.windows import Span
from indexer.passages.passage import Passage
from indexer.passages.speech.handed_in import HandedIn, handed_in
from search.page.marked import Pattern, carried
from search.page.subject import Subject, above, head_of
from search.page.tuning import SHOWN
from search.page.untold import terms_told


@dataclass(frozen=True, slots=True)
class Over:
    """What of a question's patterns `has` stands over a sentence, and the terms `told` there.

    `asked` is the stretch of the text that the sentence replies to, None for what is no reply; `beside` are its words if the
    sentence begins the reply, so that it tells of what was asked even where it repeats no word of it.
    """

    has: set[Pattern]
    told: set[str]
    asked: Span | None = None
    asked_has: set[Pattern] = field(default_factory=set)
    beside: str = ""

    def is_shared(self, subject: Subject, has: set[Pattern]) -> bool:
        """Say whether a sentence that has some patterns is about the subject, with what stands over it."""
        if subject.is_shared(has, self.has):
            return True
        return bool(self.beside) and subject.is_asked_alike(self.has | has)


class Overhead:
    """What stands over the sentences of one passage.

    `handed` is what was handed in, if the passage is of that form and its first sentence can be quoted.
    """

    def __init__(self, passage: Passage, subject: Subject, *, pairs: bool = True) -> None:
        """Read the head of `passage`, and what it replies to; without `pairs` a reply is as any other sentence."""
        head = head_of(passage, list(subject.shares))
        told = terms_told(above(passage), head, subject.shares)
        self._plain = self._reply = self._first = Over(head, told)
        self.handed = _short(passage)
        if self.handed is not None and pairs:
            words = self.handed.words
            text = passage.text[words.start : words.end]
            has = carried(text, list(subject.shares))
            told = told | terms_told(text, has, subject.shares)
            self._reply = Over(head | has, told, words, has)
            self._first = Over(head | has, told, words, has, text)

    def of(self, at: int, speaker: str) -> Over:
        """Return what stands over a sentence at a place; what somebody is named to say is no reply."""
        handed = self.handed
        if handed is None or speaker or at < handed.reply.start:
            return self._plain
        return self._first if at < handed.first else self._reply

    def is_of(self, at: int) -> str:
        """Return whose words stand at a place because they handed them in, "" if nobody's."""
        handed = self.handed
        if handed is None or not handed.words.start <= at < handed.words.end:
            return ""
        return " and ".join(handed.names) if len(handed.names) <= SHOWN.speakers else ""


def _short(passage: Passage) -> HandedIn | None:
    """Return what was handed in, None if its first sentence is too long for a quote."""
    found = handed_in(passage.title, passage.text)
    if found is None:
        return None
    words = passage.text[found.words.start : found.words.end].split()
    return found if len(words) <= SHOWN.most_quote_words else None
