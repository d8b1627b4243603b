"""The Whoosh index of record: schema, analyzer, writing; and its postings exported to arrays.

BM25F as Whoosh computes it (Robertson and Zaragoza 2009, section 3.6, fields summed):
idf = ln(N / (n + 1)) + 1, k1 = 1.2, b = 0.75, field lengths quantised to one byte.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, index
from whoosh.analysis import Token, Tokenizer
from whoosh.lang.snowball.english import EnglishStemmer

from indexer.passages import Passage

K1, B = 1.2, 0.75
# Fields whose words are searched; each has positions, so that phrases work in all of them.
FIELDS = ("title", "text", "decided", "speaker")

# A word with inner apostrophes; a number with inner separators; a reference such as 16/01234/FUL.
_TOKEN = re.compile(
    r"(?P<reference>\d+(?:/[^\W_]+)+)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?[^\W\d_]*|\d+\.\d+[^\W\d_]*)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
)
_APOSTROPHES = str.maketrans("", "", "'’")
_stemmer: Any = EnglishStemmer()


@lru_cache(maxsize=200_000)
def word_term(word: str) -> str:
    """Return the term of one word: no accents, no case, no possessive, stemmed (Porter 2)."""
    plain = re.sub(r"['’]s$|['’]$", "", plain_word(word)).translate(_APOSTROPHES)
    return str(_stemmer.stem(plain)) if plain.isalpha() else plain


def plain_word(word: str) -> str:
    """Return a word without its accents and in lower case."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def terms_with_offsets(text: str, *, parts: bool = True) -> Iterator[tuple[str, int, int, int]]:
    """Yield (term, position, start, end) for every token of a text; `start` and `end` are characters.

    A reference is one term ("16/01234/ful"); with `parts`, as in the index, its beginnings
    ("16/01234") and its pieces follow as terms of their own, so that any of them finds it.
    """
    position = 0
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup, match[0]
        start, end = match.span()
        if kind == "word":
            yield word_term(raw), position, start, end
        elif kind == "number":
            yield raw.replace(",", "").lower(), position, start, end
        else:
            yield raw.lower(), position, start, end
            if parts:
                # "18/00777" finds 18/00777/FUL.
                for slash in re.finditer("/", raw):
                    if "/" in raw[: slash.start()]:
                        yield raw[: slash.start()].lower(), position, start, start + slash.start()
                for piece in re.finditer(r"[^/]+", raw):
                    yield word_term(piece[0]), position, start + piece.start(), start + piece.end()
                    position += 1
                continue
        position += 1


class CivicTokenizer(Tokenizer):  # type: ignore[misc, unused-ignore]
    """Whoosh's view of `terms_with_offsets`. No word is dropped: "may", "it" and "2" are terms."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Yield one token, the same object each time, for every term of `value`."""
        first = options.get("start_pos", 0)
        token = Token(options.get("positions", False), options.get("chars", False))
        token.mode, token.stopped, token.boost = options.get("mode", ""), False, 1.0
        for term, position, start, end in terms_with_offsets(value):
            token.text = term
            token.pos = first + position
            token.startchar, token.endchar = start, end
            yield token


def schema() -> fields.Schema:
    """Return the schema: one row a passage; only the id is stored, the catalogue holds the rest."""
    analyzer: Any = CivicTokenizer()
    text = fields.TEXT(analyzer=analyzer, phrase=True)
    return fields.Schema(id=fields.ID(stored=True, unique=True), **dict.fromkeys(FIELDS, text))


def write(passages: Sequence[Passage], folder: Path) -> None:
    """Write the Whoosh index of all passages into `folder`: row i is document i."""
    folder.mkdir(parents=True)
    whoosh_index: Any = index.create_in(str(folder), schema())
    writer = whoosh_index.writer(limitmb=512)
    for passage in passages:
        writer.add_document(
            id=passage.id,
            title=passage.title,
            text=passage.text,
            decided=passage.resolved,
            speaker=" ".join(passage.speakers),
        )
    writer.commit(optimize=True)
    whoosh_index.close()


def export_postings(whoosh_folder: Path, folder: Path) -> None:
    """Write the postings of every field as arrays that need no Whoosh to read.

    For each field F with t terms, p postings and w positions:

    - `F.terms.npy` (bytes,) uint8: the terms in UTF-8, in byte order, one behind the other;
    - `F.term_ends.npy` (t,) int64: where each ends;
    - `F.indptr.npy` (t + 1,) int64: which postings belong to each;
    - `F.rows.npy` (p,) int32: the row of each posting, ascending within a term;
    - `F.impacts.npy` (p,) float32: its BM25F score;
    - `F.position_ptr.npy` (p + 1,) int64, `F.positions.npy` (w,) int32: where in the field it stands.
    """
    folder.mkdir(parents=True)
    with _reader(whoosh_folder) as reader:
        for field in FIELDS:
            _export_field(reader, field, folder)


def _export_field(reader: Any, field: str, folder: Path) -> None:
    n_rows = reader.doc_count_all()
    lengths = np.array([reader.doc_field_length(row, field) for row in range(n_rows)], np.float64)
    average = reader.field_length(field) / n_rows if n_rows else 1.0
    terms: list[bytes] = []
    indptr, rows, frequencies, idfs = [0], [], [], []
    position_ptr, positions = [0], []
    for term in reader.lexicon(field):
        terms.append(term)
        matcher = reader.postings(field, term)
        while matcher.is_active():
            rows.append(matcher.id())
            frequencies.append(matcher.weight())
            positions.extend(matcher.value_as("positions"))
            position_ptr.append(len(positions))
            matcher.next()
        n = len(rows) - indptr[-1]
        indptr.append(len(rows))
        idfs.append(log(n_rows / (n + 1)) + 1)
    row_array = np.array(rows, np.int32)
    idf = np.repeat(np.array(idfs, np.float64), np.diff(indptr))
    arrays: dict[str, NDArray[Any]] = {
        "terms": np.frombuffer(b"".join(terms), np.uint8),
        "term_ends": np.cumsum([len(term) for term in terms], dtype=np.int64),
        "indptr": np.array(indptr, np.int64),
        "rows": row_array,
        "impacts": bm25(idf, np.array(frequencies, np.float64), lengths[row_array], average or 1.0),
        "position_ptr": np.array(position_ptr, np.int64),
        "positions": np.array(positions, np.int32),
    }
    for name, array in arrays.items():
        np.save(folder / f"{field}.{name}.npy", array)


def bm25(
    idf: NDArray[np.float64],
    frequencies: NDArray[np.float64],
    lengths: NDArray[np.float64],
    average: float,
) -> NDArray[np.float32]:
    """Return the BM25 score of postings, (p,) float32, as `whoosh.scoring.bm25` computes it."""
    norm = frequencies + K1 * ((1 - B) + B * lengths / average)
    scores: NDArray[np.float32] = (idf * frequencies * (K1 + 1) / norm).astype(np.float32)
    return scores


def identifiers(whoosh_folder: Path) -> list[str]:
    """Return the passage ids of a Whoosh index in order of its documents."""
    with _reader(whoosh_folder) as reader:
        return [str(stored["id"]) for _, stored in reader.iter_docs()]


@contextmanager
def _reader(folder: Path) -> Iterator[Any]:
    """Yield a reader of the Whoosh index in `folder`; Whoosh does not type it."""
    whoosh_index: Any = index.open_dir(str(folder))
    try:
        with whoosh_index.reader() as reader:
            yield reader
    finally:
        whoosh_index.close()
