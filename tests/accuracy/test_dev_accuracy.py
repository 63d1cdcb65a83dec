"""Measured accuracy on the labelled sets beside the checkout stays at the targets; held-back data of the same kind decides."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

import pytest

from detectors.engine import Engine
from detectors.jsonl import detect_lines
from records.settings import load

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "accuracy"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.case("X08"),
    pytest.mark.skipif(
        not (SHARED / "dev").is_dir(), reason="NO LABELLED DATA beside the checkout: accuracy is NOT measured"
    ),
]
PLACE = {"ADDRESS": "PLACE", "LOCATION": "PLACE"}


@cache
def engine():
    return Engine(load())


@cache
def predictions(name):
    lines = (SHARED / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines], [json.loads(line) for line in detect_lines(lines, engine())]


@cache
def evaluate():
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "evaluate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(name, type_):
    gold, predicted = predictions(name)
    return evaluate().score(gold, predicted, [type_], PLACE)["types"][type_]


@pytest.mark.parametrize(
    ("name", "type_", "recall", "precision"),
    [
        ("enron_emailcoref", "PERSON", 99.0, 90.0),
        ("uner_ewt_email", "PERSON", 95.0, 88.0),
        ("clinton_headers", "PERSON", 99.0, None),
        ("fara_forms", "PERSON", 98.0, None),
        ("people_names", "PERSON", 95.0, None),
        ("fara_forms", "PLACE", 98.0, None),
        ("usaddress_train", "PLACE", 99.0, None),
        ("fara_forms", "DATE_OF_BIRTH", 98.0, None),
        ("enron_emailcoref", "EMAIL", 99.8, 92.0),
        ("clinton_headers", "EMAIL", 99.8, None),
        ("presidio_research", "SSN", 99.5, 90.0),
    ],
)
def test_recall_and_precision(name, type_, recall, precision):
    """Characters recalled and, where the gold is complete, the share of predicted characters that are right."""
    measured = figures(name, type_)
    assert measured["char_recall"] * 100 >= recall
    assert precision is None or measured["char_precision"] * 100 >= precision


def test_companies_are_left_alone():
    """At most six in a hundred company cells are taken for a person."""
    _, predicted = predictions("company_names")
    hit = sum(any(span["type"] == "PERSON" for span in line["spans"]) for line in predicted)
    assert hit / len(predicted) <= 0.06
