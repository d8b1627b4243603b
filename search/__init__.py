"""A query becomes a page of hits."""
