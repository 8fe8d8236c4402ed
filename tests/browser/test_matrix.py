"""Every browser and blocker on every kind of page: the state that the server stored is the right one.

`RUNS=20` reads each page so many times. The matrix is printed at the end, and kept for docs/detection.md.
"""

import os
from collections.abc import Iterator

import pytest

from tests.browser.matrix.cells import MATRIX, Setup
from tests.browser.matrix.publish import SEEN
from tests.browser.matrix.readings import Cell, Press, press
from tests.browser.matrix.report import table, write

pytestmark = pytest.mark.browser
RUNS = int(os.environ.get("RUNS", "1"))
#: A setup's kinds of page, side by side, so that its browser starts once.
CASES = [pytest.param(setup, kind, id=f"{setup}: {kind}") for setup in MATRIX for kind in setup.expected]


class Seen:
    """Reads a setup's pages when the first of them is asked for."""

    def __init__(self, on: Press) -> None:
        self._press = on
        self._cells: dict[str, dict[str, Cell]] = {}

    def cell(self, setup: Setup, kind: str) -> Cell:
        name = str(setup)
        if name not in self._cells:
            # A browser that does not start fails its first cell with the reason, the others at once.
            self._cells[name] = {}
            self._cells[name] = self._press.read(setup, RUNS)
        return self._cells[name][kind]

    def cells(self) -> list[Cell]:
        return [cell for cells in self._cells.values() for cell in cells.values()]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Seen]:
    with press(tmp_path_factory.mktemp("matrix")) as ready:
        found = Seen(ready)
        yield found
    write(found.cells(), SEEN)
    plugins = request.config.pluginmanager
    with plugins.getplugin("capturemanager").global_and_fixture_disabled():
        plugins.getplugin("terminalreporter").write_line("\n" + table(found.cells()))


@pytest.mark.parametrize(("setup", "kind"), CASES)
def test_state_is_stored(seen: Seen, setup: Setup, kind: str) -> None:
    assert seen.cell(setup, kind).stored == {setup.expected[kind]: RUNS}
