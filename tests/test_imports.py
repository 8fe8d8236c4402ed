"""Imports point one way: a room knows only the rooms that this table lists (docs/architecture.md)."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Room -> the rooms it may know. A room is a module or a folder of `service`, or a part of `dashboards`.
ALLOWED: dict[str, set[str]] = {
    "service": set(),
    "events": set(),
    "segment": set(),
    "faults": set(),
    "work": set(),
    "tag": set(),
    "art": {"appeals"},
    "page": set(),
    "signing": set(),
    "mail": set(),
    "config": {"events", "mail"},
    "lock": {"config"},
    "catalog": {"events"},
    "journal": {"events", "config", "segment", "faults"},
    "warehouse": {"events", "segment", "faults"},
    "ship": {"events", "segment", "faults", "journal", "warehouse"},
    "metrics": {"events", "catalog", "warehouse"},
    "appeals": {"events", "catalog"},
    "collect": {"events", "config", "journal", "catalog", "appeals"},
    "corrections": {"catalog", "collect", "appeals", "mail", "page", "signing"},
    "accounts": {"catalog", "page"},
    "admin": {"catalog", "appeals", "accounts", "collect", "corrections", "page"},
    "api": {"catalog", "metrics", "segment"},
    "post": {"catalog", "mail", "signing"},
    "health": {"catalog", "collect", "corrections", "journal", "ship"},
    "demo": {"events", "catalog", "corrections"},
    "sample": {"events", "config", "segment", "catalog", "journal", "warehouse"},
    "figures": set(),
    "dashboards": {"events", "catalog", "corrections", "metrics", "figures", "page", "mail", "signing"},
}
#: They put the others together, and nobody knows them.
COMPOSERS = {"app", "commands", "cli"}
#: Helpers that import of ours only each other, which the pure figures may use.
PLAIN = {"dashboards.interval", "dashboards.numbers", "service.page.language"}


def room_of(module: str) -> str:
    """`service.journal.store` is in `journal`; `dashboards.figures.trend` in `figures`, else `dashboards`."""
    top, *below = module.split(".")
    if top == "dashboards":
        return "figures" if below[:1] == ["figures"] else "dashboards"
    return below[0] if below else "service"


def modules() -> list[tuple[str, Path]]:
    files = sorted(path for top in ("service", "dashboards") for path in (ROOT / top).rglob("*.py"))
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files)
    return [(name.removesuffix(".__init__"), path) for name, path in zip(names, files, strict=True)]


def imported(path: Path) -> Iterator[str]:
    """Every module of ours that a file names, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (
                alias.name for alias in node.names if alias.name.startswith(("service", "dashboards"))
            )
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            top = (node.module or "").partition(".")[0]
            if top in {"service", "dashboards"}:
                # `from service import faults` names the room in the names, `from service.x import y` before.
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def problems(module: str, names: Iterator[str]) -> list[str]:
    """The imports that point the wrong way."""
    room = room_of(module)
    if room in COMPOSERS:
        return []
    allowed = {room, *ALLOWED[room]}
    return [name for name in names if room_of(name) not in allowed and not _plain(room, name)]


def _plain(room: str, name: str) -> bool:
    return room == "figures" and any(name.startswith(f"{plain}.") or name == plain for plain in PLAIN)


@pytest.mark.parametrize(("module", "path"), modules(), ids=[module for module, _ in modules()])
def test_imports_point_one_way(module: str, path: Path) -> None:
    assert problems(module, imported(path)) == []


def test_the_table_has_no_circle() -> None:
    assert list(TopologicalSorter(ALLOWED).static_order())


def test_the_table_lists_the_rooms_there_are() -> None:
    there = {room_of(module) for module, _ in modules()}
    assert set(ALLOWED) | COMPOSERS == there


def test_nobody_knows_those_who_put_the_rooms_together() -> None:
    assert not COMPOSERS & {room for rooms in ALLOWED.values() for room in rooms}


def test_collecting_never_knows_the_warehouse() -> None:
    """Not by way of others either: a slow query must not be a reason for a lost beacon."""
    known, todo = set[str](), ["collect"]
    while todo:
        for room in ALLOWED[todo.pop()] - known:
            known.add(room)
            todo.append(room)
    assert "warehouse" not in known


def test_plain_helpers_import_nothing_of_ours() -> None:
    for name in PLAIN:
        found = imported(ROOT / f"{name.replace('.', '/')}.py")
    assert [one for one in found if not _plain("figures", one)] == []


@pytest.mark.parametrize(
    ("vendor", "rooms"),
    [("duckdb", {"warehouse", "sample"}), ("sqlite3", {"journal", "sample"}), ("aiosqlite", set())],
)
def test_a_vendors_name_stays_in_its_room(vendor: str, rooms: set[str]) -> None:
    users = {
        room_of(module)
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == vendor for alias in node.names)
    }
    assert users <= rooms


@pytest.mark.parametrize(
    ("module", "name", "wrong"),
    [
        ("service.collect.endpoint", "service.warehouse.port", True),
        ("service.collect.endpoint", "service.journal.journal.Journal", False),
        ("service.events", "service.config", True),
        ("service.journal.store", "service.config", False),
        ("service.journal.store", "service.warehouse.segments", True),
        ("service.warehouse.rows", "service.metrics.parts", True),
        ("service.metrics.query", "dashboards.dates", True),
        ("dashboards.figures.trend", "service.metrics.query", True),
        ("dashboards.figures.trend", "dashboards.pages.ask", True),
        ("dashboards.figures.trend", "dashboards.numbers.whole", False),
        ("dashboards.pages.ask", "service.warehouse.port", True),
        ("dashboards.pages.ask", "service.app", True),
        ("service.commands.serve", "service.app", False),
    ],
)
def test_a_wrong_arrow_is_found(module: str, name: str, wrong: bool) -> None:
    assert (problems(module, iter([name])) == [name]) is wrong
