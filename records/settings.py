"""One TOML file becomes frozen settings; an unknown key is refused, and secrets come only from the environment.

Without a file the built-in Helena profile (records/helena.toml) serves. A file overrides it key by key.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, get_type_hints

from records.errors import Misconfigured

__all__ = ["City", "Limits", "NamedSource", "Settings", "load"]

_LISTS = ("street_file", "directory_file")
_PLACES = frozenset({"workspace", "model", "location", "to", *_LISTS})
_FOLDER = re.compile(r"[/\\]")
# A database in a file, named by a relative path; three slashes and no drive letter, or it would be absolute.
_EMBEDDED = re.compile(r"((?:sqlite|duckdb)(?:\+\w+)?:///)((?!/|:|file:|[A-Za-z]:).+)")


@dataclass(frozen=True, slots=True)
class City:
    """The city's own facts: names, e-mail domains, published directory, gazetteer entries; evidence and public role."""

    name: str = field(default="Helena", metadata={"help": "name of the city"})
    state: str = field(default="MT", metadata={"help": "two-letter state code"})
    domains: tuple[str, ...] = field(default=(), metadata={"help": "e-mail domains of the city and other governments"})
    area_code: str = field(default="406", metadata={"help": "area code that seven-digit local numbers imply"})
    exchanges: tuple[str, ...] = field(default=(), metadata={"help": "local telephone exchanges"})
    office_numbers: tuple[str, ...] = field(
        default=(), metadata={"help": "published office numbers, seven or ten digits"}
    )
    office_addresses: tuple[str, ...] = field(
        default=(), metadata={"help": "street addresses of the city's own offices"}
    )
    towns: tuple[str, ...] = field(default=(), metadata={"help": "towns nearby"})
    streets: tuple[str, ...] = field(default=(), metadata={"help": "street names without number and type"})
    more_streets: tuple[str, ...] = field(
        default=(), metadata={"help": "streets called like people or things, believed behind a house number alone"}
    )
    street_file: str = field(
        default="", metadata={"help": "CSV file of street names (Master Street Address Guide export)"}
    )
    landmarks: tuple[str, ...] = field(
        default=(), metadata={"help": "parks, schools and halls that are named after people; these stay"}
    )
    directory_file: str = field(
        default="", metadata={"help": "CSV file of the city's officials: name,email,phone,title"}
    )
    private_folders: tuple[str, ...] = field(
        default=(), metadata={"help": "words in a folder or thread name where public role does not apply"}
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds past which an item is withheld."""

    item_bytes: int = field(default=100_000_000, metadata={"help": "largest message or document, bytes"})
    depth: int = field(default=20, metadata={"help": "deepest nesting of messages and archives"})
    parts: int = field(default=2_000, metadata={"help": "most parts in one message"})
    field_chars: int = field(default=5_000_000, metadata={"help": "longest single text that is analysed, characters"})
    seconds: int = field(default=120, metadata={"help": "longest time for one item, or for one page of a PDF, seconds"})
    memory_bytes: int = field(
        default=2_000_000_000,
        metadata={"help": "most memory of the process that parses documents, bytes (not on Windows)"},
    )
    unpacked_bytes: int = field(
        default=300_000_000,
        metadata={"help": "most that one archive or document may unpack to, or be rebuilt as, bytes"},
    )
    members: int = field(
        default=10_000, metadata={"help": "most files in one archive, those in archives within it included"}
    )
    pages: int = field(default=2_000, metadata={"help": "most pages of one PDF or picture file"})


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source under a name: a path or a database URL; a password is named by an environment variable, never written."""

    name: str = field(metadata={"help": "how commands and flows call it"})
    location: str = field(metadata={"help": "path or database URL"})
    password_env: str = field(default="", metadata={"help": "environment variable that holds the database password"})
    department: str = field(default="", metadata={"help": "owner department, for the inventory"})
    to: str = field(default="", metadata={"help": "folder under which nightly releases appear; empty: inventory only"})
    allow_writer: bool = field(
        default=False,
        metadata={"help": "read a database even under a role that could write to it (read-only all the same)"},
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    workspace: str = field(default=".clearcopy", metadata={"help": "the city's own folder: keys, ledger, inventory"})
    model: str = field(
        default="clearcopy", metadata={"help": "language model: clearcopy, or a spaCy package or folder"}
    )
    statute: str = field(default="mca-2-17-551", metadata={"help": "which statute data file applies"})
    database_copies: tuple[str, ...] = field(
        default=("sqlite", "csv"),
        metadata={"help": "forms of a redacted database: sqlite, sql (for PostgreSQL), parquet, csv"},
    )
    shuffle_rows: bool = field(
        default=False,
        metadata={"help": "write the rows of a redacted database in another order, and serial numbers of keys anew"},
    )
    city: City = field(default_factory=City, metadata={"help": "the city's own facts"})
    limits: Limits = field(default_factory=Limits, metadata={"help": "bounds past which an item is withheld"})
    sources: tuple[NamedSource, ...] = field(default=(), metadata={"help": "configured sources"})

    def workspace_path(self) -> Path:
        """Return the workspace: CLEARCOPY_WORKSPACE where set, else the setting."""
        return Path(os.environ.get("CLEARCOPY_WORKSPACE") or self.workspace)

    def digest(self) -> str:
        """Return a digest of every setting that can change a result, for the run record and the ledger.

        Where a file lies changes none, so a named file counts by its content: the same policy has one digest everywhere.
        """
        named = _content(self.city.street_file), _content(self.city.directory_file)
        city = dataclasses.replace(self.city, street_file=named[0], directory_file=named[1])
        policy = dataclasses.replace(self, workspace="", sources=(), model=Path(self.model).name, city=city)
        return hashlib.sha256(repr(policy).encode()).hexdigest()[:16]

    def source(self, name: str) -> NamedSource | None:
        """Return the configured source of that name, if there is one."""
        return next((source for source in self.sources if source.name == name), None)

    def location(self, given: str) -> str:
        """Return where the source lies that a command calls *given*: at its configured location, or at what was given."""
        named = self.source(given)
        return given if named is None else named.location


def load(path: Path | None = None) -> Settings:
    """Return the built-in profile overridden by the file at *path*, or raise Misconfigured.

    A relative path in the file is taken from the folder of the file, wherever the command is run.
    """
    builtin = tomllib.loads(resources.files("records").joinpath("helena.toml").read_text(encoding="utf-8"))
    merged = builtin if path is None else _merge(builtin, _placed(path.absolute().parent, _read(path)))
    settings: Settings = _build(Settings, merged, "")
    for key in _LISTS:
        named = getattr(settings.city, key)
        if named and not Path(named).is_file():
            raise Misconfigured(f"the file that setting 'city.{key}' names is not there")
    return settings


def _placed(folder: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a settings file says with every relative path in it made one from *folder*; wrong types stay as they are."""
    placed: dict[str, Any] = {}
    for key, value in given.items():
        if isinstance(value, Mapping):
            placed[key] = _placed(folder, value)
        elif isinstance(value, list):
            placed[key] = [_placed(folder, each) if isinstance(each, Mapping) else each for each in value]
        else:
            placed[key] = _place(folder, key, value)
    return placed


def _place(folder: Path, key: str, value: Any) -> Any:
    if not isinstance(value, str) or not value or key not in _PLACES:
        return value
    if key == "model" and not _FOLDER.search(value):
        return value
    if embedded := _EMBEDDED.fullmatch(value):
        return f"{embedded[1]}{(folder / embedded[2]).as_posix()}"
    return value if "://" in value else str(folder / value)


def _content(named: str) -> str:
    """Return a digest of the file called *named*, or "" where none is named or it cannot be read."""
    try:
        return hashlib.sha256(Path(named).read_bytes()).hexdigest() if named else ""
    except OSError:
        return ""


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise Misconfigured("the settings file cannot be read") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise Misconfigured("the settings file is not valid TOML") from None


def _merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _build(cls: Any, values: Mapping[str, Any], where: str) -> Any:
    hints = get_type_hints(cls)
    known = {item.name: item for item in dataclasses.fields(cls)}
    for key in values:
        if key not in known:
            raise Misconfigured(f"unknown setting '{where}{key}'")
    missing = [n for n, f in known.items() if f.default is f.default_factory is dataclasses.MISSING and n not in values]
    if missing:
        raise Misconfigured(f"setting '{where}{missing[0]}' is missing")
    return cls(**{key: _convert(hints[key], value, f"{where}{key}") for key, value in values.items()})


def _convert(hint: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(hint) and isinstance(value, Mapping):
        return _build(hint, value, f"{where}.")
    if hint == tuple[NamedSource, ...] and isinstance(value, list):
        return tuple(_convert(NamedSource, each, where) for each in value)
    if hint == tuple[str, ...] and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if hint is int and type(value) is int and value < 1:  # every number is a bound past which something is withheld
        raise Misconfigured(f"setting '{where}' must be 1 or more")
    if hint in (str, int, bool) and type(value) is hint:
        return value
    raise Misconfigured(f"setting '{where}' has the wrong type")
