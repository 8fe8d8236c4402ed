"""What the reader has set: colours, contrast, motion. Only Chromium's driver can set them."""

import pytest

from tests.browser.appeal.conftest import RENDERED, Reader
from tests.browser.appeal.engines import ChromiumWindow
from tests.browser.appeal.pages import FORMS, THEME

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("window", ["Chrome"], indirect=True)]

DARK, LIGHT = "rgb(30, 30, 30)", "rgb(255, 255, 255)"
PAPER = "getComputedStyle(root.firstChild.firstChild).backgroundColor"


@pytest.mark.parametrize(
    ("scheme", "reads", "paper"),
    [
        ("auto", "dark", DARK),
        ("auto", "light", LIGHT),
        ("light", "dark", LIGHT),
        ("dark", "light", DARK),
    ],
)
def test_colours_follow_the_reader_unless_the_site_says_otherwise(
    reader: Reader, scheme: str, reads: str, paper: str
) -> None:
    assert isinstance(reader.window, ChromiumWindow)
    reader.window.page.emulate_media(color_scheme=reads)  # type: ignore[arg-type]
    reader.open("/")
    reader.ask("dialog", theme={**THEME, "scheme": scheme})
    reader.wait_for(RENDERED)
    assert reader.within(PAPER) == paper


def test_nothing_moves_for_who_wants_no_motion(reader: Reader) -> None:
    assert isinstance(reader.window, ChromiumWindow)
    for wish, count in (("reduce", 0), ("no-preference", 1)):
        reader.window.page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
        reader.open("/")
        reader.ask("dialog")
        reader.until(lambda: reader.js("!!window.root && host.isConnected"), "the dialog")
        assert reader.within("getComputedStyle(root.firstChild).animationName !== 'none'") == bool(count)


@pytest.mark.parametrize("form", FORMS)
def test_forced_colours(reader: Reader, form: str) -> None:
    """Buttons keep a border, and the wall covers with the reader's own colour."""
    assert isinstance(reader.window, ChromiumWindow)
    reader.window.page.emulate_media(forced_colors="active", color_scheme="light", reduced_motion=None)
    try:
        reader.open("/")
        reader.ask(form, theme={**THEME, "background": "#123456"})
        reader.wait_for(RENDERED)
        assert reader.within(PAPER) == LIGHT
        assert "18, 52, 86" not in reader.within("getComputedStyle(root.firstChild).backgroundImage")
        assert reader.within("getComputedStyle(root.querySelector('button')).borderTopStyle") == "solid"
    finally:
        reader.window.page.emulate_media(forced_colors="none")
