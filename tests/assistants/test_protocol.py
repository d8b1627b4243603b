"""The tools as the SDK's own client sees them: in this process, from a subprocess over stdio, and over HTTP."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from search.away.assistants.records import Source
from search.away.assistants.server import server
from tests.conftest import ROOT
from tests.docs.test_docs import shown
from tests.integration.command import COMMAND, assert_refused, council_search

TOOLS = {"search", "passage", "meeting", "person", "similar", "coverage"}
SCHEMA = jsonschema.Draft202012Validator


async def _walk(client: Client) -> dict[str, Any]:
    """Ask everything once, as an assistant goes on from one answer to the next; return the answers."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == TOOLS
    answers: dict[str, Any] = {}

    async def ask(name: str, /, **arguments: object) -> Any:
        result = await client.call_tool(name, arguments)
        assert not result.is_error, result
        SCHEMA(tools[name].output_schema or {}).validate(result.structured_content)
        answers[name] = result.structured_content
        return answers[name]

    for tool in tools.values():
        SCHEMA.check_schema(tool.input_schema)
        SCHEMA.check_schema(tool.output_schema or {})
        assert tool.input_schema["type"] == "object"
        assert tool.description
        assert len(tool.description) > 60
        assert tool.annotations
        assert tool.annotations.read_only_hint
    found = await ask("search", words="permission road", near_in_meaning=True)
    first = found["items"][0]
    await ask("passage", id=first["id"])
    await ask("meeting", committee=first["committee"], date=first["date"])
    await ask("similar", id=first["id"])
    await ask("person", name="Raman")
    await ask("coverage")
    return answers


def _assert_says_the_record(answers: dict[str, Any]) -> None:
    assert answers["search"]["items"][0]["title"] == "Application 16/01234/FUL"
    assert "Councillor Raman asked about the road." in answers["passage"]["text"]
    assert (
        answers["passage"]["item"]["decided"][0]["text"] == "RESOLVED: That permission be granted."
    )
    assert answers["meeting"]["items"][0]["title"] == "Apologies"
    assert answers["person"]["items"][0]["quotes"][0]["speaker"] == "Raman"
    assert answers["coverage"]["n_items"] == 4


def test_over_stdio_in_a_subprocess(tiny_built: Path) -> None:
    async def asked() -> dict[str, Any]:
        program = StdioServerParameters(
            command=str(COMMAND), args=["mcp", "--index", str(tiny_built / "index")]
        )
        async with Client(stdio_client(program)) as client:
            return await _walk(client)

    _assert_says_the_record(asyncio.run(asked()))


@pytest.fixture
def address(tiny_built: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [COMMAND, "mcp", "--http", "--port", str(port), "--index", str(tiny_built / "index")]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as running:
        try:
            _wait_for(port, running)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            running.terminate()
            running.communicate(timeout=60)


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and running.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("it does not listen")


def test_over_http(address: str) -> None:
    async def asked() -> dict[str, Any]:
        async with Client(address) as client:
            return await _walk(client)

    _assert_says_the_record(asyncio.run(asked()))
    for header, value in (("Host", "evil.example"), ("Origin", "https://evil.example")):
        request = urllib.request.Request(address, b"{}", {"Content-Type": "application/json"})
        request.add_header("Accept", "application/json, text/event-stream")
        request.add_header(header, value)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=30)
        assert refused.value.code in (403, 421)
        refused.value.close()
    long = urllib.request.Request(address, b"x" * 100_000, {"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(long, timeout=30)
    assert 400 <= refused.value.code < 500
    refused.value.close()


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search", {"words": "x", "limit": 10_000}, "less than or equal to 20"),
        ("search", {"words": "x" * 5_000}, "at most 2000"),
        ("search", {"words": "x", "order": "sideways"}, "relevance"),
        ("search", {}, "Say what to search for"),
        ("passage", {"id": "nothing"}, "There is no item"),
        ("passage", {"id": "x", "start": -1}, "greater than or equal to 0"),
        ("person", {"name": "Nobody"}, "No councillor of that name"),
    ],
)
def test_what_an_assistant_does_wrong_it_is_told(
    source: Source, tool: str, arguments: dict[str, object], said: str
) -> None:
    async def asked() -> str:
        async with Client(server(source)) as client:
            result = await client.call_tool(tool, arguments)
            assert result.is_error
            return str(result.content)

    assert said in asyncio.run(asked())


def test_what_goes_wrong_inside_is_not_told(source: Source) -> None:
    class Broken:
        def searcher(self) -> None:
            raise RuntimeError("/srv/secret/path")

    async def asked() -> str:
        async with Client(server(Source(Broken()))) as client:  # type: ignore[arg-type]
            return str(await client.call_tool("coverage", {}))

    said = asyncio.run(asked())
    assert "is_error=True" in said
    assert "secret" not in said


def test_what_the_document_shows_runs(tiny_built: Path, tmp_path: Path) -> None:
    (tmp_path / "my-index").symlink_to(tiny_built / "index")
    commands = [words for words in shown(ROOT / "docs" / "assistants.md") if words[0] == "mcp"]
    assert len(commands) == 2
    stdio = next(words for words in commands if "--http" not in words)

    async def asked() -> dict[str, Any]:
        program = StdioServerParameters(command=str(COMMAND), args=stdio, cwd=tmp_path)
        async with Client(stdio_client(program)) as client:
            return await _walk(client)

    _assert_says_the_record(asyncio.run(asked()))


def test_what_cannot_be_served_is_refused(tiny: Path) -> None:
    assert_refused(council_search("mcp", "--index", tiny / "nowhere"), "There is no index")
    done = council_search("mcp", "--http", "--port", "99999", "--index", tiny / "index")
    assert_refused(done, "There is no port 99999")
