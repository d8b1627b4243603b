"""Secrets planted in records of several forms, retracted in several ways; a search of every byte finds none."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

from indexer.build.asking import Asked
from indexer.build.every_byte import holding
from indexer.build.pipeline import build
from indexer.build.retracting import retract
from search.searcher import open_index
from tests.conftest import write_records
from tests.unit.make_files import packed

_SYLLABLES = (
    "ba be bo da do fa fe ga go ka ke lo lu ma mo na ne pa po ra ro sa so ta to va ve za zo".split()
)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(6)).capitalize()


def distinct_words(n_words: int, chance: random.Random) -> list[str]:
    """Return so many words of which none has the beginning of another in it.

    `holding` takes a word's first eight letters for it, since stemming leaves no less.
    """
    beginnings, stretches, found = set[str](), set[str](), list[str]()
    while len(found) < n_words:
        word = _word(chance).lower()
        own = {word[at : at + 8] for at in range(len(word) - 7)}
        if word[:8] not in stretches and not own & beginnings:
            beginnings.add(word[:8])
            stretches |= own
            found.append(word.capitalize())
    return found


def _records(words: list[str]) -> dict[str, str | bytes]:
    """Return records in which each word stands once: in a text, a title, a table, a name, an archive."""
    files: dict[str, str | bytes] = {}
    for number, word in enumerate(words):
        said = f"Councillor Pike said in ward {number} that {word} lives by the mill and is well."
        match number % 5:
            case 0:
                files[f"{number}.txt"] = f"Agenda item\n\nWard {number}\n\nMinutes:\n\n{said}\n"
            case 1:
                files[f"{number}.md"] = (
                    f"# Minutes\n\n1. Case of {word}\n\nNoted in ward {number}.\n"
                )
            case 2:
                item = {
                    "title": f"Ward {number}",
                    "number": "1",
                    "minutes": f"Mr {word} spoke of ward {number}.",
                }
                files[f"{number}.jsonl"] = json.dumps(
                    {"committee": f"C {number}", "date": "2020-01-02", "items": [item]}
                )
            case 3:
                files[f"{number}.zip"] = packed(
                    {"in.txt": f"Agenda item\n\nZip {number}\n\nMinutes:\n\n{said}\n"}
                )
            case _:
                files[f"letter-{word}.txt"] = (
                    f"Agenda item\n\nWard {number}\n\nMinutes:\n\n{said}\n"
                )
    return files


def planted(folder: Path, n_secrets: int, start: Path | None = None) -> list[str]:
    """Plant so many secrets and as many words that stay, retract the secrets, return what went wrong.

    The encoder of the index `start` is taken over, if one is given.
    """
    chance = random.Random(n_secrets)
    words = distinct_words(2 * n_secrets, chance)
    secrets, others = words[:n_secrets], words[n_secrets:]
    records = write_records(folder / "planted", _records([*secrets, *others]))
    index = folder / "planted-index"
    if start:
        shutil.copytree(start, index)
    build([records], index, replace_sources=True)
    in_names = set(secrets[4::5])
    for number, kind in enumerate(("phrase", "name", "item", "source")):
        # An item goes, and not the file that it is in: one with a secret in its name is no case for that.
        mine = [w for w in secrets[number::4] if kind != "item" or w not in in_names]
        for text in mine if kind in ("phrase", "name") else [mine]:
            retract(index, _asked(index, kind, text))
    for word in [w for w in secrets[2::4] if w in in_names]:
        retract(index, _asked(index, "phrase", word))
    problems = [f"retracted and held: {line}" for line in holding(index, secrets)]
    build([records], index)
    problems += [f"held by the next build: {line}" for line in holding(index, secrets)]
    there = {line.rpartition(": ")[2] for line in holding(index, others)}
    return problems + [f"not retracted and gone: {word}" for word in others if word not in there]


def _asked(index: Path, kind: str, text: str | list[str]) -> Asked:
    why = "A test"
    if isinstance(text, str):
        return Asked("name" if kind == "name" else "phrase", (text,), why)
    held = [
        p
        for p in open_index(index).all_passages()
        for word in text
        if word in f"{p.title} {p.text} {p.source}"
    ]
    if kind == "item":
        return Asked("item", tuple(p.id for p in held), why)
    return Asked("source", tuple(p.source for p in held), why)
