"""`council-search alerts` as its users meet it: what docs/alerts.md shows runs as it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.alerts.conftest import Mailbox, toml
from tests.conftest import ROOT
from tests.docs.test_docs import shown
from tests.integration.command import assert_refused, council_search

DOCUMENT = ROOT / "docs" / "alerts.md"


def files(folder: Path) -> dict[str, bytes]:
    """Return what stands below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_the_document_shows_runs(tiny_built: Path, tmp_path: Path, mailbox: Mailbox) -> None:
    shutil.copytree(tiny_built / "index", tmp_path / "my-index")
    example = re.findall(r"^```toml\n(.*?)^```", DOCUMENT.read_text("utf-8"), re.S | re.M)[0]
    (tmp_path / "alerts.toml").write_text(example)
    # What opens the form is run by tests/browser/test_sign_up.py.
    tried, sent, again, served = shown(DOCUMENT)
    assert served[0] == "serve"
    before = files(tmp_path)
    done = council_search(*tried, folder=tmp_path)
    assert done.returncode == 0, done
    assert "Subject: 3 items for “Planning” – Records of Example Council" in done.stdout
    assert "Decided: " in done.stdout
    assert files(tmp_path) == before
    smtp = f"smtp://127.0.0.1:{mailbox.port}"
    done = council_search(*sent, folder=tmp_path, COUNCIL_SEARCH_SMTP=smtp)
    assert (done.returncode, done.stdout) == (
        0,
        "0 new items; 0 mails sent, with 0 items; 0 wait\n",
    ), done
    done = council_search(*again, folder=tmp_path)
    assert (done.returncode, "has mails again" in done.stdout) == (0, True), done
    (tmp_path / "alerts.toml").write_text(toml('search = "schools"\nto = "cy@example.org"'))
    done = council_search(*sent, "--since", "2019", folder=tmp_path, COUNCIL_SEARCH_SMTP=smtp)
    # What has no date is of no day.
    assert "0 mails sent" in done.stdout
    (tmp_path / "alerts.toml").write_text(toml('search = "road"\nto = "cy@example.org"'))
    done = council_search(*sent, "--since", "2019", folder=tmp_path, COUNCIL_SEARCH_SMTP=smtp)
    assert "1 mail sent, with 1 item" in done.stdout
    assert [to for to, _ in mailbox.taken] == ["cy@example.org"]


def test_what_cannot_be_sent_is_told_before_anything_is_noted(tiny: Path) -> None:
    (tiny / "alerts.toml").write_text(toml('search = "road"\nto = "cy@example.org"'))
    call = ("alerts", "alerts.toml", "--index", "index")
    assert_refused(council_search(*call, folder=tiny), "COUNCIL_SEARCH_SMTP names the mail server")
    assert not (tiny / "index" / "alerts").exists()
    refused = council_search(*call, "--since", "soon", "--dry-run", folder=tiny)
    assert_refused(refused, "There is no date 'soon'")
    assert_refused(council_search(*call, "--again", "a b", folder=tiny), "is no e-mail address")
    nowhere = council_search(
        "alerts", "alerts.toml", "--index", "nowhere", "--again", "a@example.org", folder=tiny
    )
    assert_refused(nowhere, "Give the folder of an index")
    (tiny / "alerts.toml").write_text("site = 3")
    assert_refused(council_search(*call, folder=tiny), "alerts.toml: site is a text")


@pytest.mark.parametrize("variable", ["http://x", "smtp://mail.example.org"])
def test_a_wrong_server_is_told(variable: str, tiny: Path) -> None:
    (tiny / "alerts.toml").write_text(toml('search = "road"\nto = "cy@example.org"'))
    call = ("alerts", "alerts.toml", "--index", "index")
    assert_refused(
        council_search(*call, folder=tiny, COUNCIL_SEARCH_SMTP=variable), "COUNCIL_SEARCH_SMTP"
    )
