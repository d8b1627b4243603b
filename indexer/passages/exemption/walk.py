"""The walk through the text of one item: which stretches of it the public may not read."""

from __future__ import annotations

import re

from indexer.language.windows import sentences
from indexer.passages.exclusion.coming import comes_back
from indexer.passages.exclusion.damage import whole_lines
from indexer.passages.exclusion.meant import is_put_off
from indexer.passages.exclusion.model import tells_who_went_or_stayed, understood, withholds
from indexer.passages.exclusion.reach import Deed, Said, closing
from indexer.passages.exemption.acts import (
    closes_or_opens,
    hear_of_vote,
    is_undone,
    stays_closed,
    tells_no_act,
    undo,
)
from indexer.passages.exemption.clauses import goes_on_with_resolution
from indexer.passages.exemption.lines import Line, read_line
from indexer.passages.exemption.markings import hide, take_mark, take_marking, take_section
from indexer.passages.exemption.named import leading_number, name_row, put_off
from indexer.passages.exemption.opens import heads_first_part
from indexer.passages.exemption.paragraphs import paragraphs
from indexer.passages.exemption.parts import is_part_behind, takes_part
from indexer.passages.exemption.spans import with_brackets, without
from indexer.passages.exemption.stars import hides_what_is_underlined
from indexer.passages.exemption.state import State, Walk
from indexer.passages.exemption.stretches import begin_named
from indexer.passages.exemption.tables import cells_of, columns_of, is_rule, row_is_marked
from indexer.passages.passage import PART_WITHHELD
from indexer.passages.speech.turns import is_transcript, turns
from indexer.tuning import EXEMPTION

_WRAPPED = re.compile(r"\n+(?=[a-z])|(?<=[:,])\n+(?=[\"“‘']?That\b)")
# "items nos. 9 and 10", "c. 25", "Wis. Stat. 19.85": no sentence ends here.
_ABBREVIATED = re.compile(
    r"\b(nos?|ss?|paras?|pt|art|c|sch|Stats?|subd|Ann|Reg|Code)\.(?= ?[\d(§])"
    r"|\b(Va|Wis|Minn|Gov|Gen|Rev|Ind|Tex|Cal|Ill|Fla|Comp|Pa|Conn|Del)\.(?= (?:Stat|Code|Laws|Gov|Gen|Rev|Comp|Ann)\b)"
)
# "10:12 a.m. Enter Executive": a time in front of what was done is no sentence.
_TIME_IN_FRONT = re.compile(r"^\W*\d{1,2}[:.]\d\d\s*[ap]\.m\.", re.IGNORECASE)


def walked(text: str, walk: Walk, note: str = PART_WITHHELD) -> str:
    """Return what is public of one text of an item, walking on through its paragraphs.

    `note` stands where a stretch is left out.
    """
    walk.spans, walk.is_debate = [], is_transcript(turns(text))
    walk.n_left -= bool(text.strip())
    found = list(paragraphs(text))
    for number, (start, paragraph) in enumerate(found, start=1):
        walk.behind = (found, number)
        is_last = number == len(found) and walk.n_left <= 0
        _walk_paragraph(paragraph, start, walk, is_last=is_last)
    if walk.meeting.brackets:
        walk.spans = with_brackets(text, walk.spans, walk.meeting.brackets)
    walk.is_part |= bool(walk.spans)
    return without(text, walk.spans, note)


def _walk_paragraph(paragraph: str, start: int, walk: Walk, *, is_last: bool) -> None:
    lines = whole_lines(paragraph)
    is_alone = any(_stands_alone(line) or is_part_behind(line, walk) for line in lines)
    if not walk.meeting.named and not is_alone:
        walk.meeting.table = None
        _walk_prose(paragraph, start, walk)
        return
    for number, line in enumerate(lines, start=1):
        begin_named(line, walk)
        _walk_line(line, start, walk, is_last=is_last and number == len(lines))
        start += len(line) + 1


def _stands_alone(line: str) -> bool:
    """Say whether a line is no prose: the row of a table, a heading or a marking."""
    return bool(cells_of(line)) or read_line(line) is not Line.PLAIN


def _walk_line(line: str, start: int, walk: Walk, *, is_last: bool) -> None:
    """Let a line that may be a row, a heading or a marking begin or end a stretch."""
    if cells := cells_of(line):
        if not _walk_row(cells, line, start, walk):
            _walk_prose(line, start, walk)
        return
    walk.meeting.table = None
    kind = _kind_of(line, walk)
    match kind:
        case Line.PLAIN:
            _walk_prose(line, start, walk)
        case Line.MARKED | Line.PART | Line.WHOLE:
            take_marking(kind, line, start, walk, is_last=is_last)
        case Line.SECTION:
            take_section(line, walk, is_last=is_last)
        case Line.DOCUMENT:
            walk.sentence = walk.sentence or line
            hide(walk, start, len(line))
        case _:
            _end_stretch(kind, line, start, walk)


def _kind_of(line: str, walk: Walk) -> Line:
    """Return what a line says of what follows it, behind what its item said of appendices."""
    kind = read_line(line)
    if takes_part(kind, line, walk):
        return Line.PART
    # A line of prose may break off so: what two lines only look like opens nothing.
    return Line.PLAIN if kind is Line.OPENS and "\n" in line else kind


def _end_stretch(kind: Line, line: str, start: int, walk: Walk) -> None:
    """Let the heading of what is public end the stretch in front of it."""
    if kind is Line.OPENS and walk.hidden and heads_first_part(line):
        # The first part of what is told in private: that of an agenda stands in front of what is.
        hide(walk, start, len(line))
        return
    if kind is Line.OPENS or (kind is Line.PUBLIC_PART and walk.stretch is Line.PART):
        walk.hidden, walk.stretch, walk.meeting.part = False, None, ""
    elif walk.hidden:
        hide(walk, start, len(line))
    else:
        walk.n_public += kind is Line.DENIED
    if kind is Line.OPENS:
        walk.meeting.open()


def _walk_row(cells: list[str], line: str, start: int, walk: Walk) -> bool:
    """Withhold the row of a table that is marked; say whether the line needs no other look."""
    meeting = walk.meeting
    if is_rule(line):
        return True
    if walk.act:
        walk.rows.append(cells)
    if meeting.table is None and _begins_table(cells, walk):
        return True
    is_marked = _is_marked(cells, meeting)
    meeting.table = meeting.table or columns_of(cells)
    if is_marked:
        name_row(cells, line, meeting)
        if not walk.n_public:
            walk.whole = walk.whole or line
        walk.sentence, walk.is_doubtful = walk.sentence or line, True
        hide(walk, start, len(line))
    return is_marked


def _is_marked(cells: list[str], meeting: State) -> bool:
    """Say whether a row is marked, or of an item that was withheld: what is to be done of it tells what was said."""
    return row_is_marked(cells, meeting.table) or leading_number(cells) in meeting.hidden_numbers


def _begins_table(cells: list[str], walk: Walk) -> bool:
    """Say whether a row heads the columns of a table, of which one says what is public."""
    columns = columns_of(cells)
    if not columns.heads or row_is_marked(cells, None):
        return False
    walk.meeting.table = walk.meeting.columns = columns
    walk.n_public += 1
    return True


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _walk_prose(text: str, start: int, walk: Walk) -> None:
    before = walk.asked
    # A line that begins in lower case goes on with the one above, and so does what was moved.
    flat = _ABBREVIATED.sub(lambda match: f"{match[0][:-1]} ", _WRAPPED.sub(_spaces, text))
    flat = _TIME_IN_FRONT.sub(lambda match: match[0].replace(".", " "), flat)
    spans = sentences(flat)
    # The number in front of a paragraph is none.
    n_sentences = sum(" " in flat[span.start : span.end] for span in spans)
    for span in spans:
        # Wrapped or not, it is read alike.
        sentence = " ".join(text[span.start : span.end].split())
        if len(spans) > 1 and _is_heading_run_on(sentence):
            _walk_line(sentence, start + span.start, walk, is_last=span is spans[-1])
            continue
        said = understood(sentence, before)
        if said is None or said.deed in (Deed.MENTIONS, Deed.DENIES):
            # What begins a paragraph may be an act of its own in front of what was then said.
            is_act = span is spans[0] and tells_who_went_or_stayed(sentence)
            n_around = min(n_sentences, EXEMPTION.act_sentences) if is_act else n_sentences
            said = _suspected(sentence, before, said, walk, n_sentences=n_around)
        _walk_sentence(sentence, said, walk, start + span.start, span.end - span.start)
        before = sentence
    walk.asked = before if before.endswith("?") else ""


def _is_heading_run_on(sentence: str) -> bool:
    """Say whether a sentence is a heading in capitals over what is private, which stood on a line of its own: "PUBLIC EXCLUDED AGENDA"."""
    is_heading = sentence.isupper() and " " in sentence
    return is_heading and read_line(sentence) in (Line.SECTION, Line.MARKED)


def _suspected(
    sentence: str, before: str, said: Said | None, walk: Walk, *, n_sentences: int
) -> Said | None:
    """Return what a sentence does that no form understands, by its odds, else what it said before.

    The safe course is to withhold what follows, up to the next clear sign, and to let a person decide.
    """
    if walk.hidden:
        return said or _suspected_return(sentence, walk)
    if tells_no_act(sentence, walk):
        return said
    if hides_what_is_underlined(sentence):
        return closing(sentence)
    if said and is_put_off(sentence):
        put_off(sentence, walk.meeting)
    is_one = withholds(
        sentence,
        before,
        n_sentences=n_sentences,
        taken_for=said.deed if said else None,
    )
    return closing(sentence) if is_one or sentence in walk.meeting.suspects else said


def _suspected_return(sentence: str, walk: Walk) -> Said | None:
    is_return = walk.stretch is None and comes_back(sentence)
    return Said(Deed.OPENS) if is_return else None


def _walk_sentence(
    sentence: str, said: Said | None, walk: Walk, start: int, n_letters: int
) -> None:
    walk.since_act += 1
    hear_of_vote(said, sentence, walk)
    if is_undone(said, sentence, walk):
        undo(walk)
    elif not stays_closed(sentence, walk):
        if closes_or_opens(said, sentence, walk):
            return
        take_mark(sentence, walk)
    if not walk.hidden:
        walk.n_public += 1
    elif not _goes_on_with_act(said, sentence, walk):
        hide(walk, start, n_letters)


def _goes_on_with_act(said: Said | None, sentence: str, walk: Walk) -> bool:
    """Say whether a sentence still tells of the resolution right in front of it: its clauses, or that the public left."""
    if not walk.act:
        return False
    is_leaving = bool(said and said.deed is Deed.CLOSES) and walk.since_act <= EXEMPTION.left_within
    return is_leaving or (not walk.is_told and goes_on_with_resolution(sentence))
