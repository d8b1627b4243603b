"""Passages as evidence, and what is quoted of them for a question: for the tests of quoted answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from indexer.passages.annotate import annotate
from indexer.passages.passage import Passage
from search.page.answers import Answer, answers
from search.page.candidates import Evidence
from search.page.marked import Pattern
from search.page.marks import to_mark
from search.query.query import read_query

SCHOOL, PLACE = Pattern(("school",)), Pattern(("place",))


def passage(text: str, name: str = "a") -> Passage:
    return Passage(
        id=name, title="Schools", text=text, source=f"{name}.txt", annotations=annotate(text)
    )


def evidence(text: str, cosine: float = 0.7, name: str = "a") -> Evidence:
    """Return a passage of one window."""
    windows = np.array([[0, len(text)]], np.int64)
    return Evidence(passage(text, name), windows, np.array([cosine], np.float32))


def ask(
    *found: Evidence,
    question: str = "what was said about school places",
    cosine: float | None = None,
    names: tuple[str, ...] = (),
) -> tuple[Answer, ...]:
    """Answer as if every sentence had one cosine, by default that of the best window."""
    own = max(float(e.cosines.max()) for e in found) if cosine is None else cosine
    patterns = (SCHOOL, PLACE)
    return answers(question, found, patterns, lambda _: 1.0, lambda _: own, names)


def told(question: str, *texts: str, title: str = "Report") -> list[str]:
    """Return the quotes for a question, all of its words equally telling and every meaning near."""
    query = read_query(question)
    patterns = to_mark(query)
    found = [
        Evidence(
            replace(passage(text, str(at)), title=title),
            np.array([[0, len(text)]], np.int64),
            np.array([0.68], np.float32),
        )
        for at, text in enumerate(texts)
    ]
    return [a.text for a in answers(question, found, patterns, lambda _: 1.0, lambda _: 0.68)]


FEW = "Ms Tull said that there were too few school places in Fernley."
MANY = "The report showed that school places were empty in every ward."
