"""Which rows: the retrievers by words and by meaning, filters, what the words prove."""
