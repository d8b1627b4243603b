"""What a marking, the heading of what is private, or a sentence that says so of its item withholds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.passages.exclusion.reach import Reach
from indexer.passages.exemption.acts import explains_sign
from indexer.passages.exemption.lines import Line, is_bare_marking
from indexer.passages.exemption.marks import Title
from indexer.passages.exemption.named import titles_behind
from indexer.passages.exemption.parts import name_part
from indexer.passages.exemption.sessions import begins_further_on
from indexer.passages.exemption.state import Walk
from indexer.passages.exemption.statements import Mark, read_mark

_NOT_FOR_PUBLICATION = re.compile(
    r"\W*not for publication\W+(?:by|under|as|because|pursuant|in accordance|para)", re.IGNORECASE
)


def take_marking(kind: Line, line: str, start: int, walk: Walk, *, is_last: bool) -> None:
    """Let a marking withhold what stands behind it, its item, or where it ends the item what follows."""
    if kind is Line.MARKED and is_last and walk.n_public and is_bare_marking(line):
        _take_last_marking(line, walk)
        return
    if _marks_whole(kind, line, walk):
        walk.whole = walk.whole or line
    walk.hidden, walk.stretch, walk.sentence = True, kind, walk.sentence or line
    hide(walk, start, len(line))


def _marks_whole(kind: Line, line: str, walk: Walk) -> bool:
    """Say whether a marking is of its item: it says so, or nothing public stands in front of it."""
    if kind is Line.PART:
        return bool(_NOT_FOR_PUBLICATION.match(line))
    return kind is Line.WHOLE or not walk.n_public or bool(_NOT_FOR_PUBLICATION.match(line))


def _take_last_marking(line: str, walk: Walk) -> None:
    """Let a marking with nothing behind it withhold its row of a table, else what follows its item."""
    if walk.meeting.columns:
        # The last cell of a row whose cells are paragraphs.
        walk.whole = walk.whole or line
    elif walk.meeting.is_paper:
        walk.meeting.part = line
    else:
        take_section(line, walk, is_last=True)


def take_section(line: str, walk: Walk, *, is_last: bool) -> None:
    """Let the heading of what is private close the meeting, unless it is the time only at which that will be."""
    if begins_further_on(_lines_behind(walk)):
        return
    walk.meeting.close(Reach.REST, line, line)
    walk.act, walk.since_act, walk.is_told = line, 0, False
    walk.follows = True
    walk.hidden = walk.hidden or not is_last


def _lines_behind(walk: Walk) -> Iterator[str]:
    """Yield the first lines of the paragraphs that are still to come, and the titles of the items behind them."""
    found, number = walk.behind
    yield from (found[at][1].split("\n", 1)[0] for at in range(number, len(found)))
    items = walk.meeting.items
    yield from (items[at].title for at in range(walk.meeting.at + 1, len(items)))


def take_mark(sentence: str, walk: Walk) -> None:
    """Let a sentence that says of its item, or of an appendix, that it is exempt withhold that."""
    if walk.hidden or explains_sign(sentence, walk):
        return
    match read_mark(sentence):
        case Mark.BEHIND:
            walk.hidden, walk.stretch, walk.sentence = True, Line.MARKED, walk.sentence or sentence
        case Mark.WHOLE:
            _mark_whole(sentence, walk)
        case Mark.PART:
            name_part(sentence, walk)


def _mark_whole(sentence: str, walk: Walk) -> None:
    """Let a sentence withhold its item, or those behind it that it counts: "The next two minutes are on buff paper"."""
    if titles := titles_behind(sentence, walk.meeting):
        walk.meeting.named_titles.update(dict.fromkeys(titles, sentence))
    elif walk.title is Title.PLAIN:
        walk.whole = walk.whole or sentence
        walk.sentence, walk.is_doubtful = walk.sentence or sentence, True


def hide(walk: Walk, start: int, n_letters: int) -> None:
    """Withhold so many letters of the text that is walked through, from `start` on."""
    walk.n_hidden += 1
    walk.is_told = True
    walk.spans.append((start, start + n_letters))
