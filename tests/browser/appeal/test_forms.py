"""Each form in each place and look is seen, moves nothing, needs no inline style, and is accessible."""

from typing import Any

import pytest

from tests.browser.appeal.conftest import ATTEMPTED, RENDERED, VIEWABLE, Reader
from tests.browser.appeal.engines import PHONE, WIDE, ZOOMED
from tests.browser.appeal.pages import FORMS, MODAL, THEME

pytestmark = pytest.mark.browser

SIZES = {"wide": WIDE, "phone": PHONE}
ARABIC = {"lang": "ar", "dir": "rtl", "title": "طلب صغير"}
DARK = {"theme": {**THEME, "scheme": "dark"}}
LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "light": ("/", {}),
    "dark": ("/", DARK),
    "rtl": ("/rtl", ARABIC),
}
#: Nothing but the rules that are about whole pages is left out: the article is made up.
AXE = """Promise.all(root.getAnimations().map(({ finished }) => finished))
.then(() => axe.run(document, { resultTypes: ['violations'] })).then(({ violations, passes }) => [
  violations.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)]),
  passes.some(({ nodes }) => nodes.some(({ target }) => Array.isArray(target[0]))),
])"""
#: Whether anything is wider than the window, or than what scrolls in it.
WIDER = """[document.documentElement, ...root.querySelectorAll('*')]
  .filter(({ clientWidth, scrollWidth }) => clientWidth && scrollWidth > clientWidth)
  .map((one) => one.tagName)"""
TARGETS = """[...root.querySelectorAll('button, select, div > a')]
  .map((one) => one.getBoundingClientRect())
  .filter(({ width, height }) => width < 24 || height < 24).length"""


def to_the_end(reader: Reader, form: str) -> None:
    """A note stands at the article's foot."""
    if form == "inline":
        reader.wait_for(RENDERED)
        reader.js("void scrollTo(0, document.body.scrollHeight)")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", LOOKS)
def test_a_form_is_seen_by_all(reader: Reader, form: str, size: str, look: str) -> None:
    path, changed = LOOKS[look]
    reader.open(path + "?open", size=SIZES[size])
    reader.ask(form, picture="/appeal/cup.svg", **changed)
    to_the_end(reader, form)
    reader.wait_for(ATTEMPTED, RENDERED, VIEWABLE)
    assert reader.stages() == ATTEMPTED | RENDERED | VIEWABLE
    assert reader.within(WIDER) == []
    assert reader.within(TARGETS) == 0
    assert reader.js(AXE) == [[], True]


@pytest.mark.parametrize("form", FORMS)
def test_the_steps_are_accessible(reader: Reader, form: str) -> None:
    reader.open("/?open", size=PHONE)
    reader.ask(form)
    reader.wait_for(RENDERED)
    reader.press_on("How to allow ads")
    reader.until(lambda: reader.within("!!root.querySelector('li')"), "the steps")
    assert reader.within(WIDER) == []
    assert reader.js(AXE) == [[], True]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost_at_400_per_cent(reader: Reader, form: str) -> None:
    """A window of 1280 by 1024 px at 400 %: everything can be scrolled to, and not sideways."""
    reader.open("/", size=ZOOMED)
    reader.ask(form)
    to_the_end(reader, form)
    reader.wait_for(RENDERED)
    assert reader.within(WIDER) == []
    for text in ("How to allow ads", "I've allowed ads"):
        reader.js(f"void {reader.button(text)}.scrollIntoView({{ block: 'nearest' }})")
        top, bottom = reader.js(
            f"(({{ top, bottom }}) => [top, bottom])({reader.button(text)}.getBoundingClientRect())"
        )
        # Places are fractions of pixels.
        assert top >= -1
        assert bottom <= ZOOMED[1] + 1


@pytest.mark.parametrize("form", FORMS)
def test_the_shadow_is_closed_and_the_host_has_no_name(reader: Reader, form: str) -> None:
    """No list can hide what has neither class, id nor attribute; what is within is out of reach."""
    reader.open("/")
    reader.ask(form)
    reader.wait_for(RENDERED)
    assert reader.js("[mode, host.shadowRoot, host.tagName, host.attributes.length]") == [
        "closed",
        None,
        "DIV",
        0,
    ]


@pytest.mark.parametrize("form", MODAL)
def test_a_dialog_says_who_it_is(reader: Reader, form: str) -> None:
    reader.open("/")
    reader.ask(form)
    reader.wait_for(RENDERED)
    assert reader.within("root.firstChild.matches('dialog:modal[aria-label=\"A small request\"][lang=en]')")
    assert reader.focused() == "A small request"
