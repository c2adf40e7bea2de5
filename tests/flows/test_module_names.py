"""Prefect puts the folder of a flow before all else on the path: a module there must not hide a library."""

import importlib.metadata
from pathlib import Path

import flows


def test_no_module_of_flows_hides_a_library() -> None:
    libraries = set(importlib.metadata.packages_distributions())
    modules = {path.stem for path in Path(flows.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules & libraries == set()
