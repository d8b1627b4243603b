"""Rows of a table that say in a column of their own which of them are not for the public."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.passages.exclusion.frames import PUBLIC, compiled
from indexer.passages.exclusion.words import role

SEPARATOR = " | "
_KIND = r"(?:public|open|exempt|confidential|restricted|private|closed|part (?:1|i|one|a)|part (?:2|ii|two|b))"
# What heads such a column: "Exempt?", "Public or exempt", "Open/Closed", "Part I/II", "Classification".
_HEAD = compiled(
    rf"{_KIND}(?:\W+(?:or\W+)?{_KIND})*\W*|part(?:\W+(?:no\.?|i\W+ii|1\W+2|a\W+b|1 or 2|i or ii|a or b))?\W*|"
    r"(?:exempt(?:ion|ed)?|confidential(?:ity)?|restricted|restriction|publication|access|session)"
    r"(?: (?:status|paragraphs?|reason|category|information|item|report|level|type))?\W*|"
    r"(?:is it |is the (?:item|report) )?(?:exempt|confidential|private|public|open)\W*|"
    r"(?:open|available|accessible|disclosable|closed) to (?:the )?public\W*|public (?:access|session|item|or private)\W*|"
    r"(?:for|not for) publication\W*|(?:to be )?publish(?:ed|able)?\W*|publicly available\W*|disclosable\W*|(?:security |protective )?(?:classification|marking)\W*|status\W*|"
    r"(?:circulation|distribution|availability|visibility|audience|who may see it|restricted to|circulate to|circulated to)\W*"
)
_ASKS_IF_PUBLIC = compiled(
    r"(?:(?:open|available|accessible|disclosable) to (?:the )?public|public access)\W*|"
    r"(?:is it |is the (?:item|report) )?(?:public|open|for publication|(?:to be )?publish(?:ed|able)?|publicly available|disclosable)"
    r"(?: item| report)?\W*"
)
_SORTS = compiled(
    r"(?:status|session|circulation|distribution|availability|visibility|audience)\W*"
)
_PART = compiled(r"part\b.*")
# Who was there, as a column asks it: "Were residents present?", "Public in the room", "Heard with the public".
_OUTSIDERS = rf"(?:{PUBLIC}|{role('outsider')})(?:\W+(?:and|or|&)\W+(?:the )?(?:{PUBLIC}|{role('outsider')}))?"
_PRESENCE = r"(?:present|attend(?:ed|ing|ance|s)?|there|in(?:side)?(?: the (?:room|chamber|hall|meeting))?|admitted|heard|stay(?:ed)?|remain(?:ed)?|allowed(?: in)?|listen(?:ed|ing)?|open)"
_ASKS_WHO_WAS_THERE = compiled(
    rf"(?:(?:was|were|is|are|had|did) )?(?:the |any )?{_OUTSIDERS} (?:(?:be|was|were|is|are) )?{_PRESENCE}\W*"
    rf"|(?:(?:was|were|is|it|to be|be) )*(?:heard|taken|held|considered|discussed|dealt with|attended|open)(?: (?:with|before|in front of|by|to))? (?:the )?{_OUTSIDERS}(?: (?:there|present))?\W*"
    rf"|(?:heard|taken|held|considered|discussed|dealt with) in public\W*|(?:who was )?present besides (?:the )?members\W*"
)
# How an item was heard: "How it was taken", "Mode", "Sitting".
_HOW_HEARD = compiled(
    r"(?:how|where) (?:(?:it )?(?:was |is )?(?:to be )?)?(?:taken|heard|held|considered|dealt with|discussed)\W*|mode(?: of (?:hearing|sitting|meeting))?\W*"
    r"|(?:type of )?(?:session|sitting)(?: type)?\W*|(?:taken|heard|held|considered|discussed) in\W*|basis\W*|open[/ ,-]+(?:or )?closed\W*"
)
_HEARD_PRIVATELY = compiled(
    r"\W*(?:in )?(?:closed|private(?:ly)?|camera|committee|executive|confidence|confidential|exempt|public[- ]excluded|secret|non-?public)(?: (?:session|sitting|meeting|part|doors?))?\W*$"
    r"|\W*behind closed doors\W*$|\W*doors? (?:shut|closed)\W*$|\W*members (?:only|alone)\W*$"
)
_NOBODY = compiled(
    r"\W*(?:no|n|none|nobody|no one|nil|out|absent|excluded|withdrew|left|withdrawn|gone|not (?:present|admitted|there))\b(?!.*\b(?:came|attended|wished|in attendance)\b).*"
)
_STRONG = (
    r"(?:strictly )?(?:exempt|confidential|not for publication|nfp|part (?:2|ii|two|b)|in[- ]camera|closed session|"
    r"private session|private item|official\W{1,3}sensitive|public[- ]excluded|restricted)"
)
_MARKED = compiled(rf"\W*{_STRONG}\b.*")
_MARKED_UNDER_HEAD = compiled(
    rf"\W*(?:{_STRONG}|private|closed|yes|y|x|true|para\w*|schedule|reg\w*|section|[1-9](?:(?:,| and| &) ?[1-9])*\W*$)(?!\w).*"
    r"|\W*[✓✔☑☒]\W*"
)
_SECOND = compiled(r"\W*(?:part )?(?:2|ii|two|b)\b.*")
_NO = compiled(r"\W*(?:no|n|false|not)\b.*")
_DENIED = compiled(r"\b(?:non?|not|un)[- ]?(?:exempt|confidential|restricted)\b.*")
# Alone in a cell, without a heading over it, this cannot be a rate of tax or a kind of house.
_ALONE = compiled(
    r"\W*(?:not for publication|confidential|part (?:2|ii|two)|exempt\W+(?:para\w*|by|under|part|item|report)\b.*|"
    r"(?:exempt|confidential) (?:item|report)|closed session|in[- ]camera|official\W{1,3}sensitive)\W*"
)
_THEY = rf"{PUBLIC}(?: (?:and|or) (?:the )?{PUBLIC})?"
# Whatever heads its column, this says by itself that the public is out: "Press and public may not attend".
_SHUTS = compiled(
    rf"\W*(?:the )?{_THEY} (?:(?:may|must|can|will|shall|are|is|to|be) )*(?:(?:not|cannot) (?:be )?(?:attend\w*|admitted|present|stay|remain|permitted|allowed|invited)"
    rf"|leaves?|withdraws?|excluded|out|absent)\W*|\W*(?:with (?:the )?{_THEY} (?:out|absent|excluded|gone)|without (?:the )?{_THEY}|no {_THEY})\W*"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, counted from its end, that say which rows are not for the public, by their heads."""

    heads: tuple[tuple[int, str], ...] = ()


def cells_of(line: str) -> list[str]:
    """Return the cells of a line that is the row of a table, else an empty list."""
    if "|" not in line:
        return []
    plain = line.strip()
    if plain.startswith("|") and plain.endswith("|"):
        return [cell.strip(" *_") for cell in plain[1:-1].split("|")]
    return [cell.strip(" *_") for cell in plain.split(SEPARATOR)] if SEPARATOR in plain else []


def columns_of(cells: list[str]) -> Columns:
    """Return which columns of a table say what is public, given its first row."""
    return Columns(
        tuple(
            (at - len(cells), cell.casefold())
            for at, cell in enumerate(cells)
            if len(cells) > 1 and _heads_column(cell)
        )
    )


def _heads_column(cell: str) -> bool:
    """Say whether a cell heads a column that tells which rows are not for the public."""
    return any(head.fullmatch(cell) for head in (_HEAD, _ASKS_WHO_WAS_THERE, _HOW_HEARD))


def row_is_marked(cells: list[str], columns: Columns | None) -> bool:
    """Say whether a row is not for the public, by the columns that say so or by a cell that is a marking."""
    if any(_SHUTS.fullmatch(cell) for cell in cells[1:]):
        return True
    if not columns or not columns.heads:
        return columns is None and any(_ALONE.fullmatch(cell) for cell in (cells[0], cells[-1]))
    return any(_cell_is_marked(cells[at], head) for at, head in columns.heads if -at <= len(cells))


def _cell_is_marked(cell: str, head: str) -> bool:
    plain = _DENIED.sub(" ", cell).strip()
    if not plain:
        return False
    for heads, answers in _BY_HEAD:
        if heads.fullmatch(head):
            return any(answer.match(plain) for answer in (*answers, _MARKED))
    return bool(_MARKED_UNDER_HEAD.match(plain) or _SECOND.fullmatch(plain))


# What marks a row under which heads, besides a marking.
_BY_HEAD: tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...] = (
    (_ASKS_IF_PUBLIC, (_NO,)),
    (_ASKS_WHO_WAS_THERE, (_NOBODY,)),
    (_HOW_HEARD, (_HEARD_PRIVATELY,)),
    (_SORTS, ()),
    (_PART, (_SECOND,)),
)
_RULE = re.compile(r"[-:| ]+")


def is_rule(line: str) -> bool:
    """Say whether a line only draws the rule under the head of a Markdown table."""
    return bool(_RULE.fullmatch(line))
