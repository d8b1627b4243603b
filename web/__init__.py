"""Pages and a JSON interface over one index."""
