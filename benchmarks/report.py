"""The results as JSON, as a Markdown table and as a plot."""

from __future__ import annotations

import json
from math import log10
from pathlib import Path
from typing import Any

_KINDS = {"lexical": "words", "phrase": "phrase", "page": "hybrid page"}
_OURS = "council-search"


def write(results: dict[str, Any], folder: Path) -> None:
    """Write `compare.json`, `compare.md` and `compare.svg`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compare.json").write_text(json.dumps(results, indent=1) + "\n")
    (folder / "compare.md").write_text(markdown(results) + "\n")
    (folder / "compare.svg").write_text(plot(results["sizes"][-1]))


def markdown(results: dict[str, Any]) -> str:
    """Return all results as Markdown."""
    machine = results["machine"]
    lines = [
        f"Measured {machine['when']} on {machine['cores']} cores of {machine['processor']}, Python "
        f"{machine['python']}, in one run. Passages: {results['passages']}; {results['vectors']}.",
    ]
    for size in results["sizes"]:
        lines += ["", f"## {size['n']:,} passages of {size['n_meetings']:,} meetings", ""]
        lines += _table(size)
    if "service" in results:
        lines += ["", "## Service and building, largest size", "", "```"]
        lines += [json.dumps(results[name], indent=1) for name in ("service", "building")]
        lines += ["```"]
    return "\n".join(lines)


def _table(size: dict[str, Any]) -> list[str]:
    ours = size["engines"][_OURS]
    head = "| engine | " + " | ".join(
        f"{name}: p50 / p95 / p99 ms (of ours; top ten)" for name in _KINDS.values()
    )
    lines = [f"{head} | build s | memory MB | mapped MB | disk MB |", "| --- " * 8 + "|"]
    for name, found in size["engines"].items():
        if "missing" in found:
            lines.append(f"| {name} | {found['missing']} |  |  |  |  |  |  |")
            continue
        cells = [_cell(found.get(kind), ours.get(kind)) for kind in _KINDS]
        rest = [found.get(key) for key in ("build_s", "own_mb", "mapped_mb", "disk_mb")]
        lines.append(f"| {name} | " + " | ".join([*cells, *(_shown(x) for x in rest)]) + " |")
    versions = {k: v for f in size["engines"].values() for k, v in f.get("versions", {}).items()}
    lines += ["", ", ".join(f"{name} {number}" for name, number in sorted(versions.items()))]
    return lines


def _cell(found: dict[str, Any] | None, ours: dict[str, Any] | None) -> str:
    if not found or not ours:
        return "–"
    ms = found["ms"]
    ratio = ms["p50"] / ours["ms"]["p50"]
    shown = f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"
    agreed = f"; {found['agreement']:.2f}" if "agreement" in found else ""
    return f"{ms['p50']:.2f} / {ms['p95']:.2f} / {ms['p99']:.2f} ({shown} ×{agreed})"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:,.1f}"


def plot(size: dict[str, Any]) -> str:
    """Return a bar chart of the medians on a logarithmic scale, as SVG."""
    bars = [
        (f"{name}, {_KINDS[kind]}", found[kind]["ms"]["p50"], name.startswith(_OURS))
        for kind in _KINDS
        for name, found in size["engines"].items()
        if kind in found
    ]
    least, most = 0.01, max([1.0, *(value for _, value, _ in bars)])
    rows = []
    for at, (label, value, ours) in enumerate(bars):
        y = 50 + 22 * at
        width = 420 * log10(max(value, least) / least) / log10(most / least)
        colour = "#0b6e4f" if ours else "#8a8f98"
        rows.append(
            f'<text x="290" y="{y + 13}" text-anchor="end">{label}</text>'
            f'<rect x="300" y="{y}" width="{width:.1f}" height="17" fill="{colour}"/>'
            f'<text x="{306 + width:.1f}" y="{y + 13}">{value:.2f} ms</text>'
        )
    height = 70 + 22 * len(bars)
    title = f"Median time of a query, {size['n']:,} passages (logarithmic)"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="820" height="{height}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f'<text x="20" y="28" font-size="15">{title}</text>{"".join(rows)}</svg>\n'
    )
