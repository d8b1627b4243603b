"""How likely a line, or its beginning, is the title of an item: a linear model over what the line is like.

The weights (`title_weights.toml`) were learned from records whose items are known, with their numbers and
marks taken away (`benchmarks/title_weights.py`). A logistic regression: the sum of the weights of what is
true of a line is the logarithm of the odds that it is a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from corpus.linear_model import likelihood_of, model_in
from corpus.lines import BLANK, Line
from corpus.readers.items.known_titles import closes, is_business, opens
from corpus.readers.items.labels import label_of, says
from corpus.text import BULLET

Weights: TypeAlias = dict[str, float]

_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ENDS = re.compile(r"[.!?][\"”’')\]]*$")
_TELLS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|been|be|will|would|should|could|can|may|said|reported|noted|stated|"
    r"proposed|seconded|moved|received|agreed|asked|thanked|confirmed|approved|presented|made|gave|read|carried)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:Cllrs?|Crs?|Councill?ors?|Mrs?|Ms|Miss|Dr|Ald|Trustee|Commissioner|Chair(?:man|person)?|Mayor|Director|"
    r"President|Member|Clerk)\b\.? (?:[A-Z]\b|[A-Z][a-z]+)"
)
_MONEY = re.compile(r"[£$€]\s?\d|\d\.\d\d\b")
_LISTS = re.compile(r",.*,")


# How many lines away another one is near.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """What of a line may be a title: `title`, the mark behind it and the text behind that, empty where it is alone."""

    title: str
    mark: str = ""
    text: str = ""
    is_point: bool = False

    @property
    def form(self) -> str:
        """Return how the title is set off: as a point, alone in its line, or by the mark behind it."""
        if self.is_point:
            return "point"
        if not self.text:
            return "alone"
        return {":": "colon", ".": "stop"}.get(self.mark[:1], "dash")


def weights() -> Weights:
    """Return the learned weights by what they are the weights of."""
    return model_in("corpus.readers.items", "title_weights.toml", between=":").weights


def candidate(text: str) -> Candidate:
    """Return what of a line may be a title: its label, or all of it."""
    is_point = text.startswith(BULLET)
    text = text.removeprefix(BULLET)
    found = label_of(text)
    return Candidate(*found, is_point) if found else Candidate(text, is_point=is_point)


def log_odds(lines: Sequence[Line], index: int, found: Candidate) -> float:
    """Return the logarithm of the odds that a candidate in a line is the title of an item."""
    learned = weights()
    return sum(learned.get(sign, 0.0) for sign in signs(lines, index, found))


def likelihood(lines: Sequence[Line], index: int, found: Candidate) -> float:
    """Return how likely a candidate in a line is the title of an item, from 0 to 1."""
    return likelihood_of(log_odds(lines, index, found))


def signs(lines: Sequence[Line], index: int, found: Candidate) -> Iterator[str]:
    """Yield what is true of a candidate: of its form, its words, and the lines around it."""
    yield "form:any"
    yield f"form:{found.form}"
    yield from _of_words(found.title)
    yield from _of_title(found.title)
    yield from _of_text(found)
    above, is_apart = _near(lines, index, -1)
    yield f"above:{_kind(above)}{' apart' if is_apart else ''}"
    if not found.text:
        below, is_apart = _near(lines, index, 1)
        yield f"below:{_kind(below)}{' apart' if is_apart else ''}"
        if len(below.text.split()) > 2 * len(found.title.split()):
            yield "below:longer"


def words_of(title: str) -> list[str]:
    """Return the words of a title as they are compared: in small letters, without a plural or possessive s."""
    found = []
    for word in _WORDS.findall(title.casefold()):
        word = re.sub(r"[’']s?$|[’']", "", word)
        found.append(word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word)
    return found


def knows_words_of(texts: Sequence[str], share: float) -> bool:
    """Say whether the model was taught a share of the words of texts: of other languages it knows nothing."""
    words = [word for text in texts for word in words_of(text)]
    learned = weights()
    return sum(f"word:{word}" in learned for word in words) >= share * len(words)


def _of_words(title: str) -> Iterator[str]:
    found = words_of(title)
    for word in dict.fromkeys(found[:12]):
        yield f"word:{word}"
    if found:
        yield f"first:{found[0]}"
        yield f"last:{found[-1]}"


def _of_title(title: str) -> Iterator[str]:
    n_words = len(title.split())
    yield f"length:{_step(n_words)}"
    yield f"end:{title[-1:]}" if title[-1:] in ".,;:?!-" else "end:word"
    yield f"case:{_case(title)}"
    tests = {
        "digit": any(map(str.isdigit, title)),
        "money": bool(_MONEY.search(title)),
        "person": bool(_PERSON.match(title)),
        "names": bool(_LISTS.search(title)),
        "tells": bool(_TELLS.search(title)),
        "opens": opens(title),
        "closes": closes(title),
        "business": is_business(title),
    }
    yield from (f"title:{name}" for name, is_so in tests.items() if is_so)


def _of_text(found: Candidate) -> Iterator[str]:
    text = found.text
    if not text:
        return
    if says(text):
        yield f"text:says after {found.form}"
    if text[:1].islower():
        yield "text:small"
    if _PERSON.match(text):
        yield "text:person"
    yield f"text:{_step(len(text.split()))}"


def _step(n: int) -> str:
    return next((str(step) for step in (1, 2, 3, 5, 8, 12, 20) if n <= step), "more")


def _case(title: str) -> str:
    if title.isupper():
        return "upper"
    words = _WORDS.findall(title)
    return "small" if not words or title[0].islower() else _large(words)


def _large(words: Sequence[str]) -> str:
    """Return how words that begin with a capital are written; "of" is small in titles, too."""
    long = [word for word in words if len(word) > 3] or words
    n_large = sum(word[0].isupper() for word in long)
    if n_large == len(long):
        return "title" if n_large > 1 else "one"
    return "sentence" if n_large <= 1 else "mixed"


def _near(lines: Sequence[Line], index: int, step: int) -> tuple[Line, bool]:
    """Return the line above (step -1) or below (1) that has a text, and whether blank ones are between."""
    for away in range(1, _NEAR + 1):
        at = index + step * away
        if not 0 <= at < len(lines):
            break
        if lines[at].text:
            return lines[at], away > 1
    return BLANK, True


def _kind(line: Line) -> str:
    text = line.text
    if not text:
        return "nothing"
    if text.startswith(BULLET):
        return "point"
    if len(text.split()) > 12:
        return "sentence" if _ENDS.search(text) else "long"
    return "stopped" if _ENDS.search(text) else "short"
