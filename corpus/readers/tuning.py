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
_LEFT_OUT = "decision 13: records of 150 bodies, each read with what the others teach, 2026-11-29"
_UNSEEN = "27 documents of 24 bodies not seen before, 2026-12-01"
_DOUBTFUL = "77 documents of 35 bodies: told of 5, of 2 of the 4 that are mostly wrong, 2026-11-29"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
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


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Measured:
    """From where on a sign is full or gone: `readers.evidence` measures each in [0, 1].

    In front of the first heading stands at most the share `front` of the words; no item holds more than `held`. So
    large a share of `usual` titles is all that can be hoped for, and so `many` headings (a power of two). One of the
    `first_titles` opens the meeting, one of as many last ones closes it. Series that begin `anew` count so much, numbers
    without a mark `unmarked`. A title of more words than `long_title` does not read like one.
    """

    front: float = tuned(0.1, _FITTED)
    held: float = tuned(0.5, _FITTED)
    usual: float = tuned(0.6, _FITTED)
    many: float = tuned(3.3, _FITTED)
    anew: float = tuned(0.5, _FITTED)
    unmarked: float = tuned(0.6, _FITTED)
    first_titles: int = tuned(3)
    long_title: int = tuned(14)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Choice:
    """Which lines are the headings: `readers.headings` chooses by the weighed signs, in [0, 1].

    Below `enough` a choice is a guess, and a wrong split is worse than none; headings that stand out say more
    for themselves (`enough_standing_out`). Choices this `nearly` as good are compared. Plain lines are titles only
    where nothing else is so `sure`; those that a model finds only if they are so much better (`clearly`). An item out of the order of its numbers is at most so long. Items are doubtful
    below `weak`, and below `unsure` where another choice is so `close`. A record of so `long` a text has more than one item; `few_items` of usual
    business are a meeting's. Headings are at least `fewest` where nothing else tells; they look like some, or alike, if so `mostly` or `alike` a share
    does. A slip in a number has a title of `slip` words, what stands without one `standing`, and no other within `apart` lines. In counts that begin anew at most the share
    `inside` is inside another number, within `above` lines; a section's heading has `section` words; numbers count on over `sections`.
    """

    enough: float = tuned(0.5, _DEVELOPED)
    enough_standing_out: float = tuned(0.42, _DEVELOPED)
    nearly: float = tuned(0.03, _DEVELOPED)
    sure: float = tuned(0.6)
    clearly: float = tuned(0.1, _LEFT_OUT)
    longest_out_of_order: int = tuned(14)
    weak: float = tuned(0.6, _DOUBTFUL)
    unsure: float = tuned(0.77, _DOUBTFUL)
    close: float = tuned(0.03, _DOUBTFUL)
    long: int = tuned(300)
    few_items: int = tuned(3)
    fewest: int = tuned(3)
    mostly: float = tuned(0.5)
    alike: float = tuned(0.8)
    slip: int = tuned(8)
    standing: int = tuned(10)
    apart: int = tuned(3)
    inside: float = tuned(0.3)
    above: int = tuned(6)
    section: int = tuned(14)
    sections: int = tuned(3)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Series:
    """Which numbers count on from each other: `readers.series`.

    At most `most_missing` are missing between two. A piece of a list that a paragraph broke has `fewest_in_a_piece`,
    of which `known_in_a_piece` are usual business, and one of its last `at_the_end` closes the meeting. A heading is worth 1: one that is missing costs `missing_costs`,
    a number that comes twice `twice_costs`. It gains by how it `looks`, by `capitals` and `known` titles; it loses by a mark at its end (`ended`),
    a number that is `large` or `bare`, and more than `wordy` words behind that (`wordy_costs`). A number that comes twice has two titles of at
    most so many words (`twice`); of other numbers the last `series_kept` series may go on. From `long_number` on numbers do not count
    on by chance. A list has at least so many points, with at most so many lines between two; small letters, or numbers that all are 1, are at least `fewest_letters`.
    """

    most_missing: int = tuned(3)
    missing_costs: float = tuned(0.4)
    twice_costs: float = tuned(0.8)
    long_number: int = tuned(100)
    fewest_points: int = tuned(3)
    fewest_letters: int = tuned(4)
    most_between: int = tuned(1)
    fewest_in_a_piece: int = tuned(3)
    known_in_a_piece: float = tuned(0.5)
    at_the_end: int = tuned(3)
    looks: float = tuned(0.5)
    capitals: float = tuned(0.3)
    known: float = tuned(0.3)
    ended: float = tuned(0.3)
    large: float = tuned(0.2)
    bare: float = tuned(0.6)
    wordy: int = tuned(10)
    wordy_costs: float = tuned(0.4)
    twice: int = tuned(12)
    series_kept: int = tuned(100, depends="machine")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Contents:
    """Which titles are a table of contents: `readers.contents`, and the front matter in `readers.minutes`.

    A line that comes again has less text than `few_words`, or it is an item. A list has `fewest_lines`, of which
    `empty_share` have at most `nothing` behind their title; of the numbers that come again `alike_share` have a
    title that shares a word of `least_letters`. `said_again`: so many headings that stand in the front are a list. `more_words`: so many words beside a heading's own are text.
    """

    few_words: int = tuned(6)
    fewest_lines: int = tuned(3)
    nothing: int = tuned(2)
    empty_share: float = tuned(0.6)
    alike_share: float = tuned(0.5)
    least_letters: int = tuned(4)
    said_again: int = tuned(2)
    more_words: int = tuned(1)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Titles:
    """How long a title is, and how it looks: `readers.titles`, `typography`, `plain_titles`, `side_titles`.

    `longest` is one at all, `shown` what is kept of a longer one. In a cell, in a line that stands apart, in plain text and beside the text it is shorter. A line of fewer
    letters than `wrapped` is whole; one in capitals of `full_line` letters may go on. Lines were wrapped where `wrapped_share` of those that go on are, with the next word, longer
    than `full_wrap` of the widest. What is said `often` names no item. `run_in_share` of titles stand in one line with their text where that is how the document is written; `tight_share`
    of lines in capitals have a blank line above, or it has none. Plain lines are titles where there are `fewest_plain`, a share of them known; what stands right below
    `fewest_sections` of usual business is a part of them, and so is what has a number where `unnumbered_share` has
    none; more than `most_signed` behind a signature are another record. Where no more than `tight_blanks` of the lines are blank, they
    are usual business of at most `longest_tight`. A row of marks underlines a title that is at most so much longer (`underlined_share`). Beside the text there are `fewest_side`,
    whose lines are `side_apart` heights of a letter apart at most, and the text has `shortest_beside` in a line. A title is looked for
    `near` lines from its number and goes on over `wrapped_lines`; from `no_sentence` words on it ends like none. Capitals are
    at least `capitals` letters, `capital_words`. What may `run_in` or `run_on` has so many words, one of `long_word`
    letters at each end; what a line `goes_on` with has so many. Where the part `most_empty` of headings has no text, all are items.
    """

    longest: int = tuned(45)
    shown: int = tuned(25, depends="nothing")
    longest_in_a_cell: int = tuned(20)
    longest_line: int = tuned(14)
    longest_plain: int = tuned(9)
    longest_side: int = tuned(5)
    wrapped: int = tuned(60)
    full_wrap: float = tuned(0.85)
    wrapped_share: float = tuned(0.8)
    full_line: int = tuned(45)
    often: int = tuned(3)
    run_in_share: float = tuned(0.25)
    tight_share: float = tuned(0.2)
    fewest_plain: int = tuned(4)
    fewest_sections: int = tuned(2)
    unnumbered_share: float = tuned(0.6)
    known_share: float = tuned(0.5)
    most_signed: int = tuned(80)
    tight_blanks: float = tuned(0.05)
    longest_tight: int = tuned(5)
    underlined_share: float = tuned(0.6)
    fewest_side: int = tuned(3)
    side_apart: float = tuned(2.0)
    shortest_beside: int = tuned(5)
    near: int = tuned(3)
    wrapped_lines: int = tuned(4)
    no_sentence: int = tuned(12)
    capitals: int = tuned(4)
    capital_words: int = tuned(4)
    run_in: int = tuned(14)
    run_on: int = tuned(8)
    long_word: int = tuned(4)
    goes_on: int = tuned(10)
    most_empty: float = tuned(0.5)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Labels:
    """How long labels, parts, names and the fields of a site are: `readers.labels`, `parts`, `initials` and others.

    A label has at most `longest`, in front of a sentence of `sentence`; what follows `says` something from so many
    on; where `usual_share` of the headings have one, that is how the document is written. A part is named by a line
    of at most `longest_part_line`, `longest_part` in bold; a text above sections is one with a sentence of
    `section_sentence`. The line of a speaker's name has `longest_name`. On a site a title has `longest_site_title`, of a longer one `short_site_title` are kept; `site_front` above the first item are an item. A table with a cell of more than
    `longest_cell` is layout. A label with a full stop behind it has `stopped`, a motion of a section `motion`, a title that
    is a date `dated`. A title on a sheet is at most so many letters (`ran_on`) longer than two of the bookmark's.
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
    stopped: int = tuned(5)
    motion: int = tuned(4)
    dated: int = tuned(5)
    ran_on: int = tuned(40)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Placed:
    """Where words stand on a page: `readers.layout`, `side_titles`, `placed`, `pdf_objects`. Shares are of what is there.

    Two columns: `fewest` pieces, a stripe no nearer than `aside` to the text's sides, which the part `crossing` may cross; on both sides prose of `prose` pieces and `prose_words`. Pieces are in one row if they are `row` heights of a letter apart; a letter has
    `height` points where it does not say. A line is full if it ends less than `ragged` points from where the part `margin`
    of the lines end. A paragraph goes on within `close` leadings, in small letters within `wide`. A leading is between `tight` and `loose`
    heights of a letter, among the smallest `small_part` of those, and `leading` points where there are none. Titles
    beside the text: it begins between the parts `side_from` and `side_to` of the page, with the part `side_lines` of its
    lines, at one of `side_starts`, to so many points (`side_slack`); titles are `side_clear` points left of it, and `side_mostly` of them
    stand `side_beside` points from a line's height. One box lies in another if the part `covered` of it does. Type is `larger` than the text from so many times its height, `one_size` up to so many times another; such headings are at least `fewest_larger`.
    """

    fewest: int = tuned(16)
    aside: float = tuned(0.35)
    crossing: float = tuned(0.2)
    prose: int = tuned(6)
    prose_words: int = tuned(5)
    row: float = tuned(0.5)
    height: float = tuned(7.0)
    ragged: float = tuned(6.0)
    margin: float = tuned(0.9)
    close: float = tuned(1.3)
    wide: float = tuned(2.4)
    tight: float = tuned(0.9)
    loose: float = tuned(4.0)
    small_part: int = tuned(7)
    leading: float = tuned(12.0)
    side_from: float = tuned(0.12)
    side_to: float = tuned(0.5)
    side_lines: float = tuned(0.4)
    side_starts: int = tuned(3)
    side_slack: float = tuned(1.5)
    side_clear: float = tuned(10.0)
    side_mostly: float = tuned(0.8)
    side_beside: float = tuned(3.0)
    covered: float = tuned(0.7)
    larger: float = tuned(1.3, _UNSEEN)
    one_size: float = tuned(1.12, _UNSEEN)
    fewest_larger: int = tuned(3)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Recognised:
    """By what a format is known: `readers`, `moderngov_text`, `moderngov_xml`, `divisions`.

    A page has `blocks`, and the part `tagged` of its lines in tags; in text `breaks` tell of tags. A saved page of modern.gov says so in `characters` or `lines`, its heading in `heading_lines`; of its numbers, `unmarked` ones weigh so much, at most `most_missing` are left out, and `sure`
    of them are the items'; a title stands within `near` lines.
    """

    tagged: float = tuned(0.3)
    blocks: int = tuned(4)
    breaks: int = tuned(3)
    characters: int = tuned(4_000)
    lines: int = tuned(12)
    heading_lines: int = tuned(6)
    unmarked: float = tuned(0.5)
    most_missing: int = tuned(10)
    sure: int = tuned(3)
    near: int = tuned(3)


SIGNS, CHOICE, SERIES, LISTED = Signs(), Choice(), Series(), Contents()
TITLES, LABELLED, MEASURED, PLACED, KNOWN = Titles(), Labels(), Measured(), Placed(), Recognised()
