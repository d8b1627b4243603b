"""Records that grow, a quick index of them, and a mail server on this machine."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from indexer.build.pipeline import build
from indexer.generation import store
from search.away.alerts.post import Server
from tests.quick_model import use_exported

if TYPE_CHECKING:
    from tests.alerts.signing import Asking

SITE = "https://records.wenbridge.example/"


def toml(*alerts: str) -> str:
    head = f'site = "{SITE}"\nfrom = "Wenbridge records <records@wenbridge.example>"\n'
    return head + "".join(f"\n[[alert]]\n{alert}\n" for alert in alerts)


def meeting(day: str, *items: dict[str, str], committee: str = "Parks Committee") -> str:
    head = {"council": "Wenbridge", "committee": committee, "date": day}
    return json.dumps({**head, "items": list(items)}) + "\n"


def item(number: int, title: str, minutes: str = "", agenda: str = "") -> dict[str, str]:
    return {"number": str(number), "title": title, "minutes": minutes, "agenda": agenda}


@dataclass
class Growing:
    """A folder of records and its index."""

    records: Path
    index: Path

    def add(self, name: str, text: str) -> None:
        self.records.mkdir(exist_ok=True)
        (self.records / name).write_text(text)
        build([self.records], self.index)


@pytest.fixture
def growing(tiny_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Growing:
    use_exported(store.open_generation(tiny_built / "index").folder / "encoder", monkeypatch)
    return Growing(tmp_path / "records", tmp_path / "index")


@dataclass
class Mailbox:
    """A server that notes what it took. `answer` may say something else than yes to (command, argument)."""

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    answer: Callable[[str, str], str | None] = lambda command, argument: None
    port: int = 0

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if said := self.answer("MAIL", address):
            return said
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if said := self.answer("RCPT", address):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        if said := self.answer("DATA", to):
            return said
        parsed = message_from_bytes(envelope.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        self.taken.append((to, parsed))
        self.raw.append(envelope.content)
        return self.answer("TAKEN", to) or "250 OK"

    @property
    def server(self) -> Server:
        return Server("smtp", "127.0.0.1", self.port)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        found = Mailbox(port=free.getsockname()[1])
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    yield found
    controller.stop()


@pytest.fixture
def asking(tiny: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Return a site of records that stay as they are."""
    from tests.alerts.signing import begun

    return begun(Growing(tiny / "records", tiny / "index"), mailbox, monkeypatch)


@pytest.fixture
def grown(growing: Growing, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Return a site of records that grow."""
    from tests.alerts.signing import MAY, begun

    growing.add("may.jsonl", MAY)
    return begun(growing, mailbox, monkeypatch)
