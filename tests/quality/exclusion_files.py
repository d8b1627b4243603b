"""Records with planted words written as the files that a council keeps, and read as an import reads them.

A file of cases holds one record after the other. `== name | council | committee | path` begins one (a path
is optional: "minutes.txt"), `@ path` the next file of its folder. What follows is written as the ending of
the path says: `## ` begins a heading, `a | b` is a row of a table. In front stands the head of a meeting,
except where the file is raw (JSON Lines, TOML, captions, what begins with "---"). `^^ ` is a line at the head of each page from
there on (of a mail: a line of its header), `__ ` one at its foot, `%% page` begins a page. `S` at a line's end stands for words
that must be withheld and `P` for words that must be shown; inside a line they are `{S}` and `{P}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any

from corpus.progress import silent
from indexer.build.reading import read_all
from indexer.build.report import Report
from tests.quality.exclusion_cases import FOLDER, PUBLIC, SECRET, Outcome
from tests.unit.make_files import pdf, word, write

_MARK = re.compile(r"(?:^|(?<=\s))(?P<end>[SP])$|\{(?P<inside>[SP])\}")
_ROW = " | "


@dataclass(frozen=True, slots=True)
class FileCase:
    """A folder of files by path, with the words that must not and the words that must be in its passages."""

    name: str
    files: dict[str, bytes]
    secrets: tuple[str, ...]
    public: tuple[str, ...]


def file_cases(name: str) -> list[FileCase]:
    """Return the records of the file `name` in the folder of cases."""
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    blocks = re.split(r"^== ", text, flags=re.MULTILINE)[1:]
    return [_case(block, number) for number, block in enumerate(blocks)]


def _case(block: str, number: int) -> FileCase:
    head, *lines = block.strip().splitlines()
    name, council, committee, *path = (part.strip() for part in head.split("|"))
    tokens: dict[str, list[str]] = {"S": [], "P": []}
    parts: list[tuple[str, list[str]]] = [(path[0] if path else "minutes.txt", [])]
    for line in lines:
        if line.startswith("@ "):
            parts.append((line[2:].strip(), []))
        else:
            parts[-1][1].append(_planted(line, tokens, number))
    files = {path: _file(path, council, committee, lines) for path, lines in parts}
    return FileCase(name, files, tuple(tokens["S"]), tuple(tokens["P"]))


def _planted(line: str, tokens: dict[str, list[str]], number: int) -> str:
    def one(match: re.Match[str]) -> str:
        kind = match["end"] or match["inside"]
        stem = "quill" if kind == "S" else "grove"
        letters = "".join(chr(97 + int(digit)) for digit in f"{number:02}")
        token = f"{stem}{letters}{chr(107 + len(tokens[kind]))}zz"
        tokens[kind].append(token)
        if match["inside"]:
            return token.capitalize()
        return (SECRET if kind == "S" else PUBLIC).format(token=token.capitalize())

    return _MARK.sub(one, line)


def _file(path: str, council: str, committee: str, lines: list[str]) -> bytes:
    kind = path.rpartition(".")[2]
    if kind in {"jsonl", "toml", "xml", "vtt"} or lines[0] == "---":
        return ("\n".join(lines) + "\n").encode()
    shown = [council, committee, "3 March 2022", *_front(lines), *lines]
    match kind:
        case "docx":
            return _docx(shown)
        case "html":
            return _html(shown).encode()
        case "pdf":
            return _pdf(shown)
        case "eml":
            return _mail(council, lines)
        case _:
            text = "\n\n".join(shown)
            return (re.sub(r"(?<=\|)\n\n(?=\|)", "\n", text) + "\n").encode()


def _front(lines: list[str]) -> list[str]:
    """Return a first item for a record that does not begin with its own."""
    if any(re.match(r"#* ?1\.? ", line) for line in lines):
        return []
    mark = "## " if any(line.startswith("## ") for line in lines) else ""
    return [f"{mark}1. Apologies", "Apologies for absence were received from two members."]


def _docx(lines: list[str]) -> bytes:
    def fill(document: Any) -> None:
        for is_table, group in groupby(lines, lambda line: _ROW in line):
            if is_table:
                rows = [line.split(_ROW) for line in group]
                table = document.add_table(len(rows), len(rows[0]))
                for cells, row in zip(rows, table.rows, strict=True):
                    for text, cell in zip(cells, row.cells, strict=True):
                        cell.text = text
                continue
            for line in group:
                if line.startswith("^^ "):
                    document.sections[0].header.paragraphs[0].text = line[3:]
                elif heading := re.match(r"(#+) ", line):
                    document.add_heading(line[heading.end() :], len(heading[1]))
                else:
                    document.add_paragraph(line)

    return word(fill)


def _pdf(lines: list[str]) -> bytes:
    pages: list[tuple[str, str, list[str]]] = []
    head = foot = ""
    for is_mark, group in groupby([*lines, "%% page"], lambda line: line == "%% page"):
        if is_mark:
            continue
        shown = []
        for line in group:
            if line.startswith("^^ "):
                head = line[3:]
            elif line.startswith("__ "):
                foot = line[3:]
            else:
                shown += ["", *wrap(line, 80)]
        pages.append((head, foot, shown))

    def drawn(page: tuple[str, str, list[str]]) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            for text, height in ((page[0], 810), (page[1], 30)):
                write(canvas, [text], x=200, top=height)
            write(canvas, page[2])

        return draw

    return pdf([drawn(page) for page in pages])


def _mail(council: str, lines: list[str]) -> bytes:
    head = [line[3:] for line in lines if line.startswith("^^ ")]
    body = [line for line in lines if not line.startswith("^^ ")]
    sent = [f"From: Clerk of {council} <clerk@dunmere.example>", "To: members@dunmere.example"]
    sent += ["Date: Thu, 3 Mar 2022 10:00:00 +0000", *head, "MIME-Version: 1.0"]
    sent.append("Content-Type: text/plain; charset=utf-8")
    return ("\n".join(sent) + "\n\n" + "\n\n".join(body) + "\n").encode()


def _html(lines: list[str]) -> str:
    parts = []
    for is_table, group in groupby(lines, lambda line: _ROW in line):
        if is_table:
            rows = (
                "".join(f"<td>{escape(cell)}</td>" for cell in line.split(_ROW)) for line in group
            )
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            continue
        for line in group:
            if line.startswith("<"):
                parts.append(line)
            elif heading := re.match(r"(#+) ", line):
                level = len(heading[1])
                parts.append(f"<h{level}>{escape(line[heading.end() :])}</h{level}>")
            else:
                parts.append(f"<p>{escape(line)}</p>")
    return f"<!DOCTYPE html><html><body>{''.join(parts)}</body></html>"


def outcomes(cases: list[FileCase], folder: Path) -> list[Outcome]:
    """Write each record into a folder of its own, read all as a build does, say what became of the words."""
    for number, case in enumerate(cases):
        for path, data in case.files.items():
            file = folder / "records" / f"{number:03}" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    report = Report()
    shown: dict[str, list[str]] = {}
    for source in read_all([folder / "records"], None, report, silent, include_exempt=False):
        texts = [f"{p.title}\n{p.text}".casefold() for p in source.passages]
        shown.setdefault(source.name.split("/")[1], []).extend(texts)
    assert not report.failures, report.failures
    return [_outcome(case, shown[f"{number:03}"]) for number, case in enumerate(cases)]


def _outcome(case: FileCase, texts: list[str]) -> Outcome:
    shown = "\n".join(texts)
    return Outcome(
        tuple(token for token in case.secrets if token in shown),
        tuple(token for token in case.public if token not in shown),
    )
