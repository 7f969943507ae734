"""The host of the workers: a Dask scheduler and worker processes, for as long as stdin stays open.

python -m cnnviz.workers answers trains
"""

from __future__ import annotations

import asyncio
import sys

from distributed import Nanny, Scheduler

#: A worker that outgrows this is ended and started again; TensorFlow and its data need a tenth of it.
MEMORY_LIMIT = "4 GiB"
HOST = "127.0.0.1"
#: Dask's own pages are not shown; what it opens for them all the same gets any free port.
NO_PORT = f"{HOST}:0"


async def host(names: list[str]) -> None:
    """Run the workers until standard input closes; print the scheduler's address first."""
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
        # Tasks ask for this, not for the name: one that comes before its worker is there would take any.
        resources={name: 1},
        preload=["cnnviz.workers.tasks"],
    )


if __name__ == "__main__":
    asyncio.run(host(sys.argv[1:]))
