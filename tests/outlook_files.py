"""Makes small MSG and TNEF files with any properties in them, well formed or broken; nothing here is anybody's."""

import struct
from dataclasses import dataclass, field
from itertools import pairwise

__all__ = ["Mapi", "linked", "msg", "ole", "rtf", "tnef", "wrapped"]

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NO_STREAM = 0xFFFFFFFF
STRING, UNICODE, BINARY, LONG, TIME = 0x1E, 0x1F, 0x102, 0x03, 0x40
_SPACES = {"address": 0x62004, "appointment": 0x62002}


@dataclass
class Mapi:
    """One item, recipient or attachment: properties by id, named ones by set and key, and what is in it."""

    values: dict = field(default_factory=dict)
    named: dict = field(default_factory=dict)
    recipients: list = field(default_factory=list)
    attachments: list = field(default_factory=list)
    inside: object = None


def wrapped(value):
    """Return type and bytes of a value: text, (code page) bytes as text, bytes, a number, or a pair of type and bytes."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, str):
        return UNICODE, value.encode("utf-16-le", "surrogatepass")
    if isinstance(value, int):
        return LONG, struct.pack("<i", value)
    return BINARY, value


def linked(name, address, kind=1, exchange=""):
    """Return a recipient: To is 1, Cc 2, Bcc 3; with an Exchange name the address stands in the property for SMTP."""
    values = {0x3001: name, 0x0C15: kind, 0x3002: "EX" if exchange else "SMTP", 0x3003: exchange or address}
    return Mapi(values | ({0x39FE: address} if exchange and address else {}))


def rtf(text):
    """Return *text* as rich text that is not compressed ([MS-OXRTFCP] 2.1.3.1.1)."""
    body = text.encode("latin-1")
    return struct.pack("<II4sI", len(body) + 12, len(body), b"MELA", 0) + body


def msg(item, *, without=(), counts=None):
    """Return an MSG file of *item*; *without* names streams to leave out although the file says that they are there."""
    names = []
    tree = _storage(item, 32, names, counts)
    for path in without:
        del tree[path]
    entries, words, sets = b"", b"", b"".join(_guid(each) for each in _SPACES)
    for number, (space, key) in enumerate(names):
        if space == "words":
            raw = key.encode("utf-16-le")
            at = len(words)
            words += struct.pack("<I", len(raw)) + raw + b"\0" * (-len(raw) % 4)
            entries += struct.pack("<IHH", at, 2 << 1 | 1, number)
        else:
            entries += struct.pack("<IHH", key, 3 + list(_SPACES).index(space) << 1, number)
    stem = "__nameid_version1.0/__substg1.0_"
    tree |= {f"{stem}00020102": sets, f"{stem}00030102": entries, f"{stem}00040102": words}
    return ole(tree)


def _guid(space):
    return struct.pack("<I", _SPACES[space]) + bytes(4) + bytes.fromhex("c000000000000046")


def _storage(item, head, names, counts=None):
    tree, fixed = {}, b""
    values = dict(item.values)
    for name, value in item.named.items():
        if name not in names:
            names.append(name)
        values[0x8000 + names.index(name)] = value
    for id_, value in values.items():
        type_, raw = wrapped(value)
        if type_ in (LONG, TIME):
            fixed += struct.pack("<HHI8s", type_, id_, 6, raw)
        elif isinstance(raw, list):
            for number, each in enumerate(raw):
                tree[f"__substg1.0_{id_:04X}{type_ | 0x1000:04X}-{number:08X}"] = each
        else:
            tree[f"__substg1.0_{id_:04X}{type_:04X}"] = raw
            size = len(raw) + {UNICODE: 2, STRING: 1}.get(type_, 0)
            fixed += struct.pack("<HHIII", type_, id_, 6, size, 0)
    for kind, inner in (("recip", item.recipients), ("attach", item.attachments)):
        for number, each in enumerate(inner):
            below = _storage(each, 8, names)
            if each.inside is not None:
                inner_tree = _storage(each.inside, 24, names)
                below |= {f"__substg1.0_3701000D/{name}": raw for name, raw in inner_tree.items()}
            tree |= {f"__{kind}_version1.0_#{number:08X}/{name}": raw for name, raw in below.items()}
    there = counts or (len(item.recipients), len(item.attachments))
    header = struct.pack("<8sIIII", b"", *there, *there) + bytes(8)
    return tree | {"__properties_version1.0": header[:head] + fixed}


@dataclass(eq=False)
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    children: list = field(default_factory=list)
    start: int = END
    left: int = NO_STREAM
    right: int = NO_STREAM
    child: int = NO_STREAM


def ole(tree):
    """Return an OLE container ([MS-CFB]) of streams by path; storages are made as needed."""
    entries = [_Entry("Root Entry", 5)]
    places = {"": entries[0]}
    for path, content in tree.items():
        _enter(places, entries, path, content)
    for entry in entries:
        _link(entry, entries)
    mini = b""
    minis, big = [], []
    for entry in entries[1:]:
        if entry.kind == 2 and len(entry.content) < CUTOFF:
            if entry.content:
                entry.start = len(mini) // MINI
                count = -(-len(entry.content) // MINI)
                minis += [*range(entry.start + 1, entry.start + count), END]
                mini += entry.content.ljust(count * MINI, b"\0")
        elif entry.kind == 2:
            big.append(entry)
    fat, sectors = [], []
    for entry in big:
        entry.start = _put(entry.content, fat, sectors)
    entries[0].content = mini
    entries[0].start = _put(mini, fat, sectors) if mini else END
    first_mini = _put(struct.pack(f"<{len(minis)}I", *minis), fat, sectors, b"\xff") if minis else END
    shown = b"".join(_directory(entry, len(mini) if not n else None) for n, entry in enumerate(entries))
    first_directory = _put(shown, fat, sectors)
    tables = 1
    while (len(fat) + tables) * 4 > tables * SECTOR:
        tables += 1
    at = len(fat)
    fat += [FAT] * tables
    fat += [FREE] * (tables * SECTOR // 4 - len(fat))
    table = struct.pack(f"<{len(fat)}I", *fat)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 62, 3, 0xFFFE, 9, 6, b"", 0, tables, first_directory, 0,
        CUTOFF, first_mini, -(-len(minis) * 4 // SECTOR), END, 0,
        at,
    )  # fmt: skip
    header += struct.pack("<108I", *[at + n if n < tables else FREE for n in range(1, 109)])
    return header[:512] + b"".join(sectors) + table


def _enter(places, entries, path, content):
    above, _, name = path.rpartition("/")
    if above not in places:
        _enter(places, entries, above, None)
    entry = _Entry(name, 1 if content is None else 2, content or b"")
    places[path] = entry
    places[above].children.append(entry)
    entries.append(entry)


def _link(entry, entries):
    """Make a chain to the right of the children: a tree that is not balanced and that every reader walks."""
    ordered = sorted(entry.children, key=lambda child: (len(child.name), child.name.upper()))
    for child, after in pairwise(ordered):
        child.right = entries.index(after)
    if ordered:
        entry.child = entries.index(ordered[0])


def _put(content, fat, sectors, fill=b"\0"):
    start = len(fat)
    count = max(1, -(-len(content) // SECTOR))
    fat += [*range(start + 1, start + count), END]
    sectors.append(content.ljust(count * SECTOR, fill))
    return start


def _directory(entry, size=None):
    raw = (entry.name + "\0").encode("utf-16-le")
    length = len(entry.content) if size is None else size
    return struct.pack(
        "<64sHBBIII16sIQQIQ", raw, len(raw), entry.kind, 1, entry.left, entry.right, entry.child, b"", 0, 0, 0,
        entry.start if entry.kind != 1 else 0, length,
    )  # fmt: skip


def tnef(item, *, checksum=0):
    """Return a TNEF stream of *item*; a *checksum* other than 0 is added to each right one."""
    out = b"\x78\x9f\x3e\x22" + struct.pack("<H", 1)
    out += _attribute(1, 0x89006, struct.pack("<I", 0x10000), checksum)
    out += _attribute(1, 0x69007, struct.pack("<II", 1252, 0), checksum)
    if item.recipients:
        rows = b"".join(_properties(each) for each in item.recipients)
        out += _attribute(1, 0x69004, struct.pack("<I", len(item.recipients)) + rows, checksum)
    out += _attribute(1, 0x69003, _properties(item), checksum)
    for each in item.attachments:
        out += _attribute(2, 0x69002, bytes(14), checksum)
        data = each.values.get(0x3701)
        if data is not None:
            out += _attribute(2, 0x6800F, data, checksum)
        others = Mapi({id_: value for id_, value in each.values.items() if id_ != 0x3701}, inside=each.inside)
        out += _attribute(2, 0x69005, _properties(others), checksum)
    return out


def _attribute(level, id_, data, checksum):
    return struct.pack("<BII", level, id_, len(data)) + data + struct.pack("<H", (sum(data) + checksum) & 0xFFFF)


def _properties(item):
    out = []
    for id_, value in item.values.items():
        type_, raw = wrapped(value)
        out.append(struct.pack("<HH", type_, id_) + _value(type_, raw))
    for number, ((space, key), value) in enumerate(item.named.items()):
        type_, raw = wrapped(value)
        word = (key + "\0").encode("utf-16-le") if space == "words" else b""
        told = (
            struct.pack("<II", 1, len(word)) + word + b"\0" * (-len(word) % 4) if word else struct.pack("<II", 0, key)
        )
        space_id = bytes.fromhex("2903020000000000c000000000000046") if word else _guid(space)
        out.append(struct.pack("<HH", type_, 0x8000 + number) + space_id + told + _value(type_, raw))
    if item.inside is not None:
        raw = bytes.fromhex("0703020000000000c000000000000046") + tnef(item.inside)
        out.append(struct.pack("<HH", 0x0D, 0x3701) + _value(0x0D, raw))
    return struct.pack("<I", len(out)) + b"".join(out)


def _value(type_, raw):
    if type_ in (LONG, TIME):
        return raw
    ended = raw + {UNICODE: b"\0\0", STRING: b"\0"}.get(type_, b"")
    return struct.pack("<II", 1, len(ended)) + ended + b"\0" * (-len(ended) % 4)
