"""What council records are, and how each format is read."""
