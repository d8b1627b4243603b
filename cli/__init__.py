"""The `council-search` command: options, progress, terminal text."""
