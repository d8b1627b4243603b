"""What a council must be shown before it may run this: facts that were measured, or that nobody has measured.

Every value is read from the index, the installation or a file that a tool wrote; nothing here judges it.
"""

from __future__ import annotations

import json
import platform
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import metadata
from pathlib import Path
from statistics import fmean
from typing import Any

from corpus.errors import UsageError
from indexer.build import drill, ledger
from indexer.generation import catalogue, model_book
from indexer.generation.store import Generation, verify
from search.browse.info import Info, info
from search.evaluation.facts import Fact, Owner
from search.evaluation.governance import retention, transparency

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b")
_PHONE = re.compile(r"(?<![\w/])(?:\+44 ?|0)[0-9]{2,4} ?[0-9]{3,4} ?[0-9]{3,4}(?![\w/])")
_FETCHED = 500
_HOW = "council-search evaluate --queries FILE --save SAVED, then --evaluation SAVED"


def assurance(
    generation: Generation, axe: Path | None, evaluation: Path | None, owner: Owner | None = None
) -> dict[str, list[Fact]]:
    """Return the facts of a generation by the document that asks for them.

    `axe` is a report of axe-core, `evaluation` what `evaluate --save` wrote, `owner` whose search it is. Raises UsageError for a
    file that is neither, IndexDamaged.
    """
    held = info(generation)
    measured = {
        "pages that some cannot use": axe is not None,
        "queries that find the wrong items": evaluation is not None,
        "texts that stay where they were retracted": drill.last_drill(generation.index) is not None,
    }
    return {
        "System": list(_system(generation, held)),
        "Accessibility statement": list(_accessibility(axe)),
        "Algorithmic transparency record": [
            *transparency(held, owner or Owner(), measured),
            *_algorithm(generation),
        ],
        "Data protection": [*_personal(generation, held), *retention(generation)],
        "Model card": [*_model(generation), *_failures(evaluation)],
        "Evaluation": list(_evaluation(evaluation)),
        "Takedown": list(_takedown(generation.index)),
    }


def to_json(found: dict[str, list[Fact]]) -> dict[str, Any]:
    """Return the object that `council-search assure --json` prints."""
    return {
        title: [{"name": f.name, "value": f.value, "source": f.source} for f in facts]
        for title, facts in found.items()
    }


def _system(generation: Generation, held: Info) -> Iterator[Fact]:
    about = metadata("council-search")
    yield Fact("version", about["Version"], "the installation")
    yield Fact("what it is", about["Summary"], "the installation")
    yield Fact(
        "Python, system", f"{platform.python_version()}, {platform.system()}", "this machine"
    )
    yield Fact("generation", f"{held.generation}, built {held.built_at}", "manifest")
    yield Fact("councils", ", ".join(held.councils) or None, "the records")
    yield Fact("agenda items, meetings", f"{held.n_passages:,}, {held.n_meetings:,}", "catalogue")
    yield Fact("first and last meeting", f"{held.first} to {held.last}", "catalogue")
    yield Fact("files that could not be read", len(held.failures), "the last import")
    wrong = verify(generation)
    checked = len(generation.manifest.files)
    yield Fact(
        "files of the index that are not what was written", f"{len(wrong)} of {checked}", "sizes"
    )


def _accessibility(axe: Path | None) -> Iterator[Fact]:
    if axe is None:
        yield Fact("violations found by axe", None, "run axe-core on the pages and give --axe FILE")
        return
    report = _read(axe, "a report of axe-core", "violations")
    impacts = Counter(str(violation.get("impact")) for violation in report["violations"])
    yield Fact("page", report.get("url"), axe.name)
    yield Fact("run at", report.get("timestamp"), axe.name)
    yield Fact("rules passed", len(report.get("passes", ())), axe.name)
    yield Fact("violations", len(report["violations"]), axe.name)
    for impact, number in sorted(impacts.items()):
        yield Fact(f"violations, {impact}", number, axe.name)
    yield Fact("rules that a person must decide", len(report.get("incomplete", ())), axe.name)


def _algorithm(generation: Generation) -> Iterator[Fact]:
    manifest = generation.manifest
    yield Fact("model", manifest.model, "manifest")
    yield Fact("windows that were encoded, dimensions", f"{manifest.n_windows:,}, {manifest.dimensions}", "manifest")  # fmt: skip
    yield Fact("thresholds were measured with", generation.calibration.model, "manifest")
    for name, value in sorted(manifest.settings.items()):
        if isinstance(value, str | int | float | bool):
            yield Fact(f"setting {name}", value, "manifest")


def _personal(generation: Generation, held: Info) -> Iterator[Fact]:
    people: set[str] = set()
    found: Counter[str] = Counter()
    with closing(catalogue.connect(generation.file(catalogue.FILE))) as connection:
        n = generation.manifest.n_passages
        for first in range(0, n, _FETCHED):
            for passage in catalogue.fetch(connection, range(first, min(n, first + _FETCHED))):
                people.update(passage.speakers)
                people.update(person.name for person in passage.annotations.people)
                for kind, pattern in (("e", _EMAIL), ("p", _POSTCODE), ("t", _PHONE)):
                    found[kind] += len(pattern.findall(passage.text))
    yield Fact("different names of people noted", len(people), "catalogue")
    yield Fact("e-mail addresses in the text", found["e"], "catalogue, by their form")
    yield Fact("postcodes in the text", found["p"], "catalogue, by their form")
    yield Fact("telephone numbers in the text", found["t"], "catalogue, by their form")
    yield Fact("exempt items", held.n_exempt, "catalogue")
    yield Fact("text of exempt items is kept", held.includes_exempt, "manifest")
    index = generation.index
    yield Fact("where", str(index.resolve()), "this machine")
    yield Fact("records come from", ", ".join(held.roots), "manifest")


def _model(generation: Generation) -> Iterator[Fact]:
    manifest = generation.manifest
    entry = model_book.book().get(manifest.model)
    yield Fact("sha256 of its weights", manifest.model_sha256, "manifest")
    if entry is None:
        yield Fact("origin, licence", None, "the model is not in the book (council-search models)")
        return
    yield Fact("origin", f"{entry.hub} {entry.revision}", "book of models")
    yield Fact("licence", entry.licence, "book of models")
    same = entry.sha256 == manifest.model_sha256 if entry.sha256 else None
    yield Fact("weights are the published ones", same, "both hashes")


def _failures(saved: Path | None) -> Iterator[Fact]:
    """Yield of how many queries nothing right was found, by each measure of an evaluation."""
    if saved is None:
        yield Fact("where it fails", None, _HOW)
        return
    for name, known in _read(saved, "what `evaluate --save` writes", "sets")["sets"].items():
        for variant, measures in known["variants"].items():
            for measure, values in measures.items():
                failed = sum(value == 0 for value in values)
                of = f"{failed} of {len(values)} queries"
                yield Fact(f"{name}: fails by {measure}, {variant}", of, saved.name)


def _evaluation(saved: Path | None) -> Iterator[Fact]:
    if saved is None:
        yield Fact("figures on the council's own queries", None, _HOW)
        return
    for name, known in _read(saved, "what `evaluate --save` writes", "sets")["sets"].items():
        yield Fact(f"{name}: queries", len(known["queries"]), saved.name)
        for variant, measures in known["variants"].items():
            for measure, values in measures.items():
                value = round(fmean(values), 3) if values else None
                yield Fact(f"{name}: {measure}, {variant}", value, saved.name)


def _takedown(index: Path) -> Iterator[Fact]:
    noted = ledger.history(index)
    in_force = sum(one.undone_at is None for one in noted)
    yield Fact("retractions noted, in force", f"{len(noted)}, {in_force}", "the ledger")
    yield Fact("last one", max((n.entry.noted_at for n in noted), default="none"), "the ledger")
    last = drill.last_drill(index)
    if last is None:
        yield Fact("last takedown drill", None, "council-search drill")
        return
    yield Fact("last takedown drill", f"{last.at}, generation {last.generation}", drill.FILE)
    yield Fact(
        "items retracted from a copy, seconds", f"{last.n_items}, {last.seconds}", drill.FILE
    )
    found = f"{last.n_before} of {last.n_words}"
    yield Fact("words that only they had, found before", found, drill.FILE)
    of = f"{len(last.left)} of {last.n_files}"
    yield Fact(
        "files that held one of them after", of, f"{drill.FILE}, every byte of {last.n_bytes:,}"
    )


def _read(path: Path, what: str, key: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
        found = found[0] if isinstance(found, list) and found else found
        _ = found[key]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is not {what}.") from error
    return dict(found)
