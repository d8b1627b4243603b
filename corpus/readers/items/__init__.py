"""Where the items of a printed record begin: hypotheses, the evidence for each, and the best as a whole."""
