"""Agenda items around a resolution to exclude the public, and which of them are withheld."""

from __future__ import annotations

from corpus.records import AgendaItem
from indexer.passages.exemption.exemption import exempt_reasons, verdicts

EXCLUDE = (
    "RESOLVED: That under section 100A(4) of the Local Government Act 1972 the press and public be "
    "excluded from the meeting for the following items of business on the grounds that they involve "
    "the likely disclosure of exempt information as defined in paragraphs 1 and 3 of Part 1 of "
    "Schedule 12A of the Act."
)
LAND = AgendaItem("Disposal of land at Mill Lane", "9", minutes="The offers were compared.")
STAFF = AgendaItem("Structure of the legal team", "10", minutes="Members approved it.")
FRONT = [
    AgendaItem("Apologies for absence", "1"),
    AgendaItem("Declarations of interest", "2"),
    AgendaItem("Roads", "3", minutes="Potholes were discussed."),
]


def exclusion(text: str, title: str = "Exclusion of the press and public") -> AgendaItem:
    return AgendaItem(title, "8", minutes=text)


def withheld(*items: AgendaItem) -> list[str | None]:
    """Return the numbers of the items that are withheld."""
    reasons = exempt_reasons(items)
    return [item.number for item, why in zip(items, reasons, strict=True) if why]


def shown(*items: AgendaItem) -> str:
    """Return what the public may read of the items' texts."""
    public = [verdict.item for verdict in verdicts(items) if verdict.reason is None]
    return "\n".join(f"{i.agenda}\n{i.decision}\n{i.minutes}" for i in public)
