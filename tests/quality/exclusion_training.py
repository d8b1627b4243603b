"""Learns the weights of the model of sentences: python -m tests.quality.exclusion_training FOLDER…

`exclusions/sentences.tsv` holds sentences that close a meeting to the public (`+`) and sentences that do not (`-`; `o`
opens it again), a line each: where it is from, its label, how many sentences its paragraph has, the sentence, the one in
front of it; `--tables` are others of that form. Every sentence of the records of the folders that no form understands is one more that does not: what is
withheld of them must have been read and be named with `--private`, a sentence a line (its beginning is enough); of `--passages`, JSON Lines of texts in gzip, each `STEP`th is taken. Prints what each round would have missed
and withheld wrongly if the model had not seen it, and writes `indexer/passages/exclusion/weights.toml`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpus import readers
from corpus.errors import RecordError
from corpus.linear_model import LinearModel
from corpus.records import Meeting
from corpus.sources import FoundFile, find_files, load
from indexer.language.windows import sentences
from indexer.passages.exclusion import model as exclusion_model
from indexer.passages.exclusion.exclusion import read_sentence
from indexer.passages.exclusion.features import features
from indexer.passages.exclusion.reach import Deed
from indexer.passages.exemption.state import text_of
from indexer.passages.speech.turns import is_transcript, turns
from indexer.tuning import EXEMPTION

LABELLED = Path(__file__).parent / "exclusions" / "sentences.tsv"
WEIGHTS = Path(exclusion_model.__file__).parent / "exclusion_weights.toml"
# How strongly weights are held near nothing, from how many sentences on a feature has one, and below which it has none
# (rounds F to J left out one by one, 2026-11-29).
STRENGTH, SEEN, LEAST = 3.0, 3, 0.02
# A sentence of a record counts so much of one of the table: half of them are no sentences of a meeting.
OF_RECORDS = 0.5
# Of a hundred thousand passages that many are enough.
STEP = 4
ROUNDS = ("round-f", "round-g", "round-h", "round-j")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence by its features, where it is from, and whether it closes a meeting to the public."""

    source: str
    closes: bool
    found: frozenset[str]
    is_of_record: bool = False


def labelled(tables: Iterable[Path]) -> list[Labelled]:
    """Return the sentences of some tables."""
    lines = chain.from_iterable(table.read_text("utf-8").splitlines() for table in tables)
    rows = (line.split("\t") for line in lines)
    return [
        Labelled(source, label == "+", frozenset(features(text, before, n_sentences=int(n))))
        for source, label, n, text, before in rows
    ]


def of_records(texts: Iterable[tuple[str, str]], private: tuple[str, ...]) -> list[Labelled]:
    """Return the sentences of records that no form understands, each once: none closes its meeting."""
    found: dict[str, Labelled] = {}
    for name, text in texts:
        for sentence, before, n_sentences in _sentences(text):
            said = read_sentence(sentence, before)
            is_understood = said is not None and said.deed is not Deed.MENTIONS
            if sentence in found or is_understood or (private and sentence.startswith(private)):
                continue
            seen = frozenset(features(sentence, before, n_sentences=n_sentences))
            found[sentence] = Labelled(name, False, seen, is_of_record=True)
    return list(found.values())


def _texts(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for item in find_files(list(folders)):
        if not isinstance(item, FoundFile):
            continue
        try:
            read = [one for one in readers.read(load(item)) if isinstance(one, Meeting)]
        except RecordError:
            continue
        for meeting in read:
            for part in meeting.items:
                yield item.name, part.title
                yield item.name, text_of(part)
                for document in part.documents:
                    yield from ((item.name, section.text) for section in document.sections)


def _passages(file: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, STEP):
            record = json.loads(line)
            yield record["_id"], f"{record['title']}\n\n{record['text']}"


def _sentences(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield each sentence with the one in front of it and how many its paragraph has; of debates none, as the walk has it."""
    for paragraph in () if is_transcript(turns(text)) else re.split(r"\n\s*\n", text):
        before = ""
        spans = sentences(paragraph)
        for span in spans:
            sentence = " ".join(paragraph[span.start : span.end].split())
            if len(sentence.split()) <= EXEMPTION.longest:
                yield sentence, before, len(spans)
            before = sentence


def fitted(rows: Sequence[Labelled]) -> LinearModel:
    """Return the model that fits some sentences best."""
    table = DictVectorizer(dtype=np.float32)
    matrix = table.fit_transform(_known(rows))
    matrix.indices, matrix.indptr = (a.astype(np.int32) for a in (matrix.indices, matrix.indptr))
    fit = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=0)
    counts = [OF_RECORDS if row.is_of_record else 1.0 for row in rows]
    fit.fit(matrix, [row.closes for row in rows], sample_weight=counts)
    weights = zip(table.get_feature_names_out(), fit.coef_[0].tolist(), strict=True)
    kept = {name: round(w, 2) for name, w in sorted(weights) if abs(w) >= LEAST}
    return LinearModel(round(float(fit.intercept_[0]), 2), kept)


def _known(rows: Sequence[Labelled]) -> list[dict[str, int]]:
    """Return the features of each sentence that the table has often enough to learn of."""
    seen = Counter(name for row in rows if not row.is_of_record for name in row.found)
    return [{name: 1 for name in row.found if seen[name] >= SEEN} for row in rows]


def odds(model: LinearModel, row: Labelled) -> float:
    """Return the log odds of a sentence."""
    return model.log_odds(sorted(row.found))


def print_risk(table: Sequence[Labelled], real: Sequence[Labelled]) -> None:
    """Print what each round loses and hides at each bound with a model that has not seen it, nor half of the records."""
    learnt, held = real[::2], real[1::2]
    for left_out in ROUNDS:
        model = fitted([*(row for row in table if row.source != left_out), *learnt])
        own = [row for row in table if row.source == left_out]
        closing = np.array([odds(model, row) for row in own if row.closes])
        public = np.array([odds(model, row) for row in own if not row.closes])
        others = np.array([odds(model, row) for row in held])
        for bound in np.arange(-2.0, 2.5, 0.25):
            sys.stdout.write(
                f"{left_out} at {bound:+.2f}: missed {int((closing < bound).sum())} of {len(closing)}, wrong "
                f"{int((public >= bound).sum())} of {len(public)}, {int((others >= bound).sum())} of {len(held)} of records\n"
            )


def written(model: LinearModel) -> str:
    """Return the model as the text of its file: a table a kind of feature."""
    lines = [
        "# The weights of the model of sentences, learnt by `python -m tests.quality.exclusion_training`: not written by hand.",
        "# Each is what its feature adds to the log odds that a sentence closes the meeting to the public.",
        f"bias = {model.bias}",
    ]
    kinds: dict[str, list[str]] = {}
    for name, weight in model.weights.items():
        kind, _, rest = name.partition(" ")
        kinds.setdefault(kind, []).append(f'"{rest}" = {weight}')
    for kind in sorted(kinds):
        lines += ["", f"[{kind}]", *kinds[kind]]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Learn the weights, print the risk, write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tables", type=Path, nargs="*", default=[])
    parser.add_argument("--private", type=Path)
    parser.add_argument("--passages", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    private = given.private.read_text("utf-8").splitlines() if given.private else []
    texts = chain(_texts(given.folders), *map(_passages, given.passages))
    table, real = labelled([LABELLED, *given.tables]), of_records(texts, tuple(private))
    print_risk(table, real)
    WEIGHTS.write_text(written(fitted([*table, *real])), "utf-8")


if __name__ == "__main__":
    main()
