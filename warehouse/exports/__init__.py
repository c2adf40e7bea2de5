"""What leaves the warehouse: the published copy as files that other programs open, one module a format."""
