"""The short forms of `make soak`: the same, for seconds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.soak.clients import clients


@pytest.mark.skipif(sys.platform != "linux", reason="reads memory from Linux's /proc")
def test_readers_notice_nothing_of_swaps_and_memory_stays(sample_index: Path) -> None:
    found = clients(sample_index, seconds=25, number=12, swap_s=4)
    assert found.errors == []
    assert found.answers > 50
    assert len(found.memory) >= 4
    assert len(found.generations) >= 2
    # Of the few seconds of a test a tenth is noise; `make soak` holds it to a tenth over minutes.
    assert found.growth < 1.25
    assert found.status == 0
