"""create_app(index) -> the web application: pages, a JSON interface, and nothing else."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from web import (
    alerts,
    api,
    citing,
    coverage,
    cursors,
    delivery,
    errors,
    feeds,
    formats,
    headers,
    internal,
    items,
    likeness,
    linked_data,
    lists,
    logo,
    matter,
    openapi,
    pages,
    people,
    pieces,
    places,
    sign_up,
    tables,
)
from web.index import EXTENSION, ServedIndex
from web.site import SiteFacts
from web.site import register as register_site


def create_app(index: Path | str, model: str | None = None, site: SiteFacts | None = None) -> Flask:
    """Return the application over the index in `index`, which must be of `model` if one is given.

    `site` is what the council says of its own site. The index need not be there yet: until it is, pages answer 503 and say which command builds it.
    """
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    # An id of a record may hold two slashes in a row; they belong to it.
    app.url_map.merge_slashes = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = ServedIndex(Path(index), model)
    items.register(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(coverage.blueprint)
    app.register_blueprint(citing.blueprint)
    app.register_blueprint(matter.blueprint)
    app.register_blueprint(likeness.blueprint)
    app.register_blueprint(places.blueprint)
    app.register_blueprint(people.blueprint)
    app.register_blueprint(tables.blueprint)
    app.register_blueprint(cursors.blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(pieces.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(lists.blueprint)
    app.register_blueprint(alerts.blueprint)
    app.register_blueprint(logo.blueprint)
    app.register_blueprint(sign_up.blueprint)
    places.register(app)
    linked_data.register(app)
    logo.register(app)
    errors.register(app)
    delivery.register(app)
    headers.register(app)
    formats.register(app)
    internal.register(app)
    register_site(app, site or SiteFacts())
    sign_up.register(app)
    return app
