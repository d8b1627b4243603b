"""What is written by rows is what numpy writes, and what the disk refuses is one sentence."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from corpus.errors import IndexNotWritten
from indexer.generation import disk

KINDS = st.sampled_from(
    ["<i4", "<i8", "<f4", "u1", "i1", "?", "S32", "M8[D]", [("a", "<i4"), ("b", "?")]]
)


@given(kind=KINDS, shape=array_shapes(max_dims=2, min_side=0, max_side=40), data=st.data())
def test_an_array_is_written_as_numpy_writes_it(
    kind: object,
    shape: tuple[int, ...],
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    array = data.draw(arrays(np.uint8, (*shape, np.dtype(kind).itemsize)))  # type: ignore[call-overload]
    array = (array % 2).view(kind).reshape(shape)  # type: ignore[call-overload]
    folder = tmp_path_factory.mktemp("arrays")
    disk.write_array(folder / "ours.npy", array)
    np.save(folder / "theirs.npy", array)
    assert (folder / "ours.npy").read_bytes() == (folder / "theirs.npy").read_bytes()


def test_parts_are_rows_in_a_row_and_none_may_miss(tmp_path: Path) -> None:
    whole = np.arange(60, dtype=np.float32).reshape(20, 3)
    parts = [whole[:7], whole[7:7], whole[7:]]
    disk.write_rows(tmp_path / "a.npy", np.float32, (20, 3), parts)
    np.testing.assert_array_equal(np.load(tmp_path / "a.npy"), whole)
    with pytest.raises(ValueError, match="12 bytes are missing"):
        disk.write_rows(tmp_path / "b.npy", np.float32, (21, 3), parts)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device. What is"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "Free some space or raise the limit"),
        (OSError(errno.EROFS, "Read-only file system"), "Mend that and run the command again"),
        (sqlite3.OperationalError("database or disk is full"), "database or disk is full"),
        (OSError("12 requested and 0 written"), "12 requested and 0 written"),
    ],
)
def test_what_the_disk_refuses_is_one_sentence_that_says_what_to_do(
    error: Exception, said: str
) -> None:
    with pytest.raises(IndexNotWritten, match=said) as raised, disk.writing(Path("i")):
        raise error
    assert "\n" not in str(raised.value)


def test_a_library_that_hides_the_disks_error_is_seen_through() -> None:
    full, hiding = OSError(errno.ENOSPC, "No space left on device"), RuntimeError("export failed")
    hiding.__cause__ = ValueError("in between")
    hiding.__cause__.__context__ = full
    assert disk.cause_on_disk(hiding) is full
    assert disk.cause_on_disk(ValueError()) is None
