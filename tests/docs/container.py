"""The steps of the Containerfile, run in a folder of their own, and the size of what they make.

    python -m tests.docs.container INDEX

asks the package index for what `locked.txt` names. No image is built: its base has no part in this.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.conftest import ROOT

INSTALLED = "/srv/council-search"


def steps() -> list[str]:
    """Return the commands of the first stage, in order."""
    first = (ROOT / "Containerfile").read_text("utf-8").split("\nFROM ")[1]
    return re.findall(r"^RUN (.+)$", first, re.M)


def command() -> list[str]:
    """Return the words that the image starts with, ENTRYPOINT and CMD."""
    text = (ROOT / "Containerfile").read_text("utf-8")
    found = re.findall(r"^(?:ENTRYPOINT|CMD) \[(.+)\]$", text, re.M)
    return [word for line in found for word in re.findall(r'"([^"]*)"', line)]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(index: str) -> None:
    """Run the steps on what is committed, ask the index a question, and print sizes in MB."""
    with tempfile.TemporaryDirectory() as folder:
        source, installed = Path(folder, "src"), Path(folder, "installed")
        subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
        for ignored in (ROOT / ".containerignore").read_text("utf-8").split():
            for path in source.glob(ignored):
                shutil.rmtree(path)
        for step in steps():
            here = step.replace(INSTALLED, str(installed)).replace("python ", f"{sys.executable} ")
            say(step)
            subprocess.run(here, shell=True, cwd=source, check=True)
        size = sum(path.lstat().st_size for path in installed.rglob("*"))
        names = {path.name for path in installed.glob("lib/*/site-packages/*")}
        asked = [installed / "bin" / "council-search", "query", "school places", "--index", index]
        done = subprocess.run([*asked, "--limit", "1"], capture_output=True, text=True, check=False)
        say(f"{size / 1e6:.0f} MB, torch {'is' if 'torch' in names else 'is not'} among it")
        say(f"a query ends with status {done.returncode}:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main(sys.argv[1])
