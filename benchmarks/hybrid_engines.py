"""Engines that search by words and by vectors: SQLite with sqlite-vec, LanceDB, Milvus Lite, txtai."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from engine import DEPTH, RRF_K, Data, Engine, K, Rows, fused, marked


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
