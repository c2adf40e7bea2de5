"""Sources on this machine: folders that are watched, JSON lines that grow, archives of web pages."""
