"""With the keyboard alone: in, through, out, and back to where the reader was."""

import pytest

from tests.browser.appeal.conftest import CLAIMED, DISMISSED, HOW, RENDERED, VIEWABLE, Reader
from tests.browser.appeal.pages import KEEP, MODAL

pytestmark = pytest.mark.browser

TITLE, LINK, HOW_TO, DONE, LATER, CROSS = (
    "A small request",
    "Why we ask",
    "How to allow ads",
    "I've allowed ads",
    "Not now",
    "×",
)
WAYS = ("Subscribe", "Sign in")
ORDER = {
    "dialog": (LINK, HOW_TO, DONE, LATER, CROSS),
    "soft_wall": (LINK, HOW_TO, DONE, LATER, *WAYS, CROSS),
    "hard_wall": (LINK, HOW_TO, DONE, *WAYS),
}
FIRST = "document.querySelector('header a')"


def opened(reader: Reader, form: str, **changed: object) -> None:
    """The reader is at a link of the page when it appears."""
    reader.open("/")
    reader.js(f"void {FIRST}.focus()")
    reader.ask(form, **changed)
    reader.wait_for(RENDERED)


@pytest.mark.parametrize("form", MODAL)
def test_the_keyboard_reaches_everything_and_nothing_behind(reader: Reader, form: str) -> None:
    """After the last button comes the browser's own, then the first again: never one of the page."""
    opened(reader, form)
    assert reader.focused() == TITLE
    met = []
    for _ in range(2 * len(ORDER[form]) + 4):
        reader.window.press("Tab")
        met.append(reader.focused())
    assert tuple(met[: len(ORDER[form])]) == ORDER[form]
    assert set(met) - {*ORDER[form], TITLE} <= {"<BODY>", "<HTML>"}


@pytest.mark.parametrize("form", ["dialog", "soft_wall"])
@pytest.mark.parametrize("how", ["Escape", LATER, CROSS])
def test_closing_gives_the_focus_back(reader: Reader, form: str, how: str) -> None:
    opened(reader, form)
    if how == "Escape":
        reader.window.press("Escape")
    else:
        reader.press_on(how)
    reader.wait_until_gone()
    assert reader.focused() == "<Ferry & Bell>"
    assert reader.stages() & DISMISSED
    assert reader.js("localStorage.kindly") == KEEP["dismissed"]


def test_a_hard_wall_stays_and_holds_nobody(reader: Reader) -> None:
    """However often Escape is pressed the wall stands, its ways are reached, and a way leads away."""
    opened(reader, "hard_wall")
    for _ in range(4):
        reader.window.press("Escape")
    reader.rest(400)
    assert not reader.gone()
    assert not reader.stages() & DISMISSED
    assert reader.within("root.firstChild.matches('dialog:modal')")
    assert set(reader.focused().split()) <= set(TITLE.split())
    reader.js(f"void {reader.button(WAYS[0])}.focus()")
    reader.window.press("Enter")
    reader.until_on_page("location.pathname === '/subscribe' && document.readyState === 'complete'")


@pytest.mark.parametrize("form", ["inline", "banner"])
def test_a_note_takes_no_focus_and_gives_it_back(reader: Reader, form: str) -> None:
    opened(reader, form)
    assert reader.focused() == "<Ferry & Bell>"
    reader.press_on(LATER)
    reader.wait_until_gone()
    assert reader.focused() == "<Ferry & Bell>"
    assert reader.stages() & DISMISSED


def test_escape_closes_a_banner_only_from_within(reader: Reader) -> None:
    opened(reader, "banner")
    reader.window.press("Escape")
    reader.rest(300)
    assert not reader.gone()
    reader.js(f"void {reader.button(HOW_TO)}.focus()")
    reader.window.press("Escape")
    reader.wait_until_gone()
    assert reader.stages() & DISMISSED


def test_a_banner_comes_in_the_order_of_the_page(reader: Reader) -> None:
    """After the page's last link."""
    opened(reader, "banner")
    reader.js("void document.querySelector('footer a').focus()")
    met = []
    for _ in range(5):
        reader.window.press("Tab")
        met.append(reader.focused())
    assert met[-4:] in ([LINK, HOW_TO, DONE, LATER], [HOW_TO, DONE, LATER, CROSS])


def test_a_banner_hides_nothing_that_has_the_focus(reader: Reader) -> None:
    """WCAG 2.2, 2.4.11: the page is scrolled so that the focus stands above the strip."""
    opened(reader, "banner")
    for _ in range(2):
        reader.window.press("Tab")
    assert reader.focused() == "<About us>"
    bottom, top = reader.js(
        "[document.activeElement.getBoundingClientRect().bottom, root.firstChild.getBoundingClientRect().top]"
    )
    # At the page's very end there is nothing left to scroll.
    assert bottom <= top or reader.js("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")


@pytest.mark.parametrize("form", ["inline", "banner", *MODAL])
def test_the_steps_open_over_it_and_lead_back(reader: Reader, form: str) -> None:
    opened(reader, form)
    reader.press_on(HOW_TO)
    reader.until(
        lambda: reader.within("!!root.querySelector('dialog + dialog li, section + dialog li')"), "the steps"
    )
    assert reader.within("root.lastChild.matches(':modal')")
    assert reader.focused() == HOW_TO
    reader.window.press("Tab")
    assert reader.within("root.activeElement.tagName") == "SELECT"
    reader.window.press("Escape")
    reader.until(lambda: reader.within("root.children.length") == 1, "the end of the steps")
    assert reader.focused() == HOW_TO
    assert reader.stages() & HOW
    assert not reader.stages() & DISMISSED
    assert not reader.gone()


def test_everything_can_be_done_from_the_steps(reader: Reader) -> None:
    opened(reader, "dialog")
    reader.press_on(HOW_TO)
    reader.until(lambda: reader.within("root.children.length") == 2, "the steps")
    reader.press_on(DONE, dialog=1)
    reader.wait_for(CLAIMED)
    reader.until(
        lambda: (
            reader.within("root.lastChild.querySelector('[role=status]').textContent")
            == "Ads are still blocked here."
        ),
        "an answer",
    )
    reader.press_on("Back", dialog=1)
    reader.until(lambda: reader.within("root.children.length") == 1, "the end of the steps")
    assert reader.focused() == HOW_TO
    reader.wait_for(VIEWABLE)
