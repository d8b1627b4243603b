"""What one sentence does to a meeting: closes it to the public, opens it, denies that, or only speaks of it."""
