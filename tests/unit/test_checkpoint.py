"""A build that is killed while it encodes loses nothing of what it has encoded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from indexer.build.checkpoint import FOLDER, KEY_BYTES, Checkpoint
from indexer.build.pipeline import build
from indexer.generation import store
from tests.conftest import write_records

_SLOW_BUILD = """
import sys, time
from dataclasses import replace
from pathlib import Path
from indexer.build import checkpoint, encoder
from indexer.build.pipeline import build
from indexer.tuning import BUILD

checkpoint.BUILD = replace(BUILD, flushed_every=1)
encoder.BUILD = replace(BUILD, encoder_batch=4)
batches = encoder.encode_batches

def slowly(transformer, texts):
    for number, batch in enumerate(batches(transformer, texts)):
        if number == 3:
            print("three batches", flush=True)
            time.sleep(120)
        yield batch

encoder.encode_batches = slowly
build([Path(sys.argv[1])], Path(sys.argv[2]))
"""


def test_a_killed_build_keeps_what_it_encoded_and_the_next_one_goes_on(tmp_path: Path) -> None:
    items = "".join(f"{n}. Item {n}\n\nThe {n} swans of ward {n}.\n\n" for n in range(1, 25))
    text = f"Wenbridge City Council\n\nParks Committee\n\nTuesday 14 May 2019\n\n{items}"
    records = write_records(tmp_path / "records", {"parks.txt": text})
    index = tmp_path / "index"
    command = [sys.executable, "-c", _SLOW_BUILD, records, index]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "three batches\n"
        os.kill(process.pid, signal.SIGKILL)
    keys = next((index / FOLDER).glob("*/keys"))
    assert keys.stat().st_size == 3 * 4 * KEY_BYTES
    # As if it had been killed in the middle of writing a vector and, later, of a key.
    for name in ("vectors", "keys"):
        with (keys.parent / name).open("ab") as file:
            file.write(b"torn")
    started = time.time()
    report = build([records], index)
    assert report.n_windows - report.n_encoded == 12, "the vectors of three batches of four"
    assert time.time() - started < 120
    assert not (index / FOLDER).exists()
    fresh = tmp_path / "fresh"
    assert build([records], fresh).n_encoded == report.n_windows
    ours, theirs = (store.open_generation(i).array("embeddings.npy") for i in (index, fresh))
    # Half precision rounds differently in another batch.
    assert np.sum(ours * theirs, axis=1).min() > 0.995


def test_vectors_of_another_model_are_not_taken(tmp_path: Path) -> None:
    with Checkpoint(tmp_path, "a" * 64) as checkpoint:
        checkpoint.add([b"k" * KEY_BYTES], np.ones((1, 3), np.float32))
    assert len(Checkpoint(tmp_path, "a" * 64).read()) == 1
    assert Checkpoint(tmp_path, "b" * 64).read() == {}
    assert Checkpoint(tmp_path, "a" * 64).read() == {}
