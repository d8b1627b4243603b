"""How much an index survives: kills, changed files, full disks, with fixed bounds.

    python -m tests.soak.trials [--short] [--only PART ...] [--index FOLDER]

Prints a table, and every broken promise (docs/reliability.md) below it; status 1 if there is one. Each trial
runs in a process of its own, forked from this one, so that a crash is a result. `PARTS` is where further
parts go: a function of the work folder and of how many trials, which returns what went wrong.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CouncilSearchError, IndexNotWritten
from indexer.build import ledger
from indexer.build.asking import Asked
from indexer.build.every_byte import holding
from indexer.build.ledger_file import BESIDE
from indexer.build.pipeline import build
from indexer.build.retracting import carry_out, retract
from indexer.build.verify import problems_of
from indexer.generation import recorded, store
from search.searcher import open_index
from tests.soak import kills
from tests.soak.secrets import planted

Problems = list[str]
ITEM = "Agenda item\n\nSwans of {0}\n\nMinutes:\n\nThe {0} swans of ward {0} were counted twice.\n"


@dataclass(frozen=True)
class Work:
    """A folder with `records`, an `index` of them that is whole, and the `state` that a machine keeps beside it."""

    folder: Path

    def copy(self, name: str) -> Path:
        """Return a copy of all for one trial, in which a file is changed by replacing it only."""
        target = self.folder / "trials" / name
        shutil.rmtree(target, ignore_errors=True)
        # The index names these records, not the trial's: an earlier trial's ledger would spare this one some steps.
        shutil.rmtree(self.folder / "records" / BESIDE, ignore_errors=True)
        shutil.copytree(self.folder / "records", target / "records")
        shutil.copytree(self.folder / "index", target / "index", copy_function=os.link)
        shutil.copytree(self.folder / "state", target / "state")
        return target


def as_on_its_own_machine(trial: Path) -> None:
    """Have this process know what a trial's own machine knows, not what an earlier trial noted."""
    os.environ["XDG_STATE_HOME"] = str(trial / "state")


def in_child(trial: Callable[[], str | None], seconds: int = 120) -> tuple[str | None, int | None]:
    """Run a trial in a process of its own; return what it says is wrong, and the signal that ended it.

    It may take so many seconds of processor time, and eight times that by the clock: a busy machine is no hang.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        signal.alarm(8 * seconds)
        try:
            said = trial() or ""
        except BaseException:
            said = traceback.format_exc(limit=-3)
        os.write(writes, said.encode()[-60_000:])
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    return said or None, os.WTERMSIG(status) if os.WIFSIGNALED(status) else None


def prepare(folder: Path, index: Path | None) -> Work:
    """Return the work folder, its index built, or copied from a whole one of any records."""
    work = Work(folder)
    for number in range(12):
        path = folder / "records" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ITEM.format(number))
    if index is not None:
        shutil.copytree(index, folder / "index")
    said, ended = in_child(
        lambda: (build([folder / "records"], folder / "index", replace_sources=True), None)[1], 900
    )
    if said or ended:
        raise SystemExit(f"The index to start from could not be built: {said or ended}")
    return work


def _change(trial: Path) -> None:
    """Change a file of the records, add one and lose one."""
    (trial / "records" / "0.txt").write_text(ITEM.format("zero"))
    (trial / "records" / "new.txt").write_text(ITEM.format("new"))
    (trial / "records" / "11.txt").unlink(missing_ok=True)


def _update(trial: Path) -> None:
    """Build again with changed records, and with no others: there are 12 items before and behind it."""
    _change(trial)
    build([trial / "records"], trial / "index", replace_sources=True)


def _after(trial: Path, *, is_short: bool = False) -> Problems:
    """Return what is wrong with the index of a trial, and with one more build of it."""
    problems = []
    generation = store.open_generation(trial / "index")
    problems += problems_of(generation)
    if generation.manifest.n_passages != 12:
        problems.append(f"{generation.manifest.n_passages} items are served, not 12")
    if is_short:
        return problems
    _update(trial)
    generation = store.open_generation(trial / "index")
    problems += problems_of(generation)
    left = [p.name for p in (trial / "index" / "generations").iterdir() if p.suffix]
    if left:
        problems.append(f"left behind: {left}")
    if len(recorded.names(trial / "index")) > 3:
        problems.append(f"generations: {recorded.names(trial / 'index')}")
    return problems


def _killed(work: Work, name: str, patch: Callable[[Path], None]) -> Problems:
    trial = work.copy(name)

    def run() -> None:
        as_on_its_own_machine(trial)
        patch(trial)
        _update(trial)

    def after() -> str | None:
        as_on_its_own_machine(trial)
        return "; ".join(_after(trial)) or None

    said, ended = in_child(run)
    if said or ended != signal.SIGKILL:
        return [f"{name}: {said or 'nothing was killed'}"]
    said, crashed = in_child(after)
    shutil.rmtree(trial)
    return [f"{name}: {said or crashed}"] if said or crashed else []


def _chosen(
    work: Work, run: Callable[[Path], object], n_trials: int
) -> Iterator[tuple[int, bool, str]]:
    """Yield which of a run's calls to kill it at, whether before or behind it, and a name for the trial."""
    trial = work.copy("counted")

    def count() -> str:
        as_on_its_own_machine(trial)
        return kills.counted(lambda: run(trial))

    said, _ = in_child(count)
    shutil.rmtree(trial)
    calls = kills.calls_of(said)
    numbers = kills.spread(len(calls), n_trials, kills.decisive(calls))
    for number, at in enumerate(numbers):
        before = number % 2 == 0
        yield at, before, f"{calls[at].step}-{at}-{'before' if before else 'behind'}"


def kills_at_publishing(work: Work, n_trials: int) -> Problems:
    """Kill a build before or behind one of the calls that write and publish a generation, and remove others."""
    problems = []
    for at, before, name in _chosen(work, _update, n_trials):
        problems += _killed(
            work, name, lambda _, at=at, before=before: kills.die_at(at, before=before)
        )
    return problems


def _opened(trial: Path) -> str:
    """Return how many files of a trial a build of it opens."""
    found: list[int] = []
    as_on_its_own_machine(trial)
    kills.opens(trial, found.append)
    _update(trial)
    return str(len(found))


def kills_elsewhere(work: Work, n_trials: int) -> Problems:
    """Kill a build when it opens one of its files, spread over all that it opens."""
    trial = work.copy("counted")
    said, _ = in_child(lambda: _opened(trial))
    shutil.rmtree(trial)
    problems = []
    for at in kills.spread(int(said or ""), n_trials):

        def patch(trial: Path, at: int = at) -> None:
            def die(number: int) -> None:
                if number == at:
                    os.kill(os.getpid(), signal.SIGKILL)

            kills.opens(trial, die)

        problems += _killed(work, f"open-{at}", patch)
    return problems


def _mutations(content: bytes, n: int) -> Iterator[tuple[str, bytes]]:
    middle = len(content) // 2
    flipped = bytearray(content)
    if flipped:
        flipped[middle] ^= 0x10
    kinds = [
        ("one bit", bytes(flipped)),
        ("one byte less", content[:-1]),
        ("its beginning overwritten", bytes(min(32, len(content))) + content[32:]),
        ("emptied", b""),
        ("another file's", b"PK\x03\x04" * 64),
    ]
    yield from (kind for kind in kinds[:n] if kind[1] != content)


def mutations(work: Work, n_trials: int) -> Problems:
    """Change every file of a generation in several ways: `verify` finds it, a query never crashes."""
    problems = []
    folder = store.open_generation(work.folder / "index").folder
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for name in sorted(names):
        for how, content in _mutations((folder / name).read_bytes(), n_trials):
            trial = work.copy("mutated")
            path = trial / "index" / "generations" / folder.name / name
            path.unlink()
            path.write_bytes(content)
            said, ended = in_child(lambda trial=trial, name=name: _answer_or_refuse(trial, name))
            if said or ended:
                problems.append(f"{name}, {how}: {said or f'signal {ended}'}")
    return problems


def _answer_or_refuse(trial: Path, name: str) -> str | None:
    try:
        open_index(trial / "index").search("swans of ward")
        open_index(trial / "index").search('"ward 3" swan*', mode="lexical")
    except CouncilSearchError:
        pass
    if name == "manifest.json":
        return None
    try:
        found = problems_of(store.open_generation(trial / "index"))
    except CouncilSearchError:
        return None
    return None if found else "verify does not find it"


def full_disks(work: Work, n_trials: int) -> Problems:
    """Build where no file may grow beyond a size, as on a full disk: one sentence, nothing left."""
    problems = []
    for number in range(n_trials):
        size, trial = (
            (0, 1, 100, 500, 2_000, 5_000, 9_000, 20_000, 40_000, 70_000)[number],
            work.copy("full"),
        )

        def run(size: int = size, trial: Path = trial) -> str | None:
            as_on_its_own_machine(trial)
            _change(trial)  # The limit is the index's, not that of whoever writes the records.
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
            try:
                build([trial / "records"], trial / "index", replace_sources=True)
            except IndexNotWritten as error:
                return None if "\n" not in str(error) else f"{size}: more than a sentence: {error}"
            return None if size > 30_000 else f"{size}: it was built"

        said, ended = in_child(run)
        problems += [said or f"{size}: signal {ended}"] if said or ended else []
        said, ended = in_child(
            lambda trial=trial: "; ".join([*_left(trial), *_after(trial, is_short=True)]) or None
        )
        problems += [f"{size}: afterwards: {said or ended}"] if said or ended else []
    return problems


def _left(trial: Path) -> Problems:
    there = [path.name for path in (trial / "index" / "generations").iterdir()]
    return [f"left behind: {name}" for name in there if name.endswith(".partial")]


def _retract(trial: Path, secret: str) -> None:
    retract(trial / "index", Asked("phrase", (secret,), "A test"))


def kills_of_retractions(work: Work, n_trials: int) -> Problems:
    """Kill a retraction at one of its steps: what was noted is out of every byte behind the next command."""
    problems = []
    chosen = _chosen(work, lambda trial: _retract(trial, "ward 2"), n_trials)
    for number, (at, before, name) in enumerate(chosen):
        secret, trial = f"ward {2 + number % 8}", work.copy(f"retracted-{number}")

        def run(
            trial: Path = trial, at: int = at, before: bool = before, secret: str = secret
        ) -> None:
            as_on_its_own_machine(trial)
            kills.die_at(at, before=before)
            _retract(trial, secret)

        def after(trial: Path = trial, number: int = number, secret: str = secret) -> str | None:
            as_on_its_own_machine(trial)
            if not ledger.history(trial / "index"):
                return None  # Killed before it was noted: nothing was promised.
            if number % 2:
                carry_out(trial / "index")
            else:
                build((), trial / "index")
            return (
                "; ".join([*holding(trial / "index", [secret]), *_after(trial, is_short=True)])
                or None
            )

        said, ended = in_child(run)
        if said or ended != signal.SIGKILL:
            problems.append(f"{name}: {said or 'nothing was killed'}")
        said, crashed = in_child(after)
        problems += [f"{name}: {said or crashed}"] if said or crashed else []
        shutil.rmtree(trial)
    return problems


def planted_secrets(work: Work, n_trials: int) -> Problems:
    """Plant so many secrets in many forms of records, retract them, and search every byte."""
    said, ended = in_child(
        lambda: "; ".join(planted(work.folder, n_trials, work.folder / "index")[:30]) or None, 7_200
    )
    return [said or f"signal {ended}"] if said or ended else []


Part = Callable[[Work, int], Problems]
# Part, trials of `make soak`, trials of the short form in `make test`.
PARTS: dict[str, tuple[Part, int, int]] = {
    "kills at publishing": (kills_at_publishing, 40, 4),
    "kills elsewhere": (kills_elsewhere, 60, 2),
    "mutations of each file": (mutations, 3, 1),
    "full disks": (full_disks, 10, 3),
    "kills of a retraction": (kills_of_retractions, 40, 3),
    "planted secrets": (planted_secrets, 1_000, 10),
}


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Run the parts and print their table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="few trials of each part")
    parser.add_argument("--only", nargs="*", choices=PARTS, help="these parts only")
    parser.add_argument("--index", type=Path, help="a whole index, whose encoder is taken over")
    asked = parser.parse_args()
    failed: Problems = []
    _say("| what | trials | broken promises | seconds |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = f"{name}/state"
        work = prepare(Path(name), asked.index)
        for part, (function, many, few) in PARTS.items():
            if asked.only and part not in asked.only:
                continue
            n_trials, started = few if asked.short else many, time.perf_counter()
            problems = function(work, n_trials)
            took = time.perf_counter() - started
            _say(f"| {part} | {n_trials:,} | {len(problems)} | {took:.0f} |")
            failed += [f"{part}: {problem}" for problem in problems]
    _say("\n".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
