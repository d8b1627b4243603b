"""The block of labels at the head of a report: To, From, Subject, Date, Classification and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.papers.label_rows import one_a_line
from corpus.papers.numbers import IN_FIGURES, ROMAN
from corpus.papers.tuning import LINES
from corpus.tuning import HEADS
from corpus.wording import wordings

_LABELS = wordings("corpus.papers", "labels.toml")
_LABEL = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()), re.IGNORECASE
)
_LINE = re.compile(
    r"^\W{0,3}(?P<label>[A-Za-z][\w ()/&’'.#-]{1,48}?)\s*(?P<mark>:|\s\|)\s*\|?\s*(?P<value>.*)$"
)
# A heading says it without a mark: "REPORT OF THE HEAD OF LICENSING".
_BARE_LINE = re.compile(
    r"^\W{0,3}(?:joint )?(?P<label>report (?:to|of|by))\s+(?:the )?(?P<value>[A-Z][^.;:?]{2,80})$",
    re.IGNORECASE,
)
_ITEM_LINE = re.compile(
    rf"^\W{{0,3}}(?:agenda )?item(?: no\.?| number)?[:. ]{{1,3}}#?(?P<number>{IN_FIGURES})\b\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"(?:{IN_FIGURES}|[A-Z]\.?\d{{1,2}}|{ROMAN})\.?", re.IGNORECASE)
# "A report by Head of Planning to Planning Committee on 12 February 2025".
_SENTENCE = re.compile(
    r"\breport (?:by|of|from) (?:the )?(?P<author>[A-Z][^.:|]{3,80}?) to (?:the )?"
    r"(?P<to>[A-Z][^.:|]{3,90}?(?: on| of|,|\s?[-–]) \d{1,2}\w* \w+ \d{4})"
)
# A second label on the same line: "Proposer: Mr Elm Seconder: Mrs Ash".
_OTHER_LABEL = re.compile(r"\s(?=[A-Z][\w/ ]{2,24}:)")


@dataclass(frozen=True, slots=True)
class Block:
    """The labels of a head with their values; `labels` says which stand there, in order.

    `firsts` are the first lines of values: a text below a label may have gone on with one.
    """

    values: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    firsts: dict[str, str] = field(default_factory=dict)

    def first_line(self, name: str) -> str:
        """Return the first line of the value of a label, "" where the head has none."""
        return self.firsts.get(name, "")

    def __getitem__(self, name: str) -> str:
        """Return the value of a label, "" where the head has none."""
        return self.values.get(name, "")

    @property
    def is_report(self) -> bool:
        """Say whether it is a report's: to whom and of what, or from whom; or which case is before a meeting."""
        told = {"to", "from", "subject"} & set(self.labels)
        is_case = {"meeting_date", "number"} <= set(self.labels)
        is_put = {"meeting_date", "from"} <= set(self.labels)
        is_told = len(told) >= 2 or is_put or (bool(told or is_case) and len(self.labels) > 2)
        return is_told and not self.is_mail

    @property
    def is_mail(self) -> bool:
        """Say whether it is the head of a mail: whom it is from, and when it was sent."""
        return {"from", "sent"} <= set(self.labels)


def block_of(lines: Sequence[str]) -> Block:
    """Return the block at the head of a document's first lines; an empty one where there is none."""
    parts: dict[str, list[str]] = {}
    filled = [line for line in lines[: HEADS.block_lines] if line.strip()]
    for label, text in _pieces(one_a_line(filled, _is_label)):
        parts.setdefault(label, []).append(text)
    values = {label: " ".join(" ".join(texts).split()) for label, texts in parts.items()}
    labels = tuple(values)
    if "to" not in values and (said := _SENTENCE.search(" ".join(lines[: LINES.to]))):
        values["to"], labels = said["to"], (*labels, "to", "from")
        values.setdefault("from", said["author"])
    if "from" in values:
        values["from"] = _OTHER_LABEL.split(values["from"], maxsplit=1)[0]
    firsts = {label: texts[0].strip(" |") for label, texts in parts.items()}
    return Block({k: v.strip(" |") for k, v in values.items()}, labels, firsts)


def _pieces(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each label with what stands behind it, and again with each line in which that goes on.

    What is said again is left out: the first one counts.
    """
    seen: set[str] = set()
    current, n_lines, text = None, 0, ""
    for line in lines:
        label, value = _labelled(line)
        if label == "end" and seen:
            return
        if label:
            current, n_lines, text = None if label in seen else label, 0, value
            seen.add(label)
        elif n_lines < HEADS.value_lines and _goes_on(line, text):
            text, n_lines = line.strip(), n_lines + 1
        else:
            current = None
        if current:
            yield current, text


def _labelled(line: str) -> tuple[str | None, str]:
    """Return which label a line begins with, and the value behind it."""
    found = _LINE.match(line) or _BARE_LINE.match(line)
    if found:
        label = _LABEL.fullmatch(found["label"].strip())
        return _told(label, found["value"].strip()) if label else (None, "")
    if item := _ITEM_LINE.match(line):
        return "item", item["number"]
    whole = _LABEL.fullmatch(line.strip(" :*|"))
    return (whole.lastgroup, "") if whole and _is_alone(whole) else (None, "")


def _is_label(text: str) -> bool:
    return _LABEL.fullmatch(text) is not None


def _told(label: re.Match[str], value: str) -> tuple[str | None, str]:
    """Return which label it is, with its value: "Agenda item" names a number or a subject.

    Board software files an item under a heading of the agenda: "Category: 5. New Business".
    """
    if label[0].casefold() == "category":
        filed = re.match(r"(\d{1,2})\.\s", value)
        return ("item", filed[1]) if filed else (None, "")
    is_number = _NUMBER.fullmatch(value)
    if label[0].casefold() == "item" and not is_number:
        return None, ""
    return ("item" if label.lastgroup == "subject" and is_number else label.lastgroup), value


def _is_alone(label: re.Match[str]) -> bool:
    """Say whether a label may stand on its line without a mark; single words are titles."""
    return len(label[0].split()) > 2 or label.lastgroup == "end"


def _goes_on(line: str, above: str) -> bool:
    """Say whether a line may go on with the value above: no numbered paragraph does, and no row of a table.

    A number does not go on; below small letters stands a heading in capitals.
    """
    if " | " in line or re.match(r"\W{0,2}\d{1,2}(?:\.\d{1,2})?[. ]\s*[A-Z]", line):
        return False
    is_heading = line.isupper() and not above.isupper()
    return not above or not (is_heading or _NUMBER.fullmatch(above) or _is_text_below(line, above))


def _is_text_below(line: str, above: str) -> bool:
    """Say whether a line is of a text: it is long below a short one, which did not fill its own, and names nobody."""
    words = line.split()
    is_prose = 2 * sum(word[0].isupper() for word in words) < len(words)
    return is_prose and len(line) > LINES.paragraph and len(line) > 2 * len(above)


def number_in(value: str) -> str | None:
    """Return the number of an item that a value names: "Agenda Item No. 7" or "7"."""
    found = re.search(
        rf"(?:^|\b(?:item|no\.?|number)\W{{0,3}})({IN_FIGURES}|{ROMAN})\b", value, re.IGNORECASE
    )
    return found[1] if found else None
