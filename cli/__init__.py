"""The `chancery` command."""
