"""The warehouse made anew from the lake, which holds all that it is made of."""

from datetime import datetime

from schemas.errors import WrongConfiguration
from warehouse.home import Home
from warehouse.loader import LoadSummary, load_pending
from warehouse.lock import writing


def rebuild(home: Home, now: datetime, wait_seconds: float = 60.0) -> LoadSummary:
    """Delete the loader's database and load every package of the lake into a new one.

    The published copy serves its readers until a new one is published. A rebuild that is killed is finished by the next
    one, or by the next run. Raises WrongConfiguration where there is no lake, WarehouseBusy where another process
    writes for longer than `wait_seconds`.
    """
    if not home.lake.is_dir():
        raise WrongConfiguration(f"there is no lake in {home.root}", "Name the home with --home or CHANCERY_HOME.")
    with writing(home, "rebuilding", now, wait_seconds):
        # The log first: DuckDB would play one that is left alone into the new file.
        home.warehouse_file.with_name(home.warehouse_file.name + ".wal").unlink(missing_ok=True)
        home.warehouse_file.unlink(missing_ok=True)
    return load_pending(home, now, wait_seconds)
