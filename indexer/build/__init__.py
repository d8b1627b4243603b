"""Sources become one generation: read, merge, encode, write, verify."""
