"""Serving: what stops it from starting, and an index that is rebuilt meanwhile."""

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
from search.searcher import open_index
from web.app import create_app
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
    command = [sys.executable, "-m", "search.cli", "serve"]
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


def test_missing_index_exits_with_2(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "search.cli", "serve", "--index", str(tmp_path), "--port", "0"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("council-search: There is no index in")
