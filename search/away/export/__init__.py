"""What is public, written down so that it outlives this program."""
