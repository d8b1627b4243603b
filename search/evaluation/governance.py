"""What a council is asked before it may run this and what no index knows: whose it is, how long each thing stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import metadata
from pathlib import Path

from indexer.build import ledger_file, named
from indexer.generation.recorded import GENERATIONS
from indexer.generation.store import Generation
from search.browse.info import Info
from search.evaluation.facts import COUNCILS, Fact, Owner

# As the alerts keep them, which stand above this room (`search.away`).
_ALERTS, _TOLD, _SIGN_UPS = "alerts", "ledger.sqlite", "sign-ups.sqlite"
_STANDARD = "Algorithmic Transparency Recording Standard"


def transparency(held: Info, owner: Owner, measured: dict[str, bool]) -> Iterator[Fact]:
    """Yield the fields of a transparency record; `measured` says of each risk whether it was."""
    site = "site.toml (--site)"
    yield Fact("owner", owner.name or COUNCILS, site)
    yield Fact("contact", owner.contact or COUNCILS, site)
    yield Fact("purpose", metadata("council-search")["Summary"], "the installation")
    yield Fact("items withheld by rules, for a person to check", held.n_exempt, "catalogue")
    yield Fact("where a person decides", "review, retract, undo", "council-search review, retract")
    for field in ("senior responsible owner", "who decides on withheld items", "legal basis"):
        yield Fact(field, COUNCILS, _STANDARD)
    for field in ("supplier and procurement", "impact assessments", "how a result is appealed"):
        yield Fact(field, COUNCILS, _STANDARD)
    for risk, is_measured in measured.items():
        yield Fact(f"risk measured: {risk}", is_measured or None, "the parts below")


def retention(generation: Generation) -> Iterator[Fact]:
    """Yield what holds personal data beside the generation in use, since when, and what removes it."""
    index = generation.index
    good = generation.manifest.last_good
    why = "a day after the last loss of files" if good else "with the build after next"
    for folder in sorted((index / GENERATIONS).iterdir()):
        is_own = folder.name == generation.name
        goes = "replaced by the next build" if is_own else why
        yield Fact(f"generation {folder.name}", f"written {_written(folder)}; goes: {goes}", "disk")
    alerts = index / _ALERTS
    yield _file(alerts / _TOLD, "what was told to whom", "who unsubscribes")
    yield _file(alerts / _SIGN_UPS, "e-mail addresses of sign-ups, encrypted", "who ends the alert")
    yield _file(
        index / ledger_file.FOLDER,
        "ledger of retractions, hashes only",
        "nothing: builds replay it",
    )
    for name, what in ((ledger_file.FOLDER, "copies of ledgers"), ("", "state of this machine")):
        yield _file(_state() / name, what, "whoever runs this machine, by hand")
    yield Fact("logs of the server, how long", COUNCILS, "whoever runs it: standard error")
    yield Fact("backups and proxies, how long", COUNCILS, "whoever runs them")
    yield Fact("what removes a person", 'council-search retract --name "NAME"', "docs/cli.md")
    yield Fact("who removes a person", COUNCILS, "the council's data protection officer")


def _state() -> Path:
    try:
        return named.state_folder()
    except RuntimeError:
        return Path("no home folder")


def _file(path: Path, what: str, goes: str) -> Fact:
    there = f"written {_written(path)}; goes with: {goes}" if path.exists() else "none"
    return Fact(what, there, str(path))


def _written(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
