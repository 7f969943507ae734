"""The host of the workers: a Dask scheduler and worker processes that run until stdin is closed.

python -m cnnviz.workers answers trains
"""

from __future__ import annotations

import asyncio
import sys

from distributed import Nanny, Scheduler

#: Memory limit of a worker, which is restarted if it exceeds it. TensorFlow and its data need a tenth.
MEMORY_LIMIT = "4 GiB"
HOST = "127.0.0.1"
#: Dask's own dashboard is not shown, but still opens a port; 0 lets it take any free one.
NO_PORT = f"{HOST}:0"


async def host(names: list[str]) -> None:
    """Print the scheduler's address, then run the workers until standard input is closed."""
    async with Scheduler(host=HOST, port=0, dashboard=False, dashboard_address=NO_PORT) as scheduler:
        sys.stdout.write(f"{scheduler.address}\n")
        sys.stdout.flush()
        nannies = [_nanny(scheduler.address, name) for name in names]
        try:
            await asyncio.gather(*nannies)
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)
        finally:
            await asyncio.gather(*(nanny.close(timeout=2) for nanny in nannies), return_exceptions=True)


def _nanny(scheduler: str, name: str) -> Nanny:
    return Nanny(
        scheduler,
        name=name,
        nthreads=1,
        host=HOST,
        dashboard=False,
        dashboard_address=NO_PORT,
        memory_limit=MEMORY_LIMIT,
        # Tasks ask for this resource, not for the worker's name: before its worker is up, a named task would
        # run on any other.
        resources={name: 1},
        preload=["cnnviz.workers.tasks"],
    )


if __name__ == "__main__":
    asyncio.run(host(sys.argv[1:]))
