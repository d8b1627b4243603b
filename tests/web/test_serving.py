"""Serving: what stops it from starting, and an index that is rebuilt meanwhile."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.errors import IndexDamaged, IndexMissing, UsageError
from indexer.generation.store import current_name
from search.searcher import open_index
from web.app import create_app
from web.index import served_index
from web.serve import serve


def test_missing_index_is_an_error_before_listening(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="Build one"):
        serve(tmp_path, "127.0.0.1", 0)


def test_port_in_use_says_what_to_do(sample_index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"Port {port} .* is in use.*--port {port + 1}"):
            serve(sample_index, "127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 99_999), ("127.0.0.1", 0), ("not a host", 8080)]
)
def test_no_such_address(sample_index: Path, host: str, port: int) -> None:
    with pytest.raises(UsageError, match=r"There is no (address|port)"):
        serve(sample_index, host, port)


@pytest.fixture
def own_index(tmp_path: Path, sample_index: Path) -> Path:
    return shutil.copytree(sample_index, tmp_path / "index")


def second_generation(index: Path, name: str = "000777") -> None:
    generations = index / "generations"
    current = (index / "CURRENT").read_text().strip()
    shutil.copytree(generations / current, generations / name)
    pointer = index / "CURRENT.new"
    pointer.write_text(f"{name}\n")
    pointer.replace(index / "CURRENT")


def test_new_generation_is_picked_up_without_dropping_a_request(own_index: Path) -> None:
    app = create_app(own_index)
    before = app.test_client().get("/healthz").get_json()["generation"]

    def ask(number: int) -> int:
        if number == 10:
            second_generation(own_index)
        return app.test_client().get("/?q=school+places").status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(40))) == {200}
    after = app.test_client().get("/healthz").get_json()["generation"]
    assert before != after == "000777"


@pytest.mark.skipif(not Path("/proc/self/maps").is_file(), reason="needs Linux's /proc")
def test_a_swap_closes_the_old_generation_at_once(own_index: Path) -> None:
    def open_files() -> str:
        named = [os.path.realpath(path) for path in Path("/proc/self/fd").iterdir()]
        lines = [*Path("/proc/self/maps").read_text().splitlines(), *named]
        # The encoder is the same in all of them, and has no word of a record.
        return "\n".join(line for line in lines if "/encoder/" not in line)

    app = create_app(own_index)
    encoders = set()
    for name in ("000771", "000772", "000773"):
        before = current_name(own_index)
        assert app.test_client().get("/?q=school+planni*").status_code == 200
        assert f"{own_index}/generations/{before}/" in open_files()
        encoders.add(id(served_index(app).searcher().dense.encoder))
        second_generation(own_index, name)
        served_index(app).refresh()
        assert f"{own_index}/generations/{before}/" not in open_files()
    assert len(encoders) == 1, "the encoder is the same in all of them"


def test_an_index_that_is_gone_is_told_once_and_still_served(
    own_index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_app(own_index).test_client()
    assert client.get("/?q=school").status_code == 200
    (own_index / "CURRENT").rename(own_index / "elsewhere")
    assert {client.get("/healthz").status_code for _ in range(20)} == {200}
    assert len(caplog.records) == 1
    (own_index / "elsewhere").rename(own_index / "CURRENT")
    client.get("/healthz")
    (own_index / "CURRENT").unlink()
    client.get("/healthz")
    assert len(caplog.records) == 2


def test_damaged_new_generation_does_not_stop_the_old_one(own_index: Path) -> None:
    client = create_app(own_index).test_client()
    before = client.get("/healthz").get_json()["generation"]
    second_generation(own_index)
    (own_index / "generations" / "000777" / "embeddings.npy").unlink()
    assert client.get("/?q=school").status_code == 200
    assert client.get("/healthz").get_json()["generation"] == before
    with pytest.raises(IndexDamaged):
        open_index(own_index)


def test_the_command_serves_in_parallel_until_interrupted(sample_index: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cli.cli", "serve"]
    arguments = ["--index", str(sample_index), "--port", str(port)]
    with subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, text=True) as server:

        def ask(number: int) -> int:
            address = f"http://127.0.0.1:{port}/?q=school+{number}"
            with urllib.request.urlopen(address, timeout=60) as response:
                return int(response.status)

        try:
            assert server.stdout is not None
            assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
            with ThreadPoolExecutor(8) as pool:
                assert set(pool.map(ask, range(24))) == {200}
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0


_BEFORE_A_FORK = r"""
import gc, os, sys
from web.app import create_app
from web.index import served_index
from web.serve import load

def threads():
    return len(os.listdir("/proc/self/task"))

app = create_app(sys.argv[1])
before = threads()
searcher = served_index(app).searcher()
load(app, searcher)
assert threads() == before, "a thread that no worker would have"
catalogue = os.path.realpath(searcher.generation.folder / "catalogue.sqlite")
opened = [os.path.realpath(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd")]
assert catalogue not in opened, "a connection that would cross the fork"

def answer(number):
    page = searcher.search(("school places", "what was said about trees?")[number % 2])
    return [(hit.passage.id, hit.score) for hit in page.hits]

workers = []
for _ in range(2):
    ours, theirs = os.pipe()
    worker = os.fork()
    if not worker:
        given = repr([answer(0), answer(1)])
        app.extensions.clear()
        del searcher
        gc.collect()  # the encoder and the arrays that it had before the fork go
        os.write(theirs, given.encode())
        os._exit(0)
    os.close(theirs)
    workers.append((worker, ours))
found = []
for worker, ours in workers:
    with open(ours) as given:
        found.append(given.read())
    assert os.waitpid(worker, 0)[1] == 0
assert found == [repr([answer(0), answer(1)])] * 2
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux's /proc")
def test_what_is_loaded_before_the_fork_has_no_thread_and_answers_alike_in_every_worker(
    sample_index: Path,
) -> None:
    # Where it is switched off already, as in most CI, the reports of onnxruntime prove nothing.
    usual = {k: v for k, v in os.environ.items() if k not in ("CI", "ORT_DISABLE_TELEMETRY")}
    command = [sys.executable, "-c", _BEFORE_A_FORK, str(sample_index)]
    done = subprocess.run(
        command, env=usual, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs Linux's /proc")
def test_workers_move_over_to_a_new_generation_and_none_ends(own_index: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["--index", str(own_index), "--port", str(port), "--workers", "2"]
    command = [sys.executable, "-m", "cli.cli", "serve", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:

        def ask(path: str) -> str:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as response:
                return str(response.read().decode())

        def workers() -> str:
            return Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()

        try:
            assert server.stdout is not None
            server.stdout.readline()
            with ThreadPoolExecutor(8) as pool:
                before = list(pool.map(ask, ["/api/search?q=school+places"] * 16))
                first = workers()
                second_generation(own_index)
                after = list(pool.map(ask, ["/api/search?q=school+places"] * 16))
                generations = list(pool.map(ask, ["/healthz"] * 16))
            hits = [json.loads(answer)["hits"] for answer in (*before, *after)]
            assert hits[0]
            assert hits == [hits[0]] * 32
            assert {json.loads(told)["generation"] for told in generations} == {"000777"}
            assert workers() == first
        finally:
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0


def test_missing_index_exits_with_2(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cli.cli", "serve", "--index", str(tmp_path), "--port", "0"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("council-search: There is no index in")
