"""How a vote went: counts, lists of ballots, ballots in prose."""
