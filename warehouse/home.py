"""The home: the one folder that holds the lake, the warehouse and what is published (CHANCERY_HOME)."""

import os
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import WrongConfiguration


@dataclass(frozen=True)
class Home:
    """Where everything lies. Make one with `Home.open` (writes) or `Home.at` (only reads)."""

    root: Path

    @classmethod
    def at(cls, root: Path | str) -> "Home":
        """The home at `root`, whether it exists or not; nothing is touched."""
        return cls(Path(root).expanduser().absolute())

    @classmethod
    def open(cls, root: Path | str) -> "Home":
        """The home at `root`, its folders made and found writable.

        Raises WrongConfiguration, before anything is written, where that cannot be.
        """
        home = cls.at(root)
        try:
            for folder in (home.lake, home.published):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WrongConfiguration(
                f"the home {home.root} cannot be used: {error.strerror}",
                "Name a folder that you can write to with --home or CHANCERY_HOME.",
            ) from error
        if not os.access(home.root, os.W_OK | os.X_OK):
            raise WrongConfiguration(
                f"the home {home.root} is read-only",
                "Name a folder that you can write to with --home or CHANCERY_HOME.",
            )
        return home

    @property
    def lake(self) -> Path:
        """Immutable packages of Parquet: the record of everything that came in."""
        return self.root / "lake"

    @property
    def warehouse_file(self) -> Path:
        """The loader's own database. Can be deleted: the lake holds all that it is made of."""
        return self.root / "warehouse.duckdb"

    @property
    def backups(self) -> Path:
        """Copies of the loader's database, each made before its tables were changed."""
        return self.root / "backups"

    @property
    def published(self) -> Path:
        """What readers use: the database copy and the exports."""
        return self.root / "published"

    @property
    def published_file(self) -> Path:
        """The read-only copy of the warehouse that queries and BI tools open."""
        return self.published / "chancery.duckdb"

    @property
    def kept_copies(self) -> Path:
        """Earlier copies, named by when they were published."""
        return self.published / "earlier"

    @property
    def exports(self) -> Path:
        """The Parquet files of the last publishing."""
        return self.published / "parquet"

    @property
    def pages(self) -> Path:
        """The pages of the last publishing, for a browser."""
        return self.published / "pages"

    @property
    def prefect(self) -> Path:
        """The files of the private Prefect server that a run starts and ends."""
        return self.root / "prefect"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that writes to the warehouse."""
        return self.root / "warehouse.lock"
