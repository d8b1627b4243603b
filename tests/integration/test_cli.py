"""The command as its users meet it: by exit status, by what it prints and by how long it takes."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import RECORDS
from tests.integration.command import COMMAND, assert_refused, council_search

HIT_FIELDS = {
    *("rank", "score", "lexical_score", "dense_score", "id", "title", "number", "council"),
    *("committee", "date", "source", "url", "text", "snippets"),
}
HEAVY = ("torch", "transformers", "sentence_transformers")
# What only an import needs: the readers, and the passages and annotations made from what they read. Their
# patterns would cost a query a quarter of its time. Who says a quoted sentence is read by a query, too
# (`people`, `speech`, `turns`).
OF_PASSAGES = (
    *("of_meeting", "annotate", "acronyms", "procedure", "references", "people.mentions"),
    *("exclusion", "exemption", "motions", "speech.hearsay", "votes"),
)
OF_READING = (
    *("corpus.readers", "corpus.papers", "corpus.fetching", "indexer.build.pipeline"),
    *(f"indexer.passages.{module}" for module in OF_PASSAGES),
)


def seconds(command: list[object]) -> float:
    """Return the seconds that a command took.

    Of wall time and processor time the smaller counts: on a machine that others use the first says
    little, and the second is what an idle machine would need.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return min(wall, busy)


def best_of_5(command: list[object]) -> float:
    """Return the fewest seconds that a command took, of five runs."""
    return min(seconds(command) for _ in range(5))


def test_json_is_the_contract_of_the_design(sample_index: Path) -> None:
    done = council_search(
        "query", "school places", "--json", "--limit", 5, COUNCIL_SEARCH_INDEX=str(sample_index)
    )
    assert (done.returncode, done.stderr) == (0, "")
    page = json.loads(done.stdout)
    assert {"query", "mode", "sort", "matched", "elapsed_ms", "hits"} <= set(page)
    assert (page["query"], page["mode"], len(page["hits"])) == ("school places", "hybrid", 5)
    assert page["matched"] >= 5
    for rank, hit in enumerate(page["hits"], start=1):
        assert set(hit) >= HIT_FIELDS
        assert hit["rank"] == rank
        assert hit["date"] is None or date.fromisoformat(hit["date"])
        assert (RECORDS.parent / hit["source"]).is_file()
        for snippet in hit["snippets"]:
            assert set(snippet) >= {"text", "highlights", "start", "kind"}
            assert snippet["kind"] in ("words", "meaning")
            start = snippet["start"]
            assert hit["text"][start : start + len(snippet["text"])] == snippet["text"]
            assert all(0 <= a < b <= len(snippet["text"]) for a, b in snippet["highlights"])


def test_a_question_is_answered_above_the_hits(sample_index: Path) -> None:
    question = "When will Northcote cemetery be full and was it ever extended?"
    done = council_search("query", question, "--index", sample_index)
    quoted, _, hits = done.stdout.partition("Agenda items")
    assert quoted.lstrip().startswith("Quoted from the records")
    page = json.loads(council_search("query", question, "--json", "--index", sample_index).stdout)
    assert page["answers"]
    shown = " ".join(quoted.replace("  > ", "").split())
    texts = {hit["id"]: hit["text"] for hit in page["hits"]}
    for answer in page["answers"]:
        assert answer["text"] == texts[answer["id"]][answer["start"] : answer["end"]]
        assert " ".join(answer["text"].split()) in shown
        assert f"item {answer['number']}" in shown or answer["number"] is None
        assert f"[{answer['id']}]" in shown
    assert " 1. " in hits
    assert "Quoted" not in council_search("query", "lido", "--index", sample_index).stdout


def test_nothing_found_is_status_1_and_still_one_json_object(tiny_built: Path) -> None:
    done = council_search("query", "+zzqxv", "--json", "--index", tiny_built / "index")
    assert (done.returncode, json.loads(done.stdout)["hits"]) == (1, [])
    done = council_search("query", "+zzqxv", "--index", tiny_built / "index")
    assert (done.returncode, "Nothing found for '+zzqxv'" in done.stderr) == (1, True)


def test_what_is_piped_has_no_colour_codes(tiny_built: Path) -> None:
    done = council_search("query", "school places", "--index", tiny_built / "index")
    assert done.returncode == 0
    assert "School places" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr


def test_items_are_shown_by_date_when_asked_for(sample_index: Path) -> None:
    asked = ["query", "school places", "--index", sample_index]
    page = json.loads(council_search(*asked, "--sort", "newest", "--json").stdout)
    days = [hit["date"] for hit in page["hits"]]
    assert (page["sort"], len(days), days) == ("newest", 10, sorted(days, reverse=True))
    assert_refused(council_search(*asked, "--sort", "latest"), "relevance, newest, oldest")


def test_an_index_is_looked_for_in_the_variable_and_else_in_the_folder(
    tiny_built: Path, tmp_path: Path
) -> None:
    assert council_search("query", "school", folder=tmp_path).returncode == 2
    assert (
        council_search("query", "school", COUNCIL_SEARCH_INDEX=str(tiny_built / "index")).returncode
        == 0
    )
    shutil.copytree(tiny_built / "index", tmp_path / "index")
    assert council_search("query", "school", folder=tmp_path).returncode == 0


def test_evaluate_measures_all_three_modes(tiny_built: Path, tmp_path: Path) -> None:
    quote = {"quote": "too few school places", "grade": 2, "file": "schools.txt"}
    judged = [
        {"id": "a", "text": "school places", "kind": "words", "quotes": [quote]},
        {"id": "b", "text": "zzqxv", "kind": "junk"},
    ]
    queries = tmp_path / "queries.jsonl"
    queries.write_text("\n".join(map(json.dumps, judged)))
    arguments = ["evaluate", "--queries", queries, "--index", tiny_built / "index"]
    done = council_search(*arguments)
    assert done.returncode == 0, done
    for mode in ("hybrid", "lexical", "dense"):
        assert f"  {mode} " in done.stdout
    assert (
        "answers: given for 0 of 1 answerable, first one in a relevant passage for 0 of 0 "
        "(best grade: 0); given for 0 of 1 unanswerable"
    ) in done.stdout
    found = json.loads(council_search(*arguments, "--json").stdout)
    assert found["answers"] == {"answerable": 0, "right": 0, "best": 0, "unanswerable": 0}
    judged[0]["text"] = "what was said about too few school places?"
    queries.write_text("\n".join(map(json.dumps, judged)))
    answered = json.loads(council_search(*arguments, "--json").stdout)["answers"]
    assert answered == {"answerable": 1, "right": 1, "best": 1, "unanswerable": 0}
    assert {m: f["nDCG@10"]["mean"] for m, f in found["modes"].items()} == dict.fromkeys(
        ("hybrid", "lexical", "dense"), 1.0
    )
    queries.write_text('{"id": "a"')
    assert_refused(council_search(*arguments), "line 1 is not JSON")


def modules_after(*arguments: object) -> set[str]:
    """Return the modules that are loaded when a command has run in a new interpreter."""
    code = (
        "import sys; from cli.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return set(done.stderr.split())


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    loaded = modules_after("--help")
    assert "click" in loaded
    assert not loaded & {"numpy", "whoosh", "onnxruntime", "sqlite3", *HEAVY}
    assert best_of_5([COMMAND, "--help"]) < 0.4


def test_a_cold_query_loads_no_torch_and_takes_little_processor_time(sample_index: Path) -> None:
    query = ["query", "what was said about school places", "--index", sample_index]
    loaded = modules_after(*query)
    assert "onnxruntime" in loaded
    assert not loaded & set(HEAVY)
    # How fast a machine is just now says nothing of the code: each is compared with what the libraries
    # that it cannot do without took right before it.
    libraries = "import click, numpy, onnxruntime, sqlite3, whoosh.index, whoosh.qparser"
    least = [sys.executable, "-c", libraries]
    pairs = [(seconds(least), seconds([COMMAND, *query])) for _ in range(7)]
    assert min(taken / loading for loading, taken in pairs) <= 4.5, pairs


@pytest.mark.parametrize("command", ["query", "similar", "info"])
def test_what_only_asks_imports_nothing_of_reading(command: str, tiny_built: Path) -> None:
    index = tiny_built / "index"
    asked = {"query": ["what was said about school places"], "info": []}
    if command == "similar":
        page = json.loads(council_search("query", "school", "--json", "--index", index).stdout)
        asked["similar"] = [page["hits"][0]["id"]]
    loaded = modules_after(command, *asked[command], "--index", index)
    assert "indexer.generation.store" in loaded
    assert {name for name in loaded if name.startswith(OF_READING)} == set()
    # The rule names modules that are there, each of which an import does load.
    every = modules_after("index", "--help") | set(_loaded_by("indexer.build.pipeline"))
    assert {name for name in OF_READING if name not in every} <= {"corpus.fetching"}


def _loaded_by(module: str) -> list[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize("command", ["index", "query", "serve", "evaluate", "verify"])
def test_every_command_explains_itself(
    command: str,
) -> None:
    done = council_search(command, "--help")
    assert done.returncode == 0
    assert "--index" in done.stdout
    assert command in council_search("--help").stdout
