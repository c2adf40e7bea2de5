"""Comments of columns: each meaning is written once in SQL, and goes to every column of that name."""

import duckdb

from warehouse.database import run_script


def describe(copy: duckdb.DuckDBPyConnection) -> None:
    """Comment the tables, views and columns of a fresh copy.

    Call it after every other script. A column without a comment of its own gets that of another of its name: of
    fact_event where it has one, otherwise of the first table by name. What is still without one, tests/docs tells.
    """
    run_script(copy, "042_comments.sql")
    columns = copy.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main' "
        "ORDER BY table_name <> 'fact_event', table_name, column_name"
    ).fetchall()
    meanings: dict[str, str] = {}
    for _, name, comment in columns:
        if comment:
            meanings.setdefault(name, comment)
    for table, name, comment in columns:
        if not comment and name in meanings:
            meaning = meanings[name].replace("'", "''")
            copy.execute(f'COMMENT ON COLUMN "{table}"."{name}" IS \'{meaning}\'')
