"""Engines that search by words only: Whoosh, Tantivy, bm25s."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine import Data, Engine, K, Rows


class Whoosh(Engine):
    """Whoosh's own writer and searcher, with our analyzer and all of our fields."""

    packages = ("whoosh3",)

    def build(self, data: Data, folder: Path) -> float | None:
        from whoosh import index

        from indexer.build.segments import FIELDS, schema

        passages = list(data.passages())
        started = time.perf_counter()
        writer: Any = index.create_in(str(folder), schema()).writer(limitmb=512)
        for passage in passages:
            writer.add_document(**{name: passage[name] for name in ("id", *FIELDS)})
        writer.commit(optimize=True)
        return time.perf_counter() - started

    def open(self, data: Data, folder: Path) -> None:
        from whoosh import index, scoring
        from whoosh.query import Or, Phrase, Term

        from indexer.tuning import TERMS

        searcher: Any = index.open_dir(str(folder)).searcher(
            weighting=scoring.BM25F(K1=TERMS.k1, B=TERMS.b)
        )

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


class Bm25s(Engine):
    """bm25s has no fields: title, title and text are one, which weighs alike."""

    packages = ("bm25s",)

    def build(self, data: Data, folder: Path) -> float | None:
        import bm25s

        terms = [[*p["title_terms"], *p["title_terms"], *p["text_terms"]] for p in data.passages()]
        started = time.perf_counter()
        from indexer.tuning import TERMS

        found = bm25s.BM25(k1=TERMS.k1, b=TERMS.b)
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
