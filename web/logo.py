"""The council's logo: a picture that its `site.toml` names, in the head of every page and as its icon."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, abort, current_app, url_for

from corpus.tongue import said
from web.delivery import keep
from web.site import site_of

blueprint = Blueprint("logo", __name__)


@blueprint.get("/logo")
def picture() -> Response:
    """Return the picture, as it was when the server was started; 404 where the site names none."""
    logo = site_of(current_app).logo
    if logo is None:
        abort(404, description=said("This site has no logo."))
    answer = Response(logo.content, content_type=logo.kind)
    keep(answer, logo.hash)
    # Opened alone, too, a picture may have styles of its own, and nothing else.
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    return answer


def register(app: Flask) -> None:
    """Let templates say `logo_address()`: another address for another picture, None where there is none."""

    @app.template_global()
    def logo_address() -> str | None:
        logo = site_of(app).logo
        return url_for("logo.picture", v=logo.hash) if logo else None
