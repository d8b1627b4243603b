"""What depends on the embedding model in how an index is searched: a book beside `indexer.tuning`.

A build writes the calibration of its model into the manifest, and a search uses the one that it finds there. How
a text is cut into windows depends on the model as well; that is a number of the version (`indexer.build.version`),
as another one has every window encoded again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.tuning import REASON, tuned

# What a manifest's settings call it.
SETTING = "calibration"

_RANKED = "decision 3: sample, Limerick, QMSum topics and windows together, 2026-11-28"
_COUNTED = "decision 8: all four sets"
_QUOTED = "decision 4: 165 judged queries and 80 questions, 2026-11-29"
_ABOUT = "decision 4: 60 questions, 2026-11-29"
_LIKE = "decision 5: pairs of passages that answer one query, or one of which refers to the other"
_UNRELATED = "100 queries and 500 windows of `indexer/build/background`, 2026-11-29"
_CHAINS = "chains of the sample and Limerick read by hand, 2026-11-29"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights and thresholds on scores and cosines that hold for one embedding model.

    Near: `min_cosine`: mode dense, on the best window of a passage. `min_score`: hybrid, what is below is not near.
    `min_cosine_alone`: hybrid and dense, where no record has any of the query's words. `lead`: hybrid, what is near
    and scores this has its place among what counts, `lead_few_words` where so few words were typed that what counts
    has them all. `min_best`: the best passage by itself must score this, or nothing is near; `min_best_without_name`
    where a name is asked for that no record holds. `mean`: the weight of a passage's mean window beside its best.

    Quotes (`search.page.candidates`): score = `sentence` · its meaning + `window` · the meaning of its window + `words` ·
    its share of the query's words. What scores less answers nothing: `quoted` where it says it in other words,
    `quoted_shared` where it shares the subject by its words, `quoted_spoken` where who is asked about says it. Other
    words are as good if they mean the `same_meaning`, or at least `near_meaning`. A sentence scores at most `most_gain`
    more than its window lets expect.

    Precedent (`search.page.similar`): `precedent_words` is the weight of words beside meaning, what scores below
    `precedent` is none. Matters (`search.browse.matter`): `matter` with two telling terms in both titles, `matter_alone` with one.

    `lists_read`: how many lists of an approximate index a query reads. `long_piece`: letters of a piece of a word, as
    the model cuts it, that is a word itself.
    """

    model: str
    min_cosine: float = tuned(0.25, "decision 2: sample and Limerick", "model")
    min_score: float = tuned(0.07, _RANKED, "model")
    min_best: float = tuned(0.115, _RANKED, "model")
    min_best_without_name: float = tuned(0.3, _RANKED, "model")
    min_cosine_alone: float = tuned(0.36, "decision 8: sample and Limerick", "model")
    lead: float = tuned(0.15, _COUNTED, "model")
    lead_few_words: float = tuned(0.4, _COUNTED, "model")
    mean: float = tuned(0.2, _RANKED, "model")
    sentence: float = tuned(0.6, _QUOTED, "model")
    window: float = tuned(0.4, _QUOTED, "model")
    words: float = tuned(0.2, _QUOTED, "model")
    quoted: float = tuned(0.64, _QUOTED, "model")
    quoted_shared: float = tuned(0.6, _QUOTED, "model")
    quoted_spoken: float = tuned(0.4, _QUOTED, "model")
    near_meaning: float = tuned(0.56, _QUOTED, "model")
    same_meaning: float = tuned(0.7, _ABOUT, "model")
    most_gain: float = tuned(0.07, REASON, "model")
    precedent_words: float = tuned(0.7, _LIKE, "model")
    precedent: float = tuned(0.3, _LIKE, "model")
    matter: float = tuned(0.33, _CHAINS, "model")
    matter_alone: float = tuned(0.45, _CHAINS, "model")
    lists_read: int = tuned(128, "docs/performance.md", "model")
    long_piece: int = tuned(4, REASON, "model")


@dataclass(frozen=True, slots=True)
class Background:
    """Cosines of a model between texts that have nothing to do with each other, those of all-MiniLM-L6-v2 by itself.

    `mean`, `sd` between a query and a window (`sd`: within a query, the mean of all queries' own);
    `passage_mean`, `passage_sd` between two windows. Every calibration stands on the scale of these: the cosines of
    another model are brought to it by its own background (`indexer.generation.cosines`).
    """

    mean: float = tuned(0.10462, _UNRELATED, "model")
    sd: float = tuned(0.07531, _UNRELATED, "model")
    passage_mean: float = tuned(0.26505, _UNRELATED, "model")
    passage_sd: float = tuned(0.11605, _UNRELATED, "model")


MINILM, MINILM_BACKGROUND = Calibration("all-MiniLM-L6-v2"), Background()
CALIBRATIONS = {calibration.model: calibration for calibration in (MINILM,)}


def calibration_for(model: str) -> Calibration:
    """Return the calibration of a model by its name.

    Of a model that was never measured it is the default one's, and names that: whoever shows results of it says so.
    """
    return CALIBRATIONS.get(model, MINILM)


def setting_of(calibration: Calibration) -> dict[str, Any]:
    """Return what a manifest's settings say under `SETTING`."""
    return asdict(calibration)


def calibration_in(settings: Mapping[str, Any], model: str) -> Calibration:
    """Return the calibration that a manifest's settings hold.

    Where they hold none, as before 2026-11-29, it is that of the model by its name; so is a number that they lack.
    Raises ValueError for what is no calibration.
    """
    said = settings.get(SETTING)
    if said is None:
        return calibration_for(model)
    if not isinstance(said, dict) or not isinstance(said.get("model"), str):
        raise ValueError("the calibration names no model")
    known = asdict(calibration_for(said["model"])) | _numbers_in(said)
    return Calibration(**{**known, "model": said["model"]})


def _numbers_in(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers that are known of a calibration. Raises ValueError for what is none."""
    ours = setting_of(MINILM)
    known = {name: said[name] for name in ours if name in said and name != "model"}
    for name, value in known.items():
        if not _is_number(value):
            raise ValueError(f"{name} of the calibration is no number")
    # How many lists and letters are whole numbers.
    return {name: type(ours[name])(value) for name, value in known.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
