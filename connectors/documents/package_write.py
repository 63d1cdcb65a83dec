"""The parts that every Open Packaging file is written with, whatever it holds (ECMA-376 part 2)."""

from __future__ import annotations

__all__ = ["HEAD", "PACKAGE", "RELATION", "relations"]

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations(targets: tuple[tuple[str, str], ...]) -> bytes:
    """Return a relationships part that names each (kind, target) in order, from rId1."""
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'.encode()
