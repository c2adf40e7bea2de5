"""The lake of Parquet packages, the loader, the DuckDB tables, publishing and exports."""
