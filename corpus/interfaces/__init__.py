"""Interfaces by which other systems give a council's meetings as data: asked by `fetch`, as a modern.gov site is."""
