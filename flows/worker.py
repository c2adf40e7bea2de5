"""What a process that helps with the extraction does when it begins."""

import os
from multiprocessing import parent_process
from threading import Thread


def begin() -> None:
    """One thread for the libraries, and an end with the process that started this one.

    Numerical libraries with a thread pool each get in each other's way (docs/architecture.md). A process of a pool
    never learns by itself that the run was killed: it would wait for work for ever, with its model in memory.
    """
    os.environ["OMP_NUM_THREADS"] = "1"
    Thread(target=_end_with_the_run, daemon=True).start()


def _end_with_the_run() -> None:
    run = parent_process()
    if run is not None:
        run.join()
        os._exit(1)
