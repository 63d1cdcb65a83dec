"""One table ends every long command: what was released, what was withheld and why, what was redacted, and where it is."""

from __future__ import annotations

from collections.abc import Iterator

import click

from desk.sizes import size
from desk.tables import show
from release.receipt import Receipt

__all__ = ["exit_code", "summarise"]


def summarise(receipt: Receipt) -> None:
    """Print the receipt of one run."""
    show(_title(receipt), ("", "", ""), tuple(_rows(receipt)))
    if receipt.unread:
        told = f"{receipt.items - receipt.unread:,} of {receipt.items:,} items"
        click.echo(f"Incomplete: {told} could be read. The others are damaged or missing, and listed as withheld.")


def exit_code(receipt: Receipt) -> int:
    """Return 0 where everything was released or read, 1 where something was withheld, whole or in part."""
    return 1 if receipt.withheld or receipt.parts_withheld else 0


def _title(receipt: Receipt) -> str:
    return "Inventory only, nothing was released" if receipt.into is None else f"Released to {receipt.into}"


def _rows(receipt: Receipt) -> Iterator[tuple[str, str, str | int]]:
    read_as = "Items read" if receipt.into is None else "Items released"
    yield read_as, "", receipt.released
    yield "Items withheld", "", receipt.withheld
    if receipt.parts_withheld:
        yield "Parts of items withheld", "", receipt.parts_withheld
    yield from (("", reason.value, count) for reason, count in receipt.reasons)
    found = "PII found" if receipt.into is None else "Redactions"
    yield found, "", sum(count for _, count in receipt.redactions)
    yield from (("", type_.value, count) for type_, count in receipt.redactions)
    yield "Findings kept by rule", "public role or place", receipt.kept
    if receipt.into is not None:
        yield "Reviewed", "", "reviewed" if receipt.reviewed else "not reviewed"
    if receipt.beside:
        yield "Other sources asked", "as they were last read", receipt.beside
    if receipt.unasked:
        yield "Other sources not asked", "never read yet", receipt.unasked
    yield "Source read", "", f"{size(receipt.bytes)} in {receipt.seconds:.0f} s"
    yield "Run", "", receipt.run
