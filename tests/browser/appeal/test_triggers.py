"""When it appears: by what the reader has done, and not before."""

from typing import Any

import pytest

from tests.browser.appeal.conftest import ATTEMPTED, RENDERED, Reader
from tests.browser.appeal.pages import KEEP

pytestmark = pytest.mark.browser

#: Trigger, what is not enough, what is.
CASES: dict[str, tuple[str, int, dict[str, Any], dict[str, Any]]] = {
    "engaged": ("engaged", 10, {"e": 9_900}, {"e": 10_000}),
    "scroll": ("scroll", 50, {"d": 49}, {"d": 50}),
    "end": ("end", 0, {"d": 100}, {"z": True}),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", ["banner", "dialog"])
def test_a_trigger_is_waited_for(reader: Reader, form: str, case: str) -> None:
    kind, value, little, enough = CASES[case]
    reader.open("/")
    reader.js(f"void Object.assign(view, {little!r})")
    reader.ask(form, trigger={"kind": kind, "value": value})
    reader.rest(700)
    assert reader.stages() == 0
    assert reader.gone()
    reader.js(f"void Object.assign(view, {enough!r})".replace("True", "true"))
    reader.wait_for(ATTEMPTED, RENDERED)


def test_who_is_held_out_meets_the_trigger_and_sees_nothing(reader: Reader) -> None:
    reader.open("/", memory="before")
    reader.ask("dialog", variant=0, trigger={"kind": "engaged", "value": 10})
    reader.rest(700)
    assert reader.stages() == 0
    reader.js("void (view.e = 10_000)")
    reader.wait_for(ATTEMPTED)
    reader.rest(1_500)
    assert (reader.stages(), reader.gone()) == (ATTEMPTED, True)
    assert reader.js("localStorage.kindly") == KEEP["tried"]


def test_leaving_through_the_upper_edge(reader: Reader) -> None:
    reader.open("/")
    reader.ask("dialog", trigger={"kind": "exit", "value": 0})
    reader.rest(300)
    out = "dispatchEvent(new MouseEvent('mouseout', {{ bubbles: true, clientY: {} }}))"
    reader.js("void document.querySelector('h1')." + out.format(300))
    reader.rest(400)
    assert reader.gone()
    reader.js("void document.documentElement." + out.format(-3))
    reader.wait_for(RENDERED)


# Firefox's driver cannot move the pointer out of the window.
@pytest.mark.parametrize("window", ["Chrome"], indirect=True)
def test_a_pointer_really_leaves(reader: Reader) -> None:
    reader.open("/")
    reader.ask("dialog", trigger={"kind": "exit", "value": 0})
    reader.rest(300)
    for y in (400, 200, 20):
        reader.window.point(300, y)
    reader.rest(400)
    assert reader.gone()
    reader.window.point(300, -5)
    reader.wait_for(RENDERED)


def test_a_finger_that_hurries_up(reader: Reader) -> None:
    reader.open("/")
    reader.js("void (window.matchMedia = (query) => ({ matches: /coarse/.test(query) }))")
    reader.js("void scrollTo(0, 1500)")
    reader.ask("dialog", trigger={"kind": "exit", "value": 0})
    reader.rest(600)
    for y in (1_400, 1_300, 1_200):
        reader.js(f"void scrollTo(0, {y})")
        reader.rest(260)
    assert reader.gone()
    reader.js("void scrollTo(0, 500)")
    reader.wait_for(RENDERED)


def test_a_mouse_that_scrolls_up_stays(reader: Reader) -> None:
    reader.open("/")
    reader.js("void scrollTo(0, 1500)")
    reader.ask("dialog", trigger={"kind": "exit", "value": 0})
    reader.rest(600)
    reader.js("void scrollTo(0, 0)")
    reader.rest(600)
    assert reader.gone()
