"""What is asked of speed and memory, beside what was measured: one line for each number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_HYBRID_PEERS = ("SQLite FTS5 + sqlite-vec", "LanceDB", "Milvus Lite", "txtai")
# What is asked, the bound, whether it is a lower one, how it is read from the results.
_Target = tuple[str, float, bool, Callable[[dict[str, Any]], float]]


def _p50(results: dict[str, Any], name: str, kind: str) -> float:
    return float(results["sizes"][-1]["engines"][name][kind]["ms"]["p50"])


def _of(results: dict[str, Any], name: str, kind: str) -> float:
    return _p50(results, "council-search", kind) / _p50(results, name, kind)


def _of_fastest_hybrid(results: dict[str, Any]) -> float:
    engines = results["sizes"][-1]["engines"]
    peers = [_p50(results, name, "page") for name in _HYBRID_PEERS if "page" in engines[name]]
    if not peers:
        raise KeyError("no hybrid peer is installed")
    return _p50(results, "council-search", "page") / min(peers)


def _build_of_whoosh(results: dict[str, Any]) -> float:
    whoosh = results["sizes"][-1]["engines"]["Whoosh"]["build_s"]
    return float(results["building"]["fresh_with_vectors_s"] / whoosh)


def _memory(results: dict[str, Any]) -> float:
    service = results["service"]
    return float((service["server_own_mb"] + service["server_mapped_mb"]) / service["arrays_mb"])


def _clients(results: dict[str, Any]) -> float:
    service = results["service"]
    return float(service["sixteen_clients_per_s"] / service["one_client_per_s"])


_TARGETS: tuple[_Target, ...] = (
    ("words, p50 of Tantivy's", 1.2, False, lambda r: _of(r, "Tantivy", "lexical")),
    ("words, times as fast as Whoosh", 100, True, lambda r: 1 / _of(r, "Whoosh", "lexical")),
    ("phrases, p50 of Tantivy's", 5, False, lambda r: _of(r, "Tantivy", "phrase")),
    ("hybrid page, p50 of the fastest hybrid peer's", 0.5, False, _of_fastest_hybrid),
    (
        "hybrid page as shipped, p50 in ms",
        40,
        False,
        lambda r: _p50(r, "council-search, windows", "page"),
    ),
    (
        "encoding, times sentence-transformers' defaults",
        1.7,
        True,
        lambda r: float(r["building"]["encoding"]["ratio"]),
    ),
    (
        "encoding, least cosine",
        0.995,
        True,
        lambda r: float(r["building"]["encoding"]["least_cosine"]),
    ),
    ("build without encoding, of Whoosh's own indexing", 1.3, False, _build_of_whoosh),
    (
        "one meeting more, of a build with cached vectors",
        0.1,
        False,
        lambda r: float(r["building"]["share"]),
    ),
    ("server memory, all workers, of its arrays", 1.5, False, _memory),
    ("cold query of the command, ms", 1_200, False, lambda r: float(r["service"]["cold_query_ms"])),
    ("--help, ms", 150, False, lambda r: float(r["service"]["help_ms"])),
    ("16 clients, throughput of one client's", 1.5, True, _clients),
    ("errors of 17 clients", 0, False, lambda r: float(r["service"]["errors"])),
)


def table(results: dict[str, Any]) -> list[str]:
    """Return a Markdown table: wanted, got, met or missed, at the largest size."""
    lines = ["| | wanted | got | |", "| --- | --- | --- | --- |"]
    for what, bound, at_least, read in _TARGETS:
        wanted = f"{'≥' if at_least else '≤'} {bound:,g}"
        try:
            got = read(results)
        except KeyError:
            lines.append(f"| {what} | {wanted} | not measured | |")
            continue
        met = got >= bound if at_least else got <= bound
        lines.append(f"| {what} | {wanted} | {got:,.4g} | {'met' if met else 'missed'} |")
    return lines
