"""Learn which plain lines are titles: `python benchmarks/title_weights.py [--write] TRUTH.jsonl...`.

Each line of a TRUTH.jsonl names a file beside it, a body by its folder, and the titles of its items. Numbers and marks
are taken away, and what is left of each line is told (`corpus.readers.items.title_model.signs`). A logistic regression is fitted
without each tenth of the bodies in turn, and on all; `--write` puts its weights into `title_weights.toml`. What few
bodies have carries no weight, so that no body's own names do. Needs scikit-learn, which comes with sentence-transformers.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from corpus import readers
from corpus.errors import RecordError
from corpus.lines import Line
from corpus.readers import minutes
from corpus.readers.items.headings import Choice, choose
from corpus.readers.items.schemes import readings
from corpus.readers.items.title_model import candidate, signs
from corpus.sources import FoundFile, find_files, load

WEIGHTS = Path(__file__).parent.parent / "corpus/readers/items/title_weights.toml"
FEWEST_BODIES = 4
FOLDS = 10
STRENGTH = 0.2
LEAST = 0.03
_NUMBER = re.compile(
    r"\W*(?:(?:agenda )?item )?(?:[A-Z]{0,3}\d[\w./-]*|[IVXL]+|[A-Z])[.):]*\s+(?=\w)", re.IGNORECASE
)


@dataclass(frozen=True)
class Document:
    """The lines of a record as its reader sees them, whose it is, and the titles of its items."""

    body: str
    lines: Sequence[Line]
    titles: Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Row:
    """What is true of a line, whether a title begins it, and whose record it stands in."""

    signs: tuple[str, ...]
    is_title: bool
    body: str


def main(arguments: list[str]) -> None:
    """Learn, print what is found without each tenth of the bodies, and write if asked to."""
    paths = [one for one in arguments if one != "--write"]
    documents = [document for path in paths for document in judged(Path(path))]
    rows = [row for document in documents for row in rows_of(document)]
    validate(rows)
    if "--write" in arguments:
        learned = fit(rows)
        n_bodies = len({document.body for document in documents})
        said = f"{len(documents)} records of {n_bodies} bodies, {len(rows):,} lines"
        WEIGHTS.write_text(as_toml(learned, said), "utf-8")
        print(f"{len(learned)} weights written")


def judged(path: Path) -> Iterator[Document]:
    """Yield the records that a file of true items names; a body is a folder."""
    for line in path.read_text("utf-8").splitlines():
        truth = json.loads(line)
        if truth.get("judged_first"):
            # Of the rest nobody has said whether it is an item.
            continue
        file = path.parent / truth["file"]
        for lines in seen(file):
            titles = [(one["title"], *one.get("also", ())) for one in truth["items"]]
            yield Document(file.parent.name, lines, titles)


def seen(file: Path) -> list[Sequence[Line]]:
    """Return the lines that the reader of minutes sees of a file."""
    found: list[Sequence[Line]] = []

    def noting(lines: Sequence[Line]) -> Choice:
        found.append(lines)
        return Choice()

    minutes.choose = noting  # type: ignore[attr-defined]
    try:
        for one in find_files([file]):
            if isinstance(one, FoundFile):
                list(readers.read(load(one)))
    except RecordError as error:
        print(f"{file.name}: {error}")
    finally:
        minutes.choose = choose  # type: ignore[attr-defined]
    return found


def rows_of(document: Document) -> Iterator[Row]:
    """Yield the plain lines of a record; a numbered line that begins no item would not be asked about."""
    plain = [Line(_without_number(line)) for line in document.lines]
    begins = _beginnings(plain, document)
    for index, line in enumerate(plain):
        found = candidate(line.text)
        if not line.text or (index not in begins and readings(document.lines[index])):
            continue
        if index in begins and not _is_one_of(found.title, begins[index]):
            continue
        yield Row(tuple(signs(plain, index, found)), index in begins, document.body)


def _without_number(line: Line) -> str:
    found = readings(line)
    return found[0].rest if found and found[0].scheme != "behind" else line.text


def _beginnings(plain: Sequence[Line], document: Document) -> dict[int, tuple[str, ...]]:
    """Return the lines that begin items, in order, the last ones that do: lists in front come again."""
    found: dict[int, tuple[str, ...]] = {}
    end = len(plain)
    for titles in reversed(document.titles):
        wanted = [*map(_folded, titles), *(_folded(_NUMBER.sub("", title)) for title in titles)]
        for index in range(end - 1, -1, -1):
            texts = (_folded(plain[index].text), _folded(document.lines[index].text))
            if any(_begins(text, title) for text in texts for title in wanted if title):
                found[index] = tuple(wanted)
                end = index
                break
    return found


def _begins(text: str, title: str) -> bool:
    goes_on = text.startswith(f"{title} ") and len(title) > 3
    return text == title or goes_on or (len(text) > 12 and title.startswith(text))


def _is_one_of(found: str, titles: Iterable[str]) -> bool:
    text = _folded(found)
    return any(
        text == title
        or (len(title) > 12 and text.startswith(title))
        or (len(text) > 12 and title.startswith(text))
        for title in titles
        if title
    )


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def validate(rows: Sequence[Row]) -> None:
    """Print what is found in each tenth of the bodies by what the others teach, at even odds."""
    bodies = [row.body for row in rows]
    total: Counter[str] = Counter()
    print(
        f"{len(rows):,} lines, {sum(r.is_title for r in rows):,} titles, {len(set(bodies))} bodies"
    )
    for fold, (train, test) in enumerate(GroupKFold(FOLDS).split(rows, groups=bodies), start=1):
        learned = fit([rows[i] for i in train])
        counts = Counter(_verdict(learned, rows[i]) for i in test)
        total += counts
        print(f"fold {fold:>2}: {_figures(counts)}; {len({bodies[i] for i in test})} bodies")
    print(f"all    : {_figures(total)}")


def _verdict(learned: dict[str, float], row: Row) -> str:
    taken = sum(learned.get(sign, 0.0) for sign in row.signs) > 0
    return {(True, True): "right", (True, False): "wrong", (False, True): "missed"}.get(
        (taken, row.is_title), "left"
    )


def _figures(counts: Counter[str]) -> str:
    right = counts["right"]
    precision = right / max(1, right + counts["wrong"])
    return f"precision {precision:.3f}, recall {right / max(1, right + counts['missed']):.3f}"


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights that lines teach; each body has the weight of the root of its lines."""
    common = _common(rows)
    vectors: Any = DictVectorizer()
    told = vectors.fit_transform([dict.fromkeys(common & {*row.signs}, 1.0) for row in rows])
    n_lines = Counter(row.body for row in rows)
    weights = [1 / sqrt(n_lines[row.body]) for row in rows]
    mean = sum(weights) / len(weights)
    model: Any = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(told, [row.is_title for row in rows], [weight / mean for weight in weights])
    learned = dict(zip(vectors.feature_names_, map(float, model.coef_[0]), strict=True))
    learned["form:any"] = learned.get("form:any", 0.0) + float(model.intercept_[0])
    return {sign: round(w, 2) for sign, w in sorted(learned.items()) if abs(w) >= LEAST}


def _common(rows: Sequence[Row]) -> set[str]:
    """Return what is true of lines of enough bodies."""
    bodies = defaultdict(set)
    for row in rows:
        for sign in row.signs:
            bodies[sign].add(row.body)
    return {sign for sign, of in bodies.items() if len(of) >= FEWEST_BODIES}


def as_toml(learned: dict[str, float], said: str) -> str:
    """Return the weights as the tables of a TOML file."""
    tables: dict[str, list[str]] = defaultdict(list)
    for sign, weight in learned.items():
        kind, _, name = sign.partition(":")
        tables[kind].append(f"{json.dumps(name, ensure_ascii=False)} = {weight}")
    head = (
        "# What speaks for a plain line being a title, in natural logarithms of odds. Written by\n"
        f"# benchmarks/title_weights.py from {said};\n"
        f"# what fewer than {FEWEST_BODIES} bodies have is left out. None of those records is part of the project.\n"
    )
    return head + "".join(f"\n[{kind}]\n" + "\n".join(of) + "\n" for kind, of in tables.items())


if __name__ == "__main__":
    main(sys.argv[1:])
