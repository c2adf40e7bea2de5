"""CAMEO and PLOVER codes beside our own types, as data (docs/warehouse.md says where they come from)."""
