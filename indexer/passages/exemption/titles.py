"""What an item's title does to a meeting, read beside its text: a heading may close it, or be a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import AgendaItem
from indexer.language.windows import sentences
from indexer.passages.exclusion.coming import comes_back
from indexer.passages.exclusion.exclusion import denies, read_sentence, returns, whole_words
from indexer.passages.exclusion.frames import compiled
from indexer.passages.exclusion.meant import is_only_moved
from indexer.passages.exclusion.model import understood, withholds
from indexer.passages.exclusion.reach import Deed, Reach
from indexer.passages.exclusion.whole import tells_only_of_return
from indexer.passages.exclusion.words import role
from indexer.passages.exemption.acts import act
from indexer.passages.exemption.lines import Line, edge, read_line
from indexer.passages.exemption.marks import Title, asks, is_of_admission, read_title
from indexer.passages.exemption.nothing import says_none
from indexer.passages.exemption.prose import MINUTED, is_passed, is_prose
from indexer.passages.exemption.rows import row_item_is_marked
from indexer.passages.exemption.sessions import begins_further_on, was_not_held
from indexer.passages.exemption.state import State, Walk, text_of
from indexer.passages.exemption.unmade import is_session
from indexer.passages.exemption.walk import walked
from indexer.passages.procedure import is_procedural
from indexer.passages.tuning import WITHHOLDING
from indexer.tuning import EXEMPTION

# What a resolution's past tense is told by; "to resolve" only announces one.
_DONE = re.compile(
    r"\b(?:resolved|agreed|carried|moved|voted|ordered|decided|proposed|seconded|penderfynwyd|cytunwyd|résout|résolu)\b",
    re.IGNORECASE,
)


def walked_title(item: AgendaItem, walk: Walk) -> str:
    """Return what is public of a title. One that is a sentence says what was done, like any other."""
    if not _is_walked(item, walk):
        return item.title
    public = walked(item.title, walk, note="")
    if not walk.act:
        walk.n_public = 0
    return public


def _is_walked(item: AgendaItem, walk: Walk) -> bool:
    """Say whether a title tells what was done, and is no heading."""
    title = item.title
    if walk.title is Title.EXCLUSION and _is_minuted_act(item):
        return True
    closes, has_prose = _closes(title), is_prose(title)
    is_plain = walk.title is Title.PLAIN and (closes or has_prose) and _says(item)
    return (is_plain and closes) or (has_prose and (is_plain or _is_done(title)))


def _says(item: AgendaItem) -> bool:
    return returns(item.title) or not (asks(item.title) or says_none(item))


def _is_done(title: str) -> bool:
    return bool(_DONE.search(title) or MINUTED.match(title)) or len(sentences(title)) > 1


def _is_minuted_act(item: AgendaItem) -> bool:
    """Say whether a title about the exclusion is itself the resolution, with what was said behind it as its text."""
    title = item.title
    if says_none(item) or asks(title) or is_session(title):
        return False
    return bool(MINUTED.match(title)) or withholds(title, taken_for=Deed.MENTIONS)


def _closes(title: str) -> bool:
    said = understood(title)
    # "Members only" marks its item, as a line in it would.
    suspected = said is None and read_line(title) is Line.PLAIN and withholds(title)
    return suspected or (said is not None and said.deed is Deed.CLOSES)


# A motion as a title: its text says what became of it, and behind that what was told in private.
_MOTION = re.compile(r"^\W*(?:that|motion|moved|resolution|proposal)\b", re.IGNORECASE)


def act_by_title(item: AgendaItem, walk: Walk) -> None:
    """Let a title that is a motion to go into private close the meeting in front of its own text."""
    if walk.title is not Title.EXCLUSION or walk.meeting.is_paper or not _MOTION.match(item.title):
        return
    text = text_of(item).strip()
    said = read_sentence(item.title)
    if not (text and said and said.deed is Deed.CLOSES and _is_carried(item.title, text)):
        return
    if not (says_none(item) or _text_says_otherwise(item, text)):
        act(said, item.title, walk)


def _is_carried(title: str, text: str) -> bool:
    """Say whether a motion was put, by its own form or the text below it: an agenda only announces one."""
    is_minuted = MINUTED.match(title) or re.search(r"\d\s*[ap]\.?m\b", title)
    return bool(
        is_minuted or _DONE.search(text[: WITHHOLDING.done]) or re.match(r"\W*motion\b", text, re.I)
    )


def close_by_title(items: Sequence[AgendaItem], at: int, walk: Walk) -> None:
    """Let a title such as "Closed session" close the meeting, unless its text says otherwise."""
    item, title = items[at], walk.title
    is_decided = walk.act or walk.whole or walk.is_undone or walk.meeting.is_paper
    if is_decided or not _closes_by_heading(items, at, title):
        return
    text = text_of(item).strip()
    if not _ends_open(text):
        walk.meeting.close(Reach.REST, item.title, f"{item.title}\n{text}")
    if text and (title is Title.SECTION or is_session(item.title)):
        walk.whole = walk.sentence = item.title


def _closes_by_heading(items: Sequence[AgendaItem], at: int, title: Title) -> bool:
    return _heads_what_is_private(items[at], title) and not _says_otherwise(items, at, title)


def _heads_what_is_private(item: AgendaItem, title: Title) -> bool:
    return title in (Title.SECTION, Title.EXCLUSION) or (title is Title.ASKS and _was_put(item))


def _ends_open(text: str) -> bool:
    """Say whether the last sentence of a text tells that the public is in again."""
    spans = sentences(text)
    last = text[spans[-1].start : spans[-1].end] if spans else ""
    return (returns(last) or comes_back(last)) and tells_only_of_return(last)


def _was_put(item: AgendaItem) -> bool:
    """Say whether the text under a title that asks for the exclusion tells, and only tells, that it was carried."""
    text = text_of(item).strip()
    return bool(_PUT_AND_CARRIED.search(text)) and not says_none(item)


_PUT_AND_CARRIED = re.compile(
    r"\b(?:motion|recommendation|resolution|vote|proposal|it)\b[^.\n]{0,40}\b(?:carried|agreed|adopted|passed|approved|resolved)\b(?!\s+(?:by|that))"
    r"|^\W*(?:carried|agreed|adopted|approved|passed|so (?:resolved|ordered|moved))\W*$",
    re.IGNORECASE | re.MULTILINE,
)


def _says_otherwise(items: Sequence[AgendaItem], at: int, title: Title) -> bool:
    """Say whether the words of an item, or its place, tell that its title closes nothing."""
    item = items[at]
    text = text_of(item).strip()
    if says_none(item) or _closes_nothing(item.title):
        return True
    if begins_further_on(one.title for one in items[at + 1 :]):
        return True
    if not text:
        is_agreed = is_passed(item.title)
        return not is_agreed and (_stands_at_the_front(items, at, title) or was_not_held(items, at))
    return _text_says_otherwise(item, text)


def _text_says_otherwise(item: AgendaItem, text: str) -> bool:
    if is_of_admission(item.title) and not _ACTS.search(text):
        return True
    if _ON_MINUTES.search(text) and len(text.split()) <= EXEMPTION.denial + WITHHOLDING.minutes:
        return True
    if is_session(item.title):
        return any(
            _is_of_a_session(s) and (_only_mentions(s) or _only_asks(s)) for s in _told(text)
        )
    return _only_mentions(text) or any(map(_only_asks, text.split("\n")))


def _told(text: str) -> list[str]:
    return [line[s.start : s.end] for line in text.split("\n") for s in sentences(line)]


# Under the heading of what is private, what "may" be is what was told there, unless it is that there be a closed session.
_is_of_a_session = compiled(
    rf"{role('private_place', 'in_private', 'exclude')}|\b(?:exempt|confidential) {role('thing')}|\bclosed meeting\b"
).search


# The minutes of a private meeting are approved, or released, in public.
_ON_MINUTES = re.compile(
    r"\b(?:releas|approv|confirm|adopt|sign|agree|accept|receiv|not|seal|destroy)\w*\b[^.]{0,60}\bminutes\b|\bminutes\b[^.]{0,80}"
    r"\b(?:releas|approv|confirm|adopt|sign|agree|accept|receiv|unseal|seal|destroy)\w*",
    re.IGNORECASE,
)


# That something came of a title which only cites the law.
_ACTS = re.compile(
    rf"{_DONE.pattern}|\b(?:excluded|withdrew|left|asked to|closed|private|confidential|yes|in favour|unanimous\w*|passed|adopted|approved)\b",
    re.IGNORECASE,
)


def _closes_nothing(title: str) -> bool:
    """Say whether a title is a denial, or a sentence that does something else than closing."""
    said = read_sentence(title)
    if said is None or said.deed is Deed.CLOSES:
        return False
    return said.deed is Deed.DENIES or is_prose(title)


def _only_mentions(text: str) -> bool:
    if not text or _DONE.match(text):
        return False
    said = read_sentence(text)
    if said is not None and said.deed is Deed.OPENS:
        # What stands in front of the return was said in private.
        first = sentences(text)[0]
        said = read_sentence(text[first.start : first.end])
        is_return = tells_only_of_return(text[first.start : first.end])
        return said is not None and (
            said.deed is Deed.MENTIONS or (said.deed is Deed.OPENS and is_return)
        )
    return said is not None and said.deed is Deed.MENTIONS


_ASKS = r"(?i:\bwhether\b|\bif any\b|\bany items?\b|\bmay\b|\bto consider\b)"


def _only_asks(text: str) -> bool:
    return bool(re.search(_ASKS, text))


def _stands_at_the_front(items: Sequence[AgendaItem], at: int, title: Title) -> bool:
    """Say whether only procedural items come before: there it is on every agenda, needed or not.

    The heading of a section stands there only if procedural items follow it too.
    """
    if title is Title.SECTION and not is_procedural(items[min(at + 1, len(items) - 1)].title):
        return False
    return all(is_procedural(i.title) for i in items[:at]) and len(items) - at > WITHHOLDING.last


def comes_back_by_title(item: AgendaItem, meeting: State) -> bool:
    """Say whether a title tells that the public is in again, by a motion that the text below does not deny."""
    title = whole_words(item.title)
    is_back = returns(title)
    if not is_back and not (meeting.reach and comes_back(title)):
        return False
    if is_only_moved(title) and denies(text_of(item)[: EXEMPTION.soon]):
        return False
    if not tells_only_of_return(title):
        return False
    if is_back:
        meeting.hear_of_return(title)
    return True


def title_kind(item: AgendaItem, meeting: State) -> Title:
    """Return what the title of an item says, or its key, or its row of a table whose columns say it."""
    if item.restricted:
        return Title.MARKED
    if (bound := edge(item.title)) is not None:
        return Title.SECTION if bound is Line.SECTION else Title.OPENS
    if row_item_is_marked(item, meeting):
        return Title.ROW
    return Title.PLAIN if _is_one_of_many(item.title, meeting) else read_title(item.title)


def _is_one_of_many(title: str, meeting: State) -> bool:
    """Say whether a title is the second of a paper's own parts, of which there is a third: "Section B – Evidence".

    The private part of an agenda is its last, and says so or has no name of its own.
    """
    match = _SECOND_PART.match(title) if meeting.is_paper else None
    if (
        match is None
        or _PRIVATE.search(match["own"])
        or read_title(match["own"]) is not Title.PLAIN
    ):
        return False
    return any(_THIRD_PART.match(other.title) for other in meeting.items)


_SECOND_PART = re.compile(r"\W*(?:section|part)\s+(?:b|ii|2|two)\b\W+(?P<own>\w.*)", re.IGNORECASE)
_PRIVATE = compiled(role("mark", "protective", "private_place", "in_private"))
_THIRD_PART = re.compile(r"\W*(?:section|part)\s+(?:c|iii|3|three)\b", re.IGNORECASE)
