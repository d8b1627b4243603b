"""Records become passages, and passages one generation of an index on disk."""
