"""The banner on every page of an index that holds what may not be published."""

from __future__ import annotations

from flask import Flask

from corpus.errors import IndexUnavailable
from corpus.tongue import said
from search.page.as_json import INTERNAL
from web.index import searcher


def register(app: Flask) -> None:
    """Give every template the text of the banner, or "" where none is needed."""

    @app.context_processor
    def banner() -> dict[str, str]:
        try:
            return {"internal": said(INTERNAL) if searcher().includes_exempt else ""}
        except IndexUnavailable:
            return {"internal": ""}
