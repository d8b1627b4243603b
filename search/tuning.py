"""The numbers that decide what is a match and in which order: one book, each with where it comes from.

A field's metadata says its `origin` (a decision and its sets, or "reason only") and what it `depends`
on: "model" (another embedding model has other cosines), "corpus" (other records, other best values),
or "nothing". What depends on the model is a `Calibration`, which names its model.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tuning import REASON, tuned

DECISION_3 = "decision 3: sample, Limerick, QMSum topics and windows together, 2026-11-28"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The thresholds on raw scores and cosines, which hold for one embedding model.

    `min_cosine`: mode dense, on the best window of a passage. `min_score`: hybrid, what is below is
    not near. `min_cosine_alone`: hybrid and dense, where no record has any of the query's words. `lead`: hybrid,
    what is near and scores this has its place among what counts, `lead_few_words` where so few words were
    typed that what counts has them all. `min_best`: the best passage by itself must score this, or nothing is near;
    `min_best_without_name` where a name is asked for that no record holds.
    """

    model: str
    min_cosine: float = tuned(0.25, "decision 2: sample and Limerick", "model")
    min_score: float = tuned(0.07, DECISION_3, "model")
    min_best: float = tuned(0.115, DECISION_3, "model")
    min_best_without_name: float = tuned(0.3, DECISION_3, "model")
    min_cosine_alone: float = tuned(0.36, "decision 8: sample and Limerick", "model")
    lead: float = tuned(0.15, "decision 8: all four sets", "model")
    lead_few_words: float = tuned(0.4, "decision 8: all four sets", "model")


MINILM = Calibration("all-MiniLM-L6-v2")
CALIBRATIONS = {calibration.model: calibration for calibration in (MINILM,)}


def calibration_for(model: str) -> tuple[Calibration, bool]:
    """Return the thresholds for a model by its name, and whether they were measured with it.

    For another model they are those of the default one, which is a guess: whoever shows results of it
    says so.
    """
    known = CALIBRATIONS.get(model)
    return (known, True) if known else (MINILM, False)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the hybrid score weighs: `search.rank.fusion` has the formula.

    `few`: words of a query at which the weight of words is a half; a name counts for `name` more of them.
    `saturation`: BM25 per attainable inverse document frequency from which on more says nothing.
    `coverage_power`: power of the share of the query's words that a passage has. `long`: windows of a
    passage from which on its neighbours say less about it. `typed`: how much more a passage scores that has
    a single word in the form that was typed, where other words have its stem. The others are shares in [0, 1].
    """

    words: float = tuned(0.6, DECISION_3)
    few: float = tuned(3.5, DECISION_3)
    name: float = tuned(3.0, DECISION_3)
    saturation: float = tuned(4.5, DECISION_3)
    coverage_power: float = tuned(0.75, DECISION_3)
    proximity: float = tuned(0.3, DECISION_3)
    mean: float = tuned(0.2, DECISION_3, "model")
    neighbours: float = tuned(0.7, "decision 3: QMSum windows")
    typed: float = tuned(0.5, REASON)
    long: float = tuned(8.0, "decision 3: QMSum topics and windows")


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a list.

    `min_share`: what scores less than this share of the best is not near. `all_words`: of so many words
    of a query all are to be in what counts; of more, the share `most_words`, rounded down. `most_near`:
    how many are near beside what counts. `max_refined`: passages whose vectors are read for a page of a
    large index. An acronym is searched as `acronym_forms` long forms, which `acronym_share` of the passages have
    that have the commonest.
    """

    min_share: float = tuned(0.25, "decision 3: no nDCG changes on any set, the lists get shorter")
    all_words: int = tuned(3, REASON, "nothing")
    most_words: float = tuned(0.75, REASON, "nothing")
    most_near: int = tuned(10, "the first page has ten", "nothing")
    max_refined: int = tuned(2_000, REASON, "nothing")
    acronym_share: float = tuned(0.5)
    acronym_forms: int = tuned(3, REASON, "nothing")

    def needed(self, n_words: int) -> int:
        """Return how many of a query's words are to be in what counts."""
        return n_words if n_words <= self.all_words else int(self.most_words * n_words)


LIMITS = Limits()

_QUOTED = "decision 4: 165 judged queries and 80 questions, 2026-11-29"
_ABOUT = "decision 4: 60 questions, 2026-11-29"
_LIKE = "decision 5: pairs of passages that answer one query, or one of which refers to the other"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Which sentence answers a question: `search.page.candidates` scores it.

    score = `sentence` · its meaning + `window` · the meaning of its window + `words` · its share of the query's
    words. What scores less answers nothing: `threshold` where it says it in other words, `shared_threshold` where it
    shares the subject by its words, `spoken_threshold` where who is asked about says it with `nearly_all` of the
    subject. Other words are as good if it means the same, or means at least `near_meaning` and has `most_words`.
    A `place` further down the page costs so much, to go on from another sentence `loose`; a sentence scores at
    most `most_gain` more than its window lets expect.
    """

    sentence: float = tuned(0.6, _QUOTED, "model")
    window: float = tuned(0.4, _QUOTED, "model")
    words: float = tuned(0.2, _QUOTED, "model")
    threshold: float = tuned(0.64, _QUOTED, "model")
    shared_threshold: float = tuned(0.6, _QUOTED, "model")
    spoken_threshold: float = tuned(0.4, _QUOTED, "model")
    nearly_all: float = tuned(0.75, _QUOTED)
    near_meaning: float = tuned(0.56, _QUOTED, "model")
    most_words: float = tuned(0.55, _QUOTED)
    place: float = tuned(0.05, REASON)
    loose: float = tuned(0.03, REASON)
    most_gain: float = tuned(0.07, REASON, "model")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whether a sentence is about what is asked: `search.page.subject` asks for shares of the question's weight.

    The least share of a sentence alone is `enough`, `with_title` under its title, `for_yes_or_no` where it is asked
    whether something is so, `for_a_count` where how many. What the title leaves open must be said by the sentence:
    `of_rest` of it, unless it is `little_rest`. The sentence itself has `itself`, or `without_form` if what is asked
    for has no form of its own. In other words: `same_meaning`, `in_other_words` and `itself_in_other_words`.
    """

    enough: float = tuned(0.5, _ABOUT)
    with_title: float = tuned(0.6, _ABOUT)
    of_rest: float = tuned(0.55, _ABOUT)
    little_rest: float = tuned(0.25, _ABOUT)
    for_yes_or_no: float = tuned(0.8, _ABOUT)
    for_a_count: float = tuned(0.7, _ABOUT)
    same_meaning: float = tuned(0.7, _ABOUT, "model")
    in_other_words: float = tuned(0.35, _ABOUT)
    itself: float = tuned(0.25, _ABOUT)
    without_form: float = tuned(0.5, _ABOUT)
    itself_in_other_words: float = tuned(0.35, _ABOUT)


@dataclass(frozen=True, slots=True)
class Precedent:
    """How like each other two passages are: `search.similar` compares them.

    `words` is the weight of words beside meaning, at most `max_terms` of them. A word that more than `most_share` of
    the passages have tells nothing, unless `most_rows` or fewer have it. `title` is what a word of the title counts
    more, as a share of a saturated word. `unsaid` is the weight of what a passage leaves unsaid, `telling_idf` the
    idf of a telling word: with them a short item that has two words of another is not like it. What scores below
    `min_score` is no precedent. `candidates` of each retriever are compared window by window. Titles as alike as
    `reprint_title` are of reprints; texts of fewer than `reprint_words` say too little to tell.
    """

    words: float = tuned(0.7, _LIKE, "model")
    saturation: float = tuned(1.2, _LIKE)
    k1: float = tuned(1.2, _LIKE)
    max_terms: int = tuned(40, _LIKE)
    most_share: float = tuned(0.1, _LIKE)
    most_rows: int = tuned(10, REASON, "nothing")
    title: float = tuned(0.5, _LIKE)
    unsaid: float = tuned(20.0, _LIKE)
    telling_idf: float = tuned(5.0, _LIKE)
    min_score: float = tuned(0.3, _LIKE, "model")
    candidates: int = tuned(150, REASON, "machine")
    reprint_title: float = tuned(0.8, REASON, "nothing")
    reprint_words: int = tuned(30, REASON, "nothing")


QUOTES, SUBJECT, PRECEDENT = Quotes(), Subject(), Precedent()


_CHAINS = "chains of the sample and Limerick read by hand, 2026-11-29"


@dataclass(frozen=True, slots=True)
class Matter:
    """What makes two items likely of one matter, where the records do not join them.

    `min_score` of being alike, in [0, 1], with two telling terms in both titles; `min_alone` with one. Telling is
    what at most `most_rows` texts have, or `most_share` of all, `most_share_of_names` if it is a name, and two names
    if `most_share_of_two` of all have either. A title of `standing` items tells nothing. Items further apart than
    `most_days` are of two matters. `most_steps` are listed; likely ones are looked for among the `most_likely` most
    alike of each of the first `most_followed`.
    """

    min_score: float = tuned(0.33, _CHAINS, "model")
    min_alone: float = tuned(0.45, _CHAINS, "model")
    most_rows: int = tuned(8, _CHAINS)
    most_share: float = tuned(0.02, _CHAINS)
    most_share_of_names: float = tuned(0.06, _CHAINS)
    most_share_of_two: float = tuned(0.2, _CHAINS)
    standing: int = tuned(3, _CHAINS)
    most_days: int = tuned(1_500, REASON, "nothing")
    most_steps: int = tuned(30, REASON, "nothing")
    most_likely: int = tuned(12, REASON, "machine")
    most_followed: int = tuned(6, REASON, "machine")


MATTER = Matter()
