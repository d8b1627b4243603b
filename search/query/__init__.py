"""What was typed becomes a `Query`; nothing is asked of an index."""
