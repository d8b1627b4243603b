"""Judged queries become figures."""
