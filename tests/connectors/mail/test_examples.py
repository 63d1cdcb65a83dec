"""The examples in the docstrings of the mail modules are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["addresses", "headers", "reading", "threads"])
def test_examples_in_docstrings(name):
    """Each example gives what it says, and there is one."""
    result = doctest.testmod(importlib.import_module(f"connectors.mail.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)
