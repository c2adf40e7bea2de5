"""Sources on the open web: fetched politely, and as if each answer were hostile."""
