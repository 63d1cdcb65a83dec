"""Lets tests of documents take every outside program away."""

import pytest

from connectors.documents import sandbox


@pytest.fixture
def no_programs(monkeypatch):
    """Leave no program on the path, for a worker of the test's own: one that found none must serve no other test."""
    sandbox._SANDBOX.end()
    monkeypatch.setenv("PATH", "")
    yield
    sandbox._SANDBOX.end()
