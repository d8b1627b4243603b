"""The labelled sections of one agenda item on a modern.gov page: agenda, decision, minutes, documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.tuning import LABELLED
from corpus.records import AgendaItem, Document, Section
from corpus.text import BULLET, paragraphs, without_file_note

_LABEL = re.compile(
    r"(?:(?P<minutes>(?:draft )?minutes)"
    r"|(?P<decision>decisions?(?: made)?)"
    r"|(?P<documents>(?:additional|supporting|accompanying|related) documents)"
    r"|(?P<agenda>purpose|agenda item summary|issue))\s*:",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\bnot for publication\b|\b(?:exempt|confidential) (?:report|item|minutes?|appendix)\b"
    r"(?=.{0,40}\bparagraph)|\bthis (?:item|report) is (?:exempt|confidential|restricted)\b",
    re.IGNORECASE,
)


_RESTRICTED = re.compile(
    r"\b(?:restricted|exempt|confidential|private|not for publication|in[- ]camera)\b",
    re.IGNORECASE,
)


def section_label(line: str) -> str | None:
    """Return the section ("minutes", "decision", "documents", "agenda") a label line opens, or None."""
    match = _LABEL.fullmatch(line)
    return match.lastgroup if match else None


def _documents(lines: Sequence[str], behind: str) -> tuple[Document, ...]:
    """Return the documents of a list; the text `behind` it is that of the last restricted one."""
    plain = (without_file_note(line.removeprefix(BULLET)) for line in lines)
    found = [Document(title=title) for title in plain if title.strip(" ,")]
    whose = [at for at, document in enumerate(found) if _RESTRICTED.search(document.title)]
    if behind and whose:
        own = (Section(text=behind),)
        found[whose[-1]] = replace(found[whose[-1]], restricted=True, sections=own)
    return tuple(found)


def _is_prose(line: str) -> bool:
    """Say whether a line is a sentence, and not the title of a document."""
    is_sentence = (
        line.endswith((".", "?", "!", '."', ".”"))
        and len(line.split()) >= LABELLED.section_sentence
    )
    return is_sentence and without_file_note(line) == line and not line.startswith(BULLET)


def agenda_item(
    title: str,
    lines: Sequence[str],
    *,
    number: str | None = None,
    url: str | None = None,
    page: int | None = None,
) -> AgendaItem:
    """Return the item whose page text, after its title, is `lines` (cleaned)."""
    sections: dict[str, list[str]] = {"agenda": [], "decision": [], "minutes": [], "documents": []}
    sections["restricted"] = []
    current = "agenda"
    for line in lines:
        label = section_label(line)
        if label:
            current = label
        else:
            if current == "documents" and _is_prose(line):
                # What follows the list of documents without a label of its own: the text of a restricted one, if any is.
                is_restricted = any(map(_RESTRICTED.search, sections["documents"]))
                current = "restricted" if is_restricted else "agenda"
            sections[current].append(line)
    return AgendaItem(
        title=title,
        number=number,
        agenda=paragraphs(sections["agenda"]),
        decision=paragraphs(sections["decision"]),
        minutes=paragraphs(sections["minutes"]),
        documents=_documents(sections["documents"], paragraphs(sections["restricted"])),
        url=url,
        page=page,
        restricted=bool(_WITHHELD.search(title)),
    )
