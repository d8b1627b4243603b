"""Which items and stretches of a meeting the public may not read, and why."""
