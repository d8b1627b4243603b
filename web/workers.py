"""Several processes that answer at one address: Python runs in one thread of a process at a time.

They share the listening sockets and, through the page cache, the index. The first process only
watches: it starts a worker again that has ended, and ends them all when it is told to.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable

# A worker that ends sooner than this would only end again.
_SHORTEST_LIFE_S = 10.0
MAX_WORKERS = 4
# Answers that are being given may take a few seconds.
_TOLD_AGAIN_S, _PATIENCE_S = 1.0, 30.0
# glibc's name of a setting for `mallopt`.
_M_ARENA_MAX = -8
_STOPPING = {signal.SIGTERM, signal.SIGINT}


def usual_number() -> int:
    """Return how many workers this machine is good for: one a processor, four at most."""
    return min(len(os.sched_getaffinity(0)), MAX_WORKERS) if hasattr(os, "fork") else 1


def one_heap() -> None:
    """Let all threads of this process and its children take memory from one heap, where glibc is used.

    Usually each thread has a heap of its own, and each keeps what the largest page it made has taken.
    `MALLOC_ARENA_MAX` in the environment is left to decide.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt and "MALLOC_ARENA_MAX" not in os.environ:
        mallopt(_M_ARENA_MAX, 1)


def run(answer: Callable[[], object], number: int) -> None:
    """Call `answer`, which does not return by itself, in `number` processes until told to stop.

    Must be called before anything of this process starts a thread. One worker is this process.
    """
    if number <= 1:
        answer()
        return
    started: dict[int, float] = {}
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while True:
            while len(started) < number:
                # Told to stop in the middle of this, it would forget the worker, or be two servers.
                told = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
                started[_fork(answer, told)] = time.monotonic()
                signal.pthread_sigmask(signal.SIG_SETMASK, told)
            ended, _ = os.wait()
            if time.monotonic() - started.pop(ended) < _SHORTEST_LIFE_S:
                sys.exit(1)
    except KeyboardInterrupt:
        pass
    finally:
        _end(set(started))


def _end(workers: set[int]) -> None:
    """Tell processes to stop until all have ended.

    A signal that comes just before a worker begins to wait for something does not wake it: Python acts
    on it when the wait is over. So it is told again, and what does not listen at all is killed.
    """
    began = time.monotonic()
    while workers:
        patient = time.monotonic() - began < _PATIENCE_S
        for process in workers:
            os.kill(process, signal.SIGTERM if patient else signal.SIGKILL)
        told = time.monotonic()
        while workers and time.monotonic() - told < _TOLD_AGAIN_S:
            workers = {process for process in workers if not os.waitpid(process, os.WNOHANG)[0]}
            time.sleep(0.01)


def _fork(answer: Callable[[], object], told: Iterable[int]) -> int:
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, told)
        answer()
        status = 0
    except KeyboardInterrupt:
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        # Being told again must not lead out of here.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        sys.stdout.flush()
        sys.stderr.flush()
        # Not through the parent's own clean-up.
        os._exit(status)


def _interrupt(number: int, frame: object) -> None:
    # Once is enough, also while it is on its way out.
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
