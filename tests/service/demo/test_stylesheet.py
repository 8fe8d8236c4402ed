"""Colours of the newsroom's stylesheet, in both schemes, against WCAG 2.2 AA (success criterion 1.4.3)."""

import re
from pathlib import Path

import pytest

from service.demo import newsroom

CSS = (Path(newsroom.__file__).parent / "static" / "newsroom.css").read_text("utf-8")
SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", CSS, re.DOTALL), strict=True))


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, definitions)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a: str, b: str) -> float:
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "tint"])
@pytest.mark.parametrize("text", ["ink", "soft", "rust", "sea"])
def test_text_stands_out_from_its_ground(scheme: str, ground: str, text: str) -> None:
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", SCHEMES[scheme]))
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert not re.search(r"@import|@font-face|url\(", CSS)
