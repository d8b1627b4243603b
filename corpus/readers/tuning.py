"""The numbers that decide which lines of a record are headings, a book beside `corpus.tuning`.

Each field has its origin and what it depends on. Where no unit is named, a length is in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tuning import tuned

# The choice that a softmax over the weighted signs makes was brought nearest to the true items, then the
# weights were rounded. Fitted without each body in turn, precision was .917 and recall .905 on the body left
# out (measured before the last rules of `readers.candidates`).
_FITTED = "39 documents of 16 bodies, 20 judged meetings, the sample, 21 small cases, 2026-11-29"
_DEVELOPED = "39 documents of 16 bodies, 2026-11-29"
_DOUBTFUL = "77 documents of 35 bodies: told of 5, of 2 of the 4 that are mostly wrong, 2026-11-29"


@dataclass(frozen=True, slots=True)
class Signs:
    """What each sign weighs that some lines are the headings of a record: `readers.evidence` has them.

    `coverage`: most of the document stands behind the first heading. `spread`: no item holds nearly all of
    it. `usual`: titles of usual business. `ends`: begins and ends as meetings do. `count`: numbers without
    gaps. `alone`: little else looks the same. `look`: the headings stand out. `titles`: they read like titles.
    `many`: there are several. `numbered`: they have numbers at all.
    """

    coverage: float = tuned(1.9, _FITTED)
    spread: float = tuned(1.5, _FITTED)
    usual: float = tuned(1.6, _FITTED)
    ends: float = tuned(2.0, _FITTED)
    count: float = tuned(0.8, _FITTED)
    alone: float = tuned(2.2, _FITTED)
    look: float = tuned(0.1, _FITTED)
    titles: float = tuned(0.8, _FITTED)
    many: float = tuned(1.4, _FITTED)
    numbered: float = tuned(0.8, _FITTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines are the headings: `readers.headings` chooses by the weighed signs, in [0, 1].

    Below `enough` a choice is a guess, and a wrong split is worse than none; headings that stand out say more
    for themselves (`enough_standing_out`). Choices this `nearly` as good are compared. Plain lines are titles only
    where nothing else is so `sure`. An item out of the order of its numbers is at most so long. Items are doubtful
    below `weak`, and below `unsure` where another choice is so `close`. A record of so `long` a text has more than
    one item; `few_items` of usual business are a meeting's.
    """

    enough: float = tuned(0.5, _DEVELOPED)
    enough_standing_out: float = tuned(0.42, _DEVELOPED)
    nearly: float = tuned(0.03, _DEVELOPED)
    sure: float = tuned(0.6)
    longest_out_of_order: int = tuned(14)
    weak: float = tuned(0.6, _DOUBTFUL)
    unsure: float = tuned(0.77, _DOUBTFUL)
    close: float = tuned(0.03, _DOUBTFUL)
    long: int = tuned(300)
    few_items: int = tuned(3)


@dataclass(frozen=True, slots=True)
class Series:
    """Which numbers count on from each other: `readers.series`.

    At most `most_missing` are missing between two. A piece of a list that a paragraph broke has `fewest_in_a_piece`,
    of which `known_in_a_piece` are usual business, and one of its last `at_the_end` closes the meeting. A heading is worth 1: one that is missing costs `missing_costs`,
    a number that comes twice `twice_costs`. From `long_number` on numbers do not count on by chance. A list has
    at least so many points, with at most so many lines between two.
    """

    most_missing: int = tuned(3)
    missing_costs: float = tuned(0.4)
    twice_costs: float = tuned(0.8)
    long_number: int = tuned(100)
    fewest_points: int = tuned(3)
    most_between: int = tuned(1)
    fewest_in_a_piece: int = tuned(3)
    known_in_a_piece: float = tuned(0.5)
    at_the_end: int = tuned(3)


@dataclass(frozen=True, slots=True)
class Contents:
    """Which titles are a table of contents: `readers.contents`, and the front matter in `readers.minutes`.

    A line that comes again has less text than `few_words`, or it is an item. A list has `fewest_lines`, of which
    `empty_share` have at most `nothing` behind their title; of the numbers that come again `alike_share` have a
    title that shares a word of `least_letters`. `said_again`: so many headings that stand in the front are a list.
    `more_words`: so many words beside a heading's own are text.
    """

    few_words: int = tuned(6)
    fewest_lines: int = tuned(3)
    nothing: int = tuned(2)
    empty_share: float = tuned(0.6)
    alike_share: float = tuned(0.5)
    least_letters: int = tuned(4)
    said_again: int = tuned(2)
    more_words: int = tuned(1)


@dataclass(frozen=True, slots=True)
class Titles:
    """How long a title is, and how it looks: `readers.titles`, `typography`, `plain_titles`, `side_titles`.

    `longest` is one at all, `shown` what is kept of a longer one. In a cell, in a line that stands apart, in plain
    text and beside the text it is shorter. A line of fewer letters than `wrapped` is whole; one in capitals of
    `full_line` letters may go on. What is said `often` names no item. `run_in_share` of titles stand in one line with
    their text where that is how the document is written; `tight_share` of lines in capitals have a blank line above,
    or it has none. Plain lines are titles where there are `fewest_plain`, a share of them known; more than
    `most_signed` behind a signature are another record. Where no more than `tight_blanks` of the lines are blank, they
    are usual business of at most `longest_tight`. A row of marks underlines a title that is at most so much longer
    (`underlined_share`). Beside the text there are `fewest_side`, whose lines are
    `side_apart` heights of a letter apart at most, and the text has `shortest_beside` in a line.
    """

    longest: int = tuned(45)
    shown: int = tuned(25, depends="nothing")
    longest_in_a_cell: int = tuned(20)
    longest_line: int = tuned(14)
    longest_plain: int = tuned(9)
    longest_side: int = tuned(5)
    wrapped: int = tuned(60)
    full_line: int = tuned(45)
    often: int = tuned(3)
    run_in_share: float = tuned(0.25)
    tight_share: float = tuned(0.2)
    fewest_plain: int = tuned(4)
    known_share: float = tuned(0.5)
    most_signed: int = tuned(80)
    tight_blanks: float = tuned(0.05)
    longest_tight: int = tuned(5)
    underlined_share: float = tuned(0.6)
    fewest_side: int = tuned(3)
    side_apart: float = tuned(2.0)
    shortest_beside: int = tuned(5)


@dataclass(frozen=True, slots=True)
class Labels:
    """How long labels, parts, names and the fields of a site are: `readers.labels`, `parts`, `initials` and others.

    A label has at most `longest`, in front of a sentence of `sentence`; what follows `says` something from so many
    on; where `usual_share` of the headings have one, that is how the document is written. A part is named by a line
    of at most `longest_part_line`, `longest_part` in bold; a text above sections is one with a sentence of
    `section_sentence`. The line of a speaker's name has `longest_name`. On a site a title has `longest_site_title`, of a
    longer one `short_site_title` are kept; `site_front` above the first item are an item. A table with a cell of more than
    `longest_cell` is layout.
    """

    longest: int = tuned(12)
    sentence: int = tuned(5)
    says: int = tuned(9)
    usual_share: float = tuned(0.5)
    longest_part_line: int = tuned(14)
    longest_part: int = tuned(50)
    section_sentence: int = tuned(8)
    longest_name: int = tuned(8)
    longest_site_title: int = tuned(40)
    short_site_title: int = tuned(15, depends="nothing")
    site_front: int = tuned(20)
    longest_cell: int = tuned(40)


SIGNS, CHOICE, SERIES, LISTED = Signs(), Choice(), Series(), Contents()
TITLES, LABELLED = Titles(), Labels()
