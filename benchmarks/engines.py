"""The engines that are compared, all doing the same work on the same passages.

    python benchmarks/engines.py build|query ENGINE DATA FOLDER

DATA is what `compare.py` prepared: passages with their terms, one vector for each, queries. Every
engine gets the terms that our analyzer makes (Whoosh, which we build on, makes them itself), two
fields, title twice the weight of text, and answers with the rows of its ten best passages:

- `lexical`: any of the terms; `phrase`: terms in a row;
- `page`: from the text of a query to a highlighted page of ten: encode it (the same ONNX encoder for
  all), search by terms and by vector, fuse, fetch the passages, choose and mark sentences.

Building and querying run in processes of their own, so that memory is that of answering queries.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

K, DEPTH, RRF_K = 10, 100, 60
Rows = list[int]


class Data:
    """What `compare.py` prepared in a folder; nothing of it is read before it is needed."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder."""
        self.folder = folder

    @property
    def ours(self) -> Path:
        """Return our own index of the same passages, one vector each."""
        return self.folder / "index"

    def passages(self) -> Iterator[dict[str, Any]]:
        """Yield row, id, title, text, title_terms, text_terms of each passage."""
        with (self.folder / "passages.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)

    def vectors(self) -> np.ndarray:
        """Return the passages' vectors, (n, dim) float32."""
        generation = next((self.ours / "generations").iterdir())
        return np.load(generation / "embeddings.npy", mmap_mode="r")

    def encoder(self) -> Any:
        """Return the query encoder that all engines use."""
        from indexer.query_encoder import QueryEncoder

        return QueryEncoder(next((self.ours / "generations").iterdir()) / "encoder")

    def queries(self) -> dict[str, Any]:
        """Return `plain` ({text, terms}) and `phrases` (terms)."""
        return json.loads((self.folder / "queries.json").read_text("utf-8"))


class Engine:
    """One engine. A method that it cannot do stays as it is here and is reported as missing."""

    packages: tuple[str, ...] = ()
    lexical: Callable[[Sequence[str]], Rows] | None = None
    phrase: Callable[[Sequence[str]], Rows] | None = None
    page: Callable[[str, Sequence[str]], Rows] | None = None

    def build(self, data: Data, folder: Path) -> float | None:
        """Index the passages; return seconds if something else than the whole call counts."""
        raise NotImplementedError

    def open(self, data: Data, folder: Path) -> None:
        """Get ready to answer."""
        raise NotImplementedError


class Ours(Engine):
    """Our program, one vector a passage; its build is timed by `compare.py`."""

    packages = ("numpy", "simsimd", "onnxruntime")

    def build(self, data: Data, folder: Path) -> float | None:
        return None

    def open(self, data: Data, folder: Path) -> None:
        from whoosh.query import Or, Phrase, Term

        from search.matches import Matches
        from search.searcher import open_index

        self.searcher = open_index(data.ours)
        arm = self.searcher.lexical

        def best(found: Matches) -> Rows:
            return found.best(K).tolist()

        fields = (("title", 2.0), ("text", 1.0))
        self.lexical = lambda terms: best(
            arm.evaluate(Or([Term(f, t, boost=b) for t in terms for f, b in fields]))
        )
        self.phrase = lambda terms: best(
            arm.evaluate(Or([Phrase("title", list(terms), boost=2.0), Phrase("text", list(terms))]))
        )
        row_of = {name: row for row, name in enumerate(self.searcher.columns.identifiers)}
        self.page = lambda text, terms: [
            row_of[hit.passage.id] for hit in self.searcher.search(text, limit=K).hits
        ]


class OursWindows(Ours):
    """Our program as it is: about three vectors a passage, so it does more than the others."""

    def open(self, data: Data, folder: Path) -> None:
        super().open(_Elsewhere(data.folder), folder)


class _Elsewhere(Data):
    @property
    def ours(self) -> Path:
        return self.folder / "index-windows"


class Whoosh(Engine):
    """Whoosh's own writer and searcher, with our analyzer."""

    packages = ("whoosh3",)

    def build(self, data: Data, folder: Path) -> float | None:
        from whoosh import index

        from indexer.lexical import schema

        passages = list(data.passages())
        started = time.perf_counter()
        writer: Any = index.create_in(str(folder), schema()).writer(limitmb=512)
        for passage in passages:
            writer.add_document(id=passage["id"], title=passage["title"], text=passage["text"])
        writer.commit(optimize=True)
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        from whoosh import index, scoring
        from whoosh.query import Or, Phrase, Term

        from indexer.lexical import K1, B

        searcher: Any = index.open_dir(str(folder)).searcher(weighting=scoring.BM25F(K1=K1, B=B))

        def best(tree: Any) -> Rows:
            return [docnum for docnum, _ in searcher.search(tree, limit=K).items()]

        self.lexical = lambda terms: best(
            Or([Term(f, t, boost=b) for t in terms for f, b in (("title", 2.0), ("text", 1.0))])
        )
        self.phrase = lambda terms: best(
            Or([Phrase("title", list(terms), boost=2.0), Phrase("text", list(terms))])
        )


class Tantivy(Engine):
    """Tantivy, one segment written by one thread; its own idf, else the same BM25.

    Asked for ten passages only, it leaves out whatever cannot be among them.
    """

    counting = False
    packages = ("tantivy",)

    def build(self, data: Data, folder: Path) -> float | None:
        import tantivy

        passages = list(data.passages())
        started = time.perf_counter()
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("row", stored=True)
        for name in ("title", "text"):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        found = tantivy.Index(builder.build(), path=str(folder))
        writer = found.writer(512_000_000, 1)
        for passage in passages:
            document = tantivy.Document(
                title=" ".join(passage["title_terms"]), text=" ".join(passage["text_terms"])
            )
            document.add_integer("row", passage["row"])
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        import tantivy
        from tantivy import Occur, Query

        found = tantivy.Index.open(str(folder))
        schema, searcher = found.schema, found.searcher()
        everything = searcher.search(Query.all_query(), limit=searcher.num_docs).hits
        # Outside the clock: which row a document is.
        row_of = {
            (address.segment_ord, address.doc): searcher.doc(address)["row"][0]
            for _, address in everything
        }
        fields = (("title", 2.0), ("text", 1.0))

        def best(parts: list[Any]) -> Rows:
            query = Query.boolean_query([(Occur.Should, part) for part in parts])
            hits = searcher.search(query, limit=K, count=self.counting).hits
            return [row_of[address.segment_ord, address.doc] for _, address in hits]

        self.lexical = lambda terms: best(
            [
                Query.boost_query(Query.term_query(schema, field, term), boost)
                for term in terms
                for field, boost in fields
            ]
        )
        self.phrase = lambda terms: best(
            [
                Query.boost_query(Query.phrase_query(schema, field, list(terms)), boost)
                for field, boost in fields
            ]
        )


class TantivyCounting(Tantivy):
    """Tantivy asked how many passages match, too, which is what a page of ours says."""

    counting = True


class Fts5(Engine):
    """SQLite FTS5, and with sqlite-vec a hybrid: both searched to depth 100, reciprocal ranks added."""

    packages = ("sqlite-vec", "pysqlite3-binary")

    def build(self, data: Data, folder: Path) -> float | None:
        passages, vectors = list(data.passages()), data.vectors()
        started = time.perf_counter()
        connection = _with_vectors(folder)
        connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, text, content='', "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars './'\")"
        )
        connection.execute("CREATE TABLE passages (row INTEGER PRIMARY KEY, text TEXT)")
        connection.execute(
            f"CREATE VIRTUAL TABLE vectors USING vec0(row INTEGER PRIMARY KEY, "
            f"vector float[{vectors.shape[1]}] distance_metric=cosine)"
        )
        connection.executemany(
            "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
            ((p["row"], " ".join(p["title_terms"]), " ".join(p["text_terms"])) for p in passages),
        )
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?)", ((p["row"], p["text"]) for p in passages)
        )
        connection.executemany(
            "INSERT INTO vectors (row, vector) VALUES (?, ?)",
            ((row, vector.tobytes()) for row, vector in enumerate(np.asarray(vectors))),
        )
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.commit()
        connection.close()
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        connection, encoder = _with_vectors(folder), data.encoder()

        def best(expression: str, limit: int) -> Rows:
            found = connection.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 2.0, 1.0) LIMIT ?",
                (expression, limit),
            )
            return [row for (row,) in found]

        def any_of(terms: Sequence[str]) -> str:
            return " OR ".join(f'"{term}"' for term in terms)

        def page(text: str, terms: Sequence[str]) -> Rows:
            near = connection.execute(
                "SELECT row FROM vectors WHERE vector MATCH ? AND k = ? ORDER BY distance",
                (encoder.encode(text).tobytes(), DEPTH),
            ).fetchall()
            rows = fused([best(any_of(terms), DEPTH), [row for (row,) in near]])
            marks = ", ".join("?" * len(rows))
            texts = dict(
                connection.execute(f"SELECT row, text FROM passages WHERE row IN ({marks})", rows)
            )
            marked((texts[row] for row in rows), terms)
            return rows

        self.lexical = lambda terms: best(any_of(terms), K)
        self.phrase = lambda terms: best('"' + " ".join(terms) + '"', K)
        self.page = page


class Bm25s(Engine):
    """bm25s has no fields: title, title and text are one, which weighs alike."""

    packages = ("bm25s",)

    def build(self, data: Data, folder: Path) -> float | None:
        import bm25s

        from indexer.lexical import K1, B

        terms = [[*p["title_terms"], *p["title_terms"], *p["text_terms"]] for p in data.passages()]
        started = time.perf_counter()
        found = bm25s.BM25(k1=K1, b=B)
        found.index(terms, show_progress=False)
        found.save(str(folder))
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        import bm25s

        found = bm25s.BM25.load(str(folder))
        known = found.vocab_dict

        def best(terms: Sequence[str]) -> Rows:
            here = [term for term in terms if term in known]
            if not here:
                return []
            rows, scores = found.retrieve([here], k=K, show_progress=False)
            return [int(row) for row, score in zip(rows[0], scores[0], strict=True) if score > 0]

        self.lexical = best


class LanceDb(Engine):
    """LanceDB's own hybrid query; its vectors are scanned, as ours are."""

    packages = ("lancedb",)

    def build(self, data: Data, folder: Path) -> float | None:
        import lancedb
        import pyarrow
        from lancedb.index import FTS

        passages, vectors = list(data.passages()), np.asarray(data.vectors())
        started = time.perf_counter()
        flat = pyarrow.array(vectors.ravel(), pyarrow.float32())
        table = lancedb.connect(folder).create_table(
            "passages",
            pyarrow.table(
                {
                    "row": [p["row"] for p in passages],
                    "text": [p["text"] for p in passages],
                    "terms": [" ".join([*p["title_terms"], *p["text_terms"]]) for p in passages],
                    "vector": pyarrow.FixedSizeListArray.from_arrays(flat, vectors.shape[1]),
                }
            ),
        )
        plain = {"stem": False, "remove_stop_words": False, "ascii_folding": False}
        table.create_index("terms", config=FTS(base_tokenizer="whitespace", **plain))
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        import lancedb

        table, encoder = lancedb.connect(folder).open_table("passages"), data.encoder()

        def page(text: str, terms: Sequence[str]) -> Rows:
            query = table.search(query_type="hybrid", fts_columns="terms")
            query = query.vector(encoder.encode(text)).text(" ".join(terms)).limit(K)
            found = query.select(["row", "text"]).to_list()
            marked((hit["text"] for hit in found), terms)
            return [hit["row"] for hit in found]

        self.page = page


class MilvusLite(Engine):
    """Milvus Lite's own hybrid search: BM25 and a flat index, reciprocal ranks added."""

    packages = ("milvus-lite", "pymilvus")

    def build(self, data: Data, folder: Path) -> float | None:
        from pymilvus import DataType, Function, FunctionType, MilvusClient

        passages, vectors = list(data.passages()), np.asarray(data.vectors())
        started = time.perf_counter()
        client = MilvusClient(str(folder / "milvus.db"))
        schema = client.create_schema()
        schema.add_field("row", DataType.INT64, is_primary=True)
        schema.add_field("text", DataType.VARCHAR, max_length=65_535)
        schema.add_field(
            "terms",
            DataType.VARCHAR,
            max_length=65_535,
            enable_analyzer=True,
            analyzer_params={"tokenizer": "standard"},
        )
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
        schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
        bm25 = Function(
            name="bm25",
            input_field_names=["terms"],
            output_field_names=["sparse"],
            function_type=FunctionType.BM25,
        )
        schema.add_function(bm25)
        indexes = client.prepare_index_params()
        indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
        indexes.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        client.create_collection("passages", schema=schema, index_params=indexes)
        for first in range(0, len(passages), 1_000):
            rows = [
                {
                    "row": p["row"],
                    "text": p["text"][:20_000],
                    "terms": " ".join([*p["title_terms"], *p["text_terms"]])[:20_000],
                    "vector": vectors[p["row"]].tolist(),
                }
                for p in passages[first : first + 1_000]
            ]
            client.insert("passages", rows)
        client.close()
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        from pymilvus import AnnSearchRequest, MilvusClient, RRFRanker

        client, encoder = MilvusClient(str(folder / "milvus.db")), data.encoder()
        client.load_collection("passages")

        def page(text: str, terms: Sequence[str]) -> Rows:
            vector = encoder.encode(text).tolist()
            both = [
                AnnSearchRequest([vector], "vector", {"metric_type": "COSINE"}, limit=DEPTH),
                AnnSearchRequest([" ".join(terms)], "sparse", {"metric_type": "BM25"}, limit=DEPTH),
            ]
            (found,) = client.hybrid_search(
                "passages", both, RRFRanker(RRF_K), limit=K, output_fields=["text"]
            )
            marked((hit["entity"]["text"] for hit in found), terms)
            return [hit["row"] for hit in found]

        self.page = page


class Txtai(Engine):
    """txtai's own hybrid search with its defaults (faiss; approximate from 5,000 passages on)."""

    packages = ("txtai", "faiss-cpu")

    def build(self, data: Data, folder: Path) -> float | None:
        from txtai import Embeddings

        vectors = np.asarray(data.vectors())
        passages = list(data.passages())
        started = time.perf_counter()
        # Texts come in order, in batches of txtai's choosing.
        done = 0

        def transform(texts: Sequence[str]) -> np.ndarray:
            nonlocal done
            done += len(texts)
            return vectors[done - len(texts) : done]

        found = Embeddings(_txtai_settings(transform))
        found.index((p["row"], p["text"], None) for p in passages)
        # A function cannot be saved.
        found.config.pop("transform", None)
        found.save(str(folder / "txtai"))
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        from txtai import Embeddings

        encoder = data.encoder()
        found = Embeddings(_txtai_settings(None))
        found.load(str(folder / "txtai"))
        found.model = _External(encoder)

        def page(text: str, terms: Sequence[str]) -> Rows:
            hits = found.search(text, K)
            marked((hit["text"] for hit in hits), terms)
            return [int(hit["id"]) for hit in hits]

        self.page = page


class _External:
    """What txtai calls to encode a query."""

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder

    def batchtransform(self, documents: Any, category: str | None = None, **_: Any) -> np.ndarray:
        texts = [d[1] if isinstance(d, tuple) else d for d in documents]
        return np.stack([self._encoder.encode(text) for text in texts])


def _txtai_settings(transform: Any) -> dict[str, Any]:
    return {"method": "external", "transform": transform, "hybrid": True, "content": True}


def _with_vectors(folder: Path) -> Any:
    # Python's own sqlite3 often cannot load extensions.
    import pysqlite3
    import sqlite_vec

    connection: Any = pysqlite3.connect(folder / "passages.sqlite")
    connection.enable_load_extension(True)
    sqlite_vec.load(connection)
    return connection


def fused(lists: Sequence[Rows]) -> Rows:
    """Return the ten best rows by reciprocal rank."""
    total: defaultdict[int, float] = defaultdict(float)
    for rows in lists:
        for rank, row in enumerate(rows, start=1):
            total[row] += 1 / (RRF_K + rank)
    return sorted(total, key=lambda row: (-total[row], row))[:K]


def marked(texts: Iterator[str], terms: Sequence[str]) -> None:
    """Choose and mark sentences of the page as we do, for engines that cannot."""
    from search.snippets import Pattern, snippets

    patterns = [Pattern((term,)) for term in terms]
    for text in texts:
        snippets(text, patterns, lambda pattern: 1.0, None)


ENGINES: dict[str, type[Engine]] = {
    "council-search": Ours,
    "council-search, windows": OursWindows,
    "Whoosh": Whoosh,
    "Tantivy": Tantivy,
    "Tantivy, counting": TantivyCounting,
    "SQLite FTS5 + sqlite-vec": Fts5,
    "bm25s": Bm25s,
    "LanceDB": LanceDb,
    "Milvus Lite": MilvusLite,
    "txtai": Txtai,
}


def _resident() -> dict[str, float]:
    """Return this process's memory in MB: its own, and files that are mapped."""
    facts = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return {
        name: round(int(facts[key].split()[0]) / 1024, 1)
        for name, key in (("own_mb", "RssAnon"), ("mapped_mb", "RssFile"))
    }


def _timed(call: Callable[..., Rows], arguments: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    for some in arguments[: max(5, len(arguments) // 10)]:
        call(*some)
    seconds, tops = [], []
    for some in arguments:
        started = time.perf_counter()
        rows = call(*some)
        seconds.append(time.perf_counter() - started)
        tops.append(rows)
    percentiles = {f"p{q}": round(1000 * float(np.percentile(seconds, q)), 3) for q in (50, 95, 99)}
    return {"ms": percentiles, "tops": tops, "n": len(arguments)}


def main() -> None:
    """Build or query one engine; print what was measured as JSON on the last line."""
    action, name, data_folder, folder = sys.argv[1:]
    engine, data = ENGINES[name](), Data(Path(data_folder))
    if action == "build":
        seconds = engine.build(data, Path(folder))
        print(json.dumps({"build_s": None if seconds is None else round(seconds, 2)}))
        return
    engine.open(data, Path(folder))
    queries = data.queries()
    plain = [(q["text"], q["terms"]) for q in queries["plain"]]
    result: dict[str, Any] = {"versions": {p: version(p) for p in engine.packages}}
    if engine.lexical:
        result["lexical"] = _timed(engine.lexical, [(terms,) for _, terms in plain])
    if engine.phrase:
        result["phrase"] = _timed(engine.phrase, [(terms,) for terms in queries["phrases"]])
    if engine.page:
        result["page"] = _timed(engine.page, plain)
    print(json.dumps({**result, **_resident()}))


if __name__ == "__main__":
    main()
