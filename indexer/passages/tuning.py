"""How far apart things stand in the text of an item that belong together, a book beside `indexer.tuning`.

Each field has its origin and what it depends on. Where no unit is named, a distance is in characters.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tuning import tuned


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Withholding:
    """Where stands what says that a text is not for the public: `exclusion*` and `exemption*`.

    A document is marked in `head` lines in front of its first item. A marking has `marking` words or begins with so many
    capitals (`marking_letters`); a part of an agenda is named by at most `part` words, its paragraph of the law stands `law`
    beside it. A clause: `ground` behind what is minuted, `act` behind somebody's own words and `own` before, `weak` before a
    word of another day, `formal` before who leaves; a body is named within `body` words. A range of items has fewer than
    `range` numbers. Under a title: `told` sentences tell, a motion is `done` within so many, usual business before the last
    `last` items. A misread word of `damaged` letters is told from others, as one of `damaged_read` is looked at, of so many
    `damages` none need have a sign that no word has; letters apart spell words of at most `spelt`. Minutes may say `minutes` words more.
    """

    head: int = tuned(6)
    marking: int = tuned(4)
    marking_letters: int = tuned(12)
    part: int = tuned(14)
    law: int = tuned(120)
    ground: int = tuned(40)
    act: int = tuned(40)
    own: int = tuned(12)
    weak: int = tuned(40)
    formal: int = tuned(16)
    body: int = tuned(6)
    range: int = tuned(100)
    told: int = tuned(3)
    done: int = tuned(200)
    last: int = tuned(3)
    minutes: int = tuned(10)
    damaged: int = tuned(6)
    damaged_read: int = tuned(4)
    damages: int = tuned(2)
    spelt: int = tuned(16)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Beside:
    """How far from a name or a vote stands what belongs to it: `people`, `speech`, `movers`, `motions`, `votes` and others.

    A `role` behind a name, a `post` in front of it. Speech: `object` before a verb, a colon `announced` before a point. Who
    moves: `elsewhere` before a verb, `before` what is submitted or done, `moves` behind it, a `motion` behind its resolution,
    a `clause` behind an aside. Votes: two `lists` of one vote, what is `asked` before a side, a `quote` that is shown; counts
    `listed_before` or `listed_behind` a list of names are its own, another `record` of one vote, the `result` behind
    it, and a `summary` before what it sums up. An acronym has `letters` words more than letters, and begins within `begins` words.
    What a list of votes `carried` on stands before its first name; another body's name has `other` words, told by those of
    `other_letters`. A second line is looked for in `matter`; between two sentences stand at most `gap`.
    """

    role: int = tuned(160)
    gap: int = tuned(5, depends="nothing")
    post: int = tuned(100)
    object: int = tuned(40)
    announced: int = tuned(3)
    elsewhere: int = tuned(80)
    before: int = tuned(60)
    moves: int = tuned(30)
    motion: int = tuned(40)
    clause: int = tuned(3)
    around: int = tuned(5)
    lists: int = tuned(120)
    asked: int = tuned(12)
    quote: int = tuned(300, depends="nothing")
    listed_before: int = tuned(250)
    listed_behind: int = tuned(400)
    record: int = tuned(600)
    result: int = tuned(250)
    summary: int = tuned(200)
    carried: int = tuned(20)
    other: int = tuned(8)
    other_letters: int = tuned(4)
    letters: int = tuned(5)
    begins: int = tuned(3)
    matter: int = tuned(2_000)


WITHHOLDING, BESIDE = Withholding(), Beside()
