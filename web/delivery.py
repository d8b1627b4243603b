"""How answers travel: compressed, and not again where the reader has them already.

A generation never changes, so its name and the address tell a page apart: who has the page of this
generation is told so before anything is searched. Static files carry a hash of their content in their
address and are kept for a year.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flask import Flask, Response, current_app, g, request, url_for
from flask.typing import ResponseReturnValue

from corpus.errors import IndexUnavailable
from web.index import searcher
from web.site import mark_of, site_of

# What is shorter travels in one packet anyway; level 5 takes 2 ms for a page of 100 kB.
_LEAST_BYTES, _LEVEL = 1_000, 5
_COMPRESSED = {"text/html", "application/json", "text/css", "image/svg+xml", "text/plain"}
_YEAR_S = 365 * 24 * 3600


def not_to_be_kept() -> None:
    """Mark this request's answer as one that may be another the next time."""
    g.not_to_be_kept = True


def register(app: Flask) -> None:
    """Add all that to every response of the application."""
    app.add_template_global(_static_url, "static_url")

    @app.before_request
    def unless_it_is_there() -> ResponseReturnValue | None:
        if not _is_page() or not request.if_none_match:
            return None
        tag = _tag()
        if tag and request.if_none_match.contains_weak(tag):
            return _with_tag(Response(status=304), tag)
        return None

    @app.after_request
    def deliver(response: Response) -> Response:
        if request.endpoint == "static":
            _keep_static(response)
        elif response.status_code == 200 and _is_page() and "not_to_be_kept" not in g:
            tag = _tag()
            response = _with_tag(response, tag) if tag else response
        return _compressed(response)


def _is_page() -> bool:
    return request.method in ("GET", "HEAD") and request.endpoint not in (
        None,
        "static",
        "logo.picture",
        "api.health",
    )


def _tag() -> str | None:
    """Return what tells this page of this generation apart, or None without an index."""
    try:
        generation = searcher().generation
    except IndexUnavailable:
        return None
    facts = (
        _version(),
        mark_of(site_of(current_app)),
        generation.name,
        generation.manifest.built_at,
    )
    asked = (request.host_url, request.full_path)
    return hashlib.sha256(repr((facts, asked)).encode()).hexdigest()[:20]


def _with_tag(response: Response, tag: str) -> Response:
    # Weak: how long the search took is another number each time.
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _keep_static(response: Response) -> None:
    if response.status_code == 200:
        keep(response, _hash((request.view_args or {}).get("filename", "")))


def keep(response: Response, own_hash: str) -> None:
    """Let a file be kept for a year where it was asked for by the hash of what it is."""
    if request.args.get("v") == own_hash:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR_S}, immutable"


def _static_url(name: str) -> str:
    """Return the address of a static file, another one for another content."""
    return url_for("static", filename=name, v=_hash(name))


@cache
def _version() -> str:
    return version("council-search")


@cache
def _hash(name: str) -> str:
    content = (Path(__file__).parent / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]


def _compressed(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if (
        response.status_code not in (200, 404)
        or response.mimetype not in _COMPRESSED
        or "Content-Encoding" in response.headers
        or request.accept_encodings["gzip"] <= 0
    ):
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) >= _LEAST_BYTES:
        # The time of compressing left out, so that the same page has the same bytes.
        response.set_data(gzip.compress(content, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
