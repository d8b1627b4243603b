"""Each file of the index on disk: named, written and read in one module."""
