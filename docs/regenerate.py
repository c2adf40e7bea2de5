"""Writes the real output of the commands in README.md and the pages of PAGES under them: `make docs`.

In a block fenced as ```console, a line that begins with "$ " is a command, and what follows is its output. All
commands of a page run one after the other in one temporary folder that looks like a fresh checkout; pages do not see
each other's data. tests/docs holds the pages against the commands, so that none of them goes stale unseen.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PAGES = (PROJECT / "README.md", *(PROJECT / "docs" / f"{name}.md" for name in ("running", "extraction", "cookbook")))
# Where a reader's checkout might lie: the temporary folder's name says nothing to anybody.
SHOWN_FOLDER = "/srv/chancery"

_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_CHECKOUT = ("Makefile", "pyproject.toml", "requirements", "seeds", ".venv")


def commands(page: str) -> list[str]:
    """The commands of a page, in their order."""
    return [line[2:] for block in _BLOCK.findall(page) for line in block.splitlines() if line.startswith("$ ")]


def regenerated(page: str, run: Callable[[str], str]) -> str:
    """The page with the output of every command as `run` gives it."""

    def with_output(block: re.Match[str]) -> str:
        return "\n".join(f"$ {command}\n{run(command)}" for command in commands(f"```console\n{block[0]}```"))

    return _BLOCK.sub(with_output, page)


def run_in(folder: Path) -> Callable[[str], str]:
    """A function that runs a command in the folder and gives what a reader sees of it."""
    others = ("PREFECT_", "CHANCERY_", "MAKE", "MFLAGS")  # make tells a make inside it to talk more
    environment = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"

    def run(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        lines = done.stdout.replace(str(folder), SHOWN_FOLDER).rstrip().splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)

    return run


def main(names: Sequence[str]) -> None:
    """Write the pages of those names anew; all of them where none is given."""
    sys.path.insert(0, str(PROJECT / "docs"))
    import reference

    if not names or "cookbook.md" in names:
        reference.write_cookbook()
    if not names or "warehouse.md" in names:
        reference.write_warehouse()
    for path in (page for page in PAGES if not names or page.name in names):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            for entry in _CHECKOUT:
                (folder / entry).symlink_to(PROJECT / entry)
            path.write_text(regenerated(path.read_text(encoding="utf-8"), run_in(folder)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
