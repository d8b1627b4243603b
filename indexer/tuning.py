"""The numbers that decide how records become an index: one book, each with where it comes from.

As in `corpus.tuning`, a field has its `origin` and what it `depends` on: "model" is the embedding model.
Formats, versions and keys are no tuned numbers. Where no unit is named, a length is in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tuning import REASON, tuned


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Duplicates:
    """Which records are of one item, and which papers are the same: `build.sittings`, `merging`, `same_papers`.

    How alike two titles are, in [0, 1]: with the `same_number`, with `no_number` on one side, with `two_numbers`. A number
    that is the same counts `number_counts`, so that a title alone never beats a number and a title. Texts below
    `least_words` say too little to make two entries one. Texts are compared by their runs of `run` words: two
    are one if they share `same_share` of them. A record with `nearly_full` of the fullest one's words is full enough to be
    preferred for its form. A sentence is there already if `covered` of its runs are; a word as alike as `spelling` is
    the same, spelt otherwise. A text of `telling_words` that at most `most_papers` of a meeting have tells that they are
    the same, if it is `same_paper` of the shorter. A title that more than `most_titled` items in a row have is that of
    a document. Texts are not one where one has less than `shorter` or more than `longer` times the other's words. Two sittings
    that share usual business only are one by `by_usual`, less than an item counts.
    """

    same_number: float = tuned(0.5)
    no_number: float = tuned(0.75)
    two_numbers: float = tuned(0.9)
    number_counts: float = tuned(2.0, depends="nothing")
    least_words: int = tuned(20)
    run: int = tuned(3)
    same_share: float = tuned(0.8)
    nearly_full: float = tuned(0.9)
    covered: float = tuned(0.75)
    spelling: float = tuned(0.85)
    telling_words: int = tuned(20)
    most_papers: int = tuned(6)
    same_paper: float = tuned(0.5)
    most_titled: int = tuned(5)
    shorter: float = tuned(0.7)
    longer: float = tuned(1.4)
    by_usual: float = tuned(0.5, depends="nothing")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Links:
    """How alike, in [0, 1], a title in quotes is to that of the item it names: in the same meeting, elsewhere.

    A minute number without a year is looked for `back` days before.
    """

    title: float = tuned(0.6)
    title_elsewhere: float = tuned(0.85)
    back: int = tuned(400)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Exemption:
    """How long is what says that the public is excluded, in words: `passages.exemption` and what it calls.

    A `heading` is no sentence, `heading_in_capitals` longer. In a sentence longer than `loose` the public and a word
    for going stand near each other by chance. What a denial says is no longer than `nil` as a whole text, `denial` with
    its sentence, `formality` under a title of usual business; `clause` is a clause, `cell` the cell of a table. A text is
    `prose` or a `sentence` from so many on; `told`: so much below a title tells of the item. So many sentences behind a
    motion tell that it was `undone`, behind a resolution that the public `left`. Where no form is known: words of two classes
    are `near` each other, and the logarithm of the odds that a sentence no `longest` closes the meeting is enough at `odds`, at
    `odds_of_mention` where a form takes it for a mention, at `odds_of_denial` for a denial, below `odds_of_none` nothing, whatever its form, at `some_odds` where the public comes back within `closed_items`
    items behind it (a sentence whose words add up to less than `first_look` is not looked at as a whole), told in a sentence up to `return_sentence`; up to `act_words` may be an
    act at the beginning of a paragraph, which is taken for one of at most `act_sentences`.
    In characters: `soon` below a title; lines are `wrapped_at` so many at most, `last_words` tell whether a sentence goes on; a title stands up to `name_letters` in front of a name; words of `telling_letters` say what a title is about. Sentences up to each of `lengths` are of one length.
    """

    heading: int = tuned(14)
    name_letters: int = tuned(80)
    wrapped_at: int = tuned(110)
    last_words: int = tuned(200)
    act_words: int = tuned(25)
    act_sentences: int = tuned(2, "rounds A to Q: with one, four public records of 640 were hidden")
    heading_in_capitals: int = tuned(40)
    loose: int = tuned(60)
    nil: int = tuned(4)
    denial: int = tuned(30)
    formality: int = tuned(40)
    clause: int = tuned(45)
    cell: int = tuned(6)
    prose: int = tuned(8)
    sentence: int = tuned(4)
    told: int = tuned(5)
    undone_within: int = tuned(3)
    left_within: int = tuned(3)
    near: int = tuned(9)
    odds: float = tuned(0.0, "rounds F to J and sources of records, each left out, 2026-11-29")
    odds_of_mention: float = tuned(1.0, "rounds F to J left out, 2026-11-29")
    odds_of_denial: float = tuned(
        2.5, "of 146 sentences that a form takes for a denial, 9 close the meeting, 2026-11-29"
    )
    odds_of_none: float = tuned(
        -5.0,
        "of 142 closings that a form knows none is below -3 with its kind left out, 2026-11-30",
    )
    some_odds: float = tuned(-0.5)
    first_look: float = tuned(
        0.0,
        "it lets 98 % of the closings through and 7 % of the sentences of records, 2026-11-29",
    )
    lengths: tuple[int, ...] = tuned((5, 11, 19, 29, 44))
    longest: int = tuned(70)
    return_sentence: int = tuned(25)
    closed_items: int = tuned(4)
    soon: int = tuned(300)
    telling_letters: int = tuned(4)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reach:
    """How far apart two things stand in a text that belong together, in characters: `passages.annotate`'s modules.

    `long_form`: in front of its acronym. Votes: `next_names` to the names before, a `list_of_names` and the
    `heading_of_names`, `names_alone` (names) without one; `unanimous` to a count, figures of the `same_vote`; a text with
    more than `most_votes` (counts) is made of such words. Motions: `motion` to its seconder's name, `seconder` to "by",
    `supported` in front of it; `outcome` to what is surely said of it without naming it, `outcome_below` to the vote
    below what was resolved. Speech: `verb` behind a name, `object` in front of it, at most so many names
    `most_in_list`, `hearsay` to who is told of. Resolutions, in words and lines: a
    heading in `capitals`, `quoted` lines, `fewest_resolved` ("It was RESOLVED accordingly."), `fewest_turns` of a transcript, whose `label` of a turn
    is looked for so far in front of its colon.
    A `subtitle` has so many words.
    """

    long_form: int = tuned(160)
    next_names: int = tuned(12)
    list_of_names: int = tuned(300)
    heading_of_names: int = tuned(120)
    names_alone: int = tuned(3)
    most_votes: int = tuned(400)
    unanimous: int = tuned(80)
    same_vote: int = tuned(60)
    motion: int = tuned(420)
    seconder: int = tuned(160)
    supported: int = tuned(60)
    outcome: int = tuned(600)
    outcome_below: int = tuned(4_000)
    verb: int = tuned(140)
    object: int = tuned(60)
    most_in_list: int = tuned(12)
    hearsay: int = tuned(400)
    capitals: int = tuned(12)
    quoted: int = tuned(8)
    fewest_resolved: int = tuned(6)
    fewest_turns: int = tuned(3)
    label: int = tuned(300)
    subtitle: int = tuned(14)
    fewest_of_subtitle: int = tuned(2)
    most_leads: int = tuned(12)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Retraction:
    """What a retraction asks for, and by what a text is known again: `build.asking`, `changes`, `passages.retracted`.

    A phrase of fewer than `least_letters` stands in other words' places, as does a given name of fewer than `least_given`. An item's text is known again by `most_runs` of
    its runs of `run` pieces, if `same_text` of them are there: so many words in a row are one text's own, but for
    formulas, which are left out where other items have them. Between a given name and its surname stand up to
    `middle_names`, all within `reach` characters.
    """

    least_letters: int = tuned(3)
    least_given: int = tuned(3)
    run: int = tuned(8)
    most_runs: int = tuned(24)
    same_text: float = tuned(0.5)
    middle_names: int = tuned(4, REASON)
    reach: int = tuned(120, REASON)


_PAGES = "9,680 windows in 755 pages of a county's papers, read in 14 s by one process, 2026-11-29"
_PACK = "reason only: a pack of a thousand pages has some ten thousand windows"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Build:
    """What a build may lose and spend: `build.removals`, `of_source`, `processes`, `plan`, `cost`, `encoder` and others.

    A source that loses more than the part `most_lost` of its files, meetings or items stops it, of the latter two `least_lost` at least. Under its id an item with another title
    and less than `same_words` of its words longer than a `short_word` is another one. A record has at most `most_windows`, of about
    `characters_a_window`; passages are handed over `batch` at once, `ahead` sources a process under way. What
    `plan` foretells a page, a window, a text, a dimension takes. With another model than the default, builds of `timed_from`
    windows say what they cost, by `timed_batches`; `few_windows` are encoded without torch, which takes seconds to import. An exported
    encoder is as close to its model as `min_export_cosine`.
    """

    most_lost: float = tuned(1 / 5, "docs/reliability.md, 2026-11-29")
    least_lost: int = tuned(5, "reason only: fewer are taken out of a record by hand")
    same_words: float = tuned(0.5, "reason only: a revised item keeps most of its words")
    short_word: int = tuned(3, "reason only: shorter words stand in every text")
    most_windows: int = tuned(50_000, _PACK)
    characters_a_window: int = tuned(240, "reason only: forty words")
    batch: int = tuned(200, depends="machine")
    ahead: int = tuned(4, depends="machine")
    windows_a_page: float = tuned(12.8, _PAGES)
    seconds_a_page: float = tuned(0.018, _PAGES, "machine")
    bytes_a_window: int = tuned(240, "reason only: forty words")
    bytes_a_window_packed: int = tuned(500)
    bytes_of_a_text: int = tuned(980)
    bytes_a_dimension: int = tuned(5, "float32 and int8", "nothing")
    flushed_every: int = tuned(1_024, depends="machine")
    timed_from: int = tuned(1_200, "reason only: a twentieth is timed at most", "machine")
    timed_batches: int = tuned(4, depends="machine")
    few_windows: int = tuned(256, depends="machine")
    segment_rows: int = tuned(1_024, depends="machine")
    encoder_batch: int = tuned(16, "benchmarks/building.py", "machine")
    gpu_batch: int = tuned(512, depends="machine")
    min_export_cosine: float = tuned(0.9999, depends="nothing")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Scan:
    """How a query is encoded and arrays are looked through: `generation.approximate`, `postings`, `running_text`.

    Of a query so many `query_tokens` are encoded: what a page costs has a bound, whatever is pasted. The vectors of the last
    `queries_kept` are remembered.

    From `approximate_from` windows on lists are read: one in sixteen, which misses few of the nearest windows. A centre
    is computed from `sample_each` windows of a list, in `rounds`. Where one row in `looked_up` has all the terms it is
    looked up; a list `much_longer` than the other is searched, else merged.
    """

    query_tokens: int = tuned(
        128,
        "122 stretches of 1,000 characters of the sample, their passage sought by meaning: reciprocal rank .974 of "
        "256 tokens, .980 of 128, .978 of 64 (2026-11-30); MiniLM was taught with 128",
        "machine",
    )
    queries_kept: int = tuned(1_000, "reason only: 2 to 3 kB each", "machine")
    approximate_from: int = tuned(1_000_000, "docs/performance.md", "machine")
    lists: int = tuned(2_048, "docs/performance.md")
    sample_each: int = tuned(40, "reason only: faiss asks for 39 at least", "nothing")
    rounds: int = tuned(8, depends="machine")
    looked_up: int = tuned(3, depends="machine")
    much_longer: int = tuned(16, depends="machine")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Terms:
    """What words are worth, and how a text is cut: `language.bm25`, `windows`, `generation.texts`, `word_pieces`.

    `k1`: how slowly further occurrences of a term lose their worth; `b`: how much a long field is held against it. A
    `window` has about so many words, and starts with the last sentence of the one before of at most `overlap`. A word in a
    `title` counts as so many in the text. Before "St" a street's name stands within `street` letters.
    """

    k1: float = tuned(2.0, "decision 3: level or better on all sets")
    b: float = tuned(0.75, "Robertson and Zaragoza 2009: usual")
    window: int = tuned(40, "decision 2: of 20, 40, 80 and 150 on Limerick", "model")
    overlap: int = tuned(13, REASON, "model")
    title: int = tuned(3)
    street: int = tuned(30, depends="nothing")


_FUNCTION = (
    "reason only: English minutes have .35 to .5, Irish and Welsh .25 to .4, tables below .1"
)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Language:
    """In which language a stretch is: `language.detection`.

    It has `least_words`, `least_share` of which are function words of its language, `times_more` than of the next. A
    `second` language has such a share of a text. From the share `strange` of letters that no language here has, it is
    in another one. Of a long list so many texts are `looked_at`.
    """

    least_words: int = tuned(6, _FUNCTION)
    least_share: float = tuned(0.12, _FUNCTION)
    times_more: float = tuned(1.5, _FUNCTION)
    second: float = tuned(0.15, _FUNCTION)
    strange: float = tuned(0.03)
    looked_at: int = tuned(200, depends="machine")


DUPLICATES, LINKS, EXEMPTION, REACH = Duplicates(), Links(), Exemption(), Reach()
RETRACTION, BUILD, SCAN, TERMS, LANGUAGE = Retraction(), Build(), Scan(), Terms(), Language()
