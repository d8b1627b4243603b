"""What each place weighs that says whose paper a paper is, a book beside `corpus.tuning`.

Each field has its origin and what it depends on. A head's own label weighs about 4, the name of a folder 3, of a
file 1; what is as sure as the meeting's own record weighs more.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tuning import tuned

_READ = "the labelled papers of eight councils and five rounds of tests/fixtures/papers, 2026-11-29"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class OfMeeting:
    """What is said of a paper's meeting and its council: `papers.said`, `papers.placing`.

    The paper's `own` head, a `sidecar` (`meeting.toml`), a label (`labelled`), what is `said` elsewhere in it, the `body` and
    the `day` of its folder, its `file`, a date `beside` whom it is to, that of a `memo`. The front `sheet` beside it, the `minutes` there, a
    short name in a label (`short`), a name in the `heading` of a report. Of the council: the `council` in its head and its sidecar (`council_sidecar`), the one that
    its text names most (`named_most`), that of its neighbours (`neighbour`), that at the `top` of a paper, of another paper beside it
    (`paper_council`; its body `paper_body`), at the `edge` of its pages, the `owner` of the body that it speaks of, that of whose place its
    `address` is made.
    """

    own: float = tuned(8.0, _READ)
    sidecar: float = tuned(7.0, _READ)
    labelled: float = tuned(5.0, _READ)
    said: float = tuned(4.0, _READ)
    body: float = tuned(2.5, _READ)
    day: float = tuned(3.5, _READ)
    file: float = tuned(2.0, _READ)
    beside: float = tuned(3.5, _READ)
    memo: float = tuned(0.5, _READ)
    sheet: float = tuned(3.0, _READ)
    minutes: float = tuned(1.5, _READ)
    short: float = tuned(3.0, _READ)
    heading: float = tuned(2.0, _READ)
    council: float = tuned(4.0, _READ)
    council_sidecar: float = tuned(6.0, _READ)
    named_most: float = tuned(1.5, _READ)
    neighbour: float = tuned(3.0, _READ)
    top: float = tuned(2.0, _READ)
    paper_council: float = tuned(1.5, _READ)
    paper_body: float = tuned(0.9, _READ)
    edge: float = tuned(1.2, _READ)
    owner: float = tuned(1.2, _READ)
    address: float = tuned(1.5, _READ)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class OfItem:
    """What is said of the item that a paper is to: `papers.items`.

    In the paper: its `block`, its `name`, the item that it is `attached` to, a heading with a number (`headed`), a stamp (`stamped`),
    a number before its name (`part`, or `plain` in figures). On the sheet: a reference that its name has (`reference`) or its head
    (`reference_in_head`), what the row calls it (`called`), the item of the `minutes`, and the share of the words of the item's title that
    its title has (`title`), its head (`head`), its series (`series`), its text (`text`); `room`: the pages of an item, as a power of two.
    """

    block: float = tuned(4.0, _READ)
    name: float = tuned(4.0, _READ)
    attached: float = tuned(2.5, _READ)
    headed: float = tuned(3.0, _READ)
    stamped: float = tuned(4.0, _READ)
    part: float = tuned(3.0, _READ)
    plain: float = tuned(1.2, _READ)
    reference: float = tuned(5.0, _READ)
    reference_in_head: float = tuned(3.5, _READ)
    called: float = tuned(3.0, _READ)
    minutes: float = tuned(3.0, _READ)
    title: float = tuned(3.0, _READ)
    head: float = tuned(2.0, _READ)
    series: float = tuned(1.5, _READ)
    text: float = tuned(0.7, _READ)
    room: float = tuned(0.15, _READ)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class OfKind:
    """What is said of a paper's kind: `papers.kinds`.

    Wordings: of a `form`, of a kind that is `named`, of a `part` of another paper; in the name of a file `file`, a `word` that may
    be of others, too, and a `plain` one. Other signs:
    the head of `minutes` or of an agenda; a `letter`'s; the labels of a `block`, an `author`; what a program `bound` together, or
    so many parts tell (`parts`, `two_parts`). From `sure` on other words are asides.
    """

    form: float = tuned(6.0, _READ)
    named: float = tuned(5.0, _READ)
    part: float = tuned(4.5, _READ)
    file: float = tuned(4.0, _READ)
    word: float = tuned(3.5, _READ)
    plain: float = tuned(3.0, _READ)
    minutes: float = tuned(5.0, _READ)
    letter: float = tuned(3.0, _READ)
    block: float = tuned(4.5, _READ)
    author: float = tuned(2.5, _READ)
    bound: float = tuned(6.0, _READ)
    parts: float = tuned(6.0, _READ)
    two_parts: float = tuned(3.0, _READ)
    sure: float = tuned(4.0, _READ)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Lines:
    """Within how many lines of a paper's beginning something stands, and how long it is in words.

    Minutes name themselves within `minutes` lines, a kind within `kind`, a supplement within `supplement`; a list of who
    attended within `attendance`, an agenda's heading or a salutation within `heading`, a line that names a kind has
    `named_letters`. A reference stands within `reference`, whom a report is to within `to`, body and day together within
    `day_lines`, in a line of `day`. What an item is about stands in `text`, in the `head` of it. A `subject` is no longer; an
    appendix's heading of `bare` words goes on in a line of `more`, together `heading_words`; a line that is little more than a
    council's name has so many more (`beside_name`). A line of more than `paragraph` letters is a text's. The day of a meeting
    stands at most `stacked` lines below who meets, both within `top`.
    """

    minutes: int = tuned(5)
    kind: int = tuned(6)
    supplement: int = tuned(30)
    attendance: int = tuned(40)
    heading: int = tuned(25)
    named_letters: int = tuned(160)
    reference: int = tuned(25)
    to: int = tuned(12)
    day_lines: int = tuned(40)
    day: int = tuned(14)
    text: int = tuned(60)
    head: int = tuned(4)
    subject: int = tuned(60)
    bare: int = tuned(3)
    more: int = tuned(14)
    heading_words: int = tuned(18)
    beside_name: int = tuned(5)
    paragraph: int = tuned(60)
    stacked: int = tuned(2)
    top: int = tuned(10)


OF_MEETING, OF_ITEM, OF_KIND, LINES = OfMeeting(), OfItem(), OfKind(), Lines()
