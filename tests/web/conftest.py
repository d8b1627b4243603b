"""The application over the sample council's index."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.app import create_app


@pytest.fixture(scope="session")
def app(sample_index: Path) -> Flask:
    return create_app(sample_index)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
