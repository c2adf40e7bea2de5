"""A script: waits until the process that started it is gone, however it went, then ends the process named.

Nothing else does that for a child of a process that was killed. The sign is the end of standard input, which only
the starter holds open.
"""

import os
import signal
import sys


def end_with_starter(process: int) -> None:
    """Block until standard input ends, then ask `process` to terminate, if it is still there."""
    sys.stdin.buffer.read()
    try:
        os.kill(process, signal.SIGTERM)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    end_with_starter(int(sys.argv[1]))
