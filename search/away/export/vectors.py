"""The vectors of an index as one Parquet file: a row a window, with the id of its item and where it stands in its text."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from corpus.errors import UsageError
from corpus.extras import TABLES, refuse_without
from indexer.generation import layout
from search.page.reader import PassageReader

# Rows written at once: a group of the file, some ten MB.
_AT_ONCE = 8_192


def write(reader: PassageReader, path: Path) -> int:
    """Write (id, start, end, vector) of every window, in order of rows, and return how many there are.

    `start` and `end` count the characters of the item's text, `vector` is float32 and L2-normalised; which model it is
    of stands in the file's metadata. Raises UsageError where pyarrow is not installed, or the disk refuses.
    """
    refuse_without(TABLES, "Writing Parquet", "parquet")
    import pyarrow as pa
    from pyarrow import parquet

    known, generation = reader.manifest, reader.generation
    windows, vectors = generation.array(layout.WINDOWS), generation.array(layout.EMBEDDINGS)
    identifiers = reader.identifiers
    fields = [
        pa.field("id", pa.string(), nullable=False),
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("vector", pa.list_(pa.float32(), known.dimensions), nullable=False),
    ]
    schema = pa.schema(fields, metadata=_of_model(reader))
    try:
        with parquet.ParquetWriter(path, schema, compression="zstd") as file:
            for first in range(0, len(windows), _AT_ONCE):
                some = np.asarray(windows[first : first + _AT_ONCE])
                flat = np.asarray(vectors[first : first + _AT_ONCE]).reshape(-1)
                columns = [
                    pa.array([identifiers[row] for row in some[:, 0].tolist()], pa.string()),
                    pa.array(some[:, 1]),
                    pa.array(some[:, 2]),
                    pa.FixedSizeListArray.from_arrays(pa.array(flat), known.dimensions),
                ]
                file.write_table(pa.Table.from_arrays(columns, schema=schema))
    except pa.ArrowInvalid as error:
        raise UsageError(f"The vectors could not be written: {error}") from error
    return len(windows)


def _of_model(reader: PassageReader) -> dict[str, str]:
    """Return what is needed to make a vector that these can be compared with."""
    known = reader.manifest
    return {
        "model": known.model,
        "model_sha256": known.model_sha256,
        "query_prompt": str(known.settings.get("query_prompt", "")),
        "passage_prompt": str(known.settings.get("passage_prompt", "")),
    }
