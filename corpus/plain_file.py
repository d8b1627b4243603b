"""A small file that somebody put beside others: read whole, or refused before it can hang or fill a program."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_plain(path: Path, most: int, root: Path | None = None) -> bytes:
    """Return the bytes of a file, of at most so many; a link has to stay below `root`, if that is given.

    Raises OSError for what is larger, what is a pipe, a socket, a device or a folder, and what leads elsewhere.
    """
    if path.is_symlink() and root is not None and not _is_below(path, root):
        raise _refused(errno.EPERM, "the link leads out of the folder", path)
    # A pipe is opened without waiting for who writes into it, and what was opened is what is looked at.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _refused(errno.EINVAL, "not a file, but a pipe, a device or a folder", path)
        data = file.read(most + 1)
    if len(data) > most:
        raise _refused(errno.EFBIG, f"larger than {max(1, most // 2**20)} MB", path)
    return data


def _is_below(link: Path, root: Path) -> bool:
    """Say whether a link leads below a root, or nowhere: then opening it says so."""
    try:
        return link.resolve().is_relative_to(root.resolve())
    except RuntimeError:
        return True


def _refused(code: int, why: str, path: Path) -> OSError:
    return OSError(code, why, str(path))
