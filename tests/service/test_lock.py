"""One process at a time owns a data folder."""

from pathlib import Path

import pytest

from service.config import ConfigError
from service.lock import only_process


def test_a_second_owner_is_refused_by_name(tmp_path: Path) -> None:
    expected = pytest.raises(ConfigError, match="another Kindly is running on")
    with only_process(tmp_path), expected, only_process(tmp_path):
        pass


def test_the_next_owner_may_come_when_the_first_has_gone(tmp_path: Path) -> None:
    with only_process(tmp_path):
        pass
    with only_process(tmp_path):
        pass


def test_two_folders_have_two_owners(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with only_process(tmp_path / "one"), only_process(tmp_path / "two"):
        pass
