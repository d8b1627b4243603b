"""Errors become pages with the right status, or JSON for those who asked in JSON."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadHost, HTTPException, NotFound, SecurityError

from corpus.errors import IndexUnavailable, UsageError
from corpus.tongue import message, said
from web.tongues import is_for_programs

_TITLES = {
    400: message("That request makes no sense"),
    403: message("That was refused"),
    404: message("Not found"),
    409: message("There is no room for more"),
    410: message("Withdrawn"),
    405: message("That cannot be done here"),
    429: message("That was too often"),
    500: message("Something went wrong"),
    503: message("Search is not available yet"),
}
_UNEXPECTED = message(
    "The search failed. The error has been recorded; try again, or ask something simpler."
)
_NO_HOST = "The request names no host that can be one."
_NO_PAGE = message("There is nothing at this address. It may have been copied incompletely.")


def failure(status: int, text: str, *, in_english: bool = False) -> ResponseReturnValue:
    """Return an error as a page, or as JSON under /api and /healthz.

    A text `in_english` is one of the commands', which speak nothing else; a page marks it so.
    """
    if is_for_programs():
        return jsonify(error=text, status=status), status
    title = said(_TITLES.get(status, HTTPStatus(status).phrase))
    page = render_template(
        "error.html", title=title, message=text, status=status, is_english=in_english
    )
    return page, status


def register(app: Flask) -> None:
    """Handle our own errors, HTTP's and the unexpected."""

    @app.errorhandler(UsageError)
    def usage(error: UsageError) -> ResponseReturnValue:
        return failure(400, str(error), in_english=True)

    @app.errorhandler(IndexUnavailable)
    def no_index(error: IndexUnavailable) -> ResponseReturnValue:
        return failure(503, str(error), in_english=True)

    @app.errorhandler(SecurityError)
    @app.errorhandler(BadHost)
    def no_host(error: HTTPException) -> ResponseReturnValue:
        # Without a host that can be one, no page can say where its links lead.
        return Response(
            f"{_NO_HOST}\n", error.code or 400, content_type="text/plain; charset=utf-8"
        )

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> ResponseReturnValue:
        if error.code is None or error.code < 400:
            return error.get_response()
        if error.description in (None, NotFound.description):
            return failure(error.code, said(_NO_PAGE))
        # What we do not say ourselves, the library does, in English.
        is_theirs = error.description == type(error).description
        return failure(error.code, error.description or "", in_english=is_theirs)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
        return failure(500, said(_UNEXPECTED))
