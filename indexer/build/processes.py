"""Several sources are worked on at once, each in a process that walls it off; results come in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from queue import LifoQueue
from typing import TypeVar

from corpus.worker import Table, Worker
from indexer.tuning import BUILD

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    items: Iterable[Item], work: Callable[[Item, Worker], Result], table: Table, jobs: int
) -> Generator[Result, None, None]:
    """Yield what `work` makes of each item with a worker of `table`, in the order of the items.

    `jobs` items are worked on at once, each by a thread that mostly waits for its process. What `work`
    raises is raised in its turn; then, and when nobody asks for more, the processes are ended.
    """
    # Whoever is free again is taken first: it has loaded what it needs.
    free: LifoQueue[Worker] = LifoQueue()

    def one(item: Item) -> Result:
        worker = free.get()
        try:
            return work(item, worker)
        finally:
            free.put(worker)

    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(table)) for _ in range(jobs)]
        for worker in workers:
            free.put(worker)
        pool = ThreadPoolExecutor(jobs)
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                waiting.append(pool.submit(one, item))
                if len(waiting) > BUILD.ahead * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for worker in workers:
                worker.kill()
            pool.shutdown(cancel_futures=True)
