"""`council-search` in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).parent / "council-search"
Result = subprocess.CompletedProcess[str]


def council_search(*arguments: object, folder: Path = Path("/"), **variables: str) -> Result:
    """Run the command in a folder; whatever it is asked, it ends without a traceback."""
    environment = {k: v for k, v in os.environ.items() if k != "COUNCIL_SEARCH_INDEX"}
    done = subprocess.run(
        [COMMAND, *(os.fsencode(str(argument)) for argument in arguments)],
        cwd=folder,
        env=environment | variables,
        capture_output=True,
        text=True,
        # A hang is one on a busy machine too, where the model alone takes minutes to load.
        timeout=600,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def assert_refused(done: Result, *said: str) -> None:
    """The user must act: status 2, nothing on the output, and a message that helps."""
    assert (done.returncode, done.stdout) == (2, ""), done
    for words in said:
        assert words in done.stderr
