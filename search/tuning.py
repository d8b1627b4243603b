"""The numbers that decide what is a match and in which order: one book, each with where it comes from.

A field's metadata says its `origin` (a decision and its sets, or "reason only") and what it `depends`
on: "corpus" (other records, other best values), "machine" or "nothing". What depends on the embedding model is
a `Calibration` (`indexer.calibration`), which names its model and is part of an index.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.tuning import REASON, tuned
from indexer.calibration import MINILM, Calibration

DECISION_3 = "decision 3: sample, Limerick, QMSum topics and windows together, 2026-11-28"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Weights:
    """What each part of the hybrid score weighs: `search.rank.fusion` has the formula.

    `few`: words of a query at which the weight of words is a half; a name counts for `name` more of them.
    `saturation`: BM25 per attainable inverse document frequency from which on more says nothing.
    `coverage_power`: power of the share of the query's words that a passage has. `long`: windows of a
    passage from which on its neighbours say less about it. `typed`: how much more a passage scores that has
    a single word in the form that was typed, where other words have its stem. `mean` is the calibration's: `weights_with`.
    The others are shares in [0, 1].
    """

    words: float = tuned(0.6, DECISION_3)
    few: float = tuned(3.5, DECISION_3)
    name: float = tuned(3.0, DECISION_3)
    saturation: float = tuned(4.5, DECISION_3)
    coverage_power: float = tuned(0.75, DECISION_3)
    proximity: float = tuned(0.3, DECISION_3)
    neighbours: float = tuned(0.7, "decision 3: QMSum windows")
    typed: float = tuned(0.5, REASON)
    long: float = tuned(8.0, "decision 3: QMSum topics and windows")
    mean: float = MINILM.mean


WEIGHTS = Weights()


def weights_with(calibration: Calibration) -> Weights:
    """Return the weights with what a calibration says of the meaning."""
    return replace(WEIGHTS, mean=calibration.mean)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Limits:
    """What bounds a list.

    `min_share`: what scores less than this share of the best is not near. `all_words`: of so many words
    of a query all are to be in what counts; of more, the share `most_words`, rounded down. `most_near`:
    how many are near beside what counts. `max_refined`: passages whose vectors are read for a page of a
    large index. Of one paper `of_paper` hits are listed,
    sought `further` times as far. An acronym is searched as `acronym_forms` long forms, which `acronym_share` of the passages have
    that have the commonest.
    """

    min_share: float = tuned(0.25, "decision 3: no nDCG changes on any set, the lists get shorter")
    all_words: int = tuned(3, REASON, "nothing")
    most_words: float = tuned(0.75, REASON, "nothing")
    most_near: int = tuned(10, "the first page has ten", "nothing")
    max_refined: int = tuned(2_000, REASON, "nothing")
    of_paper: int = tuned(3, "issue 21: three of ten leave room for other papers", "nothing")
    further: int = tuned(4, REASON, "machine")
    acronym_share: float = tuned(0.5)
    acronym_forms: int = tuned(3, REASON, "nothing")

    def needed(self, n_words: int) -> int:
        """Return how many of a query's words are to be in what counts."""
        return n_words if n_words <= self.all_words else int(self.most_words * n_words)


LIMITS = Limits()

_LIKE = "decision 5: pairs of passages that answer one query, or one of which refers to the other"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Precedent:
    """How like each other two passages are: `search.page.similar` compares them.

    At most `max_terms` words are compared. A word that more than `most_share` of
    the passages have tells nothing, unless `most_rows` or fewer have it. `title` is what a word of the title counts
    more, as a share of a saturated word. `unsaid` is the weight of what a passage leaves unsaid, `telling_idf` the
    idf of a telling word: with them a short item that has two words of another is not like it. `candidates` of each retriever are compared window by window. Titles as alike as
    `reprint_title` are of reprints; texts of fewer than `reprint_words` say too little to tell.
    An item of one number that goes on within `continued` days at another sitting is the same.
    """

    saturation: float = tuned(1.2, _LIKE)
    k1: float = tuned(1.2, _LIKE)
    max_terms: int = tuned(40, _LIKE)
    most_share: float = tuned(0.1, _LIKE)
    most_rows: int = tuned(10, REASON, "nothing")
    title: float = tuned(0.5, _LIKE)
    unsaid: float = tuned(20.0, _LIKE)
    telling_idf: float = tuned(5.0, _LIKE)
    candidates: int = tuned(150, REASON, "machine")
    reprint_title: float = tuned(0.8, REASON, "nothing")
    reprint_words: int = tuned(30, REASON, "nothing")
    continued: int = tuned(7, REASON, "nothing")


PRECEDENT = Precedent()

_BY_REASON = "reason only, 2026-11-29"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Favoured:
    """How much more a passage counts that is cited, of a time or a kind that is asked for: `rank.favour`, `query.when`, `wishes`.

    `cited` is more than any other score. What was dealt with at the time that is asked for counts `when` more, in its financial
    year `financial`, which decides between equals; what names the time in its text counts the part `named` of that, what is
    `half_as_new` days older than the newest half of `newest`. What recommends counts `wish` more.
    """

    cited: float = tuned(3.0, _BY_REASON, "nothing")
    when: float = tuned(0.5, _BY_REASON)
    financial: float = tuned(0.03, _BY_REASON)
    named: float = tuned(0.5, _BY_REASON)
    newest: float = tuned(1.0, _BY_REASON)
    half_as_new: float = tuned(182.0, _BY_REASON)
    wish: float = tuned(0.5, _BY_REASON)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Expanding:
    """What else a query's words may be: `expand`, and the forms of `query.terms` and `query.typed`.

    Of a number that `cited` items have none is meant without more; a title that is cited has `title` words, a committee's name
    at most `committee`, a place's `place`, a sum `sum`. A sum is one from `least_sum` on, or of `sum_digits`, shown with at most so many
    `decimals`. Spelling: a word has `letters`, of `two_slips` letters two slips, up to `one_kind` only slips that drop, double or swap; it is
    a name if the part `capitals` of its places has one; `candidates` are weighed. Forms: a word has `form_letters`, the first `form_head` of which are looked for, and the texts of
    at most `read` passages are read for it, and what the last `kept_forms` words gave is kept; of a phrase `forms` words are written otherwise. At most so many `others`
    of the thesaurus; an acronym in small letters has at most `acronym` letters.
    """

    cited: int = tuned(30, _BY_REASON, "nothing")
    title: int = tuned(3, _BY_REASON, "nothing")
    committee: int = tuned(8, _BY_REASON, "nothing")
    place: int = tuned(4, _BY_REASON, "nothing")
    sum: int = tuned(3, _BY_REASON, "nothing")
    least_sum: int = tuned(1_000, _BY_REASON, "nothing")
    sum_digits: int = tuned(4, _BY_REASON, "nothing")
    decimals: int = tuned(3, _BY_REASON, "nothing")
    letters: int = tuned(4, _BY_REASON)
    two_slips: int = tuned(10, _BY_REASON)
    one_kind: int = tuned(5, _BY_REASON)
    capitals: float = tuned(0.9, _BY_REASON)
    candidates: int = tuned(20, _BY_REASON, "machine")
    form_letters: int = tuned(4, _BY_REASON, "nothing")
    form_head: int = tuned(3, _BY_REASON, "machine")
    read: int = tuned(2_000, _BY_REASON, "machine")
    kept_forms: int = tuned(64, _BY_REASON, "machine")
    forms: int = tuned(12, _BY_REASON, "machine")
    others: int = tuned(3, _BY_REASON, "nothing")
    acronym: int = tuned(5, _BY_REASON, "nothing")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Matching:
    """How rows are scored: `match`. A word in the title, or in what was decided, counts so much of one in the text.

    An identifier is in `identifying` passages, or in a tenth of all. Fewer than `one_thread` windows are scanned by one
    thread; of an approximate index `windows` are asked, of one passage `own_windows` compared. `own_level` passages are reduced by themselves;
    scores are folded into `columns` for each that is asked for where they fill `lines`, and looked through by rows from one in `rows` on.
    """

    title: float = tuned(2.0, DECISION_3)
    decided: float = tuned(0.5, DECISION_3)
    identifying: int = tuned(10, _BY_REASON)
    one_thread: int = tuned(50_000, "docs/performance.md", "machine")
    windows: int = tuned(1_000, "docs/performance.md", "machine")
    own_windows: int = tuned(48, _BY_REASON, "machine")
    own_level: int = tuned(1_000, "docs/performance.md", "machine")
    columns: int = tuned(16, _BY_REASON, "machine")
    lines: int = tuned(4, _BY_REASON, "machine")
    rows: int = tuned(6, _BY_REASON, "machine")


_DOUBTED = "decision 11: 102 questions about the sample and 120 about Limerick, 2026-11-30"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Doubt:
    """When what is near to a query whose words no record has is taken for no answer: `search.rank.doubt`.

    How far ahead the best cosine is, is told from what the share `background` of the passages stay below. Of fewer than
    `passages`, or words typed, nothing is doubted; the cosines of the first `refined` are made exact.
    """

    background: float = tuned(0.9, _DOUBTED)
    passages: int = tuned(100, REASON)
    words: int = tuned(4, REASON)
    refined: int = tuned(10, REASON, "machine")


DOUBT = Doubt()


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Gaps:
    """When a committee's records may be missing: `info`. More than `factor` usual intervals and `days` without a meeting.

    A committee that meets monthly pauses in August; one of fewer `meetings` has no usual interval.
    """

    factor: int = tuned(3, _BY_REASON)
    days: int = tuned(60, _BY_REASON)
    meetings: int = tuned(4, _BY_REASON)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Start:
    """What the start page offers: `directory`. `examples` of `example_words` at most, no two with words of one `beginning`.

    So many `candidates` are tried until enough are found by what they say.
    """

    examples: int = tuned(3, "reason only: three fit beside the box of a phone", "nothing")
    candidates: int = tuned(12, _BY_REASON, "nothing")
    example_words: int = tuned(6, "reason only: and six words into it", "nothing")
    beginning: int = tuned(5, _BY_REASON, "nothing")


FAVOURED, EXPANDING, MATCHING = Favoured(), Expanding(), Matching()
GAPS, START = Gaps(), Start()


_CHAINS = "chains of the sample and Limerick read by hand, 2026-11-29"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Matter:
    """What makes two items likely of one matter, where the records do not join them.

    Telling is what at most `most_rows` texts have, or `most_share` of all, `most_share_of_names` if it is a name, and two names
    if `most_share_of_two` of all have either. A title of `standing` items tells nothing. Items further apart than
    `most_days` are of two matters. `most_steps` are listed; likely ones are looked for among the `most_likely` most
    alike of each of the first `most_followed`. A paper's item has the `same` title, or one that is `like` it with the number; its
    recommendation has `recommended` letters.
    """

    most_rows: int = tuned(8, _CHAINS)
    most_share: float = tuned(0.02, _CHAINS)
    most_share_of_names: float = tuned(0.06, _CHAINS)
    most_share_of_two: float = tuned(0.2, _CHAINS)
    standing: int = tuned(3, _CHAINS)
    most_days: int = tuned(1_500, REASON, "nothing")
    most_steps: int = tuned(30, REASON, "nothing")
    most_likely: int = tuned(12, REASON, "machine")
    most_followed: int = tuned(6, REASON, "machine")
    same: float = tuned(0.75, "as for merging")
    like: float = tuned(0.5, "as for merging")
    recommended: int = tuned(1_500, REASON, "nothing")


MATTER = Matter()
