import pytest

from service.page import headers


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("Content-Security-Policy", "default-src 'self'"),
        ("Content-Security-Policy", "script-src 'self'"),
        ("Content-Security-Policy", "frame-ancestors 'none'"),
        ("Content-Security-Policy", "form-action 'self'"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ],
)
def test_a_page_says(header: str, part: str) -> None:
    assert part in headers.PAGE[header]


def test_nothing_inline_may_run() -> None:
    assert "unsafe" not in headers.PAGE["Content-Security-Policy"]


@pytest.mark.parametrize(("kind", "kept"), [(headers.FILE, False), (headers.VERSIONED_FILE, True)])
def test_only_a_versioned_file_is_kept(kind: dict[str, str], kept: bool) -> None:
    assert ("immutable" in kind.get("Cache-Control", "")) is kept
    assert kind["X-Content-Type-Options"] == "nosniff"
