"""Terms, sentences and windows, shingles: how a text is cut."""
