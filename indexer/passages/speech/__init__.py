"""Who said what: turns, reported speech, what is told of others, what was handed in."""
