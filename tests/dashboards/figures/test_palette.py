import re

import plotly.graph_objects as go
import pytest

from dashboards.figures.palette import TOKENS, layout, time_axis, value_axis
from service.page.files import SHARED

LIGHT, DARK = re.findall(r":root \{(.*?)\}", (SHARED / "page.css").read_text(), re.DOTALL)


@pytest.mark.parametrize(("color", "token"), TOKENS.items())
def test_the_light_theme_is_the_palette(color: str, token: str) -> None:
    assert f"{token}: {color};" in LIGHT


@pytest.mark.parametrize("token", TOKENS.values())
def test_the_dark_theme_has_every_token(token: str) -> None:
    assert f"{token}: #" in DARK


@pytest.mark.parametrize("grain", ["day", "hour"])
def test_the_common_layout_is_valid(grain: str) -> None:
    common = layout(".,", xaxis=time_axis(grain), yaxis=value_axis(".0%", 0))
    go.Figure({"data": [], "layout": common})


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("token", ["--ink", "--muted", "--accent", "--blocked"])
def test_text_is_readable_on_paper(theme: str, token: str) -> None:
    assert _contrast(_color(theme, token), _color(theme, "--paper")) >= 4.5  # WCAG 2.2, 1.4.3


def _color(theme: str, token: str) -> str:
    found = re.search(rf"{token}: #([0-9a-f]{{6}});", theme)
    assert found
    return found[1]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
