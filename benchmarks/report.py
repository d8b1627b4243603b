"""The results as JSON, as a Markdown table and as a plot."""

from __future__ import annotations

import json
from math import log10
from pathlib import Path
from typing import Any

import targets

_KINDS = {"lexical": "words", "phrase": "phrase", "page": "hybrid page"}
_OURS = "council-search"
_WANTED_AT = (
    "The numbers are wanted at 95,414 passages on 2 cores; a smaller size is no test of them."
)


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
    lines += ["", "## How cost grows", "", *_growth(results["sizes"])]
    if "service" in results:
        largest = f"{results['sizes'][-1]['n']:,} passages"
        lines += ["", f"## Wanted and got, {largest}", "", _WANTED_AT, "", *targets.table(results)]
        lines += ["", f"## Building, {largest}", "", *_building(results["building"])]
        lines += ["", f"## The command and the server, {largest}", ""]
        lines += ["| | |", "| --- | --- |"]
        lines += [f"| {name} | {value:,} |" for name, value in results["service"].items()]
    return "\n".join(lines)


def _growth(sizes: list[dict[str, Any]]) -> list[str]:
    """Return what a user has, as shipped (several windows a passage), at each size."""
    shipped = [size["engines"]["council-search, windows"] for size in sizes]
    rows = {
        "windows": [f"{found['n_windows']:,}" for found in shipped],
        **{
            f"{name}, p50": [f"{found[kind]['ms']['p50']:.2f} ms" for found in shipped]
            for kind, name in _KINDS.items()
        },
        "build, vectors for nothing": [f"{found['build_s']:,.0f} s" for found in shipped],
        "own memory of a process": [f"{found['own_mb']:,.0f} MB" for found in shipped],
        "disk": [f"{found['disk_mb']:,.0f} MB" for found in shipped],
    }
    lines = [
        "| | " + " | ".join(f"{size['n']:,} passages" for size in sizes) + " |",
        "| --- |" + " --- |" * len(sizes),
    ]
    return lines + [f"| {name} | " + " | ".join(values) + " |" for name, values in rows.items()]


def _building(found: dict[str, Any]) -> list[str]:
    """Return the seconds of every stage: nothing new, one meeting more, all anew with known vectors."""
    stages = found["stages_s"]
    lines = ["| seconds | unchanged | one meeting more | all but the vectors |", "| --- " * 4 + "|"]
    lines += [
        f"| {stage} | " + " | ".join(f"{stages[run].get(stage, 0):.1f}" for run in stages) + " |"
        for stage in stages["fresh"]
    ]
    totals = [found[k] for k in ("again_s", "one_meeting_more_s", "fresh_with_vectors_s")]
    lines.append("| all | " + " | ".join(f"{seconds:.1f}" for seconds in totals) + " |")
    encoding = found["encoding"]
    return [
        *lines,
        "",
        f"The first two are medians of {found['rounds']}; loading torch and exporting the query encoder, "
        f"{found['model_s']:.1f} s, are left out of the last. Encoding: {encoding['ours_per_s']} windows a "
        f"second, sentence-transformers with its defaults {encoding['default_per_s']}; n "
        f"{encoding['n']:,}, least cosine {encoding['least_cosine']}.",
    ]


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
