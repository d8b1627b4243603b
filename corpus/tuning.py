"""The numbers that decide how a record is read: one book, each with where it comes from.

A field's metadata says its `origin` (sets and date, or "reason only") and what it `depends` on: "corpus"
(other records, other best values), "machine", or "nothing". How much a format may hold at all, against
files that are made to harm, stands with its reader. Where no unit is named, a length is in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

REASON = "reason only"
_LEFT_OUT = "decision 13: records of 150 bodies, each read with what the others teach, 2026-11-29"


def tuned(value: float | tuple[int, ...], origin: str = REASON, depends: str = "corpus") -> Any:
    """Return a dataclass field of a tuned number with its origin and what it depends on."""
    return field(default=value, metadata={"origin": origin, "depends": depends})


def origins(table: Any) -> dict[str, tuple[str, str]]:
    """Return for each tuned number of a table its origin and what it depends on."""
    return {
        one.name: (one.metadata["origin"], one.metadata["depends"])
        for one in fields(table)
        if one.metadata
    }


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Page:
    """What a page's letters, lines and pictures are: `readers.pdf`, `pdf_text`, `pdf_objects`, `layout`, `pages`, `unwrap`.

    Fewer letters than `text` on a page with pictures are a stamp, fewer than `text_beside_a_picture` a scanner's
    line. In PDF points: boxes below `least_width` or `least_height` are lines and ticks, letters are at least
    `least_letter`, a cell of votes is `most_off` from its heading. A box over `ground` of a page, of a shade above
    `dark` of 255, is its ground; pictures over `pictured` of it are a scan. A font of `bold_weight` is bold, a line
    if `bold_share` of it is. `turned_letters` tell how a page is turned. In heights of a letter, two words are in two
    cells `cells_apart` from each other, in two lines `lines_apart`. A row is `most_step` of a table's steps below the last
    one; what stands `margin_apart` leadings from the text among `margin_lines` is no part of it. `edge` lines may be
    a page's head or foot, of `longest_head` letters; a sentence has `short_sentence` words. Lines are numbered if at
    least `fewest_numbered`, `numbered_share` of those that should be, have a number. Lines of more letters than
    `widest_wrap` are paragraphs; fewer than `least_lines` do not tell. Lines are wrapped if the longest but the part
    `above_usual` have `narrowest_wrap` letters; a line is as wide as the longest but `above_full`, and is full with `full` of
    that. `double_spaced` of the lines have a blank one between. A head or foot stands on the part `running` of the pages, on
    `fewest_running` at least; a line of `goes_on` letters at a page's end goes on.
    """

    text: int = tuned(25)
    text_beside_a_picture: int = tuned(200)
    least_width: float = tuned(6.0)
    least_height: float = tuned(4.0)
    least_letter: float = tuned(4.0)
    most_off: float = tuned(30.0)
    ground: float = tuned(0.5)
    dark: int = tuned(96)
    pictured: float = tuned(0.5)
    bold_weight: int = tuned(600, "CSS Fonts 4, 2.2.1: semi-bold", "nothing")
    bold_share: float = tuned(0.8)
    turned_letters: int = tuned(40, depends="nothing")
    cells_apart: float = tuned(2.2)
    lines_apart: float = tuned(1.5)
    most_step: float = tuned(1.5)
    margin_apart: float = tuned(2.4)
    margin_lines: int = tuned(4)
    edge: int = tuned(4)
    longest_head: int = tuned(120)
    short_sentence: int = tuned(3)
    fewest_numbered: int = tuned(4)
    numbered_share: float = tuned(0.85)
    widest_wrap: int = tuned(130)
    least_lines: int = tuned(8)
    narrowest_wrap: int = tuned(40)
    above_usual: float = tuned(0.95)
    above_full: float = tuned(0.9)
    full: float = tuned(0.7)
    double_spaced: float = tuned(0.8)
    running: float = tuned(0.3)
    fewest_running: int = tuned(3)
    goes_on: int = tuned(80)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Head:
    """How far the head of a record reaches, in lines: `heads`, `statement`, `papers.block` and the readers.

    `opening`: letters that hold a head in which each word is a line of Markdown. `short_line`: words of a line that is
    no sentence. `longest_line`: letters of one that may name a body or a day. A text that names one council `surely`
    times, and no other a third as often (`times_more`), in `searched` letters, is of that council; the first sentence about a
    meeting is looked for in `sentence_letters`. Where each word is a line a sentence has `lines_of_words`. A link in the first `publisher_lines` is the publisher's. `longest_statement`: words before "held"; the longest real
    one seen has 31. A name in the first `letterhead` lines, as near above a body, is whose it is if it is said more than
    `said_again` times. A `front` sheet has few lines beside those that name its body and day; a head has `least`
    lines in any case, `without_headings` where nothing tells its end. No name shorter than `shortest_place` letters makes an address.
    """

    lines: int = tuned(45)
    short_line: int = tuned(12)
    opening: int = tuned(3_000)
    longest_line: int = tuned(2_000)
    surely: int = tuned(4)
    longest_statement: int = tuned(45)
    statement_lines: int = tuned(30)
    banner_above: int = tuned(8)
    account_lines: int = tuned(40)
    publisher_lines: int = tuned(5)
    letterhead: int = tuned(3)
    said_again: int = tuned(2)
    front_head: int = tuned(30)
    front_lines: int = tuned(5)
    least: int = tuned(12)
    without_headings: int = tuned(40)
    first_pages: int = tuned(3)
    block_lines: int = tuned(60)
    value_lines: int = tuned(8)
    kind_lines: int = tuned(14)
    times_more: int = tuned(3)
    searched: int = tuned(20_000)
    sentence_letters: int = tuned(6_000)
    lines_of_words: int = tuned(3)
    place_words: int = tuned(3)
    table_rows: int = tuned(3)
    shortest_place: int = tuned(4)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Telling:
    """How telling a line of a head is: `heads` weighs whose meeting, `head_dates` when. A plain date or name weighs 1.

    A date: `in_words`, behind a `weekday`, `alone` on its line, where the meeting is said to be `held` within so many letters
    before (`held_before`) or behind (`held_behind`) it, or in the lines `above`; another date is told `other_before` letters
    before it, a sentence's within `sentence_before`. A line further down loses `lower`; when a page was published weighs `of_page`. An organisation: where it is more than
    the part `mostly` of its line it weighs `alone_name`, else `with_words`, in a Celtic language the part `celtic`; a line further down loses
    `lower_name`. A body: `body` alone, `council` where the head only says that, `within` other words, a general
    meeting, the organisation `itself`, words of no known kind that are `titled`; further down `lower_body`. A line that names a
    body has at most `body_lines` short lines' words. A line is of capitals if `words_of_capitals` and the part `mostly_capitals` are.
    """

    in_words: float = tuned(1.5)
    weekday: float = tuned(0.5)
    alone: float = tuned(0.8)
    held: float = tuned(1.5)
    above: float = tuned(0.7)
    held_before: int = tuned(110)
    held_behind: int = tuned(20)
    other_before: int = tuned(60)
    sentence_before: int = tuned(40)
    lower: float = tuned(0.02)
    of_page: float = tuned(0.5)
    mostly: float = tuned(0.8)
    words_of_capitals: int = tuned(3)
    mostly_capitals: float = tuned(0.5)
    alone_name: float = tuned(3.0)
    with_words: float = tuned(1.5)
    celtic: float = tuned(0.5)
    lower_name: float = tuned(0.03)
    body: float = tuned(3.0)
    council: float = tuned(1.5)
    within: float = tuned(1.5)
    general: float = tuned(1.4)
    itself: float = tuned(1.2)
    titled: float = tuned(0.9)
    lower_body: float = tuned(0.04)
    body_lines: int = tuned(3)


_LOST = "reason only: a few items may be lost, seven before a single number are too many"
_LABELLED = "reason only: a head's own label weighs 4, the name of a folder 3, of a file 1"
_SECTION = "reason only: about a sentence or two, and four windows of the encoder"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Papers:
    """Whose paper a paper is, and its sections: `corpus.papers`.

    What weighs less than `least` is no evidence; a second value of `nearly` as much leaves it in doubt. Of an item's 1 each
    number that a series leaves out takes `skipped`, the one before stands at most `reach` lines back. A figure in a
    title weighs `figure` of a word. `heading_lines` have a report's own heading, `head_lines` name the council,
    `title_lines` are one title. A section has at least `shortest_section` words, at most `longest_section`.
    A short name has at most `initials`, the name of a place `place` words, which are looked for in `place_searched` letters; a
    body and its day stand in the first `phrase` words of a value. A memo's date weighs `of_writing` where the agenda's
    is at most `written_before` days later. Of the papers beside one `papers_beside` count that say the same. Numbers behind `least_paged` titles or more are pages; sections that have
    lettered rows are among at least `least_lettered`.
    """

    least: float = tuned(1.0, _LABELLED)
    nearly: float = tuned(0.8, _LABELLED)
    skipped: float = tuned(0.15, _LOST)
    reach: int = tuned(60, _LOST)
    figure: float = tuned(0.4)
    heading_lines: int = tuned(12)
    head_lines: int = tuned(12)
    first_pages: int = tuned(2)
    title_lines: int = tuned(5)
    shortest_section: int = tuned(25, _SECTION)
    longest_section: int = tuned(700, _SECTION)
    longest_heading: int = tuned(14)
    initials: int = tuned(6)
    place: int = tuned(4)
    place_searched: int = tuned(20_000)
    phrase: int = tuned(20)
    least_paged: int = tuned(4)
    least_lettered: int = tuned(3)
    of_writing: float = tuned(0.9, _LABELLED)
    written_before: int = tuned(21)
    papers_beside: int = tuned(2)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Packs:
    """Where a paper of a pack begins: `papers.bound` (by what stands on pages), `papers.packs` (by bookmarks).

    Lines of a page: `top` may hold a block of labels, which begins within `block`, `heading` a heading, `edge` a number.
    Shares: `alike` of a title's words stand at the head of its paper, `confirmed` of the listed papers begin where the
    sheet says, `running` of the pages have a running head, `numbered` a number; `mostly` of the bookmarks are on the
    sheet, `alike_bookmark` of the shorter title's words in the other. Running heads that begin with `beginning` words alike
    are of one of `most_series`. A pack has at least `fewest` papers, `fewest_alone` without a sheet, `fewest_pages`, and a sheet
    of at most `front_pages` that lists `fewest_listed`. A bookmark is looked for among `ahead` items behind the last.
    """

    top: int = tuned(24)
    heading: int = tuned(5)
    edge: int = tuned(3)
    block: int = tuned(8)
    alike: float = tuned(0.75)
    confirmed: float = tuned(0.5)
    running: float = tuned(0.6)
    numbered: float = tuned(0.6)
    beginning: int = tuned(3)
    most_series: int = tuned(8)
    fewest: int = tuned(2)
    fewest_alone: int = tuned(3)
    front_pages: int = tuned(6)
    mostly: float = tuned(0.5)
    alike_bookmark: float = tuned(0.6)
    ahead: int = tuned(5)
    fewest_pages: int = tuned(3)
    fewest_listed: int = tuned(2)


_SPOKEN = "reason only: spoken English has some 150 words a minute"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Captions:
    """How captions are cut: a stretch (s) is about as long as a window, one turn never longer than `longest_s`."""

    stretch_s: int = tuned(120, _SPOKEN)
    longest_s: int = tuned(300, _SPOKEN)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Effort:
    """What may be spent on a record: `worker`, `fork_server` and `neighbours`.

    Seconds of processor time, so that what else the machine does costs no file its place in the index: a file, a megabyte, a
    page (thirty times what one takes), an answer. By the clock `waiting` times as long; a busy machine takes minutes to start
    Python. Whether a process has ended is asked every `pause_s`. `memory_limit` are bytes, `batch` answers are handed over at
    once. Of a body's folder, a meeting's and its other papers so many are asked; a larger folder is an archive.
    """

    time_limit_s: float = tuned(60.0, depends="machine")
    time_limit_s_per_mb: float = tuned(1.0, depends="machine")
    time_limit_s_per_page: float = tuned(0.3, depends="machine")
    time_limit_s_per_answer: float = tuned(0.5, depends="machine")
    memory_limit: int = tuned(3 * 2**30, depends="machine")
    waiting: float = tuned(10.0, depends="machine")
    start_limit_s: float = tuned(300.0, depends="machine")
    pause_s: float = tuned(0.005, depends="machine")
    batch: int = tuned(200, depends="machine")
    sheets_asked: int = tuned(24)
    sheets_read: int = tuned(4)
    papers_read: int = tuned(4)
    files_of_a_meeting: int = tuned(400)
    files_listed: int = tuned(20_000, depends="machine")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Likely:
    """Which plain lines are titles by what a model says of them: `readers.likely_titles`.

    `least`, `mean` and `near` are natural logarithms of odds: of each title, of all of them on average, and of what
    counts as nearly as likely. There are `fewest` titles in a record of whose words the model knows `known_words`; of
    labels in `fewest_sections` none is an item. A number from `first_year` to `last_year` that nothing sets off is a year.
    """

    least: float = tuned(-1.25, _LEFT_OUT)
    mean: float = tuned(-0.5, _LEFT_OUT)
    near: float = tuned(-2.5, _LEFT_OUT)
    fewest: int = tuned(3)
    fewest_sections: int = tuned(2)
    known_words: float = tuned(0.4, _LEFT_OUT)
    first_year: int = tuned(1900)
    last_year: int = tuned(2099)


PAGE, HEADS, PAPERS, PACKS = Page(), Head(), Papers(), Packs()
CAPTIONS, EFFORT, TELLING = Captions(), Effort(), Telling()
LIKELY = Likely()
