"""Places to go: what an index holds, by committee, person, meeting and matter."""
