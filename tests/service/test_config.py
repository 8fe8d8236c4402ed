"""Settings are checked together, and each wrong one is named with what would be right."""

import math
from pathlib import Path
from typing import Any

import pytest

from service.config import ConfigError, Settings, prepare_data_folder


def test_the_defaults_are_right() -> None:
    Settings().check()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"port": 0}, "--port is 0; it must be between 1 and 65535"),
        ({"port": 65_536}, "--port is 65536"),
        ({"rate_limit": -1.0}, "--rate-limit is -1; it must be 0 (no limit) or more"),
        ({"rate_limit": math.nan}, "--rate-limit is nan"),
        ({"rate_limit": math.inf}, "--rate-limit is inf"),
        ({"report_limit": -1}, "--report-limit is -1; it must be 0 (no limit) to 1000000"),
        ({"request_limit": -1}, "--request-limit is -1; it must be 0 (no limit) or more"),
        ({"queue_limit": 0}, "--queue-limit is 0; it must be at least 1"),
        ({"view_idle_s": 0.0}, "--view-idle is 0; it must be between 0 and 86400 seconds"),
        ({"view_idle_s": 86_401.0}, "--view-idle is 86401"),
        ({"view_idle_s": math.nan}, "--view-idle is nan"),
        *(
            ({f"{name}_s": value}, f"--{name} is {value:g}; it must be more than 0")
            for name in ("checkpoint", "ship", "live", "merge")
            for value in (0.0, -1.0, math.nan, math.inf)
        ),
        ({"query_memory_mb": 63}, "--query-memory is 63; it must be at least 64 MB"),
        ({"query_threads": 0}, "--query-threads is 0; it must be 1 to 64"),
        ({"query_threads": 65}, "--query-threads is 65"),
        ({"log_format": "xml"}, "--log-format is 'xml'; it must be console or json"),
        ({"country_file": Path("/nowhere/at-all.mmdb")}, "--country-file /nowhere/at-all.mmdb is not a file"),
        ({"smtp_url": "mail.example:587"}, "--smtp-url is wrong: it must look like smtp://"),
        ({"smtp_url": "smtp://mail.example"}, "--smtp-url needs --mail-from and --public-url too"),
        ({"mail_from": "nobody"}, "--mail-from is 'nobody'"),
        ({"mail_from": "kü@k.example"}, "in ASCII before the @"),
        ({"public_url": "k.example.org"}, "--public-url is 'k.example.org'; it must look like https://"),
        ({"public_url": "https://k.example.org/x"}, "--public-url is"),
        ({"trusted_proxies": "proxy.example"}, "--trusted-proxies has 'proxy.example'"),
        ({"trusted_proxies": "10.0.0.0/8, *"}, "--trusted-proxies has '*'"),
    ],
)
def test_a_wrong_setting_is_named(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigError) as raised:
        Settings(**wrong).check()
    assert named in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "right",
    [
        {"rate_limit": 0.0},
        {"smtp_url": "smtps://u:p@h", "mail_from": "K <k@k.example>", "public_url": "https://k.example"},
        {"public_url": "http://127.0.0.1:8000/"},
        {"request_limit": 0},
        {"report_limit": 0},
        {"port": 65_535},
        {"view_idle_s": 86_400.0},
        {"trusted_proxies": ""},
        {"trusted_proxies": "10.0.0.0/8, ::1, 192.0.2.1"},
        {"log_format": "json"},
        {"country_file": Path(__file__)},
    ],
)
def test_a_right_setting_passes(right: dict[str, Any]) -> None:
    Settings(**right).check()


def test_every_wrong_setting_is_named_at_once() -> None:
    with pytest.raises(ConfigError) as raised:
        Settings(port=0, queue_limit=0, log_format="xml").check()
    assert [part.split(" is ")[0] for part in str(raised.value).split("; --")] == [
        "--port",
        "queue-limit",
        "log-format",
    ]


def test_the_data_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    found = prepare_data_folder(tmp_path / "a" / "b")
    assert found.is_dir()
    assert list(found.iterdir()) == []


@pytest.mark.parametrize("below", ["", "data"])
def test_a_data_folder_that_cannot_be_says_why(tmp_path: Path, below: str) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(ConfigError, match=r"the data folder .* cannot be written: \w+"):
        prepare_data_folder(file / below)


def test_a_password_is_never_told() -> None:
    with pytest.raises(ConfigError) as raised:
        Settings(smtp_url="smtp://kindly:secret@mail.example/box").check()
    assert "secret" not in str(raised.value)
