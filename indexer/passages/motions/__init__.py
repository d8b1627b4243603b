"""What was moved and by whom, and what became of it."""
